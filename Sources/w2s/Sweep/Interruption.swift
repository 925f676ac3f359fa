#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The signals that ask a program to end, held back so that it can save first. One that is ignored stays so.
struct Interruption {
  private static let signals = [SIGTERM, SIGINT, SIGHUP]

  /// Holds them back from now on.
  init() {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in Self.signals { sigaddset(&set, signal) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
    // A file larger than is allowed is a failure to write, and told as one.
    signal(SIGXFSZ, SIG_IGN)
  }

  /// The signal that has come; nil where none has.
  var received: Int32? {
    var set = sigset_t()
    guard sigpending(&set) == 0 else { return nil }
    return Self.signals.first { sigismember(&set, $0) == 1 }
  }
}
