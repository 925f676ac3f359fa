import Figures
import Theory
import Canvas
import Explorer
import Foundation
import TerminalHarness
import RandomSupport
import Testing

@Suite("The explorer under strain", .serialized)
struct EnduranceTests {
  private static let frameBegin = Array("\u{1B}[?2026h".utf8)

  @Test("Many steps at once cost few frames and end at the right value", arguments: ["l", ".", ","])
  func queuedSteps(key: String) throws {
    let run = try ExplorerRun()
    run.opens()
    let before = run.terminal.output.count
    run.terminal.write(String(repeating: key, count: 1000))
    run.terminal.readUntilQuiet(milliseconds: 300)
    let bytes = run.terminal.output[before...]
    #expect(bytes.indices.count { bytes[$0...].starts(with: Self.frameBegin) } < 20)
    #expect(bytes.count < 200_000)
    var model = Model(columns: 80, rows: 24)
    model.press(String(repeating: key, count: 1000))
    let value = NumberFormat(digits: 3).text(model.settings.regime.lambdaT)
    #expect(run.paints(value), "\(value)")
    run.quits()
  }

  @Test("Idle, it writes nothing and uses no processor")
  func idle() throws {
    for keys in ["l", "2", "?"] {
      let run = try ExplorerRun()
      run.opens()
      run.press(keys)
      let (bytes, seconds) = (run.terminal.output.count, run.terminal.processorSeconds ?? 0)
      run.terminal.read(forMilliseconds: 1000)
      #expect(run.terminal.output.count == bytes)
      #expect((run.terminal.processorSeconds ?? 1) - seconds < 0.01)
      // Out of the help.
      run.escape()
      run.quits()
    }
  }

  @Test("A step writes little")
  func bytes() throws {
    for (columns, rows, limit) in [(80, 24, 8192), (200, 60, 40_000)] {
      let run = try ExplorerRun(columns: columns, rows: rows)
      run.opens()
      for key in ["l", "j", "l", "j", "l", "j", "l", "j", "l", "j", "l"] {
        let before = run.terminal.output.count
        run.press(key)
        #expect(run.terminal.output.count - before < limit)
      }
      run.quits()
    }
  }

  @Test("Esc acts at once")
  func escape() throws {
    let run = try ExplorerRun()
    run.opens()
    run.press("\r5")
    let before = run.terminal.output.count
    let time = ContinuousClock().measure {
      run.terminal.write("\u{1B}")
      run.terminal.read(forMilliseconds: 2000) { $0.output.count > before }
    }
    // 25 ms to tell it from a sequence, and a frame of an unoptimised build on a busy machine.
    #expect(time < .milliseconds(400))
    #expect(run.paints("0.0500"))
    run.quits()
    // Who wants to wait longer for the rest of a sequence does.
    let patient = try ExplorerRun(variables: ["ESCDELAY": "800"])
    patient.opens()
    patient.press("\r5")
    let drawn = patient.terminal.output.count
    patient.terminal.write("\u{1B}")
    patient.terminal.read(forMilliseconds: 600)
    #expect(patient.terminal.output.count == drawn)
    #expect(patient.terminal.read(forMilliseconds: 3000) { $0.output.count > drawn })
  }

  @Test("200 sizes while keys arrive")
  func resizing() throws {
    var random = SplitMix64(seed: 3)
    let run = try ExplorerRun()
    run.opens()
    let keys = [
      "h", "j", "k", "l", ".", "<", "1", "2", "t", "?", "p", "w", "x", "y", "v", "\u{1B}[A", "\u{1B}OB", "\t", "u",
    ]
    for i in 0..<200 {
      // A few that no screen has.
      if i % 50 == 25 {
        let extremes = [0, 1, 1000, 1001, 32_768, 65_535]
        for _ in 0..<3 {
          run.terminal.resize(
            columns: extremes[Int.random(in: 0..<6, using: &random)],
            rows: extremes[Int.random(in: 0..<6, using: &random)])
        }
        run.terminal.read(forMilliseconds: 100)
      }
      let isHuge = Int.random(in: 0..<8, using: &random) == 0
      run.terminal.resize(
        columns: Int.random(in: 1...(isHuge ? 300 : 130), using: &random),
        rows: Int.random(in: 1...(isHuge ? 90 : 45), using: &random))
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        run.terminal.write(keys[Int.random(in: 0..<keys.count, using: &random)])
      }
      run.terminal.read(forMilliseconds: Int.random(in: 0...12, using: &random))
      #expect(!run.terminal.hasEnded)
    }
    run.terminal.resize(columns: 80, rows: 24)
    // The last of the huge ones may take a while.
    run.terminal.read(forMilliseconds: 60_000) { _ in run.paints("Verdict") }
    expectAlive(run)
    run.quits()
  }

  @Test("100,000 random bytes, escape sequences whole and split among them")
  func randomBytes() throws {
    var random = SplitMix64(seed: 7)
    let run = try ExplorerRun()
    run.opens()
    var sent = 0
    while sent < 100_000 {
      let bytes = Self.randomInput(&random)
      run.terminal.write(bytes)
      sent += bytes.count
      if Int.random(in: 0..<20, using: &random) == 0 { run.terminal.read(forMilliseconds: 2) }
      if run.terminal.hasEnded { break }
    }
    // A q in a sequence that was cut short may have ended it; nothing else may.
    if run.terminal.hasEnded {
      #expect(run.terminal.waitForExit(milliseconds: 0) == .status(0))
      run.expectRestored()
    } else {
      // What is begun and never ended is given up after half a second.
      run.terminal.read(forMilliseconds: 700)
      expectAlive(run)
      run.quits()
    }
    #expect(run.sandbox.files.allSatisfy { !$0.hasPrefix("config") })
  }

  /// Bytes of any kind, without those that end or stop a program: Ctrl-C, Ctrl-Z, Ctrl-\ and q.
  private static func randomInput(_ random: inout SplitMix64) -> [UInt8] {
    let count = Int.random(in: 1...120, using: &random)
    var bytes: [UInt8]
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    case 1: bytes = (0..<count).map { _ in UInt8.random(in: 32..<127, using: &random) }
    case 2:
      let parameters = (0..<Int.random(in: 0...4, using: &random)).map { _ in
        "\(Int.random(in: 0...300, using: &random))"
      }
      let final = Character(Unicode.Scalar(UInt8.random(in: 0x40...0x7E, using: &random)))
      bytes = Array("\u{1B}[\(Bool.random(using: &random) ? "<" : "")\(parameters.joined(separator: ";"))\(final)".utf8)
    case 3: bytes = [0x1B, 0x5B, 0x4D] + (0..<3).map { _ in UInt8.random(in: 32...255, using: &random) }
    case 4: bytes = Array("\u{1B}]11;rgb:1/2/3\u{1B}\\\u{1B}P1$r0m\u{1B}\\λ⋆é\u{1B}OA\u{1B}[200~x\u{1B}[201~".utf8)
    default: bytes = Array("hjkl.,<>12xyvdaptuU*bow?\r\t\u{1B}".utf8).shuffled(using: &random)
    }
    // A sequence may break off anywhere and go on with something else.
    if Bool.random(using: &random) { bytes = Array(bytes.prefix(Int.random(in: 1...bytes.count, using: &random))) }
    return bytes.filter { ![3, 26, 28, UInt8(ascii: "q")].contains($0) }
  }

  private func expectAlive(_ run: ExplorerRun, sourceLocation: SourceLocation = #_sourceLocation) {
    // Out of whatever is open.
    for _ in 0..<4 { run.escape() }
    #expect(run.paints("Verdict"), sourceLocation: sourceLocation)
  }
}
