// One simulation at a time, of the linear settings, of the nonlinear one or of a chain: what is to be done, how far it is, and what
// has come of it. The model asks for a job as an effect; whoever does the work reports as actions.

import Canvas
import Figures
import Nonlinear
import Sampling
import Simulation

/// A simulation to be made.
public struct Job: Sendable, Hashable {
  /// What there is to do.
  public enum Work: Sendable, Hashable {
    /// A state of the linear settings, and what is drawn around it.
    case linear(SimulationRequest)
    /// The nonlinear setting.
    case features(FeatureRequest)
    /// A chain of generations.
    case chain(ChainRequest)
  }

  /// Its number; a later job has a higher one.
  public let id: Int
  /// What there is to do.
  public let work: Work

  /// Whether it goes on until cancelled.
  public var isLive: Bool {
    if case .linear(let request) = work { return request.isLive }
    return false
  }
}

/// How far a job is.
public struct JobProgress: Sendable, Hashable {
  /// Trials drawn.
  public var done: Int
  /// Trials to be drawn in all.
  public var total: Int
  /// Seconds to go, as far as can be told.
  public var secondsLeft: Double?

  /// So many of so many.
  public init(done: Int, total: Int, secondsLeft: Double? = nil) {
    self.done = done
    self.total = total
    self.secondsLeft = secondsLeft
  }
}

/// What a job has come to so far.
public struct JobReport: Sendable, Hashable {
  /// What has come of a job.
  public enum Finding: Sendable, Hashable {
    /// Estimates of the linear settings.
    case linear(SimulationFindings)
    /// Estimates of the nonlinear setting.
    case features(FeatureResult)
    /// Estimates of a chain of generations.
    case chain(ChainEstimate)
    /// Why there are none.
    case failure(String)
  }

  /// The job.
  public let job: Job
  /// How far it is.
  public var progress: JobProgress
  /// Whether nothing more will come.
  public let isFinal: Bool
  /// What has come of it; nil before there is anything.
  public let finding: Finding?

  /// A report.
  public init(_ job: Job, progress: JobProgress, isFinal: Bool, finding: Finding?) {
    self.job = job
    self.progress = progress
    self.isFinal = isFinal
    self.finding = finding
  }
}

extension Job {
  /// The report of a job that is not done.
  public func refused(_ reason: String) -> JobReport {
    JobReport(self, progress: JobProgress(done: 0, total: 0), isFinal: true, finding: .failure(reason))
  }

  /// Does the work on the calling thread and on as many others as it is given.
  ///
  /// - Parameters:
  ///   - threads: how many trials are drawn at a time.
  ///   - cancel: asked again and again; once it says true the job ends within milliseconds.
  ///   - progress: called after every trial with what makes a report, which takes longer than a trial may.
  /// - Returns: the last report; that of a job cancelled holds what there was by then.
  public func run(
    threads: Int = Machine.current.processors, cancel: () -> Bool = { false },
    progress: (() -> JobReport) -> Void = { _ in }
  ) -> JobReport {
    do {
      switch work {
      case .linear(let request):
        let report = { (result: SimulationResult, isFinal: Bool) in
          JobReport(
            self, progress: JobProgress(done: result.done, total: result.total), isFinal: isFinal,
            finding: request.findings(in: result).map { .linear($0) })
        }
        let result = try simulate(
          request.plan, threads: threads, cancel: cancel,
          progress: { result in progress { report(result, false) } })
        return report(result, true)
      case .features(let request):
        let report = { (result: FeatureResult, isFinal: Bool) in
          JobReport(
            self, progress: JobProgress(done: result.done, total: result.total), isFinal: isFinal,
            finding: .features(result))
        }
        let result = try FeatureExperiment(request.plan).run(
          threads: threads, cancel: cancel, progress: { result in progress { report(result, false) } })
        return report(result, true)
      case .chain(let request):
        let total = request.plan.trials
        let report = { (done: Int, estimate: ChainEstimate?) in
          JobReport(
            self, progress: JobProgress(done: done, total: total), isFinal: estimate != nil,
            finding: estimate.map { .chain($0) })
        }
        let estimate = try simulate(
          chain: request.plan, threads: threads, cancel: cancel, progress: { done in progress { report(done, nil) } })
        return report(estimate.errors.first?.count ?? total, estimate)
      }
    } catch {
      return refused("\(error)")
    }
  }
}

/// The job under way.
struct RunningJob: Sendable, Hashable {
  let job: Job
  var progress: JobProgress
}

extension Model {
  /// Runs the simulation of what is shown; while that very run is under way, ends it. Any other run gives way.
  mutating func simulate() -> [Effect] {
    if let job = job?.job, job.isLive || job.work.isOf(settings) { return cancelJob() }
    do throws(JobRefused) {
      let work: Job.Work =
        switch settings.panel {
        case .linear: .linear(try simulationRequest())
        case .nonlinear: .features(try featureRequest())
        case .chain: .chain(try chainRequest())
        }
      return start(work)
    } catch {
      message = Message(text: error.reason, isError: true)
      return []
    }
  }

  /// Draws trials for the sliders until told otherwise.
  mutating func simulateLive() -> [Effect] {
    do throws(JobRefused) {
      return start(.linear(try simulationRequest(isLive: true)))
    } catch {
      message = Message(text: error.reason, isError: true)
      return isLive ? cancelJob() : []
    }
  }

  /// Starts work in place of any under way.
  private mutating func start(_ work: Job.Work) -> [Effect] {
    lastJob += 1
    let job = Job(id: lastJob, work: work)
    isLive = job.isLive
    self.job = RunningJob(job: job, progress: JobProgress(done: 0, total: work.trials))
    return [.start(job)]
  }

  /// Gives up the job under way.
  mutating func cancelJob() -> [Effect] {
    job = nil
    isLive = false
    return [.cancelJob]
  }

  /// Takes in what a job has come to. Reports of jobs given up are passed over.
  mutating func receive(_ report: JobReport) {
    guard report.job.id == job?.job.id else { return }
    job?.progress = report.progress
    if report.isFinal { job = nil }
    switch report.finding {
    case .linear(let findings):
      guard case .linear(let request) = report.job.work else { return }
      found = Found(request: request, findings: findings)
      if report.isFinal { sayWhatWasFound(request) }
    case .features(let result):
      guard case .features(let request) = report.job.work else { return }
      featuresFound = FeaturesFound(request: request, result: result)
    case .chain(let estimate):
      guard case .chain(let request) = report.job.work else { return }
      chainFound = ChainFound(request: request, estimate: estimate)
    case .failure(let reason):
      job = nil
      isLive = false
      message = Message(text: reason, isError: true)
    case nil: break
    }
  }
}

/// Why a simulation is not made.
struct JobRefused: Error {
  let reason: String

  /// Refuses what would keep a person waiting for more than five minutes.
  static func ifLong(_ seconds: Double, instead remedy: String) throws(JobRefused) {
    guard seconds > 300 else { return }
    let time = NumberFormat(digits: 2, trimsZeros: true).text(seconds / 60)
    throw JobRefused(reason: "That would take about \(time) min; use \(remedy)")
  }
}

extension Job.Work {
  /// Whether it is what the settings ask for.
  func isOf(_ settings: Settings) -> Bool {
    switch self {
    case .linear(let request): request.isOf(settings)
    case .features(let request): settings.panel == .nonlinear && request.plan == settings.featurePlan
    case .chain(let request): settings.panel == .chain && (try? settings.chainPlan()) == request.plan
    }
  }

  /// Trials to be drawn in all.
  var trials: Int {
    switch self {
    case .linear(let request): request.plan.trials * request.plan.panels.count
    case .features(let request): request.plan.trials * request.plan.settings.count
    case .chain(let request): request.plan.trials
    }
  }
}
