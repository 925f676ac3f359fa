import ArgumentParser
import Canvas
import Export
import Figures
import Preferences
import Sampling
import Simulation
import Theory

/// Teacher and student on inputs that are not isotropic, or of which they see different parts.
struct Spectrum: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spectrum", _superCommandName: "w2s",
    abstract: "Check a teacher and a student on inputs of any covariance.",
    discussion: """
      SPEC is flat, power:A or power:A:R for eigenvalues that fall as j^-A and squares of the signal that fall as j^-R, scaled \
      to a mean eigenvalue of 1 and labels of variance 1, or a file of CSV, taken as it stands: a coordinate a row, with the \
      columns eigenvalue and signal, the target's coordinate in the eigenbasis, and student_eigenvalue where the student's \
      inputs have others. Errors are measured on the teacher's inputs. With SPEC flat, --overlap has teacher and student see \
      different coordinates, and --subspace gives the student a subspace it has learned before.

      What is printed are deterministic equivalents; --simulate draws data and fits them, and compares.

      EXAMPLES
        w2s spectrum power:1.5 --lambda-t 0.001
        w2s spectrum power:1.2:0.5 --student-samples 150 --simulate --trials 50
        w2s spectrum power:1.5:1 --student-spectrum power:0.8 --best --json
        w2s spectrum mine.csv --csv
        w2s spectrum flat --overlap 0.8:0.3:0.2:0.9:0.95:0.85 --best
        w2s spectrum flat --subspace 0.3:0.9 --lambda-s 0.5
      """)

  @Argument(help: "\(SpectrumSpec.accepted).", completion: .file(), transform: readingSpectrum) var spec: SpectrumSpec
  @Option(
    parsing: .unconditional, help: "Dimension d of flat and power; 500 unless given.",
    transform: readingCount(1...Covariance.most))
  var dimension: Int?
  @Option(
    parsing: .unconditional, help: "Teacher's samples nt; 4 d unless given.", transform: readingCount(Counts.sizes))
  var teacherSamples: Int?
  @Option(
    parsing: .unconditional, help: "Student's samples ns; 4 d unless given.", transform: readingCount(Counts.sizes))
  var studentSamples: Int?
  @Option(parsing: .unconditional, help: "Teacher's ridge penalty λt ≥ 0.", transform: reading(.lambdaT))
  var lambdaT = 0.05
  @Option(parsing: .unconditional, help: "Student's ridge penalty λs ≥ 0.", transform: reading(.lambdaS))
  var lambdaS = 0.1
  @Option(parsing: .unconditional, help: "Label-noise standard deviation σε ≥ 0.", transform: reading(.sigma))
  var sigma = 1.0
  @Option(
    parsing: .unconditional,
    help: "What the student's inputs have for eigenvalues, in the same basis: flat, power:A, or a file.",
    completion: .file(), transform: readingSpectrum)
  var studentSpectrum: SpectrumSpec?
  @Option(
    parsing: .unconditional,
    help:
      "Shares of the coordinates that teacher, student and both see, and of the signal: 0.8:0.3:0.2[:0.9:0.95:0.85].",
    transform: readingOverlap)
  var overlap: OverlapArgument?
  @Option(
    parsing: .unconditional,
    help: "A subspace the student has learned: its share of the dimensions, ζ, and what it costs: 0.3:0.9[:0.001].",
    transform: readingSubspace)
  var subspace: SubspaceArgument?
  @Option(
    name: .customLong("repeat"), parsing: .unconditional,
    help: "Generations in all, each after the student trained on the one before as the student is.",
    transform: readingCount(2...GenerationChain.most))
  var count = 2
  @Flag(help: "Give the student the best λs for its teacher, and those after it theirs.") var best = false
  @Flag(help: "Simulate it too, and compare.") var simulate = false
  @OptionGroup var options: TrialOptions
  @Flag(help: "Print one JSON object.") var json = false
  @Flag(help: "Print CSV, a row a coordinate.") var csv = false
  @Flag(help: "Print SVG: what each fit keeps of every direction.") var svg = false

  func validate() throws {
    if [json, csv, svg].count(where: { $0 }) > 1 { throw ValidationError("give one of --json, --csv and --svg") }
    let features = [("--overlap", overlap != nil), ("--subspace", subspace != nil)].filter(\.1).map(\.0)
    if features.count > 1 { throw ValidationError("give --overlap or --subspace, not both") }
    guard let option = features.first else { return }
    if spec != .law(exponent: 0, signal: 0) {
      throw ValidationError("\(option) is of isotropic inputs: the spectrum is flat, not \(spec.argument)")
    }
    if studentSpectrum != nil {
      throw ValidationError("\(option) is of isotropic inputs: give no --student-spectrum")
    }
  }

  func run() throws {
    var (chain, name) = try pair()
    var generations = chain.generations
    if let last = generations.last { while generations.count < count { generations.append(last) } }
    chain = SpectralChain(chain.covariance, sigma: sigma, generations)
    if best { chain = chain.withBestPenalties(from: 1) }
    let report = PopulationReport(name, chain, simulate ? try options.simulate(chain) : nil)
    if json {
      var record = named
      record.append(contentsOf: report.record)
      try write(record.json() + "\n")
    } else if csv {
      try write(report.rows.first.map { $0.csvHeader + "\n" } ?? "")
      for row in report.rows { try write(row.csvRow + "\n") }
    } else if svg {
      try write(report.chart.svg)
    } else {
      try say(report.text + "\n")
    }
  }

  /// What was asked for.
  private var named: Record {
    let text = { (argument: String?) -> Field in argument.map { .text($0) } ?? .null }
    return Record([
      "spectrum": .text(spec.argument), "student_spectrum": text(studentSpectrum?.argument),
      "overlap": text(overlap?.argument), "subspace": text(subspace?.argument),
    ])
  }

  /// Teacher and student, and what they are in words.
  private func pair() throws -> (SpectralChain, name: String) {
    if case .file(let path) = spec {
      if dimension != nil { throw ValidationError("--dimension is of flat and power; a file has its own") }
      let file = try TableInput.population(path, requiring: ["eigenvalue", "signal"])
      guard let covariance = file.covariance else { throw ValidationError("\(path): a signal is missing") }
      if studentSpectrum != nil, file.studentEigenvalues != nil {
        throw ValidationError("\(path) has a column student_eigenvalue: give no --student-spectrum")
      }
      let d = covariance.eigenvalues.count
      let (inputs, shift) = try student(dimension: d)
      let own = file.studentEigenvalues.map { _ in " and a student whose inputs have other eigenvalues" } ?? ""
      return (
        chain(covariance, file.studentEigenvalues ?? inputs), "the eigenvalues of \(path) (d = \(d))" + own + shift
      )
    }
    let d = dimension ?? 500
    do throws(SettingComplaint) {
      if let overlap { return try overlap.chain(regime(d), dimension: d) }
      if let subspace { return try subspace.chain(regime(d), dimension: d) }
    } catch {
      throw ValidationError("\(error)")
    }
    let (inputs, shift) = try student(dimension: d)
    let covariance = spec.covariance(dimension: d) ?? .flat(dimension: d)
    return (chain(covariance, inputs), "\(spec.inWords) (d = \(d))" + shift)
  }

  private func chain(_ covariance: Covariance, _ inputs: [Double]?) -> SpectralChain {
    let d = covariance.eigenvalues.count
    return SpectralChain(
      covariance, sigma: sigma,
      [
        SpectralGeneration(lambda: lambdaT, samples: Double(teacherSamples ?? 4 * d)),
        SpectralGeneration(lambda: lambdaS, samples: Double(studentSamples ?? 4 * d), inputs: inputs),
      ])
  }

  private func regime(_ dimension: Int) -> Regime {
    let ratio = { Sizes.aspectRatio(dimension: dimension, samples: $0 ?? 4 * dimension) }
    return Regime(
      lambdaT: lambdaT, lambdaS: lambdaS, gammaT: ratio(teacherSamples), gammaS: ratio(studentSamples), sigma: sigma)
  }

  /// The eigenvalues of the student's inputs where they are others, and that in words.
  private func student(dimension: Int) throws -> ([Double]?, String) {
    switch studentSpectrum {
    case nil: return (nil, "")
    case .file(let path)?:
      let file = try TableInput.population(path, requiring: ["eigenvalue"])
      guard file.eigenvalues.count == dimension else {
        throw ValidationError(
          "\(path) has \(file.eigenvalues.count) eigenvalues: \(dimension) are needed, as many as the teacher's")
      }
      return (file.eigenvalues, " and a student whose inputs have those of \(inWords(path))")
    case .law(let exponent, let signal)?:
      if signal != 0 {
        throw ValidationError("--student-spectrum has no signal of its own: power:\(exponent) is accepted")
      }
      return (
        Covariance.powerLawEigenvalues(exponent, dimension: dimension),
        " and a student whose inputs have \(SpectrumSpec.law(exponent: exponent, signal: 0).eigenvaluesInWords)"
      )
    }
  }

  private func inWords(_ path: String) -> String { path == "-" ? "standard input" : path }
}

/// Reads what a spectrum is.
@Sendable func readingSpectrum(_ text: String) throws -> SpectrumSpec {
  do throws(SettingComplaint) { return try SpectrumSpec(argument: text) } catch {
    throw ValidationError(error.accepted)
  }
}

/// Reads what teacher and student see.
@Sendable func readingOverlap(_ text: String) throws -> OverlapArgument {
  do throws(SettingComplaint) { return try OverlapArgument(argument: text) } catch {
    throw ValidationError(error.accepted)
  }
}

/// Reads what a student has learned.
@Sendable func readingSubspace(_ text: String) throws -> SubspaceArgument {
  do throws(SettingComplaint) { return try SubspaceArgument(argument: text) } catch {
    throw ValidationError(error.accepted)
  }
}
