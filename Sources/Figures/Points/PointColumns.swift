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

  private enum Column: Hashable {
    case parameter(Parameter)
    case dimension, teacherSamples, studentSamples
    case value(FigurePoint.Quantity)
    case standardError(FigurePoint.Quantity)
    case label
    case student
    /// Not the table's own.
    case other(String)
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
      columns.append(.other(name))
    }
    self.columns = columns
    if let reason = kind == .regimes ? sizesMisplaced : nothingMeasured { throw complaint(reason) }
  }

  /// The names of what is computed of a row.
  private static func computed(_ kind: Kind) -> [String] {
    let report = PointReport(MeasuredPoint(given: [:], values: [:]), over: Preset.all[0].regime)
    return (kind == .measured ? Record(report) : Record(report.verdict)).fields.map(\.name)
      + Record(nil as FiniteLaw?).fields.map(\.name) + (kind == .measured ? ["z_finite_gap"] : [])
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

  /// The cells of a row that are not the table's own, and its label, by the names of their columns.
  public func carried(_ row: CSVReader.Row) -> Record {
    var record = Record()
    for (index, column) in columns.enumerated() where row.fields.indices.contains(index) {
      switch column {
      case .other, .label: record.append(names[index], .text(row.fields[index]))
      default: break
      }
    }
    return record
  }

  /// The same of no row: the names alone.
  public var carriedNames: Record { carried(CSVReader.Row(fields: names.map { _ in "" }, line: 1)) }

  /// The point of a row.
  /// - Throws: what is wrong with it, and what is accepted.
  public func point(_ row: CSVReader.Row) throws(CSVComplaint) -> MeasuredPoint {
    func complaint(_ message: String) -> CSVComplaint { CSVComplaint(line: row.line, message: message) }
    guard row.fields.count == columns.count else {
      throw complaint(
        "\(row.fields.count) values where the header names \(columns.count): "
          + quoted(row.fields.joined(separator: ",")))
    }
    var given: [Parameter: Double] = [:]
    var sizes: [Column: Int] = [:]
    var numbers: [Column: Double] = [:]
    var label = ""
    var filter: SpectralFilter?
    for (index, column) in columns.enumerated() {
      let text = trimmed(row.fields[index])
      if kind == .measured, text.isEmpty { continue }
      func refused(_ accepted: String) -> CSVComplaint {
        complaint("\(names[index]) is \(quoted(text)); \(accepted) is accepted")
      }
      switch column {
      case .other: continue
      case .label: label = text
      case .student:
        filter = SpectralFilter(rawValue: text)
        guard filter != nil else {
          throw refused("one of " + SpectralFilter.allCases.map(\.rawValue).joined(separator: ", "))
        }
      case .parameter(let parameter):
        guard let value = decimalNumber(text), parameter.accepts(value) else { throw refused(parameter.accepted) }
        given[parameter] = value
      case .dimension, .teacherSamples, .studentSamples:
        guard let value = Int(text), Counts.sizes.contains(value) else { throw refused(Counts.accepted(Counts.sizes)) }
        sizes[column] = value
      case .value:
        guard let value = decimalNumber(text), value.isFinite else { throw refused("a finite number, or nothing,") }
        numbers[column] = value
      case .standardError:
        guard let value = decimalNumber(text), value.isFinite, value >= 0 else {
          throw refused("a finite number ≥ 0, or nothing,")
        }
        numbers[column] = value
      }
    }
    for (ratio, samples, name) in Self.ratios {
      guard let n = sizes[samples] else { continue }
      guard let d = sizes[.dimension] else {
        if given[ratio] != nil { continue }
        throw complaint(
          "\(name) is \(n) and there is no dimension to make \(ratio.fieldName) of; give it in 'dimension'")
      }
      let made = Sizes.aspectRatio(dimension: d, samples: n)
      if let value = given[ratio], !isSame(value, made) {
        throw complaint("\(ratio.fieldName) is \(shortest(value)) and the sizes make it \(shortest(made)); keep one")
      }
      if given[ratio] == nil { given[ratio] = made }
    }
    var values: [FigurePoint.Quantity: MeasuredValue] = [:]
    for case (.value(let quantity), let mean) in numbers {
      values[quantity] = MeasuredValue(mean, standardError: numbers[.standardError(quantity)])
    }
    return MeasuredPoint(
      label: label, line: row.line, given: given, filter: filter, dimension: sizes[.dimension], values: values)
  }
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
