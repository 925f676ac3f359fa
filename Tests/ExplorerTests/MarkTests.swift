// Marks are seen on whatever they stand, and every region has its name.

import Canvas
import Figures
import Preferences
import Testing
import Theory

@testable import Explorer

@Suite struct MarkTests {
  static let themes = ThemeLibrary().themes.map(\.name)

  private func look(_ theme: String, _ depth: ColorDepth, _ isUnicode: Bool) throws -> Look {
    Look(try #require(ThemeLibrary().theme(named: theme)), depth: depth, glyphs: Glyphs(isUnicode: isUnicode))
  }

  /// The contrast of a cell's glyph with its ground, both the terminal's own being as far apart as can be.
  private func contrast(_ cell: Cell) -> Double {
    let style = cell.style
    if style.foreground == .terminalDefault && style.background == .terminalDefault { return 21 }
    return style.foreground.contrast(with: style.background) ?? 0
  }

  @Test(arguments: themes, ColorDepth.allCases)
  func marksContrastWithEveryGround(theme: String, depth: ColorDepth) throws {
    let look = try look(theme, depth, true)
    let regions: [Role] = [.never, .below, .window, .always]
    var under = regions.map { Cell("▀", Style(look[.contour].foreground, on: look[$0].background)) }
    under += look.ramp.colors.map { Cell(" ", Style($0, on: $0)) } + [Cell(" ", look[.text])]
    under += (look.ramp.isColored ? [look[.contour].foreground] : []).map { Cell(" ", Style($0, on: $0)) }
    for cell in under {
      for mark in [Mark.state, .other(.crosshair), .other(.muted)] {
        var pen = Pen(frame: Frame(width: 1, height: 1), look: look)
        pen.frame[0, 0] = cell
        pen.mark(mark, "●", x: 0, y: 0)
        let frame = pen.frame
        #expect(contrast(frame[0, 0]) >= 3, "\(mark) on \(cell): \(frame[0, 0])")
        #expect(frame[0, 0] != cell)
        if mark == .state {
          let style = frame[0, 0].style
          #expect(style.background != cell.style.background || style.attributes.contains(.reverse))
        }
      }
    }
  }

  /// The dot on the boundary ρ = 1 and on that of the never phase, where it had the line's own colour.
  @Test(arguments: themes, ColorDepth.allCases)
  func theDotIsSeenOnTheBoundary(theme: String, depth: ColorDepth) throws {
    for isUnicode in [true, false] {
      let look = try look(theme, depth, isUnicode)
      for rho in [1, RidgeLimit.minimalShrinkageRatio(gammaS: 0.25), 0.5, -0.5] {
        var model = Model(columns: 80, rows: 24)
        model.settings.view = .phases
        model.settings.set(.lambdaT, model.settings.penaltyGiving(rho: rho))
        let plot = try #require(Layout(model).planePlot(model.settings))
        let column = try #require(plot.column(model.settings.regime.gammaS))
        let row = try #require(plot.row(UniversalPlane.Point(model.settings.regime).rho))
        let dot = drawScreen(model, look: look)[column, row]
        #expect(dot.glyph == (isUnicode ? "●" : "O"))
        #expect(contrast(dot) >= 3, "\(theme) \(depth) ρ \(rho): \(dot)")
        let neighbour = drawScreen(model, look: look)[column + 2, row].style
        #expect(dot.style.background != neighbour.background || dot.style.attributes.contains(.reverse))
      }
    }
  }

  @Test(arguments: [(80, 24), (100, 30), (120, 36), (200, 60)])
  func everyRegionOfThePlaneIsNamed(columns: Int, rows: Int) throws {
    for preset in Preset.all {
      var model = Model(columns: columns, rows: rows, preset: preset)
      model.settings.view = .phases
      for isUnicode in [true, false] {
        let screen = drawScreen(model, look: try look("dusk", .palette256, isUnicode)).plainText
        for name in ["N never", "B below", "W window", "A always"] {
          #expect(screen.contains(name), "\(name), \(preset.name):\n\(screen)")
        }
      }
    }
  }

  @Test(arguments: [(80, 24), (120, 36)])
  func everyRegionOverTwoParametersIsNamed(columns: Int, rows: Int) throws {
    for preset in [Preset.all[0], Preset.all[1], Preset.all[3]] {
      for x in Parameter.allCases {
        for y in Parameter.allCases where x != y {
          var model = Model(columns: columns, rows: rows, preset: preset)
          model.settings.view = .phases
          model.settings.showsPlane = false
          model.settings.phaseAxes = Axes(x: x, y: y)
          let plot = try #require(Layout(model).plot(model.settings)?.plot)
          let (width, height) = (plot.inside.width, plot.inside.height)
          let field = PhaseField(model.settings, axes: model.settings.phaseAxes, columns: width, rows: height)
          let screen = drawScreen(model, look: try look("dusk", .mono, true)).plainText
          for phase in PhaseClass.allCases where field.classes.count(where: { $0 == phase }) >= 3 {
            #expect(screen.contains(phase.name), "\(phase.name) over \(x), \(y), \(preset.name):\n\(screen)")
          }
        }
      }
    }
  }

  @Test func aRegionTooSmallForItsNameIsNamedFromOutside() {
    // A wedge of five cells at the right edge.
    let map = ["............", "............", "...........#", "..........##", "..........##", "............"]
    let classes = map.joined().map { $0 == "#" ? 1 : 0 }
    let rect = Rect(x: 0, y: 0, width: 12, height: 6)
    let names = RegionNames(
      ["rest", "wedge"], classes: classes, in: rect, avoiding: [], glyphs: Glyphs(isUnicode: true))
    let label = names.labels.first { $0.text.contains("wedge") }
    #expect(label?.text == "wedge→" && label?.x == 4 && (label?.y == 3 || label?.y == 4))
  }
}
