// The crosshairs of the views whose axes are not two parameters: what their keys and the pointer move.

import Canvas
import Theory

extension Model {
  /// Moves the crosshair of the view shown by cells.
  /// - Returns: nil where the view's axes are two parameters.
  mutating func moveCurveCrosshair(dx: Int, dy: Int) -> History.Run? {
    let layout = Layout(self)
    switch settings.view {
    case .phases where settings.showsPlane:
      // The teacher's penalty is what moves ρ; more of it lowers ρ.
      if dx != 0 { settings.set(.gammaS, SliderTrack(.gammaS).step(settings.regime.gammaS, up: dx > 0, .normal)) }
      if dy != 0 { settings.set(.lambdaT, SliderTrack(.lambdaT).step(settings.regime.lambdaT, up: dy < 0, .normal)) }
      return .crosshair
    case .map, .phases: return nil
    case .curves:
      guard let plot = layout.curvePlot(settings) else { return .crosshair }
      if settings.curves.quantity == .solutions {
        if dy != 0 { settings.set(.lambdaS, SliderTrack(.lambdaS).step(settings.regime.lambdaS, up: dy > 0, .normal)) }
        if dx != 0 { message = Message(text: "c is the teacher's: λt, γt, σε and ζ move it") }
        return .crosshair
      }
      if dx != 0, plot.inside.width > 0 {
        let position = min(1, max(0, plot.x.position(settings.regime[settings.curves.axes.x])))
        let cells = plot.inside.width
        let cell = min(cells - 1, max(0, min(cells - 1, Int(position * Double(cells))) + dx))
        settings.set(settings.curves.axes.x, plot.x.value((Double(cell) + 0.5) / Double(cells)))
      }
      if dy != 0 {
        let parameter = settings.curves.axes.y
        settings.set(parameter, SliderTrack(parameter).step(settings.regime[parameter], up: dy > 0, .normal))
      }
      return .crosshair
    case .spectrum:
      if dy != 0 { selected = dy > 0 ? .lambdaT : .lambdaS }
      if dx != 0 {
        let penalty = FitSide(of: selected).penalty
        settings.set(penalty, SliderTrack(penalty).step(settings.regime[penalty], up: dx > 0, .normal))
      }
      return .crosshair
    case .features: return .crosshair
    }
  }

  /// Brings the crosshair of such a view to the pointer.
  /// - Returns: whether the view is one of them.
  mutating func dragCurveCrosshair(_ event: Mouse, _ layout: Layout) -> Bool {
    switch settings.view {
    case .phases where settings.showsPlane:
      guard let plot = layout.planePlot(settings), !plot.inside.isEmpty else { return true }
      let column = min(max(event.x, plot.inside.x), plot.inside.maxX - 1)
      let row = min(max(event.y, plot.inside.y), plot.inside.maxY - 1)
      settings.set(.gammaS, rounded(plot.xValue(column: column)))
      settings.set(.lambdaT, settings.penaltyGiving(rho: plot.yValue(row: row)))
      return true
    case .map, .phases: return false
    case .curves:
      guard let plot = layout.curvePlot(settings), !plot.inside.isEmpty else { return true }
      let column = min(max(event.x, plot.inside.x), plot.inside.maxX - 1)
      let row = min(max(event.y, plot.inside.y), plot.inside.maxY - 1)
      if settings.curves.quantity == .solutions {
        settings.set(.lambdaS, rounded(plot.yValue(row: row)))
      } else {
        settings.set(settings.curves.axes.x, rounded(plot.xValue(column: column)))
      }
      return true
    case .spectrum:
      let plots = layout.spectrumPlots(settings, selected: selected)
      guard let (side, plot) = plots.first(where: { $0.plot.inside.contains(x: event.x, y: event.y) }) ?? plots.first
      else { return true }
      let column = min(max(event.x, plot.inside.x), plot.inside.maxX - 1)
      selected = side.penalty
      settings.set(side.penalty, rounded(plot.xValue(column: column)))
      return true
    case .features: return true
    }
  }

  /// Another parameter on the axis, or another family, of the Curves view.
  /// - Returns: whether that is the view shown, or there is nothing to choose in the one shown.
  mutating func turnCurves(horizontal: Bool, forward: Bool) -> Bool {
    switch settings.view {
    case .map, .phases: return false
    case .curves:
      if let turned = settings.curves.turning(horizontal: horizontal, forward: forward) {
        settings.show(turned)
      } else {
        message = Message(text: "The axes here are c and λs; press the view's key again for other curves")
      }
      return true
    case .spectrum:
      message = Message(text: "The axis of a spectrum is its eigenvalues")
      return true
    case .features: return true
    }
  }

  /// Shows the Curves view; shown already, its next quantity.
  mutating func showCurves() {
    guard settings.view == .curves else {
      settings.view = .curves
      settings.fitCurves()
      return
    }
    let all = CurveQuantity.allCases
    let index = all.firstIndex(of: settings.curves.quantity) ?? 0
    settings.show(settings.curves.showing(all[(index + 1) % all.count]))
  }
}

extension Model.Settings {
  /// The λt at which ρ is nearest to a value, by bisection along the slider: ρ falls with it where it matters.
  func penaltyGiving(rho: Double) -> Double {
    let track = SliderTrack(.lambdaT)
    let rhoAt = { (lambda: Double) in TeacherLimit(regime.with(.lambdaT, lambda)).rho }
    if rho >= rhoAt(0) { return 0 }
    if rho <= rhoAt(track.scale.upper) { return track.scale.upper }
    if rho >= rhoAt(track.scale.lower) { return track.scale.lower }
    var (low, high) = (track.scale.lower, track.scale.upper)
    for _ in 0..<60 {
      let middle = (low * high).squareRoot()
      if rhoAt(middle) > rho { low = middle } else { high = middle }
    }
    return high
  }
}

extension Layout {
  /// The plot of the universal plane.
  func planePlot(_ settings: Model.Settings) -> Plot? {
    guard settings.view == .phases, settings.showsPlane, !view.isEmpty else { return nil }
    return Plot(in: canvas, x: UniversalPlane.gammaS, y: UniversalPlane.rho)
  }

  /// Whether a place is inside a plot whose axes are not two parameters.
  func isOnCurves(x: Int, y: Int, _ settings: Model.Settings, selected: Parameter) -> Bool {
    if let plot = planePlot(settings) ?? curvePlot(settings) { return plot.inside.contains(x: x, y: y) }
    return spectrumPlots(settings, selected: selected).contains { $0.plot.inside.contains(x: x, y: y) }
  }
}
