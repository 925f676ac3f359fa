// A guided tour: places in the explorer, each with what to see there, what to predict, what to do, and what is claimed.

import Canvas
import Figures
import Theory

/// A guided tour, its settings made and its conditions read.
public struct Tour: Sendable, Hashable {
  /// The name by which it is chosen.
  public let name: String
  /// What it is called.
  public let title: String
  /// What it is about, in a line.
  public let about: String
  /// Its steps, at least one.
  public let steps: [TourStep]
  /// Whether any step says how simulations are run.
  public let setsRun: Bool
  /// The file it was read from.
  public let file: String

  package init(name: String, title: String, about: String, steps: [TourStep], setsRun: Bool, file: String) {
    (self.name, self.title, self.about, self.steps) = (name, title, about, steps)
    (self.setsRun, self.file) = (setsRun, file)
  }
}

/// One step of a tour.
public struct TourStep: Sendable, Hashable {
  /// Its title.
  public let title: String
  /// What to see, a few lines; names of quantities in braces stand for their values.
  public let text: String
  /// What a speaker is reminded of; empty where there is nothing.
  public let notes: String
  /// The place it goes to.
  public let settings: Settings
  /// Whether the sliders glide there rather than jump.
  public let glides: Bool
  /// What is pointed at.
  public let targets: [Target]
  /// What holds there.
  public let claims: [Claim]
  /// What there is to do.
  public let task: TourTask?
  /// What there is to predict.
  public let prediction: Prediction?
  /// Its line in the file.
  public let line: Int?
}

/// Something to bring about by hand.
public struct TourTask: Sendable, Hashable {
  /// What to do, in a sentence.
  public let text: String
  /// What holds once it is done, all of it.
  public let goal: [Claim]
  /// A way to do it: the settings it ends at.
  public let solution: Settings
  /// What the solution changes.
  public let change: [SettingValue]
  /// Why it works, in a sentence or two; empty where there is nothing to say.
  public let why: String
  /// Its line in the file.
  public let line: Int?

  /// Whether it is done.
  public func isSolved(_ settings: Settings) -> Bool { goal.allSatisfy { $0.condition.holds(settings) } }
}

/// A setting and its value, as text.
public struct SettingValue: Sendable, Hashable {
  /// The setting's name, as that of its option.
  public let name: String
  /// Its value.
  public let text: String
}

/// Something to predict before it is shown.
public struct Prediction: Sendable, Hashable {
  /// How it is answered.
  public enum Form: Sendable, Hashable {
    /// By a marker on a ruler.
    case marker(Ruler)
    /// By one of several.
    case choice([Choice])
  }

  /// One of several answers.
  public struct Choice: Sendable, Hashable {
    /// The answer.
    public let text: String
    /// What holds where it is the right one.
    public let condition: Condition
  }

  /// A ruler and what is marked on it.
  public struct Ruler: Sendable, Hashable {
    /// The quantity predicted.
    public let quantity: Quantity
    /// From one end to the other.
    public let scale: Scale
    /// The parameter whose axis the ruler is; nil where it is none.
    public let parameter: Parameter?
  }

  /// The question.
  public let question: String
  /// How it is answered.
  public let form: Form
  /// Whether picture and verdict are covered until it is answered.
  public let covers: Bool
  /// The place at which the answer is found and shown.
  public let revealed: Settings
  /// What is said then; names of quantities in braces stand for their values.
  public let answer: String
  /// What is pointed at then.
  public let targets: [Target]
  /// What holds there.
  public let claims: [Claim]
  /// Its line in the file.
  public let line: Int?
}

extension Prediction.Ruler {
  /// The true value; nil where the quantity has none.
  public func truth(_ settings: Settings) -> Double? { quantity.value(settings) }

  /// The place of a value on the ruler, from 0 to 1; beyond it, that of its end.
  public func position(_ value: Double) -> Double { min(1, max(0, scale.position(value))) }

  /// How far a prediction is from the truth, in words: exact, near or far as a share of the ruler.
  public func distance(of value: Double, from truth: Double) -> (words: String, isNear: Bool) {
    let share = abs(position(value) - position(truth))
    let number = NumberFormat(digits: 2, trimsZeros: true)
    if share <= 0.01 { return ("spot on", true) }
    let off =
      scale.kind == .logarithmic && truth > 0
      ? "off by a factor \(number.text(max(value / truth, truth / value)))"
      : "off by \(number.text(abs(value - truth)))"
    return (share <= 0.06 ? "close, \(off)" : off, share <= 0.06)
  }
}

extension Prediction {
  /// The place of the right one among the choices; nil where the form is another or where not exactly one is right.
  public var rightChoice: Int? {
    guard case .choice(let choices) = form else { return nil }
    let right = choices.indices.filter { choices[$0].condition.holds(revealed) }
    return right.count == 1 ? right[0] : nil
  }
}

/// Something on the screen that a tour points at.
public enum Target: Sendable, Hashable {
  /// A slider, with its track and number.
  case slider(String)
  /// A curve, by its letter; `T` and `S` are teacher and student.
  case curve(String)
  /// A region, by its name on the screen.
  case region(String)
  /// The zero contour, L_s = L_t, or another boundary of regions.
  case contour
  /// The line λt = λ⋆t.
  case optimum
  /// The crosshair, or the dot of the plane.
  case state
  /// The verdict.
  case verdict
  /// The line below the picture.
  case readout
  /// Where the printed condition is wrong.
  case printed

  /// Reads `slider lambda-s`, `curve T`, `region GAIN`, `contour` and the like.
  package init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    switch (words.first, words.count) {
    case ("slider", 2) where Slider.names.contains(words[1]): self = .slider(words[1])
    case ("curve", 2) where words[1].count == 1: self = .curve(words[1])
    case ("region", 2): self = .region(words[1].lowercased())
    case ("contour", 1): self = .contour
    case ("optimum", 1): self = .optimum
    case ("state", 1): self = .state
    case ("verdict", 1): self = .verdict
    case ("readout", 1): self = .readout
    case ("printed", 1): self = .printed
    default: return nil
    }
  }

  package static let accepted =
    "slider NAME, curve LETTER, region NAME, contour, optimum, state, verdict, readout, printed"
}

extension Target: CustomStringConvertible {
  /// As it is written in a file.
  public var description: String {
    switch self {
    case .slider(let name): "slider \(name)"
    case .curve(let letter): "curve \(letter)"
    case .region(let name): "region \(name)"
    case .contour: "contour"
    case .optimum: "optimum"
    case .state: "state"
    case .verdict: "verdict"
    case .readout: "readout"
    case .printed: "printed"
    }
  }
}
