// A merged sweep in the explorer: the map it has of what is set, and sliders that go from one of its values to the next.

import Canvas
import Figures
import Preferences
import Sampling
import Simulation
import Theory

/// A sweep that is open, and its map of what is set.
struct OpenSweep: Sendable, Equatable {
  /// The sweep.
  let sweep: MergedSweep
  /// The map; nil where it has none of what is set.
  private(set) var map: SimulatedMap?
  /// Why it has none, in a few words; nil where it has one.
  private(set) var mismatch: MergedSweep.Mismatch?
  private var key: Settings.MapKey?

  init(_ sweep: MergedSweep, of settings: Settings) {
    self.sweep = sweep
    follow(settings)
  }

  /// Takes the map of other settings.
  mutating func follow(_ settings: Settings) {
    guard key != settings.mapKey else { return }
    key = settings.mapKey
    do throws(MergedSweep.Mismatch) {
      map = try sweep.map(settings)
      mismatch = nil
    } catch {
      (map, mismatch) = (nil, error)
    }
  }
}

extension Model {
  /// Why the sweep that is open has no map of what is set; nil where it has one, and where none is open.
  var mismatchedSweep: String? { sweep?.mismatch?.reason }

  /// Opens a sweep: its P(gain) over the two parameters with most values, at its values nearest to what is set.
  /// - Parameter given: the names of the settings that are not to be chosen; where a preset is among them, none is.
  public mutating func open(_ sweep: MergedSweep, given: Set<String>) {
    let before = settings
    if !given.contains("preset") {
      if !given.contains("view") { settings.view = .map }
      if !given.contains("picture") { settings.picture = .frequency }
      if given.isDisjoint(with: ["map-axes", "x-axis", "y-axis"]) { settings.axes = sweep.axes }
      settings = sweep.nearest(to: settings, withAxes: true)
      if given.contains("dimension") { settings.run.dimension = before.run.dimension }
      if given.contains("student") { settings.filter = before.filter }
      for parameter in Parameter.allCases where given.contains(parameter.optionName) {
        settings.set(parameter, before.regime[parameter])
      }
      if given.contains("tie") { settings.move(to: settings.regime, tie: before.tie) }
    }
    self.sweep = OpenSweep(sweep, of: settings)
    guard !given.contains("preset"), let map = self.sweep?.map else { return }
    if !given.contains("map-window") {
      // To ends that are fit to be typed.
      settings.axes.window = map.extent.zoomed(by: 1, about: (0, 0), within: settings.axes.whole)
    }
    if !given.contains("color-limit") { MapView().fitScale(&settings) }
  }

  /// Goes to the values of the sweep that are nearest to what is set, where it has no map of that.
  /// - Returns: whether it did.
  mutating func goToSweep() -> Bool {
    guard let open = sweep, let mismatch = open.mismatch, !mismatch.isOfAxes else { return false }
    let there = open.sweep.nearest(to: settings)
    let moved = Parameter.allCases.filter { there.regime[$0] != settings.regime[$0] }
    let number = { NumberFormat(trimsZeros: true).text($0) }
    var says = moved.map { "\($0.symbol) \(number(there.regime[$0]))" }
    if there.run.dimension != settings.run.dimension { says.append("d \(there.run.dimension)") }
    if there.filter != settings.filter { says.append("the student of the sweep") }
    guard OpenSweep(open.sweep, of: there).map != nil else { return false }
    settings = there
    if !settings.picture.isSimulated { settings.picture = .frequency }
    message = Message(
      text: says.isEmpty ? "At the sweep's values" : "Nearest in the sweep: \(says.joined(separator: ", "))")
    return true
  }

  /// The values that a slider stops at while the map shows the sweep, ascending: none on its axes, where every place is of
  /// a cell.
  func stops(_ slider: Slider) -> [Double] {
    guard settings.view == .map, settings.picture.isSimulated, let open = sweep, open.map != nil,
      let parameter = slider.parameter, parameter != settings.axes.x, parameter != settings.axes.y
    else { return [] }
    return open.sweep.stops(parameter, settings)
  }

  /// Moves a slider to the next of its stops; no further than to the last.
  /// - Returns: whether it has any.
  mutating func stepInSweep(_ slider: Slider, up: Bool) -> Bool {
    let stops = stops(slider)
    guard !stops.isEmpty, let parameter = slider.parameter, let place = sweep?.sweep.place(of: parameter, settings)
    else { return false }
    let next = up ? place + 1 : place - 1
    if stops.indices.contains(next) { slider.set(stops[next], in: &settings) }
    return true
  }

  /// Moves a slider to a value, or to its stop nearest to it.
  mutating func moveByHand(_ slider: Slider, to value: Double) {
    let place = { (value: Double) in slider.track.map { max(-1, $0.scale.position(value)) } ?? value }
    let nearest = stops(slider).min { abs(place($0) - place(value)) < abs(place($1) - place(value)) }
    slider.set(nearest ?? value, in: &settings)
  }

  /// What the sweep found in the cell of the state, beside what is predicted of it; nil where it has none.
  func sweptLines(_ look: Look, width: Int) -> [StyledLine]? {
    guard let open = sweep else { return nil }
    let name = "sweep \(open.sweep.path.undisturbing)"
    if let mismatch = open.mismatch {
      let key = keys.keys(for: .picture).first?.label(look.glyphs) ?? "n"
      let hint = mismatch.isOfAxes ? "" : "; \(key) goes to the nearest"
      return [look.words("\(name): \(mismatch.reason)\(hint)", .error)]
    }
    guard let map = open.map, let cell = map.cell(at: settings) else {
      return [look.words("\(name): not here", .muted)]
    }
    return [
      look.estimateLine(cell.estimate, z: cell.z, .simulated),
      look.frequencyLine(
        cell.gain, predicted: FiniteLaw(cell.point.regime, dimension: cell.point.sizes.dimension)?.probabilityOfGain,
        ["n \(cell.gain.count)"], width: width),
      look.words(name, .muted),
    ]
  }
}
