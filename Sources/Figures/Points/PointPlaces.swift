// Where measured points lie on the pictures of the theory.

import Canvas
import Theory

/// A measured gap on a map.
package struct MapPoint: Sendable, Hashable {
  /// Which of the points it is.
  package let index: Int
  /// Where on the map.
  package let x, y: Double
  /// The gap.
  package let gap: MeasuredValue
  /// Whether it is of the map: its other parameters are the map's too.
  package let isHere: Bool

  /// Whether the student was seen to gain.
  package var isGain: Bool { gap.mean < 0 }
}

/// A measured value beside the curve it is of.
package struct CurvePoint: Sendable, Hashable {
  /// Which of the points it is.
  package let index: Int
  /// Where along the axis.
  package let x: Double
  /// What was measured.
  package let value: MeasuredValue
  /// Of what.
  package let quantity: FigurePoint.Quantity
  /// The curve.
  package let kind: CurveFamily.Kind
}

extension Settings {
  /// The measured gaps that lie within the map, those that are of it last.
  package func onMap(_ points: [MeasuredPoint]) -> [MapPoint] {
    let placed = points.enumerated().compactMap { index, point -> MapPoint? in
      let x = point.given[axes.x] ?? regime[axes.x]
      let y = point.given[axes.y] ?? regime[axes.y]
      guard let gap = point[.gap], axes.x.scale.holds(x), axes.y.scale.holds(y) else { return nil }
      return MapPoint(index: index, x: x, y: y, gap: gap, isHere: point.isAt(at(axes, x, y)))
    }
    return placed.filter { !$0.isHere } + placed.filter(\.isHere)
  }

  /// The measured values that are of the curves shown: a student's where it is on a curve of the family, or on that of
  /// the sliders; a teacher's where its own parameters are those of the teacher shown.
  /// - Parameter asFigure: whether only what belongs to a figure of the paper is shown.
  package func onCurves(_ points: [MeasuredPoint], asFigure: Bool = false) -> [CurvePoint] {
    guard curves.quantity == .errors || curves.quantity == .gap else { return [] }
    let ofStudent: FigurePoint.Quantity = curves.quantity == .gap ? .gap : .student
    return points.enumerated().flatMap { index, point -> [CurvePoint] in
      let x = point.given[curves.axes.x] ?? regime[curves.axes.x]
      guard curves.x.holds(x) else { return [] }
      var placed: [CurvePoint] = []
      func place(_ quantity: FigurePoint.Quantity, _ kind: CurveFamily.Kind) {
        guard let value = point[quantity] else { return }
        placed.append(CurvePoint(index: index, x: x, value: value, quantity: quantity, kind: kind))
      }
      if curves.quantity == .errors, point.isAt(stateRegime(x), [.lambdaT, .gammaT, .sigma]) {
        place(.teacher, .teacher)
      }
      if !asFigure, point.isAt(stateRegime(x)) {
        place(ofStudent, .state)
      } else if let member = curves.values.firstIndex(where: { point.isAt(curveRegime(x, $0)) }) {
        place(ofStudent, .member(member))
      }
      return placed
    }
  }
}

extension Scale {
  /// Whether a value lies between its ends.
  fileprivate func holds(_ value: Double) -> Bool { (0...1).contains(position(value)) }
}
