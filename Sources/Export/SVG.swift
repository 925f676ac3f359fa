// A chart as an SVG image fit for a paper: white ground, axes, ticks, labels, legend; the parameters are in its metadata.

import Canvas

extension Chart {
  /// The chart as an SVG 1.1 document of 640 × 480 user units.
  public var svg: String { Self.svg(of: [self]) }

  /// Charts side by side as one SVG 1.1 document, each of 640 × 480 user units.
  public static func svg(of charts: [Chart]) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svgElement(of: charts)
  }

  /// The same as an element of a larger document.
  /// - Parameter prefix: what its identifiers begin with, so that no two pictures of a document share one.
  public static func svgElement(of charts: [Chart], prefix: String = "") -> String {
    let drawings = charts.enumerated().map { SVGDrawing($1, index: $0, prefix: prefix) }
    let (width, height) = (SVGDrawing.width * Double(max(1, charts.count)), SVGDrawing.height)
    let size = "width=\"\(svgNumber(width))\" height=\"\(svgNumber(height))\""
    let titles = charts.map(\.title).joined(separator: "; ")
    let captions = charts.map(\.caption).filter { !$0.isEmpty }.joined(separator: " ")
    return """
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:w2s="urn:w2s" \(size) \
      viewBox="0 0 \(svgNumber(width)) \(svgNumber(height))" font-family="Helvetica, Arial, sans-serif" font-size="13">
        <title>\(titles.xmlEscaped)</title>
        <desc>\(captions.xmlEscaped)</desc>
        <metadata>
      \(charts.map(svgMetadata).joined())  </metadata>
        <rect \(size) fill="#ffffff"/>
      \(drawings.map(\.text).joined())</svg>

      """
  }

  private static func svgMetadata(_ chart: Chart) -> String {
    let fields = chart.parameters.fields.map { name, value in
      "      <w2s:parameter name=\"\(name.xmlEscaped)\" value=\"\(value.plain.xmlEscaped)\"/>\n"
    }
    return "    <w2s:parameters chart=\"\(chart.title.xmlEscaped)\">\n\(fields.joined())    </w2s:parameters>\n"
  }
}

/// A number of user units, to hundredths.
private func svgNumber(_ value: Double) -> String { Field.number((value * 100).rounded() / 100).csv }

extension String {
  /// The text as XML and HTML write it. XML has no controls; what changes the direction of text has no place there either.
  package var xmlEscaped: String {
    undisturbing.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}

/// One chart, in its place.
private struct SVGDrawing {
  static let width = 640.0
  static let height = 480.0
  private let chart: Chart
  private let index: Int
  private let clip: String
  private let left: Double
  private let top = 44.0
  private let right = 150.0
  private let bottom = 66.0
  private var body = ""
  private var legend: [(String, String)] = []

  private static let series = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#666666"]
  private static let regions = ["#f4c792", "#a6cee3", "#66a5cc", "#2b6ca3", "#dddddd"]
  /// From gain to loss.
  private static let ramp = [
    "#08519c", "#3182bd", "#6baed6", "#bdd7e7", "#f7f7f7", "#fdd0a2", "#fdae6b", "#e6550d", "#a63603",
  ]

  init(_ chart: Chart, index: Int, prefix: String) {
    self.chart = chart
    self.index = index
    clip = "\(prefix)inside\(index)"
    // Words take more room than numbers.
    left = chart.y.labels == nil ? 74 : 160
    for layer in chart.layers { draw(layer) }
  }

  var text: String {
    let frame = "x=\"\(n(left))\" y=\"\(n(top))\" width=\"\(n(plotWidth))\" height=\"\(n(plotHeight))\""
    return """
        <g transform="translate(\(n(Self.width * Double(index))) 0)">
        <clipPath id="\(clip)"><rect \(frame)/></clipPath>
        <text x="\(n(left))" y="24" font-size="15" font-weight="bold">\(escaped(chart.title))</text>
        <g clip-path="url(#\(clip))">
      \(body)  </g>
      \(axes)\(legendText)  </g>

      """
  }

  private var plotWidth: Double { Self.width - left - right }
  private var plotHeight: Double { Self.height - top - bottom }
  private func px(_ x: Double) -> Double { left + chart.x.scale.position(x) * plotWidth }
  private func py(_ y: Double) -> Double { top + (1 - chart.y.scale.position(y)) * plotHeight }
  private func n(_ value: Double) -> String { svgNumber(value) }
  private func escaped(_ text: String) -> String { text.xmlEscaped }

  private mutating func draw(_ layer: Chart.Layer) {
    switch layer {
    case .heat(let columns, let rows, let values, let scale, let name):
      let ramp = DivergingRamp(
        stops: Self.ramp.compactMap { Color(hex: $0) }, depth: .trueColor, glyphs: Glyphs(isUnicode: true))
      grid(columns: columns, rows: rows) { index in
        let value = values[index]
        return Self.hex(ramp.color(value.isFinite ? scale.position(value) : value < 0 ? -1 : 1))
      }
      colorBar(ramp, scale, name)
    case .regions(let columns, let rows, let classes, let names):
      grid(columns: columns, rows: rows) { index in
        classes[index] < 0 ? nil : Self.regions[classes[index] % Self.regions.count]
      }
      for (index, name) in names.enumerated() where classes.contains(index) {
        legend.append(
          (
            name,
            "<rect x=\"0\" y=\"-9\" width=\"18\" height=\"11\" fill=\"\(Self.regions[index % Self.regions.count])\"/>"
          ))
      }
    case .bars(let name, let points, let look): drawBars(name, points, style(look).stroke)
    case .crosses(let name, let points): drawCrosses(name, points)
    case .line(let name, let points, let look):
      let (stroke, dash) = style(look)
      let attributes =
        "fill=\"none\" stroke=\"\(stroke)\" stroke-width=\"\(look == .boundary ? "2" : "1.8")\""
        + (dash ? " stroke-dasharray=\"6 4\"" : "")
      var path = ""
      var pen = false
      for point in points {
        let (x, y) = (px(point.x), py(point.y))
        guard x.isFinite, y.isFinite else {
          pen = false
          continue
        }
        path += (pen ? "L" : "M") + n(min(max(x, -9e3), 9e3)) + " " + n(min(max(y, -9e3), 9e3))
        pen = true
      }
      if !path.isEmpty { body += "    <path d=\"\(path)\" \(attributes)/>\n" }
      if !name.isEmpty {
        legend.append((name, "<path d=\"M0 -4L18 -4\" \(attributes)/>"))
      }
    case .points(let name, let points, let look):
      let (stroke, _) = style(look)
      for point in points where px(point.x).isFinite && py(point.y).isFinite {
        let (x, y) = (n(px(point.x)), n(py(point.y)))
        if point.error > 0 {
          let (low, high) = (py(point.y - point.error), py(point.y + point.error))
          if low.isFinite, high.isFinite {
            // The bar, with caps of 6 units.
            let path = "M\(x) \(n(low))L\(x) \(n(high))m-3 0l6 0M\(x) \(n(low))m-3 0l6 0"
            body += "    <path d=\"\(path)\" fill=\"none\" stroke=\"\(stroke)\"/>\n"
          }
        }
        body += "    \(mark(look, x, y))\n"
      }
      if !name.isEmpty { legend.append((name, mark(look == .state ? .boundary : look, "9", "-4"))) }
    }
  }

  /// The mark of a point: a ring, letters with a white edge that tells them from what is below, or that of what was measured.
  private func mark(_ look: Chart.Look, _ x: String, _ y: String) -> String {
    switch look {
    case .letter(let letter):
      return "<text x=\"\(x)\" y=\"\(y)\" dy=\"4.5\" text-anchor=\"middle\" font-weight=\"bold\" stroke=\"#ffffff\" "
        + "stroke-width=\"3\" paint-order=\"stroke\" fill=\"\(style(look).stroke)\">\(escaped(letter))</text>"
    case .measured(let mark):
      let (path, fill): (String, String) =
        switch mark {
        case .square, .hollowSquare: ("m-3.5 -3.5h7v7h-7z", "#000000")
        case .down, .hollowDown: ("m-5 -3.5h10l-5 8z", "#08306b")
        case .up, .hollowUp: ("m-5 3.5h10l-5 -8z", "#7f2704")
        }
      let isHollow = [.hollowSquare, .hollowDown, .hollowUp].contains(mark)
      let (inside, edge) = isHollow ? ("#ffffff", fill) : (fill, "#ffffff")
      return "<path d=\"M\(x) \(y)\(path)\" fill=\"\(inside)\" stroke=\"\(edge)\"/>"
    case .series, .boundary, .reference, .state:
      let (radius, stroke) = (look == .state ? "5" : "3", style(look).stroke)
      return
        "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"\(radius)\" fill=\"#ffffff\" stroke=\"\(stroke)\" stroke-width=\"1.5\"/>"
    }
  }

  private mutating func drawBars(_ name: String, _ points: [ChartPoint], _ color: String) {
    let height = 0.6 * abs(py(1) - py(0))
    for point in points where px(point.x).isFinite && py(point.y).isFinite {
      body += "    <rect x=\"\(n(px(0)))\" y=\"\(n(py(point.y) - height / 2))\" "
      body += "width=\"\(n(max(0, px(point.x) - px(0))))\" height=\"\(n(height))\" fill=\"\(color)\"/>\n"
    }
    legend.append((name, "<rect x=\"0\" y=\"-9\" width=\"18\" height=\"11\" fill=\"\(color)\"/>"))
  }

  private mutating func drawCrosses(_ name: String, _ points: [ChartPoint]) {
    let cross = "m-3 -3l6 6m0 -6l-6 6"
    for point in points where px(point.x).isFinite && py(point.y).isFinite {
      body += "    <path d=\"M\(n(px(point.x))) \(n(py(point.y)))\(cross)\" fill=\"none\" stroke=\"#a60000\"/>\n"
    }
    legend.append((name, "<path d=\"M9 -4\(cross)\" fill=\"none\" stroke=\"#a60000\"/>"))
  }

  private func style(_ look: Chart.Look) -> (stroke: String, dash: Bool) {
    switch look {
    case .series(let index): (Self.series[index % Self.series.count], false)
    case .boundary, .state, .letter, .measured: ("#000000", false)
    case .reference: ("#444444", true)
    }
  }

  private static func hex(_ color: Color) -> String {
    guard case .rgb(let r, let g, let b) = color.kind else { return "#000000" }
    let digits = [r, g, b].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return "#" + digits.joined()
  }

  /// Cells of one colour side by side are one rectangle.
  private mutating func grid(columns: Int, rows: Int, color: (Int) -> String?) {
    let (w, h) = (plotWidth / Double(columns), plotHeight / Double(rows))
    body += "    <g shape-rendering=\"crispEdges\">\n"
    for row in 0..<rows {
      var start = 0
      var current = color(row * columns)
      for column in 1...columns {
        let next = column < columns ? color(row * columns + column) : nil
        if column < columns && next == current { continue }
        if let current {
          body += "    <rect x=\"\(n(left + Double(start) * w))\" y=\"\(n(top + Double(row) * h))\" "
          body += "width=\"\(n(Double(column - start) * w))\" height=\"\(n(h))\" fill=\"\(current)\"/>\n"
        }
        (start, current) = (column, next)
      }
    }
    body += "    </g>\n"
  }

  private mutating func colorBar(_ ramp: DivergingRamp, _ scale: DivergingScale, _ name: String) {
    let isDifference = scale.reading == .difference
    let format = NumberFormat(digits: 2, showsPlus: isDifference, trimsZeros: true)
    legend.append((isDifference ? "\(name), \(scale.form.rawValue)" : name, ""))
    for value in scale.ticks + [0] + scale.ticks.reversed().map({ -$0 }) {
      let color = Self.hex(ramp.color(scale.position(value)))
      legend.append(
        (format.text(scale.read(value)), "<rect x=\"0\" y=\"-11\" width=\"18\" height=\"17\" fill=\"\(color)\"/>"))
    }
  }

  /// The places of an axis that are labelled, with what stands there.
  private func ticks(_ axis: ChartAxis) -> [(Double, String)] {
    if let labels = axis.labels { return labels.map { ($0.value, escaped($0.text)) } }
    let ticks = axis.scale.ticks(atMost: 7)
    let format = NumberFormat(telling: ticks)
    return ticks.map { ($0, format.text($0)) }
  }

  private var axes: String {
    var text =
      "  <g stroke=\"#000000\" fill=\"none\"><rect x=\"\(n(left))\" y=\"\(n(top))\" width=\"\(n(plotWidth))\" height=\"\(n(plotHeight))\"/></g>\n"
    for (tick, label) in ticks(chart.x) {
      let x = n(px(tick))
      text += "  <path d=\"M\(x) \(n(top + plotHeight))l0 5\" stroke=\"#000000\"/>\n"
      text +=
        "  <text x=\"\(x)\" y=\"\(n(top + plotHeight + 19))\" text-anchor=\"middle\">\(label)</text>\n"
    }
    for (tick, label) in ticks(chart.y) {
      let y = n(py(tick))
      text += "  <path d=\"M\(n(left)) \(y)l-5 0\" stroke=\"#000000\"/>\n"
      text += "  <text x=\"\(n(left - 8))\" y=\"\(n(py(tick) + 4))\" text-anchor=\"end\">\(label)</text>\n"
    }
    let middle = n(left + plotWidth / 2)
    text +=
      "  <text x=\"\(middle)\" y=\"\(n(top + plotHeight + 42))\" text-anchor=\"middle\" font-size=\"15\">\(escaped(chart.x.name))</text>\n"
    let y = n(top + plotHeight / 2)
    text +=
      "  <text x=\"20\" y=\"\(y)\" text-anchor=\"middle\" font-size=\"15\" transform=\"rotate(-90 20 \(y))\">\(escaped(chart.y.name))</text>\n"
    return text
  }

  private var legendText: String {
    legend.enumerated().map { index, entry in
      let at = "translate(\(n(Self.width - right + 14)) \(n(top + 14 + 18 * Double(index))))"
      return
        "  <g transform=\"\(at)\">\(entry.1)<text x=\"\(entry.1.isEmpty ? "0" : "25")\" y=\"0\">\(escaped(entry.0))</text></g>\n"
    }.joined()
  }
}
