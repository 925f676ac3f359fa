// What a sweep is: axes whose products are regimes, and how each is simulated. Nothing here draws a number.

import Figures
import Nonlinear
import Sampling
import Simulation
import Theory

/// A grid of regimes, of ridge regression or of Section 3's networks, each simulated with so many trials; complete, so that two equal ones give the same numbers to the
/// last bit, however they are shared out.
///
/// A regime has draws of its own, those of the panel of its number, and a *unit* is one trial of one regime. Units are
/// numbered regime by regime, and regimes with the last axis fastest.
public struct Sweep: Sendable, Hashable {
  /// The most regimes of one.
  public static let mostRegimes = 10_000_000
  /// The most units kept together.
  static let mostInBlock = 256

  /// The axes, the last the fastest. What none of them names has the value of Figure 1 left, and d is 500; of Section 3's
  /// networks it is what `features` has.
  public let axes: [SweepAxis]
  /// Trials of each regime, ≥ 1.
  public let trials: Int
  /// The seed of every draw, any number.
  public let seed: UInt64
  /// How the errors are drawn.
  public let engine: Engine
  /// How the student is regularised.
  public let student: SpectralFilter
  /// The functions of Section 3's networks; nil where the sweep is of ridge regression.
  public let features: FeatureFunctions?
  /// How many units are kept together in a shard, ≥ 1: what an interruption costs at most.
  public private(set) var block: Int
  /// How many regimes there are.
  public let count: Int

  private let base: Regime
  private let places: [SweepName: Int]
  private let strides: [Int]

  /// A sweep.
  /// - Parameter block: how many units are kept together; where nil, as many as take about a second, and every regime is
  ///   checked.
  /// - Throws: ``SweepError/misuse(_:)`` for the first thing that is not accepted.
  public init(
    axes: [SweepAxis], trials: Int, seed: UInt64 = 1, engine: Engine = .law, student: SpectralFilter = .ridge,
    features: FeatureFunctions? = nil, block: Int? = nil
  ) throws(SweepError) {
    self.features = features
    (self.axes, self.trials, self.seed, self.engine, self.student) = (axes, trials, seed, engine, student)
    base = Preset.all[0].regime.with(student)
    if !Counts.trials.contains(trials) { throw .misuse("\(SimulationError.trials(trials))") }
    var places: [SweepName: Int] = [:]
    var strides = [Int](repeating: 1, count: axes.count)
    var count = 1
    let known = features == nil ? SweepName.linear : SweepName.features
    if let axis = axes.first(where: { !known.contains($0.name) }) {
      let names = known.map(\.fieldName).joined(separator: ", ")
      throw .misuse("\(axis.name.fieldName) is not of this setting; accepted: \(names)")
    }
    for (place, axis) in axes.enumerated().reversed() {
      if places.updateValue(place, forKey: axis.name) != nil {
        throw .misuse("\(axis.name.fieldName) is given twice; give it once")
      }
      strides[place] = count
      let (product, overflows) = count.multipliedReportingOverflow(by: axis.values.count)
      if overflows || product > Self.mostRegimes {
        throw .misuse("the axes make more than \(Self.mostRegimes) regimes, the most of one sweep")
      }
      count = product
    }
    for (ratio, samples) in features != nil
      ? [] : [(Parameter.gammaT, SweepName.teacherSamples), (.gammaS, .studentSamples)]
    where places[samples] != nil {
      if places[.parameter(ratio)] != nil {
        throw .misuse("give \(ratio.fieldName) or \(samples.fieldName), not both")
      }
      if places[.dimension] == nil { throw .misuse("\(samples.fieldName) needs dimension, and none is given") }
    }
    (self.places, self.strides, self.count) = (places, strides, count)
    self.block = block ?? 1
    guard block == nil else { return }
    let slowest = try check(regimes: 0..<count)
    // A power of two, of a second at most.
    self.block = 1 << Int(max(1, min(Double(Self.mostInBlock), 1 / slowest)).exponent)
  }

  /// How many trials there are over all regimes.
  public var units: Int { count * trials }

  /// How many numbers are kept of a trial.
  var width: Int { features == nil ? 2 : FeatureNorm.all.count }

  /// The value of an axis at a regime; nil where there is none.
  private func value(_ name: SweepName, at number: Int) -> Double? {
    places[name].map { axes[$0].values[number / strides[$0] % axes[$0].values.count] }
  }

  /// The regime of a number, at its sizes, of a sweep of ridge regression.
  /// - Throws: ``SimulationError`` for sizes that are none.
  /// - Precondition: the number is from 0 to ``count`` − 1.
  public func point(at number: Int) throws(SimulationError) -> SimulationPoint {
    let value = { (name: SweepName) in self.value(name, at: number) }
    var regime = base
    for parameter in Parameter.allCases { if let value = value(.parameter(parameter)) { regime[parameter] = value } }
    let dimension = value(.dimension).map { Int($0) } ?? 500
    // Where a count is given, its ratio is not looked at.
    let samples = (teacher: value(.teacherSamples).map { Int($0) }, student: value(.studentSamples).map { Int($0) })
    if let teacher = samples.teacher { regime[.gammaT] = Sizes.aspectRatio(dimension: dimension, samples: teacher) }
    if let student = samples.student { regime[.gammaS] = Sizes.aspectRatio(dimension: dimension, samples: student) }
    let nearest = try Sizes(dimension: dimension, gammaT: regime.gammaT, gammaS: regime.gammaS)
    var point = SimulationPoint(
      regime,
      sizes: try Sizes(
        dimension: dimension, teacherSamples: samples.teacher ?? nearest.teacherSamples,
        studentSamples: samples.student ?? nearest.studentSamples))
    if let place = places[.parameter(.lambdaT)], axes[place].isOfOptimum {
      let multiple = point.regime.lambdaT * point.regime.optimalLambdaT
      point = SimulationPoint(
        point.regime.with(.lambdaT, Parameter.lambdaT.nearestAccepted(multiple)), sizes: point.sizes)
    }
    return point
  }

  /// The plan of a number, of a sweep of Section 3's networks.
  func featurePlan(_ functions: FeatureFunctions, at number: Int) -> FeaturePlan {
    let size = { (name: SweepName) in value(name, at: number).map { Int($0) } }
    let sizes = FeatureSizes(
      dimension: size(.dimension) ?? 500, teacherSamples: size(.teacherSamples), studentSamples: size(.studentSamples),
      teacherWidth: size(.teacherWidth), studentWidth: size(.studentWidth))
    var regime = FeatureRegime(activation: functions.activation, easy: functions.easy, hard: functions.hard)
    if let etaT = value(.etaT, at: number) { regime.etaT = etaT }
    if let etaS = value(.etaS, at: number) { regime.etaS = etaS }
    if let tau = value(.tau, at: number) { regime.tau = tau }
    return FeaturePlan(setting: FeatureSetting(regime, sizes: sizes), trials: trials, seed: seed)
  }

  /// The plan that simulates one regime alone. It draws what the sweep draws for regime 0, and for another what the
  /// sweep draws if its panel is given the regime's number.
  /// - Throws: ``SimulationError`` where there is none.
  func plan(_ point: SimulationPoint) throws(SimulationError) -> SimulationPlan {
    let panel = try Panel(
      point.regime, sizes: point.sizes, lambdaTs: [point.regime.lambdaT], lambdaSs: [point.regime.lambdaS])
    return try SimulationPlan(panels: [panel], trials: trials, seed: seed, engine: engine)
  }

  /// How many regimes that follow each other have the same sizes, at least, wherever their number is a multiple of this.
  var regimesOfSizes: Int {
    let names: [SweepName] = [.parameter(.gammaT), .parameter(.gammaS)] + SweepName.sizes
    return names.compactMap { places[$0] }.filter { axes[$0].values.count > 1 }.map { strides[$0] }.min() ?? count
  }

  /// Refuses regimes that cannot be simulated.
  /// - Returns: the seconds of the slowest trial, by the cost model.
  @discardableResult
  func check(regimes: Range<Int>) throws(SweepError) -> Double {
    var slowest = 0.0
    for number in regimes { slowest = max(slowest, try cost(at: number).seconds) }
    return slowest
  }
}
