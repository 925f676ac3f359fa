// The card of a tour, below everything else, so that it covers nothing:
//
//     ┌ The upper edge, 4 of 7 ─────────────────────────────────┐
//     │ Too much shrinkage closes it again.                     │
//     │ Up to which λs does it win?                             │
//     │ 0.0001 ├─────────────●───────────◆────┤ 100             │
//     │ ● you 0.1   ◆ truth 7.56   off by a factor 76           │
//     └ Space next  ← back  Esc leave ──────────────────────────┘

import Canvas
import Figures
import Preferences
import Theory
import Tours

/// What a card says.
struct CardText {
  /// Sentences, which give way where there is little room.
  var text: [StyledLine] = []
  /// What must be seen: the ruler and the choices.
  var rest: [StyledLine] = []

  /// The rows of the card in so many columns and at most so many rows.
  func rows(width: Int, atMost limit: Int, look: Look) -> [StyledLine] {
    let rest = rest.flatMap { $0.wrapped(to: width, indent: 2) }
    let sentences = text.flatMap { $0.wrapped(to: width) }
    let room = max(0, limit - rest.count)
    if sentences.count <= room { return sentences + rest }
    let joined = text.reduce(StyledLine()) { $0.joined($1) }
    return joined.wrapped(to: width, rows: room, look: look) + rest.prefix(limit)
  }
}

extension Model {
  /// What the card of a tour says, or below a presented picture the caption; nil where there is no card.
  func cardText(_ look: Look, width: Int) -> CardText? {
    guard let place = tour else {
      guard isPresenting else { return nil }
      return CardText(text: [look.words(presentedCaption(look), .text)])
    }
    let step = place.current
    let number = { (value: Double) in look.number(value, trim: true) }
    if place.isLeaving {
      let isOver = place.step == place.tour.steps.count - 1
      let words = isOver ? "That was the last step. Leave the tour?" : "Leave the tour?"
      return CardText(
        text: [
          look.words("\(words) Enter or Esc goes back to where you were, any other key stays.", .message)
        ])
    }
    guard let prediction = step.prediction else {
      var card = CardText(text: [look.words(step.text.filled(step.settings, number: number), .text)])
      if let task = step.task {
        if place.solved.contains(place.step) {
          let why = task.why.filled(task.solution, number: number)
          card.text = [look.words("Done. \(why)", .gain)]
        } else {
          card.text.append(look.words("To do: \(task.text)", .message))
        }
      }
      return card
    }
    let isOpen = place.openPrediction != nil
    var card = CardText()
    if isOpen {
      card.text = [
        look.words(step.text.filled(step.settings, number: number), .text),
        look.words(prediction.question, .message),
      ]
    }
    switch (prediction.form, place.guess) {
    case (.choice(let choices), .choice(let chosen)):
      card.rest = [choiceLine(choices.map(\.text), chosen: chosen, right: isOpen ? nil : prediction.rightChoice, look)]
    case (.marker(let ruler), .marker(let position)):
      let truth = isOpen ? nil : ruler.truth(prediction.revealed)
      card.rest = [
        rulerLine(ruler, at: position, truth: truth, width: width, look), markLine(ruler, at: position, truth, look),
      ]
    default: break
    }
    if !isOpen { card.text = [look.words(prediction.answer.filled(prediction.revealed, number: number), .text)] }
    return card
  }

  /// What a picture shows, in a sentence or two.
  private func presentedCaption(_ look: Look) -> String {
    if let caption = settings.caption { return caption }
    switch settings.panel {
    case .nonlinear: return settings.featurePicture.title
    case .chain:
      return "Generation 1 is the teacher, 2 the student. \(settings.chainAssumptions { look.number($0, trim: true) })."
    case .linear: break
    }
    let verdict = Verdict(settings.regime)
    return verdict.winningPenalties { look.number($0) } + " "
      + verdict.teacherInWords { look.number($0, trim: true) }
  }

  private func choiceLine(_ choices: [String], chosen: Int, right: Int?, _ look: Look) -> StyledLine {
    StyledLine(
      choices.enumerated().flatMap { index, text -> [StyledLine.Part] in
        let isChosen = index == chosen
        let mark: (String, Role) =
          if let right {
            index == right
              ? ("✓ ", .gain)
              : isChosen ? ("× ", .error) : ("  ", .muted)
          } else {
            (isChosen ? "▸ " : "  ", .focus)
          }
        let role: Role = right.map { index == $0 ? .gain : .muted } ?? (isChosen ? .selected : .text)
        // A choice's words stay together as long as they fit in a line.
        let whole = look.part(mark, (text, role), gap: index == 0 ? 0 : 2)
        if whole.width <= columns - 6 { return [whole] }
        return look.line(look.part(mark, gap: index == 0 ? 0 : 2)).joined(look.words(text, role), gap: 0).parts
      })
  }

  private func rulerLine(
    _ ruler: Prediction.Ruler, at position: Double, truth: Double?, width: Int, _ look: Look
  ) -> StyledLine {
    let ends = [ruler.scale.lower, ruler.scale.upper].map { look.number($0, trim: true) }
    let glyphs = look.glyphs
    let room = min(72, width - ends[0].columns - ends[1].columns - 4)
    guard room >= 8 else { return StyledLine() }
    func column(_ position: Double) -> Int { min(room - 1, Int(clamping: position * Double(room))) }
    var pieces = (0..<room).map { _ in (glyphs.horizontal, Role.border) }
    if let truth { pieces[column(ruler.position(truth))] = (Self.truthMark(glyphs), .gain) }
    let own = column(position)
    pieces[own] = pieces[own].1 == .gain ? (Self.bothMark(glyphs), .gain) : (glyphs.state, .focus)
    let track = StyledLine.Part(
      [StyledLine.Piece(String(glyphs.pick("├", "|")), look[.border])]
        + pieces.map { StyledLine.Piece(String($0.0), look[$0.1]) }
        + [StyledLine.Piece(String(glyphs.pick("┤", "|")), look[.border])])
    return StyledLine([look.part((ends[0], .muted)), track, look.part((ends[1], .muted))])
  }

  private static func truthMark(_ glyphs: Glyphs) -> Unicode.Scalar { glyphs.pick("◆", "*") }
  private static func bothMark(_ glyphs: Glyphs) -> Unicode.Scalar { glyphs.pick("◉", "@") }

  private func markLine(_ ruler: Prediction.Ruler, at position: Double, _ truth: Double?, _ look: Look) -> StyledLine {
    let value = ruler.scale.value(position)
    let own = look.part(
      (String(look.glyphs.state), .focus), (truth == nil ? " " : " you ", .muted),
      (look.number(value, trim: true), .value))
    guard let truth else {
      return StyledLine([own]).joined(look.words("move it with , . < >", .muted), gap: 3)
    }
    let (words, isNear) = ruler.distance(of: value, from: truth)
    return look.line(
      own,
      look.part(
        (String(Self.truthMark(look.glyphs)), .gain), (" truth ", .muted), (look.number(truth, trim: true), .value),
        gap: 3)
    ).joined(look.words(words, isNear ? .gain : .loss), gap: 3)
  }

  /// Takes what the pointer is on as the prediction: a place on the ruler, or one of the choices.
  /// - Returns: whether it is on either.
  mutating func takeGuess(at event: Mouse, _ layout: Layout) -> Bool {
    let inner = layout.card.inset(by: 2, 1)
    guard let prediction = tour?.openPrediction, let step = tour?.step,
      let look = look(depth: .mono, glyphs: Glyphs(isUnicode: true)),
      let rows = cardText(look, width: inner.width)?.rows(width: inner.width, atMost: inner.height, look: look)
    else { return false }
    switch prediction.form {
    case .marker:
      // The ruler is the row with a part of many cells; a drag need not stay on it.
      guard let row = rows.firstIndex(where: { $0.parts.contains { $0.pieces.count > 8 } }),
        let track = rows[row].parts.firstIndex(where: { $0.pieces.count > 8 }),
        grip == .marker || event.y == inner.y + row
      else { return false }
      let start = inner.x + rows[row].columns(before: track) + 1
      let room = rows[row].parts[track].pieces.count - 2
      tour?.guesses[step] = .marker(min(1, max(0, (Double(event.x - start) + 0.5) / Double(room))))
      return true
    case .choice(let choices):
      guard rows.indices.contains(event.y - inner.y) else { return false }
      let row = rows[event.y - inner.y]
      for (index, part) in row.parts.enumerated() {
        let x = inner.x + row.columns(before: index)
        let text = part.pieces.last?.text
        guard (x..<x + part.width).contains(event.x), let choice = choices.firstIndex(where: { $0.text == text }) else {
          continue
        }
        tour?.guesses[step] = .choice(choice)
        return true
      }
      return false
    }
  }

  /// Rows of the card, borders included, in a screen of so many columns; at most so many.
  func cardHeight(width: Int, atMost limit: Int) -> Int {
    // Most screens have no card, and are not to pay for one.
    guard limit >= 3, tour != nil || isPresenting else { return 0 }
    // As many rows as the longer of the two spellings takes, so that nothing moves with the terminal's locale.
    let rows = [true, false].compactMap { isUnicode -> Int? in
      guard let look = look(depth: .mono, glyphs: Glyphs(isUnicode: isUnicode)) else { return nil }
      return cardText(look, width: width)?.rows(width: width, atMost: limit - 2, look: look).count
    }
    return rows.max().map { $0 == 0 ? 0 : $0 + 2 } ?? 0
  }
}

extension StyledLine {
  /// Columns before a part.
  fileprivate func columns(before index: Int) -> Int {
    parts[..<index].enumerated().reduce(index == 0 ? 0 : parts[index].gap) { sum, part in
      sum + part.element.width + (part.offset > 0 ? part.element.gap : 0)
    }
  }
}

extension Pen {
  /// Draws the card of a tour, or the caption of a presented picture.
  mutating func drawCard(_ model: Model, in rect: Rect) {
    guard rect.height >= 3, let card = model.cardText(look, width: rect.width - 4) else { return }
    let inner = rect.inset(by: 2, 1)
    drawPane(rect, title: model.cardTitle(width: rect.width), focused: model.tour != nil)
    frame.put(card.rows(width: inner.width, atMost: inner.height, look: look), in: inner)
    guard let place = model.tour, !place.isLeaving, !model.hasFooterHints else { return }
    var line = look.line(
      look.part(("Space", .key), (" " + model.tourWord, .muted)), look.part(("←", .key), (" back", .muted), gap: 2),
      look.part(("Esc", .key), (" leave", .muted), gap: 2, rank: 1))
    if place.openPrediction == nil || place.openPrediction?.rightChoice == nil {
      line.parts.append(look.part((", . < >", .key), (" move", .muted), gap: 2, rank: 2))
    }
    line.parts.append(look.part(("↑↓", .key), (" choose", .muted), gap: 2, rank: 3))
    putOnBorder(line.fitted(to: rect.width - 4), x: rect.x + 1, y: rect.maxY - 1)
  }
}

extension Model {
  /// The step's title and how far the tour is; with a word where the sliders have left what is said.
  fileprivate func cardTitle(width: Int) -> String {
    guard let place = tour else { return settings.titles.first ?? "" }
    let count = "\(place.step + 1) of \(place.tour.steps.count)"
    let hasMoved = place.glide == nil && place.current.task == nil && place.settings.regime != settings.regime
    let title = "\(place.current.title), \(count)" + (hasMoved ? ", sliders moved" : "")
    let long = "\(place.tour.title): \(title)"
    return long.columns <= width - 4 ? long : title
  }
}
