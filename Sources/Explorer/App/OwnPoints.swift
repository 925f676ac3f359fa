// A person's own points in the explorer: those at the state, the list of all, and going to one.

import Canvas
import Figures
import Preferences
import Sampling
import Theory

extension PointReport {
  /// The report on a point, where what it does not give is what is set.
  init(_ point: MeasuredPoint, over settings: Settings) {
    self.init(point, over: point.state(over: settings.state).regime)
  }
}

extension Settings {
  /// Goes to the regime of a point; what it does not give stays.
  mutating func go(to point: MeasuredPoint) {
    let there = point.state(over: state)
    move(to: there.regime, tie: there.tie)
  }
}

extension FigurePoint.Quantity {
  /// The symbol of the paper.
  var symbol: String {
    switch self {
    case .gap: "Ls−Lt"
    case .student: "Ls"
    case .teacher: "Lt"
    case .condition: "H₁"
    case .solution: "λs"
    }
  }
}

extension Model {
  /// The points to be drawn: none where the picture is covered.
  var shownPoints: [MeasuredPoint] { isCovered ? [] : points?.points ?? [] }

  /// The points at the state, by their places in the file.
  var pointsHere: [Int] {
    guard settings.isLinear, let points else { return [] }
    return points.points.indices.filter {
      points.points[$0].foremost != nil && points.points[$0].isAt(settings.regime)
    }
  }

  /// Shows the list of points, at the one that the state is.
  mutating func listPoints() {
    if isCovered {
      message = Message(text: "Your points are covered until you answer", isError: true)
    } else if points?.points.isEmpty ?? true {
      let reason = points.map { "\($0.path) has no points" } ?? "No points of your own"
      message = Message(text: "\(reason); w2s --points FILE lays those of a CSV file on the theory")
    } else {
      overlay = .points(chosen: pointsHere.first ?? 0)
    }
  }

  /// Goes to a point of the list.
  mutating func goToPoint(_ index: Int) {
    guard let points, points.points.indices.contains(index) else { return }
    settings.go(to: points.points[index])
    overlay = nil
    message = Message(text: "At '\(points.name(index).undisturbing)' of \(points.path.undisturbing)")
  }

  /// What was measured at the state, beside theory; nil where nothing was.
  func measuredLine(_ look: Look) -> StyledLine? {
    let here = pointsHere
    guard let points, let index = here.first, let (quantity, value) = points.points[index].foremost else { return nil }
    let report = PointReport(points.points[index], over: settings)
    let what = quantity == .gap ? "measured " : "measured \(quantity.symbol) "
    let role: Role = quantity == .gap ? (value.mean < 0 ? .gain : .loss) : .value
    var line = look.line(look.part((what, .muted), (look.number(value.mean, plus: quantity == .gap), role)))
    if let error = value.standardError { line.parts.append(look.part(("± " + look.number(error, digits: 2), .muted))) }
    if let z = report.z(quantity) {
      line.parts.append(look.part(("z " + look.number(z, digits: 2, plus: true), abs(z) > 3 ? .error : .muted), gap: 2))
    }
    if here.count > 1 { line = line.joined(look.words("first of \(here.count) here", .muted), gap: 2) }
    return line
  }

  /// How far the points are from theory as a whole.
  func pointsSummary(_ look: Look) -> StyledLine {
    guard let points else { return StyledLine() }
    let scores = points.points.indices.compactMap { index -> (index: Int, z: Double)? in
      let point = points.points[index]
      guard let (quantity, value) = point.foremost,
        let limit = point.state(over: settings.state).regime.errors[quantity],
        let z = value.z(against: limit)
      else { return nil }
      return (index, z)
    }
    let count = points.points.count
    let beginning = "\(count) \(count == 1 ? "point" : "points") of \(points.path.undisturbing)"
    guard let farthest = scores.max(by: { abs($0.z) < abs($1.z) }) else {
      return look.words("\(beginning), without standard errors", .muted)
    }
    let rms = (scores.reduce(0) { $0 + $1.z * $1.z } / Double(scores.count)).squareRoot()
    let z = { look.number($0, digits: 2, plus: $1) }
    return look.words(
      "\(beginning): rms z \(z(rms, false)), largest \(z(farthest.z, true)) (\(points.name(farthest.index).undisturbing))",
      .muted)
  }

  /// A point in words: what was measured, and what theory says of it.
  func pointInWords(_ index: Int) -> String {
    guard let points, points.points.indices.contains(index) else { return "" }
    let point = points.points[index]
    let report = PointReport(point, over: settings)
    let said = [FigurePoint.Quantity.gap, .student, .teacher].compactMap { quantity -> String? in
      guard let value = point[quantity], let limit = report.theory(quantity) else { return nil }
      let isGap = quantity == .gap
      let error = value.standardError.map { " ± \(spoken($0, digits: 2))" } ?? ""
      let z = report.z(quantity).map { ", z \(spoken($0, digits: 2, plus: true))" } ?? ""
      return "\(quantity == .gap ? "Ls − Lt" : quantity.symbol) \(spoken(value.mean, plus: isGap))\(error), "
        + "theory \(spoken(limit, plus: isGap))\(z)"
    }
    let best = report.verdict.best.lambdaS
    let saves = report.regret.map { ", which would have gained \(spoken($0)) more" } ?? ""
    let measured = said.isEmpty ? "nothing measured" : said.joined(separator: "; ")
    return "\(points.name(index)): \(measured); best λs \(best == .infinity ? "infinite" : spoken(best))\(saves)"
  }
}
