// What an experiment will take, before it is taken. The rates are those of one core of a 2020s server.

import Sampling

extension FeaturePlan {
  /// An upper estimate of the bytes `threads` ≥ 1 trials at a time need; it does not grow with n_t, n_s or m.
  public func bytes(threads: Int) -> Double {
    let sizes = setting.sizes
    let (d, t, s) = (Double(sizes.dimension), Double(sizes.teacherWidth), Double(sizes.studentWidth))
    let p = max(t, s)
    let weights: Double = d * (t + 2 * s + p)
    let blocks: Double = Double(SampleBlock.rows) * (d + 2 * p)
    let heads: Double = probes == nil ? 0 : 4 * p * p
    // A thread keeps the storage of every rung; sizes that halve add a third.
    return 8 * 4 / 3 * (weights + blocks + heads) * Double(max(1, min(threads, trials * rungs)))
  }

  /// Wall-clock seconds the plan will take on `threads` ≥ 1 of a machine's processors, to a factor of three or so:
  /// meant for warning of hours, not for promising minutes.
  public func seconds(threads: Int, machine: Machine = .current) -> Double {
    let perTrial = settings.enumerated().reduce(0) { sum, entry in
      let isLast = entry.offset == rungs - 1
      return sum + entry.element.sizes.stepSeconds(studentSteps: isLast ? studentSteps : 1)
        + (isLast ? probes?.seconds(entry.element) ?? 0 : 0)
    }
    return Double(trials) * perTrial / Double(max(1, min(threads, machine.processors, trials * max(1, rungs))))
  }
}

/// Floating-point operations a second in a product of matrices.
private let productRate = 3e10
/// Seconds a normal draw, or a value of an activation, takes.
private let drawTime = 1e-8

extension FeatureSizes {
  /// Seconds of a trial: a forward and a backward pass for each step, and the teacher's labels for the student.
  fileprivate func stepSeconds(studentSteps: Int) -> Double {
    let (d, t, s) = (Double(dimension), Double(teacherWidth), Double(studentWidth))
    let (n, m) = (Double(teacherSamples), Double(studentSamples) * Double(studentSteps))
    let products: Double = 4 * n * d * t + m * d * (2 * t + 4 * s)
    let draws: Double = n * (d + t) + m * (d + t + s)
    return products / productRate + draws * drawTime
  }
}

extension ProbePlan {
  /// Seconds of the heads of a trial: those of the teacher, and of the student before and after for every spike.
  fileprivate func seconds(_ setting: FeatureSetting) -> Double {
    let (d, p) = (Double(setting.sizes.dimension), Double(max(setting.sizes.teacherWidth, setting.sizes.studentWidth)))
    let rows = Double(samples(dimension: setting.sizes.dimension).last ?? 0) + Double(testSamples)
    let decompositions: Double = 3e-10 * p * p * p * Double(sampleRatios.count)
    let layer: Double = rows * (2 * d * p + p * p) / productRate + rows * (d + p) * drawTime + decompositions
    return layer * Double(3 + 2 * exponents.count)
  }
}
