// The whole program on a pseudo-terminal: what it sends, and how soon.

import Canvas
import Figures
import Sampling
import TerminalHarness
import Theory

/// Bytes of a step, of a repaint and of nothing; the time from a key to its frame; frames for many keys at once.
func benchTerminal() throws -> [Reading] {
  var figures: [Reading] = []
  for (columns, rows) in [(80, 24), (200, 60)] {
    for colors in ["256", "true"] {
      figures += try benchSteps(columns: columns, rows: rows, colors: colors)
    }
  }
  for view in ["map", "phases", "curves", "spectrum"] { figures.append(try benchKeys(view)) }
  figures.append(benchStalls())
  let explorer = try ExplorerOnTerminal(columns: 200, rows: 60, colors: "256")
  let frames = explorer.frames(of: String(repeating: ",", count: 1000))
  figures.append(Reading("1000 steps at once", Double(frames), "frames"))
  for (columns, rows, colors) in [(80, 24, "256"), (200, 60, "256"), (200, 60, "true")] {
    let explorer = try ExplorerOnTerminal(columns: columns, rows: rows, colors: colors)
    explorer.slow(to: 25_000)
    for time in ["", ", again", ", once more"] {
      let held = explorer.hold(stepCount(.gammaT) - 3)
      figures.append(
        Reading(
          "a key held at 25 kB/s, \(columns) x \(rows), \(colors)\(time)", held.told * 1e3, "ms",
          "from its release until all but the last shades is as it stays, besides the line's delay; "
            + "\(milliseconds(held.settled)) until they are; \(held.frames) frames"))
    }
  }
  let (idleBytes, idleTime) = explorer.idle()
  figures.append(
    Reading("idle for a second", Double(idleBytes), "bytes", "\(milliseconds(idleTime)) of processor time"))
  return figures
}

/// Bytes and times of every step of every slider, on a terminal of a size in colours as `--color` names them.
private func benchSteps(columns: Int, rows: Int, colors: String) throws -> [Reading] {
  let explorer = try ExplorerOnTerminal(columns: columns, rows: rows, colors: colors)
  let place = "\(columns) x \(rows), \(colors == "true" ? "24-bit" : colors + " colours")"
  var figures: [Reading] = []
  var bytes: [Int] = []
  var times: [Double] = []
  for parameter in Parameter.allCases {
    var swept: [Int] = []
    explorer.press("\u{1B}[H")
    for _ in 0..<stepCount(parameter) {
      let (count, time) = explorer.press("l")
      swept.append(count)
      times.append(time)
    }
    bytes += swept
    figures.append(
      Reading("a step of \(parameter.symbol), \(place)", mean(swept), "bytes", "at most \(swept.max() ?? 0)"))
    // Back to where the sweep found the slider, and before Home.
    for key in ["u", "u", "j"] { explorer.press(key) }
  }
  figures.append(Reading("a step, all sliders, \(place)", mean(bytes), "bytes"))
  figures.append(Reading("a whole repaint, \(place)", Double(explorer.repaint()), "bytes"))
  times.sort()
  figures.append(
    Reading(
      "key press to its frame, \(place)", times[times.count / 2] * 1e3, "ms",
      "the median of \(times.count); 99 % within \(milliseconds(times[times.count * 99 / 100]))"))
  return figures
}

/// The time from a key to its frame at 200 × 60 while a simulation runs on all cores, over all steps of all sliders. The
/// machine stalls now and then whatever runs on it, and a frame of the simulation's own may come first, so that of each step
/// the median of five is taken.
private func benchKeys(_ view: String) throws -> Reading {
  var passes: [[Double]] = []
  for _ in 0..<5 {
    let explorer = try ExplorerOnTerminal(
      columns: 200, rows: 60, colors: "256", arguments: ["--view", view, "--trials", "40000"])
    explorer.press("s")
    var times: [Double] = []
    for parameter in Parameter.allCases {
      explorer.press("\u{1B}[H")
      for _ in 0..<stepCount(parameter) { times.append(explorer.press("l").seconds) }
      for key in ["u", "u", "j"] { explorer.press(key) }
    }
    passes.append(times)
  }
  let own = passes[0].indices.map { step in passes.map { $0[step] }.sorted()[2] }.sorted()
  let all = passes.joined().sorted()
  return Reading(
    "key press to its frame, 200 x 60, \(view), simulating", own[own.count / 2] * 1e3, "ms",
    "the median of \(own.count), each that of 5; 99.9 % within \(within(own)), of all \(all.count) within \(within(all))"
  )
}

/// How long a loop of about two milliseconds takes at worst with nothing beside it.
private func benchStalls() -> Reading {
  var (generator, sum) = (Generator(seed: 1), 0.0)
  let times = (0..<1000).map { _ in
    leastSeconds(runs: 1) { for _ in 0..<200_000 { sum += generator.gaussian() } }
  }.sorted()
  precondition(sum.isFinite)
  return Reading(
    "a loop alone", times[times.count / 2] * 1e3, "ms", "the median of \(times.count); 99.9 % within \(within(times))")
}

/// The last of so many sorted times but one in a thousand.
private func within(_ times: [Double]) -> String { milliseconds(times[times.count * 999 / 1000]) }

private func mean(_ counts: [Int]) -> Double { Double(counts.reduce(0, +)) / Double(max(1, counts.count)) }

private func milliseconds(_ seconds: Double) -> String { NumberFormat(digits: 3).text(seconds * 1e3) + " ms" }

/// Ordinary steps from the low end of a slider to the high one.
private func stepCount(_ parameter: Parameter) -> Int {
  let track = parameter.track
  var (value, high) = track.ends
  var count = 0
  while value < high {
    value = track.step(value, up: true, .normal)
    count += 1
  }
  return count
}

/// This program, running as the explorer on a terminal of its own.
private struct ExplorerOnTerminal {
  private let terminal: PseudoTerminal
  private let (columns, rows): (Int, Int)
  private static let frameEnd = Array("\u{1B}[?2026l".utf8)
  private static let frameBegin = Array("\u{1B}[?2026h".utf8)

  init(columns: Int, rows: Int, colors: String, arguments: [String] = []) throws {
    (self.columns, self.rows) = (columns, rows)
    // Without a person's config and bookmarks.
    terminal = try PseudoTerminal(
      "/proc/self/exe", ["--color", colors] + arguments, environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"],
      columns: columns, rows: rows)
    terminal.readUntilQuiet(milliseconds: 200)
  }

  /// Types a key and waits for the frame it leads to.
  /// - Returns: the frame's bytes, and the seconds until they had all arrived; a key that changes nothing costs 200 ms.
  @discardableResult
  func press(_ key: String) -> (bytes: Int, seconds: Double) {
    let start = terminal.output.count
    let clock = ContinuousClock()
    let time = clock.measure {
      terminal.write(key)
      terminal.read(forMilliseconds: 200) { $0.output[start...].suffix(8).elementsEqual(Self.frameEnd) }
    }
    return (terminal.output.count - start, seconds(time))
  }

  /// Bytes that painting everything takes.
  func repaint() -> Int {
    terminal.write("\u{0C}")
    return terminal.readUntilQuiet(milliseconds: 200).count
  }

  /// Frames drawn for keys typed at once.
  func frames(of keys: String) -> Int {
    terminal.write(keys)
    let bytes = terminal.readUntilQuiet(milliseconds: 300)
    return bytes.indices.count { bytes[$0...].starts(with: Self.frameBegin) }
  }

  /// Makes the line slow, with the third slider chosen.
  func slow(to bytesPerSecond: Int) {
    for _ in 0..<2 { press("j") }
    terminal.bytesPerSecond = bytesPerSecond
  }

  /// What came of holding a key.
  struct Held {
    /// The frames that came until it was released.
    let frames: Int
    /// The seconds from then until all that is written stayed as it was.
    let told: Double
    /// The seconds until nothing changed.
    let settled: Double
  }

  /// Holds the key that moves the slider up from its low end, for so many steps at 30 a second. Whatever the line delays
  /// adds to the seconds.
  func hold(_ steps: Int) -> Held {
    terminal.write("\u{1B}[H")
    terminal.readUntilQuiet(milliseconds: 1000)
    let start = terminal.output.count
    for _ in 0..<steps {
      terminal.write("l")
      terminal.read(forMilliseconds: 33)
    }
    let (released, end) = (ContinuousClock.now, terminal.output.count)
    var arrivals = [(count: end, time: released)]
    terminal.read(forMilliseconds: 15_000) { terminal in
      if terminal.output.count != arrivals[arrivals.count - 1].count { arrivals.append((terminal.output.count, .now)) }
      return ContinuousClock.now - arrivals[arrivals.count - 1].time > .milliseconds(500)
    }
    var screen = EmulatedScreen(columns: columns, rows: rows, traits: .init(repeats: false))
    screen.take(terminal.output[..<end])
    var texts = [Self.text(screen)]
    for (before, arrival) in zip(arrivals, arrivals.dropFirst()) {
      screen.take(terminal.output[before.count..<arrival.count])
      texts.append(Self.text(screen))
    }
    let told = texts.lastIndex { $0 != texts[texts.count - 1] }.map { $0 + 1 } ?? 0
    let bytes = terminal.output[start..<end]
    return Held(
      frames: bytes.indices.count { bytes[$0...].starts(with: Self.frameEnd) },
      told: seconds(arrivals[told].time - released), settled: seconds(arrivals[arrivals.count - 1].time - released))
  }

  /// What is written on a screen: all but its colours, and the blocks that are only colours.
  private static func text(_ screen: EmulatedScreen) -> [Unicode.Scalar] {
    screen.cells.map { ["▀", "▄", "█"].contains($0.glyph) ? " " : $0.glyph }
  }

  /// Bytes written and processor time used in a second without keys.
  func idle() -> (bytes: Int, seconds: Double) {
    let (bytes, time) = (terminal.output.count, terminal.processorSeconds ?? 0)
    terminal.read(forMilliseconds: 1000)
    return (terminal.output.count - bytes, (terminal.processorSeconds ?? 0) - time)
  }
}
