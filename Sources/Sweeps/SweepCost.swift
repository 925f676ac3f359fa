/// What a sweep takes on one core, by the cost models of the plans, and how it is shared out by that.
struct SweepCost: Sendable {
  /// Seconds of the whole.
  let seconds: Double
  /// Seconds of one trial, for each run of regimes that cost the same.
  private let steps: [(regimes: Range<Int>, secondsOfTrial: Double)]
  private let trials: Int
  private let units: Int

  init(_ sweep: Sweep) {
    var steps: [(regimes: Range<Int>, secondsOfTrial: Double)] = []
    var sizes: [Int] = []
    var total = 0.0
    let stride = sweep.regimesOfSizes
    for number in Swift.stride(from: 0, to: sweep.count, by: stride) {
      // The sizes decide, as there is one penalty of each kind.
      guard let cost = try? sweep.cost(at: number) else { continue }
      if cost.sizes == sizes, let last = steps.last {
        steps[steps.count - 1].regimes = last.regimes.lowerBound..<(number + stride)
      } else {
        steps.append((number..<(number + stride), cost.seconds))
        sizes = cost.sizes
      }
    }
    for step in steps { total += Double(step.regimes.count * sweep.trials) * step.secondsOfTrial }
    (seconds, self.steps, trials, units) = (total, steps, sweep.trials, sweep.units)
  }

  /// Where shards of about equal cost begin, and where the last ends: `shards` + 1 numbers of units that do not fall, the
  /// first 0.
  func bounds(shards: Int) -> [Int] {
    var bounds = [0]
    var before = 0.0
    for step in steps {
      let (first, count) = (step.regimes.lowerBound * trials, step.regimes.count * trials)
      let cost = Double(count) * step.secondsOfTrial
      while bounds.count < shards {
        let target = seconds * (Double(bounds.count) / Double(shards))
        guard target < before + cost else { break }
        let unit = first + min(count, Int(((target - before) / step.secondsOfTrial).rounded(.up)))
        bounds.append(max(bounds[bounds.count - 1], unit))
      }
      before += cost
    }
    return bounds + [Int](repeating: units, count: shards + 1 - bounds.count)
  }

  /// A regime of each kind of sizes that follows another in a range of units.
  func firstRegimes(in range: Range<Int>) -> [Int] {
    steps.map(\.regimes).filter { ($0.lowerBound * trials..<$0.upperBound * trials).overlaps(range) }.map(\.lowerBound)
  }

  /// Seconds of a range of units.
  func seconds(of range: Range<Int>) -> Double {
    steps.reduce(0) { sum, step in
      let span = (step.regimes.lowerBound * trials)..<(step.regimes.upperBound * trials)
      return sum + Double(span.clamped(to: range).count) * step.secondsOfTrial
    }
  }
}
