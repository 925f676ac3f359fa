// A sweep as a person writes it: TOML.
//
//     trials = 20
//     seed = 1
//     engine = "law"
//     dimension = [200, 400]
//     [axes]
//     gamma_s = { log = [0.1, 10, 5] }
//     lambda_t = { of_optimum = [0.1, 1, 10] }
//     [fixed]
//     sigma = 2

import Preferences
import RealModule
import Nonlinear
import Sampling
import Simulation
import TOMLKit
import Theory

extension Sweep {
  /// Reads the text of a sweep's file. Sizes come before the axes, both in the order of the file, and the last is the
  /// fastest.
  /// - Throws: ``SweepError/data(_:)`` where it is no TOML, and ``SweepError/misuse(_:)`` for what is not accepted in it.
  public init(toml text: String, file: String) throws(SweepError) {
    let source: TOMLSource
    let table: TOMLTable
    do throws(FileComplaint) {
      source = try TOMLSource(text, file: file)
      table = try source.parse()
    } catch {
      throw .data("\(error)")
    }
    var reader = SweepFileReader(source: source)
    do throws(FileComplaint) { try reader.read(table) } catch { throw .misuse("\(error)") }
    do throws(SweepError) {
      try self.init(
        axes: reader.axes + reader.fixed, trials: reader.trials, seed: reader.seed, engine: reader.engine,
        student: reader.student, features: reader.isOfFeatures ? reader.features : nil)
    } catch {
      throw .misuse("\(file): \(error)")
    }
  }
}

private struct SweepFileReader {
  let source: TOMLSource
  var axes: [SweepAxis] = []
  var fixed: [SweepAxis] = []
  var trials = 10
  var seed: UInt64 = 1
  var engine = Engine.law
  var student = SpectralFilter.ridge
  var features = FeatureFunctions()
  var isOfFeatures = false

  init(source: TOMLSource) { self.source = source }

  mutating func read(_ table: TOMLTable) throws(FileComplaint) {
    if let setting = table["setting"] {
      guard let name = setting.string, ["linear", "features"].contains(name) else {
        throw source.complaint(["setting"], "'setting' is one of \"linear\", \"features\"")
      }
      isOfFeatures = name == "features"
    }
    let all = isOfFeatures ? SweepName.features : SweepName.linear
    let sizes = SweepName.sizes.filter(all.contains).map(\.fieldName)
    let names = all.map(\.fieldName)
    let chosen = isOfFeatures ? ["activation", "easy", "hard"] : ["student"]
    var tables: [(String, TOMLTable)] = []
    for key in source.keys(table) {
      switch key {
      case "trials":
        guard let count = table[key]?.int, Counts.trials.contains(count) else {
          throw source.complaint([key], "'trials' is \(Counts.accepted(Counts.trials))")
        }
        trials = count
      case "seed":
        let text = table[key]?.string ?? table[key]?.int.map(String.init)
        guard let seed = text.flatMap(UInt64.init) else {
          throw source.complaint(
            [key], "'seed' is a whole number from 0 to \(UInt64.max); one above \(Int.max) stands in quotes")
        }
        self.seed = seed
      case "setting": break
      case "engine" where !isOfFeatures:
        engine = try choice(table, [key], Engine.allCases)
      case "axes", "fixed":
        guard let entries = table[key]?.table else {
          throw source.complaint([key], "'\(key)' is a table, beginning with [\(key)]")
        }
        tables.append((key, entries))
      case _ where sizes.contains(key):
        axes.append(try axis(table, [key]))
      default:
        let known = ["trials", "seed", "setting"] + (isOfFeatures ? [] : ["engine"]) + sizes + ["[axes]", "[fixed]"]
        let place = names.contains(key) ? "; a parameter stands in [axes] or [fixed]" : ""
        throw source.complaint([key], "unknown key '\(key)'; accepted: \(known.joined(separator: ", "))\(place)")
      }
    }
    for (key, entries) in tables {
      for name in source.keys(entries, in: [key]) {
        let path = [key, name]
        if key == "fixed", chosen.contains(name) {
          switch name {
          case "activation": features.activation = try choice(entries, path, Activation.usable)
          case "easy": features.easy = try choice(entries, path, LinkFunction.easy)
          case "hard": features.hard = try choice(entries, path, LinkFunction.hard)
          default: student = try choice(entries, path, SpectralFilter.allCases)
          }
          continue
        }
        guard names.contains(name) else {
          let known = names + (key == "fixed" ? chosen : [])
          throw source.complaint(path, "unknown name '\(name)' in [\(key)]; accepted: \(known.joined(separator: ", "))")
        }
        let axis = try axis(entries, path)
        if key == "axes" {
          axes.append(axis)
        } else {
          guard axis.values.count == 1 else {
            throw source.complaint(path, "'\(name)' is fixed at one value; several stand in [axes]")
          }
          fixed.append(axis)
        }
      }
    }
  }

  private func choice<Choice: RawRepresentable & Equatable>(
    _ table: TOMLTable, _ path: [String], _ all: [Choice]
  ) throws(FileComplaint) -> Choice where Choice.RawValue == String {
    guard let name = path.last, let choice = table[name]?.string.flatMap(Choice.init(rawValue:)),
      all.contains(choice)
    else {
      let names = all.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
      throw source.complaint(path, "'\(path.last ?? "")' is one of \(names)")
    }
    return choice
  }

  private func axis(_ table: TOMLTable, _ path: [String]) throws(FileComplaint) -> SweepAxis {
    guard let key = path.last, let name = SweepName(fieldName: key), let value = table[key] else {
      throw source.complaint(path, "no axis")
    }
    var (values, isOfOptimum) = (value, false)
    if let inner = value.table, inner.keys == ["of_optimum"], let multiples = inner["of_optimum"] {
      (values, isOfOptimum) = (multiples, true)
    }
    guard let numbers = numbers(values, name) else {
      throw source.complaint(
        path,
        "'\(key)' is a number, a list of numbers, { linear = [from, to, count] } or { log = [from, to, count] }"
          + (name == .parameter(.lambdaT) ? ", or { of_optimum = any of these }" : "")
          + "; a count is a whole number from 1 to \(Sweep.mostRegimes), and log needs ends above 0")
    }
    do throws(SweepError) {
      return try SweepAxis(name, numbers, ofOptimum: isOfOptimum)
    } catch {
      throw source.complaint(path, "\(error)")
    }
  }

  /// The numbers of a value, whole ones where the name is of sizes; nil where it is not understood.
  private func numbers(_ value: any TOMLValueConvertible, _ name: SweepName) -> [Double]? {
    if let number = number(value) { return [number] }
    if let list = value.array {
      let numbers = list.compactMap(number)
      return numbers.count == list.count ? numbers : nil
    }
    guard let table = value.table, table.keys.count == 1, let kind = table.keys.first,
      ["linear", "log"].contains(kind), let list = table[kind]?.array, list.count == 3,
      let from = number(list[0]), let to = number(list[1]), let count = list[2].int,
      (1...Sweep.mostRegimes).contains(count), from.isFinite, to.isFinite, kind == "linear" || from > 0 && to > 0
    else { return nil }
    let found = (0..<count).map { index -> Double in
      // The ends are those given, to the last bit.
      if index == 0 { return from }
      if index == count - 1 { return to }
      let share = Double(index) / Double(count - 1)
      return kind == "log" ? from * .pow(to / from, share) : from + share * (to - from)
    }
    return SweepName.sizes.contains(name) ? found.map { $0.rounded() } : found
  }

  private func number(_ value: any TOMLValueConvertible) -> Double? {
    value.double ?? value.int.flatMap { Double(exactly: $0) }
  }
}
