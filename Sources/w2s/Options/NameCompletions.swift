// The names a shell completes.

import ArgumentParser
import Explorer
import Figures
import Preferences
import Tours

extension CompletionKind {
  /// The presets, in a spelling without blanks.
  static let presets = CompletionKind.list(Preset.all.map(\.plainName))

  /// The themes, a person's own too; the shell asks the program for them.
  static var themes: CompletionKind { .custom { _, _, _ in Preferred().themes.themes.map(\.name) } }

  /// The themes that come with the program.
  static let bundledThemes = CompletionKind.list(ThemeLibrary().themes.map(\.name))

  /// The tours, a person's own too.
  static var tours: CompletionKind { .custom { _, _, _ in TourLibrary.ofUser().tours.map(\.name) } }
}
