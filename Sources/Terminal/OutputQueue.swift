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

  /// Whether all has been written.
  var isEmpty: Bool { waiting.isEmpty }

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
      } else if errno != EINTR {
        // A terminal that is gone takes nothing more; waiting for keys finds that out.
        if errno != EAGAIN { drop() }
        return
      }
    }
  }

  /// Forgets what waits.
  mutating func drop() { waiting = [] }
}
