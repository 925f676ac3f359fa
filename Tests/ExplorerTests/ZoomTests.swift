// Zooming and panning by keys and by the pointer: the place stays, the sliders keep their ranges, and all comes back.

import Canvas
import Figures
import Testing
import Theory

@testable import Explorer

@Suite struct ZoomingTests {
  private func model(_ keys: String = "", _ view: ViewKind = .map, isPlane: Bool = true) -> Model {
    var model = Model(columns: 120, rows: 36)
    model.settings.view = view
    model.settings.showsPlane = isPlane
    for word in keys.split(separator: " ") {
      if let key = Key(name: String(word)) { _ = model.update(.key(key)) }
    }
    return model
  }

  private func plot(_ model: Model) throws -> Plot {
    try #require(model.settings.view.view.plots(model, Layout(model)).first)
  }

  @Test(arguments: [(ViewKind.map, true), (.phases, true), (.phases, false), (.curves, true)])
  func keysZoomAboutTheState(view: ViewKind, isPlane: Bool) throws {
    let whole = model("", view, isPlane: isPlane)
    var zoomed = model("+ + +", view, isPlane: isPlane)
    let place = view.view.place(zoomed.settings)
    let (before, after) = (try plot(whole), try plot(zoomed))
    // Three times 1.5: the axes are 3.375 times as fine, and the state is where it was, to the rounding of the ends.
    #expect(abs(before.x.position(after.x.upper) - before.x.position(after.x.lower) - 1 / 3.375) < 1e-3)
    #expect(abs(after.x.position(place.x) - before.x.position(place.x)) < 2e-3)
    #expect(zoomed.settings.regime == whole.settings.regime)
    _ = zoomed.update(.key(.character("0")))
    let isWhole = try plot(zoomed) == before
    #expect(isWhole)
    _ = zoomed.update(.key(.character("u")))
    let isBack = try plot(zoomed) == after
    #expect(isBack)
  }

  @Test func theSpectrumZoomsFromZero() throws {
    let (before, after) = (try plot(model("", .spectrum)), try plot(model("+", .spectrum)))
    #expect(after.x.lower == 0 && after.x.upper < before.x.upper)
  }

  @Test func theWheelZoomsUnderThePointer() throws {
    var model = model()
    let before = try plot(model)
    let (x, y) = (before.inside.x + 7, before.inside.y + 3)
    let value = (before.xValue(column: x), before.yValue(row: y))
    _ = model.update(.mouse(Mouse(.wheelUp, x: x, y: y)))
    let after = try plot(model)
    #expect(after != before && after.column(value.0) == x && after.row(value.1) == y)
    // Beside the plot it moves the slider, as ever.
    let lambda = model.settings.regime.lambdaT
    _ = model.update(.mouse(Mouse(.wheelUp, x: 10, y: Layout(model).sliderRow(0))))
    #expect(model.settings.regime.lambdaT > lambda)
  }

  @Test func anotherButtonDragsThePicture() throws {
    var model = model("+ + +")
    let before = try plot(model)
    let (x, y) = (before.inside.x + 20, before.inside.y + 10)
    let value = before.xValue(column: x)
    let regime = model.settings.regime
    for event in [Mouse(.otherPress, x: x, y: y), Mouse(.otherDrag, x: x + 5, y: y), Mouse(.release, x: x + 5, y: y)] {
      _ = model.update(.mouse(event))
    }
    let after = try plot(model)
    #expect(after.column(value) == x + 5 && after.y == before.y)
    #expect(model.settings.regime == regime)
  }

  @Test func aCrosshairAtTheEdgePans() throws {
    var model = model("+ + + Tab")
    let before = try plot(model)
    for _ in 0..<before.inside.width { _ = model.update(.key(.right)) }
    let after = try plot(model)
    #expect(after.x.lower > before.x.lower && model.settings.regime.lambdaT > before.x.upper)
    #expect(after.column(model.settings.regime.lambdaT) != nil)
    // And not beyond the whole.
    for _ in 0..<400 { _ = model.update(.key(.right)) }
    let end = try plot(model)
    #expect(end.x.upper == Parameter.lambdaT.scale.upper)
  }

  @Test func whereNothingZoomsItIsSaid() {
    #expect(model("+", .why).message?.text == "There is no plot to zoom here")
    #expect(model("-").message?.text == "All of it is shown")
  }

  @Test func theFormOfTheColoursTurns() {
    #expect(["", "A", "A A", "A A A"].map { model($0).settings.colorForm } == [.log, .linear, .root, .log])
    #expect(model("A", .curves).settings.view == .map)
  }
}
