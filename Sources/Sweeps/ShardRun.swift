#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// One shard, drawn and kept in a folder. Where the work was cut off it is taken up again after the last block that was
/// written; several processes may be at the same shard, on one machine or on several, and each leaves the same bytes.
public struct ShardRun: Sendable {
  /// How it ended.
  public enum Outcome: Sendable, Hashable {
    /// It was there already.
    case found
    /// It is there now.
    case finished
    /// It was cancelled, and what was drawn is kept.
    case interrupted
  }

  /// How far it is.
  public struct Progress: Sendable, Hashable {
    /// Units that were there when it began.
    public let kept: Int
    /// Units there are now.
    public let done: Int
    /// Units of the whole shard.
    public let total: Int
  }

  private let manifest: Manifest
  private let shard: Shard
  private let folder: String
  private let threads: Int

  /// A run of one shard, with results in a folder that is made if need be.
  /// - Parameter threads: 1 to 64.
  public init(_ manifest: Manifest, _ shard: Shard, folder: String, threads: Int = 1) {
    (self.manifest, self.shard, self.folder, self.threads) = (manifest, shard, folder, threads)
  }

  /// Runs it.
  /// - Parameters:
  ///   - cancel: as ``simulate(_:threads:cancel:progress:)``.
  ///   - progress: told after every few trials.
  /// - Throws: ``SweepError``; what has been drawn is kept.
  public func run(
    cancel: () -> Bool = { false }, progress: (Progress) -> Void = { _ in }
  ) throws(SweepError) -> Outcome {
    let format = try ShardFormat(manifest, shard)
    let files = try SweepFolder(folder, of: manifest)
    if files.finished[shard] != nil {
      try Self.checkEnds(files.finishedPath(shard, manifest), of: manifest)
      return .found
    }
    if let last = format.range.last {
      let trials = manifest.sweep.trials
      try manifest.sweep.check(regimes: format.range.lowerBound / trials..<last / trials + 1)
    }
    try requireMemory(for: format.range)
    try SweepFolder.make(folder)
    unlink(files.failedPath(shard, manifest))
    do throws(SweepError) {
      return try write(format, files, cancel: cancel, progress: progress)
    } catch {
      // What another process has finished meanwhile is as good; and it takes this one's file away.
      if (try? Self.checkEnds(files.finishedPath(shard, manifest), of: manifest)) != nil { return .finished }
      files.note("\(error)", failed: shard, manifest)
      throw error
    }
  }

  private func write(
    _ format: ShardFormat, _ files: SweepFolder, cancel: () -> Bool, progress: (Progress) -> Void
  ) throws(SweepError) -> Outcome {
    var writer = try ShardWriter(files.newPartialPath(shard, manifest), format)
    let others = (files.partial[shard] ?? []).map { folder + "/" + $0 }
    do throws(SweepError) {
      for other in others { try writer.takeOver(other, of: manifest) }
    } catch {
      // There is no room for two of it.
      unlink(writer.path)
      throw error
    }
    // They hold no more than this one does, which must not be lost with the machine.
    if !others.isEmpty { try writer.save() }
    for other in others { SweepFolder.removeIfLeft(other) }
    let kept = writer.unit - format.range.lowerBound
    var pending: [UInt64] = []
    var failure: SweepError?
    if writer.unit < format.range.upperBound {
      let width = manifest.sweep.width
      let runs = TrialRuns(manifest.sweep, writer.unit..<format.range.upperBound)
      try manifest.sweep.draw(runs, threads: threads, cancel: { failure != nil || cancel() }) { trials in
        for values in trials {
          pending += values
          guard pending.count == width * format.units(from: writer.unit).count, failure == nil else { continue }
          do throws(SweepError) { try writer.add(pending) } catch { failure = error }
          pending.removeAll(keepingCapacity: true)
        }
        let done = writer.unit - format.range.lowerBound + pending.count / width
        progress(Progress(kept: kept, done: done, total: format.range.count))
      }
    }
    if let failure { throw failure }
    guard writer.unit == format.range.upperBound else { return .interrupted }
    try writer.finish()
    let path = files.finishedPath(shard, manifest)
    if rename(writer.path, path) != 0 {
      throw .writing("\(path): the shard cannot be written: \(String(cString: strerror(errno)))")
    }
    for other in (try? SweepFolder(folder, of: manifest))?.partial[shard] ?? [] { unlink(folder + "/" + other) }
    return .finished
  }

  /// Refuses a finished shard whose header, length or end is not right; what is between is checked when it is merged.
  static func checkEnds(_ path: String, of manifest: Manifest) throws(SweepError) {
    let reader = try ShardReader(path, of: manifest)
    if reader.size != reader.format.size || !reader.hasFooter { throw reader.fault() }
  }

  private func requireMemory(for range: Range<Int>) throws(SweepError) {
    for regime in manifest.cost.firstRegimes(in: range) {
      try manifest.sweep.requireMemory(at: regime, threads: threads)
    }
  }
}

extension ShardWriter {
  /// Copies the blocks of another file of the same shard that go on where this one ends. One that is none, or has gone, is
  /// passed over.
  fileprivate mutating func takeOver(_ path: String, of manifest: Manifest) throws(SweepError) {
    guard var reader = try? ShardReader(path, of: manifest), reader.format.header == format.header else { return }
    while let (units, values) = reader.next() {
      if units.lowerBound == unit { try add(Array(values)) }
    }
  }
}

extension SweepFolder {
  /// Says in the folder why a shard failed, where that can be written.
  fileprivate func note(_ message: String, failed shard: Shard, _ manifest: Manifest) {
    let descriptor = open(failedPath(shard, manifest), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var line = message + "\n"
    _ = line.withUTF8 { Glibc.write(descriptor, $0.baseAddress, $0.count) }
  }
}

/// A range of units as runs of trials, each of one regime.
struct TrialRuns: Sendable {
  private let sweep: Sweep
  private let range: Range<Int>
  private let length: Int
  private let perRegime: Int
  private let first: Int
  /// How many there are.
  let count: Int

  /// - Precondition: the range is not empty.
  init(_ sweep: Sweep, _ range: Range<Int>) {
    (self.sweep, self.range) = (sweep, range)
    // Some milliseconds: long enough for a thread to be worth waking.
    length = max(1, sweep.block / 8)
    perRegime = (sweep.trials - 1) / length + 1
    let (trials, length, perRegime) = (sweep.trials, length, perRegime)
    let number = { (unit: Int) in unit / trials * perRegime + unit % trials / length }
    first = number(range.lowerBound)
    count = number(range.upperBound - 1) - first + 1
  }

  /// A run, from 0 to ``count`` − 1: its regime, and the numbers of its trials.
  func run(_ index: Int) -> (regime: Int, trials: Range<Int>) {
    let (regime, part) = (first + index).quotientAndRemainder(dividingBy: perRegime)
    let start = regime * sweep.trials
    let trials = (part * length)..<min(sweep.trials, (part + 1) * length)
    let units = ((start + trials.lowerBound)..<(start + trials.upperBound)).clamped(to: range)
    return (regime, (units.lowerBound - start)..<(units.upperBound - start))
  }
}
