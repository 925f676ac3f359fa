// The lines over a plane, against what a fine grid says of where they must be.

import Canvas
import Figures
import RandomSupport
import RealModule
import Testing
import Theory

/// A plane of so many cells, and what is measured in them.
private struct Cells {
  let window: Window
  let columns = 60.0
  let rows = 24.0

  /// A place in cells from the lower left.
  func place(_ point: Curve.Point) -> (x: Double, y: Double) {
    (window.x.position(point.x) * columns, window.y.position(point.y) * rows)
  }

  func values(_ x: Double, _ y: Double) -> (Double, Double) {
    (window.x.value(x / columns), window.y.value(y / rows))
  }

  /// How far a place is from a line in pieces, in cells.
  func distance(_ x: Double, _ y: Double, to pieces: [[(x: Double, y: Double)]]) -> Double {
    var least = Double.infinity
    for piece in pieces {
      for (a, b) in zip(piece, piece.dropFirst()) {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let length = dx * dx + dy * dy
        let t = length > 0 ? min(1, max(0, ((x - a.x) * dx + (y - a.y) * dy) / length)) : 0
        let (px, py) = (a.x + t * dx - x, a.y + t * dy - y)
        least = min(least, px * px + py * py)
      }
    }
    return least.squareRoot()
  }
}

/// Settings over random axes, zoomed at random about a place of the line or any other.
extension SplitMix64 {
  fileprivate mutating func plane(tied: Bool) -> Settings {
    var settings = Settings(pick(Preset.all))
    settings.presetName = ""
    var regime = settings.regime
    for parameter in Parameter.allCases where chance(0.7) {
      regime[parameter] = parameter.scale.value(uniform(0.1, 0.9))
    }
    settings.move(to: regime, tie: tied ? uniform(0.1, 3) : nil)
    let x = pick(Parameter.allCases)
    var axes = Axes(x: x, y: pick(Parameter.allCases.filter { $0 != x }))
    for _ in 0..<below(6) {
      let about = (
        min(1, max(0, axes.window.x.position(regime[axes.x]))), min(1, max(0, axes.window.y.position(regime[axes.y])))
      )
      axes.window = axes.window.zoomed(by: 1.5, about: about, within: axes.whole)
    }
    settings.axes = axes
    settings.phaseAxes = axes
    return settings
  }
}

@Suite struct LineTests {
  // Checks pieces against an answer on a grid of four by eight places a cell.
  private func check<Answer: Equatable>(
    _ pieces: [[Curve.Point]], _ axes: Axes, _ settings: Settings, _ answer: @escaping (Regime) -> Answer,
    _ seed: UInt64
  ) {
    let cells = Cells(window: axes.window)
    let lines = pieces.map { $0.map(cells.place).filter { $0.x.isFinite && $0.y.isFinite } }
    let (across, up) = (4, 8)
    let (width, height) = (Int(cells.columns) * across, Int(cells.rows) * up)
    let at = { (x: Double, y: Double) in
      let (a, b) = cells.values(x, y)
      return answer(settings.at(axes, a, b))
    }
    let place = { (column: Int, row: Int) in
      ((Double(column) + 0.5) / Double(across), (Double(row) + 0.5) / Double(up))
    }
    let answers = (0..<height).map { row in
      (0..<width).map { column in
        let (x, y) = place(column, row)
        return at(x, y)
      }
    }
    var farthest = (distance: 0.0, x: 0.0, y: 0.0)
    for row in 0..<height {
      for column in 0..<width {
        let (x, y) = place(column, row)
        if column + 1 < width, answers[row][column] != answers[row][column + 1] {
          let distance = cells.distance(x + 0.5 / Double(across), y, to: lines)
          if distance > farthest.distance { farthest = (distance, x, y) }
        }
        if row + 1 < height, answers[row][column] != answers[row + 1][column] {
          let distance = cells.distance(x, y + 0.5 / Double(up), to: lines)
          if distance > farthest.distance { farthest = (distance, x, y) }
        }
      }
    }
    let setting =
      "\(axes.x) \(axes.window.x) \(axes.y) \(axes.window.y) \(settings.regime) tie \(String(describing: settings.tie))"
    #expect(farthest.distance < 0.5, "seed \(seed), a change without a line at \(farthest): \(setting)")
    // And where there is a line, the answer changes within half a cell.
    for piece in lines {
      for (a, b) in zip(piece, piece.dropFirst()) {
        let (x, y) = ((a.x + b.x) / 2, (a.y + b.y) / 2)
        guard x > 1, y > 1, x < cells.columns - 1, y < cells.rows - 1 else { continue }
        let around = (0..<32).map { step in
          let angle = Double(step) * Double.pi / 16
          return at(x + 0.5 * .cos(angle), y + 0.5 * .sin(angle))
        }
        let changes = around.contains { $0 != around[0] } || at(x, y) != around[0]
        #expect(changes, "seed \(seed), a line without a change at \(x), \(y): \(setting)")
        if !changes { return }
      }
    }
  }

  @Test("The zero contour is within half a cell of where a fine grid changes sign, however zoomed", arguments: 0..<24)
  func contour(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let settings = random.plane(tied: seed % 5 == 4)
    let lines = settings.mapLines(columns: 60, rows: 24)
    check(
      lines.filter { $0.kind == .contour }.flatMap(\.pieces), settings.axes, settings, { $0.errors.gain }, UInt64(seed))
  }

  @Test("The edges of the phases are within half a cell of where a fine grid changes phase", arguments: 0..<24)
  func phases(seed: Int) {
    var random = SplitMix64(seed: UInt64(1011 + seed))
    let settings = random.plane(tied: seed % 5 == 4)
    let overLambdaS = settings.phaseAxes.x == .lambdaS || settings.phaseAxes.y == .lambdaS
    check(
      settings.phaseLines(columns: 60, rows: 24).flatMap(\.pieces), settings.phaseAxes, settings,
      { regime in
        let report = PhaseReport(regime)
        return overLambdaS && report.winning?.contains(regime.lambdaS) != true
          ? "\(report.phase) losing" : "\(report.phase)"
      }, UInt64(seed))
  }

  @Test func theOptimumIsWhereThePenaltyIsSigmaSquaredGammaT() throws {
    var settings = Settings(try #require(Preset.named("Figure 1 left")))
    settings.axes = Axes(x: .gammaT, y: .lambdaT)
    let line = try #require(settings.mapLines(columns: 60, rows: 24).first { $0.kind == .optimum })
    for point in line.pieces.joined() { #expect(abs(point.y - point.x) <= 1e-12 * point.x) }
  }

  /// At ζ = 0 and γs < 1 the student wins somewhere iff λt < λ⋆t: one line says both.
  @Test func whereThePhaseEndsAtTheOptimumThereIsOneLine() throws {
    let left = Settings(try #require(Preset.named("Figure 1 left"))).mapLines(columns: 60, rows: 24)
    #expect(left.map(\.kind) == [.optimumAndPhaseEdge, .contour])
    let right = Settings(try #require(Preset.named("Figure 1 right"))).mapLines(columns: 60, rows: 24)
    #expect(right.map(\.kind) == [.phaseEdge, .optimum, .contour])
  }
}
