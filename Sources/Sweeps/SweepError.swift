/// Why a sweep, or a step of one, was refused or failed.
public enum SweepError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was asked for is not accepted.
  case misuse(String)
  /// A shard, a manifest or another file is corrupt, foreign or missing.
  case data(String)
  /// A file or a folder cannot be written.
  case writing(String)
  /// The machine has not what a simulation needs, or one failed.
  case machine(String)

  /// One line that names the value or the file, and what is accepted.
  public var description: String {
    switch self {
    case .misuse(let message), .data(let message), .writing(let message), .machine(let message): message
    }
  }
}
