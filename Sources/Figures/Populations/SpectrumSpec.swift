// Spectra by their names: `flat`, `power:1.5`, `power:1.5:1`, or a file's.

import Canvas
import Theory

/// What the eigenvalues of a covariance are, as it is said on the command line.
public enum SpectrumSpec: Sendable, Hashable {
  /// Eigenvalues that fall as a power of their number, and a signal that does too: `power:1.5`, `power:1.5:1`; with 0 for both
  /// they are `flat`.
  case law(exponent: Double, signal: Double)
  /// A file, as the person named it.
  case file(String)

  /// What is accepted, for the help.
  public static let accepted =
    "flat, power:A or power:A:R for eigenvalues that fall as j^-A and squares of the signal that fall as j^-R, or a file of CSV"

  /// A law by its name, or a file.
  /// - Throws: what is wrong with a law.
  public init(argument text: String) throws(SettingComplaint) {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard fields[0] == "flat" || fields[0] == "power" else {
      self = .file(text)
      return
    }
    func refused(_ accepted: String) -> SettingComplaint {
      SettingComplaint(name: "spectrum", text: text, accepted: accepted)
    }
    if fields == ["flat"] {
      self = .law(exponent: 0, signal: 0)
      return
    }
    guard fields[0] == "power", (2...3).contains(fields.count) else {
      throw refused("flat, power:A or power:A:R is accepted, such as power:1.5 or power:1.5:1")
    }
    func number(_ index: Int, _ range: ClosedRange<Double>, _ name: String) throws(SettingComplaint) -> Double {
      guard let value = typedNumber(fields[index]), range.contains(value) else {
        throw refused(
          "the exponent of the \(name) is a number from \(shortest(range.lowerBound)) to \(shortest(range.upperBound))")
      }
      return value
    }
    let exponent = try number(1, Covariance.exponents.eigenvalue, "eigenvalues")
    self = .law(
      exponent: exponent, signal: fields.count == 3 ? try number(2, Covariance.exponents.signal, "signal") : 0)
  }

  /// The same on the command line, as short as it can be.
  public var argument: String {
    switch self {
    case .file(let path): path
    case .law(0, 0): "flat"
    case .law(let exponent, 0): "power:\(shortest(exponent))"
    case .law(let exponent, let signal): "power:\(shortest(exponent)):\(shortest(signal))"
    }
  }

  /// The covariance of a law at a dimension; nil for a file.
  public func covariance(dimension: Int) -> Covariance? {
    guard case .law(let exponent, let signal) = self else { return nil }
    return .powerLaw(exponent, signal: signal, dimension: dimension)
  }

  /// What its eigenvalues are, as the rest of a sentence.
  public var eigenvaluesInWords: String {
    switch self {
    case .file(let path): "the eigenvalues of \(path)"
    case .law(0, _): "equal eigenvalues"
    case .law(let exponent, _): "eigenvalues that fall as j^−\(shortest(exponent))"
    }
  }

  /// What its inputs and its target are, as the rest of a sentence.
  public var inWords: String {
    switch self {
    case .law(0, 0): "isotropic inputs"
    case .law(_, 0): "\(eigenvaluesInWords) and a signal spread evenly"
    case .law(_, let signal) where signal > 0:
      "\(eigenvaluesInWords) and a signal whose squares fall as j^−\(shortest(signal))"
    case .law(_, let signal): "\(eigenvaluesInWords) and a signal whose squares rise as j^\(shortest(-signal))"
    case .file: eigenvaluesInWords
    }
  }
}
