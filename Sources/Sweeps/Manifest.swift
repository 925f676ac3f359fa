// A sweep as a file that every shard is given: JSON, with a hash that names what is drawn.

import Export
import Figures
import Nonlinear
import Sampling
import Simulation
import Theory

/// A sweep, its name and what it will take.
public struct Manifest: Sendable {
  private static let format = "w2s-sweep-1"

  /// What is to be simulated.
  public let sweep: Sweep
  /// The SHA-256 of what it means, 32 bytes.
  let digest: [UInt8]
  /// How many shards are advised.
  public let advisedShards: Int
  /// Seconds of the whole on one core, by the cost model.
  public var seconds: Double { cost.seconds }
  /// An upper estimate of the memory in bytes that a shard needs with so many threads.
  public func bytes(threads: Int) -> Double {
    cost.firstRegimes(in: 0..<sweep.units).reduce(0) { max($0, sweep.bytes(at: $1, threads: threads)) }
  }
  /// What it takes.
  let cost: SweepCost

  /// A manifest that advises shards of so many minutes by the cost model, at most `mostShards` of them.
  public init(_ sweep: Sweep, minutes: Double = 10, mostShards: Int = 1000) {
    let cost = SweepCost(sweep)
    let wanted = (cost.seconds / (60 * minutes)).rounded(.up)
    self.init(sweep, cost, advisedShards: min(mostShards, sweep.units, wanted < 1e9 ? Int(wanted) : .max))
  }

  private init(_ sweep: Sweep, _ cost: SweepCost, advisedShards: Int) {
    (self.sweep, self.cost, self.advisedShards) = (sweep, cost, max(1, advisedShards))
    digest = sha256(Array(Self.meaning(sweep).json(pretty: false).utf8))
  }

  /// The hash that names the sweep: 64 hexadecimal digits. Equal for two files that mean the same.
  public var hash: String {
    digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  /// As many digits of the hash as stand in the names of files.
  public var shortHash: String { String(hash.prefix(12)) }

  /// All that decides what is drawn and how it is kept. Its text on one line is what the hash is of.
  private static func meaning(_ sweep: Sweep) -> Record {
    var record = Record(["format": .text(format), "trials": .integer(sweep.trials), "seed": .unsigned(sweep.seed)])
    if let features = sweep.features {
      record.append("setting", .text("features"))
      record.append("activation", .text(features.activation.rawValue))
      record.append("easy", .text(features.easy.rawValue))
      record.append("hard", .text(features.hard.rawValue))
    } else {
      record.append("engine", .text(sweep.engine.rawValue))
      record.append("student", .text(sweep.student.rawValue))
    }
    record.append("block", .integer(sweep.block))
    record.append(
      "axes",
      .list(
        sweep.axes.map { axis in
          var record = Record(["name": .text(axis.name.fieldName)])
          if axis.isOfOptimum { record.append("of_optimum", .boolean(true)) }
          record.append("values", .list(axis.values.map { .number($0) }))
          return .object(record)
        }))
    return record
  }

  /// The text of the file.
  public var json: String {
    var record = Record(["hash": .text(hash)])
    record.append(contentsOf: Self.meaning(sweep))
    record.append("regimes", .integer(sweep.count))
    record.append("units", .integer(sweep.units))
    record.append("bytes", .integer(8 * sweep.width * sweep.units))
    record.append("seconds", .number(cost.seconds.rounded(.up)))
    record.append("advised_shards", .integer(advisedShards))
    return record.json() + "\n"
  }

  /// Reads the text of a manifest.
  /// - Parameter file: what a complaint calls it.
  /// - Throws: ``SweepError/data(_:)`` where it is none, or has been changed since it was made.
  public init(_ text: String, file: String) throws(SweepError) {
    func refused(_ reason: String) -> SweepError {
      .data("\(file): \(reason); 'w2s sweep plan' makes a manifest")
    }
    let value: JSONValue
    do throws(JSONValue.Fault) { value = try JSONValue(text) } catch {
      throw refused("the manifest is not JSON: at byte \(error.offset) \(error.message)")
    }
    guard let members = value.object, let format = members["format"]?.text else {
      throw refused("the file is no manifest of a sweep")
    }
    guard format == Self.format else { throw refused("the manifest is of format '\(format)', not '\(Self.format)'") }
    guard let trials = members["trials"]?.integer, let seed = members["seed"]?.unsigned,
      let block = members["block"]?.integer, (1...Sweep.mostInBlock).contains(block), let list = members["axes"]?.list
    else { throw refused("the manifest lacks trials, seed, block or axes") }
    var (engine, student, features) = (Engine?.some(.law), SpectralFilter?.some(.ridge), FeatureFunctions?.none)
    if members["setting"] == nil {
      engine = members["engine"]?.text.flatMap(Engine.init)
      student = members["student"]?.text.flatMap(SpectralFilter.init)
    } else if members["setting"]?.text == "features",
      let activation = members["activation"]?.text.flatMap(Activation.init),
      let easy = members["easy"]?.text.flatMap(LinkFunction.init),
      let hard = members["hard"]?.text.flatMap(LinkFunction.init)
    {
      var functions = FeatureFunctions()
      (functions.activation, functions.easy, functions.hard) = (activation, easy, hard)
      features = functions
    } else {
      engine = nil
    }
    guard let engine, let student else {
      throw refused("the manifest lacks a setting, its functions, engine or student")
    }
    let sweep: Sweep
    do throws(SweepError) {
      var axes: [SweepAxis] = []
      for entry in list {
        guard let name = entry.object?["name"]?.text.flatMap(SweepName.init(fieldName:)),
          let values = entry.object?["values"]?.list
        else { throw SweepError.data("an axis has no name or no values") }
        axes.append(
          try SweepAxis(
            name, values.map { $0.number ?? .nan }, ofOptimum: entry.object?["of_optimum"]?.boolean ?? false))
      }
      sweep = try Sweep(
        axes: axes, trials: trials, seed: seed, engine: engine, student: student, features: features, block: block)
    } catch {
      throw refused("\(error)")
    }
    let advised = members["advised_shards"]?.integer ?? 1
    self.init(sweep, SweepCost(sweep), advisedShards: min(advised, sweep.units))
    guard let claimed = members["hash"]?.text, claimed == hash else {
      throw refused(
        "the manifest was changed: its hash is '\((members["hash"]?.text ?? "").prefix(12))' and what it says has "
          + "'\(shortHash)'")
    }
  }
}
