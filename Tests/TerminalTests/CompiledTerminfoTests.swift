import Foundation
import RandomSupport
import TerminalHarness
import TerminalSupport
import Testing

@testable import Terminal

@Suite("Compiled terminfo entries")
struct CompiledTerminfoTests {
  /// Compiled by `tic -x` from
  /// `short-w2s|a smaller one, am, colors#8, pairs#64, cols#80, cup=…, op=…, setaf=…, setab=…, Tc, XM=\E[x,`.
  private static let short = [UInt8](
    Data(
      base64Encoded: """
        GgEYAAIADwBpAS4Ac2hvcnQtdzJzfGEgc21hbGxlciBvbmUAAAFQAP///////////////////////////////wgAQAD/////////////////
        /////////wAA////////////////////////////////////////////////////////////////////////////////////////////////
        ////////////////////////////////////////////////////////////////////////////////////////////////////////////
        ////////////////////////////////////////////////////////////////////////////////////////////////////////////
        ////////////////////////////////////////////////////////////////////////////////////////////////////////////
        ////////////////////////////////////////////////////////////////////////////////////////////////////////////
        ////////////////////////////////////////////////////////////////////////////////////////////////////////////
        ////////////////////////////////////////////////////////////////////////////////////////////////////////////
        //////////////////8RAP//////////////////////////////////////////////////////////////////////////////////////
        ////////////////////////////////////////////////////////////////////////////GgAkABtbJWklcDElZDslcDIlZEgAG1sz
        OTs0OW0AG1szJXAxJWRtABtbNCVwMSVkbQABAAAAAQADAAoAAQAAAAAAAwAbW3gAVGMAWE0A
        """, options: .ignoreUnknownCharacters) ?? Data())

  private func text(_ text: String) -> CompiledTerminfo.Text { .value(Array(text.utf8)) }

  @Test("An entry with numbers of 16 bits is read whole")
  func reading() throws {
    let entry = try #require(CompiledTerminfo(Self.short))
    #expect(entry.isNamed("short-w2s") && !entry.isNamed("short"))
    #expect(entry.booleans == [0, 1])
    #expect(entry.numbers[0] == 80 && entry.numbers[13] == 8 && entry.numbers[14] == 64 && entry.numbers[1] == -1)
    #expect(entry.strings[10] == text("\u{1B}[%i%p1%d;%p2%dH"))
    #expect(entry.strings[297] == text("\u{1B}[39;49m") && entry.strings[360] == text("\u{1B}[4%p1%dm"))
    #expect(entry.extendedBooleans.map { String(decoding: $0.name, as: UTF8.self) } == ["Tc"])
    #expect(entry.extendedStrings == [.init(name: Array("XM".utf8), value: text("\u{1B}[x"))])
  }

  @Test("What is written is read as what it was", arguments: ["xterm-256color", "tmux-256color", "xterm", "vt100"])
  func roundTrip(name: String) throws {
    let entry = try #require(TerminfoFolders.current.entry(name))
    #expect(CompiledTerminfo(entry.bytes) == entry)
    let direct = entry.withDirectColor
    #expect(direct.flatMap { CompiledTerminfo($0.bytes) } == direct)
  }

  @Test("Direct colour changes the colours and nothing else")
  func direct() throws {
    let entry = try #require(CompiledTerminfo(Self.short))
    var direct = try #require(entry.withDirectColor)
    #expect(direct.numbers[13] == 16_777_216 && direct.numbers[14] == 131_072)
    #expect(direct.extendedBooleans.last == .init(name: Array("RGB".utf8), value: 1))
    let setaf = "\u{1B}[%?%p1%{8}%<%t3%p1%d%e38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"
    #expect(direct.strings[359] == text(setaf))
    for place in [13, 14] { direct.numbers[place] = entry.numbers[place] }
    for place in [359, 360] { direct.strings[place] = entry.strings[place] }
    direct.extendedBooleans.removeLast()
    #expect(direct == entry)
  }

  @Test("A palette that could be redefined no longer can, and colours set another way are set in this one")
  func redefinable() throws {
    let entry = try #require(TerminfoFolders.current.entry("xterm-256color"))
    #expect(entry.booleans[27] == 1 && entry.strings[299] != .absent)
    let direct = try #require(entry.withDirectColor)
    #expect(direct.booleans[27] == 0)
    #expect([299, 300, 301, 302, 303].allSatisfy { direct.strings[$0] == .absent })
    #expect(direct.strings[297] == text("\u{1B}[39;49m"))
  }

  @Test("A terminal without colours, or with those of another kind, gets none")
  func others() throws {
    #expect(try #require(TerminfoFolders.current.entry("vt100")).withDirectColor == nil)
    var entry = try #require(CompiledTerminfo(Self.short))
    entry.strings[359] = text("\u{1B}&v%p1%dS")
    #expect(entry.withDirectColor == nil)
  }

  @Test("What is cut short is none, and no bytes trap it")
  func damage() {
    // Only where all that is not standard is missing, it is still an entry.
    let readable = (0..<Self.short.count).filter { CompiledTerminfo(Array(Self.short.prefix($0))) != nil }
    #expect(readable == [Self.short.count - 28])
    var random = SplitMix64(seed: 11)
    var survivors = 0
    for _ in 0..<1000 {
      var bytes = Self.short
      for _ in 0..<1 + random.next() % 3 {
        // Most of the entry is offsets of what is absent.
        let place = Int(random.next() % 120)
        bytes[place < 60 ? place : bytes.count - 1 - (place - 60)] = UInt8(truncatingIfNeeded: random.next())
      }
      if CompiledTerminfo(bytes)?.withDirectColor?.bytes != nil { survivors += 1 }
    }
    #expect(survivors > 0 && survivors < 1000)
  }

  @Test("Folders are looked through as ncurses does")
  func folders() {
    let folders = TerminfoFolders(terminfo: "/a", home: "/home/x", directories: "/b::/c")
    #expect(
      folders.paths == ["/a", "/home/x/.terminfo", "/b"] + TerminfoFolders.system + ["/c"] + TerminfoFolders.system)
    #expect(folders.files(of: "xterm").prefix(2) == ["/a/x/xterm", "/a/78/xterm"])
    #expect(folders.files(of: "../../etc/passwd").isEmpty && folders.files(of: "").isEmpty)
  }

  @Test("Base 64", arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("fooba?", "Zm9vYmE/")])
  func letters(bytes: String, text: String) { #expect(String(decoding: base64(bytes.utf8), as: UTF8.self) == text) }
}

@Suite("24-bit colour where the host has no entry for it", .serialized)
struct DirectColorTests {
  /// A folder with the host's entry of one terminal and nothing else, as a small host has it.
  private func withFolder<Result>(_ name: String, hex: Bool, _ body: (String) throws -> Result) throws -> Result {
    let entry = try #require(TerminfoFolders(terminfo: "", home: "", directories: "").entry(name))
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("w2s-terminfo-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let letter = try #require(name.utf8.first)
    let inside = folder.appendingPathComponent(hex ? String(letter, radix: 16) : String(Unicode.Scalar(letter)))
    try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
    try Data(entry.bytes).write(to: inside.appendingPathComponent(name))
    return try body(folder.path)
  }

  @Test(
    "What is announced or asked for is sent, in the form that terminals read",
    arguments: [
      ("xterm-256color", ["COLORTERM": "truecolor"], "auto"), ("screen-256color", ["COLORTERM": "24bit"], "auto"),
      ("xterm", [:], "true"), ("linux", ["COLORTERM": "truecolor"], "auto"), ("tmux-256color", [:], "true"),
    ])
  func sent(term: String, environment: [String: String], choice: String) throws {
    try withFolder(term, hex: term == "xterm") { folder in
      let variables = environment.merging(["TERM": term, "TERMINFO": folder]) { $1 }
      let run = try FixtureRun([choice], environment: variables)
      #expect(run.starts())
      #expect(run.log.contains("depth trueColor"))
      #expect(run.log.contains("terminfo \(folder)\n"))
      run.terminal.write("p")
      // The half block of column 1, row 1: (3, 5, 40) over (5, 3, 40), or the other way round.
      let isSent = run.terminal.read(forMilliseconds: 5000) {
        $0.text.contains("38;2;3;5;40;") || $0.text.contains("38;2;5;3;40;")
      }
      #expect(isSent)
      run.terminal.write("q")
      #expect(run.terminal.waitForExit(milliseconds: 2000) == .status(0))
    }
  }

  @Test("What is not announced is not sent", arguments: ["xterm-256color", "linux"])
  func notSent(term: String) throws {
    let run = try FixtureRun(environment: ["TERM": term])
    #expect(run.starts())
    #expect(!run.log.contains("depth trueColor"))
    run.terminal.write("p")
    run.terminal.readUntilQuiet(milliseconds: 100)
    #expect(!run.terminal.text.contains("38;2;"))
  }
}
