// Data and answers go to standard output, everything else to standard error. What is meant for a person is spelt as the
// stream can show it; data never changes.

import ArgumentParser
import Canvas
import Preferences
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writes text to standard output.
/// - Throws: the program's exit where the output cannot be written.
func write(_ text: String) throws { try write(Array(text.utf8)) }

/// Writes the bytes of text to standard output.
/// - Throws: the program's exit where the output cannot be written.
func write(_ bytes: [UInt8]) throws {
  guard writeAll(bytes, to: STDOUT_FILENO) else {
    complain("cannot write the output: \(String(cString: strerror(errno)))")
    throw ExitCode(EX_IOERR)
  }
}

/// Writes words meant for a person to standard output, as it can show them and with nothing in them that a terminal would
/// act on; data go through ``write(_:)``.
func say(_ text: String) throws { try write(spelt(text.undisturbingLines, for: STDOUT_FILENO)) }

/// What standard output can show.
var outputGlyphs: Glyphs { Glyphs(isUnicode: !showsOnlyASCII(STDOUT_FILENO)) }

/// Text as a stream can show it: symbols are spelt in ASCII where it is a terminal whose locale is not UTF-8.
private func spelt(_ text: String, for descriptor: Int32) -> String {
  Glyphs(isUnicode: !showsOnlyASCII(descriptor)).text(text)
}

/// Writes one line about a mistake to standard error. What a person's text in it could do to a terminal or to the line
/// is taken out.
func complain(_ message: String) {
  remark("w2s: \(message.replacing("\r\n", with: " ").replacing("\n", with: " ").undisturbing)\n")
}

/// Writes a line about each mistake in a person's files to standard error.
func complain(of mistakes: [FileComplaint]) {
  for mistake in mistakes.prefix(10) { complain("\(mistake)") }
  if mistakes.count > 10 {
    complain("and \(mistakes.count - 10) more mistakes in your files; 'w2s doctor' lists them")
  }
}

/// Writes words to standard error, as it can show them and with nothing in them that a terminal would act on.
func remark(_ text: String) { draw(text.undisturbingLines) }

/// Writes to standard error what is drawn over again, on a terminal.
func draw(_ text: String) { _ = writeAll(Array(spelt(text, for: STDERR_FILENO).utf8), to: STDERR_FILENO) }

/// After a call that failed because a stream was not ready, where whoever shares it has it not wait by itself: waits
/// until it is.
/// - Returns: false where the failure was another.
func waitsUntilReady(_ descriptor: Int32, for event: Int32) -> Bool {
  let failure = errno
  guard failure == EAGAIN || failure == EWOULDBLOCK else { return false }
  var entry = pollfd(fd: descriptor, events: Int16(event), revents: 0)
  while poll(&entry, 1, -1) < 0 && errno == EINTR {}
  errno = failure
  return true
}

private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  bytes.withUnsafeBytes { bytes in
    var offset = 0
    while offset < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
      if count < 0 {
        if errno == EINTR || waitsUntilReady(descriptor, for: POLLOUT) { continue }
        return false
      }
      offset += count
    }
    return true
  }
}

/// Lines gathered for standard output, so that many short ones cost few writes.
struct OutputBuffer {
  private var pending: [UInt8] = []

  /// Adds a line; writes when enough has gathered.
  mutating func line(_ text: String) throws { try add(text + "\n") }

  /// Adds text; writes when enough has gathered.
  mutating func add(_ text: String) throws {
    pending += text.utf8
    if pending.count >= 1 << 16 { try flush() }
  }

  /// Adds text, given as its bytes; writes when enough has gathered.
  mutating func add(_ bytes: [UInt8]) throws {
    pending += bytes
    if pending.count >= 1 << 16 { try flush() }
  }

  /// Writes what has gathered.
  mutating func flush() throws {
    // What could not be written is not tried again.
    defer { pending.removeAll(keepingCapacity: true) }
    try write(pending)
  }
}
