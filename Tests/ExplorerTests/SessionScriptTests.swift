// The session as a script: its places in order, each printed by a command that opens the very view.

import Canvas
import Figures
import Testing
import Theory

@testable import Explorer

@Suite struct SessionScriptTests {
  private func model(_ keys: String) -> Model {
    var model = Model(columns: 80, rows: 24)
    for word in keys.split(separator: " ") {
      if let key = Key(name: String(word)) { _ = model.update(.key(key)) }
    }
    return model
  }

  @Test func aSessionIsItsPlacesInOrder() throws {
    // Three steps of one slider are one place; then the view, then another slider.
    let model = model("l l l 3 Down l")
    let commands = model.sessionCommands
    #expect(commands.count == 4)
    let settings = try commands.map { command in
      // From "w2s render --size 80x24", up to the slider selected and the theme.
      let words = Array(command.words.dropFirst(4))
      let pairs = stride(from: 0, to: words.count, by: 2).map { (words[$0], words[$0 + 1]) }
      let given = pairs.filter { !["--theme", "--select"].contains($0.0) }.map { (String($0.0.dropFirst(2)), $0.1) }
      return try Settings(Dictionary(uniqueKeysWithValues: given))
    }
    #expect(settings[0].regime.lambdaT == 0.05 && settings[0].view == .map)
    #expect(settings[1].regime.lambdaT > 0.05 && settings[1].view == .map)
    #expect(settings[2].regime == settings[1].regime && settings[2].view == .curves)
    #expect(settings[3].regime.lambdaS > 0.1 && settings[3].view == .curves)
    let isLast = settings[3] == model.settings
    #expect(isLast)
  }

  @Test func itIsWrittenWhereTheNameEndsInSh() {
    var model = model("l e")
    for scalar in "tried.sh".unicodeScalars { _ = model.update(.key(.character(scalar))) }
    let effects = model.update(.key(.enter))
    #expect(effects == [.write(model.sessionScript, path: "tried.sh", replacing: false)])
    let lines = model.sessionScript.split(separator: "\n")
    #expect(lines.count == 4 && lines[0] == "#!/bin/sh" && lines[1].hasPrefix("# The 2 places"))
    #expect(lines[2...].allSatisfy { $0.hasPrefix("w2s render --size 80x24 --") && $0.contains("--lambda-t ") })
    #expect(lines[2].contains("--lambda-t 0.05 "))
  }

  @Test func whatWasUndoneIsNoPlace() {
    #expect(model("l 3 u u").sessionCommands.count == 1)
    #expect(model("l 3 u").sessionCommands.count == 2)
  }
}
