import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What has come on standard input, as soon as anything has; nothing at its end.
/// - Throws: a complaint where it cannot be read.
func readInput() throws -> [UInt8] {
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(STDIN_FILENO, &chunk, chunk.count)
    if count >= 0 { return Array(chunk[..<count]) }
    if errno == EINTR || waitsUntilReady(STDIN_FILENO, for: POLLIN) { continue }
    throw ValidationError("cannot read the input: \(String(cString: strerror(errno)))")
  }
}
