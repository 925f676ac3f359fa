// The spectrum's numbers, before they are drawn.

import Canvas
import Simulation
import Theory

/// One of the two fits.
package enum FitSide: String, CaseIterable, Hashable {
  case teacher, student

  /// Its penalty.
  package var penalty: Parameter { self == .teacher ? .lambdaT : .lambdaS }
  /// Its aspect ratio.
  package var ratio: Parameter { self == .teacher ? .gammaT : .gammaS }

  /// The fit that a slider belongs to.
  package init(of parameter: Parameter) { self = parameter.isTeacherSide && parameter != .zeta ? .teacher : .student }
}

/// The numbers of one fit's spectrum.
package struct SpectrumField {
  package let law: MarchenkoPastur
  package let lambda: Double
  package let sample: SampledSpectrum
  /// How the fit shrinks; a teacher's is ridge.
  package let filter: SpectralFilter
  /// The share that it keeps on average.
  package let retained: Double

  package init(_ side: FitSide, _ regime: Regime) {
    law = MarchenkoPastur(gamma: regime[side.ratio])
    lambda = regime[side.penalty]
    filter = side == .teacher ? .ridge : regime.filter
    retained = StudentLimit(Students(filter, gamma: law.gamma), lambda: lambda).retained
    sample = SampledSpectrum(gamma: law.gamma, seed: side == .teacher ? 1 : 2)
  }

  /// All of the eigenvalues: from 0 to a little beyond the support. λ plays no part, so the picture stands still under it.
  package static func scale(_ law: MarchenkoPastur) -> Scale {
    Scale(.linear, near: 0, and: 1.06 * law.upper)
  }

  /// Eigenvalues that can be shown.
  package static let whole = Scale(.linear, from: 0, to: 1e6)

  /// The densities shown over a stretch of eigenvalues: all but the neighbourhood of a pole at 0.
  package static func heights(_ law: MarchenkoPastur, over scale: Scale) -> Scale {
    let densities = scale.pixelCentres(400).map(law.density).filter { $0 > 0 }.sorted()
    return Scale(.linear, near: 0, and: 1.25 * max(1e-9, densities.isEmpty ? 1 : densities[densities.count * 19 / 20]))
  }

  package func kept(_ s: Double) -> Double { filter.kept(s, lambda: lambda, gamma: law.gamma) }

  /// The share that is kept of the sample.
  package var retainedOfSample: Double {
    if filter == .ridge { return sample.retained(lambda: lambda) }
    let edges = (0...1000).map { 2 * law.upper * Double($0) / 1000 }
    return zip(zip(edges, edges.dropFirst()), sample.histogram(edges: edges)).reduce(0) { sum, bin in
      let (low, high) = bin.0
      return sum + bin.1 * (high - low) * kept(0.5 * (low + high))
    }
  }

  /// The filter as a formula.
  package var formula: String {
    switch filter {
    case .ridge: "s/(s+λ)"
    case .gradientFlow: "1 − e^(−s/λ)"
    case .gradientDescent: "1 − (1−s/b)^(b/λ)"
    case .cutOff: "1 for s ≥ λ, else 0"
    }
  }

  /// The law's density over a scale, fine enough for a plot of so many columns.
  package func densityCurve(over scale: Scale, columns: Int) -> [Curve.Point] {
    let inside = (0...4 * columns).map { scale.value(Double($0) / Double(4 * columns)) }
      .filter { $0 > law.lower && $0 < law.upper }
    return [Curve.Point(law.lower, 0)] + inside.map { Curve.Point($0, law.density($0)) } + [Curve.Point(law.upper, 0)]
  }

  /// The filter, as high as the plot at 1.
  package func filterCurve(over scale: Scale, columns: Int, height: Double) -> [Curve.Point] {
    return (0...2 * columns).map { scale.value(Double($0) / Double(2 * columns)) }.map {
      Curve.Point($0, height * (lambda == 0 ? 1 : kept($0)))
    }
  }
}
