// Data goes to standard output, everything else to standard error.

import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Writes text to standard output.
/// - Throws: the program's exit where the output cannot be written.
func write(_ text: String) throws {
  guard writeAll(text, to: STDOUT_FILENO) else {
    complain("cannot write the output: \(String(cString: strerror(errno)))")
    throw ExitCode(EX_IOERR)
  }
}

/// Writes one line about a mistake to standard error. What a person's text in it could do to a terminal or to the line
/// is taken out.
func complain(_ message: String) {
  var line = String.UnicodeScalarView()
  for scalar in message.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control where scalar == "\n": line.append(" ")
    case .control, .format, .lineSeparator, .paragraphSeparator: line.append("?")
    default: line.append(scalar)
    }
  }
  _ = writeAll("w2s: \(String(line))\n", to: STDERR_FILENO)
}

/// Writes text to standard error as it is.
func remark(_ text: String) { _ = writeAll(text, to: STDERR_FILENO) }

private func writeAll(_ text: String, to descriptor: Int32) -> Bool {
  var text = text
  return text.withUTF8 { bytes in
    var offset = 0
    while offset < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      offset += count
    }
    return true
  }
}

/// Text gathered for standard output, so that many short rows cost few writes.
struct OutputBuffer {
  private var pending = ""

  /// Adds a line; writes when enough has gathered.
  mutating func line(_ text: String) throws {
    pending += text
    pending += "\n"
    if pending.utf8.count >= 1 << 16 { try flush() }
  }

  /// Writes what has gathered.
  mutating func flush() throws {
    let text = pending
    pending = ""
    try write(text)
  }
}
