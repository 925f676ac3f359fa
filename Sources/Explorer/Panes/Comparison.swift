// Here beside the states pinned, in columns: what each comes to, and where they differ.
//
//            here       P       Q
//     Ls−Lt  +0.0264  −0.215 −0.0327
//     Δ               +0.241 +0.0591
//     Lt        1.29    1.29    1.31
//     …
//     λs        0.56     0.1    0.56

import Canvas
import Figures
import Preferences
import Theory

/// The verdicts on here and on as many of the states pinned as there is room for.
struct Comparison {
  /// Columns for what a row is.
  static let labelWidth = 7
  /// Columns of a number, the blank before it included.
  static let numberWidths = 7...9

  /// A row; where there are too few, those of the highest rank go first.
  private struct Row {
    let label: String
    let rank: Int
    var cells: [(text: String, role: Role)]
  }

  /// The states pinned that have a column.
  let pins: [Pins.Pin]
  private let regimes: [Regime]
  private let verdicts: [Verdict]
  private let numberWidth: Int

  /// - Parameter width: columns there are.
  init(_ settings: Settings, width: Int) {
    let room = width - Self.labelWidth
    pins = Array(settings.pins.prefix(max(1, room / Self.numberWidths.lowerBound - 1)))
    numberWidth = min(Self.numberWidths.upperBound, room / (pins.count + 1))
    // Of a chain the verdicts are without ζ.
    let isChain = settings.panel == .chain
    regimes = [settings.regime] + pins.map { isChain ? $0.regime.with(.zeta, 0) : $0.regime }
    verdicts = regimes.map { Verdict($0) }
  }

  /// The table over at most so many rows; empty where there are too few for any of it.
  func lines(_ look: Look, rows most: Int) -> [StyledLine] {
    guard most >= 2 else { return [] }
    var rows = self.rows(look)
    while rows.count > most - 1, let rank = rows.map(\.rank).max(),
      let last = rows.lastIndex(where: { $0.rank == rank })
    {
      rows.remove(at: last)
    }
    let heading = Row(
      label: "", rank: 0, cells: [("here", .muted)] + pins.map { ("\($0.letter)", .title) })
    return ([heading] + rows).map { row in
      StyledLine([
        StyledLine.Part(
          [StyledLine.Piece(look.glyphs.text(row.label).padding(to: Self.labelWidth), look[.muted])]
            + row.cells.map { text, role in
              let blanks = String(repeating: " ", count: max(0, numberWidth - text.columns))
              return StyledLine.Piece(blanks + text, look[role])
            })
      ])
    }
  }

  private func rows(_ look: Look) -> [Row] {
    /// A row of what each verdict comes to.
    func row(
      _ label: String, rank: Int, plus: Bool = false, trim: Bool = false, role: (Verdict) -> Role,
      _ value: (Verdict) -> Double
    ) -> Row {
      Row(
        label: label, rank: rank,
        cells: verdicts.map { (number(value($0), look, plus: plus, trim: trim), role($0)) })
    }
    let (here, others) = (verdicts[0], verdicts.dropFirst())
    let changes = others.map { here.gap - $0.gap }
    let differing = Parameter.allCases.filter { parameter in regimes.contains { $0[parameter] != regimes[0][parameter] }
    }
    let kinds =
      regimes.contains { $0.filter != regimes[0].filter }
      ? [Row(label: "by", rank: 2, cells: regimes.map { ($0.filter.word, .value) })] : []
    return [
      row("Ls − Lt", rank: 0, plus: true, role: { $0.outcome.role }) { $0.gap },
      Row(
        label: "Δ", rank: 1,
        cells: [("", .muted)]
          + changes.map { ($0.isNaN ? "" : number($0, look, plus: true), $0 < 0 ? .gain : $0 > 0 ? .loss : .tie) }),
      row("Lt", rank: 3, role: { _ in .teacher }) { $0.errors.teacher },
      row("Ls", rank: 3, role: { _ in .student }) { $0.errors.student },
      Row(label: "phase", rank: 4, cells: verdicts.map { ($0.phase.phase.rawValue, .value) }),
      row("best λs", rank: 5, trim: true, role: { $0.best.gap < 0 ? .value : .muted }) { $0.best.lambdaS },
    ] + kinds
      + differing.map { parameter in
        row(
          parameter.symbol, rank: 2, trim: true,
          role: { $0.regime[parameter] == here.regime[parameter] ? .muted : .value }
        ) {
          $0.regime[parameter]
        }
      }
  }

  /// A number in the columns there are, with fewer digits where it must; where not even one digit has room, it is one
  /// with an exponent of three digits, as near to 0 as makes no difference.
  private func number(_ value: Double, _ look: Look, plus: Bool = false, trim: Bool = false) -> String {
    look.number(value, room: numberWidth - 1, plus: plus, trim: trim) ?? look.glyphs.text("≈") + "0"
  }
}
