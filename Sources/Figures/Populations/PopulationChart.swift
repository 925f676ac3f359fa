// What teacher and student keep of each direction, with where the signal is, as a chart.

import Canvas
import Export
import Theory

extension PopulationReport {
  /// Curves over the coordinates from the first to the last.
  package struct Profile {
    /// The share that a fit keeps of a signal along each coordinate.
    package var teacher: [ChartPoint] = []
    /// The student's.
    package var student: [ChartPoint] = []
    /// The share of the labels' variance that is in the coordinates so far.
    package var signal: [ChartPoint] = []
  }

  /// The number of the last coordinate, and at which of them the scale begins.
  private var ends: (first: Double, last: Double) {
    let last = max(chain.covariance.dimension, 1)
    return (isBlocks ? 0 : 1, isBlocks ? last : max(last, 2))
  }

  /// Whether an entry stands for several coordinates.
  private var isBlocks: Bool { chain.covariance.counts.contains { $0 != 1 } }

  /// The coordinates' scale: logarithmic where each is an entry of its own.
  package var coordinates: Scale {
    let (first, last) = ends
    return Scale(isBlocks ? .linear : .logarithmic, from: first, to: last)
  }

  /// The curves, with no more points than can be told apart.
  package var profile: Profile {
    var profile = Profile()
    let covariance = chain.covariance
    let whole = covariance.signalVariance
    var (place, before, shown) = (0.0, 0.0, -Double.infinity)
    for index in covariance.eigenvalues.indices {
      let start = place
      place += covariance.counts[index]
      let sum = before + covariance.eigenvalues[index] * covariance.energies[index]
      defer { before = sum }
      let position = coordinates.position(place)
      guard isBlocks || position - shown > 1.0 / 2000 || index == covariance.eigenvalues.count - 1 else { continue }
      shown = position
      for x in isBlocks ? [start, place] : [place] {
        profile.teacher.append(ChartPoint(x: x, y: chain.fits[0].retained[index]))
        profile.student.append(ChartPoint(x: x, y: chain.fits[1].retained[index]))
      }
      if isBlocks { profile.signal.append(ChartPoint(x: start, y: whole == 0 ? 0 : before / whole)) }
      profile.signal.append(ChartPoint(x: place, y: whole == 0 ? 0 : sum / whole))
    }
    return profile
  }

  /// What each fit keeps of every direction, and where the signal is.
  public var chart: Chart {
    let profile = profile
    return Chart(
      title: "What teacher and student keep",
      caption: "\(headline). With \(name), coordinates in their order.",
      x: ChartAxis("coordinate", coordinates), y: ChartAxis("share kept", Scale(.linear, from: 0, to: 1.02)),
      layers: [
        .line(name: "signal so far", points: profile.signal, look: .reference),
        .line(name: "teacher keeps", points: profile.teacher, look: .series(0)),
        .line(name: "student keeps", points: profile.student, look: .series(1)),
      ],
      parameters: parameters, rows: rows)
  }

  /// The numbers that decide the chart.
  private var parameters: Record {
    let generations = chain.generations
    return Record([
      "teacher_samples": .number(generations[0].samples), "student_samples": .number(generations[1].samples),
      "lambda_t": .number(generations[0].lambda), "lambda_s": .number(generations[1].lambda),
      "sigma": .number(chain.sigma),
    ])
  }
}
