// Plain threads, without a runtime of their own.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Runs `body` on a new thread that nobody waits for, with the signals a program catches left to its other threads.
/// - Throws: ``MachineError/thread(code:)`` when the system refuses one.
package func startThread(_ body: @escaping @Sendable () -> Void) throws(MachineError) {
  var (blocked, previous) = (sigset_t(), sigset_t())
  sigfillset(&blocked)
  for fault in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS] { sigdelset(&blocked, fault) }
  pthread_sigmask(SIG_SETMASK, &blocked, &previous)
  defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
  var thread = pthread_t()
  let carried = Unmanaged.passRetained(ThreadBody(body))
  let code = pthread_create(
    &thread, nil,
    { argument in
      if let argument { Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run() }
      return nil
    }, carried.toOpaque())
  guard code == 0 else {
    carried.release()
    throw .thread(code: Int(code))
  }
  pthread_detach(thread)
}

/// What a thread runs, as an object that C can carry.
private final class ThreadBody {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
