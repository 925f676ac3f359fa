// A person's own points beside theory, a row each, in the order of their file.
//
//     ┌ Your points ──────────────────────────────────────────┐
//     │   point    measured   ± se   theory  residual   z     │
//     │ ▸ base     −0.0331  0.0047  −0.0327  −0.0004  −0.09   │
//     │   noisy    …                                          │
//     │ 12 points of mine.csv: rms z 1.2, largest −2.9 (noisy)│
//     └ Enter goes  Esc closes ───────────────────────────────┘

import Canvas
import Figures
import Preferences
import Theory

/// A column of the list.
private struct PointColumn {
  /// Its heading.
  let title: String
  /// Its width; text is at its left, numbers are at its right.
  let width: Int
  /// What goes first where there is no room: the highest.
  let rank: Int
  var isText = false
  let cell: (PointReport, Look) -> (text: String, role: Role)
}

extension Pen {
  mutating func drawPointsList(_ model: Model, chosen: Int) {
    guard let points = model.points, let most = points.points.indices.last else { return }
    let inside = frame.width - 6
    let columns = pointColumns(points, room: inside - 2)
    let width = 2 + columns.reduce(-2) { $0 + $1.width + 2 }
    let titles = "  " + columns.map { pad($0.title, $0) }.joined(separator: "  ").droppingBlanks
    let heading = StyledLine([StyledLine.Part([StyledLine.Piece(titles, look[.muted])])])
    // Where there is little room it is the points that are wanted.
    let summary = frame.height < 16 ? [] : model.pointsSummary(look).wrapped(to: max(width, min(inside, 60)), indent: 2)
    let rows = max(1, frame.height - 4 - 1 - summary.count)
    let first = max(0, min(chosen, most) - rows + 1)
    let shown = first...min(most, first + rows - 1)
    let items = shown.map { index in
      let report = PointReport(points.points[index], over: model.settings)
      return OverlayItem(line: line(report, name: points.name(index), columns, isChosen: index == chosen))
    }
    let remarks = summary.map { OverlayItem(line: $0) }
    drawOverlay(
      title: "Your points", hints: [(.edit, "goes there")], items: [OverlayItem(line: heading)] + items + remarks,
      width: max(width, summary.map(\.width).max() ?? 0, 34) + 4, isMore: shown.upperBound < most, model: model)
  }

  private func line(
    _ report: PointReport, name: String, _ columns: [PointColumn], isChosen: Bool
  ) -> StyledLine {
    var pieces: [StyledLine.Piece] = [StyledLine.Piece(look.glyphs.text(isChosen ? "▸ " : "  "), look[.focus])]
    for column in columns {
      let isName = column.rank == 0
      let (text, role) = isName ? (name.undisturbing, isChosen ? Role.selected : .text) : column.cell(report, look)
      pieces.append(StyledLine.Piece(pad(text, column) + "  ", look[role]))
    }
    pieces[pieces.count - 1].text = pieces[pieces.count - 1].text.droppingBlanks
    return StyledLine([StyledLine.Part(pieces)])
  }

  /// A text in the width of its column, its end left out where it is too long.
  private func pad(_ text: String, _ column: PointColumn) -> String {
    let spelt = look.glyphs.text(text)
    let shown =
      spelt.columns <= column.width
      ? spelt : spelt.prefix(columns: column.width - look.ellipsis.columns) + look.ellipsis
    let blanks = String(repeating: " ", count: column.width - shown.columns)
    return column.isText ? shown + blanks : blanks + shown
  }

  /// The columns that have room, those of lower rank first.
  private func pointColumns(_ points: MeasuredPoints, room: Int) -> [PointColumn] {
    let longest = points.points.indices.lazy.map { points.name($0).undisturbing.columns }.max() ?? 5
    let all = Self.pointColumns(
      nameWidth: min(max(5, longest), room < 60 ? 10 : 24),
      hasOthers: points.points.contains { $0.foremost.map { $0.quantity != .gap } ?? true })
    var left = room + 2
    let kept = all.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.prefix {
      _, column in
      left -= column.width + 2
      return left >= 0
    }
    return kept.sorted { $0.offset < $1.offset }.map(\.element)
  }

  private static func pointColumns(nameWidth: Int, hasOthers: Bool) -> [PointColumn] {
    let none = (text: "", role: Role.muted)
    func number(
      _ title: String, rank: Int, width: Int = 9, digits: Int = 3, plus: Bool = false, trim: Bool = false,
      role: Role = .value,
      _ value: @escaping (PointReport) -> Double?
    ) -> PointColumn {
      PointColumn(title: title, width: width, rank: rank) { report, look in
        value(report).flatMap { look.number($0, room: width, digits: digits, plus: plus, trim: trim) }.map {
          ($0, role)
        } ?? none
      }
    }
    let foremost = { (report: PointReport) in report.point.foremost }
    let quantity = PointColumn(title: "of", width: 5, rank: 3, isText: true) { report, _ in
      (foremost(report).map { $0.quantity.symbol } ?? "", .muted)
    }
    let measured = PointColumn(title: "measured", width: 9, rank: 1) { report, look in
      guard let (quantity, value) = foremost(report) else { return ("nothing", .muted) }
      let role: Role = quantity == .gap ? (value.mean < 0 ? .gain : .loss) : .value
      return (look.number(value.mean, room: 9, plus: quantity == .gap) ?? "", role)
    }
    let theory = PointColumn(title: "theory", width: 9, rank: 2) { report, look in
      guard let quantity = foremost(report)?.quantity, let limit = report.theory(quantity) else { return none }
      let role: Role = quantity == .gap ? report.verdict.outcome.role : .value
      return (look.number(limit, room: 9, plus: quantity == .gap) ?? "", role)
    }
    let z = PointColumn(title: "z", width: 6, rank: 3) { report, look in
      guard let quantity = foremost(report)?.quantity, let z = report.z(quantity) else { return none }
      return (look.number(z, room: 6, digits: 2, plus: true) ?? "", abs(z) > 3 ? .error : .value)
    }
    var columns = [PointColumn(title: "point", width: nameWidth, rank: 0, isText: true) { _, _ in none }]
    if hasOthers { columns.append(quantity) }
    columns += [
      measured,
      number("± se", rank: 4, digits: 2, role: .muted) { foremost($0)?.value.standardError }, theory,
      number("residual", rank: 6, plus: true) { report in foremost(report).flatMap { report.residual($0.quantity) } },
      z,
      number("best λs", rank: 5, trim: true) { $0.verdict.best.lambdaS },
      number("saves", rank: 7) { $0.regret },
    ]
    columns += Parameter.allCases.enumerated().map { index, parameter in
      number(parameter.symbol, rank: 8, width: 8, trim: true, role: .muted) { $0.verdict.regime[parameter] }
    }
    return columns
  }
}

extension String {
  /// The text without blanks at its end.
  fileprivate var droppingBlanks: String {
    var text = self[...]
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
