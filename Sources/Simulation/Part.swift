import Sampling

/// The random streams of a trial.
enum Part: UInt64 {
  case teacher, direction, student, frame, labels
}

extension Generator {
  /// The start of another part of the same trial.
  func part(_ part: Part) -> Generator { self.part(part.rawValue) }
}
