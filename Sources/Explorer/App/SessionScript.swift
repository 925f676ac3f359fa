// The places of a session as a script: those that undo goes back to, and the present one, each as the command that prints
// it.

import Figures

extension Model {
  /// The ending of a file that the session is written to.
  static let scriptEnding = ".sh"

  /// The commands that print the places of this session, the first first, as many as undo can go back to; a place that
  /// follows itself is one.
  var sessionCommands: [ShellCommand] {
    var commands: [ShellCommand] = []
    for settings in history.past + [settings] {
      var place = Model(
        columns: columns, rows: rows, themeName: themeName, themes: themes, keys: keys, machine: machine, tours: tours)
      (place.settings, place.points) = (settings, points)
      let command = place.printCommand
      if commands.last?.line != command.line { commands.append(command) }
    }
    return commands
  }

  /// The session as a shell script.
  var sessionScript: String {
    let commands = sessionCommands
    let places = commands.count == 1 ? "place" : "\(commands.count) places"
    return """
      #!/bin/sh
      # The \(places) of a session of w2s, in order. Each line prints one; without 'render' and '--size' it opens it.
      \(commands.map(\.line).joined(separator: "\n"))

      """
  }
}
