#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a machine has for this process.
public struct Machine: Sendable, Hashable {
  /// Memory, in bytes: what is physically there, or what its control group may use of it.
  public var memory: Int
  /// Addresses that may still be taken, in bytes, where there is a limit (`ulimit -v`, `ulimit -d`); nil where not.
  public var addressSpace: Int?
  /// Processors that are online, ≥ 1.
  public var processors: Int

  /// A machine.
  public init(memory: Int, addressSpace: Int? = nil, processors: Int) {
    self.memory = memory
    self.addressSpace = addressSpace
    self.processors = processors
  }

  /// The one this runs on, as it is now.
  public static var current: Machine {
    let physical = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
    return Machine(
      memory: min(physical, controlGroupLimit() ?? physical), addressSpace: addressesLeft(),
      processors: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  /// Addresses that a run takes without using them: for itself and OpenBLAS, and for each thread its stack, its heap and
  /// OpenBLAS's buffer.
  private static let (addressesOfRun, addressesOfThread) = (0x1p26, 0x1p27 + 0x1p26)

  /// Refuses a run that the machine has not the memory for.
  /// - Throws: ``MachineError/memory(needed:machine:)`` for more bytes than ``memory``, and
  ///   ``MachineError/addressSpace(needed:left:)`` for more than ``addressSpace`` with what so many threads take besides.
  package func require(bytes needed: Double, threads: Int) throws(MachineError) {
    if needed > Double(memory) { throw .memory(needed: needed, machine: Double(memory)) }
    guard let addressSpace else { return }
    let addresses = needed + Self.addressesOfRun + Double(threads) * Self.addressesOfThread
    if addresses > Double(addressSpace) { throw .addressSpace(needed: addresses, left: Double(addressSpace)) }
  }
}

// MARK: What the system allows

/// What the limits of this process leave; nil where there are none.
private func addressesLeft() -> Int? {
  let fields = firstLine(of: "/proc/self/statm")?.split(separator: " ").map { Int($0) ?? 0 } ?? []
  let page = sysconf(Int32(_SC_PAGESIZE))
  let lefts = [(Int32(RLIMIT_AS.rawValue), 0), (Int32(RLIMIT_DATA.rawValue), 5)].compactMap { resource, field -> Int? in
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur < rlim_t(Int.max) else { return nil }
    return max(0, Int(limit.rlim_cur) - (fields.indices.contains(field) ? fields[field] * page : 0))
  }
  return lefts.min()
}

/// The least limit of the control groups that this process is in; nil where there is none.
private func controlGroupLimit() -> Int? {
  lines(of: "/proc/self/cgroup").compactMap { line -> Int? in
    let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    if parts[0] == "0" { return limit(from: parts[2], under: "/sys/fs/cgroup", file: "memory.max") }
    guard parts[1].split(separator: ",").contains("memory") else { return nil }
    return limit(from: parts[2], under: "/sys/fs/cgroup/memory", file: "memory.limit_in_bytes")
  }.min()
}

/// The least limit of a group and those it is in; a group that cannot be seen from here has none.
private func limit(from group: Substring, under root: String, file: String) -> Int? {
  var names = group.split(separator: "/")
  var least: Int?
  while true {
    let path = ([root] + names.map(String.init) + [file]).joined(separator: "/")
    if let bytes = firstLine(of: path).flatMap({ Int($0) }) { least = min(least ?? bytes, bytes) }
    if names.isEmpty { return least }
    names.removeLast()
  }
}

private func firstLine(of path: String) -> Substring? { lines(of: path).first }

private func lines(of path: String) -> [Substring] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return [] }
  defer { close(descriptor) }
  var bytes = [UInt8](repeating: 0, count: 1 << 14)
  let count = read(descriptor, &bytes, bytes.count)
  return String(decoding: bytes[..<max(0, count)], as: UTF8.self).split(separator: "\n")
}
