// What can be said to hold of settings:
//
//     gain · loss · tie                            the verdict
//     under-regularised · over-regularised · …     the teacher
//     phase = window                               the phase, and any setting by its name: view = curves
//     gap = -0.0457                                a number, to within half a unit of its last digit
//     best_lambda_s = 0.16 ± 0.01                  or to within what is said
//     lambda_t < optimal_lambda_t                  two numbers
//     printed wrong · printed right · printed silent       Theorem 5 as printed, of the regime

import Canvas
import Figures
import Theory

/// Something that holds of settings or does not.
public struct Condition: Sendable, Hashable {
  /// How two numbers are compared.
  enum Comparison: String, Sendable, CaseIterable {
    case atMost = "<="
    case atLeast = ">="
    case below = "<"
    case above = ">"
    case equal = "="
  }

  /// A side of a comparison.
  enum Side: Sendable, Hashable {
    case quantity(Quantity)
    case number(Double)
    case none

    func value(_ settings: Settings) -> Double? {
      switch self {
      case .quantity(let quantity): quantity.value(settings)
      case .number(let number): number
      case .none: nil
      }
    }
  }

  private enum Content: Sendable, Hashable {
    case outcome(Verdict.Outcome)
    case regularisation(Verdict.Regularisation)
    case phase(Phase)
    case printed(Bool?)
    case setting(String, String)
    case comparison(Side, Comparison, Side, tolerance: Double)
  }

  /// The condition as it is written.
  public let text: String
  private let content: Content

  /// Two are the same if they are written alike.
  public static func == (a: Condition, b: Condition) -> Bool { a.text == b.text }
  /// Hashes the text.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// Reads a condition.
  /// - Throws: ``ConditionError`` where it is none.
  package init(_ text: String) throws(ConditionError) {
    self.text = text
    let plain = text.replacing("≤", with: "<=").replacing("≥", with: ">=").replacing("−", with: "-")
    let words = plain.split(separator: " ").joined(separator: " ")
    if let outcome = Verdict.Outcome(rawValue: words) {
      content = .outcome(outcome)
    } else if let side = Verdict.Regularisation(rawValue: words) {
      content = .regularisation(side)
    } else if let printed = ["printed right": true, "printed wrong": false, "printed silent": nil][words] {
      content = .printed(printed)
    } else {
      content = try Self.comparison(words, text)
    }
  }

  private static func comparison(_ words: String, _ text: String) throws(ConditionError) -> Content {
    guard
      let (comparison, place) = Comparison.allCases.lazy.compactMap({ comparison in
        words.firstRange(of: comparison.rawValue).map { (comparison, $0) }
      }).first
    else { throw ConditionError(text: text) }
    func trimmed(_ part: Substring) -> String {
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    let name = trimmed(words[..<place.lowerBound])
    let parts = words[place.upperBound...].split(separator: "±", omittingEmptySubsequences: false).map(trimmed)
    guard parts.count <= 2, let value = parts.first, !value.isEmpty else { throw ConditionError(text: text) }
    if comparison == .equal, parts.count == 1 {
      if name == "phase" {
        guard let phase = Phase(rawValue: value) else { throw ConditionError(text: text) }
        return .phase(phase)
      }
      if Quantity.named(name) == nil {
        guard SettingField.named(name) != nil else { throw ConditionError(text: text) }
        return .setting(name, value)
      }
    }
    guard let left = Quantity.named(name), let right = side(value) else { throw ConditionError(text: text) }
    var tolerance = 0.0
    if parts.count == 2 {
      guard let said = typedNumber(parts[1]), said >= 0 else { throw ConditionError(text: text) }
      tolerance = said
    } else if case .number(let number) = right, number.isFinite {
      tolerance = halfUnit(value)
    }
    return .comparison(.quantity(left), comparison, right, tolerance: comparison == .equal ? tolerance : 0)
  }

  private static func side(_ text: String) -> Side? {
    if text == "none" { return Side.none }
    if text == "infinite" { return .number(.infinity) }
    return Quantity.named(text).map { .quantity($0) } ?? typedNumber(text).map { .number($0) }
  }

  /// Half a unit of the last digit of a decimal: 0.005 of `0.16`.
  private static func halfUnit(_ text: String) -> Double {
    let lower = text.lowercased()
    let mantissa = lower.prefix { $0 != "e" }
    let exponent = lower.split(separator: "e").dropFirst().first.flatMap { Int($0) } ?? 0
    let decimals = mantissa.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
    // A hair more, for what the digits themselves round.
    return decimalNumber("5.0001e\(exponent - decimals - 1)") ?? 0
  }

  /// Whether it holds.
  public func holds(_ settings: Settings) -> Bool {
    switch content {
    case .outcome(let outcome): Verdict(settings.regime).outcome == outcome
    case .regularisation(let side): Verdict(settings.regime).regularisation == side
    case .phase(let phase): PhaseReport(settings.regime).phase == phase
    case .printed(let agrees): Printed.theoremFiveAgrees(settings.regime) == agrees
    case .setting(let name, let text): SettingField.named(name)?.text(settings) == text
    case .comparison(let left, let comparison, let right, let tolerance):
      Self.holds(left.value(settings), comparison, right.value(settings), tolerance)
    }
  }

  private static func holds(_ a: Double?, _ comparison: Comparison, _ b: Double?, _ tolerance: Double) -> Bool {
    guard let a, let b else { return comparison == .equal && a == nil && b == nil }
    return switch comparison {
    case .atMost: a <= b
    case .atLeast: a >= b
    case .below: a < b
    case .above: a > b
    case .equal: a == b || abs(a - b) <= tolerance
    }
  }

  /// What is so instead, where it does not hold.
  package func truth(_ settings: Settings) -> String {
    let number = { (value: Double?) in value.map { NumberFormat(digits: 6, trimsZeros: true).text($0) } ?? "none" }
    let verdict = Verdict(settings.regime)
    return switch content {
    case .outcome: "it is a \(verdict.outcome.rawValue), Ls − Lt = \(number(verdict.gap))"
    case .regularisation: "the teacher is \(verdict.regularisation.rawValue)"
    case .phase: "the phase is \(verdict.phase.phase.rawValue)"
    case .printed:
      "Theorem 5 as printed is \(Printed.theoremFiveAgrees(settings.regime).map { $0 ? "right" : "wrong" } ?? "silent")"
    case .setting(let name, _): "\(name) is \(SettingField.named(name)?.text(settings) ?? "not set")"
    case .comparison(let left, _, let right, _):
      if case .quantity(let other) = right {
        "\(Self.name(left)) is \(number(left.value(settings))), \(other.name) is \(number(right.value(settings)))"
      } else {
        "\(Self.name(left)) is \(number(left.value(settings)))"
      }
    }
  }

  private static func name(_ side: Side) -> String {
    if case .quantity(let quantity) = side { return quantity.name }
    return "it"
  }

  /// The numbers it names, as they are written.
  package var numbers: [String] { text.matches(of: /[0-9]+(\.[0-9]+)?/).map { String($0.0) } }
}

/// Why a condition cannot be read.
package struct ConditionError: Error {
  let text: String

  package static let accepted =
    "gain, loss, tie, under-regularised, optimally regularised, over-regularised, phase = never|below|window|always, "
    + "printed right|wrong|silent, SETTING = VALUE, or QUANTITY <|<=|=|>=|> NUMBER|QUANTITY|none|infinite [± TOLERANCE], "
    + "the quantities being \(Quantity.all.map(\.name).joined(separator: ", "))"
}

/// A condition that a tour states, and where.
public struct Claim: Sendable, Hashable {
  /// What is said to hold.
  public let condition: Condition
  /// The line that says so.
  public let line: Int?
}
