// Waiting for keys, the pointer, signals and other threads, all in one `poll`.

import CNcurses
import Canvas

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What the main loop waits for.
public enum TerminalEvent: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// The pointer did something.
  case mouse(Mouse)
  /// Something was pasted.
  case paste(Paste)
  /// The screen has another size.
  case resized(columns: Int, rows: Int)
  /// The program was stopped and goes on; the screen has been painted again.
  case resumed
  /// Another thread called ``Waker/wake()``, once or more.
  case woken
  /// A signal asks the program to end; its number. Close the terminal and exit with 128 more.
  case terminated(signal: Int32)
  /// The terminal is gone. The program must end; every later wait says so again at once.
  case hungUp
}

/// Wakes the main loop from any thread.
public struct Waker: Sendable {
  /// Makes the wait return ``TerminalEvent/woken``.
  public func wake() { w2s_wake() }
}

extension Terminal {
  /// Waits until something happens and returns all that has.
  ///
  /// Everything already typed is taken before it returns, so that a frame is drawn once for all of it.
  /// - Parameter timeoutMilliseconds: the longest wait; 0 looks and returns, nil waits for ever.
  /// - Returns: the events in order; empty when the time is over.
  public func wait(timeoutMilliseconds: Int? = nil) -> [TerminalEvent] {
    let deadline = timeoutMilliseconds.map { ContinuousClock.now + .milliseconds($0) }
    var events: [TerminalEvent] = []
    repeat {
      look(until: [deadline, patienceEnds, nextFrameTime].compactMap { $0 }.min(), into: &events)
      showNextFrame()
      if let ends = patienceEnds, ContinuousClock.now >= ends { flushInput(into: &events) }
    } while events.isEmpty && deadline.map { ContinuousClock.now < $0 } ?? true
    return events
  }

  private func look(until instant: ContinuousClock.Instant?, into events: inout [TerminalEvent]) {
    let milliseconds = instant.map { Self.milliseconds(until: $0) } ?? -1
    var asked: [(descriptor: Int32, events: Int32)] = [(w2s_line_keys(), POLLIN), (signalDescriptor, POLLIN)]
    if !output.isEmpty { asked.append((w2s_line_descriptor(), POLLOUT)) }
    guard let happened = pollDescriptors(asked, milliseconds: milliseconds) else { return }
    // Signals first: they are rarer, and a resize changes what the pointer's place means.
    if happened[1] != 0 { takeSignals(into: &events) }
    // Another job's keys are not the program's, and reading them would stop it.
    if happened[0] != 0 && !w2s_line_is_taken() { readInput(into: &events) }
    if happened.count > 2 && happened[2] != 0 { output.flush() }
  }

  // Rounded up, so that the wait does not end just before the instant and turn into a spin.
  private static func milliseconds(until instant: ContinuousClock.Instant) -> Int32 {
    let (seconds, attoseconds) = (instant - .now).components
    if seconds < 0 || attoseconds < 0 { return 0 }
    return Int32(min(seconds, 86_400) * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }

  // MARK: Signals

  private static let endings = [SIGINT, SIGTERM, SIGHUP]

  private func takeSignals(into events: inout [TerminalEvent]) {
    var bytes = [UInt8](repeating: 0, count: 256)
    var count = 0
    repeat { count = readBytes(signalDescriptor, into: &bytes) } while count == bytes.count
    var wasWoken = true
    for number in Self.endings where w2s_signals_take(number) {
      events.append(.terminated(signal: number))
      wasWoken = false
    }
    if w2s_signals_take(SIGWINCH) {
      if takeSize() { events.append(.resized(columns: columns, rows: rows)) }
      wasWoken = false
    }
    let isStopped = w2s_signals_take(SIGTSTP)
    if w2s_signals_take(SIGCONT) || isStopped {
      comeBack(stopping: isStopped, into: &events)
      wasWoken = false
    }
    // A wake beside a signal may look like the signal's own byte, so it is reported when in doubt.
    if wasWoken || count > 1 { events.append(.woken) }
  }

  private func comeBack(stopping: Bool, into events: inout [TerminalEvent]) {
    let size = (columns, rows)
    if leaveAndComeBack(stopping: stopping) {
      if size != (columns, rows) { events.append(.resized(columns: columns, rows: rows)) }
      events.append(.resumed)
    } else {
      // Asked to end meanwhile, or with nobody left who could give it the terminal.
      let asked = Self.endings.first { w2s_signals_take($0) }
      events.append(asked.map { .terminated(signal: $0) } ?? .hungUp)
    }
    // What continued it has been answered.
    _ = w2s_signals_take(SIGCONT)
  }

  // MARK: Input

  // Until nothing is left, but not for ever if it comes faster than it can be read.
  private func readInput(into events: inout [TerminalEvent]) {
    var decoded: [InputDecoder.Event] = []
    var bytes = [UInt8](repeating: 0, count: 4096)
    var isGone = false
    for _ in 0..<16 {
      let count = readBytes(w2s_line_keys(), into: &bytes)
      if count < 0 && (errno == EINTR || errno == EAGAIN) { break }
      if count <= 0 {
        isGone = true
        break
      }
      input.feed(bytes[..<count], into: &decoded)
      if pollDescriptors([(w2s_line_keys(), POLLIN)], milliseconds: 0) == nil { break }
    }
    bePatient()
    append(decoded, to: &events)
    if isGone { events.append(.hungUp) }
  }

  private func flushInput(into events: inout [TerminalEvent]) {
    var decoded: [InputDecoder.Event] = []
    input.flush(into: &decoded)
    bePatient()
    append(decoded, to: &events)
  }

  private func bePatient() {
    patienceEnds = input.isPending ? .now + .milliseconds(input.patience(escapeDelay: escapeDelay)) : nil
  }

  private func append(_ decoded: [InputDecoder.Event], to events: inout [TerminalEvent]) {
    for event in decoded {
      switch event {
      case .key(let key): events.append(.key(key))
      case .mouse(let mouse): events.append(.mouse(mouse))
      case .paste(let paste): events.append(.paste(paste))
      }
    }
  }
}
