// The shards of a sweep, put together. What was drawn is read back trial by trial and added up in the order of the trials,
// as `simulate` does, so that nothing depends on how it was shared out.

import Export
import Figures
import Nonlinear
import Sampling
import Simulation
import Theory

/// A results folder with every trial of a sweep in it.
public struct SweepMerge: Sendable {
  private let manifest: Manifest
  /// The finished shards, in the order of their units.
  private let paths: [String]

  /// Finds shards that make up the whole, and checks every byte of them. Where shards of several counts are there, the
  /// least count that is complete is taken.
  /// - Throws: ``SweepError/data(_:)`` with the names of those that are missing, foreign or corrupt.
  public init(_ manifest: Manifest, folder: String) throws(SweepError) {
    self.manifest = manifest
    let files = try SweepFolder(folder, of: manifest)
    let groups = Dictionary(grouping: files.finished.keys, by: \.count)
    guard let count = groups.filter({ $0.value.count == $0.key }).keys.min() else {
      throw .data("\(folder): \(Self.missing(groups, files))")
    }
    paths = groups[count, default: []].sorted { $0.number < $1.number }.map { files.finishedPath($0, manifest) }
    var faults: [String] = []
    var unit = 0
    for path in paths {
      do throws(SweepError) {
        var reader = try ShardReader(path, of: manifest)
        guard reader.format.range.lowerBound == unit else {
          throw .data("\(path): the shard begins at trial \(reader.format.range.lowerBound), and \(unit) is next")
        }
        unit = reader.format.range.upperBound
        while reader.next() != nil {}
        if !reader.isAtEnd() { throw reader.fault() }
      } catch {
        faults.append("\(error)")
      }
    }
    if faults.isEmpty && unit != manifest.sweep.units {
      faults.append("\(folder): the shards end at trial \(unit) of \(manifest.sweep.units)")
    }
    guard let first = faults.first else { return }
    throw .data(
      faults.count == 1
        ? first
        : first + "; and \(faults.count - 1) more such: "
          + faults.dropFirst().prefix(9).map { String($0.prefix { $0 != ":" }) }.joined(separator: ", "))
  }

  /// Which shards are missing, of the count that has most of them.
  private static func missing(_ groups: [Int: [Shard]], _ files: SweepFolder) -> String {
    let shares = groups.map { (count: $0.key, found: $0.value) }
    guard
      let (count, found) = shares.max(by: {
        (Double($0.found.count) / Double($0.count), $1.count) < (Double($1.found.count) / Double($1.count), $0.count)
      })
    else { return "no finished shard is there" }
    let numbers = Set(found.map(\.number))
    let missing = (1...count).filter { !numbers.contains($0) }
    let names = missing.prefix(10).map { "\($0)/\(count)" }.joined(separator: ", ")
    let more = missing.count > 10 ? " and \(missing.count - 10) more" : ""
    return missing.count == 1 ? "shard \(names) is missing" : "shards \(names)\(more) are missing"
  }

  /// The records of the regimes, in order. Of ridge regression: the parameters at the sizes' own ratios and what
  /// `simulate` reports; then the 95 % interval of P(gain) [Wilson 1927]. Of Section 3's networks: the setting as
  /// `features` names it, and for each norm its mean, standard error, limit and z.
  /// - Parameter body: given each as soon as it is complete.
  /// - Throws: ``SweepError/data(_:)`` where a shard has changed since it was checked, and what `body` throws.
  public func forEachRecord(_ body: (Record) throws -> Void) throws {
    let sweep = manifest.sweep
    var (regime, estimate) = (0, RegimeEstimate?.none)
    for path in paths {
      var reader = try ShardReader(path, of: manifest)
      while let (units, values) = reader.next() {
        var at = values.startIndex
        for _ in units {
          if estimate == nil { estimate = try RegimeEstimate(sweep, at: regime) }
          estimate?.add(values[at..<(at + sweep.width)].map { Double(bitPattern: $0) })
          at += sweep.width
          guard estimate?.trials == sweep.trials, let whole = estimate else { continue }
          try body(whole.record)
          (regime, estimate) = (regime + 1, nil)
        }
      }
      if !reader.isAtEnd() { throw reader.fault() }
    }
  }
}

/// The estimates of one regime, while they accumulate: of either setting.
private struct RegimeEstimate {
  private var linear: (result: SimulationResult, point: SimulationPoint)?
  private var features: (rung: FeatureRung, plan: FeaturePlan)?
  private(set) var trials = 0

  init(_ sweep: Sweep, at number: Int) throws {
    if let functions = sweep.features {
      let plan = sweep.featurePlan(functions, at: number)
      features = (FeatureRung(plan.setting, limit: try FeatureLimit(plan.setting.regime)), plan)
    } else {
      let point = try sweep.point(at: number)
      linear = (SimulationResult(try sweep.plan(point)), point)
    }
  }

  /// Adds the numbers of the next trial.
  mutating func add(_ values: [Double]) {
    trials += 1
    if features == nil {
      linear?.result.add(TrialErrors(teacher: [values[0]], gap: [values[1]]), panel: 0)
    } else {
      features?.rung.add(values)
    }
  }

  var record: Record {
    if let (result, point) = linear {
      let estimate = result.panels[0][teacher: 0, student: 0]
      var record = Record(estimate, result.sample, at: point, of: result.plan)
      let interval = estimate.gain.interval()
      record.append("probability_of_gain_lower", .number(interval.lowerBound))
      record.append("probability_of_gain_upper", .number(interval.upperBound))
      return record
    }
    guard let (rung, plan) = features else { return Record() }
    var record = settingRecord(plan)
    for norm in FeatureNorm.all {
      let name = "\(norm.network.rawValue)_\(norm.direction.rawValue)_\(norm.stage.rawValue)"
      record.append(name + "_mean", .number(rung[norm].mean))
      record.append(name + "_se", .number(rung[norm].standardError))
      record.append(name + "_limit", .number(rung.limit[norm]))
      // A norm whose limit is 0 is never 0: its z says nothing.
      record.append(name + "_z", rung.limit[norm] == 0 ? .null : .number(rung.z(norm)))
    }
    return record
  }
}
