// What a teacher and a student see of isotropic inputs, and what a student has learned of them, as they are written on the
// command line.

import Canvas
import Theory

/// Shares of the coordinates, and of the signal, that teacher, student and both see: `0.8:0.3:0.2` or
/// `0.8:0.3:0.2:0.9:0.95:0.85`.
public struct OverlapArgument: Sendable, Hashable {
  /// The text.
  public let argument: String
  /// Shares of the coordinates.
  public let dimensions: FeatureOverlap.Shares
  /// Shares of the signal.
  public let signal: FeatureOverlap.Shares

  /// The shares of a text.
  /// - Throws: what is wrong with it.
  public init(argument text: String) throws(SettingComplaint) {
    let refused = { SettingComplaint(name: "overlap", text: text, accepted: $0) }
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    let values = fields.compactMap { typedNumber(String($0)) }
    guard values.count == fields.count, [3, 6].contains(values.count) else {
      throw refused(
        "teacher:student:both[:teacher:student:both] is accepted, such as 0.8:0.3:0.2 or 0.8:0.3:0.2:0.9:0.95:0.85")
    }
    func shares(_ start: Int, of whole: String) throws(SettingComplaint) -> FeatureOverlap.Shares {
      let (teacher, student, both) = (values[start], values[start + 1], values[start + 2])
      guard let shares = FeatureOverlap.Shares(teacher: teacher, student: student, both: both) else {
        throw refused(
          "shares of \(whole) are numbers from 0 to 1, that of both at most either and at least their sum less 1")
      }
      return shares
    }
    argument = text
    dimensions = try shares(0, of: "the coordinates")
    signal = values.count == 6 ? try shares(3, of: "the signal") : dimensions
    let regime = Regime(lambdaT: 1, lambdaS: 1, gammaT: 1, gammaS: 1, sigma: 1)
    if FeatureOverlap(regime, dimensions: dimensions, signal: signal) == nil {
      throw refused("both models see coordinates, and signal is only where coordinates are")
    }
  }

  /// The chain at sizes near to these shares.
  /// - Parameters:
  ///   - regime: penalties, noise and the sizes' aspect ratios.
  ///   - dimension: d, of which the shares are made whole.
  /// - Throws: what is wrong with a dimension that has no coordinate for some of the signal.
  public func chain(_ regime: Regime, dimension: Int) throws(SettingComplaint) -> (SpectralChain, name: String) {
    let whole = { (share: Double) in Int((share * Double(dimension)).rounded()) }
    let (teacher, student) = (whole(dimensions.teacher), whole(dimensions.student))
    let both = min(max(whole(dimensions.both), teacher + student - dimension), teacher, student)
    let counts = [both, teacher - both, student - both, dimension - teacher - student + both].map(Double.init)
    let d = Double(dimension)
    guard
      let shares = FeatureOverlap.Shares(
        teacher: Double(teacher) / d, student: Double(student) / d, both: Double(both) / d),
      let overlap = FeatureOverlap(regime, dimensions: shares, signal: signal)
    else {
      throw SettingComplaint(
        name: "dimension", text: "\(dimension)",
        accepted: "the overlap leaves a share of the signal without a coordinate")
    }
    let name =
      "isotropic inputs (d = \(dimension)), of whose coordinates the teacher sees \(teacher), the student \(student) and both \(both)"
    return (overlap.chain(counts: counts), name)
  }
}

/// A subspace that a student has learned: its share of the dimensions, ζ, whose square is what it holds of the target's, and what
/// its directions cost beside others: `0.3:0.9` or `0.3:0.9:0.001`.
public struct SubspaceArgument: Sendable, Hashable {
  /// The text.
  public let argument: String
  /// Its share of the dimensions.
  public let share: Double
  /// ζ.
  public let zeta: Double
  /// The cost; nil for 1/(1+d), that of the paper's Γ.
  public let weight: Double?

  /// The subspace of a text.
  /// - Throws: what is wrong with it.
  public init(argument text: String) throws(SettingComplaint) {
    let refused = { SettingComplaint(name: "subspace", text: text, accepted: $0) }
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    let values = fields.compactMap { typedNumber(String($0)) }
    guard values.count == fields.count, (2...3).contains(values.count) else {
      throw refused("share:ζ[:weight] is accepted, such as 0.3:0.9 or 0.3:0.9:0.001")
    }
    guard values[0] > 0, values[0] < 1 else {
      throw refused("the share of the dimensions is a number above 0 and below 1")
    }
    guard Parameter.zeta.accepts(values[1]) else { throw refused("ζ is \(Parameter.zeta.accepted)") }
    let weights = 1e-9...1e9
    if values.count == 3, !weights.contains(values[2]) { throw refused("the weight is a number from 1e-9 to 1e9") }
    argument = text
    (share, zeta, weight) = (values[0], values[1], values.count == 3 ? values[2] : nil)
  }

  /// The chain at sizes near to this share.
  /// - Throws: what is wrong with a dimension that leaves the subspace, or what is outside it, no direction.
  public func chain(_ regime: Regime, dimension: Int) throws(SettingComplaint) -> (SpectralChain, name: String) {
    let inside = Int((share * Double(dimension)).rounded())
    guard inside > 0, inside < dimension else {
      throw SettingComplaint(
        name: "dimension", text: "\(dimension)", accepted: "the subspace, or what is outside it, has no direction left")
    }
    let weight = weight ?? 1 / Double(1 + dimension)
    let subspace = LearnedSubspace(
      regime.with(.zeta, zeta), share: Double(inside) / Double(dimension), weight: weight)
    let number = { NumberFormat(digits: 3, trimsZeros: true).text($0) }
    let name =
      "isotropic inputs (d = \(dimension)) and a student that has learned a subspace of \(inside) dimensions, which holds "
      + "\(number(100 * zeta * zeta))% of the target's square and costs \(number(weight)) times what the others do"
    return (subspace.chain(counts: [Double(inside), Double(dimension - inside)]), name)
  }
}
