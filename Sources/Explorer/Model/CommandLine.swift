// The commands that reproduce a view, exact to the last digit.

import Theory

extension Model {
  /// Opens the explorer at this view.
  public var commandLine: String { "w2s " + arguments }

  /// Prints this view as text.
  public var renderCommandLine: String { "w2s render --size \(columns)x\(rows) " + arguments }

  /// Checks this regime.
  public var checkCommandLine: String { "w2s check " + settings.regime.arguments(Parameter.allCases) }

  private var arguments: String {
    var parts = [settings.regime.arguments(Parameter.allCases.filter { $0 != .lambdaT || settings.tie == nil })]
    if let tie = settings.tie { parts.append("--tie \(shortest(tie))") }
    parts.append("--view \(settings.view.rawValue)")
    switch settings.view {
    case .map:
      parts.append("--x-axis \(settings.axes.x.optionName) --y-axis \(settings.axes.y.optionName)")
      parts.append("--color-limit \(shortest(settings.colorLimit))")
    case .phases:
      if !settings.showsPlane {
        parts.append("--x-axis \(settings.phaseAxes.x.optionName) --y-axis \(settings.phaseAxes.y.optionName)")
      }
      if settings.showsPrinted { parts.append("--printed") }
    case .curves: parts.append(settings.curves.arguments)
    case .spectrum: break
    }
    parts.append("--theme \(themeName)")
    return parts.joined(separator: " ")
  }
}

extension Regime {
  /// The options that give some parameters their values.
  func arguments(_ parameters: [Parameter]) -> String {
    parameters.map { "--\($0.optionName) \(shortest(self[$0]))" }.joined(separator: " ")
  }
}

extension Parameter {
  /// The name of the command-line option, without its dashes: `lambda-t`.
  public var optionName: String { fieldName.replacing("_", with: "-") }
}

/// The shortest decimal that reads back as the same double, whole numbers without `.0`.
func shortest(_ value: Double) -> String {
  let text = "\(value)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
