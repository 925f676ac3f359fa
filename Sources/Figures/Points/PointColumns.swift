// The columns of a table of regimes, measured or not, and what a row of it says.

import Canvas
import Export
import Sampling
import Simulation
import Theory

/// What the columns of a table are.
public struct PointColumns: Sendable {
  /// What a table is of.
  public enum Kind: Sendable {
    /// Regimes: every cell of a parameter has a value.
    case regimes
    /// Points that were measured: an empty cell says nothing. Sizes may stand beside the ratios they make.
    case measured
  }

  private enum Column: Hashable, Sendable {
    case parameter(Parameter)
    case dimension, teacherSamples, studentSamples
    case value(FigurePoint.Quantity)
    case standardError(FigurePoint.Quantity)
    case label
    case student
    /// Not the table's own.
    case other
  }

  private static let ofRegimes: [(name: String, column: Column)] =
    Parameter.allCases.map { ($0.fieldName, .parameter($0)) } + [
      ("dimension", .dimension), ("teacher_samples", .teacherSamples), ("student_samples", .studentSamples),
      ("student", .student),
    ]

  /// The names of `table`, and those of `simulate`.
  private static let ofMeasured: [(name: String, column: Column)] = [
    ("teacher_error", .value(.teacher)), ("student_error", .value(.student)), ("gap", .value(.gap)),
    ("teacher_error_se", .standardError(.teacher)), ("student_error_se", .standardError(.student)),
    ("gap_se", .standardError(.gap)), ("label", .label),
    ("teacher_error_mean", .value(.teacher)), ("student_error_mean", .value(.student)), ("gap_mean", .value(.gap)),
  ]

  private let kind: Kind
  private let names: [String]
  private let columns: [Column]

  /// The columns that a header names.
  /// - Parameter isStrict: whether only the table's own are accepted.
  /// - Throws: what is wrong with it.
  public init(_ header: CSVReader.Row, _ kind: Kind, isStrict: Bool = false) throws(CSVComplaint) {
    func complaint(_ message: String) -> CSVComplaint { CSVComplaint(line: header.line, message: message) }
    self.kind = kind
    let known = Self.ofRegimes + (kind == .measured ? Self.ofMeasured : [])
    let accepted = known.map(\.name).joined(separator: ", ")
    let computed = Self.computed(kind)
    names = header.fields.map(trimmed)
    var columns: [Column] = []
    for (index, name) in names.enumerated() {
      if names[..<index].contains(name) { throw complaint("column \(quoted(name)) is named twice") }
      if let column = known.first(where: { $0.name == name })?.column {
        if let other = columns.firstIndex(of: column) {
          throw complaint("'\(names[other])' and '\(name)' say the same thing; keep one")
        }
        columns.append(column)
        continue
      }
      if isStrict || name.isEmpty { throw complaint("unknown column \(quoted(name)); accepted: \(accepted)") }
      if computed.contains(name) {
        throw complaint("column '\(name)' has the name of a computed one; give it another")
      }
      // A column spelt in another way would be left out unseen.
      if let meant = known.first(where: { plain($0.name) == plain(name) }) {
        throw complaint("unknown column \(quoted(name)); is '\(meant.name)' meant?")
      }
      columns.append(.other)
    }
    self.columns = columns
    if let reason = kind == .regimes ? sizesMisplaced : nothingMeasured { throw complaint(reason) }
  }

  /// The names of what is computed of a row.
  private static func computed(_ kind: Kind) -> [String] {
    let report = PointReport(MeasuredPoint(given: [:], values: [:]), over: Preset.all[0].regime)
    var record = Record()
    if kind == .measured { record.append(report) } else { record.append(report.verdict) }
    record.append(nil as FiniteLaw?)
    return record.fields.map(\.name) + (kind == .measured ? ["z_finite_gap"] : [])
  }

  /// The ratios, the samples that make them, and the name of those.
  private static let ratios: [(ratio: Parameter, samples: Column, name: String)] = [
    (.gammaT, .teacherSamples, "teacher_samples"), (.gammaS, .studentSamples, "student_samples"),
  ]

  /// Why the sizes make no ratios; nil where they do, or there are none.
  private var sizesMisplaced: String? {
    for (ratio, samples, name) in Self.ratios where columns.contains(samples) {
      if columns.contains(.parameter(ratio)) {
        return "'\(ratio.fieldName)' and '\(name)' say the same thing; keep one"
      }
      if !columns.contains(.dimension) { return "'\(name)' needs a column 'dimension'" }
    }
    if columns.contains(.dimension), Set(columns).isDisjoint(with: Self.ratios.map(\.samples)) {
      return "'dimension' needs a column 'teacher_samples' or 'student_samples' to make an aspect ratio"
    }
    return nil
  }

  private var nothingMeasured: String? {
    let values: [Column] = [.value(.teacher), .value(.student), .value(.gap)]
    guard Set(columns).isDisjoint(with: values) else { return nil }
    return "no column is of anything measured; accepted: teacher_error, student_error, gap"
  }

  /// Whether there is a dimension among them, and so a law at it.
  public var hasDimension: Bool { columns.contains(.dimension) }

  /// Whether the kind of student is among them.
  public var hasStudent: Bool { columns.contains(.student) }

  /// Adds the cells of a row that are not the table's own, and its label, by the names of their columns.
  /// - Parameter row: nil for the names alone.
  public func carry(_ row: CSVReader.Row?, into record: inout some RecordBuilder) {
    for (index, column) in columns.enumerated() where column == .other || column == .label {
      record.append(names[index], .text(row?[index] ?? ""))
    }
  }

  /// The point of a row.
  /// - Throws: what is wrong with it, and what is accepted.
  public func point(_ row: CSVReader.Row) throws(CSVComplaint) -> MeasuredPoint {
    let cells = try cells(row, over: Preset.all[0].regime)
    var values: [FigurePoint.Quantity: MeasuredValue] = [:]
    for (quantity, mean) in cells.values {
      values[quantity] = MeasuredValue(mean, standardError: cells.standardErrors[quantity])
    }
    return MeasuredPoint(
      label: cells.label, line: row.line,
      given: Dictionary(uniqueKeysWithValues: cells.given.parameters.map { ($0, cells.regime[$0]) }),
      filter: cells.hasFilter ? cells.regime.filter : nil, dimension: cells.dimension, values: values)
  }

  /// The regime of a row and its dimension, where what is not given is that of another.
  /// - Throws: what is wrong with it, and what is accepted.
  public func regime(
    _ row: CSVReader.Row, over base: Regime
  ) throws(CSVComplaint) -> (regime: Regime, dimension: Int?) {
    let cells = try cells(row, over: base)
    return (cells.regime, cells.dimension)
  }

  /// What the cells of a row say.
  private struct Cells {
    /// The regime of the parameters given.
    var regime: Regime
    var given = ParameterSet()
    var hasFilter = false
    var dimension: Int?
    var samples: (teacher: Int?, student: Int?)
    var values: [FigurePoint.Quantity: Double] = [:]
    var standardErrors: [FigurePoint.Quantity: Double] = [:]
    var label = ""

    mutating func give(_ parameter: Parameter, _ value: Double) {
      regime[parameter] = value
      given.formUnion(ParameterSet(parameter))
    }
  }

  /// The parameters that are given.
  private struct ParameterSet: OptionSet {
    let rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ parameter: Parameter) {
      let index: UInt8 =
        switch parameter {
        case .lambdaT: 0
        case .lambdaS: 1
        case .gammaT: 2
        case .gammaS: 3
        case .sigma: 4
        case .zeta: 5
        }
      rawValue = 1 << index
    }

    var parameters: [Parameter] { Parameter.allCases.filter { contains(ParameterSet($0)) } }
  }

  private func cells(_ row: CSVReader.Row, over base: Regime) throws(CSVComplaint) -> Cells {
    func complaint(_ message: String) -> CSVComplaint { CSVComplaint(line: row.line, message: message) }
    guard row.count == columns.count else {
      throw complaint(
        "\(row.count) values where the header names \(columns.count): " + quoted(row.fields.joined(separator: ",")))
    }
    var cells = Cells(regime: base)
    for (index, column) in columns.enumerated() where column != .other {
      if kind == .measured, trimmed(row[index]).isEmpty { continue }
      func refused(_ accepted: String) -> CSVComplaint {
        complaint("\(names[index]) is \(quoted(trimmed(row[index]))); \(accepted) is accepted")
      }
      switch column {
      case .other: break
      case .label: cells.label = trimmed(row[index])
      case .student:
        guard let filter = SpectralFilter(rawValue: trimmed(row[index])) else {
          throw refused("one of " + SpectralFilter.allCases.map(\.rawValue).joined(separator: ", "))
        }
        cells.regime.filter = filter
        cells.hasFilter = true
      case .parameter(let parameter):
        guard let value = number(row, index), parameter.accepts(value) else { throw refused(parameter.accepted) }
        cells.give(parameter, value)
      case .dimension, .teacherSamples, .studentSamples:
        guard let value = Int(row[index]) ?? Int(trimmed(row[index])), Counts.sizes.contains(value) else {
          throw refused(Counts.accepted(Counts.sizes))
        }
        switch column {
        case .teacherSamples: cells.samples.teacher = value
        case .studentSamples: cells.samples.student = value
        default: cells.dimension = value
        }
      case .value(let quantity):
        guard let value = number(row, index), value.isFinite else { throw refused("a finite number, or nothing,") }
        cells.values[quantity] = value
      case .standardError(let quantity):
        guard let value = number(row, index), value.isFinite, value >= 0 else {
          throw refused("a finite number ≥ 0, or nothing,")
        }
        cells.standardErrors[quantity] = value
      }
    }
    for (ratio, samples, name) in Self.ratios {
      guard let n = samples == .teacherSamples ? cells.samples.teacher : cells.samples.student else { continue }
      let isGiven = cells.given.contains(ParameterSet(ratio))
      guard let d = cells.dimension else {
        if isGiven { continue }
        throw complaint(
          "\(name) is \(n) and there is no dimension to make \(ratio.fieldName) of; give it in 'dimension'")
      }
      let made = Sizes.aspectRatio(dimension: d, samples: n)
      guard isGiven else {
        cells.give(ratio, made)
        continue
      }
      let value = cells.regime[ratio]
      if !isSame(value, made) {
        throw complaint("\(ratio.fieldName) is \(shortest(value)) and the sizes make it \(shortest(made)); keep one")
      }
    }
    return cells
  }
}

/// The number in a cell.
private func number(_ row: CSVReader.Row, _ index: Int) -> Double? {
  row.number(at: index) ?? decimalNumber(trimmed(row[index]))
}

/// The beginning of a text, in quotes.
private func quoted(_ text: String) -> String { text.count > 60 ? "'\(text.prefix(60))…'" : "'\(text)'" }

/// A name without case and punctuation.
private func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }

private func trimmed(_ field: String) -> String {
  var text = field.drop { $0.isWhitespace }
  while text.last?.isWhitespace == true { text = text.dropLast() }
  return String(text)
}
