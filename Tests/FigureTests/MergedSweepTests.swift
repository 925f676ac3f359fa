// A merged sweep: what is found at a place of its map, where it has none, and what its file may hold.

import Canvas
import Export
import RandomSupport
import Sampling
import Simulation
import Testing
import Theory

@testable import Figures

@Suite("A merged sweep")
struct MergedSweepTests {
  typealias Values = [Parameter: [Double]]

  /// A sweep of a grid, each mean the number of its row, as far as rows are kept.
  /// - Parameter ofOptimum: whether the values of λt are multiples of λ⋆t.
  private func rows(
    _ values: Values, dimensions: [Int] = [200], ofOptimum: Bool = false, filter: SpectralFilter = .ridge,
    keeping: (Int) -> Bool = { _ in true }
  ) throws -> [MergedSweep.Row] {
    var points: [Regime] = [Preset.all[0].regime.with(filter)]
    for parameter in Parameter.allCases.filter({ $0 != .lambdaT }) + [.lambdaT] {
      guard let values = values[parameter] else { continue }
      points = points.flatMap { point in values.map { point.with(parameter, $0) } }
    }
    var rows: [MergedSweep.Row] = []
    for dimension in dimensions {
      for regime in points {
        var point = try SimulationPoint(regime, dimension: dimension)
        if ofOptimum {
          let penalty = point.regime.lambdaT * point.regime.optimalLambdaT
          point = SimulationPoint(point.regime.with(.lambdaT, penalty), sizes: point.sizes)
        }
        rows.append(
          MergedSweep.Row(
            point: point, gap: Moments(count: 20, mean: Double(rows.count), standardError: 0.5),
            gains: Proportion(successes: rows.count % 21, count: 20)))
      }
    }
    return rows.enumerated().filter { keeping($0.offset) }.map(\.element)
  }

  private func settings(_ x: Parameter, _ y: Parameter, dimension: Int = 200) -> Settings {
    var settings = Settings(Preset.all[0])
    settings.axes = Axes(x: x, y: y)
    settings.run.dimension = dimension
    return settings
  }

  private static let grid: Values = [
    .lambdaS: [0.01, 0.1, 0.5, 2], .gammaS: [0.1, 0.3, 1.7], .sigma: [0.5, 1, 2], .zeta: [0, 0.3],
  ]

  @Test("At every regime of the values set the map has that regime's estimates", arguments: 0..<30)
  func everyRegime(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let all = try rows(Self.grid, dimensions: [100, 200], keeping: { _ in random.chance(0.8) })
    let sweep = try #require(MergedSweep(path: "m.csv", rows: all.shuffled(using: &random)))
    let x = random.pick([Parameter.lambdaS, .gammaS, .sigma, .zeta])
    let y = random.pick([Parameter.lambdaS, .gammaS, .sigma, .zeta].filter { $0 != x })
    var settings = sweep.nearest(to: settings(x, y, dimension: random.pick([100, 200])))
    let others = Parameter.allCases.filter { $0 != x && $0 != y }
    for parameter in others {
      if let value = Self.grid[parameter].map({ random.pick($0) }) { settings.set(parameter, value) }
    }
    guard let map = try? sweep.map(settings) else {
      Issue.record("no map at \(settings.regime)")
      return
    }
    var found = 0
    for row in all where row.point.sizes.dimension == settings.run.dimension {
      let regime = row.point.regime
      guard others.allSatisfy({ abs(regime[$0] - settings.regime[$0]) < 0.01 }) else { continue }
      let cell = try #require(map.cell(x: regime[x], y: regime[y]))
      #expect(map.estimates[cell].mean == row.gap.mean && map.gains[cell] == row.gains)
      #expect(map.points[cell] == row.point)
      #expect(map.middle(cell) == (regime[x], regime[y]))
      found += 1
    }
    #expect(found > 0 && found == map.estimates.count { $0.count > 0 })
  }

  @Test("Multiples of λ⋆t are cells of each row's own λt, and its tie beside other axes")
  func multiples() throws {
    let values: Values = [.lambdaT: [0.1, 1, 3], .gammaT: [0.1, 0.3, 1.7], .sigma: [0, 1, 2]]
    let all = try rows(values, ofOptimum: true)
    let sweep = try #require(MergedSweep(path: "m.csv", rows: all))
    for (x, y) in [(Parameter.gammaT, Parameter.lambdaT), (.lambdaT, .gammaT), (.sigma, .lambdaT)] {
      let map = try sweep.map(sweep.nearest(to: settings(x, y)))
      let isAlongSigma = x == .sigma
      for row in all where row.point.regime.sigma > 0 {
        let regime = row.point.regime
        guard isAlongSigma ? abs(regime.gammaT - 0.3) < 0.01 : regime.sigma == 1 else { continue }
        let cell = try #require(map.cell(x: regime[x], y: regime[y]), "\(regime)")
        #expect(map.estimates[cell].mean == row.gap.mean)
      }
    }
    // Along γt and σε the penalty is tied, as it was swept.
    var free = settings(.gammaT, .sigma)
    #expect(throws: MergedSweep.Mismatch(reason: "its λt is tied to λ⋆t")) { try sweep.map(free) }
    free = sweep.nearest(to: free)
    #expect(free.tie == 0.1)
    let map = try sweep.map(free)
    for row in all where abs(row.point.regime.lambdaT - 0.1 * row.point.regime.optimalLambdaT) < 1e-12 {
      guard row.point.regime.sigma > 0 else { continue }
      let cell = try #require(map.cell(x: row.point.regime.gammaT, y: row.point.regime.sigma))
      #expect(map.estimates[cell].mean == row.gap.mean)
    }
  }

  @Test("What was not swept is named")
  func mismatches() throws {
    let sweep = try #require(MergedSweep(path: "m.csv", rows: try rows(Self.grid)))
    func reason(_ change: (inout Settings) -> Void) -> String? {
      var settings = sweep.nearest(to: settings(.lambdaS, .gammaS))
      change(&settings)
      do throws(MergedSweep.Mismatch) {
        _ = try sweep.map(settings)
        return nil
      } catch {
        return error.reason
      }
    }
    #expect(reason { _ in } == nil)
    #expect(reason { $0.set(.sigma, 1.3) } == "σε 1.3 is not swept")
    #expect(reason { $0.set(.lambdaT, 0.2) } == "λt 0.2 is not swept")
    #expect(reason { $0.run.dimension = 300 } == "d 300 is not swept")
    #expect(reason { $0.filter = .gradientFlow } == "its student is another")
    #expect(reason { $0.axes = Axes(x: .gammaT, y: .lambdaS) } == "γt is not swept")
    // On the axes the sliders are free, and so is a ratio that makes the same sizes.
    #expect(reason { $0.set(.lambdaS, 0.77) } == nil)
    #expect(reason { $0.set(.gammaT, 0.2501) } == nil)
    // A tied λt moves along σε, and was not tied.
    let tied: (inout Settings) -> Void = {
      $0.axes = Axes(x: .sigma, y: .lambdaS)
      $0.move(to: $0.regime, tie: $0.regime.lambdaT / $0.regime.optimalLambdaT)
    }
    #expect(reason(tied) == "its λt is not tied to λ⋆t")
  }

  @Test("From anywhere there is a way to a map, and there it stays", arguments: 0..<40)
  func nearest(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let isOfOptimum = random.chance(0.5)
    let values = Self.grid.merging([.lambdaT: [0.1, 0.2, 1], .gammaT: [0.2, 0.9]]) { $1 }
    let all = try rows(values, dimensions: [50, 400], ofOptimum: isOfOptimum)
    let sweep = try #require(MergedSweep(path: "m.csv", rows: all))
    let x = random.pick(Parameter.allCases)
    var settings = settings(x, random.pick(Parameter.allCases.filter { $0 != x }), dimension: 1 + random.below(900))
    for parameter in Parameter.allCases { settings.set(parameter, parameter.scale.value(random.uniform())) }
    if random.chance(0.5) { _ = settings.toggleTie() }
    let there = sweep.nearest(to: settings)
    let map = try sweep.map(there)
    #expect(map.estimates.allSatisfy { $0.count == 20 })
    #expect(there.axes == settings.axes)
    for parameter in [there.axes.x, there.axes.y] where parameter != .lambdaT {
      #expect(there.regime[parameter] == settings.regime[parameter])
    }
    let again = sweep.nearest(to: there)
    #expect(again == there)
    // With the axes, the state is the middle of a cell.
    let middle = sweep.nearest(to: settings, withAxes: true)
    let cell = try #require(map.cell(x: middle.regime[there.axes.x], y: middle.regime[there.axes.y]))
    #expect(try sweep.map(middle).points[cell].regime[there.axes.y].isNear(middle.regime[there.axes.y]))
  }

  @Test("Cells end halfway to the next on the scale; 0 has no place on a logarithmic axis")
  func cells() throws {
    let all = try rows([.lambdaS: [0, 0.1, 10], .sigma: [0, 1, 3]])
    let sweep = try #require(MergedSweep(path: "m.csv", rows: all))
    #expect(sweep.axes == Axes(x: .lambdaS, y: .sigma))
    let map = try sweep.map(sweep.nearest(to: settings(.lambdaS, .sigma)))
    #expect(map.columns == 2 && map.rows == 3)
    func mean(_ x: Double, _ y: Double) -> Double? { map.cell(x: x, y: y).map { map.estimates[$0].mean } }
    // λs varies faster here: rows 0, 1, 2 are of λs = 0 and σε = 0, 1, 3.
    #expect(mean(0.99, 0.49) == 3 && mean(1.01, 0.49) == 6 && mean(1.01, 0.51) == 7 && mean(1.01, 2.01) == 8)
    #expect(mean(0.011, 0) == 3 && mean(0.009, 0) == nil && mean(90, 3.9) == 8 && mean(101, 3.9) == nil)
    #expect(mean(0, 1) == nil)
  }

  @Test("One swept parameter is no map")
  func tooFew() throws {
    #expect(MergedSweep(path: "m.csv", rows: []) == nil)
    #expect(MergedSweep(path: "m.csv", rows: try rows([.sigma: [1, 2, 3]])) == nil)
    // Not even where two are swept, each at another dimension.
    let mixed = try rows([.sigma: [1, 2]], dimensions: [100]) + rows([.zeta: [0, 0.5]], dimensions: [200])
    #expect(MergedSweep(path: "m.csv", rows: mixed) == nil)
  }
}

extension Double {
  fileprivate func isNear(_ other: Double) -> Bool { abs(self - other) <= 1e-9 * Swift.max(abs(self), abs(other)) }
}

@Suite("The file of a merged sweep")
struct MergedSweepFileTests {
  /// What `simulate` says of four regimes, by its own code.
  private func records() throws -> [Record] {
    try [(0.1, 0.5), (0.1, 2), (1, 0.5), (1, 2)].map { lambdaS, gammaS in
      let regime = Preset.all[0].regime.with(.lambdaS, lambdaS).with(.gammaS, gammaS)
      let point = try SimulationPoint(regime, dimension: 30)
      let panel = try Panel(regime, sizes: point.sizes, lambdaTs: [regime.lambdaT], lambdaSs: [regime.lambdaS])
      let plan = try SimulationPlan(panels: [panel], trials: 5, seed: 3, engine: .law)
      let result = try simulate(plan, threads: 1)
      return Record(result.panels[0][teacher: 0, student: 0], result.sample, at: point, of: plan)
    }
  }

  private func read(_ text: String, chunk: Int = 1 << 16) throws -> MergedSweep {
    var rest = Array(text.utf8)[...]
    return try MergedSweep(path: "m.csv") {
      defer { rest = rest.dropFirst(chunk) }
      return Array(rest.prefix(chunk))
    }
  }

  private func csv(_ records: [Record]) -> String {
    records[0].csvHeader + "\n" + records.map { $0.csvRow + "\n" }.joined()
  }

  private func json(_ records: [Record]) -> String {
    "[\n  " + records.map { $0.json(pretty: false) }.joined(separator: ",\n  ") + "\n]\n"
  }

  @Test("Either form is read back, whatever pieces it comes in", arguments: [1, 7, 1 << 16])
  func bothForms(chunk: Int) throws {
    let records = try records()
    let sweeps = try [csv(records), json(records)].map { try read($0, chunk: chunk) }
    #expect(sweeps[0] == sweeps[1] && sweeps[0].count == 4)
    var settings = Settings(Preset.all[0])
    settings.axes = Axes(x: .lambdaS, y: .gammaS)
    let map = try sweeps[0].map(sweeps[0].nearest(to: settings))
    for record in records {
      func number(_ name: String) throws -> Double {
        guard case .number(let value)? = record.fields.first(where: { $0.name == name })?.value else {
          throw CSVComplaint(line: 0, message: name)
        }
        return value
      }
      let cell = try #require(map.cell(x: number("lambda_s"), y: number("gamma_s")))
      #expect(try map.estimates[cell].mean == number("gap_mean"))
      #expect(try abs(map.estimates[cell].standardError - number("gap_se")) < 1e-12)
      #expect(try map.gains[cell].value == number("probability_of_gain"))
      let (z, zFinite) = (map.estimates[cell].z(against: map.limit(cell)), map.z(cell))
      #expect(try abs(z - number("z")) < 1e-9 && abs(zFinite - number("z_finite")) < 1e-9)
    }
  }

  @Test("What is wrong is named with its line")
  func complaints() throws {
    let text = csv(try records())
    func complaint(_ text: String) -> String? {
      do {
        _ = try read(text)
        return nil
      } catch {
        return "\(error)"
      }
    }
    func changed(_ column: String, _ value: String) -> String {
      var lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      guard let place = lines[0].firstIndex(of: Substring(column)) else { return text }
      lines[2][place] = Substring(value)
      return lines.map { $0.joined(separator: ",") + "\n" }.joined()
    }
    #expect(complaint(text) == nil)
    #expect(complaint("") == "line 1: the input is empty: a header line that names the columns is needed")
    #expect(complaint("lambda_t,tau\n")?.hasPrefix("line 1: this is a sweep of Section 3's networks") == true)
    #expect(complaint("lambda_t\n1\n")?.hasPrefix("line 1: a column 'lambda_s' is missing") == true)
    #expect(complaint(text.split(separator: "\n")[0] + "\n") == "line 1: there is no regime")
    #expect(complaint(changed("lambda_s", "-1"))?.hasPrefix("line 3: lambda_s = '-1' is not") == true)
    #expect(complaint(changed("trials", "0"))?.hasPrefix("line 3: trials = '0' is not") == true)
    #expect(complaint(changed("gap_mean", "nan")) == "line 3: gap_mean = 'nan' is not a finite number")
    #expect(complaint(changed("gap_se", "-2")) == "line 3: gap_se = '-2' is not a finite number ≥ 0")
    #expect(complaint(changed("probability_of_gain", "1.5"))?.hasSuffix("is not a number from 0 to 1") == true)
    #expect(complaint(changed("student", "lasso"))?.hasPrefix("line 3: student = 'lasso' is not one of ridge") == true)
    #expect(complaint(changed("student", "cut-off"))?.hasPrefix("line 3: student is cut-off and was ridge") == true)
    #expect(complaint(changed("dimension", "30.5"))?.hasPrefix("line 3: dimension = '30.5' is not") == true)
    let twice = text + text.split(separator: "\n")[2] + "\n"
    #expect(complaint(twice) == "line 6: it is of the regime of line 3; keep one")
    #expect(complaint(text + "1,2\n") == "line 6: 2 fields, and the header has \(try records()[0].fields.count)")
    #expect(complaint("[\n  {\"lambda_t\": }\n]\n")?.hasPrefix("line 2: this is no JSON object") == true)
    #expect(complaint("[\n  {\"lambda_t\": 1}\n]\n")?.hasPrefix("line 2: a column 'lambda_s' is missing") == true)
  }
}
