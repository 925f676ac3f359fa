// The curves in words: which there are, their values at the cursor, and where they are least or peak.

import Canvas
import Figures
import Theory

extension CurvesView {
  func words(_ model: Model) -> [String] {
    let (settings, curves) = (model.settings, model.settings.curves)
    var words = ["\(settings.curveTitle): \(curves.xName) across \(curves.x.inWords)."]
    if curves.quantity == .solutions {
      words.append("The teacher is at c \(spoken(settings.conditionLevel)).")
      words += curves.values.enumerated().map { index, value in
        let name = settings.curveName(.member(index))
        let wins = Verdict(settings.regime.with(.gammaS, value)).winningPenalties { spoken($0) }
        return "\(name): \(wins)"
      }
    } else {
      let x = settings.regime[curves.axes.x]
      let series = CurveFamily(settings, resolution: 240).series
      let values = series.map { series in
        "\(settings.curveName(series.kind)) \(spoken(settings.value(of: series.kind, at: x)))"
      }
      words.append("At \(curves.xName) \(spoken(x, digits: 6)): \(listed(values)).")
      words += series.compactMap { settings.extremesInWords($0) }
    }
    words.append(settings.verdictInWords + ".")
    let simulated = model.simulatedCurve.count
    if simulated > 0 { words.append("\(simulated) simulated points lie beside the curves.") }
    return words
  }
}

extension Settings {
  /// What a curve is called.
  fileprivate func curveName(_ kind: CurveFamily.Kind) -> String {
    switch kind {
    case .member(let index): "\(CurveFamily.letter(index)), \(curves.axes.y.symbol) \(spoken(curves.values[index])),"
    case .teacher: curves.quantity.isOverParameters ? "the teacher" : "the teacher's level"
    case .state: "the student here"
    }
  }

  /// The value of a curve at a place along the axis.
  fileprivate func value(of kind: CurveFamily.Kind, at x: Double) -> Double {
    let points =
      switch kind {
      case .member(let index): curve(at: curves.values[index], [x])
      case .teacher: teacherCurve([x])
      case .state: stateCurve([x])
      }
    return points.first?.y ?? .nan
  }

  /// Where a curve is least, and where it peaks between its ends; nil where it is level.
  fileprivate func extremesInWords(_ series: CurveFamily.Series) -> String? {
    let points = series.points
    guard let least = points.min(by: { $0.y < $1.y }), let most = points.max(by: { $0.y < $1.y }),
      let first = points.first, let last = points.last, least.y < most.y
    else { return nil }
    func place(_ point: Curve.Point) -> String {
      let end = point.x == first.x || point.x == last.x ? ", an end" : ""
      return "\(spoken(point.y)) at \(curves.xName) \(spoken(point.x))\(end)"
    }
    let peaks = most.y > max(first.y, last.y)
    return "\(curveName(series.kind)) is least \(place(least))\(peaks ? ", and peaks with \(place(most))" : "")."
  }
}
