// Zooming and panning the plots of a view. The ranges of the sliders stay as they are.

import Canvas
import Figures

extension Model {
  /// What a key zooms by.
  static let zoomStep = 1.5
  /// What a notch of the wheel zooms by.
  static let wheelStep = 1.2

  /// Zooms the view's plots about the state, or about their middle where that is not shown.
  mutating func zoom(by factor: Double) {
    let view = settings.view.view
    guard let window = view.window(settings) else { return sayNothingZooms() }
    let place = view.place(settings)
    let (x, y) = (window.x.position(place.x), window.y.position(place.y))
    let middle = { (position: Double) in (0...1).contains(position) ? position : 0.5 }
    zoom(by: factor, about: (middle(x), middle(y)))
  }

  /// Zooms the view's plots about positions in them.
  mutating func zoom(by factor: Double, about position: (x: Double, y: Double)) {
    let view = settings.view.view
    guard let window = view.window(settings) else { return }
    let zoomed = window.zoomed(by: factor, about: position, within: view.limits(settings))
    if zoomed == window {
      message = Message(text: factor > 1 ? "This is as fine as it goes" : "All of it is shown")
    } else {
      view.show(zoomed, in: &settings)
    }
  }

  /// Shows all of the view's plots.
  mutating func showWhole() {
    let view = settings.view.view
    if view.window(settings) == nil { sayNothingZooms() } else { view.show(nil, in: &settings) }
  }

  /// Moves what the view's plots show with the pointer, by cells of a plot.
  mutating func pan(dx: Int, dy: Int, of plot: Plot) {
    let view = settings.view.view
    guard let window = view.window(settings), !plot.inside.isEmpty else { return }
    let share = (x: -Double(dx) / Double(plot.inside.width), y: Double(dy) / Double(plot.inside.height))
    view.show(window.moved(by: share, within: view.limits(settings)), in: &settings)
  }

  private mutating func sayNothingZooms() {
    message = Message(text: "There is no plot to zoom here")
  }
}
