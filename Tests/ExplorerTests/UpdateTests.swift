// Triples: the model before, the keys, the model after.

import Canvas
import Explorer
import Figures
import Testing
import Theory

@testable import Explorer

@Suite struct UpdateTests {
  /// The first preset after some keys.
  private func model(_ keys: String = "", columns: Int = 80, rows: Int = 24) throws -> Model {
    var model = Model(columns: columns, rows: rows)
    for name in keys.split(separator: " ") {
      _ = model.update(.key(try #require(Key(name: String(name)), "\(name)")))
    }
    return model
  }

  @Test func stepsLandOnRoundNumbersAndReturn() throws {
    #expect(try model("l").settings.regime.lambdaT == 0.056)
    #expect(try model("l h").settings.regime.lambdaT == 0.05)
    #expect(try model(".").settings.regime.lambdaT == 0.0505)
    #expect(try model(">").settings.regime.lambdaT == 0.1)
    #expect(try model("Down Down Down Down Right").settings.regime.sigma == 1.05)
    #expect(try model("Up Right Right").settings.regime.zeta == 0.04)
  }

  @Test func trackEndsAreExact() throws {
    #expect(try model("Home").settings.regime.lambdaT == 0)
    #expect(try model("Home Left").settings.regime.lambdaT == 0)
    #expect(try model("Home Right").settings.regime.lambdaT == 1e-4)
    #expect(try model("Home Right Left").settings.regime.lambdaT == 0)
    #expect(try model("End").settings.regime.lambdaT == 100)
    #expect(try model("End Right").settings.regime.lambdaT == 100)
    #expect(try model("Up End Right").settings.regime.zeta == 1)
  }

  @Test func everyLadderClimbsAndDescends() {
    for parameter in Parameter.allCases {
      let track = parameter.track
      for size in [StepSize.fine, .normal, .coarse] {
        var value = track.ends.0
        var visited = [value]
        while value < track.ends.1, visited.count < 5_000 {
          let next = track.step(value, up: true, size)
          #expect(next > value, "\(parameter) \(size) stuck at \(value)")
          value = next
          visited.append(value)
        }
        #expect(value == track.ends.1)
        for expected in visited.dropLast().reversed() {
          value = track.step(value, up: false, size)
          #expect(
            abs(value - expected) <= 1e-12 * max(expected, 1e-300), "\(parameter) \(size): \(value), not \(expected)")
        }
      }
    }
  }

  @Test(arguments: [("1e-3", 0.001), ("0.25", 0.25), ("500/416", 500.0 / 416), ("0", 0), ("1e9", 1e9)])
  func typedValues(text: String, value: Double) throws {
    var typed = try model("Enter")
    for scalar in text.unicodeScalars { _ = typed.update(.key(.character(scalar))) }
    _ = typed.update(.key(.enter))
    #expect(typed.settings.regime.lambdaT == value)
    #expect(typed.entry == nil)
  }

  @Test(arguments: ["abc", "-1", "nan", "inf", "1/0", "1e999", "1/2/3", "/"])
  func refusedValues(text: String) throws {
    var typed = try model("Enter")
    for scalar in text.unicodeScalars { _ = typed.update(.key(.character(scalar))) }
    _ = typed.update(.key(.enter))
    #expect(typed.settings.regime.lambdaT == 0.05)
    let complaint = try #require(typed.entry?.complaint)
    #expect(complaint.contains(text) && complaint.contains("≥ 0"), "\(complaint)")
    _ = typed.update(.key(.escape))
    #expect(typed.entry == nil && typed.settings.regime.lambdaT == 0.05)
  }

  @Test func undoTakesARunOfStepsAsOne() throws {
    #expect(try model("l l l Down l l u").settings.regime.lambdaS == 0.1)
    #expect(try model("l l l Down l l u u").settings.regime == model().settings.regime)
    #expect(try model("l l l u U").settings.regime == model("l l l").settings.regime)
    #expect(try model("p Down Enter u").settings == model().settings)
    #expect(try model("l u l U").settings.regime == model("l").settings.regime)
    #expect(try model("u").message?.text == "Nothing to undo")
  }

  @Test func crosshairMovesItsTwoSlidersAndNoOther() throws {
    let before = try model()
    let after = try model("Tab Right Up")
    #expect(after.settings.regime.lambdaT > before.settings.regime.lambdaT)
    #expect(after.settings.regime.lambdaS > before.settings.regime.lambdaS)
    for parameter in Parameter.allCases where parameter != .lambdaT && parameter != .lambdaS {
      #expect(after.settings.regime[parameter] == before.settings.regime[parameter])
    }
    // A cell right and a cell left is where the crosshair was.
    let plot = try #require(Layout(after).plot(after.settings)?.plot)
    #expect(
      plot.column(try model("Tab Right Left").settings.regime.lambdaT) == plot.column(before.settings.regime.lambdaT))
  }

  @Test func pointerMovesSlidersAndCrosshair() throws {
    for (columns, rows) in [(80, 24), (120, 36)] {
      var model = try model(columns: columns, rows: rows)
      let layout = Layout(model)
      let track = layout.track(4)
      _ = model.update(.mouse(Mouse(.press, x: track.maxX - 1, y: track.y)))
      #expect(model.settings.regime.sigma == 4)
      _ = model.update(.mouse(Mouse(.drag, x: 0, y: 0)))
      #expect(model.settings.regime.sigma == 0, "a drag beyond the track stays at its end")
      _ = model.update(.mouse(Mouse(.release, x: 0, y: 0)))
      let plot = try #require(layout.plot(model.settings)?.plot)
      _ = model.update(.mouse(Mouse(.press, x: plot.inside.x + 5, y: plot.inside.y + 3)))
      #expect(plot.column(model.settings.regime.lambdaT) == plot.inside.x + 5)
      #expect(plot.row(model.settings.regime.lambdaS) == plot.inside.y + 3)
    }
  }

  @Test func onlyATrackTakesAValue() throws {
    for (columns, rows) in [(80, 24), (120, 36)] {
      let start = try model(columns: columns, rows: rows)
      let layout = Layout(start)
      for (view, name) in [(ViewKind.map, "γs"), (.features, "p")] {
        let label = layout.sliderLabel(3)
        for (x, types) in [(label.x + 1, false), (label.maxX - 1, true)] {
          var model = start
          model.settings.view = view
          let before = model.settings
          _ = model.update(.mouse(Mouse(.press, x: x, y: label.y)))
          _ = model.update(.mouse(Mouse(.drag, x: x + 1, y: label.y)))
          #expect(model.settings == before, "\(name) at \(columns)x\(rows), column \(x)")
          #expect((model.entry != nil) == types)
          #expect(model.slider.symbol == name)
        }
      }
    }
  }

  @Test func wheelAndMouseOff() throws {
    var model = try model()
    let track = Layout(model).track(3)
    _ = model.update(.mouse(Mouse(.wheelUp, x: track.x, y: track.y)))
    #expect(model.settings.regime.gammaS == 0.252)
    #expect(model.update(.key(.character("M"))) == [.setMouse(false)])
    _ = model.update(.mouse(Mouse(.press, x: track.x, y: track.y)))
    #expect(model.settings.regime.gammaS == 0.252)
  }

  @Test func aTiedPenaltyFollows() throws {
    var model = try model("*")
    #expect(abs((model.settings.tie ?? 0) - 0.2) < 1e-15)
    model.settings.set(.sigma, 2)
    #expect(abs(model.settings.regime.lambdaT - 0.2) < 1e-15)
    model.settings.set(.lambdaT, 0.5)
    #expect(model.settings.tie == 0.5)
    _ = model.update(.key(.character("*")))
    model.settings.set(.sigma, 1)
    #expect(model.settings.regime.lambdaT == 0.5 && model.settings.tie == nil)
  }

  @Test func thresholdsAreGoneTo() throws {
    for index in 0..<Parameter.allCases.count {
      let keys = "w " + String(repeating: "Down ", count: index) + "Enter"
      let there = try model(keys)
      let parameter = Parameter.allCases[index]
      guard let flip = try model().settings.nearestFlip(of: parameter) else {
        #expect(there.message?.isError == true)
        continue
      }
      let regime = there.settings.regime
      #expect(regime[parameter] == flip)
      let (below, above) = (regime.with(parameter, flip * (1 - 1e-6)), regime.with(parameter, flip * (1 + 1e-6)))
      #expect(below.errors.gain != above.errors.gain)
    }
  }

  @Test func flipsOfATiedSliderFlip() throws {
    var settings = try model("p Down Enter *").settings
    settings.set(.sigma, 1)
    for parameter in [Parameter.sigma, .gammaT] {
      for flip in settings.flips(of: parameter) {
        let (below, above) = (settings.moved(parameter, to: flip * 0.999), settings.moved(parameter, to: flip * 1.001))
        #expect(below.errors.gain != above.errors.gain)
      }
    }
  }

  @Test func bestPenaltyIsBest() throws {
    let best = try model("b").settings.regime
    for factor in [0.9, 1.1] {
      #expect(best.errors.gap < best.with(.lambdaS, best.lambdaS * factor).errors.gap)
    }
  }

  @Test func colorScaleStaysUntilAsked() throws {
    let first = try model().settings.colorLimit
    #expect(try model("End Down End").settings.colorLimit == first)
    #expect(try model("Down Down Down Down End").settings.colorLimit == first)
    #expect(try model("Down Down Down Down End a").settings.colorLimit > first)
  }

  @Test func bookmarksAreMadeGoneToAndDropped() throws {
    var model = try model("m h e r e Enter l l")
    #expect(model.bookmarks.map(\.name) == ["here"])
    for key in [Key.character("'"), .enter] { _ = model.update(.key(key)) }
    #expect(model.settings.regime.lambdaT == 0.05)
    _ = model.update(.key(.character("'")))
    #expect(model.update(.key(.delete)) == [.saveBookmark(.drop("here"))])
    #expect(model.bookmarks.isEmpty)
  }

  @Test func exportsNameTheirFileAndReplaceOnlyWhenTold() throws {
    var model = try model("e a . c s v")
    guard case .write(let text, "a.csv", replacing: false)? = model.update(.key(.enter)).first else {
      Issue.record("no file asked for")
      return
    }
    #expect(text.contains("# lambda_t = 0.05\n") && text.contains("\nlambda_t,lambda_s,gap\n"))
    model = try self.model("e a . s v g !")
    guard case .write(let svg, "a.svg", replacing: true)? = model.update(.key(.enter)).first else {
      Issue.record("no file asked for")
      return
    }
    #expect(svg.hasPrefix("<?xml"))
    model = try self.model("e a . d o c")
    #expect(model.update(.key(.enter)).isEmpty)
    #expect(model.entry?.complaint?.contains(".csv, .svg") == true)
  }

  @Test func playSweepsAndTurns() throws {
    var model = try model("End Space")
    #expect(model.isPlaying)
    _ = model.update(.tick)
    _ = model.update(.tick)
    #expect(model.settings.regime.lambdaT < 100)
    _ = model.update(.key(.character("l")))
    #expect(!model.isPlaying)
  }

  /// The command line shown opens the very settings it was made from.
  @Test func commandLineIsExact() throws {
    let model = try model("l . Down > x y 2 2 d")
    let line = model.openCommand.line
    #expect(line.contains("--view phases --phases axes --printed"), "\(line)")
    #expect(try self.model("2 2 x").openCommand.line.contains("--phase-axes sigma,lambda-t"))
    for parameter in Parameter.allCases {
      #expect(line.contains("--\(parameter.optionName) \(shortest(model.settings.regime[parameter]))"))
    }
  }

  @Test func keysAreUniqueAndAllCommandsHaveOne() {
    #expect(KeyTable.standard.duplicates.isEmpty)
    for command in Command.allCases { #expect(!KeyTable.standard.keys(for: command).isEmpty, "\(command)") }
  }

  @Test func rebindingTakesAKeyFromItsFormerCommand() {
    let table = KeyTable.standard.rebinding([(.quit, [.character("x")])])
    #expect(table.command(for: .character("x")) == .quit)
    #expect(table.command(for: .character("q")) == nil)
    #expect(table.keys(for: .xAxis).isEmpty)
    #expect(table.duplicates.isEmpty)
  }

  /// Whatever the size and the keys, drawing does not trap.
  @Test func anySizeCanBeDrawn() throws {
    var model = try model()
    let keys = [
      "5", "l", "x", "3", "4", "2", "2", "Tab", "?", "Esc", "p", "Esc", "w", "Esc", "c", "Esc", "1", "x", "y", "Enter",
      "5", "Esc",
    ]
    for (columns, rows) in [
      (0, 0), (1, 1), (2, 40), (35, 10), (36, 10), (36, 9), (57, 11), (60, 12), (71, 17), (300, 90),
    ] {
      _ = model.update(.resize(columns: columns, rows: rows))
      for name in keys {
        _ = model.update(.key(try #require(Key(name: name))))
        for depth in [ColorDepth.mono, .eight, .palette256] {
          for isUnicode in [true, false] {
            let look = try #require(model.look(depth: depth, glyphs: Glyphs(isUnicode: isUnicode)))
            let frame = drawScreen(model, look: look)
            #expect(frame.width == columns && frame.height == rows)
          }
        }
      }
    }
  }
}
