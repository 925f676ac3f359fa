// A command that was pasted into the explorer, read as the command line reads it. Nothing is run, and no file is read.

import ArgumentParser
import Explorer
import Figures
import Preferences
import Tours

/// What a pasted command makes of the explorer: its view, or why there is none.
func pasted(_ command: ShellCommand, preferred: Preferred, bookmarks: BookmarkStore) -> [Action] {
  do {
    return try view(of: Array(command.words.dropFirst()), preferred, bookmarks)
  } catch {
    let text = W2S.message(for: error).split(whereSeparator: \.isNewline).first.map(String.init)
    let reason = W2S.exitCode(for: error).isSuccess ? "it opens no view" : text ?? "\(error)"
    return [.report("Of what was pasted: \(reason)", isError: true)]
  }
}

private func view(of words: [String], _ preferred: Preferred, _ bookmarks: BookmarkStore) throws -> [Action] {
  try W2S.refuseSlips(words)
  switch try W2S.parseAsRoot(words) {
  case let explore as Explore:
    return actions(try explore.start.opening(preferred: preferred, bookmarks: bookmarks), explore.start.simulate)
  case let render as Render:
    if render.cast != nil || !render.keys.isEmpty {
      throw ValidationError("--cast and --keys do more than to open a view")
    }
    var opening = try render.start.opening(preferred: preferred, bookmarks: bookmarks)
    opening.tour = try render.teaching.tour.map { try step(render.teaching.step ?? 1, of: $0, preferred) }
    return actions(opening, render.start.simulate)
  case let check as Check:
    return actions(Opening(settings: try check.settings()), false)
  case let take as TakeTour:
    guard let name = take.name, !take.lint, !take.print, !take.notes, !take.handout, !take.html else {
      throw ValidationError("of 'w2s tour', only what takes a tour opens one")
    }
    var opening = try take.explore.start.opening(preferred: preferred, bookmarks: bookmarks)
    opening.tour = try step(take.step, of: name, preferred)
    return actions(opening, false)
  default: throw ValidationError("only 'w2s', 'w2s render', 'w2s check' and 'w2s tour' open a view")
  }
}

private func actions(_ opening: Opening, _ simulates: Bool) -> [Action] {
  [.open(opening)] + (simulates ? [.command(.simulate)] : [])
}

private func step(_ number: Int, of name: String, _ preferred: Preferred) throws -> (tour: Tour, step: Int) {
  guard let tour = preferred.tours.tour(named: name) else { throw ValidationError("there is no tour '\(name)' here") }
  guard (1...tour.steps.count).contains(number) else {
    throw ValidationError("the tour '\(tour.name)' has steps 1 to \(tour.steps.count), and --step is \(number)")
  }
  return (tour, number - 1)
}
