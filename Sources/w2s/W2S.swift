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
        w2s check --lambda-t 0.05 --gamma-s 0.25   one regime, in words; exit 0 on a gain, 1 on none
        w2s check --json --sigma 2 --zeta 0.5      the same as JSON
        w2s table < points.csv > results.csv       many regimes
        w2s figure 6                               a figure of the paper; --csv, --json or --svg
        w2s simulate --trials 100 --json           the same at finite size
        w2s render --size 120x36 --keys 'l l l'    a screen of the explorer as text

      EXIT CODES
        0   success; of check, a gain     64  a bad argument or bad input
        1   of check, no gain             70  the program itself failed
      """,
    version: programVersion,
    subcommands: [
      Explore.self, Check.self, Table.self, Simulate.self, Figure.self, Features.self, Render.self, TakeTour.self,
      ListThemes.self,
      Doctor.self, Bench.self,
    ],
    defaultSubcommand: Explore.self)

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      leave(with: error)
    }
  }

  /// Ends the program on an error: help and versions go to standard output as they are; every mistake is one line on
  /// standard error.
  private static func leave(with error: any Error) -> Never {
    let code = exitCode(for: error)
    if code == .validationFailure {
      let lines = message(for: error).split(separator: "\n")
      complain(lines.isEmpty ? "\(error)" : lines.joined(separator: " "))
      exit(withError: code)
    }
    exit(withError: error)
  }
}

/// The version of the program, as `--version` and `doctor` give it.
let programVersion = "0.1.0"
