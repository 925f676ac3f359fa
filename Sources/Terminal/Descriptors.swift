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
