import RandomSupport
import Testing

@testable import Terminal

@Suite("The pace of a line")
struct LinePaceTests {
  /// A line in a time of its own: what is in its buffers, which it takes away at a rate, and who writes frames to it.
  private struct Line {
    let rate: Double
    let capacity = 22_000
    var pace = LinePace()
    var buffered = 0.0
    var waiting = 0
    var (frames, skipped) = (0, 0)
    let start = ContinuousClock.now
    var now: ContinuousClock.Instant

    init(rate: Double) {
      self.rate = rate
      now = start
    }

    /// The seconds until everything has arrived.
    var lag: Double { (buffered + Double(waiting)) / rate }

    /// A millisecond, after which a frame of some bytes is to be shown, or none.
    mutating func pass(showing frame: Int?) {
      now += .milliseconds(1)
      buffered = max(0, buffered - rate / 1000)
      flush()
      guard let frame else { return }
      if waiting == 0, pace.nextFrame(after: now) <= now {
        waiting = frame
        frames += 1
        flush()
      } else {
        skipped += 1
      }
    }

    /// Writes as much as there is room for, in the portions that a pseudo-terminal has.
    private mutating func flush() {
      if waiting == 0 { return }
      let room = (capacity - Int(buffered)) / 2048 * 2048
      let count = min(room, waiting)
      if count > 0 {
        pace.take(count, at: now)
        buffered += Double(count)
        waiting -= count
      }
      if waiting > 0 { pace.refuse(at: now) } else { pace.finish(at: now) }
    }
  }

  @Test(
    "On a slow line frames are left out rather than queued", arguments: [500, 2700, 9000], [10_000.0, 25_000, 60_000])
  func slow(frame: Int, rate: Double) {
    var line = Line(rate: rate)
    // A new frame is always there, as the model asks for one at every key.
    for _ in 0..<10_000 { line.pass(showing: frame) }
    #expect(line.skipped > 0)
    var worst = 0.0
    for _ in 0..<3000 {
      line.pass(showing: frame)
      worst = max(worst, line.lag)
    }
    // The frame that is being taken, and what may be before it.
    #expect(worst < Double(frame) / rate + 0.3, "\(worst)")
    // And the line is not left idle.
    #expect(Double(line.frames * frame) > 0.6 * rate * 13)
  }

  @Test("On a fast line none is left out, whatever its rate was before")
  func fast() {
    var line = Line(rate: 10_000_000)
    for _ in 0..<1000 { line.pass(showing: 2700) }
    #expect(line.skipped == 0 && line.pace.rate == nil)
  }

  @Test("A line that has taken nothing for a while is no slow line")
  func stalled() {
    var pace = LinePace()
    let start = ContinuousClock.now
    pace.take(20_000, at: start)
    pace.refuse(at: start)
    // It is read again, at once.
    let later = start + .seconds(10)
    for count in 0..<10 {
      pace.take(10_000, at: later + .milliseconds(count))
      pace.refuse(at: later + .milliseconds(count))
    }
    pace.finish(at: later + .milliseconds(9))
    let soon = later + .milliseconds(10)
    #expect(pace.nextFrame(after: soon) == soon)
  }
}
