// A sweep that was merged: its regimes by their values, and the map of two of its parameters.

import Canvas
import RealModule
import Sampling
import Simulation
import Theory

/// The regimes of a sweep that was merged, each with what was simulated of it.
public struct MergedSweep: Sendable, Hashable {
  /// The most regimes that are held.
  public static let most = 1_000_000

  /// A regime and its estimates.
  public struct Row: Sendable, Hashable {
    /// The regime, at its sizes.
    public let point: SimulationPoint
    /// L_s − L_t over its trials.
    public let gap: Moments
    /// In how many of them there was a gain.
    public let gains: Proportion

    /// A regime and its estimates, of at least one trial.
    public init(point: SimulationPoint, gap: Moments, gains: Proportion) {
      (self.point, self.gap, self.gains) = (point, gap, gains)
    }
  }

  /// Why there is no map of what is set, in a few words.
  package struct Mismatch: Error, Hashable {
    package let reason: String
    /// Whether it is for the axes, so that no values have one.
    package var isOfAxes = false
  }

  /// The file, as the person named it.
  public let path: String
  /// How the student of all of them is regularised.
  public let filter: SpectralFilter
  /// How many regimes there are.
  public var count: Int { rows.count }

  private let rows: [Row]
  /// Whether λt was swept over multiples of λ⋆t.
  private let isOfOptimum: Bool
  private let grids: [Int: Grid]

  /// Regimes at hand.
  /// - Parameter rows: one at least, all of one kind of student.
  /// - Returns: nil where two parameters are nowhere both swept, as a map needs.
  public init?(path: String, rows: [Row]) {
    guard let first = rows.first else { return nil }
    (self.path, self.rows, filter) = (path, rows, first.point.regime.filter)
    let sizes = Dictionary(grouping: rows.indices) { rows[$0].point.sizes.dimension }
    let parts = [false, true].map { isOfOptimum in sizes.mapValues { Grid(rows, $0, isOfOptimum: isOfOptimum) } }
    let penalties = parts.map { $0.values.reduce(0) { $0 + $1[.lambdaT].count } }
    isOfOptimum = penalties[1] < penalties[0]
    grids = parts[isOfOptimum ? 1 : 0]
    if !grids.values.contains(where: { $0.swept.count >= 2 }) { return nil }
  }

  /// The regimes of one dimension: a grid, of which some may be missing.
  private struct Grid: Sendable, Hashable {
    /// The values of each parameter, ascending; of λt perhaps its multiples of λ⋆t.
    let values: [[Double]]
    /// The row at a place of the grid.
    private var rows: [Int: Int] = [:]

    init(_ all: [Row], _ indices: [Int], isOfOptimum: Bool) {
      let coordinates = { (parameter: Parameter) in
        indices.map { index in
          let regime = all[index].point.regime
          return parameter == .lambdaT && isOfOptimum ? regime.multiple : regime[parameter]
        }
      }
      let columns = Parameter.allCases.map(coordinates)
      // A multiple is computed, and is off by rounding.
      values = columns.map { column in
        var values: [Double] = []
        for value in Set(column).sorted() where values.last.map({ !coincide($0, value) }) ?? true {
          values.append(value)
        }
        return values
      }
      for (row, index) in indices.enumerated() {
        let places = Parameter.allCases.indices.map { nearestPlace(of: columns[$0][row], in: values[$0]) { $0 } }
        rows[number(places)] = index
      }
    }

    subscript(parameter: Parameter) -> [Double] { values[Parameter.allCases.firstIndex(of: parameter) ?? 0] }

    /// The parameters that have several values with a place on an axis.
    var swept: [Parameter] { Parameter.allCases.filter { onAxis($0).count >= 2 } }

    /// The places of the values that an axis shows: 0 has none on a logarithmic one.
    func onAxis(_ parameter: Parameter) -> [Int] {
      let values = self[parameter]
      return values.indices.filter { parameter.scale.position(values[$0]).isFinite }
    }

    func row(_ places: [Int]) -> Int? { rows[number(places)] }

    private func number(_ places: [Int]) -> Int { zip(places, values).reduce(0) { $0 * $1.1.count + $1.0 } }
  }
}

extension MergedSweep {
  /// The dimensions, ascending.
  package var dimensions: [Int] { grids.keys.sorted() }

  /// The map over the axes set; the other parameters are the regimes' own.
  /// - Throws: why the sweep has no such map.
  package func map(_ settings: Settings) throws(Mismatch) -> SimulatedMap {
    let (axes, dimension) = (settings.axes, settings.run.dimension)
    if settings.filter != filter { throw Mismatch(reason: "its student is another") }
    guard let grid = grids[dimension] else { throw Mismatch(reason: "d \(dimension) is not swept") }
    for parameter in [axes.x, axes.y] where !grid.swept.contains(parameter) {
      throw Mismatch(reason: "\(parameter.symbol) is not swept", isOfAxes: true)
    }
    if let reason = tieMismatch(settings) { throw Mismatch(reason: reason) }
    var places: [Int] = []
    for parameter in Parameter.allCases {
      guard ![axes.x, axes.y].contains(parameter) else {
        places.append(0)
        continue
      }
      guard let place = place(of: parameter, in: grid, settings) else {
        let value = NumberFormat(trimsZeros: true).text(settings.regime[parameter])
        throw Mismatch(reason: "\(parameter.symbol) \(value) is not swept")
      }
      places.append(place)
    }
    return try cells(of: grid, at: places, settings)
  }

  /// Cells over the axes set, at places of the other parameters.
  private func cells(of grid: Grid, at fixed: [Int], _ settings: Settings) throws(Mismatch) -> SimulatedMap {
    let axes = settings.axes
    let (xs, ys) = (places(axes.x, besides: axes.y, grid, settings), places(axes.y, besides: axes.x, grid, settings))
    var places = fixed
    var found: [Row?] = []
    for y in ys.reversed() {
      for x in xs {
        for (parameter, place) in [(axes.x, x), (axes.y, y)] {
          places[Parameter.allCases.firstIndex(of: parameter) ?? 0] = place
        }
        found.append(grid.row(places).map { rows[$0] })
      }
    }
    guard xs.count > 1, ys.count > 1, let any = found.lazy.compactMap({ $0 }).first else {
      throw Mismatch(reason: "it has no regime here")
    }
    /// The cells along an axis, or those beside each value of the other where they move with it.
    func cells(_ parameter: Parameter, _ places: [Int], beside other: Parameter, _ others: [Int]) -> [CellAxis] {
      let values = places.map { grid[parameter][$0] }
      guard isOfOptimum, parameter == .lambdaT else { return [CellAxis(parameter.scale, about: values)] }
      let moves = other == .gammaT || other == .sigma
      return (moves ? others : [others[0]]).map { place in
        let optimum = settings.regime.with(other, grid[other][place]).optimalLambdaT
        return CellAxis(parameter.scale, about: values.map { $0 * optimum })
      }
    }
    return SimulatedMap(
      across: cells(axes.x, xs, beside: axes.y, ys), up: cells(axes.y, ys, beside: axes.x, xs),
      estimates: found.map { $0?.gap ?? Moments() }, gains: found.map { $0?.gains ?? Proportion() },
      points: found.map { ($0 ?? any).point }, sharesDraws: false)
  }

  /// The places along an axis: those where multiples of λ⋆t are no penalty on the map are none.
  private func places(_ parameter: Parameter, besides other: Parameter, _ grid: Grid, _ settings: Settings) -> [Int] {
    let places = grid.onAxis(parameter)
    guard isOfOptimum, other == .lambdaT else { return places }
    return places.filter { settings.regime.with(parameter, grid[parameter][$0]).optimalLambdaT > 0 }
  }

  /// Why λt does not move along the axes as it was swept; nil where it does.
  private func tieMismatch(_ settings: Settings) -> String? {
    let axes = [settings.axes.x, settings.axes.y]
    guard !axes.contains(.lambdaT), axes.contains(.gammaT) || axes.contains(.sigma) else { return nil }
    if isOfOptimum { return settings.tie == nil ? "its λt is tied to λ⋆t" : nil }
    return settings.tie == nil ? nil : "its λt is not tied to λ⋆t"
  }

  /// The place of what is set; nil where the sweep has no such value.
  private func place(of parameter: Parameter, in grid: Grid, _ settings: Settings) -> Int? {
    let (values, value) = (grid[parameter], coordinate(parameter, settings))
    let place = nearest(parameter, value, in: values)
    guard parameter == .gammaT || parameter == .gammaS else { return coincide(values[place], value) ? place : nil }
    // A ratio stands for the sizes it makes.
    let d = Double(settings.run.dimension)
    return values.indices.first { (d / values[$0]).rounded() == (d / value).rounded() }
  }

  private func coordinate(_ parameter: Parameter, _ settings: Settings) -> Double {
    parameter == .lambdaT && isOfOptimum
      ? settings.tie ?? settings.regime.multiple : settings.regime[parameter]
  }

  private func nearest(_ parameter: Parameter, _ value: Double, in values: [Double]) -> Int {
    nearestPlace(of: value, in: values) { max(-1e3, parameter.scale.position($0)) }
  }
}

extension MergedSweep {
  /// The two parameters with most values; λt and λs where none has more.
  package var axes: Axes {
    let counts = grids.values.map { grid in
      Parameter.allCases.map { grid.swept.contains($0) ? grid.onAxis($0).count : 0 }
    }
    let most = Parameter.allCases.indices.map { index in counts.map { $0[index] }.max() ?? 0 }
    let chosen = most.indices.sorted { (most[$1], $0) < (most[$0], $1) }.prefix(2).sorted()
    return Axes(x: Parameter.allCases[chosen[0]], y: Parameter.allCases[chosen[1]])
  }

  /// The nearest to what is set that the sweep has a map of.
  /// - Parameter withAxes: whether what is on the axes goes to a value of the sweep too.
  package func nearest(to settings: Settings, withAxes: Bool = false) -> Settings {
    var settings = settings
    if settings.filter != filter { settings.filter = filter }
    let wanted = Double(settings.run.dimension)
    let dimensions = self.dimensions
    let dimension = dimensions[nearestPlace(of: wanted, in: dimensions.map(Double.init), on: { .log($0) })]
    settings.run.dimension = dimension
    guard let grid = grids[dimension] else { return settings }
    // λt last: it may be a multiple of what the others make.
    for parameter in Parameter.allCases.filter({ $0 != .lambdaT }) + [.lambdaT] {
      let isOnAxis = parameter == settings.axes.x || parameter == settings.axes.y
      if isOnAxis && !withAxes { continue }
      let isThere = place(of: parameter, in: grid, settings) != nil
      if isThere && (parameter != .lambdaT || tieMismatch(settings) == nil) { continue }
      let values = grid[parameter]
      let value = values[nearest(parameter, coordinate(parameter, settings), in: values)]
      if parameter != .lambdaT {
        settings.set(parameter, value)
      } else if isOfOptimum && !isOnAxis {
        settings.move(to: settings.regime, tie: value)
      } else {
        let penalty = isOfOptimum ? value * settings.regime.optimalLambdaT : value
        settings.move(to: settings.regime.with(.lambdaT, Parameter.lambdaT.nearestAccepted(penalty)), tie: nil)
      }
    }
    return settings
  }

  /// The place of what is set among the values that sliders stop at; nil where it is none of them.
  package func place(of parameter: Parameter, _ settings: Settings) -> Int? {
    grids[settings.run.dimension].flatMap { place(of: parameter, in: $0, settings) }
  }

  /// The values of a parameter that sliders stop at, ascending; empty where it is not swept at this dimension.
  package func stops(_ parameter: Parameter, _ settings: Settings) -> [Double] {
    guard let values = grids[settings.run.dimension]?[parameter], values.count > 1 else { return [] }
    guard parameter == .lambdaT, isOfOptimum else { return values }
    return values.map { Parameter.lambdaT.nearestAccepted($0 * settings.regime.optimalLambdaT) }
  }
}

extension Regime {
  /// λt/λ⋆t; 0 where λ⋆t is 0.
  fileprivate var multiple: Double { optimalLambdaT > 0 ? lambdaT / optimalLambdaT : 0 }
}

/// Whether two values are one but for rounding.
private func coincide(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(abs(a), abs(b)) }

/// The place of the value nearest on a scale.
/// - Parameter values: one at least, ascending.
private func nearestPlace(of value: Double, in values: [Double], on position: (Double) -> Double) -> Int {
  var (low, high) = (0, values.count)
  while low < high {
    let middle = (low + high) / 2
    if values[middle] < value { low = middle + 1 } else { high = middle }
  }
  if low == values.count { return low - 1 }
  guard low > 0 else { return 0 }
  let place = position(value)
  return place - position(values[low - 1]) < position(values[low]) - place ? low - 1 : low
}
