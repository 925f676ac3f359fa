// Where a recording goes, and how long its pauses are.

import ArgumentParser
import Canvas
import Preferences

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where a recording is written.
enum CastDestination {
  /// To standard output.
  case output
  /// To a file; over one that exists only if `replacing`.
  case file(String, replacing: Bool)

  /// Writes a recording's text.
  /// - Throws: the program's exit where it cannot be written.
  func write(_ text: String) throws {
    guard case .file(let path, let replacing) = self else { return try w2s.write(text) }
    do throws(FileComplaint) {
      try UserFiles.write(text, to: path, replacing: replacing)
    } catch {
      complain("\(error)")
      throw ExitCode(EX_IOERR)
    }
  }
}

/// Reads a file's name as an export in the explorer does, or `-`.
@Sendable func readingDestination(_ text: String) throws -> CastDestination {
  if text == "-" { return .output }
  let replacing = text.hasSuffix("!")
  let path = UserFiles.expanded(replacing ? String(text.dropLast()) : text)
  guard !path.isEmpty, !path.utf8.contains(0) else {
    throw ValidationError("a recording needs the name of a file, or -")
  }
  return .file(path, replacing: replacing)
}

/// Reads a pause, kept to the millisecond.
@Sendable func readingPause(_ text: String) throws -> Duration {
  guard let seconds = typedNumber(text), (0.01...60).contains(seconds) else {
    throw ValidationError("a pause is 0.01 to 60 seconds")
  }
  return .milliseconds(Int((seconds * 1000).rounded()))
}
