// The pictures that exports are tested with: every view, and every way it can be set.

import Canvas
import Export
import Figures
import Foundation
import Sampling
import Nonlinear
import Preferences
import Simulation
import Testing
import Theory
@testable import Explorer

/// A view with one of its pictures, simulated or not.
struct Picture: Sendable, CustomTestStringConvertible {
  let name: String
  let view: ViewKind
  var isSimulated = false
  var change: @Sendable (inout Settings) -> Void = { _ in }
  var testDescription: String { name }

  /// Every picture of every view. A view without an entry here does not compile.
  static let all: [Picture] = ViewKind.allCases.flatMap { view -> [Picture] in
    switch view {
    case .map:
      MapPicture.allCases.map { picture in
        Picture(name: "map, \(picture)", view: view, isSimulated: ![.theory, .chance].contains(picture)) {
          $0.picture = picture
        }
      } + [
        Picture(name: "map over other axes", view: view, isSimulated: true) {
          $0.axes = Axes(x: .gammaT, y: .sigma)
          $0.picture = .simulated
        }
      ]
    case .phases:
      [true, false].flatMap { plane in
        [true, false].map { printed in
          Picture(name: "phases, plane \(plane), printed \(printed)", view: view) {
            ($0.showsPlane, $0.showsPrinted) = (plane, printed)
          }
        }
      }
    case .curves:
      CurveQuantity.allCases.map { quantity in
        Picture(name: "curves of \(quantity)", view: view, isSimulated: quantity == .errors) {
          $0.show($0.curves.showing(quantity))
        }
      } + [Picture(name: "curves not simulated", view: view) { $0.show($0.curves.showing(.errors)) }]
    case .spectrum:
      [
        Picture(name: "spectrum", view: view),
        Picture(name: "spectrum of a law", view: view) { $0.population = .law(exponent: 1.5, signal: 0.5) },
      ]
    case .features:
      FeaturePicture.allCases.map { picture in
        Picture(name: "features, \(picture)", view: view, isSimulated: true) { $0.featurePicture = picture }
      } + [Picture(name: "features, not simulated", view: view)]
    case .why:
      [
        Picture(name: "why", view: view), Picture(name: "why, simulated", view: view, isSimulated: true),
        Picture(name: "why, of features", view: view) { $0.explain(.features) },
      ]
    case .generations:
      [true, false].flatMap { isBest in
        [true, false].map { isSimulated in
          Picture(name: "generations, best \(isBest), simulated \(isSimulated)", view: view, isSimulated: isSimulated) {
            $0.chain.isBest = isBest
          }
        }
      }
    }
  }

  /// The model that shows it, with something pinned where a pin is shown.
  func model() throws -> Model {
    var model = Model(columns: 100, rows: 30, preset: Preset.all[1])
    model.settings.view = view
    change(&model.settings)
    model.settings.run.dimension = 30
    model.settings.run.trials = 3
    model.settings.run.seed = .max
    // One of another γs, and one that differs from the state in nothing but an axis.
    if [.curves, .phases, .map, .generations].contains(view) {
      model.settings.pins.add(State(regime: Preset.all[0].regime, tie: nil), as: "Q")
      model.settings.pins.add(State(regime: model.settings.regime.with(.lambdaT, 0.5), tie: nil), as: "V")
    }
    if isSimulated { model.complete(.simulate) }
    return model
  }
}

extension Model {
  /// Gives a command and does the job that it asks for.
  mutating func complete(_ command: Command) {
    for case .start(let job) in update(.command(command)) { _ = update(.ran(job.run(threads: 1))) }
  }
}
