#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What the machine has.
public enum Machine {
  /// Bytes of physical memory.
  public static var memory: Int { sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE)) }
  /// Processors that are online, ≥ 1.
  public static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Refuses what the machine has not the memory for.
  /// - Throws: ``MachineError/memory(needed:machine:)`` for more bytes than ``memory``.
  package static func require(bytes needed: Double) throws(MachineError) {
    let machine = Double(memory)
    if needed > machine { throw .memory(needed: needed, machine: machine) }
  }
}
