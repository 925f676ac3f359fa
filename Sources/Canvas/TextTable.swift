// Rows of text in columns.

/// A table of plain text, each column as wide as its widest cell.
public struct TextTable: Sendable, Hashable {
  /// On which side of its column a cell stands.
  public enum Alignment: Sendable, Hashable {
    /// At the left; after the last such column nothing is filled up.
    case left
    /// At the right.
    case right
  }

  /// The cells, row by row, each row as long as the first.
  public var rows: [[String]]
  /// The side of each column; those beyond are as the last.
  public var alignments: [Alignment]

  /// A table; by default names at the left and numbers at the right.
  public init(_ rows: [[String]], _ alignments: [Alignment] = [.left, .right]) {
    self.rows = rows
    self.alignments = alignments
  }

  /// The rows as lines, two blanks between columns.
  public var lines: [String] {
    // A cell is one line, whatever it holds.
    let rows = rows.map { $0.map(\.undisturbing) }
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].columns }.max() ?? 0 }
    return rows.map { row in
      row.indices.map { column in
        let cell = row[column]
        let padding = String(repeating: " ", count: widths[column] - cell.columns)
        if alignments[min(column, alignments.count - 1)] == .right { return padding + cell }
        return column == row.count - 1 ? cell : cell + padding
      }.joined(separator: "  ")
    }
  }

  /// The lines, without an end after the last.
  public var text: String { lines.joined(separator: "\n") }
}
