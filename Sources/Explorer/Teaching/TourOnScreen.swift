// Whether a tour can be read, and what it points at be seen, on a small screen.

import Canvas
import Figures
import Preferences
import Theory
import Tours

extension Tour {
  /// What of it cannot be read, or not be seen, on a small screen: a card that must be cut at 60×20 or 80×24, and what is
  /// pointed at and not there.
  public var unreadable: [FileComplaint] {
    steps.indices.flatMap { index -> [FileComplaint] in
      let step = steps[index]
      var complaints: [FileComplaint] = []
      func complain(_ line: Int?, _ message: String) {
        complaints.append(FileComplaint(file: file, line: line ?? step.line, message: message))
      }
      for (columns, rows) in [(60, 20), (80, 24)] {
        for reveals in step.prediction == nil ? [false] : [false, true] {
          var model = Model(columns: columns, rows: rows)
          model.begin(self, at: index)
          if reveals { model.answer(model.tour?.guess, reveals: true) }
          if model.isCardCut { complain(step.line, "the text is too long for a screen of \(columns)x\(rows)") }
          guard columns == 80, !model.isCovered,
            let look = model.look(depth: .mono, glyphs: Glyphs(isUnicode: true))
          else { continue }
          let found = penOfScreen(model, look: look).pointing.found
          for target in model.tour?.targets ?? [] where !found.contains(target) {
            complain(reveals ? step.prediction?.line : step.line, "there is no \(target) on a screen of 80x24")
          }
        }
      }
      return complaints
    }
  }
}

extension Model {
  /// Whether the card says less than it should.
  var isCardCut: Bool {
    let layout = Layout(self)
    guard tour != nil else { return false }
    return [true, false].contains { isUnicode in
      guard let look = look(depth: .mono, glyphs: Glyphs(isUnicode: isUnicode)),
        let card = cardText(look, width: columns - 4)
      else { return false }
      return card.rows(width: columns - 4, atMost: 1000, look: look).count > max(0, layout.card.height - 2)
    }
  }
}
