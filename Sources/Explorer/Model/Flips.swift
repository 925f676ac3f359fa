// What it would take to flip the verdict by one slider alone.

import Canvas
import Theory

extension Model.Settings {
  /// The values of one parameter, ascending, at which gain turns into loss or back, the others held, a tied λt
  /// following.
  func flips(of parameter: Parameter) -> [Double] {
    guard tie != nil, parameter == .gammaT || parameter == .sigma else {
      return regime.thresholds(of: parameter)
    }
    // Along a tied slider two parameters move, and there is no closed form: bracket on a fine track, then bisect.
    let track = SliderTrack(parameter)
    let slots = 600
    let values = (0..<slots).map { track.value(slot: $0, of: slots) }
    let gains = { (value: Double) in moved(parameter, to: value).errors.gain }
    return zip(values, values.dropFirst()).compactMap { pair in
      var (low, high) = pair
      let atLow = gains(low)
      guard atLow != gains(high) else { return nil }
      for _ in 0..<60 {
        let middle = 0.5 * (low + high)
        if gains(middle) == atLow { low = middle } else { high = middle }
      }
      return high
    }
  }

  /// The flip nearest to where the slider is, by distance along its track; nil where there is none.
  func nearestFlip(of parameter: Parameter) -> Double? {
    let track = SliderTrack(parameter)
    let position = { (value: Double) in max(-0.5, track.scale.position(value)) }
    let here = position(regime[parameter])
    return flips(of: parameter).min { abs(position($0) - here) < abs(position($1) - here) }
  }
}
