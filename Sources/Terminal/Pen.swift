// How a terminal of the ECMA-48 kind is told in which colours and attributes to write [SGR].

import Canvas

/// What is set while text is written. Colours are places in a ``PaintBox``.
struct Pen: Hashable {
  var foreground = 0
  var background = 0
  var attributes: Style.Attributes = []

  /// The same with the colours exchanged.
  var exchanged: Pen { Pen(foreground: background, background: foreground, attributes: attributes) }
}

/// The colours met so far, and how they are set. The first is the terminal's own.
struct PaintBox {
  private let traits: ScreenTraits
  private var places: [Int: Int] = [-1: 0]
  /// Parameters of the foreground and the background; empty where only a reset leads there.
  private var codes: [(foreground: [UInt8], background: [UInt8])]

  init(_ traits: ScreenTraits) {
    self.traits = traits
    codes = [traits.setsDefaults ? (Array("39".utf8), Array("49".utf8)) : ([], [])]
  }

  /// The place of a colour's number; −1 is the terminal's own.
  mutating func place(of number: Int) -> Int {
    if let place = places[number] { return place }
    places[number] = codes.count
    codes.append((traits.color(3, number), traits.color(4, number)))
    return codes.count - 1
  }

  /// Forgets all but the terminal's own.
  mutating func forget() {
    places = [-1: 0]
    codes.removeSubrange(1...)
  }

  // MARK: From one pen to another

  /// The bytes that turn one pen into another step by step; nil where that cannot be.
  func stepLength(from old: Pen, to new: Pen) -> Int? {
    if old == new { return 0 }
    var (length, count) = (0, 0)
    if old.attributes != new.attributes {
      let (off, on) = attributesChanged(from: old, to: new)
      if !off.isEmpty && !traits.endsAttributes { return nil }
      for attribute in Self.all where on.contains(attribute.bit) { (length, count) = (length + 1, count + 1) }
      for end in Self.ends where !off.isDisjoint(with: end.bits) { (length, count) = (length + 2, count + 1) }
    }
    if old.foreground != new.foreground {
      if codes[new.foreground].foreground.isEmpty { return nil }
      (length, count) = (length + codes[new.foreground].foreground.count, count + 1)
    }
    if old.background != new.background {
      if codes[new.background].background.isEmpty { return nil }
      (length, count) = (length + codes[new.background].background.count, count + 1)
    }
    return length + count + 2
  }

  /// The bytes that set a pen from nothing.
  func resetLength(to new: Pen) -> Int {
    var length = 0
    for attribute in Self.all where new.attributes.contains(attribute.bit) { length += 2 }
    if new.foreground != 0 { length += 1 + codes[new.foreground].foreground.count }
    if new.background != 0 { length += 1 + codes[new.background].background.count }
    return length == 0 ? 3 : length + 4
  }

  /// Appends what turns one pen into another step by step.
  func appendStep(from old: Pen, to new: Pen, to bytes: inout [UInt8]) {
    if old == new { return }
    let (off, on) = attributesChanged(from: old, to: new)
    bytes += [.escape, UInt8(ascii: "[")]
    for end in Self.ends where !off.isDisjoint(with: end.bits) { append(end.code, to: &bytes) }
    for attribute in Self.all where on.contains(attribute.bit) { bytes += [attribute.code, UInt8(ascii: ";")] }
    if old.foreground != new.foreground { append(codes[new.foreground].foreground, to: &bytes) }
    if old.background != new.background { append(codes[new.background].background, to: &bytes) }
    bytes[bytes.count - 1] = UInt8(ascii: "m")
  }

  /// Appends what sets a pen from nothing.
  func appendReset(to new: Pen, to bytes: inout [UInt8]) {
    bytes += [.escape, UInt8(ascii: "[")]
    if new != Pen() {
      bytes += [UInt8(ascii: "0"), UInt8(ascii: ";")]
      for attribute in Self.all where new.attributes.contains(attribute.bit) {
        bytes += [attribute.code, UInt8(ascii: ";")]
      }
      if new.foreground != 0 { append(codes[new.foreground].foreground, to: &bytes) }
      if new.background != 0 { append(codes[new.background].background, to: &bytes) }
      bytes.removeLast()
    }
    bytes.append(UInt8(ascii: "m"))
  }

  private func append(_ code: [UInt8], to bytes: inout [UInt8]) {
    bytes += code
    bytes.append(UInt8(ascii: ";"))
  }

  /// What is to be ended, and what begun: bold and dim end together.
  private func attributesChanged(from old: Pen, to new: Pen) -> (off: Style.Attributes, on: Style.Attributes) {
    let off = old.attributes.subtracting(new.attributes)
    var on = new.attributes.subtracting(old.attributes)
    if !off.isDisjoint(with: [.bold, .dim]) { on.formUnion(new.attributes.intersection([.bold, .dim])) }
    return (off, on)
  }

  private static let all: [(bit: Style.Attributes, code: UInt8)] = [
    (.bold, UInt8(ascii: "1")), (.dim, UInt8(ascii: "2")), (.underline, UInt8(ascii: "4")),
    (.reverse, UInt8(ascii: "7")),
  ]
  private static let ends: [(bits: Style.Attributes, code: [UInt8])] = [
    ([.bold, .dim], Array("22".utf8)), (.underline, Array("24".utf8)), (.reverse, Array("27".utf8)),
  ]
}
