// Fewer bytes for the same picture: ncurses sets both colours of every cell whose pair is another, although most often one
// of them is as it was, or would be if the half block were written the other way up.

/// The same output without the colours that are set already, or that nothing shows. What is known of the terminal is what
/// the bytes themselves have said, so they may follow any others.
///
/// A blank shows no foreground; `▄` is `▀` with the colours exchanged. Sequences of an ECMA-48 terminal are understood.
func compactingRenditions(_ bytes: [UInt8]) -> [UInt8] {
  var compactor = RenditionCompactor(bytes)
  return compactor.compacted()
}

/// A colour as a rendition sets it, for either ground.
private enum Paint: Equatable {
  case unknown
  case terminalDefault
  /// The last digit of 30–37 and 40–47.
  case basic(Int)
  case indexed(Int)
  case rgb(Int)

  /// Whether it can be set for the other ground by the same numbers, and none of it is the terminal's own.
  var isExchangeable: Bool {
    switch self {
    case .indexed, .rgb: true
    case .unknown, .terminalDefault, .basic: false
    }
  }

  /// How many bytes its parameters take, nearly.
  var cost: Int {
    switch self {
    case .unknown: 0
    case .terminalDefault, .basic: 2
    case .indexed: 8
    case .rgb: 16
    }
  }

  /// Appends the parameters that set it for a ground: 3 or 4.
  func append(to bytes: inout [UInt8], ground: UInt8) {
    bytes.append(0x30 + ground)
    switch self {
    case .unknown: break
    case .terminalDefault: bytes.append(UInt8(ascii: "9"))
    case .basic(let index): bytes.append(0x30 + UInt8(index))
    case .indexed(let index):
      bytes += [UInt8(ascii: "8"), UInt8(ascii: ";"), UInt8(ascii: "5"), UInt8(ascii: ";")]
      Self.append(index, to: &bytes)
    case .rgb(let value):
      bytes += [UInt8(ascii: "8"), UInt8(ascii: ";"), UInt8(ascii: "2")]
      for shift in [16, 8, 0] {
        bytes.append(UInt8(ascii: ";"))
        Self.append(value >> shift & 0xFF, to: &bytes)
      }
    }
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    if number >= 100 { bytes.append(0x30 + UInt8(number / 100)) }
    if number >= 10 { bytes.append(0x30 + UInt8(number / 10 % 10)) }
    bytes.append(0x30 + UInt8(number % 10))
  }
}

private struct RenditionCompactor {
  private struct Colors {
    var foreground = Paint.unknown
    var background = Paint.unknown

    func cost(after other: Colors) -> Int {
      (foreground == other.foreground ? 0 : foreground.cost) + (background == other.background ? 0 : background.cost)
    }
  }

  private let bytes: [UInt8]
  private var place = 0
  private var output: [UInt8] = []
  private var wanted = Colors()
  private var sent = Colors()
  /// Whether a foreground may show on a blank.
  private var isDecorated = true
  /// The parameters of the sequence being read.
  private var numbers: [Int] = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func compacted() -> [UInt8] {
    output.reserveCapacity(bytes.count)
    while place < bytes.count {
      let byte = bytes[place]
      if byte == .escape, place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "[") {
        takeSequence()
      } else if byte == 0xE2, place + 2 < bytes.count, bytes[place + 1] == 0x96, bytes[place + 2] & ~4 == 0x80 {
        takeHalfBlock()
      } else {
        let showsForeground = byte != UInt8(ascii: " ") || isDecorated
        show(showsForeground ? wanted : Colors(foreground: sent.foreground, background: wanted.background))
        output.append(byte)
        place += 1
      }
    }
    show(wanted)
    return output
  }

  private mutating func show(_ colors: Colors) {
    let setsForeground = colors.foreground != sent.foreground && colors.foreground != .unknown
    let setsBackground = colors.background != sent.background && colors.background != .unknown
    sent = colors
    guard setsForeground || setsBackground else { return }
    output.append(.escape)
    output.append(UInt8(ascii: "["))
    if setsForeground { colors.foreground.append(to: &output, ground: 3) }
    if setsForeground && setsBackground { output.append(UInt8(ascii: ";")) }
    if setsBackground { colors.background.append(to: &output, ground: 4) }
    output.append(UInt8(ascii: "m"))
  }

  private mutating func takeHalfBlock() {
    var last = bytes[place + 2]
    let exchanged = Colors(foreground: wanted.background, background: wanted.foreground)
    if !isDecorated, wanted.foreground.isExchangeable, wanted.background.isExchangeable,
      exchanged.cost(after: sent) < wanted.cost(after: sent)
    {
      show(exchanged)
      last ^= 0x04
    } else {
      show(wanted)
    }
    output.append(0xE2)
    output.append(0x96)
    output.append(last)
    place += 3
  }

  private mutating func takeSequence() {
    var end = place + 2
    while end < bytes.count, !(0x40...0x7E).contains(bytes[end]) { end += 1 }
    guard end < bytes.count else {
      show(wanted)
      output += bytes[place...]
      place = bytes.count
      return
    }
    let final = bytes[end]
    let isRendition = final == UInt8(ascii: "m") && readNumbers(place + 2..<end)
    if isRendition, let colors = colorsSet() {
      wanted = colors
    } else {
      // What repeats the last character (REP) must follow it, and what resets the colours needs none before.
      let resets = isRendition && numbers.first == 0
      if final != UInt8(ascii: "b"), !resets { show(wanted) }
      output += bytes[place...end]
      if final == UInt8(ascii: "m") { takeAttributes(resets: resets, isKnown: isRendition) }
    }
    place = end + 1
  }

  /// Reads numbers with semicolons between them; one that is left out is 0.
  /// - Returns: false for anything else.
  private mutating func readNumbers(_ range: Range<Int>) -> Bool {
    numbers.removeAll(keepingCapacity: true)
    numbers.append(0)
    for byte in bytes[range] {
      switch byte {
      case UInt8(ascii: ";"): numbers.append(0)
      case 0x30...0x39 where numbers[numbers.count - 1] < 1000:
        numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte & 15)
      default: return false
      }
    }
    return true
  }

  /// The colours after a rendition of nothing but colours; nil for any other.
  private func colorsSet() -> Colors? {
    var colors = wanted
    var index = 0
    while index < numbers.count {
      let number = numbers[index]
      let paint: Paint
      index += 1
      switch number {
      case 30...37, 40...47: paint = .basic(number % 10)
      case 39, 49: paint = .terminalDefault
      case 38, 48:
        let rest = numbers[index...]
        if rest.count >= 2, rest[index] == 5, rest[index + 1] < 256 {
          paint = .indexed(rest[index + 1])
          index += 2
        } else if rest.count >= 4, rest[index] == 2, rest[(index + 1)...(index + 3)].allSatisfy({ $0 < 256 }) {
          paint = .rgb(rest[index + 1] << 16 | rest[index + 2] << 8 | rest[index + 3])
          index += 4
        } else {
          return nil
        }
      default: return nil
      }
      if number < 40 { colors.foreground = paint } else { colors.background = paint }
    }
    return colors
  }

  /// Takes a rendition of other things: bold changes nothing here; of what else there is, little is known.
  private mutating func takeAttributes(resets: Bool, isKnown: Bool) {
    if resets {
      wanted = Colors(foreground: .terminalDefault, background: .terminalDefault)
      isDecorated = false
    }
    if !isKnown || !numbers.allSatisfy({ [0, 1, 10].contains($0) }) {
      (wanted, isDecorated) = (Colors(), true)
    }
    sent = wanted
  }
}
