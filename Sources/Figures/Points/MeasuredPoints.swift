// The measured points of a file.

import Export

/// A person's own points, and the file they are from.
public struct MeasuredPoints: Sendable, Hashable {
  /// The most that are held.
  public static let most = 10_000

  /// The file, as the person named it.
  public let path: String
  /// The points, in the order of the file.
  public let points: [MeasuredPoint]

  /// Points at hand.
  public init(path: String, points: [MeasuredPoint]) { (self.path, self.points) = (path, points) }

  /// Reads a file of comma-separated values whose header names the columns.
  /// - Parameter more: called for more of the file; nothing at its end.
  /// - Throws: `CSVComplaint`, and what `more` throws.
  public init(path: String, more: () throws -> [UInt8]) throws {
    var input = CSVReader()
    guard let header = try input.next(more: more) else { throw CSVComplaint.noHeader }
    let columns = try PointColumns(header, .measured)
    var points: [MeasuredPoint] = []
    while let row = try input.next(more: more) {
      guard points.count < Self.most else {
        throw CSVComplaint(
          line: row.line, message: "there are more than \(Self.most) points, the most that are laid on")
      }
      points.append(try columns.point(row))
    }
    self.init(path: path, points: points)
  }

  /// What a point is called: its label, or its number.
  public func name(_ index: Int) -> String { points[index].label.isEmpty ? "\(index + 1)" : points[index].label }
}

extension CSVComplaint {
  /// There is nothing to read.
  public static let noHeader = CSVComplaint(
    line: 1, message: "the input is empty: a header line that names the columns is needed")
}
