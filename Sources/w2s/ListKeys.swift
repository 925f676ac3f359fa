import ArgumentParser
import Canvas
import Explorer
import Export

/// The explorer's commands and their keys.
struct ListKeys: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", _superCommandName: "w2s",
    abstract: "List the explorer's commands: their names in config, their keys, what they do.",
    discussion: """
      The keys are yours, where $XDG_CONFIG_HOME/w2s/config.toml (~/.config/w2s/config.toml) gives others under [keys].

      EXAMPLES
        w2s keys
        w2s keys --json
      """)

  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let preferred = Preferred()
    complain(of: preferred.warnings)
    let bindings = preferred.keys.bindings
    if json {
      let commands = bindings.map { binding in
        Field.object(
          Record([
            "command": .text(binding.command.rawValue), "section": .text(binding.command.section),
            "keys": .list(binding.keys.map { .text($0.name) }), "meaning": .text(binding.command.explanation),
          ]))
      }
      try write(Record(["commands": .list(commands)]).json() + "\n")
      return
    }
    var sections: [String] = []
    for binding in bindings where !sections.contains(binding.command.section) {
      sections.append(binding.command.section)
    }
    let keys = { (binding: KeyTable.Binding) in binding.keys.map(\.name).joined(separator: " ") }
    let rows = bindings.map { [$0.command.rawValue, keys($0), $0.command.explanation] }
    let lines = zip(bindings, TextTable(rows, [.left]).lines)
    let blocks = sections.map { section in
      ([section] + lines.filter { $0.0.command.section == section }.map { "  " + $0.1 }).joined(separator: "\n")
    }
    try say(blocks.joined(separator: "\n\n") + "\n")
  }
}
