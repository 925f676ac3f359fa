// The files of a sweep in its results folder.
//
//     shard-3-of-8.1f0e2d3c4b5a.w2s                   a finished shard
//     shard-3-of-8.1f0e2d3c4b5a.node7.4711-9f3a.part  one at work, or cut off: of one process, which may be an orphan's
//     shard-3-of-8.1f0e2d3c4b5a.failed                why one failed, until it is run again
//
// The digits are the manifest's hash.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What is in a results folder.
struct SweepFolder: Sendable {
  let path: String
  /// Finished shards, by the name of the file.
  private(set) var finished: [Shard: String] = [:]
  /// Unfinished ones, by the names of the files.
  private(set) var partial: [Shard: [String]] = [:]
  /// Failures, by the name of the file.
  private(set) var failed: [Shard: String] = [:]

  private struct Name {
    let shard: Shard
    let hash: Substring
    let rest: Substring

    /// The parts of a file's name; nil where it is no shard's.
    init?(_ name: String) {
      guard let match = name.wholeMatch(of: /shard-([0-9]{1,7})-of-([0-9]{1,7})\.([0-9a-f]{12})\.(.+)/),
        let number = Int(match.1), let count = Int(match.2), let shard = try? Shard(number, of: count)
      else { return nil }
      (self.shard, hash, rest) = (shard, match.3, match.4)
    }
  }

  /// Looks what is in a folder; nothing is where there is no folder.
  /// - Throws: ``SweepError/data(_:)`` where it cannot be read, and where shards of another manifest are in it.
  init(_ path: String, of manifest: Manifest) throws(SweepError) {
    self.path = path
    guard let folder = opendir(path) else {
      if errno == ENOENT || errno == ENOTDIR { return }
      throw .data("\(path): the folder cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let file = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      guard let name = Name(file) else { continue }
      if name.hash != manifest.shortHash {
        throw .data(
          "\(path): the folder holds shards of another manifest, \(name.hash), not of \(manifest.shortHash), such as "
            + "'\(file)': give another folder, or the manifest they are of")
      }
      switch name.rest {
      case "w2s": finished[name.shard] = file
      case "failed": failed[name.shard] = file
      case _ where name.rest.hasSuffix(".part"): partial[name.shard, default: []].append(file)
      default: break
      }
    }
    for shard in partial.keys { partial[shard]?.sort() }
  }

  /// Makes a folder and those it is in, where they are not there.
  /// - Throws: ``SweepError/writing(_:)``.
  static func make(_ path: String) throws(SweepError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
      if mkdir(made, 0o777) != 0, errno != EEXIST, errno != EISDIR {
        // One that is there may be in another that refuses.
        var status = stat()
        let reason = String(cString: strerror(errno))
        guard stat(made, &status) == 0 else { throw .writing("\(path): the folder cannot be made: \(reason)") }
      }
    }
  }

  private func stem(_ shard: Shard, _ manifest: Manifest) -> String {
    "\(path)/shard-\(shard.number)-of-\(shard.count).\(manifest.shortHash)"
  }

  /// Where a finished shard is to be.
  func finishedPath(_ shard: Shard, _ manifest: Manifest) -> String { stem(shard, manifest) + ".w2s" }

  /// Where it is to be said that a shard failed.
  func failedPath(_ shard: Shard, _ manifest: Manifest) -> String { stem(shard, manifest) + ".failed" }

  /// A name for an unfinished shard that no other process has.
  func newPartialPath(_ shard: Shard, _ manifest: Manifest) -> String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let nonce = String(UInt64(truncatingIfNeeded: time.tv_sec * 1_000_000_000 + time.tv_nsec), radix: 16)
    return stem(shard, manifest) + ".\(Self.host).\(getpid())-\(nonce).part"
  }

  /// The name of this machine, as far as it may stand in a file's.
  private static var host: String {
    var name = utsname()
    guard uname(&name) == 0 else { return "host" }
    let text = withUnsafeBytes(of: &name.nodename) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    let plain = text.prefix(64).filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    return plain.isEmpty ? "host" : plain
  }

  /// Whether a process of this machine is writing a file: where it is another machine's, its lock says nothing.
  static func isLocked(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }

  /// Whether nobody can be writing an unfinished shard any more: its process was of this machine and has let go of it.
  static func isLeft(_ path: String) -> Bool { isOfThisMachine(path) && !isLocked(path) }

  /// Takes an unfinished shard away that nobody can be writing any more. It is locked meanwhile: whoever has just made it
  /// waits for that, and then sees that it has gone.
  static func removeIfLeft(_ path: String) {
    guard isOfThisMachine(path) else { return }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
  }

  private static func isOfThisMachine(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return name.split(separator: ".").dropLast(2).last.map { $0 == host } == true
  }
}
