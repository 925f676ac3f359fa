// The numbers that a tour can speak of, by name: those of `w2s check --json` under the same names, and some more.

import Canvas
import Figures
import Theory

/// A number that settings have.
public struct Quantity: Sendable, Hashable {
  /// Its name in a tour's file.
  public let name: String
  /// Its symbol.
  public let symbol: String
  /// Its value; nil where there is none, such as the upper end of no window.
  public let value: @Sendable (Settings) -> Double?

  /// Two are the same if their names are.
  public static func == (a: Quantity, b: Quantity) -> Bool { a.name == b.name }
  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }

  private init(_ name: String, _ symbol: String, _ value: @escaping @Sendable (Settings) -> Double?) {
    (self.name, self.symbol, self.value) = (name, symbol, value)
  }

  /// The quantity of a name.
  public static func named(_ name: some StringProtocol) -> Quantity? { byName[String(name)] }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// All of them.
  public static let all: [Quantity] =
    Parameter.allCases.map { parameter in Quantity(parameter.fieldName, parameter.symbol) { $0.regime[parameter] } }
    + [
      of("teacher_error", "Lt", \.errors.teacher), of("student_error", "Ls", \.errors.student),
      of("gap", "Ls − Lt", \.gap),
      Quantity("gap_percent", "%") { settings in
        let errors = settings.regime.errors
        return 100 * abs(Verdict(settings.regime).gap) / errors.teacher
      },
      Quantity("winning_lambda_s_lower", "lower end of the winning λs") { PhaseReport($0.regime).winning?.lower },
      Quantity("winning_lambda_s_upper", "upper end of the winning λs") { PhaseReport($0.regime).winning?.upper },
      of("best_lambda_s", "best λs", \.best.lambdaS), of("best_gap", "best Ls − Lt", \.best.gap),
      part("teacher_bias", "bias of the teacher", \.teacher.bias),
      part("teacher_variance", "variance of the teacher", \.teacher.variance),
      part("student_bias", "bias of the student", \.student.bias),
      part("student_variance", "variance of the student", \.student.variance),
      part("bias_given_up", "bias given up", \.biasGivenUp), part("variance_saved", "variance saved", \.varianceSaved),
      Quantity("optimal_lambda_t", "λ⋆t") { $0.regime.optimalLambdaT },
      Quantity("best_teacher_error", "Lt at λ⋆t") { settings in
        settings.regime.with(.lambdaT, settings.regime.optimalLambdaT).errors.teacher
      },
      Quantity("null_error", "error of predicting 0") { 1 + $0.regime.sigma * $0.regime.sigma },
      Quantity("ceiling_gap", "ceiling of Ls − Lt") { Ceiling($0.regime).gap },
      Quantity("ceiling_error", "Ls at the ceiling") { $0.regime.errors.teacher + Ceiling($0.regime).gap },
      Quantity("ceiling_keeps", "S/T, what the best student keeps") { Ceiling($0.regime).kept },
      Quantity("ceiling_percent", "% of the ceiling") { settings in
        Ceiling(settings.regime).share(of: Verdict(settings.regime).gap).map { 100 * $0 }
      },
      Quantity("best_ceiling_percent", "% of the ceiling at the best λs") { settings in
        Ceiling(settings.regime).share(of: Verdict(settings.regime).best.gap).map { 100 * $0 }
      },
      Quantity("ceiling_samples", "ns/d for 95% of the ceiling") {
        Ceiling($0.regime).samplesPerDimension(share: 0.95)
      },
      Quantity("student_samples", "ns/d") { 1 / $0.regime.gammaS },
      Quantity("pgr_percent", "% of the performance gap recovered") { settings in
        GapRecovered(settings.regime).atOwnPenalty.map { 100 * $0 }
      },
      Quantity("pgr_best_percent", "% recovered, against the best of true labels") { settings in
        GapRecovered(settings.regime).atBestPenalty.map { 100 * $0 }
      },
      chain("chain_error", "error of the generation shown") { $1.chain.errors[$0.chain.shown - 1] },
      chain("chain_last_error", "error of the last generation") { $1.chain.errors.last },
      chain("chain_best_generation", "the best generation") { Double(ChainCourse($1.chain).best) },
      chain("chain_best_error", "error of the best generation") { $1.chain.errors.min() },
      chain("chain_lost_generation", "where the gain is lost") { ChainCourse($1.chain).lost.map(Double.init) },
      chain("chain_fixed_error", "error of λs for ever") { settings, field in
        field.same.fixedPoint?.error(sigma: settings.regime.sigma)
      },
      chain("chain_tuned_error", "error of the last with the best λ each round") { $1.best.errors.last },
      Quantity("rho", "ρ") { TeacherLimit($0.regime).rho },
      Quantity("r_min", "r_min") { $0.regime.students.leastRatio },
      Quantity("teacher_keeps", "v of the teacher") { TeacherLimit($0.regime).fit.retained },
      Quantity("student_keeps", "v of the student") { StudentLimit($0.regime).retained },
    ]
    + Parameter.allCases.map { parameter in
      Quantity("flip_" + parameter.fieldName, "\(parameter.symbol) where the verdict flips") {
        $0.nearestFlip(of: parameter)
      }
    }
    + (Slider.nonlinear + Slider.chain).filter { $0.track != nil }.map { slider in
      Quantity(slider.name.replacing("-", with: "_"), slider.symbol) { slider.value($0) }
    }
    + FeatureNorm.all.map { norm in
      Quantity("\(norm.network.rawValue)_\(norm.direction.rawValue)_\(norm.stage.rawValue)", norm.symbol) { settings in
        (try? FeatureLimit(settings.features.regime)).map { $0[norm] }
      }
    }

  private static func chain(
    _ name: String, _ symbol: String, _ value: @escaping @Sendable (Settings, ChainField) -> Double?
  ) -> Quantity {
    Quantity(name, symbol) { value($0, ChainField($0)) }
  }

  private static func part(
    _ name: String, _ symbol: String, _ path: any KeyPath<Decomposition, Double> & Sendable
  ) -> Quantity {
    Quantity(name, symbol) { Decomposition($0.regime)[keyPath: path] }
  }

  private static func of(
    _ name: String, _ symbol: String, _ path: any KeyPath<Verdict, Double> & Sendable
  ) -> Quantity {
    Quantity(name, symbol) { Verdict($0.regime)[keyPath: path] }
  }
}

extension String {
  /// The text with each `{quantity}` replaced by its value, or by "none".
  package func filled(_ settings: Settings, number: (Double) -> String) -> String {
    var text = ""
    var rest = self[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      let name = rest[rest.index(after: open)..<close]
      text += Quantity.named(name).map { $0.value(settings).map(number) ?? "none" } ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  /// The names in braces.
  package var bracedNames: [String] { matches(of: /\{([^{}]*)\}/).map { String($0.1) } }
}
