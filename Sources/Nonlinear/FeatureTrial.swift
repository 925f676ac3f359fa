// One trial: draw both networks, take the teacher's step on true labels and the student's on the teacher's, and look.

import COpenBLAS
import Sampling
import Theory

/// The random streams of a trial.
enum FeaturePart: UInt64 {
  case heads, teacherWeights, studentWeights, teacherSamples, studentSamples, probeSamples, testSamples
}

/// What one trial found.
struct FeatureOutcome: Sendable {
  /// The norms in the order of ``FeatureNorm/all``.
  var norms: [Double] = Array(repeating: 0, count: FeatureNorm.all.count)
  /// Scores in the order of ``FeaturePlan/probeCells``.
  var probes: [ProbeScore] = []
  /// ‖Ŵsβe‖, ‖Ŵsβh‖ and ‖Ŵs‖² before the first step and after each.
  var steps: [StepNorms] = []
}

/// What is kept of the student's weights after a number of steps.
struct StepNorms: Sendable {
  let easy: Double
  let hard: Double
  let squaredNorm: Double
}

/// A thread's trials of one setting: what they need of size d is allocated once.
final class FeatureTrial {
  let setting: FeatureSetting
  let teacher: Layer
  let student: Layer
  private let blocks: BlockRooms<Float>
  /// The sum of a gradient over so few blocks that single precision will do.
  private let partial: Room<Float>
  private let update: Room<Double>
  private let probe: Probe?
  private let plan: ProbePlan?
  private let steps: Int

  init(_ setting: FeatureSetting, probes: ProbePlan?, steps: Int) {
    self.setting = setting
    plan = probes
    self.steps = steps
    let sizes = setting.sizes
    teacher = Layer(width: sizes.teacherWidth, dimension: sizes.dimension)
    student = Layer(width: sizes.studentWidth, dimension: sizes.dimension)
    let width = max(sizes.teacherWidth, sizes.studentWidth)
    blocks = BlockRooms(dimension: sizes.dimension, width: width)
    partial = Room(width * sizes.dimension)
    update = Room(width * sizes.dimension)
    probe = probes.map { Probe($0, setting: setting) }
  }

  /// Where labels come from.
  private enum Labels {
    case truth
    case teacher(head: [Double])
  }

  /// The trial of a number; nil when stopped.
  /// - Throws: where an eigensolver of the probes fails.
  func run(
    seed: UInt64, panel: Int, trial: Int, stopped: () -> Bool
  ) throws(MachineError) -> FeatureOutcome? {
    func stream(_ part: FeaturePart) -> Generator {
      Generator(seed: seed, panel: UInt64(panel), trial: UInt64(trial), part: part.rawValue)
    }
    let (sizes, regime) = (setting.sizes, setting.regime)
    var heads = stream(.heads)
    let teacherHead = unitVector(sizes.teacherWidth, &heads)
    let studentHead = unitVector(sizes.studentWidth, &heads)
    let spike = unitVector(sizes.studentWidth, &heads)
    var outcome = FeatureOutcome()

    teacher.draw(from: stream(.teacherWeights))
    record(teacher, .teacher, .before, &outcome)
    var samples = stream(.teacherSamples)
    guard
      step(
        teacher, head: teacherHead, eta: regime.etaT, count: sizes.teacherSamples, labels: .truth, from: &samples,
        stopped: stopped)
    else { return nil }
    recordUpdate(.teacher, width: sizes.teacherWidth, &outcome)
    record(teacher, .teacher, .after, &outcome)
    if let probe {
      guard let scores = try probe.scores(teacher, stream(.probeSamples), stream(.testSamples), stopped: stopped)
      else { return nil }
      outcome.probes += scores
    }

    let spikes = plan?.spikes(of: setting) ?? [ProbeSpike(exponent: nil, tau: regime.tau)]
    for (index, strength) in spikes.enumerated().reversed() {
      // The setting's own spike comes last, so that its student can go on.
      student.draw(from: stream(.studentWeights), spike: spike, tau: strength.tau)
      var scores: [ProbeScore] = []
      if let probe {
        guard let before = try probe.scores(student, stream(.probeSamples), stream(.testSamples), stopped: stopped)
        else { return nil }
        scores += before
      }
      if index == 0 {
        record(student, .student, .before, &outcome)
        outcome.steps.append(stepNorms())
      }
      var samples = stream(.studentSamples)
      for number in 1...(index == 0 ? steps : 1) {
        guard
          step(
            student, head: studentHead, eta: regime.etaS, count: sizes.studentSamples,
            labels: .teacher(head: teacherHead), from: &samples, stopped: stopped)
        else { return nil }
        if number == 1 {
          if index == 0 {
            recordUpdate(.student, width: sizes.studentWidth, &outcome)
            record(student, .student, .after, &outcome)
          }
          if let probe {
            guard let after = try probe.scores(student, stream(.probeSamples), stream(.testSamples), stopped: stopped)
            else { return nil }
            scores += after
          }
        }
        if index == 0 { outcome.steps.append(stepNorms()) }
      }
      outcome.probes += scores
    }
    return outcome
  }

  /// One gradient step on the correlation loss over `count` new samples; its update stays in `update`. False when
  /// stopped.
  private func step(
    _ layer: Layer, head: [Double], eta: Double, count: Int, labels: Labels, from stream: inout Generator,
    stopped: () -> Bool
  ) -> Bool {
    let (size, regime) = (layer.width * layer.dimension, setting.regime)
    let (sum, partial) = (update.base, partial.base)
    sum.update(repeating: 0, count: size)
    partial.update(repeating: 0, count: size)
    var done = 0
    while done < count {
      if stopped() { return false }
      let rows = min(SampleBlock.rows, count - done)
      blocks.draw(rows, from: &stream)
      switch labels {
      case .truth: blocks.label(rows, regime)
      case .teacher(let teacherHead):
        teacher.outputs(
          blocks.inputs, rows: rows, head: teacherHead, activation: regime.activation, room: blocks.features,
          into: blocks.labels)
      }
      layer.addGradient(
        blocks.inputs, labels: blocks.labels, rows: rows, activation: regime.activation, room: blocks.features,
        to: partial)
      done += rows
      if done == count || done % SampleBlock.rowsInSingle == 0 {
        for k in 0..<size {
          sum[k] += Double(partial[k])
          partial[k] = 0
        }
      }
    }
    layer.finish(sum, head: head, eta: eta, samples: count)
    layer.add(sum)
    return true
  }

  private func record(_ layer: Layer, _ network: Network, _ stage: StepStage, _ outcome: inout FeatureOutcome) {
    for direction in LabelDirection.allCases {
      outcome.norms[FeatureNorm(network, direction, stage).index] = layer.norm(direction)
    }
  }

  private func recordUpdate(_ network: Network, width: Int, _ outcome: inout FeatureOutcome) {
    for direction in LabelDirection.allCases {
      outcome.norms[FeatureNorm(network, direction, .update).index] = Layer.norm(
        direction, of: update.base, width, setting.sizes.dimension)
    }
  }

  private func stepNorms() -> StepNorms {
    StepNorms(easy: student.norm(.easy), hard: student.norm(.hard), squaredNorm: student.squaredNorm)
  }
}

/// A draw from the uniform law on the unit sphere.
private func unitVector(_ count: Int, _ stream: inout Generator) -> [Double] {
  var vector = [Double](repeating: 0, count: count)
  vector.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { stream.fillGaussian(base, count: count) } }
  let norm = cblas_dnrm2(Int32(count), vector, 1)
  return vector.map { $0 / norm }
}

/// Room for one block of samples: inputs, what a layer makes of them, and labels.
final class BlockRooms<Number: SampleNumber> {
  let dimension: Int
  private let rooms: (inputs: Room<Number>, features: Room<Number>, labels: Room<Number>)

  init(dimension: Int, width: Int) {
    self.dimension = dimension
    let rows = SampleBlock.rows
    rooms = (Room(rows * dimension), Room(rows * width), Room(rows))
  }

  var inputs: UnsafeMutablePointer<Number> { rooms.inputs.base }
  var features: UnsafeMutablePointer<Number> { rooms.features.base }
  var labels: UnsafeMutablePointer<Number> { rooms.labels.base }

  /// Inputs of N(0, I).
  func draw(_ rows: Int, from stream: inout Generator) {
    Number.fillGaussian(inputs, count: rows * dimension, from: &stream)
  }

  /// Labels y = σe(x·βe) + σh(x·βh) [paper, eq. (9)].
  func label(_ rows: Int, _ regime: FeatureRegime) {
    for i in 0..<rows { labels[i] = Number(easyPart(i, regime) + hardPart(i, regime)) }
  }

  func easyPart(_ row: Int, _ regime: FeatureRegime) -> Double { regime.easy.value(Double(inputs[row * dimension])) }
  func hardPart(_ row: Int, _ regime: FeatureRegime) -> Double {
    regime.hard.value(Double(inputs[row * dimension + 1]))
  }
}
