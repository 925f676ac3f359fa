// The six parameters on the command line, spelt the same by every subcommand.

import ArgumentParser
import Canvas
import Figures
import Sampling
import Simulation
import Theory

/// `--lambda-t` … `--zeta`, or sizes in place of the aspect ratios. What is not given comes from Figure 1 left.
struct RegimeOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "Teacher's ridge penalty λt ≥ 0.", transform: reading(.lambdaT))
  var lambdaT: Double?
  @Option(parsing: .unconditional, help: "Student's ridge penalty λs ≥ 0.", transform: reading(.lambdaS))
  var lambdaS: Double?
  @Option(parsing: .unconditional, help: "γt = d / nt > 0.", transform: reading(.gammaT))
  var gammaT: Double?
  @Option(parsing: .unconditional, help: "γs = d / ns > 0.", transform: reading(.gammaS))
  var gammaS: Double?
  @Option(parsing: .unconditional, help: "Label-noise standard deviation σε ≥ 0.", transform: reading(.sigma))
  var sigma: Double?
  @Option(
    parsing: .unconditional, help: "Cosine ζ ∈ [0, 1] of the student's learned direction and the target.",
    transform: reading(.zeta))
  var zeta: Double?
  @Option(
    parsing: .unconditional, help: "Dimension d, with sample sizes in place of γt and γs.",
    transform: readingCount(Counts.sizes))
  var dimension: Int?
  @Option(parsing: .unconditional, help: "Teacher's samples nt, in place of γt.", transform: readingCount(Counts.sizes))
  var teacherSamples: Int?
  @Option(parsing: .unconditional, help: "Student's samples ns, in place of γs.", transform: readingCount(Counts.sizes))
  var studentSamples: Int?

  @Option(help: "The student: \(SpectralFilter.allCases.map(\.rawValue).joined(separator: ", ")).")
  var student: SpectralFilter?

  func validate() throws {
    if gammaT != nil && teacherSamples != nil {
      throw ValidationError("give --gamma-t or --teacher-samples, not both")
    }
    if gammaS != nil && studentSamples != nil {
      throw ValidationError("give --gamma-s or --student-samples, not both")
    }
    if dimension == nil, let samples = teacherSamples ?? studentSamples {
      throw ValidationError(
        "--teacher-samples and --student-samples need --dimension (got \(samples) samples and no d)")
    }
  }

  /// Refuses a dimension that no sample size makes an aspect ratio of, where only the ratios matter.
  func requireRatios() throws {
    if dimension != nil && teacherSamples == nil && studentSamples == nil {
      throw ValidationError("--dimension needs --teacher-samples or --student-samples to make an aspect ratio")
    }
  }

  /// The parameters given, sizes made ratios.
  private var values: [(Parameter, Double)] {
    let ratio = { (samples: Int?) -> Double? in
      guard let dimension, let samples else { return nil }
      return Sizes.aspectRatio(dimension: dimension, samples: samples)
    }
    let given: [(Parameter, Double?)] = [
      (.lambdaT, lambdaT), (.lambdaS, lambdaS), (.gammaT, gammaT ?? ratio(teacherSamples)),
      (.gammaS, gammaS ?? ratio(studentSamples)), (.sigma, sigma), (.zeta, zeta),
    ]
    return given.compactMap { parameter, value in value.map { (parameter, $0) } }
  }

  /// The regime the options describe, over `base`.
  func regime(over base: Regime = Preset.all[0].regime) -> Regime {
    values.reduce(student.map(base.with) ?? base) { $0.with($1.0, $1.1) }
  }

  /// What is given, by the names of the explorer's settings.
  var given: [String: String] {
    var given = Dictionary(uniqueKeysWithValues: values.map { ($0.0.optionName, "\($0.1)") })
    given["dimension"] = dimension.map { "\($0)" }
    given["student"] = student?.rawValue
    return given
  }
}

/// Reads a parameter's value, a number or a ratio of two, and says what is accepted where it cannot.
func reading(_ parameter: Parameter) -> @Sendable (String) throws -> Double {
  { text in
    guard let value = typedNumber(text), parameter.accepts(value) else {
      throw ValidationError("\(parameter.symbol) is \(parameter.accepted)")
    }
    return value
  }
}

/// Reads a count, and says what is accepted where it cannot.
func readingCount(_ range: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
  { text in
    guard let value = Int(text), range.contains(value) else {
      throw ValidationError("\(Counts.accepted(range)) is accepted")
    }
    return value
  }
}

extension SpectralFilter: ExpressibleByArgument {}
