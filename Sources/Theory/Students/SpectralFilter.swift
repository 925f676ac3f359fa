// How a student shrinks what it learns. In a direction in which its inputs have variance x a fit to a teacher's labels keeps
// the share w(x) of the teacher and loses k(x) = 1 − w(x) [Bauer, Pereverzev & Rosasco 2007; Gerfo et al. 2008]; a
// direction never seen, x = 0, is lost whole. λs is where the two are about even: a penalty, the inverse of a training time,
// or a variance.

import RealModule

/// How a student is regularised: which share of the teacher it loses in a direction of a given variance.
public enum SpectralFilter: String, CaseIterable, Sendable, Codable {
  /// Ridge regression: λs/(x + λs).
  case ridge
  /// Gradient flow from 0, stopped at the time 1/λs: e^(−x/λs).
  case gradientFlow = "gradient-flow"
  /// Gradient descent from 0 with steps of 1/b, b = (1+√γs)² the largest variance, so that none overshoots, stopped after
  /// b/λs of them: |1 − x/b|^(b/λs), which need not be a whole number of steps.
  case gradientDescent = "gradient-descent"
  /// Principal components: least squares along the directions whose variance is λs or more, nothing along the others.
  case cutOff = "cut-off"

  /// Its name.
  public var name: String {
    switch self {
    case .ridge: "ridge"
    case .gradientFlow: "gradient flow"
    case .gradientDescent: "gradient descent"
    case .cutOff: "principal components"
    }
  }

  /// The same in a word of at most seven letters.
  public var word: String {
    switch self {
    case .ridge: "ridge"
    case .gradientFlow: "flow"
    case .gradientDescent: "descent"
    case .cutOff: "cut-off"
    }
  }

  /// The same in a word or two.
  public var shortName: String { self == .cutOff ? "cut-off" : name }

  /// What λs is to it, in a few words.
  public var penaltyMeaning: String {
    switch self {
    case .ridge: Parameter.lambdaS.meaning
    case .gradientFlow: "1 / student's time"
    case .gradientDescent: "1 / (steps · step)"
    case .cutOff: "least variance kept"
    }
  }

  /// What it does, in a sentence.
  public var meaning: String {
    switch self {
    case .ridge: "ridge regression"
    case .gradientFlow: "gradient flow stopped at the time 1/λs"
    case .gradientDescent: "gradient descent stopped after (1+√γs)²/λs steps"
    case .cutOff: "principal components of variance λs or more"
    }
  }

  /// The share k of the teacher that is lost along an eigenvalue x ≥ 0 of the sample covariance, in [0, 1].
  /// - Parameters:
  ///   - lambda: λs ∈ [0, ∞].
  ///   - gamma: γs > 0.
  public func lost(_ x: Double, lambda: Double, gamma: Double) -> Double {
    if x == 0 || lambda == .infinity { return 1 }
    if lambda == 0 { return 0 }
    switch self {
    case .ridge: return lambda / (x + lambda)
    case .gradientFlow, .gradientDescent: return .exp(exponent(x, lambda: lambda, gamma: gamma))
    case .cutOff: return x < lambda ? 1 : 0
    }
  }

  /// The share 1 − k that is kept, free of cancellation.
  public func kept(_ x: Double, lambda: Double, gamma: Double) -> Double {
    if x == 0 || lambda == .infinity { return 0 }
    if lambda == 0 { return 1 }
    switch self {
    case .ridge: return x / (x + lambda)
    case .gradientFlow, .gradientDescent: return -Double.expMinusOne(exponent(x, lambda: lambda, gamma: gamma))
    case .cutOff: return x < lambda ? 0 : 1
    }
  }

  /// log k of the two that descend.
  func exponent(_ x: Double, lambda: Double, gamma: Double) -> Double {
    if self == .gradientFlow { return -x / lambda }
    let root = 1 + gamma.squareRoot()
    let largest = root * root
    let share = x / largest
    // Beyond the edge, where a finite sample's largest eigenvalue may be, a step overshoots by next to nothing.
    return largest / lambda * (share < 1 ? .log(onePlus: -share) : .log(max(share - 1, .leastNormalMagnitude)))
  }
}
