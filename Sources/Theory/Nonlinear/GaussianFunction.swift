// What the nonlinear setting needs to know of a scalar function: its Hermite coefficients and its information exponent.

import RealModule

/// A scalar function f of z ~ N(0, 1), smooth but for a possible kink at 0.
///
/// Quadrature converges slowly at a kink, so f is split into `kink`·|z|, whose coefficients are known in closed form, and
/// an analytic rest.
public protocol GaussianFunction: Sendable {
  /// The name on the command line and in files.
  var name: String { get }
  /// f(z).
  func value(_ z: Double) -> Double
  /// Half the jump of f′ at 0: f(z) − `kink`·|z| is analytic.
  var kink: Double { get }
}

/// Highest degree looked at for an information exponent.
private let highestDegree = 16
/// A coefficient is zero when it is below this. Quadrature is good to 10⁻¹³ and the coefficients of the functions known
/// here, where they are not zero by parity or orthogonality, exceed 10⁻³ at the degree that decides.
private let negligible = 1e-10

extension GaussianFunction {
  /// c_k = E[f(z) h_k(z)], the coefficient on the *orthonormal* polynomial h_k = He_k / √k!, so that Σ c_k² = E f².
  ///
  /// For k ≤ 1 this is also E[f(z) He_k(z)]; for k > 1 it is that over √k!. Absolute error below 10⁻¹³ for k ≤ 16.
  public func hermiteCoefficient(_ k: Int) -> Double {
    let smooth = HermiteQuadrature.standard.expectation { z in
      (value(z) - kink * z.magnitude) * HermiteQuadrature.orthonormal(z, through: k)[k]
    }
    return smooth + (kink == 0 ? 0 : kink * absoluteValueCoefficient(k))
  }

  /// The least k ≥ 1 with c_k ≠ 0 [paper, §3]; nil when there is none up to 16.
  public var informationExponent: Int? {
    (1...highestDegree).first { hermiteCoefficient($0).magnitude > negligible }
  }

  /// Whether E f(z) = 0.
  public var isCentred: Bool { hermiteCoefficient(0).magnitude < negligible }
}

/// E[|z| h_k(z)]: by parts twice, 2φ(0) He_{k−2}(0) / √k! for k ≥ 2, where He_{2j}(0) = (−1)ʲ (2j−1)!!.
private func absoluteValueCoefficient(_ k: Int) -> Double {
  if k % 2 == 1 { return 0 }
  let density = 1 / (2 * Double.pi).squareRoot()
  if k == 0 { return 2 * density }
  // h_{k−2}(0) = He_{k−2}(0) / √(k−2)!
  let atZero = HermiteQuadrature.orthonormal(0, through: k - 2)[k - 2]
  return 2 * density * atZero / (Double(k) * Double(k - 1)).squareRoot()
}

/// An activation function σ of the networks.
///
/// The ones whose limits are those of Proposition 10 and Theorem 11 are listed in ``usable``. The rest are here to be tried
/// and refused.
public enum Activation: String, GaussianFunction, CaseIterable, Codable {
  /// tanh z.
  case tanh
  /// erf z.
  case erf
  /// max(z, 0) less its mean.
  case reluCentred = "relu-centred"
  /// log(1 + eᶻ) less its mean.
  case softplusCentred = "softplus-centred"
  /// sin z.
  case sine
  /// max(z, 0); its mean is not 0.
  case relu
  /// log(1 + eᶻ); its mean is not 0.
  case softplus
  /// (z² − 1)/√2.
  case square
  /// cos z less its mean.
  case cosine = "cosine-centred"

  /// The activations with κ_σ = 1. Those that are not centred, which the proofs assume, are the last.
  public static let usable: [Activation] = [.tanh, .erf, .reluCentred, .softplusCentred, .sine, .relu, .softplus]

  /// The name on the command line and in files.
  public var name: String { rawValue }

  /// Half the jump of f′ at 0.
  public var kink: Double { self == .relu || self == .reluCentred ? 0.5 : 0 }

  /// The mean that a centred activation has had taken away.
  public var shift: Double {
    switch self {
    case .reluCentred: 1 / (2 * Double.pi).squareRoot()
    case .softplusCentred: Self.softplusMean
    case .cosine: Double.exp(-0.5)
    default: 0
    }
  }
  private static let softplusMean = HermiteQuadrature.standard.expectation(softplus(_:))

  /// f(z).
  public func value(_ z: Double) -> Double {
    switch self {
    case .tanh: Double.tanh(z)
    case .erf: Double.erf(z)
    case .relu, .reluCentred: max(z, 0) - shift
    case .softplus, .softplusCentred: Theory.softplus(z) - shift
    case .sine: Double.sin(z)
    case .square: (z * z - 1) / 2.0.squareRoot()
    case .cosine: Double.cos(z) - shift
    }
  }

  /// σ′(z); at ReLU's kink, 0.
  public func slope(_ z: Double) -> Double {
    switch self {
    case .tanh:
      let t = Double.tanh(z)
      return 1 - t * t
    case .erf: return 2 / Double.pi.squareRoot() * Double.exp(-z * z)
    case .relu, .reluCentred: return z > 0 ? 1 : 0
    case .softplus, .softplusCentred: return 1 / (1 + Double.exp(-z))
    case .sine: return Double.cos(z)
    case .square: return 2.0.squareRoot() * z
    case .cosine: return -Double.sin(z)
    }
  }

  /// Whether σ(−z) = −σ(z): every head on such features is an odd function of the input.
  public var isOdd: Bool { self == .tanh || self == .erf || self == .sine }
}

/// A link function σe or σh of the labels y = σe(x·βe) + σh(x·βh) [paper, eq. (9)].
public enum LinkFunction: String, GaussianFunction, CaseIterable, Codable {
  /// z.
  case linear
  /// tanh z.
  case tanh
  /// erf z.
  case erf
  /// sin z.
  case sine
  /// max(z, 0).
  case relu
  /// (z² − 1)/√2, the orthonormal He₂.
  case he2
  /// (z³ − 3z)/√6, the orthonormal He₃.
  case he3
  /// (z⁴ − 6z² + 3)/√24, the orthonormal He₄.
  case he4
  /// |z| − √(2/π).
  case absolute = "abs-centred"
  /// cos z − e^{−1/2}.
  case cosine = "cosine-centred"

  /// The links with information exponent 1.
  public static let easy: [LinkFunction] = [.linear, .tanh, .erf, .sine, .relu]
  /// The links with information exponent above 1.
  public static let hard: [LinkFunction] = [.he2, .he3, .he4, .absolute, .cosine]

  /// The name on the command line and in files.
  public var name: String { rawValue }

  /// Half the jump of f′ at 0.
  public var kink: Double {
    switch self {
    case .relu: 0.5
    case .absolute: 1
    default: 0
    }
  }

  /// f(z).
  public func value(_ z: Double) -> Double {
    switch self {
    case .linear: z
    case .tanh: Double.tanh(z)
    case .erf: Double.erf(z)
    case .sine: Double.sin(z)
    case .relu: max(z, 0)
    case .he2: (z * z - 1) / 2.0.squareRoot()
    case .he3: z * (z * z - 3) / 6.0.squareRoot()
    case .he4: ((z * z - 6) * z * z + 3) / 24.0.squareRoot()
    case .absolute: z.magnitude - (2 / Double.pi).squareRoot()
    case .cosine: Double.cos(z) - Double.exp(-0.5)
    }
  }

  /// Whether f(−z) = f(z).
  public var isEven: Bool {
    switch self {
    case .he2, .he4, .absolute, .cosine: true
    default: false
    }
  }
}

/// log(1 + eᶻ) without overflow.
private func softplus(_ z: Double) -> Double { max(z, 0) + Double.log(onePlus: Double.exp(-z.magnitude)) }
