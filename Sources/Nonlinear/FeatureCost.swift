// What an experiment will take, before it is taken. The rates are those of one core of a 2020s server.

import Sampling

extension FeaturePlan {
  /// An upper estimate of the bytes `threads` ≥ 1 trials at a time need; it does not grow with n_t, n_s or m.
  public func bytes(threads: Int) -> Double {
    let sizes = setting.sizes
    let (d, t, s) = (Double(sizes.dimension), Double(sizes.teacherWidth), Double(sizes.studentWidth))
    let p = max(t, s)
    // Both layers and an update, in double and in single precision.
    let weights: Double = 12 * d * (t + s + p)
    let block: Double = Double(SampleBlock.rows) * (d + p + 1)
    // For each width a Gram matrix and its eigenvectors, and the eigensolver's workspace.
    let heads: Double = 16 * (t * t + (s == t ? 0 : s * s) + p * p)
    let bytes = weights + 4 * block + (probes == nil ? 0 : heads + 8 * block)
    // A thread keeps the storage of every rung; sizes that halve add a third.
    return 4 / 3 * bytes * Double(max(1, min(threads, trials * rungs)))
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

/// Floating-point operations a second in a product of matrices, in single and in double precision.
private let productRate = (single: 7e10, double: 3e10)
/// Seconds a normal draw, or a value of an activation, takes, in single and in double precision.
private let drawTime = (single: 5e-9, double: 1e-8)

extension FeatureSizes {
  /// Seconds of a trial: a forward and a backward pass for each step, and the teacher's labels for the student.
  fileprivate func stepSeconds(studentSteps: Int) -> Double {
    let (d, t, s) = (Double(dimension), Double(teacherWidth), Double(studentWidth))
    let (n, m) = (Double(teacherSamples), Double(studentSamples) * Double(studentSteps))
    let products: Double = 4 * n * d * t + m * d * (2 * t + 4 * s)
    let draws: Double = n * (d + t) + m * (d + t + s)
    return products / productRate.single + draws * drawTime.single
  }
}

extension ProbePlan {
  /// Seconds of the heads of a trial: those of the teacher, and of the student before and after for every spike.
  fileprivate func seconds(_ setting: FeatureSetting) -> Double {
    let (d, p) = (Double(setting.sizes.dimension), Double(max(setting.sizes.teacherWidth, setting.sizes.studentWidth)))
    let rows = Double(samples(dimension: setting.sizes.dimension).last ?? 0) + Double(testSamples)
    let decompositions: Double = 3e-10 * p * p * p * Double(sampleRatios.count)
    let layer: Double =
      rows * (2 * d * p + p * p) / productRate.double + rows * (d + p) * drawTime.double + decompositions
    return layer * Double(3 + 2 * exponents.count)
  }
}
