import StatisticsSupport
import Testing
import Theory

@testable import Simulation

// The law engine against the dense one, on samples of both. Each test makes a handful of two-sample
// Kolmogorov–Smirnov comparisons at `falseAlarmRate` each.

/// A shape to compare the engines at.
struct Shape: CustomTestStringConvertible, Sendable {
  let d: Int
  let nt: Int
  let ns: Int
  var sigma = 1.0
  var zeta = 0.0
  var trials = 1500
  var filter = SpectralFilter.ridge

  var testDescription: String { "d \(d), nt \(nt), ns \(ns), σ \(sigma), ζ \(zeta), \(filter)" }

  static let all = [
    Shape(d: 30, nt: 90, ns: 45), Shape(d: 30, nt: 20, ns: 15), Shape(d: 24, nt: 24, ns: 24),
    Shape(d: 30, nt: 60, ns: 20, zeta: 0.7), Shape(d: 25, nt: 15, ns: 40, sigma: 0.5, zeta: 0.9),
    Shape(d: 20, nt: 30, ns: 30, sigma: 2, zeta: 1), Shape(d: 2, nt: 3, ns: 2, zeta: 0.5),
    Shape(d: 3, nt: 1, ns: 1, zeta: 0.3), Shape(d: 1, nt: 4, ns: 3), Shape(d: 5, nt: 4, ns: 4, sigma: 0),
    Shape(d: 30, nt: 60, ns: 45, filter: .gradientFlow), Shape(d: 30, nt: 20, ns: 15, zeta: 0.7, filter: .gradientFlow),
    Shape(d: 20, nt: 30, ns: 20, zeta: 1, filter: .gradientDescent),
    Shape(d: 24, nt: 24, ns: 40, filter: .gradientDescent),
    Shape(d: 25, nt: 30, ns: 50, sigma: 2, zeta: 0.6, filter: .cutOff), Shape(d: 20, nt: 15, ns: 8, filter: .cutOff),
    Shape(d: 3, nt: 1, ns: 1, zeta: 0.3, filter: .gradientFlow),
    Shape(d: 1, nt: 4, ns: 3, zeta: 1, filter: .gradientFlow),
  ]
}

@Suite struct EngineAgreementTests {
  @Test(arguments: Shape.all)
  func lawIsTheLawOfTheExperiment(shape: Shape) throws {
    let panel = try panel(
      shape.d, shape.nt, shape.ns, sigma: shape.sigma, zeta: shape.zeta, [0.05, 0.6], [0.03, 0.8],
      filter: shape.filter)
    let law = try trials(panel, count: shape.trials, seed: 31, engine: .law)
    let dense = try trials(panel, count: shape.trials, seed: 32, engine: .dense)
    for (name, value) in Self.statistics {
      // What is the same but for rounding is the same.
      let rounded = { (errors: TrialErrors) in (1e9 * value(errors)).rounded() }
      let p = kolmogorovSmirnov(law.map(rounded), dense.map(rounded))
      #expect(p > falseAlarmRate, "\(name)")
    }
  }

  /// L_t, L_s and L_s − L_t at opposite corners, and combinations that only the joint law of the grid gets right.
  static let statistics: [(String, @Sendable (TrialErrors) -> Double)] = [
    ("teacher 0", { $0.teacher[0] }), ("teacher 1", { $0.teacher[1] }),
    ("student 00", { $0.teacher[0] + $0.gap[0] }), ("student 11", { $0.teacher[1] + $0.gap[3] }),
    ("gap 00", { $0.gap[0] }), ("gap 10", { $0.gap[1] }), ("gap 01", { $0.gap[2] }), ("gap 11", { $0.gap[3] }),
    ("across teachers", { $0.gap[0] - $0.gap[1] }), ("across students", { $0.gap[0] - $0.gap[2] }),
    ("interaction", { $0.gap[0] - $0.gap[1] - $0.gap[2] + $0.gap[3] }),
    ("product", { $0.gap[1] * $0.gap[2] }), ("teacher difference", { $0.teacher[0] - $0.teacher[1] }),
  ]

  /// The same comparison finds a sampler whose χ draws have one degree of freedom too many.
  @Test(arguments: [SpectralFilter.ridge, .gradientFlow])
  func aWrongSamplerIsCaught(filter: SpectralFilter) throws {
    let panel = try panel(6, 8, 7, [0.05, 0.6], [0.03, 0.8], filter: filter)
    let wrong = try trials(panel, count: 3000, seed: 33, engine: .law, shift: 1)
    let right = try trials(panel, count: 3000, seed: 33, engine: .law)
    let dense = try trials(panel, count: 3000, seed: 34, engine: .dense)
    let worst = Self.statistics.map { kolmogorovSmirnov(wrong.map($0.1), dense.map($0.1)) }.min() ?? 1
    #expect(worst < falseAlarmRate)
    for (name, value) in Self.statistics {
      #expect(kolmogorovSmirnov(right.map(value), dense.map(value)) > falseAlarmRate, "\(name)")
    }
  }

  /// A cell has the same law inside a grid as alone; the teacher has the same numbers.
  @Test func aCellOfAGridIsTheCellAlone() throws {
    let lambdas = (0..<12).map { 0.01 * Double(1 << $0) }
    let grid = try panel(20, 25, 15, zeta: 0.6, lambdas, lambdas)
    let alone = try panel(20, 25, 15, zeta: 0.6, [lambdas[4]], [lambdas[7]])
    let inGrid = try trials(grid, count: 1000, seed: 35, engine: .law)
    let same = try trials(alone, count: 1000, seed: 35, engine: .law)
    let other = try trials(alone, count: 1000, seed: 36, engine: .law)
    for (a, b) in zip(inGrid, same) { #expect(abs(a.teacher[4] - b.teacher[0]) < 1e-11 * b.teacher[0]) }
    #expect(kolmogorovSmirnov(inGrid.map { $0.gap[7 * 12 + 4] }, other.map { $0.gap[0] }) > falseAlarmRate)
  }
}
