// The lines over a plane of two parameters, from closed forms: no grid decides what is seen of them.
//
// Along every column the places where the horizontal axis is crossed are joined with those of the column before, branch by
// branch; where branches meet or part, the rows do the same and close the gap.

import Canvas
import Export
import Theory

/// A line over a plane of two parameters.
package struct FieldLine: Hashable {
  /// What there is on a line.
  package enum Kind: Hashable {
    /// L_s = L_t.
    case contour
    /// λt = λ⋆t.
    case optimum
    /// The phase changes.
    case phaseEdge
    /// λt = λ⋆t, and there the phase changes too.
    case optimumAndPhaseEdge
  }

  /// What there is on it.
  package let kind: Kind
  /// Its pieces, in data coordinates.
  package let pieces: [[Curve.Point]]

  /// The pieces as one curve, broken between them.
  package var points: [Curve.Point] { pieces.flatMap { $0 + [Curve.Point(.nan, .nan)] } }
}

extension FieldLine {
  /// The line as layers of a chart, a name for the first piece only.
  package var layers: [Chart.Layer] { layers(named: kind.name, look: kind == .contour ? .boundary : .reference) }

  /// The line as boundaries of a chart's regions.
  package func boundaries(named name: String) -> [Chart.Layer] { layers(named: name, look: .boundary) }

  private func layers(named name: String, look: Chart.Look) -> [Chart.Layer] {
    pieces.enumerated().map { index, piece in
      .line(name: index == 0 ? name : "", points: piece.map { ChartPoint(x: $0.x, y: $0.y) }, look: look)
    }
  }
}

extension FieldLine.Kind {
  /// What it is, for a legend.
  package var name: String {
    switch self {
    case .contour: "Ls = Lt"
    case .optimum: "λt = λ⋆t"
    case .phaseEdge: "phase edge"
    case .optimumAndPhaseEdge: "λt = λ⋆t, phase edge"
    }
  }
}

extension Settings {
  /// The lines of the map: where L_s = L_t, λt = λ⋆t where λt is an axis, and where λs is one the edges of the phases,
  /// which do not depend on it.
  /// - Parameters:
  ///   - columns: places across, between which lines are straight.
  ///   - rows: places up.
  package func mapLines(columns: Int, rows: Int) -> [FieldLine] {
    let tracer = LineTracer(self, axes, columns: columns, rows: rows)
    var lines: [FieldLine] = []
    let optimum = tracer.optimum
    let edges = axes.x == .lambdaS || axes.y == .lambdaS ? tracer.straight(tracer.phaseEdgesBesideLambdaS) : []
    // λ⋆t is straight beside λs, as the edges of phases are.
    let share = 1 / Double(max(1, axes.x == .lambdaS ? rows : columns))
    let joined = edges.filter { edge in optimum.contains { tracer.distance($0, edge) < share } }
    let others = edges.filter { !joined.contains($0) }
    if !others.isEmpty { lines.append(FieldLine(kind: .phaseEdge, pieces: others)) }
    if !optimum.isEmpty {
      lines.append(FieldLine(kind: joined.isEmpty ? .optimum : .optimumAndPhaseEdge, pieces: optimum))
    }
    let contour = tracer.traced(along: [axes.y, axes.x]) {
      tracer.known.gains($0)
    } closed: {
      $0.thresholds(of: $1)
    }
    if !contour.isEmpty { lines.append(FieldLine(kind: .contour, pieces: contour)) }
    return lines
  }

  /// The lines of the phases over two parameters: their edges, and where λs is an axis those of the λs that win.
  package func phaseLines(columns: Int, rows: Int) -> [FieldLine] {
    let tracer = LineTracer(self, phaseAxes, columns: columns, rows: rows)
    var pieces: [[Curve.Point]]
    if phaseAxes.x == .lambdaS || phaseAxes.y == .lambdaS {
      pieces = tracer.straight(tracer.phaseEdgesBesideLambdaS)
      pieces += tracer.traced(along: [phaseAxes.y, phaseAxes.x]) {
        tracer.known.gains($0)
      } closed: {
        $0.thresholds(of: $1)
      }
    } else {
      pieces = tracer.traced(along: [phaseAxes.y, phaseAxes.x]) {
        tracer.known.phase($0)
      } closed: {
        $0.phaseEdges(of: $1)
      }
    }
    return pieces.isEmpty ? [] : [FieldLine(kind: .phaseEdge, pieces: pieces)]
  }

  /// The lines of the universal plane: ρ = 1, r_min(γs), and between 0 and 1 the step of r_min at γs = 1.
  package func planeLines(columns: Int) -> [FieldLine] {
    let window = planeWindow
    let across = (0...max(1, columns)).map { window.x.value(Double($0) / Double(max(1, columns))) }
    let students = { (gamma: Double) in Students(regime.filter, gamma: gamma) }
    let floor = { (gammas: [Double]) in gammas.map { Curve.Point($0, students($0).leastRatio) } }
    var pieces = [[Curve.Point(window.x.lower, 1), Curve.Point(window.x.upper, 1)]]
    // Of students that cut off r_min is 1.
    let step = students(1).leastRatio
    if step < 1 {
      pieces += [
        floor(across.filter { $0 < 1 }) + [Curve.Point(1, 0), Curve.Point(1, step)] + floor(across.filter { $0 >= 1 }),
        [Curve.Point(1, step), Curve.Point(1, 1)],
      ]
    }
    return [FieldLine(kind: .phaseEdge, pieces: pieces)]
  }
}

/// What many regimes along two axes have in common, found once: the limits of their students, and r_min.
private final class KnownStudents {
  private struct Student: Hashable {
    let students: Students
    let lambda: Double
  }
  private var ratios: [Student: Double] = [:]
  private var floors = PhaseFloors()

  /// Whether the student gains; where it loses too little to be counted, whether it would with a little more.
  func gains(_ regime: Regime) -> Bool {
    if regime.filter == .ridge { return regime.errors.gain }
    let student = Student(students: regime.students, lambda: regime.lambdaS)
    let ratio = ratios[student] ?? StudentLimit(regime).shrinkageRatio
    ratios[student] = ratio
    return ratio < TeacherLimit(regime).rho
  }

  func phase(_ regime: Regime) -> Phase { floors.phase(UniversalPlane.Point(regime)) }
}

/// Finds lines over two parameters.
private struct LineTracer {
  let known = KnownStudents()
  private let settings: Settings
  private let axes: Axes
  /// Places along the axes, both ends among them.
  private let xs: [Double]
  private let ys: [Double]

  init(_ settings: Settings, _ axes: Axes, columns: Int, rows: Int) {
    self.settings = settings
    self.axes = axes
    func places(_ scale: Scale, _ count: Int) -> [Double] {
      (0...max(1, count)).map { scale.value(Double($0) / Double(max(1, count))) }
    }
    xs = places(axes.window.x, columns)
    ys = places(axes.window.y, rows)
  }

  /// The pieces where an answer changes, across the axes given.
  /// - Parameter closed: where it does, all of them, along a parameter of a regime.
  func traced<Answer: Equatable>(
    along parameters: [Parameter], _ answer: (Regime) -> Answer, closed: (Regime, Parameter) -> [Double]
  ) -> [[Curve.Point]] {
    parameters.flatMap { parameter in
      let isUp = parameter == axes.y
      let (scale, count) = isUp ? (axes.window.y, ys.count) : (axes.window.x, xs.count)
      let path = isClosed(parameter) ? [] : (0...2 * count).map { scale.value(Double($0) / Double(2 * count)) }
      return joined(isUp ? xs : ys) { place in
        let regime = { (value: Double) in isUp ? settings.at(axes, place, value) : settings.at(axes, value, place) }
        let values =
          isClosed(parameter)
          ? closed(regime(scale.value(0.5)), parameter) : changes(along: path) { answer(regime($0)) }
        return values.map { isUp ? Curve.Point(place, $0) : Curve.Point($0, place) }
      }
    }
  }

  /// A tied λt moves with σε and γt, and then there is no closed form; nor is there one of what a student other than ridge
  /// does.
  private func isClosed(_ parameter: Parameter) -> Bool {
    if settings.filter != .ridge && !parameter.isTeacherSide { return false }
    return settings.tie == nil || axes.x == .lambdaT || axes.y == .lambdaT
      || parameter != .gammaT && parameter != .sigma
  }

  /// The places between which an answer changes, brought near by bisection.
  private func changes<Answer: Equatable>(along path: [Double], _ answer: (Double) -> Answer) -> [Double] {
    let answers = path.map(answer)
    return path.indices.dropFirst().compactMap { index in
      guard answers[index - 1] != answers[index] else { return nil }
      var (low, high) = (path[index - 1], path[index])
      // A student other than ridge takes long, and a step is less than a cell already.
      for _ in 0..<(settings.filter == .ridge ? 20 : 5) {
        let middle = 0.5 * (low + high)
        if answer(middle) == answers[index - 1] { low = middle } else { high = middle }
      }
      return high
    }
  }

  /// The points at places along an axis, joined branch by branch.
  private func joined(_ places: [Double], _ points: (Double) -> [Curve.Point]) -> [[Curve.Point]] {
    var (done, open): ([[Curve.Point]], [[Curve.Point]]) = ([], [])
    for place in places {
      let next = points(place)
      if next.count == open.count {
        for branch in next.indices { open[branch].append(next[branch]) }
      } else {
        done += open
        open = next.map { [$0] }
      }
    }
    return done + open
  }

  /// λt = σε²γt, where λt is an axis; a λt that is tied is everywhere the same multiple of it.
  var optimum: [[Curve.Point]] {
    if axes.x == .lambdaT { return [ys.map { Curve.Point(settings.at(axes, 1, $0).optimalLambdaT, $0) }] }
    if axes.y == .lambdaT { return [xs.map { Curve.Point($0, settings.at(axes, $0, 1).optimalLambdaT) }] }
    return []
  }

  /// The values of the other axis beside λs at which the phase changes.
  var phaseEdgesBesideLambdaS: [Double] {
    let other = axes.x == .lambdaS ? axes.y : axes.x
    return isClosed(other) ? settings.regime.phaseEdges(of: other) : settings.phaseEdges(of: other)
  }

  /// Lines along λs, at values of the other axis.
  func straight(_ values: [Double]) -> [[Curve.Point]] {
    values.map { value in
      axes.x == .lambdaS
        ? [Curve.Point(axes.window.x.lower, value), Curve.Point(axes.window.x.upper, value)]
        : [Curve.Point(value, axes.window.y.lower), Curve.Point(value, axes.window.y.upper)]
    }
  }

  /// How far apart two lines along λs are, as a share of the other axis.
  func distance(_ one: [Curve.Point], _ other: [Curve.Point]) -> Double {
    guard let a = one.first, let b = other.first else { return .infinity }
    return axes.x == .lambdaS
      ? abs(axes.window.y.position(a.y) - axes.window.y.position(b.y))
      : abs(axes.window.x.position(a.x) - axes.window.x.position(b.x))
  }
}
