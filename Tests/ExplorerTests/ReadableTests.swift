// Nothing on screen says something else than it means: no text is cut, written over, or run into another, at any size,
// in any view, whatever the values.

import Canvas
import Figures
import Foundation
import Preferences
import Testing
import Theory
import Tours

@testable import Explorer

@Suite struct ReadableTests {
  static let sizes = [
    (36, 10), (40, 12), (50, 16), (60, 20), (72, 22), (80, 24), (100, 30), (120, 36), (200, 60),
  ]

  /// What is pressed, from the first preset.
  static let scripts = [
    "", "Tab", "2", "2 2", "2 d", "2 2 d", "3", "3 3", "3 3 3", "3 3 3 3", "3 3 x y", "3 x y", "4", "4 Up", "4 End",
    "5", "5 5", "5 5 5",
    "5 Up",
    "?", "? End", "? Down Down", "p", "p End", "w", "w Down", "c", "c End", "S", "S End", "S Enter 9 9 9",
    "S Enter x Enter",
    "Enter 1 . 2 3 4 5 6 7 8 9 e - 3", "Enter - 1 . 2 3 4 5 6 Enter", "Tab Enter 0 . 0 1 2 3 4 5 6 7 8 9",
    "5 Enter - 1 Enter", "5 Up Enter x Enter", "i", "i l l Down l l",
    "i End Down End Down End Down End Down End Down End",
    "2 i l l l l", "3 i l l", "i l i l i l i Down l i l I", "i Down Home i Down End i End i Down i 2 2 I End",
    "i l i Down l i 3 h", "i l i Down l i 3 3 3 3", "i l i Down l i 4", "i l i 2 d Left Left", "i I Delete", "I", "*",
    "* Down Down Down Down l", "End", "Home", "Home Down Home", "End Down End",
    "m a Space l o n g Space n a m e Enter m b Enter '", "e a . d o c Enter", "e n o . c s v", "x x y", "x x x y y y",
    "n",
    "W", "W Tab", "W Home", "W Home Down Home", "W Down Down Down Down Home", "W x", "5 W", "5 W Home", "5 W Tab",
    "W c", "3 W W",
    "t", "t t t", "M", "i i", "u", "b", "Up End b", "w Enter", "2 Tab", "3 3 3 Tab Left", "Down Down Down Down Home *",
    "P", "P l l Down", "P 2", "P 3", "P 5", "P 5 Down", "P =", "z", "z 2", "z 3", "z 5", "z c", "T", "T End",
  ]

  private static func press(_ keys: String, _ model: inout Model) throws {
    for name in keys.split(separator: " ") {
      _ = model.update(.key(try #require(Key(name: String(name)), "\(name)")))
    }
  }

  /// Draws a model in both glyph sets, and complains of what cannot be read.
  private static func check(_ model: Model, _ what: String) throws {
    for isUnicode in [true, false] {
      let look = try #require(model.look(depth: .mono, glyphs: Glyphs(isUnicode: isUnicode)))
      expectReadable(
        drawScreen(model, look: look, isAudited: true),
        "\(what) at \(model.columns)x\(model.rows), Unicode \(isUnicode)")
    }
  }

  static func expectReadable(_ frame: Frame, _ what: String) {
    let faults = frame.faults.map(\.description).joined(separator: "\n")
    #expect(frame.faults.isEmpty, "\(what):\n\(faults)\n\(frame.plainText)")
    #expect(frame.plainText.firstMatch(of: /[0-9](λ|γ|σ|ζ|ρ|lt|ls|gt|gs|se)/) == nil, "\(what):\n\(frame.plainText)")
  }

  @Test(arguments: sizes)
  func everyScriptIsReadable(columns: Int, rows: Int) throws {
    for script in Self.scripts {
      var model = Model(columns: columns, rows: rows)
      try Self.press(script, &model)
      try Self.check(model, "'\(script)'")
    }
  }

  @Test(arguments: sizes)
  func everyPresetAndTourIsReadable(columns: Int, rows: Int) throws {
    for preset in Preset.all {
      var model = Model(columns: columns, rows: rows, preset: preset)
      for keys in ["", "l", "Tab", "i l"] {
        try Self.press(keys, &model)
        try Self.check(model, "\(preset.name), '\(keys)'")
      }
    }
  }

  /// Every step of every tour, asked, answered and left, presented and with the plot alone.
  @Test(arguments: [(36, 10), (50, 16), (60, 20), (80, 24), (120, 36)])
  func everyTourIsReadable(columns: Int, rows: Int) throws {
    for tour in TourLibrary().tours {
      for index in tour.steps.indices {
        var model = Model(columns: columns, rows: rows)
        model.begin(tour, at: index)
        for keys in ["", "P", "z", "z P Esc"] {
          try Self.press(keys, &model)
          try Self.check(model, "\(tour.name), step \(index + 1), '\(keys)'")
        }
        try Self.press("x", &model)
        model.answer(model.tour?.guess, reveals: true)
        try Self.check(model, "\(tour.name), step \(index + 1), answered")
      }
    }
  }

  /// Values that need all the columns a number can take.
  @Test(arguments: sizes)
  func everyValueIsReadable(columns: Int, rows: Int) throws {
    let values: [[Parameter: Double]] = [
      [.lambdaT: 1.23e-100, .lambdaS: 1.23e-101], [.lambdaT: 1.23e100, .lambdaS: 1.23e100],
      [.lambdaT: 0.000123, .lambdaS: 0.000456, .gammaT: 0.0893, .gammaS: 1.23e-5, .sigma: 0.000789, .zeta: 0.000321],
      [.sigma: 1.23e100], [.gammaT: 1.23e100, .gammaS: 1.23e100], [.lambdaT: 0, .gammaT: 1, .sigma: 1.23e-100],
    ]
    for (index, set) in values.enumerated() {
      for view in ViewKind.allCases {
        var model = Model(columns: columns, rows: rows)
        try Self.press("i", &model)
        for (parameter, value) in set {
          model.settings.set(parameter, value)
          model.settings.pins.add(model.settings.state)
        }
        model.settings.view = view
        try Self.press(index.isMultiple(of: 2) ? "*" : "", &model)
        model.message = nil
        if view == .curves || view == .map { try Self.press("a", &model) }
        try Self.check(model, "values \(index), \(view)")
        try Self.press("w", &model)
        try Self.check(model, "thresholds of values \(index)")
        try Self.press("Esc I", &model)
        try Self.check(model, "pins of values \(index)")
      }
    }
  }

  /// Progress and results, in every picture that has simulated values, fresh and stale.
  @Test(arguments: ["", "3", "4", "5", "5 5", "5 5 5", "W", "5 W", "7", "7 B"])
  func everySimulationIsReadable(keys: String) throws {
    var model = Model(columns: 80, rows: 24)
    model.settings.run.dimension = 40
    model.settings.run.trials = 4
    try Self.press(keys, &model)
    guard case .start(let job)? = model.update(.command(.simulate)).first else {
      Issue.record("no run was asked for")
      return
    }
    var running = model
    let progress = JobProgress(done: 12_345_678, total: 123_456_789, secondsLeft: 1234)
    _ = running.update(.ran(JobReport(job, progress: progress, isFinal: false, finding: nil)))
    _ = model.update(.ran(job.run(threads: 1)))
    for (columns, rows) in Self.sizes {
      for more in ["", "n", "n n", "l", "Tab", "S"] {
        for start in more.isEmpty ? [model, running] : [model] {
          var shown = start
          shown.columns = columns
          shown.rows = rows
          try Self.press(more, &shown)
          try Self.check(shown, "simulated \(keys), \(more)")
          shown.message = nil
          try Self.check(shown, "simulated \(keys), \(more), no message")
        }
      }
      var large = Model(columns: columns, rows: rows)
      large.settings.run.dimension = 5_000_000
      large.settings.run.trials = 1_000_000
      large.settings.run.seed = .max
      try Self.press(keys, &large)
      try Self.check(large, "sizes in the millions, \(keys)")
      try Self.press("S", &large)
      try Self.check(large, "settings in the millions, \(keys)")
    }
  }

  @Test(arguments: sizes)
  func everyFigureIsReadable(columns: Int, rows: Int) throws {
    let theme = try #require(ThemeLibrary().themes.first)
    for number in 1...9 {
      let figure = try #require(PaperFigure(number))
      for isUnicode in [true, false] {
        let look = Look(theme, depth: .mono, glyphs: Glyphs(isUnicode: isUnicode))
        Self.expectReadable(
          drawFigure(figure, columns: columns, rows: rows, look: look, isAudited: true),
          "figure \(number) at \(columns)x\(rows), Unicode \(isUnicode)")
      }
    }
  }
}
