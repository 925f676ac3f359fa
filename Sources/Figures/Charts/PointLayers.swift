// Measured points as layers of charts, and as rows beside theirs.

import Export
import Theory

extension Settings {
  /// The measured gaps on the map: gains and losses told apart, those of elsewhere hollow.
  /// - Parameter withElsewhere: whether those of elsewhere are shown at all.
  package func mapLayers(_ points: [MeasuredPoint], withElsewhere: Bool = true) -> [Chart.Layer] {
    let placed = onMap(points)
    let kinds: [(name: String, mark: Chart.Mark, isShown: (MapPoint) -> Bool)] = [
      ("gain elsewhere", .hollowDown, { withElsewhere && !$0.isHere && $0.isGain }),
      ("loss elsewhere", .hollowUp, { withElsewhere && !$0.isHere && !$0.isGain }),
      ("measured gain", .down, { $0.isHere && $0.isGain }), ("measured loss", .up, { $0.isHere && !$0.isGain }),
    ]
    return kinds.compactMap { name, mark, isShown in
      let shown = placed.filter(isShown)
      return shown.isEmpty
        ? nil : .points(name: name, points: shown.map { ChartPoint(x: $0.x, y: $0.y) }, look: .measured(mark))
    }
  }

  /// The measured values beside the curves.
  package func curveLayers(_ points: [MeasuredPoint], asFigure: Bool = false) -> [Chart.Layer] {
    let placed = onCurves(points, asFigure: asFigure)
    let names = curves.quantity == .gap ? ("measured", "") : ("measured Ls", "measured Lt")
    return [(names.1, Chart.Mark.hollowSquare, true), (names.0, .square, false)].compactMap { name, mark, isTeacher in
      let shown = placed.filter { ($0.quantity == .teacher) == isTeacher }
      let places = shown.map { ChartPoint(x: $0.x, y: $0.value.mean, error: $0.value.standardError ?? 0) }
      return places.isEmpty ? nil : .points(name: name, points: places, look: .measured(mark))
    }
  }

  /// A row for each measured gap that is of the map.
  /// - Parameter theory: the name of the column of the limit.
  package func mapRows(_ points: MeasuredPoints, theory: String) -> [Record] {
    onMap(points.points).filter(\.isHere).map { placed in
      let place = Record([axes.x.fieldName: .number(placed.x), axes.y.fieldName: .number(placed.y)])
      return row(points, placed.index, .gap, over: at(axes, placed.x, placed.y), at: place, theory: theory)
    }
  }

  /// A row for each measured value beside the curves.
  package func curveRows(_ points: MeasuredPoints, asFigure: Bool = false) -> [Record] {
    onCurves(points.points, asFigure: asFigure).map { placed in
      let regime =
        if case .member(let index) = placed.kind { curveRegime(placed.x, curves.values[index]) } else {
          stateRegime(placed.x)
        }
      let place = Record([curves.xFieldName: .number(placed.x)])
      return row(points, placed.index, placed.quantity, over: regime, at: place, theory: "theory")
    }
  }

  /// What was measured of a quantity, and the limit at the point's own parameters.
  private func row(
    _ points: MeasuredPoints, _ index: Int, _ quantity: FigurePoint.Quantity, over regime: Regime, at place: Record,
    theory name: String
  ) -> Record {
    let point = points.points[index]
    let report = PointReport(point, over: regime)
    var row = place
    row.append("series", .text(quantity == .teacher ? "measured teacher" : "measured"))
    row.append(name, report.theory(quantity).map { .number($0) } ?? .null)
    row.append("measured", point[quantity].map { .number($0.mean) } ?? .null)
    row.append("measured_se", point[quantity]?.standardError.map { .number($0) } ?? .null)
    row.append("z", report.z(quantity).map { .number($0) } ?? .null)
    row.append("label", .text(points.name(index)))
    return row
  }
}

extension PaperFigure {
  /// A row for each measured value that is of a panel.
  public func rows(_ points: MeasuredPoints) -> [Record] {
    panels.flatMap { preset in
      let settings = Settings(preset)
      let rows =
        preset.view == .map
        ? settings.mapRows(points, theory: "theory") : settings.curveRows(points, asFigure: true)
      guard hasPanels else { return rows }
      return rows.map { row in
        var record = Record(["panel": .text(preset.panel)])
        record.append(contentsOf: row)
        return record
      }
    }
  }

  /// How many of the points are of no panel.
  public func missed(_ points: MeasuredPoints) -> Int {
    let placed = panels.flatMap { preset in
      let settings = Settings(preset)
      return preset.view == .map
        ? settings.onMap(points.points).filter(\.isHere).map(\.index)
        : settings.onCurves(points.points, asFigure: true).map(\.index)
    }
    return points.points.count - Set(placed).count
  }
}
