// The explorer as a conversation, told anything.

import Canvas
import Explorer
import Figures
import RandomSupport
import Theory

/// Surroundings that write nothing, and do the jobs that take a moment.
private final class Deaf: Surroundings {
  var now: Duration { .zero }
  var random: SplitMix64
  init(_ random: SplitMix64) { self.random = random }
  func wait(for time: Duration?) -> [Happening] { [] }
  func show(_ model: Model) {}
  func perform(_ effect: Effect) -> [Action] {
    guard case .start(let job) = effect else { return [] }
    var final = report(of: job, &random)
    if !final.isFinal { final = job.refused("it broke") }
    return [.ran(final)]
  }
}

/// Lines of keys, commands, settings and anything else: each is answered by a line or by a numbered list, with nothing in
/// it that a terminal would act on.
func fuzzConversation(_ random: inout SplitMix64) -> String? {
  let names =
    SettingField.all.map(\.name) + Command.allCases.map(\.rawValue) + ViewKind.allCases.map(\.rawValue)
    + ["where", "select", "theme", "x-axis", "Enter", "Esc", "Tab", "2", "-1", "1e30", "nan", "'", "\"a", "\u{1B}[2J"]
  let keys = KeyTable.standard.bindings.flatMap(\.keys).map(\.name)
  let surroundings = Deaf(random)
  var model = Model(columns: 80, rows: 24, preset: random.pick(Preset.all), machine: small)
  for _ in 0..<60 {
    let line: String
    switch random.below(5) {
    case 0: line = (0...random.below(4)).map { _ in random.pick(keys) }.joined(separator: " ")
    case 1: line = random.pick(names)
    case 2:
      let field = random.pick(SettingField.all)
      line = "\(field.name) \(random.happens(50) ? "\(random.number())" : random.text(names))"
    case 3: line = random.pick(Parameter.allCases).optionName + " \(abs(random.number()))"
    default: line = random.text(names + keys)
    }
    let answer = model.answer(line, in: surroundings)
    if answer.leaves { continue }
    if answer.lines.isEmpty || answer.lines.contains(where: \.isEmpty) { return "no answer to \(line)" }
    let isSafe = answer.lines.allSatisfy { said in
      said.unicodeScalars.allSatisfy {
        ![.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
      }
    }
    if !isSafe { return "a control character in the answer to \(line)" }
    if answer.lines.contains(where: { $0.contains("undefined") && !line.contains("nan") }) {
      return "NaN said to \(line)"
    }
    if model.isPlaying { return "it plays after \(line)" }
    if let amiss = screen(of: model, &random) { return "\(amiss) after \(line)" }
  }
  return nil
}
