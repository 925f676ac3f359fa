import Sampling
import Theory

/// Why a simulation was refused or failed.
public enum SimulationError: Error, Sendable, CustomStringConvertible {
  /// A size that is no count from 1 to 10¹², or that a ratio would make one; the value as a text.
  case size(name: String, value: String)
  /// A parameter outside its range, with the value.
  case parameter(OutOfRange)
  /// A list that must hold something is empty: `lambda_t`, `lambda_s` or `panels`.
  case empty(name: String)
  /// Fewer than one trial, or more than a thousand million; the number.
  case trials(Int)
  /// A first trial below 0, or beyond a thousand million; the number.
  case firstTrial(Int)
  /// In one dimension every direction is ±β⋆, so no direction has a cosine strictly between 0 and 1 with it.
  case direction(zeta: Double)
  /// A fit of the dense engine with more unknowns than 32-bit LAPACK can decompose, 32 000; the number.
  case order(Int)
  /// A generation, counted from 1, that mixes true labels with a model's: the law engine draws no labels.
  case mixedLabels(generation: Int)
  /// A count of coordinates or samples that is no whole number, which data cannot have; the value.
  case fraction(name: String, value: Double)
  /// A fit whose largest eigenvalue is more times its smallest, or its penalty, than doubles can resolve; the number.
  case spread(Double)
  /// The machine has not what the simulation needs: memory, a thread, OpenBLAS, or an eigensolver that converges.
  case machine(MachineError)

  /// One line that names the value and what is accepted.
  public var description: String {
    switch self {
    case .size(let name, let value): "\(name) = \(value) is out of range: \(Counts.accepted(Counts.sizes)) is accepted"
    case .parameter(let range): range.description
    case .empty(let name): "\(name) is empty: at least one value is needed"
    case .firstTrial(let number):
      "first_trial = \(number) is out of range: \(Counts.accepted(0...Counts.trials.upperBound)) is accepted"
    case .trials(let count):
      "trials = \(count) is out of range: \(Counts.accepted(Counts.trials)) is accepted"
    case .direction(let zeta):
      "zeta = \(zeta) is impossible in one dimension, where every direction is ±β⋆: 0 or 1 is accepted"
    case .order(let order):
      "the dense engine cannot decompose a matrix of order \(order): at most \(DenseTrial.largestOrder) is accepted"
    case .mixedLabels(let generation):
      "generation \(generation) mixes true labels with a model's: the dense engine is accepted"
    case .fraction(let name, let value): "\(name) = \(value) is no count: \(Counts.accepted(Counts.sizes)) is accepted"
    case .spread(let spread):
      "a fit cannot be simulated whose largest eigenvalue is \(spread) times its smallest, or λ: at most "
        + "\(SpectralPlan.widestSpread) times is accepted"
    case .machine(let error): error.description
    }
  }
}
