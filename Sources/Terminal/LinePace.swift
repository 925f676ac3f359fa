// How fast a line takes bytes away, as far as one who writes to it can tell. Pure: the time is given.

/// What is on its way in a slow line, so that the next frame waits until the last one has nearly arrived, instead of behind
/// a queue of older ones.
///
/// A line refuses bytes when its buffers are full, which hold much of a second's worth and more. As long as there is always
/// something that waits to be written, it takes bytes as fast as they arrive; and from that rate follows what is in the
/// buffers. Until then nothing is known, and nothing waits.
struct LinePace {
  typealias Instant = ContinuousClock.Instant

  /// How many seconds' worth of bytes may be on their way when another frame is begun.
  static let lead = 0.05
  /// How many seconds' worth of bytes a frame may have, as far as it can be had for less.
  static let frame = 0.15
  /// The longest that a frame waits, in seconds: the rate may have been that of another time.
  static let patience = 1.0
  /// How much of the measured rate is relied on: what is too little is idle for a moment, what is too much becomes a queue.
  private static let share = 0.9
  /// The shortest time that tells a rate, in seconds, and the least bytes: lines take some kilobytes at once.
  private static let leastMeasured = (seconds: 0.2, bytes: 8192)
  /// A line that has taken nothing for longer, in seconds, is not slow but was stopped.
  private static let stop = 0.5
  /// After so many seconds without a byte the line is empty, and may have become faster.
  private static let pause = 3.0

  /// Bytes a second, rather too few; nil while it is not known.
  private(set) var rate: Double?
  /// What was taken since the line was last empty.
  private var taken: [(bytes: Int, time: Instant)] = []
  /// Where something has always been waiting: when of that the first was taken, nil before, and how much was since then.
  private var blocked: (bytes: Int, start: Instant?)?
  /// When all that waited had been taken.
  private var finished: Instant?

  /// Notes that the line took bytes.
  mutating func take(_ count: Int, at now: Instant) {
    let silence = taken.last.map { seconds(from: $0.time, to: now) } ?? 0
    if silence > Self.pause {
      taken.removeAll()
      rate = rate.map { $0 * 2 }
    } else if rate != nil, onItsWay(at: now) == 0 {
      taken.removeAll()
    } else if taken.count >= 1000 {
      taken.removeFirst(500)
    }
    taken.append((count, now))
    resume(at: now)
    guard let began = blocked else { return }
    guard let start = began.start, silence < Self.stop else {
      blocked = (0, now)
      return
    }
    let (bytes, elapsed) = (began.bytes + count, seconds(from: start, to: now))
    blocked = (bytes, start)
    if elapsed >= Self.leastMeasured.seconds, bytes >= Self.leastMeasured.bytes {
      rate = Self.share * Double(bytes) / elapsed
    }
  }

  /// Notes that it refused some.
  mutating func refuse(at now: Instant) {
    resume(at: now)
    if blocked == nil { blocked = (0, nil) }
  }

  /// Notes that something is to be written, after nothing was, or at once.
  private mutating func resume(at now: Instant) {
    if let finished, seconds(from: finished, to: now) > 0.01 { blocked = nil }
    finished = nil
  }

  /// Notes that it took all there was.
  mutating func finish(at now: Instant) { if finished == nil { finished = now } }

  /// The bytes that have not arrived yet; 0 while nothing is known.
  func onItsWay(at now: Instant) -> Double {
    guard let rate, var time = taken.first?.time else { return 0 }
    var bytes = 0.0
    for part in taken {
      bytes = max(0, bytes - rate * seconds(from: time, to: part.time)) + Double(part.bytes)
      time = part.time
    }
    return max(0, bytes - rate * seconds(from: time, to: now))
  }

  /// How many bytes a frame may have; nil while nothing is known.
  var budget: Int? { rate.map { Int($0 * Self.frame) } }

  /// When another frame may be begun.
  func nextFrame(after now: Instant) -> Instant {
    guard let rate, let last = taken.last else { return now }
    let wait = onItsWay(at: now) / rate - Self.lead
    return max(now, min(now + .seconds(wait), last.time + .seconds(Self.patience)))
  }

  private func seconds(from start: Instant, to end: Instant) -> Double { (end - start) / .seconds(1) }
}
