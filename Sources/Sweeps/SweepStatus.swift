// How far a sweep is, by what is in its results folder.

import Export

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How far each shard of a sweep is.
public struct SweepStatus: Sendable {
  /// Where a shard stands.
  public enum State: String, Sendable, Hashable, CaseIterable {
    /// Its file is whole, as far as its header, length and end tell.
    case done
    /// A process is at it: it is locked by one of this machine, or was written to in the last minutes.
    case running
    /// It was cut off and can be gone on with.
    case stopped
    /// Its last run failed, or its file is corrupt.
    case failed
    /// Nobody has begun it.
    case missing
  }

  /// One shard.
  public struct Entry: Sendable, Hashable {
    /// Which.
    public let shard: Shard
    /// Where it stands.
    public let state: State
    /// Its trials that are kept.
    public let kept: Int
    /// All its trials.
    public let units: Int
    /// Why it failed; nil where it did not.
    public let reason: String?
    /// What is left of it in seconds of one core, by the cost model.
    public let secondsLeft: Double
  }

  /// How long ago an unfinished shard of another machine may have been written to and be taken for running.
  private static let patience = 300

  /// The shards, in order.
  public let entries: [Entry]

  /// Looks into a results folder.
  /// - Parameter shards: how many shards there are to be; as many as most files in the folder are of, or as the manifest
  ///   advises, where nil.
  /// - Throws: ``SweepError/data(_:)`` where the folder cannot be read, or holds shards of another manifest, and
  ///   ``SweepError/misuse(_:)`` for more shards than trials.
  public init(_ manifest: Manifest, folder: String, shards: Int? = nil) throws(SweepError) {
    let files = try SweepFolder(folder, of: manifest)
    let count = shards ?? files.usualCount ?? manifest.advisedShards
    _ = try manifest.range(of: try Shard(1, of: count))
    let bounds = manifest.cost.bounds(shards: count)
    var entries: [Entry] = []
    for number in 1...count {
      let shard = try Shard(number, of: count)
      let range = bounds[number - 1]..<bounds[number]
      var (state, unit, reason) = (State.missing, range.lowerBound, String?.none)
      if files.finished[shard] != nil {
        do throws(SweepError) {
          try ShardRun.checkEnds(files.finishedPath(shard, manifest), of: manifest)
          (state, unit) = (.done, range.upperBound)
        } catch {
          (state, reason) = (.failed, "\(error)")
        }
      } else {
        if let file = files.failed[shard] { (state, reason) = (.failed, files.firstLine(of: file)) }
        let partial = (files.partial[shard] ?? []).map { folder + "/" + $0 }
        unit = partial.compactMap { (try? ShardReader($0, of: manifest))?.unitBySize }.max() ?? unit
        if partial.contains(where: { !SweepFolder.isLeft($0) && Self.isRecent($0) }) {
          (state, reason) = (.running, nil)
        } else if !partial.isEmpty && state == .missing {
          state = .stopped
        }
      }
      entries.append(
        Entry(
          shard: shard, state: state, kept: unit - range.lowerBound, units: range.count, reason: reason,
          secondsLeft: manifest.cost.seconds(of: min(unit, range.upperBound)..<range.upperBound)))
    }
    self.entries = entries
  }

  /// How many shards stand so.
  public func count(_ state: State) -> Int { entries.count { $0.state == state } }

  /// What is left, in seconds: of one core, and with as many shards at work as are running now; by the cost model. The
  /// second is nil where none is.
  public var secondsLeft: (ofOneCore: Double, asNow: Double?) {
    let all = entries.reduce(0) { $0 + $1.secondsLeft }
    let running = count(.running)
    // None is done before the longest of its own.
    let longest = entries.filter { $0.state == .running }.map(\.secondsLeft).max() ?? 0
    return (all, running == 0 ? nil : max(longest, all / Double(running)))
  }

  /// The status as a record: counts, time left, and the shards that are not done.
  public var record: Record {
    var record = Record(["shards": .integer(entries.count)])
    for state in State.allCases { record.append(state.rawValue, .integer(count(state))) }
    let (all, now) = secondsLeft
    record.append("seconds_left_of_one_core", .number(all))
    record.append("seconds_left", now.map { .number($0) } ?? .null)
    record.append(
      "open",
      .list(
        entries.filter { $0.state != .done }.map { entry in
          .object(
            Record([
              "shard": .text("\(entry.shard)"), "state": .text(entry.state.rawValue), "kept": .integer(entry.kept),
              "trials": .integer(entry.units), "reason": entry.reason.map { .text($0) } ?? .null,
            ]))
        }))
    return record
  }

  private static func isRecent(_ path: String) -> Bool {
    if SweepFolder.isLocked(path) { return true }
    var (status, now) = (stat(), timespec())
    clock_gettime(CLOCK_REALTIME, &now)
    return stat(path, &status) == 0 && now.tv_sec - status.st_mtim.tv_sec < patience
  }
}

extension SweepFolder {
  /// The count that most files are of, the lower one of two; nil where there are none.
  fileprivate var usualCount: Int? {
    let shards = Set(finished.keys).union(partial.keys).union(failed.keys)
    return Dictionary(grouping: shards, by: \.count).max {
      ($0.value.count, $1.key) < ($1.value.count, $0.key)
    }?.key
  }

  /// The first line of a file in the folder.
  fileprivate func firstLine(of file: String) -> String {
    let descriptor = open(path + "/" + file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "it failed" }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 1000)
    let count = read(descriptor, &bytes, bytes.count)
    let line = bytes.prefix(max(0, count)).prefix { $0 != UInt8(ascii: "\n") }
    return line.isEmpty ? "it failed, and there was no room to say why" : String(decoding: line, as: UTF8.self)
  }
}

extension ShardReader {
  /// The first unit that is not kept, by the length of the file.
  fileprivate var unitBySize: Int {
    let words = size / 8 - ShardFormat.headerWords
    var (low, high) = (format.range.lowerBound / format.block, format.range.upperBound / format.block)
    // The last block that ends within the file.
    while low < high {
      let middle = (low + high + 1) / 2
      if format.offset(of: middle * format.block) / 8 - ShardFormat.headerWords <= words {
        low = middle
      } else {
        high = middle - 1
      }
    }
    return min(max(low * format.block, format.range.lowerBound), format.range.upperBound)
  }
}
