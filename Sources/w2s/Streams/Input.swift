import ArgumentParser
import Export
import Figures
import Preferences

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What has come on standard input, or from another stream, as soon as anything has; nothing at its end.
/// - Parameters:
///   - most: how much of it is taken at most, in bytes.
///   - name: what a complaint calls it.
/// - Throws: a complaint where it cannot be read.
func readInput(
  _ descriptor: Int32 = STDIN_FILENO, upTo most: Int = 1 << 16, named name: String? = nil
) throws -> [UInt8] {
  try Array(unsafeUninitializedCapacity: most) { chunk, filled in
    while true {
      let count = read(descriptor, chunk.baseAddress.map { $0 + filled }, most - filled)
      if count >= 0 {
        filled += count
        // A pipe gives little at a time.
        if count > 0, filled < most, isReady(descriptor) { continue }
        return
      }
      if errno == EINTR || waitsUntilReady(descriptor, for: POLLIN) { continue }
      let reason = String(cString: strerror(errno))
      throw ValidationError(
        name.map { "\($0): the file cannot be read: \(reason)" } ?? "cannot read the input: \(reason)")
    }
  }
}

/// Whether there is something to read, or the end, without waiting.
private func isReady(_ descriptor: Int32) -> Bool {
  var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
  return poll(&entry, 1, 0) > 0
}

/// A table to be read: a file, or standard input.
struct TableInput {
  /// The file, as the person named it; nil for standard input that was not asked for by name.
  private let path: String?
  private let descriptor: Int32

  /// Opens a file; `-`, or none, is standard input.
  /// - Throws: a complaint where it cannot be opened.
  init(_ path: String? = nil) throws {
    self.path = path
    guard let path, path != "-" else {
      descriptor = STDIN_FILENO
      return
    }
    // A pipe is as good as a file here, and is waited for.
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw ValidationError("\(path): the file cannot be read: \(String(cString: strerror(errno)))")
    }
  }

  /// What has come, as soon as anything has; nothing at its end.
  func more() throws -> [UInt8] { try more(upTo: 1 << 16) }

  /// The same, of so many bytes at most.
  func more(upTo most: Int) throws -> [UInt8] {
    try readInput(descriptor, upTo: most, named: descriptor == STDIN_FILENO ? nil : path)
  }

  /// A complaint about the table, with the name of its file where it has one.
  func named(_ complaint: CSVComplaint) -> ValidationError {
    guard let path else { return ValidationError("\(complaint)") }
    let file = path == "-" ? "standard input" : path
    return ValidationError("\(FileComplaint(file: file, line: complaint.line, message: complaint.message))")
  }

  /// Lets go of the file.
  func close() {
    if descriptor != STDIN_FILENO { _ = Glibc.close(descriptor) }
  }

  /// The eigenvalues of a file.
  /// - Parameters:
  ///   - path: the file, or `-` for standard input.
  ///   - columns: those that it has to have.
  static func population(_ path: String, requiring columns: [String]) throws -> PopulationFile {
    let input = try TableInput(path)
    defer { input.close() }
    do {
      return try PopulationFile(requiring: columns, more: input.more)
    } catch let complaint as CSVComplaint {
      throw input.named(complaint)
    }
  }

  /// A merged sweep.
  static func sweep(_ path: String) throws -> MergedSweep {
    let input = try TableInput(path)
    defer { input.close() }
    do {
      return try MergedSweep(path: path, more: input.more)
    } catch let complaint as CSVComplaint {
      throw input.named(complaint)
    }
  }

  /// A person's own points.
  /// - Parameter path: their file, or `-` for standard input.
  static func points(_ path: String) throws -> MeasuredPoints {
    let input = try TableInput(path)
    defer { input.close() }
    do {
      return try MeasuredPoints(path: path, more: input.more)
    } catch let complaint as CSVComplaint {
      throw input.named(complaint)
    }
  }
}
