// What is on its way to the terminal. Nothing here waits: a terminal that takes nothing must not keep the program from its
// keys and signals.

import CNcurses

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Bytes that the terminal has not taken yet, in order.
struct OutputQueue {
  private var waiting: ArraySlice<UInt8> = []
  private var pace = LinePace()

  /// Whether all has been written.
  var isEmpty: Bool { waiting.isEmpty }

  /// When another frame is worth beginning, once all has been written.
  var nextFrame: ContinuousClock.Instant { pace.nextFrame(after: .now) }

  /// How many bytes a frame may have on a line that is slow; nil where it is not known to be.
  var budget: Int? { pace.budget }

  /// Writes as much as the terminal takes; the rest waits for ``flush()``.
  mutating func send(_ bytes: [UInt8]) {
    waiting += bytes
    flush()
  }

  /// Writes what waits, as far as the terminal takes it.
  mutating func flush() {
    while !waiting.isEmpty {
      let written = waiting.withUnsafeBytes { w2s_line_write($0.baseAddress, $0.count) }
      if written > 0 {
        waiting = waiting.dropFirst(written)
        pace.take(written, at: .now)
      } else if errno != EINTR {
        // A terminal that is gone takes nothing more; waiting for keys finds that out.
        if errno == EAGAIN { pace.refuse(at: .now) } else { drop() }
        return
      }
    }
    pace.finish(at: .now)
  }

  /// Forgets what waits.
  mutating func drop() { waiting = [] }
}
