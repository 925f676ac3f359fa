// Files of words, as a shard is written and read.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What the system has just said.
private func systemReason() -> String { String(cString: strerror(errno)) }

/// An open file, closed when nobody has it any more.
private final class Descriptor {
  let number: Int32

  /// nil where it cannot be opened.
  init?(_ path: String, _ flags: Int32) {
    number = open(path, flags | O_CLOEXEC, 0o666)
    if number < 0 { return nil }
  }

  deinit { if number >= 0 { close(number) } }
}

/// A shard that is being read from its beginning.
struct ShardReader {
  /// The file, as a complaint names it.
  let path: String
  /// Its layout.
  let format: ShardFormat
  private let descriptor: Descriptor
  private var buffer: [UInt64] = []
  private var at = 0
  /// The first unit not read yet.
  private(set) var unit: Int

  /// Opens a file, whole or not, and reads its header.
  /// - Throws: ``SweepError/data(_:)`` where there is none, or it is another's.
  init(_ path: String, of manifest: Manifest) throws(SweepError) {
    self.path = path
    guard let descriptor = Descriptor(path, O_RDONLY) else {
      throw .data("\(path): the shard cannot be read: \(systemReason())")
    }
    var words = [UInt64](repeating: 0, count: ShardFormat.headerWords)
    let count = Self.read(descriptor.number, &words)
    do throws(ShardFormat.Fault) {
      format = try ShardFormat(reading: Array(words.prefix(count)), for: manifest)
    } catch {
      switch error {
      case .foreign: throw .data("\(path): the shard is of another manifest, not of \(manifest.shortHash)")
      case .corrupt: throw .data("\(path): the shard is corrupt: its header is damaged; remove it and run it again")
      }
    }
    self.descriptor = descriptor
    unit = format.range.lowerBound
  }

  /// Its length in bytes.
  var size: Int {
    var status = stat()
    return fstat(descriptor.number, &status) == 0 ? Int(status.st_size) : 0
  }

  /// The next block: its units and the bits of their numbers; nil where there is none that is whole.
  mutating func next() -> (units: Range<Int>, values: ArraySlice<UInt64>)? {
    guard unit < format.range.upperBound else { return nil }
    let units = format.units(from: unit)
    guard let words = take(3 + format.width * units.count), format.isBlock(words, of: units) else { return nil }
    unit = units.upperBound
    return (units, words[2..<(words.count - 1)])
  }

  /// Whether every block has been read and the end follows.
  mutating func isAtEnd() -> Bool {
    unit == format.range.upperBound && take(ShardFormat.footerWords) == format.footer && size == format.size
  }

  /// Whether the words of the end stand where they are to.
  var hasFooter: Bool {
    var words = [UInt64](repeating: 0, count: ShardFormat.footerWords)
    let offset = format.offset(of: format.range.upperBound)
    let count = words.withUnsafeMutableBytes { pread(descriptor.number, $0.baseAddress, $0.count, offset) }
    return count == 8 * words.count && words.map(UInt64.init(littleEndian:)) == format.footer
  }

  /// That the file is not whole.
  func fault() -> SweepError {
    let what =
      size < format.size
      ? "it is cut off: \(size) of \(format.size) bytes are there" : "the trials from \(unit) on are damaged"
    return .data("\(path): shard \(format.shard) is corrupt: \(what); remove it and run it again")
  }

  private mutating func take(_ count: Int) -> [UInt64]? {
    if buffer.count - at < count {
      buffer.removeFirst(at)
      at = 0
      var more = [UInt64](repeating: 0, count: max(count, 1 << 15))
      let got = Self.read(descriptor.number, &more)
      buffer += more.prefix(got)
    }
    guard buffer.count - at >= count else { return nil }
    defer { at += count }
    return Array(buffer[at..<(at + count)])
  }

  /// Fills words from a file, as far as it goes.
  /// - Returns: how many whole words there were.
  private static func read(_ descriptor: Int32, _ words: inout [UInt64]) -> Int {
    let bytes = words.withUnsafeMutableBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = Glibc.read(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        if count < 0 && errno == EINTR { continue }
        if count <= 0 { break }
        done += count
      }
      return done
    }
    for i in words.indices { words[i] = UInt64(littleEndian: words[i]) }
    return bytes / 8
  }
}

/// A shard that is being written, under a name of this process alone. Other processes on this machine see by its lock that
/// it is at work.
struct ShardWriter {
  let path: String
  let format: ShardFormat
  private let descriptor: Descriptor
  /// The first unit not written yet.
  private(set) var unit: Int

  /// A new file with a header.
  /// - Throws: ``SweepError/writing(_:)``.
  init(_ path: String, _ format: ShardFormat) throws(SweepError) {
    (self.path, self.format, unit) = (path, format, format.range.lowerBound)
    while true {
      guard let descriptor = Descriptor(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW) else {
        throw .writing("\(path): the shard cannot be written: \(systemReason())")
      }
      flock(descriptor.number, LOCK_EX)
      // Before it was locked, another process may have taken it for a leftover.
      var (named, opened) = (stat(), stat())
      guard lstat(path, &named) == 0, fstat(descriptor.number, &opened) == 0, named.st_ino == opened.st_ino else {
        continue
      }
      self.descriptor = descriptor
      break
    }
    try write(format.header, at: 0)
  }

  /// Adds the next block.
  mutating func add(_ values: [UInt64]) throws(SweepError) {
    let units = format.units(from: unit)
    precondition(values.count == format.width * units.count, "a block has as many numbers for each of its units")
    try write(format.words(of: units, values), at: format.offset(of: unit))
    unit = units.upperBound
  }

  /// Adds the end, and sees to it that all of it is on the disk.
  func finish() throws(SweepError) {
    precondition(unit == format.range.upperBound, "a shard ends with its last unit")
    try write(format.footer, at: format.offset(of: unit))
    try save()
  }

  /// Sees to it that what is written is on the disk.
  func save() throws(SweepError) {
    if fsync(descriptor.number) != 0 { throw .writing("\(path): the shard cannot be written: \(systemReason())") }
  }

  private func write(_ words: [UInt64], at offset: Int) throws(SweepError) {
    let isWritten = words.map(\.littleEndian).withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let count = pwrite(descriptor.number, bytes.baseAddress.map { $0 + done }, bytes.count - done, offset + done)
        if count < 0 && errno == EINTR { continue }
        if count <= 0 {
          if count == 0 { errno = ENOSPC }
          return false
        }
        done += count
      }
      return true
    }
    if !isWritten {
      throw .writing("\(path): the shard cannot be written: \(systemReason()); what is whole of it is kept")
    }
  }
}
