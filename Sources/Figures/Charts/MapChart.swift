// The map as a chart, and what the charts of the linear settings share.

import Canvas
import Export
import Sampling
import Simulation
import Theory

extension Settings {
  /// All parameters, the tie included.
  package var parameters: Record {
    var record = Record()
    for parameter in Parameter.allCases { record.append(parameter.fieldName, .number(regime[parameter])) }
    if let tie { record.append("lambda_t_over_optimal", .number(tie)) }
    for pin in pins {
      for parameter in Parameter.allCases {
        record.append("pinned_\(pin.letter.lowercased())_\(parameter.fieldName)", .number(pin.regime[parameter]))
      }
    }
    return record
  }

  package func axis(_ parameter: Parameter, _ scale: Scale) -> ChartAxis {
    ChartAxis("\(parameter.symbol)  (\(parameter.meaning))", scale)
  }

  package func stateLayer(_ axes: Axes) -> Chart.Layer {
    .points(name: "state", points: [ChartPoint(x: regime[axes.x], y: regime[axes.y])], look: .state)
  }

  /// The map as a chart.
  /// - Parameters:
  ///   - simulated: what a picture other than the theory's is of.
  ///   - points: a person's own points, if there are any.
  package func mapChart(_ picture: MapPicture, simulated: SimulatedMap?, points: MeasuredPoints? = nil) -> Chart {
    let grid = MapGrid(self, picture)
    var chart = mapPicture(picture, simulated: simulated, over: grid)
    chart.layers += pinLayers(axes) + [stateLayer(axes)]
    let drawn = picture.isSimulated ? simulated : nil
    chart.rows = drawn.map { simulatedRows($0) } ?? theoryRows(grid)
    if let points {
      chart.layers += mapLayers(points.points)
      chart.rows = Record.aligned(chart.rows + mapRows(points, theory: drawn == nil ? "gap" : "theory"))
    }
    return chart
  }

  /// The map as a chart, without what belongs to the sliders and without rows.
  package func mapPicture(_ picture: MapPicture, simulated: SimulatedMap?) -> Chart {
    mapPicture(picture, simulated: simulated, over: MapGrid(self, picture))
  }

  /// The gap on the grid of a chart, rows from the top, and how much likelier a loss is than a gain where that is shown.
  private struct MapGrid {
    let xs: [Double]
    let ys: [Double]
    let gaps: [Double]
    let odds: [Double]?

    init(_ settings: Settings, _ picture: MapPicture) {
      xs = settings.axes.window.x.pixelCentres(120)
      ys = Array(settings.axes.window.y.pixelCentres(90).reversed())
      gaps = settings.gaps(settings.axes, xs: xs, ys: ys)
      odds = picture == .chance ? settings.odds(settings.axes, xs: xs, ys: ys) : nil
    }
  }

  private func mapPicture(_ picture: MapPicture, simulated: SimulatedMap?, over grid: MapGrid) -> Chart {
    let (columns, rows, theory) = (grid.xs.count, grid.ys.count, grid.gaps)
    let (xScale, yScale) = (axes.window.x, axes.window.y)
    let scale = colorScale(picture)
    let name = picture == .difference ? "z" : picture.isProbability ? "P(gain)" : "Ls − Lt"
    var layers: [Chart.Layer] = []
    if let simulated, let values = simulated.values(picture) {
      layers.append(heat(simulated, picture, values, scale, name, columns: columns, rows: rows))
    } else {
      layers.append(.heat(columns: columns, rows: rows, values: grid.odds ?? theory, scale: scale, name: name))
    }
    layers += mapLines(columns: 4 * columns, rows: 4 * rows).flatMap { $0.layers }
    let caption =
      switch picture {
      case .theory: "Negative is a gain: the student beats its teacher."
      case .chance:
        "How often there is a gain at d = \(run.dimension), as predicted to order 1/d; lines: the limit."
      case .simulated: "Negative is a gain. Filled: the simulated mean; lines: the limit."
      case .frequency: "How often there was a gain in the simulation; lines: the limit."
      case .difference:
        "How far the simulated mean is from what is predicted at its sizes, in standard errors."
          + (simulated?.sharedDraws(axes).map {
            " \($0.prefix(1).uppercased() + $0.dropFirst()) share draws and move together."
          } ?? "")
      }
    return Chart(
      title: picture.title, caption: caption, x: axis(axes.x, xScale), y: axis(axes.y, yScale), layers: layers)
  }

  /// What was simulated: its own cells where all of them are shown, or else those over the window, finely enough.
  private func heat(
    _ map: SimulatedMap, _ picture: MapPicture, _ values: [Double], _ scale: DivergingScale, _ name: String,
    columns: Int, rows: Int
  ) -> Chart.Layer {
    if !map.fills(axes.window), let field = MapField(map, picture, self, columns: columns, rows: rows) {
      return .heat(columns: columns, rows: rows, values: field.gaps, scale: scale, name: name)
    }
    return .heat(columns: map.columns, rows: map.rows, values: values, scale: scale, name: name)
  }

  private func theoryRows(_ grid: MapGrid) -> [Record] {
    grid.ys.enumerated().flatMap { row, y in
      grid.xs.enumerated().map { column, x in
        let index = row * grid.xs.count + column
        var record = Record([
          axes.x.fieldName: .number(x), axes.y.fieldName: .number(y), "gap": .number(grid.gaps[index]),
        ])
        if let odds = grid.odds { record.append("probability_of_gain_predicted", .number(0.5 * (1 - odds[index]))) }
        return record
      }
    }
  }

  /// A row a cell. `theory` is the limit at the cell's own sizes, which z is taken against; `predicted` the mean there to
  /// order 1/d, which z_finite is taken against.
  private func simulatedRows(_ map: SimulatedMap) -> [Record] {
    map.estimates.indices.filter { map.estimates[$0].count > 0 }.map { index in
      let (x, y) = map.middle(index)
      return Record([
        axes.x.fieldName: .number(x), axes.y.fieldName: .number(y),
        "theory": .number(map.limit(index)), "simulated": .number(map.estimates[index].mean),
        "simulated_se": .number(map.estimates[index].standardError),
        "z": .number(map.estimates[index].z(against: map.limit(index))),
        "predicted": .number(map.predicted(index)), "z_finite": .number(map.z(index)),
        "probability_of_gain": .number(map.gains[index].value),
      ])
    }
  }
}
