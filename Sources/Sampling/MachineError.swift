/// What the machine could not give to a simulation.
public enum MachineError: Error, Sendable, Hashable, CustomStringConvertible {
  /// More memory than the machine has, both in bytes.
  case memory(needed: Double, machine: Double)
  /// More addresses than a limit leaves, both in bytes.
  case addressSpace(needed: Double, left: Double)
  /// Memory ran out.
  case exhausted
  /// The system refused a thread, with this `errno`.
  case thread(code: Int)
  /// OpenBLAS cannot be loaded, and why.
  case library(reason: String)
  /// LAPACK's eigensolver gave up with this `info`.
  case eigensolver(info: Int)

  /// One line that says what was needed.
  public var description: String {
    switch self {
    case .memory(let needed, let machine):
      "the simulation needs \(gibibytes(needed)) of memory and the machine has \(gibibytes(machine))"
    case .addressSpace(let needed, let left):
      "the simulation needs \(gibibytes(needed)) of addresses and the limit (ulimit -v) leaves \(gibibytes(left)); "
        + "fewer threads need less"
    case .exhausted: "memory ran out in the midst of the simulation"
    case .thread(let code): "a thread could not be started (error \(code))"
    case .library(let reason):
      reason.contains("cannot open shared object file: No such file")
        ? "OpenBLAS is not installed: libopenblas0 is needed to simulate" : "OpenBLAS cannot be loaded: \(reason)"
    case .eigensolver(let info): "the symmetric eigensolver failed (info \(info))"
    }
  }
}

/// A number of bytes in GiB, with one decimal.
private func gibibytes(_ bytes: Double) -> String { "\((bytes / 0x1p30 * 10).rounded() / 10) GiB" }
