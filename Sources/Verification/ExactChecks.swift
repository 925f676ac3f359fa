// Checks without chance: closed forms against their definitions, answers against brute force. The other side of each is of
// Quadrature.swift, or counts.

import Nonlinear
import RealModule
import Theory

let exactChecks = [
  Check(
    name: "errors", claim: "Lt, Ls and gap: quadrature", measure: .relative, allowed: 1e-9, run: verifyErrors),
  Check(
    name: "theorems", claim: "Prop 3, Thms 4, 8 on m1, m2", measure: .relative, allowed: 1e-7, run: verifyTheorems),
  Check(
    name: "students", claim: "flow, descent, cut-off", measure: .relative, allowed: 1e-8, run: verifyStudents),
  Check(
    name: "ceiling", claim: "least gap of any shrinking", measure: .relative, allowed: 1e-9, run: verifyCeiling),
  Check(name: "phases", claim: "winning λs: brute force", measure: .mistakes, allowed: 0, run: verifyPhases),
  Check(name: "best", claim: "best λs: brute force", measure: .relative, allowed: 1e-9, run: verifyBest),
  Check(
    name: "thresholds", claim: "gap 0 and changing sign", measure: .relative, allowed: 1e-9, run: verifyThresholds),
  Check(
    name: "none missed", claim: "flips along each parameter", measure: .mistakes, allowed: 0, run: verifyNoneMissed),
  Check(
    name: "grids", claim: "15 pairs of axes: quadrature", measure: .relative, allowed: 1e-9, run: verifyGrids),
  Check(
    name: "generations", claim: "fits on fits: quadrature", measure: .relative, allowed: 1e-9, run: verifyGenerations),
  Check(
    name: "spectra", claim: "flat and power-law inputs", measure: .relative, allowed: 1e-8, run: verifySpectra),
  Check(
    name: "constants", claim: "norms' limits: Simpson", measure: .relative, allowed: 1e-9,
    run: verifyFeatureLimits),
]

private func verifyErrors(_ ground: Ground, _ tally: inout Tally) {
  var lot = Lot(ground.seed, part: 1)
  for _ in 0..<ground.extent.regimes {
    let regime = lot.regime()
    let (found, teacher, gap) = (ground.subject.errors(regime), ReferenceTeacher(regime), referenceGap(regime))
    tally.compare(found.teacher, teacher.error, scale: teacher.error, "Lt \(regime.place)")
    tally.compare(found.gap, gap.value, scale: gap.scale, "gap \(regime.place)")
    tally.compare(
      found.student, teacher.error + gap.value, scale: teacher.error + gap.scale, "Ls \(regime.place)")
  }
}

/// The theorems as they are printed, on m₁ and m₂ from their definition, ⟨1/(s+λ)⟩ and ⟨1/(s+λ)²⟩.
private func verifyTheorems(_ ground: Ground, _ tally: inout Tally) {
  var lot = Lot(ground.seed, part: 2)
  for _ in 0..<ground.extent.regimes / 2 {
    let regime = lot.regime()
    let (t, s) = (Stieltjes(regime.lambdaT, regime.gammaT), Stieltjes(regime.lambdaS, regime.gammaS))
    let (lt, ls, noise) = (regime.lambdaT, regime.lambdaS, regime.sigma * regime.sigma)
    let star = noise * regime.gammaT
    let found = ground.subject.errors(regime)
    let three = noise + (lt - star) * lt * t.m2 + star * t.m1
    tally.compare(
      found.teacher, three, scale: noise + (lt + star) * lt * t.m2 + star * t.m1, "Proposition 3 \(regime.place)")
    let four =
      (star - lt) * (t.m1 - lt * t.m2) * (ls * ls * s.m2 - 2 * ls * s.m1) + ls * ls * s.m2 * (1 - lt * t.m1)
    let benefit = ls * (-1 + lt * t.m1) * (-2 * lt * s.m1 * t.m1 + ls * s.m2 * (-1 + lt * t.m1))
    let scale = (star + lt) * t.m1 * (ls * ls * s.m2 + 2 * ls * s.m1) + 3 * (ls * s.m1 + ls * ls * s.m2)
    tally.compare(found.gap, four - regime.zeta * regime.zeta * benefit, scale: scale, "Theorem 8 \(regime.place)")
  }
}

/// m₁ and m₂ of a penalty by quadrature.
struct Stieltjes {
  let m1: Double, m2: Double

  init(_ lambda: Double, _ gamma: Double) {
    let fit = ReferenceFit(ridge: lambda, gamma: gamma)
    (m1, m2) = (fit.lost / lambda, fit.lostSquare / (lambda * lambda))
  }
}

private func verifyStudents(_ ground: Ground, _ tally: inout Tally) {
  var lot = Lot(ground.seed, part: 3)
  for index in 0..<ground.extent.regimes / 10 {
    let filter = [SpectralFilter.gradientFlow, .gradientDescent, .cutOff][index % 3]
    let drawn = lot.regime().with(.lambdaS, lot.power(-2...1)).with(filter)
    let regime = drawn.gammaS == 1 ? drawn.with(.gammaS, 0.9) : drawn
    // A cut-off keeps all or nothing where no eigenvalue is cut, and the gap has no terms then.
    let (gap, teacher) = (referenceGap(regime), ReferenceTeacher(regime))
    tally.compare(
      ground.subject.errors(regime).gap, gap.value, scale: gap.scale + teacher.error, "gap \(regime.place)")
  }
}

/// No student that keeps one share of everything, or what a filter keeps, gains more than the ceiling; some such student
/// gains as much.
private func verifyCeiling(_ ground: Ground, _ tally: inout Tally) {
  var lot = Lot(ground.seed, part: 4)
  for _ in 0..<ground.extent.regimes / 4 {
    let regime = lot.regime()
    let (ceiling, teacher) = (ground.subject.ceiling(regime), ReferenceTeacher(regime))
    let scale = teacher.power + teacher.alignment
    func gap(losing k: Double) -> Double { k * k * teacher.power - 2 * k * (teacher.power - teacher.alignment) }
    let least = (0...200).map { Double($0) / 200 }.min { gap(losing: $0) < gap(losing: $1) } ?? 0
    let best = goldenMinimum(max(0, least - 0.005), min(1, least + 0.005)) { gap(losing: $0) }
    tally.compare(ceiling, min(0, gap(losing: best)), scale: scale, "ceiling \(regime.place)")
    tally.hold(referenceGap(regime).value >= ceiling - 1e-12 * scale, "a gap below the ceiling \(regime.place)")
  }
}

/// Which λs win is tried at several hundred of them; which phase that is, is told by the gap's sign as λs → 0 and λs → ∞
/// and by the least gap between.
private func verifyPhases(_ ground: Ground, _ tally: inout Tally) {
  var lot = Lot(ground.seed, part: 5)
  for _ in 0..<ground.extent.regimes / 10 {
    let drawn = lot.regime()
    let regime = drawn.gammaS == 1 ? drawn.with(.gammaS, 1.3) : drawn
    let winning = ground.subject.winning(regime)
    let scan = ReferenceScan(regime, least: 1e-5)
    for place in 0..<300 {
      let lambda = Double.pow(10, -5 + 11 * Double(place) / 299)
      let gap = scan(lambda)
      guard abs(gap.value) > 1e-9 * gap.scale else { continue }
      let isInside = lambda > winning.lower ?? .infinity && lambda < winning.upper ?? 0
      tally.hold(isInside == (gap.value < 0), "λs \(lambda) \(isInside ? "wins" : "loses") \(regime.place)")
    }
    let ends = (scan(1e-5), scan(1e9), scan(scan.best(from: 1e-5, to: 1e6, places: 240)))
    // Too near an edge for the scan.
    guard [ends.0, ends.1, ends.2].allSatisfy({ abs($0.value) > 1e-6 * $0.scale }) else { continue }
    let phase: Phase =
      ends.1.value < 0
      ? .always : ends.0.value < 0 ? .below : ends.2.value >= 0 ? .never : regime.gammaS > 1 ? .window : .below
    tally.hold(winning.phase == phase, "\(winning.phase.rawValue), not \(phase.rawValue), \(regime.place)")
  }
}

private func verifyBest(_ ground: Ground, _ tally: inout Tally) {
  var lot = Lot(ground.seed, part: 6)
  for _ in 0..<ground.extent.regimes / 10 {
    let drawn = lot.regime()
    let regime = drawn.gammaS == 1 ? drawn.with(.gammaS, 0.8) : drawn
    let (best, scan) = (ground.subject.best(regime), ReferenceScan(regime, least: 1e-6))
    let lambda = scan.best(from: 1e-6, to: 1e6)
    let gap = scan(lambda)
    // At an end of the scan the best may be beyond it.
    guard lambda > 1e-4, lambda < 1e4 else {
      tally.hold(best.gap <= gap.value + 1e-9 * gap.scale, "a better λs, \(lambda), \(regime.place)")
      continue
    }
    tally.compare(best.gap, gap.value, scale: gap.scale, "gap of the best λs \(regime.place)")
    let here = scan(best.lambdaS).value
    for factor in [1 / 1.003, 1.003] {
      tally.hold(scan(best.lambdaS * factor).value > here - 1e-13 * gap.scale, "λs \(best.lambdaS) \(regime.place)")
    }
  }
}

/// What is 0 where the answer to a question flips, by quadrature: the gap, that of λs → ∞, or the least one that can be had
/// as a share of what is lost.
private func decision(_ question: Question, _ regime: Regime) -> (value: Double, scale: Double) {
  switch question {
  case .atThisPenalty: return referenceGap(regime)
  case .atEveryPenalty:
    let teacher = ReferenceTeacher(regime)
    return (2 * teacher.alignment - teacher.power, 2 * teacher.alignment + teacher.power)
  case .atSomePenalty:
    let teacher = ReferenceTeacher(regime)
    let excess = teacher.power - teacher.alignment
    let rule = SpectrumRule(gamma: regime.gammaS, least: 1e-4)
    func ratio(_ logLambda: Double) -> Double {
      let lambda = Double.exp(logLambda)
      let fit = ReferenceFit(rule, gamma: regime.gammaS) { $0 / ($0 + lambda) }
      return fit.lostSquare / fit.lost
    }
    let least = regime.gammaS < 1 ? 0 : ratio(goldenMinimum(-7, 7, of: ratio))
    return (teacher.power * least - 2 * excess, 2 * (teacher.power + teacher.alignment))
  }
}

/// Where a parameter is looked at.
private func range(_ parameter: Parameter) -> ClosedRange<Double> {
  switch parameter {
  case .lambdaT, .lambdaS: 1e-3...1e2
  case .gammaT, .gammaS: 0.05...12
  case .sigma: 0.1...5
  case .zeta: 0.02...0.98
  }
}

/// Whether quadrature is quick there.
private func isTried(_ parameter: Parameter, _ value: Double) -> Bool {
  range(parameter).contains(value) && (parameter != .gammaT && parameter != .gammaS || abs(value - 1) > 0.02)
}

private func regimesOfThresholds(_ ground: Ground, part: UInt64) -> [Regime] {
  var lot = Lot(ground.seed, part: part)
  return (0..<ground.extent.regimes / 20).map { _ in
    let regime = lot.regime()
    return regime.with(.gammaT, regime.gammaT == 1 ? 0.7 : regime.gammaT)
      .with(.gammaS, regime.gammaS == 1 ? 1.4 : regime.gammaS)
  }
}

private func verifyThresholds(_ ground: Ground, _ tally: inout Tally) {
  for regime in regimesOfThresholds(ground, part: 7) {
    for question in Question.allCases {
      for parameter in Parameter.allCases where parameter != .lambdaS || question == .atThisPenalty {
        for value in ground.subject.thresholds(regime, parameter, question) where isTried(parameter, value) {
          let here = decision(question, regime.with(parameter, value))
          let place = "threshold \(parameter.fieldName) = \(value), \(question), \(regime.place)"
          tally.compare(here.value, 0, scale: here.scale, place)
          // r_min of γs is where a minimum is flat: no edge of γs = 1 is among these.
          let step = question == .atSomePenalty ? 1e-6 : 3e-8
          let sides = [1 - step, 1 + step].map { decision(question, regime.with(parameter, value * $0)).value }
          tally.hold(sides[0] * sides[1] < 0, place)
        }
      }
    }
  }
}

private func verifyNoneMissed(_ ground: Ground, _ tally: inout Tally) {
  for regime in regimesOfThresholds(ground, part: 8) {
    for question in [Question.atThisPenalty, .atEveryPenalty] {
      for parameter in Parameter.allCases where parameter != .lambdaS || question == .atThisPenalty {
        let found = ground.subject.thresholds(regime, parameter, question)
        let ends = range(parameter)
        let values = (0...40).map { ends.lowerBound * .pow(ends.upperBound / ends.lowerBound, Double($0) / 40) }
          .filter { isTried(parameter, $0) }
        let signs = values.map { decision(question, regime.with(parameter, $0)) }
        for i in 1..<values.count {
          guard [signs[i - 1], signs[i]].allSatisfy({ abs($0.value) > 1e-9 * $0.scale }) else { continue }
          let between = found.filter { $0 > values[i - 1] && $0 < values[i] }.count
          tally.hold(
            (between % 2 == 1) == (signs[i - 1].value * signs[i].value < 0),
            "\(between) thresholds of \(parameter.fieldName) in \(values[i - 1])…\(values[i]), \(question), "
              + regime.place)
        }
      }
    }
  }
}

private func verifyGrids(_ ground: Ground, _ tally: inout Tally) {
  var lot = Lot(ground.seed, part: 9)
  func values(_ parameter: Parameter, _ count: Int) -> [Double] {
    let regimes = (0..<count).map { _ in lot.regime() }
    return regimes.map { parameter == .zeta && $0.zeta == 0 ? 0.5 : $0[parameter] }
  }
  for (index, x) in Parameter.allCases.enumerated() {
    for y in Parameter.allCases.dropFirst(index + 1) {
      let base = lot.regime()
      let (xs, ys) = (values(x, 11), values(y, 7))
      let cells = ground.subject.grid(base, x, xs, y, ys)
      tally.hold(cells.count == xs.count * ys.count, "cells of \(x.fieldName) by \(y.fieldName)")
      for (i, cell) in cells.enumerated() {
        let regime = base.with(x, xs[i % xs.count]).with(y, ys[i / xs.count])
        let gap = referenceGap(regime)
        tally.compare(cell, gap.value, scale: gap.scale, "\(x.fieldName) by \(y.fieldName) \(regime.place)")
      }
    }
  }
}

/// A fit turns alignment S and power T of its labels' model into ⟨w⟩S and T⟨w²⟩ + ν²γ⟨w²/s⟩; of the average of M fits the
/// part that is not ⟨w⟩² T is an M-th.
private func verifyGenerations(_ ground: Ground, _ tally: inout Tally) {
  var lot = Lot(ground.seed, part: 10)
  for _ in 0..<ground.extent.regimes / 10 {
    let sigma = lot.power(-1...0.5)
    let fits = (0..<4).map { index in
      Generation(
        lambda: lot.power(-3...1), gamma: lot.aspectRatio(), noise: index == 0 ? 0 : lot.number(0...1),
        ensemble: 1 + Int(lot.number(0...2.99)), trueShare: index == 0 ? 1 : 0)
    }
    let errors = ground.subject.chain(GenerationChain(sigma: sigma, fits))
    var (alignment, power) = (1.0, 1.0)
    for (index, generation) in fits.enumerated() {
      let fit = ReferenceFit(ridge: generation.lambda, gamma: generation.gamma)
      let noise = index == 0 ? sigma : generation.noise
      let (old, one) = (fit.kept * fit.kept * power, power * fit.keptSquare + noise * noise * fit.noise)
      power = old + (one - old) / Double(generation.ensemble)
      alignment *= fit.kept
      let expected = sigma * sigma + 1 - 2 * alignment + power
      tally.compare(
        errors[index], expected, scale: 1 + power + sigma * sigma, "generation \(index + 1) of \(fits), σ \(sigma)")
    }
  }
}

/// A flat spectrum is the isotropic setting; of a power law, κ is the root of κ(1 − n⁻¹ΣD/(D+κ)) = λ, by bisection.
private func verifySpectra(_ ground: Ground, _ tally: inout Tally) {
  var lot = Lot(ground.seed, part: 11)
  let d = 60.0
  for index in 0..<ground.extent.regimes / 20 {
    let regime = lot.regime().with(.zeta, 0)
    let fits = [
      SpectralGeneration(lambda: regime.lambdaT, samples: d / regime.gammaT, noise: regime.sigma),
      SpectralGeneration(lambda: regime.lambdaS, samples: d / regime.gammaS),
    ]
    let isFlat = index % 2 == 0
    let covariance =
      isFlat ? Covariance.flat(dimension: Int(d)) : .powerLaw(lot.number(0...1.5), signal: 0.5, dimension: Int(d))
    let errors = ground.subject.spectral(SpectralChain(covariance, sigma: regime.sigma, fits))
    if isFlat {
      let (teacher, gap) = (ReferenceTeacher(regime), referenceGap(regime))
      tally.compare(errors[0], teacher.error, scale: teacher.error, "teacher of a flat spectrum \(regime.place)")
      tally.compare(
        errors[1], teacher.error + gap.value, scale: teacher.error + gap.scale, "student of it \(regime.place)")
      continue
    }
    let (values, energies) = (covariance.eigenvalues, covariance.energies)
    var (missed, variance) = (values.map { _ in 1.0 }, values.map { _ in 0.0 })
    for (fit, found) in zip(fits, errors) {
      var (low, high) = (-60.0, 60.0)
      for _ in 0..<90 {
        let kappa = Double.exp(0.5 * (low + high))
        let shown = values.reduce(0) { $0 + $1 / ($1 + kappa) } / fit.samples
        if kappa * (1 - shown) > fit.lambda { high = .log(kappa) } else { low = .log(kappa) }
      }
      let kappa = Double.exp(0.5 * (low + high))
      let shares = values.map { $0 / ($0 + kappa) }
      var (residual, square) = (fit.noise * fit.noise, 0.0)
      for j in values.indices {
        // The labels' model in this coordinate: 1 − miss of the target in a generation after the first.
        let model = fit.noise > 0 ? 1 : 1 - missed[j]
        residual += values[j] * (1 - shares[j]) * (1 - shares[j]) * (model * model * energies[j] + variance[j])
        square += shares[j] * shares[j] / fit.samples
      }
      let own = residual / (1 - square) / fit.samples
      var error = regime.sigma * regime.sigma
      for j in values.indices {
        missed[j] = fit.noise > 0 ? 1 - shares[j] : (1 - shares[j]) + shares[j] * missed[j]
        variance[j] = shares[j] * shares[j] * (variance[j] + own / values[j])
        error += values[j] * (missed[j] * missed[j] * energies[j] + variance[j])
      }
      tally.compare(found, error, scale: error, "a power law's error \(regime.place)")
    }
  }
}

/// E[zσ(z)] by Simpson's rule on either side of 0, and the norms that theory makes of it.
private func verifyFeatureLimits(_ ground: Ground, _ tally: inout Tally) throws {
  func slope(_ f: (Double) -> Double) -> Double {
    let (count, end) = (4000, 12.0)
    let step = end / Double(count)
    var sum = 0.0
    for i in 0...count {
      let z = step * Double(i)
      let weight = i == 0 || i == count ? 1.0 : i % 2 == 1 ? 4 : 2
      sum += weight * z * (f(z) - f(-z)) * Double.exp(-0.5 * z * z)
    }
    return sum * step / 3 / (2 * Double.pi).squareRoot()
  }
  var lot = Lot(ground.seed, part: 12)
  for activation in Activation.usable {
    for easy in LinkFunction.easy {
      let regime = FeatureRegime(
        activation: activation, easy: easy, hard: .he3, etaT: lot.number(0.2...3), etaS: lot.number(0.2...3),
        tau: lot.number(0...2), teacherWidthRatio: lot.power(-0.5...0.5), studentWidthRatio: lot.power(-0.5...0.5))
      let (c, e) = (abs(slope(activation.value)), abs(slope(easy.value)))
      let (t, s) = (regime.teacherWidthRatio, regime.studentWidthRatio)
      let teacher = regime.etaT * c * e
      let student = regime.etaS * regime.etaT * c * c * c * e
      let spiked = (s + regime.tau * regime.tau).squareRoot()
      let expected = [
        t.squareRoot(), teacher, (t + teacher * teacher).squareRoot(), t.squareRoot(), 0, t.squareRoot(),
        s.squareRoot(), student, (s + student * student).squareRoot(), spiked, 0, spiked,
      ]
      for (norm, pair) in zip(FeatureNorm.all, zip(try ground.subject.featureLimit(regime), expected)) {
        tally.compare(pair.0, pair.1, scale: max(pair.1, 1e-3), "\(norm.symbol) of \(activation.name), \(easy.name)")
      }
    }
  }
}
