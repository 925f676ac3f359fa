// What the explorer sends for a repaint and for a step, beside what a greedy writer needs for the same cells.

import Canvas
import TerminalHarness
import Theory

/// Bytes of whole repaints and of steps in every view, over those of ``GreedyWriter``, on a terminal that calls itself
/// xterm and on one that is known to repeat characters.
func benchBytes() throws -> [Reading] {
  var figures: [Reading] = []
  for (columns, rows) in [(80, 24), (120, 36), (200, 60), (300, 90)] {
    for (colors, repeats) in [("256", false), ("true", false), ("256", true), ("true", true)] {
      let explorer = try MeasuredExplorer(columns: columns, rows: rows, colors: colors, repeats: repeats)
      let kind = "\(columns) x \(rows), \(colors == "true" ? "24-bit" : colors)\(repeats ? ", REP" : "")"
      var (repaints, steps) = (Comparison(), Comparison())
      for (key, name) in [
        ("", "Map"), ("2", "Phases"), ("3", "Curves"), ("4", "Spectrum"), ("5", "Features"), ("6", "Why"),
        ("7", "Generations"),
      ] {
        _ = explorer.press(key)
        let repaint = explorer.repaint()
        var step = Comparison()
        for slider in 0..<Parameter.allCases.count {
          _ = explorer.press(slider == 0 ? "\u{1B}[H" : "j")
          for key in ["l", "l", "h"] { step += explorer.press(key) }
        }
        for _ in 1..<Parameter.allCases.count { _ = explorer.press("k") }
        let place = "\(name), \(kind)"
        figures.append(Reading("repaint: \(place)", repaint.mean, "bytes", repaint.ratios))
        figures.append(Reading("step: \(place)", step.mean, "bytes", step.ratios))
        repaints += repaint
        steps += step
      }
      figures.append(Reading("repaints, \(kind)", repaints.mean, "bytes", repaints.purposes))
      figures.append(Reading("steps, \(kind)", steps.mean, "bytes", steps.purposes))
      if let complaint = explorer.complaint {
        figures.append(Reading("not understood, \(kind)", 1, "times", complaint))
      }
    }
  }
  return figures
}

/// Bytes of the explorer and of the greedy writer, for the same frames.
private struct Comparison {
  private var frames = 0
  private var (sent, greedy) = ([EmulatedScreen.Purpose: Int](), [EmulatedScreen.Purpose: Int]())
  private var repeating = 0

  init() {}

  /// One frame.
  /// - Parameter before: the cells before it; nil where the screen was cleared.
  init(_ sent: [EmulatedScreen.Purpose: Int], from before: [Cell]?, to after: [Cell], columns: Int) {
    (self.sent, frames) = (sent, 1)
    var screen = EmulatedScreen(columns: columns, rows: after.count / columns)
    screen.take(GreedyWriter.bytes(from: before, to: after, columns: columns, repeats: false))
    greedy = screen.spent
    repeating = GreedyWriter.bytes(from: before, to: after, columns: columns, repeats: true).count
  }

  static func += (sum: inout Comparison, other: Comparison) {
    sum.frames += other.frames
    sum.sent.merge(other.sent, uniquingKeysWith: +)
    sum.greedy.merge(other.greedy, uniquingKeysWith: +)
    sum.repeating += other.repeating
  }

  /// Bytes a frame.
  var mean: Double { Double(sent.values.reduce(0, +)) / Double(max(1, frames)) }

  var ratios: String {
    let (all, plain) = (sent.values.reduce(0, +), greedy.values.reduce(0, +))
    return "\(Self.ratio(all, plain)) x greedy, \(Self.ratio(all, repeating)) x with REP"
  }

  /// Thousands of bytes, of the explorer and of the greedy writer that repeats nothing.
  var purposes: String {
    "kB of "
      + EmulatedScreen.Purpose.allCases.map {
        "\($0) \(Self.ratio(sent[$0] ?? 0, 1000))/\(Self.ratio(greedy[$0] ?? 0, 1000))"
      }.joined(separator: ", ")
  }

  private static func ratio(_ a: Int, _ b: Int) -> String {
    Reading.number(Double(a) / Double(max(1, b)))
  }
}

/// The explorer on a terminal whose screen is known.
private final class MeasuredExplorer {
  private let terminal: PseudoTerminal
  private var screen: EmulatedScreen
  private static let frameEnd = Array("\u{1B}[?2026l".utf8)

  init(columns: Int, rows: Int, colors: String, repeats: Bool) throws {
    let variables = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "XTERM_VERSION": repeats ? "XTerm(379)" : ""]
    terminal = try PseudoTerminal(
      "/proc/self/exe", ["--color", colors], environment: variables, columns: columns, rows: rows)
    screen = EmulatedScreen(columns: columns, rows: rows)
    screen.take(terminal.readUntilQuiet(milliseconds: 400))
  }

  /// What was sent that the terminal does not know, if anything was.
  var complaint: String? { screen.complaints.first }

  /// Types a key and compares the frames that come until nothing more does.
  func press(_ key: String) -> Comparison {
    let start = terminal.output.count
    terminal.write(key)
    terminal.read(forMilliseconds: 250) { $0.output[start...].suffix(8).elementsEqual(Self.frameEnd) }
    terminal.readUntilQuiet(milliseconds: 30)
    var sum = Comparison()
    var rest = terminal.output[start...]
    while !rest.isEmpty {
      let end = rest.indices.first { rest[$0...].starts(with: Self.frameEnd) }.map { $0 + 8 } ?? rest.endIndex
      let before = screen.cells
      let sent = take(rest[..<end])
      rest = rest[end...]
      // What moves something else than cells is no frame.
      if before != screen.cells { sum += Comparison(sent, from: before, to: screen.cells, columns: screen.columns) }
    }
    return sum
  }

  /// Paints everything.
  func repaint() -> Comparison {
    terminal.write("\u{0C}")
    let sent = take(terminal.readUntilQuiet(milliseconds: 250)[...])
    return Comparison(sent, from: nil, to: screen.cells, columns: screen.columns)
  }

  private func take(_ bytes: ArraySlice<UInt8>) -> [EmulatedScreen.Purpose: Int] {
    let before = screen.spent
    screen.take(bytes)
    return screen.spent.merging(before) { $0 - $1 }
  }
}
