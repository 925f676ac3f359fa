// A figure as data: what is written as SVG for a paper or as CSV for a program. Views make charts; nothing here knows
// the theory or a terminal.

import Canvas

/// One axis of a chart.
public struct ChartAxis: Sendable, Hashable {
  /// The name shown, such as `λs`.
  public var name: String
  /// The scale.
  public var scale: Scale
  /// What stands at places of it in place of ticks; nil for ticks.
  public var labels: [Label]?

  /// A word at a place of an axis.
  public struct Label: Sendable, Hashable {
    /// Where, in data coordinates.
    public var value: Double
    /// The word.
    public var text: String
    /// A label.
    public init(_ value: Double, _ text: String) {
      self.value = value
      self.text = text
    }
  }

  /// An axis.
  public init(_ name: String, _ scale: Scale) {
    self.name = name
    self.scale = scale
  }
}

/// A point of a chart.
public struct ChartPoint: Sendable, Hashable {
  /// Data coordinates.
  public var x, y: Double
  /// Half the length of a vertical error bar; 0 for none.
  public var error: Double
  /// A point.
  public init(x: Double, y: Double, error: Double = 0) {
    self.x = x
    self.y = y
    self.error = error
  }
}

/// A figure as data.
public struct Chart: Sendable, Hashable {
  /// How a line or a set of points looks.
  public enum Look: Sendable, Hashable {
    /// The n-th of a family.
    case series(Int)
    /// The zero contour or another boundary.
    case boundary
    /// A line to compare with, dashed.
    case reference
    /// The state explored.
    case state
    /// A state to compare with; its points are these letters.
    case letter(String)
    /// What a person measured.
    case measured(Mark)
  }

  /// The mark of a measured value: a square, or a triangle that points down for a gain and up for a loss.
  public enum Mark: Sendable, Hashable {
    case square, down, up
    /// The same of another kind, or of elsewhere.
    case hollowSquare, hollowDown, hollowUp
  }

  /// What is drawn, the first below the others.
  public enum Layer: Sendable, Hashable {
    /// A diverging quantity on a grid over the whole plot, rows from the top.
    case heat(columns: Int, rows: Int, values: [Double], scale: DivergingScale, name: String)
    /// Classes on a grid over the whole plot, rows from the top, as indices into `names`; −1 is left blank.
    case regions(columns: Int, rows: Int, classes: [Int], names: [String])
    /// A curve; where a value is not finite it is broken.
    case line(name: String, points: [ChartPoint], look: Look)
    /// Points, with error bars where they have errors.
    case points(name: String, points: [ChartPoint], look: Look)
    /// Horizontal bars from 0 to each x, at each y.
    case bars(name: String, points: [ChartPoint], look: Look)
    /// Small crosses, where something is wrong.
    case crosses(name: String, points: [ChartPoint])

    /// The places of lines, points, bars and crosses.
    public var places: [ChartPoint] {
      switch self {
      case .line(_, let points, _), .points(_, let points, _), .bars(_, let points, _), .crosses(_, let points): points
      case .heat, .regions: []
      }
    }
  }

  /// The title.
  public var title: String
  /// What it shows and what to look for.
  public var caption: String
  /// The horizontal axis.
  public var x: ChartAxis
  /// The vertical axis.
  public var y: ChartAxis
  /// What is drawn.
  public var layers: [Layer]
  /// All parameters, for the metadata and the header of a CSV.
  public var parameters: Record
  /// The data, one record a row of CSV.
  public var rows: [Record]

  /// A chart.
  public init(
    title: String, caption: String = "", x: ChartAxis, y: ChartAxis, layers: [Layer] = [],
    parameters: Record = Record(), rows: [Record] = []
  ) {
    self.title = title
    self.caption = caption
    self.x = x
    self.y = y
    self.layers = layers
    self.parameters = parameters
    self.rows = rows
  }

  /// The data as CSV: the parameters as comments, a header, a line a row.
  public var csv: String { Self.csv(of: [self]) }

  /// The data of charts of one kind and the same parameters as one CSV.
  public static func csv(of charts: [Chart]) -> String {
    guard let first = charts.first else { return "" }
    var text = "# \(charts.map(\.title).joined(separator: "; "))\n"
    for (name, value) in first.parameters.fields { text += "# \(name) = \(value.plain)\n" }
    if let row = first.rows.first { text += row.csvHeader + "\n" }
    for row in charts.flatMap(\.rows) { text += row.csvRow + "\n" }
    return text
  }

  /// The data of charts as one JSON object: the parameters, and a row a point.
  public static func json(of charts: [Chart]) -> String {
    let title = Field.text(charts.map(\.title).joined(separator: "; ")).json
    let parameters = (charts.first?.parameters ?? Record()).json(pretty: false)
    let rows = charts.flatMap(\.rows).map { "    " + $0.json(pretty: false) }.joined(separator: ",\n")
    return "{\n  \"title\": \(title),\n  \"parameters\": \(parameters),\n  \"rows\": [\n\(rows)\n  ]\n}\n"
  }
}
