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
/// - Parameter name: what a complaint calls it.
/// - Throws: a complaint where it cannot be read.
func readInput(_ descriptor: Int32 = STDIN_FILENO, named name: String? = nil) throws -> [UInt8] {
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count >= 0 { return Array(chunk[..<count]) }
    if errno == EINTR || waitsUntilReady(descriptor, for: POLLIN) { continue }
    let reason = String(cString: strerror(errno))
    throw ValidationError(
      name.map { "\($0): the file cannot be read: \(reason)" } ?? "cannot read the input: \(reason)")
  }
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
  func more() throws -> [UInt8] { try readInput(descriptor, named: descriptor == STDIN_FILENO ? nil : path) }

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
