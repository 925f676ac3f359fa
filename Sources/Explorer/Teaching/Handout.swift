// A tour on paper: every step's text, picture and numbers, what there is to predict and to do, and the answers last.

import Canvas
import Export
import Figures
import Preferences
import Theory
import Tours

/// A tour as pages to hand out.
public struct Handout {
  /// The tour.
  private let tour: Tour

  /// The handout of a tour.
  public init(_ tour: Tour) { self.tour = tour }

  /// A step of it, before it is set in a language of marks.
  private struct Page {
    let title: String
    let text: String
    let task: String?
    let question: String?
    let choices: [String]
    let numbers: String
    let answer: String?
    let settings: Settings
  }

  private var pages: [Page] {
    tour.steps.map { step in
      // What is to be predicted is not shown before; its place is.
      let isCovered = step.prediction?.covers == true
      var choices: [String] = []
      if case .choice(let all)? = step.prediction?.form { choices = all.map(\.text) }
      return Page(
        title: step.title, text: step.text.filled(step.settings, number: { spoken($0) }), task: step.task?.text,
        question: step.prediction?.question, choices: choices,
        numbers: numbers(step.settings, isCovered: isCovered), answer: answer(step), settings: step.settings)
    }
  }

  /// The state, and what comes of it where that is no secret.
  private func numbers(_ settings: Settings, isCovered: Bool) -> String {
    if settings.panel == .nonlinear {
      let parts = Slider.nonlinear.map { "\($0.symbol) \($0.value(settings).map { spoken($0) } ?? $0.text(settings))" }
      return parts.joined(separator: ", ")
    }
    if settings.panel == .chain {
      let parts = SliderPanel.chain.sliders.map { "\($0.symbol) \($0.value(settings).map { spoken($0) } ?? "")" }
      let state = parts.joined(separator: ", ")
      return isCovered ? state : "\(state). \(settings.chainInWords { spoken($0) })"
    }
    let parts = Parameter.allCases.map { "\($0.symbol) \(spoken(settings.regime[$0]))" }.joined(separator: ", ")
    if isCovered { return parts }
    let verdict = Verdict(settings.regime)
    return parts + ". \(verdict.headline { spoken($0) }) (Lt \(spoken(verdict.errors.teacher)), Ls "
      + "\(spoken(verdict.errors.student)))"
  }

  private func answer(_ step: TourStep) -> String? {
    if let task = step.task {
      let moves = task.change.map { change in
        "\(Slider.named(change.name)?.symbol ?? change.name) = \(change.text)"
      }
      return "\(moves.joined(separator: ", ")). \(task.why.filled(task.solution, number: { spoken($0) }))"
    }
    guard let prediction = step.prediction else { return nil }
    let said = prediction.answer.filled(prediction.revealed, number: { spoken($0) })
    switch prediction.form {
    case .choice(let choices):
      return [prediction.rightChoice.map { choices[$0].text + "." } ?? "", said].joined(separator: " ")
    case .marker(let ruler): return "\(ruler.truth(prediction.revealed).map { spoken($0) } ?? "none"). \(said)"
    }
  }

  /// The picture of a step as a model shows it.
  private func model(_ settings: Settings, isPlotAlone: Bool) -> Model {
    var model = Model(columns: 78, rows: 18)
    model.settings = settings
    model.isPlotAlone = isPlotAlone
    return model
  }

  /// As Markdown.
  public var markdown: String {
    var text = "# \(tour.title)\n\n\(tour.about)\n"
    for (index, page) in pages.enumerated() {
      text += "\n## \(index + 1). \(page.title)\n\n\(page.text)\n"
      if let task = page.task { text += "\n**To do.** \(task)\n" }
      if let question = page.question {
        text += "\n**Predict.** \(question)\n"
        if !page.choices.isEmpty { text += "\n" + page.choices.map { "- [ ] \($0)\n" }.joined() }
      }
      text += "\n\(page.numbers)\n"
      if tour.steps[index].prediction?.covers != true { text += textPicture(page.settings) }
    }
    text += "\n## Answers\n"
    for answer in answers {
      text += "\n\(answer.number). **\(answer.title).** \(answer.text)\n"
      if let settings = answer.picture { text += textPicture(settings) }
    }
    return text
  }

  private func textPicture(_ settings: Settings) -> String {
    let model = model(settings, isPlotAlone: true)
    guard let look = model.look(depth: .mono, glyphs: Glyphs(isUnicode: true)) else { return "" }
    return "\n```text\n\(drawScreen(model, look: look).plainText)```\n"
  }

  /// What is last: what was asked for, with the pictures that were covered.
  private var answers: [(number: Int, title: String, text: String, picture: Settings?)] {
    zip(tour.steps, pages).enumerated().compactMap { index, step in
      step.1.answer.map { answer in
        let prediction = step.0.prediction
        return (index + 1, step.1.title, answer, prediction?.covers == true ? prediction?.revealed : nil)
      }
    }
  }

  /// As one HTML file, its pictures inside.
  public var html: String {
    let style = """
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
      svg { max-width: 100%; height: auto; } h2 { margin-top: 2.5rem; } .numbers { color: #555; font-size: 0.9em; }
      .ask { border-left: 4px solid #0072b2; padding-left: 0.8rem; } @media print { section { break-inside: avoid; } }
      """
    var body = "<h1>\(tour.title.xmlEscaped)</h1>\n<p>\(tour.about.xmlEscaped)</p>\n"
    for (index, page) in pages.enumerated() {
      body += "<section>\n<h2>\(index + 1). \(page.title.xmlEscaped)</h2>\n<p>\(page.text.xmlEscaped)</p>\n"
      if let task = page.task { body += "<p class=\"ask\"><strong>To do.</strong> \(task.xmlEscaped)</p>\n" }
      if let question = page.question {
        body += "<p class=\"ask\"><strong>Predict.</strong> \(question.xmlEscaped)</p>\n"
        if !page.choices.isEmpty {
          body += "<ul>\n" + page.choices.map { "<li>\($0.xmlEscaped)</li>\n" }.joined() + "</ul>\n"
        }
      }
      body += "<p class=\"numbers\">\(page.numbers.xmlEscaped)</p>\n"
      if tour.steps[index].prediction?.covers != true {
        body += vectorPicture(page.settings, name: "step-\(index + 1)")
      }
      body += "</section>\n"
    }
    body += "<section>\n<h2>Answers</h2>\n<ol>\n"
    for answer in answers {
      body += "<li value=\"\(answer.number)\"><strong>\(answer.title.xmlEscaped).</strong> \(answer.text.xmlEscaped)"
      body += (answer.picture.map { vectorPicture($0, name: "answer-\(answer.number)") } ?? "") + "</li>\n"
    }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>\(tour.title.xmlEscaped)</title>
      <style>
      \(style)
      </style>
      </head>
      <body>
      \(body)</ol>
      </section>
      </body>
      </html>

      """
  }

  /// The picture of settings as an element.
  /// - Parameter name: what sets it apart from the others of the document.
  private func vectorPicture(_ settings: Settings, name: String) -> String {
    let charts = model(settings, isPlotAlone: false).charts(for: .svg) ?? []
    return charts.enumerated().map { Chart.svgElement(of: [$1], prefix: "\(name)-\($0)-") + "\n" }.joined()
  }
}
