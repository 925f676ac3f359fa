// The explorer as a conversation on standard input and output: no cursor is moved, nothing is coloured, no bell rings.

import ArgumentParser
import Canvas
import Explorer
import Preferences

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A conversation: lines in, sentences out.
struct Linear {
  private let surroundings: LinearSurroundings
  private let isASCII: Bool

  /// A conversation whose bookmarks are kept in a store; spelt in ASCII where asked for, whatever the terminal.
  init(store: BookmarkStore, isASCII: Bool) {
    surroundings = LinearSurroundings(files: FileEffects(store: store))
    self.isASCII = isASCII
  }

  /// Answers line after line until the person leaves or the input ends.
  func run(_ model: inout Model, simulates: Bool) throws {
    try tell(model.greeting.lines)
    if simulates { try tell(model.answer(Command.simulate.rawValue, in: surroundings).lines) }
    var lines = InputLines(isAsked: isatty(STDIN_FILENO) == 1)
    while let line = try lines.next(asking: { try say("> ") }) {
      let answer = model.answer(line, in: surroundings)
      try tell(answer.lines)
      if answer.leaves { return }
    }
  }

  private func tell(_ lines: [String]) throws {
    let text = lines.joined(separator: "\n") + "\n"
    try say(isASCII ? Glyphs(isUnicode: false).text(text) : text)
  }
}

/// Standard input by lines, each as soon as it is there.
private struct InputLines {
  private var pending: [UInt8] = []
  private var ended = false
  private let isAsked: Bool

  init(isAsked: Bool) { self.isAsked = isAsked }

  /// The next line without its end; nil at the end of the input.
  mutating func next(asking ask: () throws -> Void) throws -> String? {
    if isAsked { try ask() }
    var searched = 0
    while true {
      if let end = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = pending[..<end]
        pending.removeSubrange(...end)
        return text(line)
      }
      searched = pending.count
      if ended {
        defer { pending = [] }
        return pending.isEmpty ? nil : text(pending[...])
      }
      let more = try readInput()
      ended = more.isEmpty
      // A line that has no end is refused as it is; what is beyond its beginning need not be kept.
      if pending.count <= 1 << 20 { pending += more } else { keepEnd(of: more, &searched) }
    }
  }

  private mutating func keepEnd(of more: [UInt8], _ searched: inout Int) {
    guard let end = more.firstIndex(of: UInt8(ascii: "\n")) else { return }
    searched = pending.count
    pending += more[end...]
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes, as: UTF8.self)
  }
}

/// Files, and simulations that run to their end before anything is said.
private final class LinearSurroundings: Surroundings {
  private let files: FileEffects

  init(files: FileEffects) { self.files = files }

  var now: Duration { .zero }
  func wait(for time: Duration?) -> [Happening] { [] }
  func show(_ model: Model) {}

  func perform(_ effect: Effect) -> [Action] {
    if let written = files.perform(effect) { return written }
    // Without a terminal's clipboard, what is to be copied is said.
    if case .copy(let text) = effect {
      return [.report(text.split(separator: "\n").joined(separator: " "), isError: false)]
    }
    guard case .start(let job) = effect else { return [] }
    return [
      .ran(job.isLive ? job.refused("a conversation does not simulate by itself; 'simulate' runs one") : job.run())
    ]
  }
}
