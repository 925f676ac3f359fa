// The system calls on descriptors that this module makes, under names that do not clash with its methods.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reads what fits into `bytes`; as `read`.
func readBytes(_ descriptor: Int32, into bytes: inout [UInt8]) -> Int { read(descriptor, &bytes, bytes.count) }

/// Waits for events of descriptors, for ever if `milliseconds` is negative.
/// - Returns: what happened to each; nil if the time is over or a signal came.
func pollDescriptors(_ asked: [(descriptor: Int32, events: Int32)], milliseconds: Int32) -> [Int32]? {
  var asked = asked.map { pollfd(fd: $0.descriptor, events: Int16($0.events), revents: 0) }
  guard poll(&asked, nfds_t(asked.count), milliseconds) > 0 else { return nil }
  return asked.map { Int32($0.revents) }
}

/// What a file holds; nil if it cannot be read or is longer than `limit` bytes.
func contents(of path: String, limit: Int) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var (contents, chunk): ([UInt8], [UInt8]) = ([], Array(repeating: 0, count: 4096))
  while true {
    let count = readBytes(descriptor, into: &chunk)
    if count < 0 && errno == EINTR { continue }
    guard count >= 0, contents.count + count <= limit else { return nil }
    if count == 0 { return contents }
    contents += chunk[..<count]
  }
}
