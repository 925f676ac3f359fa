// The Curves view's numbers, before they are drawn or written.

import Canvas
import Theory

/// The curves of the view: the family, the state's own, and the teacher's.
package struct CurveFamily {
  /// What a curve belongs to.
  package enum Kind: Hashable {
    /// The n-th value of the family.
    case member(Int)
    /// The state: the student at the sliders.
    case state
    /// The teacher: its error, or its level of the condition.
    case teacher
  }

  /// One curve.
  package struct Series {
    package let kind: Kind
    /// The letter it is known by.
    package let mark: Unicode.Scalar
    package let points: [Curve.Point]
  }

  /// The family first, the state last.
  package let series: [Series]

  private static let letters: [Unicode.Scalar] = ["a", "b", "c", "d", "e", "f", "g", "h"]

  /// The letter of the n-th value.
  package static func letter(_ index: Int) -> Unicode.Scalar { letters[index % letters.count] }

  /// The curves of `settings` at so many places along the axis, poles included.
  package init(_ settings: Settings, resolution: Int) {
    let curves = settings.curves
    let xs = Self.places(curves, resolution: resolution)
    var series = curves.values.enumerated().map { index, value in
      Series(kind: .member(index), mark: Self.letter(index), points: settings.curve(at: value, xs))
    }
    series.append(Series(kind: .teacher, mark: "T", points: settings.teacherCurve(xs)))
    series.append(Series(kind: .state, mark: "S", points: settings.stateCurve(xs)))
    self.series = series
  }

  /// Places along the axis, both ends and the interpolation peak among them; along c, the λs that give it.
  package static func places(_ curves: CurveSettings, resolution: Int) -> [Double] {
    let scale = curves.quantity == .solutions ? curves.y : curves.x
    let steps = curves.quantity == .solutions ? 8 * resolution : max(1, resolution)
    var xs = (0...steps).map { scale.value(Double($0) / Double(steps)) }
    if curves.quantity.isOverParameters, curves.axes.x == .gammaT || curves.axes.x == .gammaS,
      let next = xs.firstIndex(where: { $0 >= 1 }), next > 0, xs[next] != 1
    {
      xs.insert(1, at: next)
    }
    return xs
  }
}

extension Settings {
  /// The regime at a place along the axis of the curves, for a value of the family's parameter; nil for the state's own.
  package func curveRegime(_ x: Double, _ value: Double?) -> Regime {
    if curves.quantity == .solutions { return regime.with(.lambdaS, x).with(.gammaS, value ?? regime.gammaS) }
    guard let value else { return at(Axes(x: curves.axes.x, y: curves.axes.y), x, regime[curves.axes.y]) }
    return at(curves.axes, x, value)
  }

  /// The curve of one value of the family, over places that ``CurveFamily`` chose.
  package func curve(at value: Double?, _ xs: [Double]) -> [Curve.Point] {
    xs.map { x in
      let regime = value == nil ? stateRegime(x) : curveRegime(x, value)
      return switch curves.quantity {
      case .errors: Curve.Point(x, regime.errors.student)
      case .gap: Curve.Point(x, regime.errors.gap)
      case .condition: Curve.Point(x, StudentLimit(regime).h1)
      case .solutions: Curve.Point(StudentLimit(regime).h1, x)
      }
    }
  }

  /// The student at the sliders.
  package func stateCurve(_ xs: [Double]) -> [Curve.Point] { curve(at: nil, xs) }

  /// The student at each state pinned, moved along the axis of the curves shown, and where on its curve the state is.
  package func pinnedCurves(resolution: Int) -> [(letter: Character, points: [Curve.Point], place: Curve.Point)] {
    let xs = CurveFamily.places(curves, resolution: resolution)
    return pins.map { pin in
      let pinned = at(pin)
      return (pin.letter, pinned.stateCurve(xs), pinned.curvePlace)
    }
  }

  /// Where on its curve the state is.
  package var curvePlace: Curve.Point {
    switch curves.quantity {
    case .errors: Curve.Point(regime[curves.axes.x], regime.errors.student)
    case .gap: Curve.Point(regime[curves.axes.x], regime.errors.gap)
    case .condition:
      Curve.Point(regime[curves.axes.x], StudentLimit(regime).h1)
    case .solutions: Curve.Point(conditionLevel, regime.lambdaS)
    }
  }

  /// L_t, the gap 0 that a gain is below, or the level of H₁ that it is above.
  package func teacherCurve(_ xs: [Double]) -> [Curve.Point] {
    switch curves.quantity {
    case .errors: xs.map { Curve.Point($0, stateRegime($0).errors.teacher) }
    case .gap: xs.map { Curve.Point($0, 0) }
    case .condition: xs.map { Curve.Point($0, conditionLevel) }
    case .solutions: xs.map { Curve.Point(conditionLevel, $0) }
    }
  }

  /// The regime at a place along the axis, everything else at the sliders.
  package func stateRegime(_ x: Double) -> Regime {
    switch curves.quantity {
    case .solutions: regime.with(.lambdaS, x)
    // A tied λt follows; as the axis itself it is free.
    case .errors, .gap, .condition: curves.axes.x == .lambdaT ? regime.with(.lambdaT, x) : moved(curves.axes.x, to: x)
    }
  }

  /// The value of H₁ that the student must exceed to gain.
  package var conditionLevel: Double { TeacherLimit(regime).h1Level }

  /// A vertical scale that holds the curves but for the surroundings of their poles, with round ends.
  package var fittingCurveScale: Scale {
    switch curves.quantity {
    case .condition: return Scale(.linear, from: -1, to: 0)
    case .solutions: return Parameter.lambdaS.scale
    case .errors, .gap: break
    }
    let values = CurveFamily(self, resolution: 120).series.flatMap(\.points).map(\.y).filter(\.isFinite).sorted()
    guard let least = values.first, let most = values.last else { return Scale(.linear, from: 0, to: 1) }
    let (low, high) = (values[values.count / 10], values[values.count * 9 / 10])
    var top = most <= least + 3 * (high - least) ? most : high + 0.3 * (high - least)
    // An error has no pole below; a gap has.
    let bottom = curves.quantity == .errors || least >= most - 3 * (most - low) ? least : low - 0.3 * (most - low)
    // A gain is small beside the losses of other penalties, and is what is looked for: it has a quarter of the axis.
    if curves.quantity == .gap, bottom < 0, -bottom > 0.002 * top { top = min(top, -3 * bottom) }
    let step = DivergingScale.roundLimit(max(top - bottom, 1e-9 * max(1, abs(top))) / 12)
    let lower = (bottom / step - 1e-9).rounded(.down) * step
    let upper = max((top / step + 1e-9).rounded(.up), lower / step + 1) * step
    return Scale(.linear, near: curves.quantity == .errors ? max(0, lower) : lower, and: upper)
  }

  /// Fits the vertical scale to the curves, and leaves it there.
  public mutating func fitCurves() { curves.y = fittingCurveScale }

  /// Shows other curves, their scale fitted.
  public mutating func show(_ curves: CurveSettings) {
    self.curves = curves
    fitCurves()
  }
}

extension Settings {
  /// What the curves are, for the pane's title.
  package var curveTitle: String {
    switch curves.quantity {
    case .errors: "Ls and Lt against \(curves.xName), for several \(curves.axes.y.symbol)"
    case .gap: "Ls − Lt against \(curves.xName), for several \(curves.axes.y.symbol)"
    case .condition: "H₁ against \(curves.xName), for several \(curves.axes.y.symbol)"
    case .solutions: "The λs that solve H₁ = c, for several γs"
    }
  }

  /// What stands on the vertical axis.
  package var curveYName: String {
    switch curves.quantity {
    case .errors: "error"
    case .gap: "Ls−Lt"
    case .condition: "H₁"
    case .solutions: "λs"
    }
  }

  /// Whether a curve belongs to the figure of the paper rather than to the sliders.
  package func isInFigure(_ kind: CurveFamily.Kind) -> Bool {
    switch kind {
    case .member: true
    case .teacher: curves.quantity.isOverParameters
    case .state: false
    }
  }

  /// Whether the student gains at a place along the axis, everything else at the sliders; nil along c.
  package func gainsAlongCurve(_ x: Double) -> Bool? {
    curves.quantity == .solutions ? nil : stateRegime(x).errors.gain
  }
}
