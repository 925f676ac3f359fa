// What can be copied to the clipboard of the terminal, which is often on another machine than the program.

import Figures
import Theory

/// A text to copy.
struct Copyable: Sendable, Hashable {
  /// What it is.
  let name: String
  let text: String
}

extension Model {
  /// What can be copied of what is shown, the command first. While a tour's picture is covered, nothing that tells what is
  /// under it.
  var copyables: [Copyable] {
    let command = Copyable(name: "The command that opens this view", text: openCommand.line)
    if isCovered { return [command] }
    switch settings.panel {
    case .nonlinear: return [command]
    case .chain:
      let words = settings.view.view.words(self).prefix(2).joined(separator: " ")
      return [command, Copyable(name: "What becomes of the chain", text: words)]
    case .linear: break
    }
    return [
      command, Copyable(name: "The gap Ls − Lt", text: shortest(Verdict(settings.regime).gap)),
      Copyable(
        name: "The verdict", text: VerdictReport(settings, digits: 4, dimension: settings.run.dimension).paragraph),
    ]
  }

  /// Copies the row chosen in the list.
  mutating func copy(_ chosen: Int) -> [Effect] {
    guard copyables.indices.contains(chosen) else { return [] }
    let copied = copyables[chosen]
    overlay = nil
    message = Message(text: "\(copied.name) is copied (if your terminal allows OSC 52)")
    return [.copy(copied.text)]
  }
}
