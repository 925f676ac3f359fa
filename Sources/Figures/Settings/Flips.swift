// What it would take to flip the verdict by one slider alone.

import Canvas
import Theory

extension Settings {
  /// The values of one parameter, ascending, at which gain turns into loss or back, the others held, a tied λt
  /// following.
  package func flips(of parameter: Parameter) -> [Double] {
    guard tie != nil, parameter == .gammaT || parameter == .sigma else {
      return regime.thresholds(of: parameter)
    }
    return changes(of: parameter) { $0.errors.gain }
  }

  /// The flip nearest to where the slider is, by distance along its track; nil where there is none.
  public func nearestFlip(of parameter: Parameter) -> Double? { nearest(flips(of: parameter), parameter) }

  /// The value of one parameter nearest to where the slider is at which the phase changes, the others held, a tied λt
  /// following; nil where there is none.
  public func nearestPhaseEdge(of parameter: Parameter) -> Double? {
    nearest(phaseEdges(of: parameter), parameter)
  }

  /// The values of one parameter, ascending, at which the phase changes, the others held, a tied λt following.
  package func phaseEdges(of parameter: Parameter) -> [Double] {
    let isClosed = tie == nil || parameter != .gammaT && parameter != .sigma
    return isClosed ? regime.phaseEdges(of: parameter) : changes(of: parameter) { PhaseReport($0).phase }
  }

  private func nearest(_ values: [Double], _ parameter: Parameter) -> Double? {
    let track = parameter.track
    let position = { (value: Double) in max(-0.5, track.scale.position(value)) }
    let here = position(regime[parameter])
    return values.min { abs(position($0) - here) < abs(position($1) - here) }
  }

  /// The values of a parameter at which an answer changes. Along a tied slider two parameters move, and there is no
  /// closed form: bracket on a fine track, then bisect.
  private func changes<Answer: Equatable>(of parameter: Parameter, _ answer: (Regime) -> Answer) -> [Double] {
    let track = parameter.track
    let slots = 600
    let values = (0..<slots).map { track.value(slot: $0, of: slots) }
    let answers = values.map { answer(moved(parameter, to: $0)) }
    return (1..<slots).compactMap { index in
      guard answers[index - 1] != answers[index] else { return nil }
      var (low, high) = (values[index - 1], values[index])
      for _ in 0..<60 {
        let middle = 0.5 * (low + high)
        if answer(moved(parameter, to: middle)) == answers[index - 1] { low = middle } else { high = middle }
      }
      return high
    }
  }
}
