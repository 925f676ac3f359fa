// Covariances as a hand may leave them, and what follows of any that are accepted.

import Export
import Figures
import RandomSupport
import Theory

/// Names of laws, files of eigenvalues, and teacher and student under what is accepted: nothing undefined, no error below the
/// noise, no penalty better than the best.
func fuzzSpectra(_ random: inout SplitMix64) -> String? {
  let text = random.text(["flat", "power", ":", "power:", "1.5", "-5", "5", "power:1:", "e"])
  if let spec = try? SpectrumSpec(argument: text) {
    if (try? SpectrumSpec(argument: spec.argument)) != spec { return "'\(text)' is \(spec)" }
    if spec.covariance(dimension: 1 + random.below(5))?.signalVariance.isFinite == false { return "\(spec)" }
  }
  let numbers = ["0", "-1", "1e30", "1e-30", "1e31", "nan", "\n1,1,1\n1,1,1\n", "1/3", ",", "\n", "\"", "\u{FEFF}"]
  let start = "eigenvalue,signal,student_eigenvalue\n1,0.5,2\n0.5,-0.25,0.3\n1e-30,1e30,0\n1e30,1,1\n"
  let bytes = mutated(Array(start.utf8), with: numbers, using: &random)
  let lines = bytes.count { $0 == UInt8(ascii: "\n") } + 1
  var rest = bytes[...]
  let file: PopulationFile
  do {
    file = try PopulationFile(requiring: ["eigenvalue"]) {
      defer { rest = rest.dropFirst(30) }
      return Array(rest.prefix(30))
    }
  } catch let complaint as CSVComplaint {
    return complaint.line < 1 || complaint.line > lines ? "\(complaint)" : nil
  } catch {
    return "\(error)"
  }
  let covariance =
    file.covariance ?? Covariance(eigenvalues: file.eigenvalues, energies: file.eigenvalues.map { _ in 1 })
  let samples = { (random: inout SplitMix64) in Double(random.happens(70) ? 1 + random.below(8) : 1_000_000_000_000) }
  let lambda = { (random: inout SplitMix64) in
    random.pick([0, 1e-30, 1e30, 0.1, Double(sign: .plus, exponent: random.below(180) - 90, significand: 1)])
  }
  let chain = SpectralChain(
    covariance, sigma: random.pick([0, 1, 1e-30, 1e30]),
    [
      SpectralGeneration(lambda: lambda(&random), samples: samples(&random)),
      SpectralGeneration(
        lambda: lambda(&random), samples: samples(&random),
        inputs: random.happens(50) ? file.studentEigenvalues : nil),
    ])
  let report = PopulationReport("fuzz", chain)
  let values = [report.gap, report.best.gap, report.best.lambdaS] + chain.errors
  if values.contains(where: \.isNaN) || report.text.contains("undefined") { return "\(values) of \(chain)" }
  if chain.errors.contains(where: { $0 < chain.sigma * chain.sigma }) { return "\(chain.errors) of \(chain)" }
  let scale = chain.models[0].distance(on: covariance)
  if scale < 1e290, report.best.gap > report.gap + 1e-8 * scale {
    return "\(report.best) against \(report.gap) of \(chain)"
  }
  return nil
}
