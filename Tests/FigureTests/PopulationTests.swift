// Laws of eigenvalues: their names, and the Spectrum view's other picture.

import Canvas
import Export
import Preferences
import Testing
import Theory

@testable import Explorer
@testable import Figures

@Suite struct PopulationTests {
  private func model(_ preset: String, keys: String) throws -> Model {
    var model = Model(columns: 100, rows: 30, preset: try #require(Preset.all.first { $0.name == preset }))
    for name in keys.split(separator: " ") { _ = model.update(.key(try #require(Key(name: String(name))))) }
    return model
  }

  @Test func namesAreReadBack() throws {
    for text in ["flat", "power:1.5", "power:0.25:-1", "mine.csv", "powers"] {
      #expect(try SpectrumSpec(argument: text).argument == text)
    }
    #expect(try SpectrumSpec(argument: "power:0") == .law(exponent: 0, signal: 0))
    for text in ["power", "power:", "power:6", "power:-1", "power:1:9", "flat:", "power:1:1:1"] {
      #expect(throws: SettingComplaint.self, "\(text)") { try SpectrumSpec(argument: text) }
    }
  }

  /// Its key again shows a law and goes back; a flat one says what the verdict beside it says.
  @Test func theViewTurns() throws {
    let first = try model("Figure 1 left", keys: "4")
    #expect(first.settings.population == nil && first.settings.populationReport() == nil)
    var turned = try model("Figure 1 left", keys: "4 4")
    #expect(turned.settings.population == .law(exponent: 1.5, signal: 0))
    #expect(try model("Figure 1 left", keys: "4 4 4").settings == first.settings)
    turned.settings.population = .law(exponent: 0, signal: 0)
    let report = try #require(turned.settings.populationReport())
    #expect(abs(report.gap - turned.settings.regime.errors.gap) < 1e-12)
    #expect(SpectrumView().words(turned).first == "GAIN: Ls − Lt = −0.03268.")
    #expect(SpectrumView().window(turned.settings) == nil)
  }

  /// The arrows choose a fit and change its penalty, and what is drawn follows.
  @Test func arrowsMoveThePenalties() throws {
    let (before, after) = (
      try model("Figure 1 left", keys: "4 4"), try model("Figure 1 left", keys: "4 4 Tab Down Right")
    )
    #expect(after.settings.regime.lambdaS > before.settings.regime.lambdaS)
    #expect(after.settings.regime.lambdaT == before.settings.regime.lambdaT)
    let profiles = try [before, after].map { try #require($0.settings.populationReport()).profile }
    #expect(profiles[0].teacher == profiles[1].teacher && profiles[0].student != profiles[1].student)
  }

  /// The curves are the fits' shares, from the first coordinate to the last; the signal's reaches 1.
  @Test func curvesAreWhatIsKept() throws {
    let report = try #require(try model("Figure 1 left", keys: "4 4").settings.populationReport())
    let profile = report.profile
    for (points, fit) in [(profile.teacher, report.chain.fits[0]), (profile.student, report.chain.fits[1])] {
      for point in points { #expect(point.y == fit.retained[Int(point.x) - 1]) }
      #expect(points.first?.x == 1 && points.last?.x == 500)
    }
    #expect(abs(try #require(profile.signal.last).y - 1) < 1e-12)
    #expect(zip(profile.signal, profile.signal.dropFirst()).allSatisfy { $0.y <= $1.y })
    // Blocks are steps, from where each begins to where it ends.
    let overlap = try OverlapArgument(argument: "0.8:0.3:0.2")
    let regime = Regime(lambdaT: 0.1, lambdaS: 0.1, gammaT: 0.5, gammaS: 0.5, sigma: 1)
    let blocks = PopulationReport("blocks", try overlap.chain(regime, dimension: 100).0).profile
    #expect(blocks.teacher.map(\.x) == [0, 20, 20, 80, 80, 90, 90, 100])
    #expect(blocks.student.map { $0.y > 0 } == [true, true, false, false, true, true, false, false])
  }

  /// What every coordinate adds to an error adds up to it.
  @Test func rowsAddUp() throws {
    let report = try #require(try model("Figure 1 right", keys: "4 4").settings.populationReport())
    for (index, name) in ["teacher_error", "student_error"].enumerated() {
      let sum = report.rows.reduce(0.0) { sum, row in
        if case .number(let value)? = row.fields.first(where: { $0.name == name })?.value { sum + value } else { sum }
      }
      let noise = report.chain.sigma * report.chain.sigma
      #expect(abs(sum + noise - report.chain.errors[index]) < 1e-10)
    }
  }
}
