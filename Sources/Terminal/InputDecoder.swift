// Bytes from a keyboard and a pointer, as events. Pure: time is the caller's.

import Canvas

/// Decodes what a terminal sends.
///
/// Goals, in order: no sequence of bytes may trap it or leave it stuck; a sequence it does not know is dropped whole,
/// rather than read as keys; Esc alone is a key. Both ways that terminals report a pointer are understood at all times
/// (xterm's SGR 1006, and X10, which is what some send when they do not know 1006), and the common sequences of a key
/// as well as those of the terminfo entry. What is pasted is never read as keys.
package struct InputDecoder {
  /// A decoded event.
  package enum Event: Hashable, Sendable {
    case key(Key)
    case mouse(Mouse)
    case paste(Paste)
  }

  /// Key sequences of the terminal at hand, besides the common ones.
  let keys: [[UInt8]: Key]
  private let keyPrefixes: Set<[UInt8]>
  private var pending: [UInt8] = []
  /// What is being pasted; nil while nothing is.
  private var pasting: PasteCollector?
  private var isPressed = false

  package init(keys: [[UInt8]: Key] = [:]) {
    // Sequences that begin otherwise are single controls, which have a meaning of their own.
    self.keys = keys.filter { $0.key.count > 1 && $0.key.first == .escape }
    keyPrefixes = Set(self.keys.keys.flatMap { key in (1..<key.count).map { Array(key.prefix($0)) } })
  }

  /// Whether bytes wait for more to follow.
  package var isPending: Bool { !pending.isEmpty || pasting != nil }

  /// How long to wait for the rest: `escapeDelay` where it may be the Esc key, longer in the midst of what no hand types.
  func patience(escapeDelay: Int) -> Int {
    if let pasting { return pasting.patience }
    return pending.count > 2 && pending.first == .escape ? max(escapeDelay, 500) : escapeDelay
  }

  /// Takes bytes and appends the events they complete.
  package mutating func feed(_ bytes: some Sequence<UInt8>, into events: inout [Event]) {
    for byte in bytes {
      if pasting != nil {
        pasting?.take(byte)
        continue
      }
      pending.append(byte)
      while let first = pending.first {
        let (step, used) = first == .escape ? escapeSequence() : plain(first)
        guard used > 0 else { break }
        pending.removeFirst(min(used, pending.count))
        if let step { events.append(step) }
      }
    }
  }

  /// Nothing followed in time: what waits is the Esc key, or is dropped, and what was pasted is whole.
  package mutating func flush(into events: inout [Event]) {
    if let pasted = pasting {
      pasting = nil
      events.append(.paste(pasted.paste))
      feed(pasted.after ?? [], into: &events)
      return
    }
    let rest = pending
    pending = []
    guard rest.first == .escape else { return }
    if rest.count <= 2 { events.append(.key(.escape)) }
    if rest.count == 2 { feed(rest.dropFirst(), into: &events) }
  }

  // What `pending` begins with, and its length; (nil, 0) if more bytes are needed.
  private typealias Step = (event: Event?, used: Int)
  private static let more: Step = (nil, 0)

  private func plain(_ first: UInt8) -> Step {
    switch first {
    case 0x09: return (.key(.tab), 1)
    case 0x0A, 0x0D: return (.key(.enter), 1)
    case 0x08, 0x7F: return (.key(.backspace), 1)
    case 0x01...0x1A: return (.key(.control(Unicode.Scalar(first + 0x60))), 1)
    case 0x20..<0x7F: return (.key(.character(Unicode.Scalar(first))), 1)
    case 0xC2...0xF4: return character(length: first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4)
    default: return (nil, 1)
    }
  }

  private func character(length: Int) -> Step {
    if let wrong = pending.prefix(length).dropFirst().firstIndex(where: { $0 & 0xC0 != 0x80 }) { return (nil, wrong) }
    guard pending.count >= length else { return Self.more }
    var decoder = UTF8()
    var bytes = pending.prefix(length).makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&bytes), scalar.value >= 0xA0 else { return (nil, length) }
    return (.key(.character(scalar)), length)
  }

  private mutating func escapeSequence() -> Step {
    guard pending.count > 1 else { return Self.more }
    if let key = keys[pending] { return (.key(key), pending.count) }
    if keyPrefixes.contains(pending) { return Self.more }
    switch pending[1] {
    case UInt8(ascii: "["): return controlSequence()
    case UInt8(ascii: "O"):
      guard pending.count > 2 else { return Self.more }
      return (KeySequences.singleShift(pending[2]).map(Event.key), 3)
    case UInt8(ascii: "]"), UInt8(ascii: "P"): return stringSequence()
    default: return (.key(.escape), 1)
    }
  }

  // ECMA-48: parameters 0x30–0x3F, intermediates 0x20–0x2F, a final byte 0x40–0x7E.
  private mutating func controlSequence() -> Step {
    guard pending.count > 2 else { return Self.more }
    // The Linux console's F1–F5, and X10's pointer, are not of that form.
    if pending[2] == UInt8(ascii: "[") {
      return pending.count < 4 ? Self.more : (KeySequences.linuxFunction(pending[3]).map(Event.key), 4)
    }
    if pending[2] == UInt8(ascii: "M") {
      return pending.count < 6 ? Self.more : (oldMouse(pending[3], pending[4], pending[5]).map(Event.mouse), 6)
    }
    let last = pending[pending.count - 1]
    switch last {
    case 0x20...0x3F: return pending.count < 64 ? Self.more : (nil, pending.count)
    case 0x40...0x7E:
      let parameters = pending[2..<pending.count - 1]
      if parameters.first == UInt8(ascii: "<") {
        return (newMouse(parameters.dropFirst(), final: last).map(Event.mouse), pending.count)
      }
      // Other private parameters are the terminal's answers.
      if let first = parameters.first, (0x3C...0x3F).contains(first) { return (nil, pending.count) }
      if last == UInt8(ascii: "~"), parameters.elementsEqual("200".utf8) {
        pasting = PasteCollector()
        return (nil, pending.count)
      }
      return (KeySequences.control(numbers(parameters), final: last).map(Event.key), pending.count)
    // Cut short: what cut it begins something new.
    default: return (nil, pending.count - 1)
    }
  }

  // A late answer to a question that an earlier program asked: `ESC ]` or `ESC P`, up to BEL or `ESC \`.
  private func stringSequence() -> Step {
    guard pending.count > 2 else { return Self.more }
    let isDigit = (0x30...0x39).contains(pending[2])
    guard isDigit || pending[1] == UInt8(ascii: "P") && "!$+>".utf8.contains(pending[2]) else {
      return (.key(.escape), 1)
    }
    let end = pending.suffix(2)
    if end.last == 0x07 || Array(end) == [.escape, UInt8(ascii: "\\")] || pending.count >= 4096 {
      return (nil, pending.count)
    }
    return Self.more
  }

  private func numbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
    bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { digits in
      digits.allSatisfy { (0x30...0x39).contains($0) } ? digits.prefix(6).reduce(0) { $0 * 10 + Int($1 - 0x30) } : -1
    }
  }

  private mutating func newMouse(_ parameters: ArraySlice<UInt8>, final: UInt8) -> Mouse? {
    let numbers = numbers(parameters)
    guard numbers.count == 3, numbers[0] >= 0, numbers[1] >= 1, numbers[2] >= 1 else { return nil }
    let isRelease = final == UInt8(ascii: "m")
    guard isRelease || final == UInt8(ascii: "M") else { return nil }
    return mouse(code: numbers[0], isRelease: isRelease, x: numbers[1] - 1, y: numbers[2] - 1)
  }

  private mutating func oldMouse(_ code: UInt8, _ x: UInt8, _ y: UInt8) -> Mouse? {
    guard code >= 32, x > 32, y > 32 else { return nil }
    // X10 does not say which button was released.
    let isRelease = code & 0b1110_0011 == 32 + 3
    return mouse(code: Int(code) - 32 - (isRelease ? 3 : 0), isRelease: isRelease, x: Int(x) - 33, y: Int(y) - 33)
  }

  // Bits 2–4 of the code are Shift, Alt and Control; 32 is motion, 64 the wheel.
  private mutating func mouse(code: Int, isRelease: Bool, x: Int, y: Int) -> Mouse? {
    switch code & ~0b11100 {
    case 0...2 where isRelease:
      defer { isPressed = false }
      return isPressed ? Mouse(.release, x: x, y: y) : nil
    case 0...2:
      isPressed = true
      return Mouse(code & 0b11 == 0 ? .press : .otherPress, x: x, y: y)
    case 32...34 where isPressed && !isRelease: return Mouse(code & 0b11 == 0 ? .drag : .otherDrag, x: x, y: y)
    case 64 where !isRelease: return Mouse(.wheelUp, x: x, y: y)
    case 65 where !isRelease: return Mouse(.wheelDown, x: x, y: y)
    default: return nil
    }
  }
}

extension UInt8 {
  /// The byte that begins escape sequences.
  static let escape: UInt8 = 0x1B
}
