// What keys and the pointer do in the Curves and the Spectrum view.

import Canvas
import Figures
import Foundation
import Testing
import Theory

@testable import Explorer

@Suite struct UpdateTests {
  private func model(_ name: String, keys: String = "") throws -> Model {
    var model = Model(columns: 80, rows: 24, preset: try #require(Preset.all.first { $0.name == name }))
    for name in keys.split(separator: " ") { _ = model.update(.key(try #require(Key(name: String(name))))) }
    return model
  }

  /// The gap's own axis holds its zero and all of the gain, which has at least a fifth of it.
  @Test(arguments: Preset.all.filter { $0.view == .map || $0.curves.quantity == .errors }.map(\.name))
  func theGapIsSeen(preset: String) throws {
    var settings = try #require(Preset.named(preset)).settings
    settings.view = .curves
    settings.show(settings.curves.showing(.gap))
    let scale = settings.curves.y
    let gaps = CurveFamily(settings, resolution: 200).series.flatMap(\.points).map(\.y).filter(\.isFinite)
    let least = try #require(gaps.min())
    #expect(scale.lower <= 0 && scale.upper > 0)
    if least < 0 {
      let poles = gaps.filter { $0 < scale.lower }.count
      #expect(Double(poles) < 0.1 * Double(gaps.count))
      #expect(-scale.lower / (scale.upper - scale.lower) >= 0.2, "\(scale)")
    }
  }

  @Test func theKeyShowsTheCurvesAndThenTheOthers() throws {
    #expect(try model("Figure 1 left", keys: "3").settings.view == .curves)
    #expect(try model("Figure 1 left", keys: "3").settings.curves.quantity == .errors)
    let quantities: [CurveQuantity] = [.errors, .gap, .condition, .solutions, .errors]
    for (index, quantity) in quantities.enumerated() {
      let keys = Array(repeating: "3", count: index + 1).joined(separator: " ")
      #expect(try model("Figure 1 left", keys: keys).settings.curves.quantity == quantity)
    }
  }

  @Test func axisAndFamilyTurn() throws {
    let before = try model("Figure 3").settings.curves
    let turned = try model("Figure 3", keys: "x").settings.curves
    #expect(before.axes.x == .lambdaS && turned.axes.x == .gammaT && turned.axes.y == .zeta)
    #expect(turned.values == before.values)
    let family = try model("Figure 3", keys: "y").settings.curves
    #expect(family.axes.y == .lambdaT && family.axes.x == .lambdaS && family.values != before.values)
    // Of H₁ there are only two parameters.
    let swapped = try model("Figure 4", keys: "x").settings.curves
    #expect(swapped.axes.x == .gammaS && swapped.axes.y == .lambdaS)
  }

  @Test func theScaleStaysUntilAsked() throws {
    let before = try model("Figure 7").settings
    let moved = try model("Figure 7", keys: "Up Up End").settings
    #expect(moved.regime != before.regime && moved.curves.y == before.curves.y)
    #expect(try model("Figure 7", keys: "Up Up End a").settings.curves.y != before.curves.y)
  }

  /// A pole is cut off, not stretched to.
  @Test func aPoleNeverStretchesTheScale() throws {
    #expect(try model("Figure 7").settings.curves.y.upper < 20)
    #expect(try model("Figure 6").settings.curves.y.upper < 5)
  }

  @Test func theCrosshairMovesTheSliders() throws {
    let before = try model("Figure 7").settings.regime
    let right = try model("Figure 7", keys: "Tab Right").settings.regime
    #expect(right.gammaT > before.gammaT && right.lambdaS == before.lambdaS)
    let up = try model("Figure 7", keys: "Tab Up").settings.regime
    #expect(up.lambdaS > before.lambdaS && up.gammaT == before.gammaT)
    let solution = try model("Figure 5", keys: "Tab Up").settings.regime
    #expect(solution.lambdaS == 0.56)
    let spectrum = try model("Figure 1 left", keys: "4 Tab Down Right").settings.regime
    #expect(spectrum.lambdaS > 0.1)
    let plane = try model("Figure 1 left", keys: "2 Tab Right Up").settings.regime
    #expect(plane.gammaS > 0.25 && plane.lambdaT < 0.05)
  }

  @Test func thePointerMovesTheSliders() throws {
    var curves = try model("Figure 3")
    let plot = try #require(Layout(curves).curvePlot(curves.settings))
    _ = curves.update(.mouse(Mouse(.press, x: plot.inside.x + plot.inside.width - 1, y: plot.inside.y + 2)))
    #expect(curves.settings.regime.lambdaS > 50)
    var spectrum = try model("Figure 3", keys: "4")
    let lower = try #require(Layout(spectrum).spectrumPlots(spectrum.settings, selected: .lambdaT).last)
    #expect(lower.side == .student)
    _ = spectrum.update(.mouse(Mouse(.press, x: lower.plot.inside.x + 4, y: lower.plot.inside.y + 1)))
    #expect(spectrum.selected == .lambdaS && abs(spectrum.settings.regime.lambdaS - 0.27) < 0.06)
    var plane = try model("Figure 1 left", keys: "2")
    let universal = try #require(Layout(plane).planePlot(plane.settings))
    let row = try #require(universal.row(0.25))
    _ = plane.update(.mouse(Mouse(.press, x: universal.inside.x + 20, y: row)))
    #expect(abs(TeacherLimit(plane.settings.regime).rho - universal.yValue(row: row)) < 1e-6)
  }

  @Test(arguments: Preset.all.map(\.name))
  func scalesSurviveAsText(name: String) throws {
    let curves = try model(name).settings.curves
    #expect(Scale(argument: curves.x.argument) == curves.x && Scale(argument: curves.y.argument) == curves.y)
  }

  @Test(arguments: ["linear:1:0", "log:0:1", "cubic:0:1", "linear:0", "linear:a:1", "log:1:inf"])
  func scalesThatAreNone(text: String) { #expect(Scale(argument: text) == nil) }

  @Test func thePresetsAreThePapersFigures() {
    #expect(Preset.all.map(\.name).prefix(3) == ["Figure 1 left", "Figure 1 right", "Figure 2 left"])
    #expect(Set(Preset.all.map(\.figure)) == Set(1...9))
    #expect(Preset.all.filter { $0.figure > 2 }.allSatisfy { $0.view == .curves })
  }
}
