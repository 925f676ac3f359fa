// What is fuzzed. An input is a number, from which all that is done is drawn; it fails by trapping, by not ending, or by
// saying what it found amiss.

import RandomSupport

/// A part of the program that must bear any input.
package struct FuzzTarget: Sendable {
  /// Its name.
  package let name: String
  /// How many inputs a short run takes.
  package let share: Int
  /// Takes the input of a number.
  /// - Returns: what was amiss; nil where nothing was.
  package let run: @Sendable (_ seed: UInt64) -> String?

  init(_ name: String, share: Int, _ run: @escaping @Sendable (inout SplitMix64) -> String?) {
    self.name = name
    self.share = share
    self.run = { seed in
      var random = SplitMix64(seed: seed)
      return run(&random)
    }
  }

  /// All of them.
  package static let all: [FuzzTarget] = [
    FuzzTarget("decoder", share: 20_000, fuzzDecoder), FuzzTarget("numbers", share: 4000, fuzzNumbers),
    FuzzTarget("theory", share: 10_000, fuzzTheory), FuzzTarget("csv", share: 20_000, fuzzCSV),
    FuzzTarget("points", share: 2000, fuzzPoints), FuzzTarget("spectra", share: 400, fuzzSpectra),
    FuzzTarget("toml", share: 1000, fuzzFiles), FuzzTarget("bookmarks", share: 200, fuzzBookmarks),
    FuzzTarget("settings", share: 120, fuzzSettings), FuzzTarget("explorer", share: 60, fuzzExplorer),
    FuzzTarget("conversation", share: 30, fuzzConversation), FuzzTarget("tours", share: 100, fuzzTours),
    FuzzTarget("sweeps", share: 400, fuzzSweeps), FuzzTarget("merged", share: 2000, fuzzMerged),
  ]

  /// The target of a name.
  package static func named(_ name: some StringProtocol) -> FuzzTarget? { all.first { $0.name == name } }
}
