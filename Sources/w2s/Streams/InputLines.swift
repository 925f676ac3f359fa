import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The lines of standard input, each as soon as it has come.
struct InputLines {
  private var bytes: [UInt8] = []
  private var next = 0
  private var isAtEnd = false

  /// The bytes of the next line without its `\n`; nil at the end.
  /// - Parameter willWait: called before waiting for more input, so that answers do not wait with it.
  mutating func line(willWait: () throws -> Void) throws -> [UInt8]? {
    var searched = next
    while true {
      if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { next = end + 1 }
        return Array(bytes[next..<end])
      }
      if isAtEnd {
        defer { next = bytes.count }
        return next < bytes.count ? Array(bytes[next...]) : nil
      }
      bytes.removeFirst(next)
      next = 0
      searched = bytes.count
      try willWait()
      try readMore()
    }
  }

  private mutating func readMore() throws {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(STDIN_FILENO, &chunk, chunk.count)
    if count < 0 {
      if errno == EINTR { return }
      throw ValidationError("cannot read the input: \(String(cString: strerror(errno)))")
    }
    if count == 0 { isAtEnd = true } else { bytes += chunk[..<count] }
  }
}
