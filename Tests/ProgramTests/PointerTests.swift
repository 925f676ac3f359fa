import Canvas
import Explorer
import Figures
import TerminalHarness
import Testing
import Theory

@Suite("The pointer, on a pseudo-terminal", .serialized)
struct PointerTests {
  /// Bytes that report the pointer: as decimal text, or as X10 did.
  private func report(_ kind: Mouse.Kind, x: Int, y: Int, old: Bool) -> [UInt8] {
    let code =
      switch kind {
      case .press: 0
      case .otherPress: 2
      case .otherDrag: 34
      case .drag: 32
      case .release: old ? 3 : 0
      case .wheelUp: 64
      case .wheelDown: 65
      }
    if old { return [0x1B, 0x5B, 0x4D, UInt8(32 + code), UInt8(33 + x), UInt8(33 + y)] }
    return Array("\u{1B}[<\(code);\(x + 1);\(y + 1)\(kind == .release ? "m" : "M")".utf8)
  }

  /// Does the same to the program and to a model, and expects the same values on the screen.
  private func point(
    _ events: [Mouse], run: ExplorerRun, model: inout Model, old: Bool,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let before = model.settings.regime
    for event in events {
      run.terminal.write(report(event.kind, x: event.x, y: event.y, old: old))
      _ = model.update(.mouse(event))
    }
    let after = model.settings.regime
    #expect(after != before, sourceLocation: sourceLocation)
    for parameter in Parameter.allCases where after[parameter] != before[parameter] {
      let value = NumberFormat(digits: 3).text(after[parameter])
      #expect(run.paints(value), "\(parameter) \(value)", sourceLocation: sourceLocation)
    }
  }

  @Test("Sliders are dragged, the crosshair follows, the wheel turns", arguments: [false, true])
  func dragging(old: Bool) throws {
    for term in old ? ["xterm-256color", "tmux-256color"] : ["xterm-256color"] {
      let run = try ExplorerRun(variables: ["TERM": term], columns: 100, rows: 30)
      run.opens()
      var model = Model(columns: 100, rows: 30)
      let track = Layout(model).track(3)
      let middle = track.x + track.width / 2
      point(
        [
          Mouse(.press, x: track.x + 3, y: track.y), Mouse(.drag, x: middle, y: track.y),
          Mouse(.drag, x: middle + 4, y: track.y + 2), Mouse(.release, x: middle + 4, y: track.y + 2),
        ], run: run, model: &model, old: old)
      let plot = try #require(Layout(model).plot(model.settings)).plot.inside
      let (x, y) = (plot.x + plot.width / 3, plot.y + plot.height / 3)
      point([Mouse(.press, x: x, y: y), Mouse(.release, x: x, y: y)], run: run, model: &model, old: old)
      point(
        [Mouse(.press, x: x, y: y), Mouse(.drag, x: x + 9, y: y + 3), Mouse(.release, x: x + 9, y: y + 3)], run: run,
        model: &model, old: old)
      point(
        [Mouse(.wheelUp, x: middle, y: track.y), Mouse(.wheelUp, x: middle, y: track.y)], run: run, model: &model,
        old: old)
      point([Mouse(.wheelDown, x: middle, y: track.y)], run: run, model: &model, old: old)
      run.quits()
    }
  }

  @Test("--no-mouse leaves the pointer to the terminal; M takes and gives it back")
  func toggling() throws {
    let key = KeyTable.standard.keys(for: .mouse).first?.name ?? ""
    let run = try ExplorerRun(["--no-mouse"])
    run.opens()
    #expect(!run.terminal.text.contains("\u{1B}[?1002h"))
    run.terminal.write(key)
    #expect(run.shows("\u{1B}[?1002h"))
    run.terminal.write(key)
    #expect(run.shows("\u{1B}[?1002l"))
    run.quits()
  }
}
