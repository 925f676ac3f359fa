import Export
import Figures
import Foundation
import Nonlinear
import Sampling
import Simulation
import Testing
import Theory

@testable import Sweeps

/// A folder of its own, removed afterwards.
private final class Folder {
  let path = NSTemporaryDirectory() + "w2s-sweep-\(UUID().uuidString.prefix(12))"

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var files: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path + "/" + name))) }

  func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: path + "/" + name))
  }
}

@Suite("Shards")
struct ShardTests {
  /// 12 regimes of 70 trials in two dimensions; a block has 256 of the 840 trials.
  private func manifest(_ more: String = "", trials: Int = 70) throws -> Manifest {
    Manifest(
      try Sweep(
        toml: """
          trials = \(trials)
          seed = 5
          dimension = [12, 30]
          \(more)
          [axes]
          gamma_s = [0.5, 1, 3]
          lambda_t = { of_optimum = [0.5, 2] }
          """, file: "s.toml"))
  }

  private func merged(_ manifest: Manifest, _ folder: Folder) throws -> [String] {
    var rows: [String] = []
    try SweepMerge(manifest, folder: folder.path).forEachRecord { rows.append($0.csvRow) }
    return rows
  }

  private func whole(_ manifest: Manifest) throws -> (rows: [String], folder: Folder) {
    let folder = Folder()
    #expect(try ShardRun(manifest, try Shard(1, of: 1), folder: folder.path).run() == .finished)
    return (try merged(manifest, folder), folder)
  }

  private func refusal(_ body: () throws -> Void) throws -> String {
    do { try body() } catch SweepError.data(let message) { return message }
    throw SweepError.misuse("nothing was refused")
  }

  @Test("Whatever the number of shards, their order and threads, the rows are the same", arguments: [2, 3, 7, 16])
  func shares(count: Int) throws {
    let manifest = try manifest()
    let folder = Folder()
    for number in (1...count).reversed() {
      let run = ShardRun(manifest, try Shard(number, of: count), folder: folder.path, threads: 1 + number % 3)
      #expect(try run.run() == .finished)
    }
    let rows = try merged(manifest, folder)
    #expect(rows.count == 12)
    #expect(try rows == whole(manifest).rows)
  }

  @Test(
    "The first regime is what simulate says of it; another is the panel of its number", arguments: [Engine.law, .dense])
  func simulated(engine: Engine) throws {
    let manifest = try manifest("engine = \"\(engine.rawValue)\"")
    let rows = try whole(manifest).rows
    let points = try (0..<12).map { try manifest.sweep.point(at: $0) }
    let panels = try points.map { point in
      try Panel(point.regime, sizes: point.sizes, lambdaTs: [point.regime.lambdaT], lambdaSs: [point.regime.lambdaS])
    }
    let plan = try SimulationPlan(panels: panels, trials: 70, seed: 5, engine: engine)
    let result = try simulate(plan, threads: 2)
    for (number, row) in rows.enumerated() {
      let record = Record(result.panels[number][teacher: 0, student: 0], result.sample, at: points[number], of: plan)
      // The trials themselves are kept of the first panel alone.
      let length = number == 0 ? 31 : 26
      let expected = record.fields.prefix(length).map(\.value.csv)
      #expect(
        row.split(separator: ",", omittingEmptySubsequences: false).map(String.init).filter { $0 != "ridge" }.prefix(
          length
        )
        .elementsEqual(expected), "\(number)")
    }
  }

  @Test("A sweep of Section 3's networks: the rows do not depend on the shards, and are those of a ladder")
  func features() throws {
    let manifest = Manifest(
      try Sweep(
        toml: """
          setting = "features"
          trials = 9
          seed = 5
          dimension = [10, 20]
          [fixed]
          activation = "erf"
          tau = 2
          """, file: "s.toml"))
    #expect(try Manifest(manifest.json, file: "m.json").sweep == manifest.sweep)
    let rows = try whole(manifest).rows
    let folder = Folder()
    for number in 1...4 { _ = try ShardRun(manifest, try Shard(number, of: 4), folder: folder.path, threads: 2).run() }
    #expect(try merged(manifest, folder) == rows)
    let regime = FeatureRegime(activation: .erf, tau: 2)
    let setting = FeatureSetting(regime, sizes: FeatureSizes(dimension: 20))
    let ladder = try FeatureExperiment(FeaturePlan(setting: setting, rungs: 2, trials: 9, seed: 5)).run(threads: 2)
    #expect(rows.count == 2)
    for (row, rung) in zip(rows, ladder.rungs) {
      let norms = FeatureNorm.all.flatMap { norm -> [Field] in
        let limit = rung.limit[norm]
        return [
          .number(rung[norm].mean), .number(rung[norm].standardError), .number(limit),
          limit == 0 ? .null : .number(rung.z(norm)),
        ]
      }
      #expect(row.hasSuffix(",9,5," + norms.map(\.csv).joined(separator: ",")), "\(row)")
    }
  }

  @Test("Cut off at any moment and taken up again, a shard has the same bytes")
  func resumed() throws {
    let manifest = try manifest(trials: 300)
    let reference = try whole(manifest).folder
    let name = try #require(reference.files.first)
    let bytes = try reference.bytes(name)
    var generator = Generator(seed: 11)
    for round in 0..<8 {
      let folder = Folder()
      let run = ShardRun(manifest, try Shard(1, of: 1), folder: folder.path, threads: 2)
      var kept: [Int] = []
      while true {
        let patience = Int.random(in: 0..<60, using: &generator)
        var asked = 0
        var first: Int?
        let outcome = try run.run(
          cancel: {
            asked += 1
            return asked > patience
          }, progress: { first = first ?? $0.kept })
        if let first { kept.append(first) }
        if outcome == .finished { break }
        #expect(folder.files.allSatisfy { $0.hasSuffix(".part") } && folder.files.count == 1)
        // The last thing that was being written may be there in part.
        let part = try #require(folder.files.first)
        try folder.write(
          try folder.bytes(part) + [UInt8](repeating: 7, count: Int.random(in: 0..<99, using: &generator)), to: part)
      }
      #expect(kept == kept.sorted() && kept.allSatisfy { $0 % manifest.sweep.block == 0 }, "\(round)")
      #expect(folder.files == [name])
      #expect(try folder.bytes(name) == bytes)
      #expect(try run.run() == .found)
    }
  }

  @Test("A cut-off shard of another machine is gone on with, and taken away only when the shard is whole")
  func elsewhere() throws {
    let manifest = try manifest(trials: 300)
    let reference = try whole(manifest).folder
    let name = try #require(reference.files.first)
    let bytes = try reference.bytes(name)
    let folder = Folder()
    let other = name.replacing(".w2s", with: ".elsewhere.12-9.part")
    try folder.write(bytes.prefix(bytes.count / 2), to: other)
    let run = ShardRun(manifest, try Shard(1, of: 1), folder: folder.path)
    var kept: Int?
    #expect(try run.run(cancel: { kept != nil }, progress: { kept = $0.kept }) == .interrupted)
    #expect(try #require(kept) > 1000)
    #expect(folder.files.count == 2 && folder.files.contains(other))
    #expect(try run.run() == .finished)
    #expect(folder.files == [name])
    #expect(try folder.bytes(name) == bytes)
  }

  @Test("One that was finished by another meanwhile is left as it is")
  func orphan() throws {
    let manifest = try manifest(trials: 300)
    let folder = Folder()
    let run = ShardRun(manifest, try Shard(1, of: 1), folder: folder.path)
    var inner: ShardRun.Outcome?
    let outer = try run.run(
      cancel: { false },
      progress: { progress in
        if inner == nil && progress.done > 1000 { inner = try? run.run() }
      })
    #expect(inner == .finished && outer == .finished && folder.files.count == 1)
    #expect(try merged(manifest, folder) == whole(manifest).rows)
  }

  @Test("A change of any word of a shard is seen, and so is any cut")
  func corrupt() throws {
    let manifest = try manifest()
    let (_, folder) = try whole(manifest)
    let name = try #require(folder.files.first)
    let bytes = try folder.bytes(name)
    var generator = Generator(seed: 12)
    for word in 0..<(bytes.count / 8) where word < 40 || word % 7 == 0 || word >= bytes.count / 8 - 8 {
      var changed = bytes
      changed[8 * word + Int.random(in: 0..<8, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      try folder.write(changed, to: name)
      let message = try refusal { _ = try SweepMerge(manifest, folder: folder.path) }
      #expect(message.contains(name) && message.contains("remove it and run it again"), "word \(word): \(message)")
    }
    for length in [0, 50, 88, 96, bytes.count / 2, bytes.count - 1] {
      try folder.write(bytes.prefix(length), to: name)
      let message = try refusal { _ = try SweepMerge(manifest, folder: folder.path) }
      #expect(message.contains("corrupt"), "\(length): \(message)")
      // Nor is it drawn again over what may be of use.
      _ = try refusal { _ = try ShardRun(manifest, try Shard(1, of: 1), folder: folder.path).run() }
      #expect(try folder.bytes(name).count == length)
    }
    try folder.write(bytes + [0], to: name)
    _ = try refusal { _ = try SweepMerge(manifest, folder: folder.path) }
  }

  @Test("A block of another place, or of another manifest, is not taken for one's own")
  func misplaced() throws {
    let manifest = try manifest()
    let (_, folder) = try whole(manifest)
    let name = try #require(folder.files.first)
    let bytes = try folder.bytes(name)
    let (_, others) = try whole(try self.manifest("", trials: 71))
    var foreign = bytes
    let place = 88..<(88 + 8 * (3 + 2 * 256))
    foreign.replaceSubrange(place, with: try others.bytes(try #require(others.files.first))[place])
    try folder.write(foreign, to: name)
    #expect(try refusal { _ = try SweepMerge(manifest, folder: folder.path) }.contains("from 0 on are damaged"))
    let other = try #require(others.files.first)
    try folder.write(try others.bytes(other), to: name)
    #expect(try refusal { _ = try SweepMerge(manifest, folder: folder.path) }.contains("of another manifest"))
  }

  @Test("What is missing is named, and what is not the manifest's")
  func missing() throws {
    let manifest = try manifest()
    let folder = Folder()
    #expect(try refusal { _ = try SweepMerge(manifest, folder: folder.path) }.contains("no finished shard is there"))
    for number in [1, 3, 4] { _ = try ShardRun(manifest, try Shard(number, of: 5), folder: folder.path).run() }
    _ = try ShardRun(manifest, try Shard(1, of: 4), folder: folder.path).run()
    #expect(
      try refusal { _ = try SweepMerge(manifest, folder: folder.path) }.hasSuffix("shards 2/5, 5/5 are missing"))
    let other = try self.manifest("", trials: 9)
    let message = try refusal { _ = try ShardRun(other, try Shard(1, of: 1), folder: folder.path).run() }
    #expect(message.contains("another manifest, \(manifest.shortHash), not of \(other.shortHash)"))
    #expect(try refusal { _ = try SweepMerge(other, folder: folder.path) }.contains("another manifest"))
    #expect(folder.files.count == 4)
  }

  @Test(
    "Where each block of a shard stands is known beforehand",
    arguments: [(0, 1), (0, 256), (1, 257), (255, 256), (255, 900), (256, 512), (300, 300), (100, 840)])
  func layout(lower: Int, upper: Int) throws {
    let manifest = try manifest(trials: 100)
    let whole = try ShardFormat(manifest, try Shard(1, of: 1)).header
    var words = Array(whole.dropLast())
    (words[7], words[8]) = (UInt64(lower), UInt64(upper))
    var sum = Checksum()
    sum.add(words)
    let format = try ShardFormat(reading: words + [sum.value], for: manifest)
    var unit = lower
    var offset = 88
    while unit < upper {
      let units = format.units(from: unit)
      #expect(format.offset(of: unit) == offset && units.upperBound % 256 * (upper - units.upperBound) == 0)
      offset += 8 * (3 + 2 * units.count)
      unit = units.upperBound
    }
    #expect(format.offset(of: upper) == offset && format.size == offset + 24)
  }

  @Test("Shards of Slurm's variables; an array that is not whole is refused")
  func slurm() throws {
    let variables = { (id: Int, count: Int, least: Int, most: Int) in
      [
        "SLURM_ARRAY_TASK_ID": "\(id)", "SLURM_ARRAY_TASK_COUNT": "\(count)", "SLURM_ARRAY_TASK_MIN": "\(least)",
        "SLURM_ARRAY_TASK_MAX": "\(most)",
      ]
    }
    #expect(try Shard(slurm: variables(7, 8, 0, 7)) == Shard(8, of: 8))
    #expect(try Shard(slurm: variables(1, 8, 1, 8)) == Shard(1, of: 8))
    for wrong in [variables(7, 2, 3, 7), variables(9, 8, 1, 8), [:], ["SLURM_ARRAY_TASK_ID": "1"]] {
      #expect(throws: SweepError.self) { try Shard(slurm: wrong) }
    }
  }

  @Test("What is no shard is refused", arguments: ["", "1", "0/3", "4/3", "1/0", "-1/3", "a/3", "1/3/5", "1/9999999"])
  func noShard(text: String) {
    #expect {
      try Shard(text)
    } throws: { error in
      if case SweepError.misuse(let message) = error { message.contains("K/N") } else { false }
    }
  }
}
