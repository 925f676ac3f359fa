// What a plan will take, before it is taken. The rates are those of one core of a 2020s server.

import Sampling
import Theory

extension SimulationPlan {
  /// An upper estimate of the bytes that `threads` ≥ 1 trials at a time need, as a Double so that it cannot overflow.
  public func bytes(threads: Int) -> Double {
    let perTrial = panels.map { engine == .law ? $0.lawBytes : $0.denseBytes }.max() ?? 0
    // Seven words of estimates a cell and what waits to be merged.
    let cells = panels.reduce(0) { $0 + Double($1.count) }
    return Double(max(1, min(threads, trials * panels.count))) * perTrial + 120 * cells
  }

  /// Wall-clock seconds the plan will take on `threads` ≥ 1 of a machine's processors, to a factor of three or so:
  /// meant for warning of hours, not for promising minutes.
  public func seconds(threads: Int, machine: Machine = .current) -> Double {
    let perTrial = panels.reduce(0) { $0 + (engine == .law ? $1.lawSeconds : $1.denseSeconds) }
    return Double(trials) * perTrial / Double(max(1, min(threads, machine.processors, trials * panels.count)))
  }
}

extension Panel {
  /// Numerical rank of a penalty path, at most: those met are 8 to 14.
  private var rank: Double { Double(min(lambdaTs.count + 2, 24)) }

  var lawBytes: Double {
    let columns = Double(min(sizes.dimension, min(sizes.teacherSamples, sizes.dimension) + 1))
    let basis: Double = (rank / 8 + 1).rounded(.up) * 8
    let vectors: Double = 19 + 1.5 * basis
    let sums: Double = Double(lambdaSs.count + 8) * (2 * rank * (rank + 4) + 512)
    let cells: Double = 4 * Double(count) + 3 * rank * Double(lambdaTs.count)
    let frame: Double = regime.filter == .ridge ? 0 : 2 * columns * (rank + 1)
    return 8 * (columns * vectors + sums + cells + frame)
  }

  var denseBytes: Double {
    let d = Double(sizes.dimension)
    let fits: Double = max(
      DenseFitCost(dimension: sizes.dimension, samples: sizes.teacherSamples).words,
      DenseFitCost(dimension: sizes.dimension, samples: sizes.studentSamples).words)
    let vectors: Double = 4 * d * Double(lambdaTs.count) + d * Double(lambdaSs.count)
    return 8 * (fits + vectors + 4 * Double(count))
  }

  var lawSeconds: Double {
    let d = Double(sizes.dimension)
    let rows = Double(min(sizes.dimension, sizes.studentSamples))
    let r: Double = min(rank, 12)
    let teacher: Double = 1e-8 * d * Double(lambdaTs.count)
    // Eigenvalues cost the square of their number, for students other than ridge.
    let eigenvalues: Double = regime.filter == .ridge ? 0 : 1e-8 * rows * rows
    let sums = Double(regime.filter == .ridge ? PenaltyNodes.sums(lambdaSs) : lambdaSs.count)
    let student: Double = rows * (2e-10 * r * r * sums + 1e-8 * r + 9e-8) + eigenvalues
    let cells: Double = Double(count) * (1e-10 * r * r + 2e-8)
    return teacher + student + cells + 8e-6
  }

  var denseSeconds: Double {
    let cells: Double = 4e-9 * Double(count) * Double(min(sizes.dimension, sizes.studentSamples))
    return DenseFitCost(dimension: sizes.dimension, samples: sizes.teacherSamples).seconds
      + DenseFitCost(dimension: sizes.dimension, samples: sizes.studentSamples).seconds + cells
  }
}

/// What one fit of the dense engine takes.
struct DenseFitCost {
  /// Numbers kept at a time.
  let words: Double
  /// Seconds of one core.
  let seconds: Double

  init(dimension: Int, samples: Int) {
    let (d, n, q) = (Double(dimension), Double(samples), Double(min(samples, dimension)))
    words = (n < d ? 2 * n * d : n * d) + 3 * q * q
    seconds = 1e-8 * n * d + q * q * max(n, d) / 3e10 + 2.5e-10 * q * q * q
  }
}
