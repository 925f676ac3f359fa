import Canvas
import RandomSupport
import Testing

@testable import Terminal

@Suite("Bytes become keys and pointer events")
struct InputDecoderTests {
  private func events(_ text: String, _ decoder: InputDecoder = InputDecoder()) -> [InputDecoder.Event] {
    var decoder = decoder
    var events: [InputDecoder.Event] = []
    decoder.feed(text.utf8, into: &events)
    decoder.flush(into: &events)
    return events
  }

  private func keys(_ text: String) -> [Key] {
    events(text).compactMap { if case .key(let key) = $0 { key } else { nil } }
  }

  @Test(
    "Sequences of xterm, rxvt, tmux, the Linux console and the VT series",
    arguments: [
      ("\u{1B}[A", Key.up), ("\u{1B}OB", .down), ("\u{1B}[1;5C", .right), ("\u{1B}[1;2D", .left), ("\u{1B}[H", .home),
      ("\u{1B}[1~", .home), ("\u{1B}[7~", .home), ("\u{1B}OF", .end), ("\u{1B}[4~", .end), ("\u{1B}[5~", .pageUp),
      ("\u{1B}[6;5~", .pageDown), ("\u{1B}[3~", .delete), ("\u{1B}[2~", .insert), ("\u{1B}[Z", .backTab),
      ("\u{1B}OP", .function(1)), ("\u{1B}[[B", .function(2)), ("\u{1B}[13~", .function(3)),
      ("\u{1B}[15~", .function(5)), ("\u{1B}[24~", .function(12)), ("\r", .enter), ("\n", .enter),
      ("\u{8}", .backspace),
      ("\u{7F}", .backspace), ("\t", .tab), ("\u{12}", .control("r")), ("λ", .character("λ")), ("x", .character("x")),
      ("\u{1B}", .escape), ("\u{1B}Oy", .character("9")),
    ])
  func known(sequence: String, key: Key) { #expect(keys(sequence) == [key]) }

  @Test("Split anywhere, a sequence is the same")
  func split() {
    for text in ["\u{1B}[1;5C", "\u{1B}OP", "λ", "€", "\u{1B}[<0;12;7M", "\u{1B}[M !!"] {
      let whole = events(text)
      for cut in 1..<text.utf8.count {
        var decoder = InputDecoder()
        var events: [InputDecoder.Event] = []
        decoder.feed(text.utf8.prefix(cut), into: &events)
        #expect(events.isEmpty && decoder.isPending)
        decoder.feed(text.utf8.dropFirst(cut), into: &events)
        #expect(events == whole && !decoder.isPending)
      }
    }
  }

  @Test("Unknown sequences are dropped whole, and what follows is read")
  func unknown() {
    for junk in [
      "\u{1B}[201~", "\u{1B}[?1;2c", "\u{1B}[10;20R", "\u{1B}[I", "\u{1B}]11;rgb:ff/ff\u{7}", "\u{1B}P>|x(1)\u{1B}\\",
    ] {
      #expect(keys(junk + "q") == [.character("q")], "\(junk.debugDescription)")
    }
    #expect(keys("\u{1B}[12\u{1B}[A") == [.up])
    #expect(keys("\u{1B}q") == [.escape, .character("q")])
    #expect(keys("\u{1B}\u{1B}[A") == [.escape, .up])
  }

  @Test("Bytes that are no UTF-8 are dropped")
  func invalid() {
    var decoder = InputDecoder()
    var events: [InputDecoder.Event] = []
    decoder.feed([0xFF, 0xC3, 0x28, 0xE2, 0x82, 0x61, 0xF5, 0xED, 0xA0, 0x80, 0x62] as [UInt8], into: &events)
    #expect(events == [.key(.character("(")), .key(.character("a")), .key(.character("b"))])
  }

  @Test("Both mouse protocols say the same")
  func mouse() {
    let expected: [InputDecoder.Event] = [
      .mouse(Mouse(.press, x: 11, y: 6)), .mouse(Mouse(.drag, x: 12, y: 6)), .mouse(Mouse(.release, x: 12, y: 6)),
      .mouse(Mouse(.wheelUp, x: 0, y: 0)), .mouse(Mouse(.wheelDown, x: 0, y: 0)),
    ]
    #expect(events("\u{1B}[<0;12;7M\u{1B}[<32;13;7M\u{1B}[<0;13;7m\u{1B}[<64;1;1M\u{1B}[<65;1;1M") == expected)
    #expect(events("\u{1B}[M ,'\u{1B}[M@-'\u{1B}[M#-'\u{1B}[M`!!\u{1B}[Ma!!") == expected)
  }

  @Test("Motion without a button, a release of nothing and places beyond the screen are no events")
  func motion() {
    #expect(events("\u{1B}[<2;3;3m\u{1B}[<35;4;4M\u{1B}[<0;3;3m\u{1B}[<0;0;3M\u{1B}[<0;3M").isEmpty)
  }

  @Test("The other buttons drag as one, under both protocols")
  func otherButtons() {
    for button in [1, 2] {
      let expected: [InputDecoder.Event] = [
        .mouse(Mouse(.otherPress, x: 2, y: 2)), .mouse(Mouse(.otherDrag, x: 3, y: 2)),
        .mouse(Mouse(.release, x: 3, y: 2)),
      ]
      #expect(events("\u{1B}[<\(button);3;3M\u{1B}[<\(button + 32);4;3M\u{1B}[<\(button);4;3m") == expected)
      let (press, drag) = (Unicode.Scalar(UInt8(32 + button)), Unicode.Scalar(UInt8(64 + button)))
      #expect(events("\u{1B}[M\(press)##\u{1B}[M\(drag)$#\u{1B}[M#$#") == expected)
    }
  }

  @Test("What is pasted is text, in whatever pieces it comes, and keys go on after it")
  func paste() {
    let bytes = Array("a\u{1B}[200~w2s --sigma 2\r\nλ\u{1B}[201~b".utf8)
    for cut in bytes.indices {
      var decoder = InputDecoder()
      var events: [InputDecoder.Event] = []
      decoder.feed(bytes[..<cut], into: &events)
      decoder.feed(bytes[cut...], into: &events)
      decoder.flush(into: &events)
      #expect(events == [.key(.character("a")), .paste(.text("w2s --sigma 2\nλ")), .key(.character("b"))])
    }
  }

  @Test(
    "A hostile paste is no text and no key",
    arguments: [
      "\u{1B}[200~q\u{1B}q\u{1B}[201~", "\u{1B}[200~a\u{0}b\u{1B}[201~", "\u{1B}[200~\u{3}\u{1B}[201~",
      "\u{1B}[200~\u{1B}[A\u{1B}[201~", "\u{1B}[200~a\u{202E}b\u{1B}[201~",
      // An end in the midst of it, and keys behind that.
      "\u{1B}[200~harmless\u{1B}[201~q:!rm\r\u{1B}[201~", "\u{1B}[200~\u{1B}[201~\u{1B}[201~q\u{1B}[201~",
      // No end.
      "\u{1B}[200~qqq", "\u{1B}[200~", "\u{1B}[200~q\u{1B}[201",
    ])
  func hostilePaste(text: String) { #expect(events(text) == [.paste(.notText)]) }

  @Test("What is pasted is bytes of UTF-8 or nothing")
  func invalidPaste() {
    var decoder = InputDecoder()
    var events: [InputDecoder.Event] = []
    decoder.feed(Array("\u{1B}[200~".utf8) + [0xFF, 0xC3] + Array("\u{1B}[201~".utf8), into: &events)
    #expect(decoder.isPending)
    decoder.flush(into: &events)
    #expect(events == [.paste(.notText)])
  }

  @Test("Of a long paste no more is kept than could be taken", arguments: [8192, 8193, 1 << 20])
  func longPaste(count: Int) {
    let text = String(repeating: "x", count: count)
    #expect(events("\u{1B}[200~\(text)\u{1B}[201~") == [.paste(count > 8192 ? .tooLong : .text(text))])
    // Nor of what follows an end.
    #expect(events("\u{1B}[200~a\u{1B}[201~" + text + "x") == [.paste(.notText)])
  }

  @Test("The terminfo entry's own sequences come first")
  func terminfo() {
    let decoder = InputDecoder(keys: [Array("\u{1B}A".utf8): .up, [0x0B]: .down])
    #expect(events("\u{1B}A", decoder) == [.key(.up)])
    #expect(events("\u{B}", decoder) == [.key(.control("k"))])
  }

  @Test("A million random bytes neither trap nor stay")
  func random() {
    var random = SplitMix64(seed: 7)
    var decoder = InputDecoder()
    var events: [InputDecoder.Event] = []
    for _ in 0..<1_000_000 {
      let bits = random.next()
      decoder.feed(CollectionOfOne(bits >> 60 == 0 ? 0x1B : UInt8(truncatingIfNeeded: bits)), into: &events)
      if events.count > 1000 { events.removeAll() }
    }
    decoder.flush(into: &events)
    #expect(!decoder.isPending)
  }
}
