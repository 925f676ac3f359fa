import ArgumentParser

/// The program: one file a subcommand.
@main
struct W2S: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "w2s",
    abstract: "Explore when a student trained on a teacher's labels beats the teacher.",
    discussion: """
      Without a subcommand, w2s opens the explorer.

      EXAMPLES
        w2s                                        open the explorer at Figure 1 left
        w2s tour minute                            what it is about, in a minute
        w2s check --lambda-t 0.05 --gamma-s 0.25   one regime, in words
        w2s check --json --sigma 2 --zeta 0.5      the same as JSON
        w2s table < points.csv > results.csv       many regimes
        w2s --points mine.csv                      your own measurements on the theory
        w2s figure 6                               a figure of the paper; --csv, --json or --svg
        w2s simulate --trials 100 --json           the same at finite size
        w2s sweep plan sweep.toml                  a grid of regimes in shards, on a laptop or a cluster
        w2s generations --generation 0.1:0.5 --repeat 6   models trained on models
        w2s spectrum power:1.5 --lambda-t 0.001    inputs that are not isotropic
        w2s render --size 120x36 --keys 'l l l'    a screen of the explorer as text
        w2s verify                                 are its numbers right, on this machine?

      EXIT CODES
        0   success; of check, a gain     69       the terminal cannot be used
        1   of check, no gain             71       memory ran out
        64  a bad argument or bad input   74       the output cannot be written
        65  of sweep, a corrupt, foreign or missing file; 'w2s help sweep' has more
        70  the program itself failed     128 + n  signal n ended the explorer
      """,
    version: programName,
    subcommands: [
      Explore.self, Check.self, Table.self, Simulate.self, Figure.self, Features.self, Generations.self,
      Spectrum.self, SweepCommand.self,
      Render.self, TakeTour.self,
      ListKeys.self, ListThemes.self, Cite.self, Doctor.self, Verify.self, Bench.self,
    ],
    defaultSubcommand: Explore.self)

  static func main() {
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      try refuseSlips(arguments)
      var command = try alone(arguments) ?? parseAsRoot(arguments)
      try command.run()
    } catch {
      leave(with: error)
    }
  }

  /// The command that the first word names, or the default one, parsed without the options of any other; nil where it has
  /// commands of its own, where help is asked for, and where something is not understood, which is then for the whole
  /// program to say. Half of what the program takes to start would go into the others.
  private static func alone(_ arguments: [String]) -> (any ParsableCommand)? {
    var (type, rest): (any ParsableCommand.Type, _) = (Explore.self, arguments[...])
    if let first = arguments.first, !first.hasPrefix("-") {
      guard let named = configuration.subcommands.first(where: { $0._commandName == first }),
        named.configuration.subcommands.isEmpty
      else { return nil }
      (type, rest) = (named, arguments.dropFirst())
    }
    guard let command = try? type.parseAsRoot(Array(rest)), Swift.type(of: command) == type else { return nil }
    return command
  }

  /// Refuses what would be read otherwise than it was meant: help on a command that is none, an option given twice.
  static func refuseSlips(_ arguments: [String]) throws {
    if arguments.first == "help", arguments.count > 1, !arguments[1].hasPrefix("-") {
      let names = configuration.subcommands.map { $0._commandName }
      guard names.contains(arguments[1]) else {
        throw ValidationError("there is no command '\(arguments[1])'; accepted: \(names.joined(separator: ", "))")
      }
    }
    var seen: Set<Substring> = []
    for argument in arguments.prefix(while: { $0 != "--" }) where argument.hasPrefix("--") {
      let name = argument.prefix { $0 != "=" }
      if name != "--generation", !seen.insert(name).inserted {
        throw ValidationError("\(name) is given twice; give it once")
      }
    }
  }

  /// Ends the program on an error: help and versions go to standard output; every mistake is one line on standard error.
  private static func leave(with error: any Error) -> Never {
    let code = exitCode(for: error)
    let full = fullMessage(for: error)
    if code.isSuccess {
      // A script for a shell is data.
      let isScript = CommandLine.arguments.contains { $0.hasPrefix("--generate-completion-script") }
      do { try isScript ? write(full + "\n") : say(full + "\n") } catch { exit(withError: error) }
    } else if code == .validationFailure, !(error is ExitCode) {
      let text = message(for: error)
      complain((text.isEmpty ? "\(error)" : text) + helpHint(text, full: full))
    } else if !(error is ExitCode) {
      complain("\(error)")
      exit(withError: ExitCode(70))  // EX_SOFTWARE
    }
    exit(withError: code)
  }

  /// Where to read what is accepted, after a complaint that does not say it.
  private static func helpHint(_ message: String, full: String) -> String {
    guard ["Unknown option", "Unexpected argument", "Missing"].contains(where: message.hasPrefix),
      let help = full.firstMatch(of: /'(w2s[a-z ]*) --help'/)
    else { return "" }
    // A stray word of the default subcommand was meant to be a subcommand.
    let command = message.hasPrefix("Unexpected argument") && help.1 == "w2s explore" ? "w2s" : help.1
    return (message.hasSuffix("?") ? " " : "; ") + "'\(command) --help' lists what is accepted"
  }
}
