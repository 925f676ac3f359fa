import Foundation
import Testing
import Theory

/// Coefficients written by Reference/hermite.py.
private struct Reference: Decodable {
  let activations: [String: [Double]]
  let links: [String: [Double]]

  static func load() throws -> Reference {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Reference/hermite.json")
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
  }
}

@Suite struct HermiteTests {
  private func compare(_ function: some GaussianFunction, _ expected: [Double]?) throws {
    for (k, value) in try #require(expected).enumerated() {
      let found = function.hermiteCoefficient(k)
      #expect(abs(found - value) < 2e-13, "c_\(k) of \(function.name): \(found), not \(value)")
    }
  }

  @Test func activationsMatchTheReference() throws {
    let reference = try Reference.load()
    for f in Activation.allCases { try compare(f, reference.activations[f.name]) }
  }

  @Test func linksMatchTheReference() throws {
    let reference = try Reference.load()
    for f in LinkFunction.allCases { try compare(f, reference.links[f.name]) }
  }

  /// Literals of mpmath at 40 digits, so that a fault shared by script and file would be seen.
  @Test func literals() {
    #expect(abs(Activation.tanh.hermiteCoefficient(1) - 0.605705509602158947) < 1e-13)
    #expect(abs(Activation.erf.hermiteCoefficient(1) - 0.651470015870559910) < 1e-13)
    #expect(abs(Activation.sine.hermiteCoefficient(1) - 0.606530659712633424) < 1e-13)
    #expect(abs(Activation.reluCentred.hermiteCoefficient(2) - 0.282094791773878143) < 1e-13)
  }

  @Test(arguments: [1, 2, 5, 40, 200]) func quadratureIsExactForPolynomials(count: Int) {
    let rule = HermiteQuadrature(count: count)
    var moment = 1.0  // E z^(2j) = (2j−1)!!
    for j in 0..<min(count, 9) {
      if j > 0 { moment *= Double(2 * j - 1) }
      let found = rule.expectation { z in (0..<(2 * j)).reduce(1.0) { product, _ in product * z } }
      #expect(abs(found / moment - 1) < 1e-12, "moment \(2 * j) by \(count) nodes")
    }
  }

  @Test func slopesAreDerivatives() {
    for f in Activation.allCases {
      for z in [-3.1, -0.7, 0.2, 1.9] {
        let difference = (f.value(z + 1e-5) - f.value(z - 1e-5)) / 2e-5
        #expect(abs(f.slope(z) - difference) < 1e-8, "\(f.name) at \(z)")
      }
    }
  }

  @Test func informationExponents() {
    let links: [LinkFunction: Int] = [
      .linear: 1, .tanh: 1, .erf: 1, .sine: 1, .relu: 1, .he2: 2, .he3: 3, .he4: 4, .absolute: 2, .cosine: 2,
    ]
    for f in LinkFunction.allCases { #expect(f.informationExponent == links[f]) }
    #expect(LinkFunction.easy == LinkFunction.allCases.filter { $0.informationExponent == 1 })
    #expect(LinkFunction.hard == LinkFunction.allCases.filter { ($0.informationExponent ?? 0) > 1 })
    for f in Activation.allCases {
      #expect(f.informationExponent == (f == .square || f == .cosine ? 2 : 1))
      #expect(f.isCentred == (f != .relu && f != .softplus))
      #expect(Activation.usable.contains(f) == (f.informationExponent == 1), "\(f)")
    }
    #expect(Activation.usable == [.tanh, .erf, .reluCentred, .softplusCentred, .sine, .relu, .softplus])
  }

  @Test func parities() {
    for f in Activation.allCases { #expect(f.isOdd == (f.value(-1.3) == -f.value(1.3)), "\(f.name)") }
    for f in LinkFunction.allCases { #expect(f.isEven == (f.value(-1.3) == f.value(1.3)), "\(f.name)") }
  }

  @Test func refusals() {
    func refusal(_ change: (inout FeatureRegime) -> Void) -> String? {
      var regime = FeatureRegime()
      change(&regime)
      do { try regime.validate() } catch { return error.description }
      return nil
    }
    #expect(refusal { _ in } == nil)
    // What is not centred is warned of.
    #expect(refusal { $0.activation = .relu } == nil && FeatureRegime().warning == nil)
    #expect(
      FeatureRegime(activation: .relu).warning
        == "The proofs assume a centred activation, and relu has E σ(z) = 0.3989; with random second layers the limits "
        + "hold all the same.")
    #expect(refusal { $0.activation = .cosine }?.contains("information exponent 2, and Theorem 11 needs 1") == true)
    #expect(
      refusal { $0.easy = .he3 }
        == "the easy link he3 has information exponent 3, and Assumption 9 needs 1: "
        + "linear, tanh, erf, sine, relu are accepted")
    #expect(refusal { $0.hard = .tanh }?.contains("information exponent 1, and Assumption 9 needs more") == true)
    #expect(refusal { $0.etaT = -1 } == "eta_t = -1.0 is out of range: a finite number ≥ 0 is accepted")
    #expect(refusal { $0.tau = .infinity }?.hasPrefix("tau = inf") == true)
  }

  @Test func limitsOfTheExample() throws {
    let limit = try FeatureLimit(FeatureRegime())
    let c = 0.605705509602158947
    #expect(abs(limit.teacherUpdate - 2 * c) < 1e-12)
    #expect(abs(limit.studentUpdate - 4 * c * c * c) < 1e-12)
    #expect(abs(limit[FeatureNorm(.student, .hard, .after)] - (1 + 2.25).squareRoot()) < 1e-12)
    #expect(limit[FeatureNorm(.teacher, .hard, .update)] == 0)
    #expect(limit[FeatureNorm(.teacher, .hard, .after)] == 1)
    for (i, norm) in FeatureNorm.all.enumerated() { #expect(norm.index == i) }
  }
}
