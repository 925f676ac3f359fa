// Fewer bytes for the same picture: ncurses sets both colours of every cell whose pair is another, although most often one
// of them is as it was, or would be if the half block were written the other way up.

/// The same output without the colours that are set already, or that nothing shows. What is known of the terminal is what
/// the bytes themselves have said, so they may follow any others.
///
/// A blank shows no foreground; `▄` is `▀` with the colours exchanged. Sequences of an ECMA-48 terminal are understood.
func compactingRenditions(_ bytes: [UInt8]) -> [UInt8] {
  var compactor = RenditionCompactor(rest: bytes[...])
  return compactor.compacted()
}

private struct RenditionCompactor {
  /// Two colours as the parameters that set them; empty while they are not known.
  private struct Colors: Equatable {
    var foreground: ArraySlice<UInt8> = []
    var background: ArraySlice<UInt8> = []

    var exchanged: Colors? {
      // The terminal's own two colours cannot stand for one another.
      guard let first = foreground.first, let last = background.first, foreground.count > 2, background.count > 2,
        first == UInt8(ascii: "3"), last == UInt8(ascii: "4")
      else { return nil }
      return Colors(foreground: [first] + background.dropFirst(), background: [last] + foreground.dropFirst())
    }

    func bytes(after other: Colors) -> [UInt8] {
      let parts = [(foreground, other.foreground), (background, other.background)].filter { $0 != $1 && !$0.isEmpty }
      return parts.isEmpty
        ? [] : Array("\u{1B}[".utf8) + parts.map(\.0).joined(separator: ";".utf8) + [UInt8(ascii: "m")]
    }
  }

  var rest: ArraySlice<UInt8>
  private var output: [UInt8] = []
  private var wanted = Colors()
  private var sent = Colors()
  /// Whether a foreground shows on a blank.
  private var isDecorated = true

  init(rest: ArraySlice<UInt8>) { self.rest = rest }

  mutating func compacted() -> [UInt8] {
    output.reserveCapacity(rest.count)
    while let first = rest.first {
      if first == .escape, rest.dropFirst().first == UInt8(ascii: "[") {
        takeSequence()
      } else if rest.starts(with: [0xE2, 0x96, 0x80]) || rest.starts(with: [0xE2, 0x96, 0x84]) {
        takeHalfBlock()
      } else {
        if first == UInt8(ascii: " "), !isDecorated {
          show(Colors(foreground: sent.foreground, background: wanted.background))
        } else {
          show(wanted)
        }
        output.append(first)
        rest = rest.dropFirst()
      }
    }
    show(wanted)
    return output
  }

  private mutating func show(_ colors: Colors) {
    output += colors.bytes(after: sent)
    sent = colors
  }

  private mutating func takeHalfBlock() {
    var last = rest[rest.startIndex + 2]
    if !isDecorated, let other = wanted.exchanged,
      other.bytes(after: sent).count < wanted.bytes(after: sent).count
    {
      show(other)
      last ^= 0x04
    } else {
      show(wanted)
    }
    output += [0xE2, 0x96, last]
    rest = rest.dropFirst(3)
  }

  private mutating func takeSequence() {
    guard let end = rest.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else {
      show(wanted)
      output += rest
      rest = []
      return
    }
    let sequence = rest[...end]
    let parameters = rest[(rest.startIndex + 2)..<end]
    let final = rest[end]
    rest = rest[(end + 1)...]
    if final == UInt8(ascii: "m"), let colors = colors(parameters) {
      wanted = colors
      return
    }
    // What repeats the last character (REP) must follow it, and what resets the colours needs none before.
    if final != UInt8(ascii: "b"), final != UInt8(ascii: "m") || !resets(parameters) { show(wanted) }
    output += sequence
    if final == UInt8(ascii: "m") { takeAttributes(parameters) }
  }

  /// The colours after a rendition of nothing but colours; nil for any other.
  private func colors(_ parameters: ArraySlice<UInt8>) -> Colors? {
    var colors = wanted
    var numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)[...]
    while let first = numbers.first, let kind = first.first {
      var count = 1
      if first.elementsEqual("38".utf8) || first.elementsEqual("48".utf8) {
        guard numbers.count > 1, let space = numbers[numbers.startIndex + 1].first else { return nil }
        count = space == UInt8(ascii: "5") ? 3 : 5
      }
      guard first.count == 2, numbers.count >= count, let last = numbers.prefix(count).last else { return nil }
      let part = parameters[first.startIndex..<last.endIndex]
      switch kind {
      case UInt8(ascii: "3"), UInt8(ascii: "9"): colors.foreground = part
      case UInt8(ascii: "4"): colors.background = part
      default: return nil
      }
      numbers = numbers.dropFirst(count)
    }
    return numbers.isEmpty ? colors : nil
  }

  private func resets(_ parameters: ArraySlice<UInt8>) -> Bool {
    parameters.isEmpty || parameters.starts(with: "0;".utf8) || parameters.elementsEqual("0".utf8)
  }

  /// Takes a rendition of other things, colours perhaps among them.
  private mutating func takeAttributes(_ parameters: ArraySlice<UInt8>) {
    let numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    if resets(parameters) {
      wanted = Colors(foreground: ArraySlice("39".utf8), background: ArraySlice("49".utf8))
      isDecorated = false
    }
    let isPlain = numbers.allSatisfy { ["", "0", "1", "2", "10", "22"].map { Array($0.utf8) }.contains(Array($0)) }
    if !isPlain { (wanted, isDecorated) = (Colors(), true) }
    sent = wanted
  }
}
