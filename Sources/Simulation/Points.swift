// Simulation along a curve, or at any list of points: where two points differ in penalties only they are cells of one
// panel and share their draws; wherever the law changes they are drawn anew.

import Theory

/// A point to simulate: a regime at finite sizes. A ``PointLayout`` refuses an infinite penalty.
public struct SimulationPoint: Sendable, Hashable {
  /// d, n_t, n_s, which decide the aspect ratios.
  public let sizes: Sizes
  /// The regime whose limit the point approaches: that of its own sizes.
  public let regime: Regime

  /// A regime at given sizes; the regime's own aspect ratios are ignored for those of the sizes.
  public init(_ regime: Regime, sizes: Sizes) {
    self.sizes = sizes
    self.regime = sizes.regime(like: regime)
  }

  /// A regime at the sizes nearest to its aspect ratios.
  /// - Throws: ``SimulationError/size(name:value:)`` when there are none, or the dimension is not positive.
  public init(_ regime: Regime, dimension: Int) throws(SimulationError) {
    self.init(
      regime, sizes: try Sizes(dimension: dimension, gammaT: regime.gammaT, gammaS: regime.gammaS))
  }
}

/// Points grouped into panels, and where each point is found among them.
public struct PointLayout: Sendable, Hashable {
  /// One panel for each law: each choice of sizes, σε and ζ.
  public let panels: [Panel]
  /// For each point, in the order given, its panel and its cell there: teacher and student index.
  public let cells: [Cell]

  /// A cell of one of several panels.
  public struct Cell: Sendable, Hashable {
    /// Index of the panel, among a layout's and a result's.
    public let panel: Int
    /// Index of λt in the panel's ``Panel/lambdaTs``.
    public let teacher: Int
    /// Index of λs in the panel's ``Panel/lambdaSs``.
    public let student: Int
  }

  /// All of a point but its penalties.
  private struct Law: Hashable {
    let sizes: Sizes
    let regime: Regime

    init(_ point: SimulationPoint) {
      sizes = point.sizes
      regime = point.regime.with(.lambdaT, 0).with(.lambdaS, 0)
    }
  }

  /// One point apart, as the first panel, and the others grouped by law: the estimates of the first are those it has on
  /// its own.
  /// - Throws: ``SimulationError`` for a value that no panel takes, as ``Panel`` does.
  public init(first: SimulationPoint, others: [SimulationPoint]) throws(SimulationError) {
    let (alone, rest) = (try PointLayout([first]), try PointLayout(others))
    panels = alone.panels + rest.panels
    cells =
      alone.cells + rest.cells.map { Cell(panel: $0.panel + 1, teacher: $0.teacher, student: $0.student) }
  }

  /// Groups points by law, in the order in which laws and penalties first appear.
  /// - Throws: ``SimulationError`` for a value that no panel takes, as ``Panel`` does.
  public init(_ points: [SimulationPoint]) throws(SimulationError) {
    var laws: [Law] = []
    var lambdas: [(teacher: [Double], student: [Double])] = []
    var panelOf: [Law: Int] = [:]
    var teacherOf: [[Double: Int]] = []
    var studentOf: [[Double: Int]] = []
    func index(_ value: Double, in known: inout [Double: Int], _ list: inout [Double]) -> Int {
      if let found = known[value] { return found }
      known[value] = list.count
      list.append(value)
      return list.count - 1
    }
    cells = points.map { point in
      let law = Law(point)
      let panel = panelOf[law] ?? laws.count
      if panel == laws.count {
        panelOf[law] = panel
        laws.append(law)
        lambdas.append(([], []))
        teacherOf.append([:])
        studentOf.append([:])
      }
      return Cell(
        panel: panel,
        teacher: index(point.regime.lambdaT, in: &teacherOf[panel], &lambdas[panel].teacher),
        student: index(point.regime.lambdaS, in: &studentOf[panel], &lambdas[panel].student))
    }
    var panels: [Panel] = []
    for (law, lambdas) in zip(laws, lambdas) {
      panels.append(
        try Panel(law.regime, sizes: law.sizes, lambdaTs: lambdas.teacher, lambdaSs: lambdas.student))
    }
    self.panels = panels
  }
}
