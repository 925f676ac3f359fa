// Where everything is. One place decides, so that drawing and the pointer agree.
//
//     header
//     ┌ parameters ┐┌ plot ──────┐
//     ├ verdict ───┤│            │
//     └────────────┘└────────────┘
//     footer

import Canvas
import Figures
import Theory

/// The rectangles of the screen, borders included.
public struct Layout: Sendable, Hashable {
  /// The least size that can be used.
  public static let minimum = (columns: 36, rows: 10)

  /// Whether the screen is large enough for anything but saying that it is not.
  public let isUsable: Bool
  /// The top row.
  public let header: Rect
  /// The bottom row.
  public let footer: Rect
  /// The parameters, above the verdict; empty where the plot has the screen to itself.
  public let sliders: Rect
  /// The slider at the top of their pane, by its place among all: on the smallest screens they scroll with the one chosen.
  public let firstSlider: Int
  /// Rows a slider takes: one, or two with its meaning.
  public let rowsPerSlider: Int
  /// The verdict; shares its upper border with the sliders' lower one.
  public let verdict: Rect
  /// The simulation; shares its upper border with the verdict's lower one. Empty where there is no room.
  public let simulation: Rect
  /// The view; empty where the panels have the screen to themselves.
  public let view: Rect
  /// The one slider of a narrow tour; empty elsewhere.
  public let strip: Rect
  /// Large numbers of what is presented; empty elsewhere.
  public let readouts: Rect
  /// The card of a tour, or a presented picture's caption; empty elsewhere.
  public let card: Rect

  /// The layout of a model's screen.
  public init(_ model: Model) {
    let all = Rect(x: 0, y: 0, width: model.columns, height: model.rows)
    isUsable = model.columns >= Self.minimum.columns && model.rows >= Self.minimum.rows
    let nothing = Rect(x: 0, y: 0, width: 0, height: 0)
    if model.isPlotAlone {
      (header, sliders, verdict, simulation, strip, readouts, card) = (
        nothing, nothing, nothing, nothing, nothing, nothing, nothing
      )
      (rowsPerSlider, firstSlider) = (1, 0)
      view = all
      footer = all.splitTop(all.height - 1).1
      return
    }
    var body: Rect
    let isPresenting = model.isPresenting
    (header, body) = all.splitTop(isPresenting ? 0 : 1)
    // The card says which keys there are; a message is written over what is there.
    let isTour = model.tour != nil
    footer = all.splitTop(all.height - 1).1
    if model.hasFooterHints { body = body.splitTop(body.height - 1).0 }
    // The picture keeps nine rows; on the smallest screens they share what there is.
    let most = max(body.height - (isPresenting ? 9 : 8), body.height / 2)
    let cardHeight = model.cardHeight(width: model.columns - 4, atMost: most)
    (body, card) = body.splitTop(body.height - cardHeight)
    let readoutRows = isPresenting && body.height >= 12 ? LargeText.height + 1 : 0
    (body, readouts) = body.splitTop(body.height - readoutRows)
    let isNarrow = isPresenting || isTour && model.columns < 76
    (body, strip) = body.splitTop(body.height - (isTour && isNarrow && readoutRows == 0 ? 1 : 0))
    if isNarrow {
      (sliders, verdict, simulation, view) = (nothing, nothing, nothing, body)
      (rowsPerSlider, firstSlider) = (1, 0)
      return
    }
    let count = model.settings.panel.sliders.count
    let side =
      switch model.columns {
      case 110...: 40
      case 60..<110: 32
      // Too narrow for both: the focus decides which is shown.
      default: model.focus == .sliders ? model.columns : 0
      }
    let left: Rect
    (left, view) = body.splitLeft(side)
    // A second row is for what a slider means, in full.
    rowsPerSlider = side >= 40 && body.height >= 2 * count + 18 ? 2 : 1
    let slidersHeight = left.width == 0 ? 0 : min(left.height, count * rowsPerSlider + 1)
    let chosen = model.settings.panel.sliders.firstIndex(of: model.slider) ?? 0
    firstSlider = max(0, chosen - max(0, (slidersHeight - 1) / rowsPerSlider - 1))
    let panels: Rect
    (sliders, panels) = left.splitTop(slidersHeight)
    // The verdict comes first: badge and nine lines; the simulation takes four rows and a border of what is left, and
    // where there is plenty of room as many as a remark on its z needs.
    let height = panels.height < 15 ? 0 : panels.height < 26 ? 5 : 10
    (verdict, simulation) = panels.splitTop(panels.height - height)
  }

  /// A layout of nothing but a view.
  init(viewOnly rect: Rect) {
    let nothing = Rect(x: rect.x, y: rect.y, width: 0, height: 0)
    (isUsable, header, footer, sliders, verdict, simulation) = (true, nothing, nothing, nothing, nothing, nothing)
    (strip, readouts, card) = (nothing, nothing, nothing)
    (rowsPerSlider, firstSlider) = (1, 0)
    view = rect
  }

  /// Whether the verdict's pane has a row for the verdict itself.
  var showsVerdict: Bool { !verdict.isEmpty && verdict.height >= (simulation.isEmpty ? 3 : 2) }

  /// The row of a slider's track, by the slider's place in the pane.
  func sliderRow(_ index: Int) -> Int { sliderLabel(index).y + (rowsPerSlider - 1) }

  /// Whether a pane has room for what a simulation found: its own, or else that of the verdict.
  var showsRun: Bool { !simulation.isEmpty || (!verdict.isEmpty && verdict.height >= 6) }

  /// The row of a slider's name and number, by the slider's place in the pane.
  func sliderLabel(_ index: Int) -> Rect {
    Rect(
      x: sliders.x + 1, y: sliders.y + 1 + (index - firstSlider) * rowsPerSlider, width: sliders.width - 3, height: 1)
  }

  /// Columns for a slider's number, at the end of its label.
  static let numberWidth = 8

  /// The cells of a slider's track, by the slider's place in the pane.
  public func track(_ index: Int) -> Rect {
    let lead = rowsPerSlider == 1 ? 5 : 4
    let trail = rowsPerSlider == 1 ? 10 : 2
    return Rect(x: sliders.x + lead, y: sliderRow(index), width: sliders.width - lead - trail, height: 1)
  }

  /// Where a view draws: the inside of its pane, less the row of the readout.
  public var canvas: Rect {
    var inner = view.inset(by: 1, 1)
    inner.height = max(0, inner.height - 1)
    return inner
  }

  /// The axes and the plot of the view shown, where its axes are two parameters.
  public func plot(_ settings: Settings) -> (axes: Axes, plot: Plot)? {
    guard let axes = settings.view.view.axes(settings), !view.isEmpty else { return nil }
    return (axes, Plot(in: canvas, x: axes.window.x, y: axes.window.y))
  }
}
