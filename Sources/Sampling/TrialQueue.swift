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
package final class TrialQueue<Output: Sendable>: @unchecked Sendable {  // state is behind the mutex, or atomic
  /// Does one unit; nil when it was stopped. It is used by one thread.
  package typealias Work = (_ unit: Int, _ stopped: () -> Bool) throws(MachineError) -> Output?
  private let makeWork: @Sendable () -> Work
  private let total: Int
  private let threads: Int
  private let window: Int
  private let isStopped = Atomic<Bool>(false)
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var taken = 0
  private var returned = 0
  private var finished: [Int: Output] = [:]
  private var failure: MachineError?

  /// A queue of `total` units for `threads` threads, each of which calls `makeWork` once.
  package init(total: Int, threads: Int, makeWork: @escaping @Sendable () -> Work) {
    self.makeWork = makeWork
    self.total = total
    self.threads = threads
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
  private var stopped: Bool { isStopped.load(ordering: .relaxed) }

  /// Tells the workers to leave; they do so at their next look, and the queue lives until the last has.
  private func stop() {
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

  private func put(_ unit: Int, _ result: Result<Output, MachineError>) {
    locked {
      switch result {
      case .success(let output): finished[unit] = output
      case .failure(let error): failure = failure ?? error
      }
      pthread_cond_broadcast(changed)
    }
  }

  /// The next unit in order, if it arrives within `milliseconds`.
  private func receive(milliseconds: Int) throws(MachineError) -> Output? {
    var deadline = timespec()
    clock_gettime(CLOCK_MONOTONIC, &deadline)
    deadline.tv_nsec += milliseconds * 1_000_000
    deadline.tv_sec += deadline.tv_nsec / 1_000_000_000
    deadline.tv_nsec %= 1_000_000_000
    let received: Result<Output?, MachineError> = locked {
      while finished[returned] == nil && failure == nil {
        if pthread_cond_timedwait(changed, mutex, &deadline) != 0 { break }
      }
      guard let output = finished.removeValue(forKey: returned) else {
        return failure.map { .failure($0) } ?? .success(nil)
      }
      returned += 1
      pthread_cond_broadcast(changed)
      return .success(output)
    }
    return try received.get()
  }

  /// What a worker does until there is no more to do.
  private func work() {
    let work = makeWork()
    while let unit = take() {
      do throws(MachineError) {
        guard let output = try work(unit, { stopped }) else { return }
        put(unit, .success(output))
      } catch {
        return put(unit, .failure(error))
      }
    }
  }

  /// Starts workers.
  /// - Throws: ``MachineError/thread(code:)`` when not one could be started.
  private func start() throws(MachineError) {
    for index in 0..<max(1, min(threads, total)) {
      do throws(MachineError) {
        try startThread { self.work() }
      } catch {
        if index == 0 { throw error }
        return
      }
    }
  }

  /// Does the units, and hands every output to `deliver` in the order of their numbers. For one call a queue; both
  /// closures are called on the calling thread.
  /// - Parameters:
  ///   - cancel: asked every 5 ms and after every unit; once it says true, what is under way is given up.
  ///   - deliver: given a unit and what came of it.
  /// - Throws: ``MachineError/thread(code:)`` when not one thread could be started, and the first error of the work.
  package func collect(
    cancel: () -> Bool, deliver: (_ unit: Int, _ output: Output) -> Void
  ) throws(MachineError) {
    try start()
    defer { stop() }
    var delivered = 0
    while delivered < total && !cancel() {
      guard let output = try receive(milliseconds: 5) else { continue }
      deliver(delivered, output)
      delivered += 1
    }
  }
}
