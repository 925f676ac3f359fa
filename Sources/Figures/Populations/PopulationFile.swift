// A covariance in a file: CSV with a coordinate a row.

import Canvas
import Export
import Theory

/// The eigenvalues of a file, with the target and the student's eigenvalues where it has them.
public struct PopulationFile: Sendable, Hashable {
  /// The names of its columns: `eigenvalue` and `signal`, the target's coordinate, of either sign; and what the student's
  /// inputs have in place of the eigenvalue.
  public static let columns = ["eigenvalue", "signal", "student_eigenvalue"]

  /// The eigenvalues.
  public let eigenvalues: [Double]
  /// The target's coordinates; nil where the file has none.
  public let signal: [Double]?
  /// The student's eigenvalues; nil where the file has none.
  public let studentEigenvalues: [Double]?

  /// The covariance, where there is a target.
  public var covariance: Covariance? { signal.map { Covariance(eigenvalues: eigenvalues, signal: $0) } }

  /// Reads a file whose header names the columns.
  /// - Parameters:
  ///   - required: the columns it has to have.
  ///   - more: called for more of the file; nothing at its end.
  /// - Throws: `CSVComplaint`, and what `more` throws.
  public init(requiring required: [String], more: () throws -> [UInt8]) throws {
    var input = CSVReader()
    guard let header = try input.next(more: more) else { throw CSVComplaint.noHeader }
    let names = header.fields.map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
    let accepted = "eigenvalue, signal and student_eigenvalue are accepted"
    for (index, name) in names.enumerated() {
      guard Self.columns.contains(name) else {
        throw CSVComplaint(line: header.line, message: "there is no column '\(name)'; \(accepted)")
      }
      if names[..<index].contains(name) {
        throw CSVComplaint(line: header.line, message: "the column '\(name)' is there twice")
      }
    }
    if let missing = required.first(where: { !names.contains($0) }) {
      throw CSVComplaint(line: header.line, message: "a column '\(missing)' is missing; \(accepted)")
    }
    var values = Array(repeating: [Double](), count: names.count)
    while let row = try input.next(more: more) {
      guard row.fields.count == names.count else {
        throw CSVComplaint(
          line: row.line,
          message:
            "\(row.fields.count) \(row.fields.count == 1 ? "field" : "fields"), and the header has \(names.count)")
      }
      guard values[0].count < Covariance.most else {
        throw CSVComplaint(
          line: row.line, message: "there are more than \(Covariance.most) eigenvalues, the most that are read")
      }
      for (index, field) in row.fields.enumerated() {
        values[index].append(try Self.value(field, names[index], line: row.line))
      }
    }
    let column = { (name: String) in names.firstIndex(of: name).map { values[$0] } }
    eigenvalues = column("eigenvalue") ?? []
    (signal, studentEigenvalues) = (column("signal"), column("student_eigenvalue"))
    guard eigenvalues.contains(where: { $0 > 0 }) else {
      let message = eigenvalues.isEmpty ? "there is no eigenvalue" : "every eigenvalue is 0: one > 0 is needed"
      throw CSVComplaint(line: header.line, message: message)
    }
  }

  private static func value(_ field: String, _ name: String, line: Int) throws(CSVComplaint) -> Double {
    let isSignal = name == "signal"
    let range = Covariance.eigenvalueRange
    if let value = typedNumber(field), value == 0 || range.contains(isSignal ? abs(value) : value) { return value }
    let accepted =
      isSignal ? "a number of a size from 1e-30 to 1e30, or 0" : "a number from 1e-30 to 1e30, or 0"
    throw CSVComplaint(line: line, message: "\(name) = '\(field)' is no such number: \(accepted) is accepted")
  }
}
