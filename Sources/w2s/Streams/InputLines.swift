import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The lines of standard input, each as soon as it has come.
struct InputLines {
  /// The most bytes of a line.
  let longest: Int
  /// The number of the line returned last, from 1.
  private(set) var number = 0
  private var bytes: [UInt8] = []
  private var next = 0
  private var isAtEnd = false

  init(longest: Int) { self.longest = longest }

  /// The bytes of the next line without its `\n`; nil at the end.
  /// - Parameter willWait: called before waiting for more input, so that answers do not wait with it.
  /// - Throws: what is wrong, with the line.
  mutating func line(willWait: () throws -> Void) throws -> [UInt8]? {
    var searched = next
    while true {
      let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n"))
      if (end ?? bytes.count) - next > longest {
        throw ValidationError("line \(number + 1): longer than \(longest) bytes, the most that is read")
      }
      if let end {
        defer { next = end + 1 }
        number += 1
        return Array(bytes[next..<end])
      }
      if isAtEnd {
        defer { next = bytes.count }
        guard next < bytes.count else { return nil }
        number += 1
        return Array(bytes[next...])
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
      if errno == EINTR || waitsUntilReady(STDIN_FILENO, for: POLLIN) { return }
      throw ValidationError("cannot read the input: \(String(cString: strerror(errno)))")
    }
    if count == 0 { isAtEnd = true } else { bytes += chunk[..<count] }
  }
}
