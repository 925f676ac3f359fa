// The settings of the paper's figures on the command line.

import ArgumentParser
import Explorer

extension Preset {
  /// The name as one word: `figure-1-right`.
  var plainName: String { name.lowercased().replacing(" ", with: "-") }

  /// The preset of a name, whatever its case, or of its ``plainName``.
  /// - Throws: a complaint that lists the names.
  static func named(_ name: String) throws -> Preset {
    guard let match = all.first(where: { [$0.name.lowercased(), $0.plainName].contains(name.lowercased()) }) else {
      throw ValidationError(
        "there is no preset '\(name)'; accepted: \(all.map { "'\($0.name)'" }.joined(separator: ", "))")
    }
    return match
  }
}
