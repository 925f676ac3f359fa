// Progress on standard error, only where that is a terminal.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A line that says how far a run is and how long it has to go.
struct ProgressBar {
  private let isShown = isatty(STDERR_FILENO) == 1
  private let clock = ContinuousClock()
  private let start = ContinuousClock.now
  private var drawn = ContinuousClock.now

  /// Shows that `done` of `total` is done; at most ten times a second.
  /// - Parameter kept: how much of it was done when it began.
  mutating func show(_ done: Int, of total: Int, kept: Int = 0) {
    guard isShown, total > 0, clock.now - drawn > .milliseconds(100) else { return }
    drawn = clock.now
    let width = 30
    let full = Int(Double(width) * Double(done) / Double(total))
    let spent = seconds(clock.now - start)
    let left = spent * Double(total - done) / Double(max(1, done - kept))
    let bar = String(repeating: "#", count: full) + String(repeating: ".", count: width - full)
    draw("\r[\(bar)] \(done)/\(total), \(duration(left)) left  ")
  }

  /// Takes the line away.
  func clear() {
    if isShown { draw("\r" + String(repeating: " ", count: 72) + "\r") }
  }
}
