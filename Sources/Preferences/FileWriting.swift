// Writing the files a person owns: whole or not at all, through links, with their owners and modes, and never over
// another unasked.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension UserFiles {
  /// A path as typed by a person: `~/` or `~name/` at its start made a home folder, as a shell does; one of nobody stays.
  package static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~"), let slash = path.firstIndex(of: "/") else { return path }
    let name = path[path.index(after: path.startIndex)..<slash]
    let home =
      name.isEmpty
      ? getenv("HOME").map { String(cString: $0) }
      : getpwnam(String(name)).flatMap { $0.pointee.pw_dir }.map { String(cString: $0) }
    guard let home, !home.isEmpty else { return path }
    return home + path[slash...]
  }

  /// Writes a file whole or not at all. A link is followed; owner, mode and other names of a file replaced stay.
  /// - Parameter replacing: whether one that is there may be written over; only a regular file ever is.
  /// - Throws: a one-line reason.
  package static func write(_ text: String, to path: String, replacing: Bool) throws(FileComplaint) {
    let bytes = Array(text.utf8)
    do throws(WritingRefused) {
      var status = stat()
      if lstat(path, &status) != 0 {
        guard errno == ENOENT else { throw .system() }
        return try create(path, bytes)
      }
      guard replacing else { throw .exists }
      if stat(path, &status) != 0 {
        guard errno == ENOENT else { throw .system() }
        // A link to what is not there yet.
        return try overwrite(path, bytes, creating: true)
      }
      guard status.st_mode & S_IFMT == S_IFREG else { throw .irregular }
      try replace(path, status, bytes)
    } catch {
      throw FileComplaint(file: path, line: nil, message: error.description)
    }
  }

  private static func create(_ path: String, _ bytes: [UInt8]) throws(WritingRefused) {
    do throws(WritingRefused) {
      let staged = try StagedFile(beside: path, bytes, mode: 0o666)
      defer { staged.discard() }
      if link(staged.path, path) == 0 { return }
      // Where a file has only one name, it is written under it.
      guard [EPERM, ENOSYS, EOPNOTSUPP].contains(errno) else { throw errno == EEXIST ? .exists : .system() }
    } catch .system(EEXIST) {
      // Somebody else's file has the name of no account.
    } catch .system(EPERM) {
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw errno == EEXIST ? .exists : .system() }
    defer { close(descriptor) }
    do throws(WritingRefused) {
      try writeAll(bytes, to: descriptor)
    } catch {
      unlink(path)
      throw error
    }
  }

  private static func replace(_ path: String, _ status: stat, _ bytes: [UInt8]) throws(WritingRefused) {
    guard let resolved = realpath(path, nil) else { throw .system() }
    defer { free(resolved) }
    let target = String(cString: resolved)
    // Another file in its place would leave its other names behind.
    if status.st_nlink == 1 {
      do throws(WritingRefused) {
        let staged = try StagedFile(beside: target, bytes, mode: 0o600)
        defer { staged.discard() }
        let isLike = fchown(staged.descriptor, status.st_uid, status.st_gid) == 0
        if isLike, fchmod(staged.descriptor, status.st_mode & 0o7777) == 0, rename(staged.path, target) == 0 { return }
      } catch .system(ENOSPC) {
        throw .system(ENOSPC)
      } catch .system(EDQUOT) {
        throw .system(EDQUOT)
      } catch {
        // A folder that takes no new files may have one that can be written.
      }
    }
    try overwrite(target, bytes, creating: false)
  }

  /// Writes over the contents of a file, which come back if that fails.
  private static func overwrite(_ path: String, _ bytes: [UInt8], creating: Bool) throws(WritingRefused) {
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK | (creating ? O_CREAT : 0), 0o666)
    guard descriptor >= 0 else { throw .system() }
    defer { close(descriptor) }
    let before = try contents(of: descriptor)
    do throws(WritingRefused) {
      try writeAll(bytes, to: descriptor)
      guard ftruncate(descriptor, bytes.count) == 0, fsync(descriptor) == 0 else { throw .system() }
    } catch {
      // Its blocks are its own still, so that there is room.
      try? writeAll(before, to: descriptor)
      ftruncate(descriptor, before.count)
      throw error
    }
  }

  private static func contents(of descriptor: Int32) throws(WritingRefused) -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system() }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .irregular }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done, done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .system() }
      done += count
    }
    return bytes
  }

  /// Writes bytes from the start of a file.
  fileprivate static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(WritingRefused) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done, done) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw count == 0 ? .system(ENOSPC) : .system() }
      done += count
    }
  }
}

/// Why a file was not written.
private enum WritingRefused: Error, Equatable, CustomStringConvertible {
  case exists
  case irregular
  case system(Int32)

  /// What the system has just said.
  static func system() -> WritingRefused { .system(errno) }

  var description: String {
    switch self {
    case .exists: "the file exists and is kept; another name, or a final ! to replace it"
    case .irregular: "no regular file is there, so it is kept; another name is needed"
    case .system(let code): "the file cannot be written: \(String(cString: strerror(code)))"
    }
  }
}

/// Bytes on disk, in the folder where they are to be, under a name of no account. The name is the same in each folder
/// and locked while in use: what a process that was killed has left is taken away by the next.
private struct StagedFile {
  let path: String
  let descriptor: Int32

  init(beside target: String, _ bytes: [UInt8], mode: mode_t) throws(WritingRefused) {
    let folder = target.lastIndex(of: "/").map { target[...$0] } ?? ""
    path = folder + ".w2s-new"
    descriptor = try Self.locked(path, mode: mode)
    do throws(WritingRefused) {
      try UserFiles.writeAll(bytes, to: descriptor)
      guard fsync(descriptor) == 0 else { throw .system() }
    } catch {
      discard()
      throw error
    }
  }

  /// Takes the name away, if it is there still, and lets it go.
  func discard() {
    if Self.isAt(path, descriptor) { unlink(path) }
    close(descriptor)
  }

  /// A new, empty file of the name that nobody else has.
  private static func locked(_ path: String, mode: mode_t) throws(WritingRefused) -> Int32 {
    for _ in 0..<200 {
      let new = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
      if new >= 0 {
        if flock(new, LOCK_EX | LOCK_NB) == 0, isAt(path, new) { return new }
        // Another took it for a leftover before it was locked.
        close(new)
        continue
      }
      guard errno == EEXIST else { throw .system() }
      let old = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
      if old >= 0, flock(old, LOCK_EX | LOCK_NB) == 0, isAt(path, old) {
        guard unlink(path) == 0 else {
          let code = errno
          close(old)
          throw .system(code)
        }
      } else {
        usleep(10_000)
      }
      if old >= 0 { close(old) }
    }
    throw .system(EEXIST)
  }

  private static func isAt(_ path: String, _ descriptor: Int32) -> Bool {
    var (named, opened) = (stat(), stat())
    return lstat(path, &named) == 0 && fstat(descriptor, &opened) == 0 && named.st_ino == opened.st_ino
      && named.st_dev == opened.st_dev
  }
}

extension UserFiles {
  /// Does something while no other process does so in the same folder.
  /// - Throws: a complaint where another has been at it for two seconds, and what `body` throws.
  package static func alone<Value>(
    in folder: String, _ body: () throws(FileComplaint) -> Value
  ) throws(FileComplaint) -> Value {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw FileComplaint(
        file: folder, line: nil, message: "the folder cannot be opened: \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    for _ in 0..<400 {
      // Where the file system knows no locks, there is none to wait for.
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 || ![EWOULDBLOCK, EINTR].contains(errno) { return try body() }
      usleep(5_000)
    }
    throw FileComplaint(file: folder, line: nil, message: "another program keeps the folder locked")
  }
}
