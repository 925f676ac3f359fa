// The explorer's simulations, of the linear and of the nonlinear setting: one at a time of each.

import Explorer
import Nonlinear
import Simulation
import Terminal

/// Runs the explorer's simulations. For the main thread, which it never keeps waiting.
final class SimulationRunner {
  private let waker: Waker
  private var linear: (request: SimulationRequest, run: BackgroundRun<SimulationReport>)?
  private var nonlinear: (request: FeatureRequest, run: BackgroundRun<FeatureFindings>)?

  init(waker: Waker) { self.waker = waker }

  /// Gives up what is under way.
  func cancel() {
    linear?.run.cancel()
    nonlinear?.run.cancel()
    (linear, nonlinear) = (nil, nil)
  }

  /// What has come in since it was last asked.
  func take() -> [Action] {
    var actions: [Action] = []
    if let linear, let report = linear.run.take() { actions.append(.simulated(report, of: linear.request)) }
    if let nonlinear, let findings = nonlinear.run.take() {
      actions.append(.simulatedFeatures(findings, of: nonlinear.request))
    }
    return actions
  }

  /// Starts a run of the linear setting in place of any under way.
  func start(_ request: SimulationRequest) {
    cancel()
    let run = BackgroundRun<SimulationReport>("simulation", waker: waker) { run in
      let layout = PointLayout(request.points)
      var throttle = Throttle()
      do throws(SimulationError) {
        // A live simulation leaves one core to the person.
        let threads = max(1, Machine.processors - (request.isLive ? 1 : 0))
        let final = try simulate(
          points: request.points, trials: request.trials, seed: request.seed, engine: request.engine, threads: threads,
          cancel: { run.isCancelled },
          progress: { result in
            guard throttle.isDue() else { return }
            let left = run.secondsLeft(done: result.done, total: result.total)
            run.post(SimulationReport(request, result, layout, secondsLeft: left, isFinal: false))
          })
        run.post(SimulationReport(request, final.result, final.layout, secondsLeft: 0, isFinal: true))
      } catch {
        run.post(
          SimulationReport(run: request.run, done: 0, total: 0, secondsLeft: nil, isFinal: true, failure: "\(error)"))
      }
    }
    linear = (request, run)
  }

  /// Starts a run of the nonlinear setting in place of any under way.
  func start(_ request: FeatureRequest) {
    cancel()
    let run = BackgroundRun<FeatureFindings>("features", waker: waker) { run in
      var throttle = Throttle()
      do throws(FeatureError) {
        let final = try FeatureExperiment(request.plan).run(
          cancel: { run.isCancelled },
          progress: { result in
            guard throttle.isDue() else { return }
            let left = run.secondsLeft(done: result.done, total: result.total)
            run.post(FeatureFindings(result, secondsLeft: left, isFinal: false))
          })
        run.post(FeatureFindings(final, isFinal: true))
      } catch {
        run.post(FeatureFindings(nil, isFinal: true, failure: "\(error)"))
      }
    }
    nonlinear = (request, run)
  }
}

/// Makes a run at once and to its end, for a screen printed without a terminal; a live one would have none.
func complete(_ effect: Effect) -> Action? {
  switch effect {
  case .simulate(let request) where !request.isLive:
    do throws(SimulationError) {
      let (result, layout) = try simulate(
        points: request.points, trials: request.trials, seed: request.seed, engine: request.engine)
      return .simulated(SimulationReport(request, result, layout, secondsLeft: 0, isFinal: true), of: request)
    } catch {
      return .report("\(error)", isError: true)
    }
  case .simulateFeatures(let request):
    do throws(FeatureError) {
      return .simulatedFeatures(FeatureFindings(try FeatureExperiment(request.plan).run(), isFinal: true), of: request)
    } catch {
      return .report("\(error)", isError: true)
    }
  default: return nil
  }
}

extension SimulationReport {
  /// A report of a result so far: the state's estimates and the map's, once every law has had a trial.
  fileprivate init(
    _ request: SimulationRequest, _ result: SimulationResult, _ layout: PointLayout, secondsLeft: Double, isFinal: Bool
  ) {
    let hasAll = result.panels.allSatisfy { $0.trials > 0 }
    let rest = hasAll ? zip(layout.cells.dropFirst(), request.quantities).compactMap { result[$0][$1] } : []
    self.init(
      run: request.run, done: result.done, total: result.total, secondsLeft: secondsLeft, isFinal: isFinal,
      state: hasAll ? layout.cells.first.map { result[$0] } : nil, means: rest.map(\.mean),
      standardErrors: rest.map(\.standardError))
  }
}
