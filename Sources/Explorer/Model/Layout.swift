// Where everything is. One place decides, so that drawing and the pointer agree.
//
//     header
//     ┌ parameters ┐┌ plot ──────┐
//     ├ verdict ───┤│            │
//     └────────────┘└────────────┘
//     footer

import Canvas
import Theory

/// The rectangles of the screen, borders included.
public struct Layout: Sendable, Hashable {
  /// The least size that can be used.
  public static let minimum = (columns: 36, rows: 12)

  /// Whether the screen is large enough for anything but saying that it is not.
  public let isUsable: Bool
  /// The top row.
  public let header: Rect
  /// The bottom row.
  public let footer: Rect
  /// The parameters, above the verdict; empty where the plot has the screen to itself.
  public let sliders: Rect
  /// Rows a slider takes: one, or two with its meaning.
  public let rowsPerSlider: Int
  /// The verdict; shares its upper border with the sliders' lower one.
  public let verdict: Rect
  /// The view; empty where the panels have the screen to themselves.
  public let view: Rect

  /// The layout of a model's screen.
  public init(_ model: Model) {
    let all = Rect(x: 0, y: 0, width: model.columns, height: model.rows)
    isUsable = model.columns >= Self.minimum.columns && model.rows >= Self.minimum.rows
    var body: Rect
    (header, body) = all.splitTop(1)
    (body, footer) = body.splitTop(body.height - 1)
    let count = Parameter.allCases.count
    let side: Int
    switch model.columns {
    case 110...: side = 40
    case 72..<110: side = 32
    case 60..<72: side = 28
    // Too narrow for both: the focus decides which is shown.
    default: side = model.focus == .sliders ? model.columns : 0
    }
    let left: Rect
    (left, view) = body.splitLeft(side)
    rowsPerSlider = body.height >= 2 * count + 18 ? 2 : 1
    let slidersHeight = min(left.height, count * rowsPerSlider + 1)
    sliders = left.splitTop(left.width == 0 ? 0 : slidersHeight).0
    verdict = left.splitTop(left.width == 0 ? 0 : slidersHeight).1
  }

  /// The row of a slider's track.
  public func sliderRow(_ parameter: Parameter) -> Int {
    let index = Parameter.allCases.firstIndex(of: parameter) ?? 0
    return sliders.y + 1 + index * rowsPerSlider + (rowsPerSlider - 1)
  }

  /// The cells of a slider's track.
  public func track(_ parameter: Parameter) -> Rect {
    let lead = rowsPerSlider == 1 ? 6 : 4
    let trail = rowsPerSlider == 1 ? 11 : 2
    return Rect(
      x: sliders.x + lead, y: sliderRow(parameter), width: sliders.width - lead - trail, height: 1)
  }

  /// The plot of the map in the view's pane.
  public func mapPlot(_ axes: Axes) -> Plot {
    var inner = view.inset(by: 1, 1)
    inner.height -= 1  // the readout
    return Plot(in: inner, x: SliderTrack(axes.x).scale, y: SliderTrack(axes.y).scale)
  }
}
