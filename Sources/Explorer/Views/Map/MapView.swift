// The map as a view: its crosshair, its pictures, its exports and what is simulated for it.

import Canvas
import Export
import Figures
import Preferences
import Simulation
import Theory

/// L_s − L_t over two parameters.
struct MapView: TwoParameterView {
  let title = "Map"
  let command = Command.map
  let path: any WritableKeyPath<Settings, Axes> & Sendable = \.axes

  func draw(_ model: Model, layout: Layout, with pen: inout Pen) {
    pen.drawMap(MapScene(model, look: pen.look), layout: layout)
  }

  func fitScale(_ settings: inout Settings) { settings.colorLimit = settings.fittingColorLimit }

  func charts(_ model: Model) -> [Chart]? {
    [model.settings.mapChart(model.shownPicture, simulated: model.simulatedMap, points: model.points)]
  }

  func surroundings(_ settings: Settings) throws(SimulationError) -> SurroundingPoints {
    let shape = settings.mapGrid
    let axes = settings.axes
    let xs = axes.window.x.pixelCentres(shape.columns)
    var points: [SimulationPoint] = []
    points.reserveCapacity(shape.columns * shape.rows)
    for y in axes.window.y.pixelCentres(shape.rows).reversed() {
      for x in xs {
        points.append(try SimulationPoint(settings.at(axes, x, y), dimension: settings.run.dimension))
      }
    }
    return SurroundingPoints(points: points, quantities: Array(repeating: .gap, count: points.count), grid: shape)
  }

  func drawsSame(_ one: Settings, _ other: Settings) -> Bool { one.mapKey == other.mapKey }

  func shows(_ preset: Preset, _ settings: Settings) -> Bool { preset.axes.isAlong(settings.axes) }
}
