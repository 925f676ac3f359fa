import Sampling
import Theory

/// Why a nonlinear experiment was refused or failed.
public enum FeatureError: Error, Sendable, CustomStringConvertible {
  /// The theory does not cover the choice of functions, or a number is out of range.
  case assumption(AssumptionBroken)
  /// A count outside its range, with what it is of and what is accepted.
  case count(name: String, value: Int, accepted: String)
  /// A number of the probes outside its range, with what it is of and what is accepted.
  case probes(name: String, value: Double, accepted: String)
  /// The machine has not what the experiment needs: memory, a thread, OpenBLAS, or an eigensolver that converges.
  case machine(MachineError)

  /// One line that names the value and what is accepted.
  public var description: String {
    switch self {
    case .assumption(let broken): broken.description
    case .count(let name, let value, let accepted): "\(name) = \(value) is out of range: \(accepted) is accepted"
    case .probes(let name, let value, let accepted): "\(name) = \(value) is out of range: \(accepted) is accepted"
    case .machine(let error): error.description
    }
  }
}

extension FeaturePlan {
  private static let largestSize = 100_000_000
  private static let largestMatrix = 30_000

  /// Checks every value, and that a machine has the memory for so many threads, ≥ 1.
  /// - Throws: ``FeatureError/count(name:value:accepted:)``, ``FeatureError/assumption(_:)``,
  ///   ``FeatureError/probes(name:value:accepted:)`` or ``FeatureError/machine(_:)`` for the first that is refused.
  public func validate(threads: Int = 1, machine: Machine = .current) throws(FeatureError) {
    for (name, size, least) in setting.sizes.named {
      let most = name.hasSuffix("samples") ? Self.largestSize : Self.largestMatrix
      if size < least || size > most {
        throw .count(name: name, value: size, accepted: "a whole number from \(least) to \(most)")
      }
    }
    do { try setting.regime.validate() } catch { throw .assumption(error) }
    if rungs < 1 || setting.sizes.dimension >> (min(rungs, 62) - 1) < 2 {
      throw .count(
        name: "ladder", value: rungs, accepted: "a whole number ≥ 1 whose smallest dimension d/2^(n−1) is at least 2")
    }
    if !Counts.trials.contains(trials) {
      throw .count(name: "trials", value: trials, accepted: Counts.accepted(Counts.trials))
    }
    if !(1...1_000_000).contains(studentSteps) {
      throw .count(name: "forgetting", value: studentSteps, accepted: "a whole number from 1 to 1000000")
    }
    if let probes {
      for ratio in probes.sampleRatios where !(ratio > 0 && ratio <= 10_000) {
        throw .probes(name: "m/d", value: ratio, accepted: "a number above 0, at most 10000,")
      }
      for exponent in probes.exponents where !(exponent >= 0 && exponent <= 1) {
        throw .probes(name: "α of τ = d^α", value: exponent, accepted: "a number from 0 to 1")
      }
      if probes.sampleRatios.isEmpty { throw .count(name: "numbers of m/d", value: 0, accepted: "at least one") }
      if probes.testSamples < 2 {
        throw .count(name: "test samples", value: probes.testSamples, accepted: "a whole number ≥ 2")
      }
    }
    do { try machine.require(bytes: bytes(threads: threads), threads: min(threads, trials * rungs)) } catch {
      throw .machine(error)
    }
  }
}
