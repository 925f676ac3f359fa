#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a machine has.
public struct Machine: Sendable, Hashable {
  /// Physical memory, in bytes.
  public var memory: Int
  /// Processors that are online, ≥ 1.
  public var processors: Int

  /// A machine.
  public init(memory: Int, processors: Int) {
    self.memory = memory
    self.processors = processors
  }

  /// The one this runs on, as it is now.
  public static var current: Machine {
    Machine(
      memory: sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE)),
      processors: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  /// Refuses what the machine has not the memory for.
  /// - Throws: ``MachineError/memory(needed:machine:)`` for more bytes than ``memory``.
  package func require(bytes needed: Double) throws(MachineError) {
    if needed > Double(memory) { throw .memory(needed: needed, machine: Double(memory)) }
  }
}
