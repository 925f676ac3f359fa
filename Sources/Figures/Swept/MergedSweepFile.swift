// The file of a merged sweep: CSV, or JSON with an object a line.

import Canvas
import Export
import Sampling
import Simulation
import Theory

extension MergedSweep {
  /// The columns that are read, by their names in `w2s sweep merge`; `student` may be missing.
  private static let columns =
    Parameter.allCases.map(\.fieldName) + [
      "dimension", "teacher_samples", "student_samples", "trials", "gap_mean", "gap_se", "probability_of_gain",
      "student",
    ]

  /// Reads what `w2s sweep merge` wrote, as CSV or as JSON. Rows may be left out, and columns added.
  /// - Parameters:
  ///   - path: the file, as the person named it.
  ///   - more: called for more of the file; nothing at its end.
  /// - Throws: `CSVComplaint`, and what `more` throws.
  public init(path: String, more: () throws -> [UInt8]) throws {
    var table = try MergedTable(Self.columns, optional: ["student"], more: more)
    var rows: [Row] = []
    var lines: [SimulationPoint: Int] = [:]
    while let cells = try table.next(more: more) {
      let line = cells.line
      guard rows.count < Self.most else {
        throw CSVComplaint(
          line: line, message: "there are more than \(Self.most) regimes, the most that are opened; leave some out")
      }
      let row = try Row(cells)
      if let other = lines.updateValue(line, forKey: row.point) {
        throw CSVComplaint(line: line, message: "it is of the regime of line \(other); keep one")
      }
      if let first = rows.first, first.point.regime.filter != row.point.regime.filter {
        throw CSVComplaint(
          line: line,
          message:
            "student is \(row.point.regime.filter.rawValue) and was \(first.point.regime.filter.rawValue) before; "
            + "one kind is opened")
      }
      rows.append(row)
    }
    if rows.isEmpty { throw CSVComplaint(line: 1, message: "there is no regime") }
    guard let sweep = MergedSweep(path: path, rows: rows) else {
      throw CSVComplaint(
        line: 1, message: "a map needs two parameters with several values above 0 at one dimension, and there are none")
    }
    self = sweep
  }
}

extension MergedSweep.Row {
  /// The row of cells in the order of the columns.
  fileprivate init(_ cells: MergedTable.Cells) throws(CSVComplaint) {
    var regime = Preset.all[0].regime
    for (column, parameter) in Parameter.allCases.enumerated() {
      regime[parameter] = try cells.number(column, parameter.accepted) { parameter.accepts($0) }
    }
    let first = Parameter.allCases.count
    func count(_ column: Int, _ range: ClosedRange<Int>) throws(CSVComplaint) -> Int {
      let isAccepted = { (value: Double) in Int(exactly: value).map(range.contains) ?? false }
      return Int(try cells.number(first + column, Counts.accepted(range), isAccepted))
    }
    let sizes = (try count(0, Counts.sizes), try count(1, Counts.sizes), try count(2, Counts.sizes))
    let trials = try count(3, Counts.trials)
    let mean = try cells.number(first + 4, "a finite number") { $0.isFinite }
    // One trial has no standard error.
    let error = trials < 2 ? 0 : try cells.number(first + 5, "a finite number ≥ 0") { $0 >= 0 && $0.isFinite }
    let share = try cells.number(first + 6, "a number from 0 to 1") { (0...1).contains($0) }
    let student = cells.text(first + 7)
    guard let filter = student.isEmpty ? .ridge : SpectralFilter(rawValue: student) else {
      throw cells.refused(first + 7, "one of \(SpectralFilter.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    do throws(SimulationError) {
      let sizes = try Sizes(dimension: sizes.0, teacherSamples: sizes.1, studentSamples: sizes.2)
      self.init(
        point: SimulationPoint(regime.with(filter), sizes: sizes),
        gap: Moments(count: trials, mean: mean, standardError: error),
        gains: Proportion(successes: Int((share * Double(trials)).rounded()), count: trials))
    } catch {
      throw CSVComplaint(line: cells.line, message: "\(error)")
    }
  }
}

/// Chosen columns of a table of either form, row by row.
private struct MergedTable {
  /// The cells of a row, by the places of the columns asked for.
  struct Cells {
    fileprivate let row: CSVReader.Row
    fileprivate let places: [Int?]
    fileprivate let columns: [String]

    var line: Int { row.line }

    /// A text; empty where the table has no such column.
    func text(_ column: Int) -> String { places[column].map { row[$0] } ?? "" }

    /// A number that is accepted.
    func number(_ column: Int, _ accepted: String, _ isAccepted: (Double) -> Bool) throws(CSVComplaint) -> Double {
      guard let place = places[column], let value = row.number(at: place), isAccepted(value) else {
        throw refused(column, accepted)
      }
      return value
    }

    func refused(_ column: Int, _ accepted: String) -> CSVComplaint {
      CSVComplaint(line: line, message: "\(columns[column]) = '\(text(column).prefix(60))' is not \(accepted)")
    }
  }

  private let columns: [String]
  private let optional: Set<String>
  private let isJSON: Bool
  /// What has been read and not yet used.
  private var begun: [UInt8]
  /// For each of the columns its place in a row; nil where it has none.
  private var places: [Int?] = []
  private var width = 0
  private var csv = CSVReader()
  /// Of JSON, the number of the line read last.
  private var line = 0

  /// A table whose first bytes, and header, are read.
  init(_ columns: [String], optional: Set<String>, more: () throws -> [UInt8]) throws {
    (self.columns, self.optional) = (columns, optional)
    begun = try more()
    isJSON = begun.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "[")
    if isJSON {
      places = Array(columns.indices)
      return
    }
    guard let header = try csvRow(more) else { throw CSVComplaint.noHeader }
    let names = header.fields.map { $0.filter { !$0.isWhitespace } }
    width = names.count
    places = try columns.map { name in
      let places = names.indices.filter { names[$0] == name }
      if places.count > 1 { throw CSVComplaint(line: header.line, message: "column '\(name)' is named twice") }
      if places.isEmpty && !optional.contains(name) { throw missing(name, among: names, line: header.line) }
      return places.first
    }
  }

  /// The cells of the next row; nil at the end.
  mutating func next(more: () throws -> [UInt8]) throws -> Cells? {
    guard let row = try isJSON ? nextObject(more) : csvRow(more) else { return nil }
    guard isJSON || row.count == width else {
      throw CSVComplaint(line: row.line, message: "\(row.count) fields, and the header has \(width)")
    }
    return Cells(row: row, places: places, columns: columns)
  }

  private mutating func csvRow(_ more: () throws -> [UInt8]) throws -> CSVReader.Row? {
    var first = begun
    begun = []
    return try csv.next {
      if first.isEmpty { return try more() }
      defer { first = [] }
      return first
    }
  }

  private mutating func nextObject(_ more: () throws -> [UInt8]) throws -> CSVReader.Row? {
    while var text = try nextLine(more) {
      text = text.filter { $0 != "\r" }
      text.trimPrefix { $0 == " " || $0 == "[" }
      while let last = text.last, " ,]".contains(last) { text.removeLast() }
      if text.isEmpty { continue }
      let members: [String: JSONValue]
      do throws(JSONValue.Fault) {
        guard let object = try JSONValue(text).object else { throw JSONValue.Fault(offset: 0, message: "no object") }
        members = object
      } catch {
        throw CSVComplaint(line: line, message: "this is no JSON object: \(error.message); one a line is read")
      }
      let cells = try columns.map { name in
        switch members[name] {
        case .number(let text)?, .text(let text)?: text
        case nil where !optional.contains(name): throw missing(name, among: Array(members.keys), line: line)
        default: ""
        }
      }
      return CSVReader.Row(fields: cells, line: line)
    }
    return nil
  }

  private mutating func nextLine(_ more: () throws -> [UInt8]) throws -> String? {
    var searched = 0
    while true {
      if let end = begun[searched...].firstIndex(of: UInt8(ascii: "\n")) { return try text(upTo: end) }
      searched = begun.count
      let next = try more()
      if next.isEmpty { return begun.isEmpty ? nil : try text(upTo: begun.count) }
      begun += next
      if begun.count > 2 * CSVReader.longest {
        throw CSVComplaint(line: line + 1, message: "longer than \(CSVReader.longest) bytes, the most that is read")
      }
    }
  }

  private mutating func text(upTo end: Int) throws(CSVComplaint) -> String {
    line += 1
    defer { begun.removeFirst(min(end + 1, begun.count)) }
    guard let text = String(validating: begun[..<end], as: UTF8.self) else {
      throw CSVComplaint(line: line, message: "the line is not UTF-8 text")
    }
    return text
  }

  private func missing(_ name: String, among names: [String], line: Int) -> CSVComplaint {
    names.contains("tau")
      ? CSVComplaint(line: line, message: "this is a sweep of Section 3's networks; the map is of ridge regression")
      : CSVComplaint(
        line: line, message: "a column '\(name)' is missing; what 'w2s sweep merge' writes is opened, and it has one")
  }
}
