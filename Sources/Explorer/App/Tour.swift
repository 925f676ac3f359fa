// Guided tours: a sequence of places in the explorer, each with what to see there.

import Figures
import Theory

/// A guided tour.
public struct Tour: Sendable, Hashable {
  /// One place of a tour.
  public struct Stop: Sendable, Hashable {
    /// What to see, in a sentence or two.
    public let text: String
    /// The preset to start from; nil to go on from the stop before.
    let preset: String?
    /// Parameters set there.
    let values: [Parameter: Double]
    /// The view shown; nil to keep it.
    let view: ViewKind?
    /// Whether the printed condition is laid over the phases.
    let printed: Bool

    init(
      _ text: String, preset: String? = nil, values: [Parameter: Double] = [:], view: ViewKind? = nil,
      printed: Bool = false
    ) {
      self.text = text
      self.preset = preset
      self.values = values
      self.view = view
      self.printed = printed
    }
  }

  /// The name by which it is chosen.
  public let name: String
  /// What it is about, in a line.
  public let about: String
  /// Its stops.
  public let stops: [Stop]

  /// The settings at a stop: all stops up to it, one after another, with what no stop says anything of as in `before`.
  func settings(at index: Int, over before: Settings = Settings(Preset.all[0])) -> Settings {
    var settings = before.at(Preset.all[0])
    for stop in stops.prefix(index + 1) {
      if let name = stop.preset, let preset = Preset.all.first(where: { $0.name == name }) {
        settings = settings.at(preset)
      }
      for parameter in Parameter.allCases {
        if let value = stop.values[parameter] { settings.set(parameter, value) }
      }
      if let view = stop.view { settings.view = view }
      settings.showsPrinted = stop.printed
    }
    return settings
  }

  /// The tours.
  public static let all: [Tour] = [
    Tour(
      name: "compensation", about: "how a student makes up for its teacher's lack of regularisation (Theorems 4 and 5)",
      stops: [
        Stop(
          "A teacher with too small a penalty overfits its noise. The student sees only the teacher's labels; "
            + "left of the dashed line λt = λ⋆t it can still beat it.", preset: "Figure 1 left"),
        Stop(
          "The best λs shrinks away what the teacher overfitted. Too much of it, and the signal goes as well: "
            + "above the contour the student loses.", values: [.lambdaS: 0.16]),
        Stop(
          "At the teacher's own optimum λt = λ⋆t there is nothing left to make up for: no λs wins.",
          values: [.lambdaT: 0.25]),
        Stop(
          "With fewer samples than dimensions, γs > 1, the student loses information. Now it wins only in a window "
            + "of λs: some regularisation is needed, but not too much.", preset: "Figure 1 right"),
        Stop(
          "All of it in one picture: ρ holds everything about teacher and noise, γs the student's shape. Move any "
            + "slider and watch the dot.", view: .phases),
        Stop(
          "The condition (5) as printed in the paper has its inequality the wrong way round. Where it decides wrongly "
            + "is marked ×.", view: .phases, printed: true),
      ]),
    Tour(
      name: "direction", about: "how a learned direction beats even the best teacher (Theorem 8)",
      stops: [
        Stop(
          "The teacher is over-regularised, and without a direction of its own the student cannot win.",
          preset: "Figure 2 left", values: [.zeta: 0]),
        Stop(
          "Give the student a direction that overlaps the target, ζ = 0.8: it need not shrink what lies along it, and "
            + "wins right of λ⋆t too.", values: [.zeta: 0.8]),
        Stop(
          "At ζ = 1 the direction is the target. Whatever the teacher says beside it is noise, and the larger λs the "
            + "better.", values: [.zeta: 1]),
        Stop(
          "In the plane, ζ lifts the dot. At ζ² large enough it crosses into a winning phase whatever the teacher.",
          values: [.zeta: 0.8], view: .phases),
      ]),
  ]
}
