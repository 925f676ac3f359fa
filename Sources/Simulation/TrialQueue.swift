// Trials shared out to plain threads and handed back in order. Kept off the Swift concurrency pool on purpose: that
// pool has a thread a core, and a program that computes on all of them answers no key.

import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The units of a plan (a unit is one trial of one panel), taken by workers in any order and returned to one reader in
/// the order of their numbers.
final class TrialQueue: @unchecked Sendable {  // all mutable state is behind the mutex, or atomic
  let plan: SimulationPlan
  private let total: Int
  private let window: Int
  private let isStopped = Atomic<Bool>(false)
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var taken = 0
  private var returned = 0
  private var finished: [Int: TrialErrors] = [:]
  private var failure: SimulationError?

  init(_ plan: SimulationPlan, threads: Int) {
    self.plan = plan
    total = plan.trials * plan.panels.count
    window = 2 * threads + 2
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(changed, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Whether the work is no longer wanted.
  var stopped: Bool { isStopped.load(ordering: .relaxed) }

  /// Tells the workers to leave; they do so at their next look, and the queue lives until the last has.
  func stop() {
    isStopped.store(true, ordering: .relaxed)
    locked { _ = pthread_cond_broadcast(changed) }
  }

  private func locked<Value>(_ body: () -> Value) -> Value {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  /// The next unit, when it is not too far ahead of the reader; nil when there are no more.
  private func take() -> Int? {
    locked {
      while taken >= returned + window && !stopped { pthread_cond_wait(changed, mutex) }
      guard taken < total, !stopped else { return nil }
      taken += 1
      return taken - 1
    }
  }

  private func put(_ unit: Int, _ result: Result<TrialErrors, SimulationError>) {
    locked {
      switch result {
      case .success(let errors): finished[unit] = errors
      case .failure(let error): failure = failure ?? error
      }
      pthread_cond_broadcast(changed)
    }
  }

  /// The next unit in order, if it arrives within `milliseconds`.
  func receive(milliseconds: Int) throws(SimulationError) -> TrialErrors? {
    var deadline = timespec()
    clock_gettime(CLOCK_MONOTONIC, &deadline)
    deadline.tv_nsec += milliseconds * 1_000_000
    deadline.tv_sec += deadline.tv_nsec / 1_000_000_000
    deadline.tv_nsec %= 1_000_000_000
    let received: Result<TrialErrors?, SimulationError> = locked {
      while finished[returned] == nil && failure == nil {
        if pthread_cond_timedwait(changed, mutex, &deadline) != 0 { break }
      }
      guard let errors = finished.removeValue(forKey: returned) else {
        return failure.map { .failure($0) } ?? .success(nil)
      }
      returned += 1
      pthread_cond_broadcast(changed)
      return .success(errors)
    }
    return try received.get()
  }

  /// What a worker does until there is no more to do.
  private func work() {
    let law = LawTrial()
    let dense = DenseTrial()
    while let unit = take() {
      // Trials are the slow index, so that all panels of a plan fill together.
      let panel = unit % plan.panels.count
      let generator = Generator(
        seed: plan.seed, panel: UInt64(panel), trial: UInt64(plan.firstTrial + unit / plan.panels.count))
      do throws(SimulationError) {
        let errors =
          switch plan.engine {
          case .law: law.draw(plan.panels[panel], generator, stopped: { stopped })
          case .dense: try dense.draw(plan.panels[panel], generator, stopped: { stopped })
          }
        guard let errors else { return }
        put(unit, .success(errors))
      } catch {
        return put(unit, .failure(error))
      }
    }
  }

  /// Starts workers, with the signals a program catches left to its other threads.
  /// - Throws: ``SimulationError/thread(code:)`` when not one could be started.
  func start(threads: Int) throws(SimulationError) {
    var (blocked, previous) = (sigset_t(), sigset_t())
    sigfillset(&blocked)
    for fault in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS] { sigdelset(&blocked, fault) }
    pthread_sigmask(SIG_SETMASK, &blocked, &previous)
    defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
    for index in 0..<max(1, min(threads, total)) {
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { argument in
          if let argument { Unmanaged<TrialQueue>.fromOpaque(argument).takeRetainedValue().work() }
          return nil
        }, Unmanaged.passRetained(self).toOpaque())
      if code == 0 {
        pthread_detach(thread)
        continue
      }
      Unmanaged.passUnretained(self).release()
      if index == 0 { throw .thread(code: Int(code)) }
      return
    }
  }
}
