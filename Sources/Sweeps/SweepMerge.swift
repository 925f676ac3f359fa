// The shards of a sweep, put together. What was drawn is read back trial by trial and added up in the order of the trials,
// as `simulate` does, so that nothing depends on how it was shared out.

import Export
import Figures
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

  /// The records of the regimes, in order: the parameters at the sizes' own ratios, the kind of student, and what
  /// `simulate` reports; then the 95 % interval of P(gain) [Wilson 1927].
  /// - Parameter body: given each as soon as it is complete.
  /// - Throws: ``SweepError/data(_:)`` where a shard has changed since it was checked, and what `body` throws.
  public func forEachRecord(_ body: (Record) throws -> Void) throws {
    let sweep = manifest.sweep
    var (regime, result, point) = (0, SimulationResult?.none, SimulationPoint?.none)
    for path in paths {
      var reader = try ShardReader(path, of: manifest)
      while let (units, values) = reader.next() {
        var at = values.startIndex
        for _ in units {
          if result == nil {
            let next = try sweep.point(at: regime)
            (point, result) = (next, SimulationResult(try sweep.plan(next)))
          }
          result?.add(
            TrialErrors(teacher: [Double(bitPattern: values[at])], gap: [Double(bitPattern: values[at + 1])]), panel: 0)
          at += 2
          guard result?.isComplete == true, let whole = result, let place = point else { continue }
          let estimate = whole.panels[0][teacher: 0, student: 0]
          var record = Record(estimate, whole.sample, at: place, of: whole.plan).naming(sweep.student)
          let interval = estimate.gain.interval()
          record.append("probability_of_gain_lower", .number(interval.lowerBound))
          record.append("probability_of_gain_upper", .number(interval.upperBound))
          try body(record)
          (regime, result) = (regime + 1, nil)
        }
      }
      if !reader.isAtEnd() { throw reader.fault() }
    }
  }
}

extension Record {
  /// With the kind of student behind the parameters, where `check` has it.
  fileprivate func naming(_ student: SpectralFilter) -> Record {
    var record = Record()
    for (name, value) in fields where name != "student" {
      record.append(name, value)
      if name == Parameter.zeta.fieldName { record.append("student", .text(student.rawValue)) }
    }
    return record
  }
}
