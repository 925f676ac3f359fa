// A program on a terminal of its own, as the tests and the benchmark run it. No part of the explorer, and no ncurses.

import CPseudoTerminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The other end of a pseudo-terminal on which a program runs: what it writes is read here, what is written here it reads
/// as typed. For one thread at a time.
public final class PseudoTerminal {
  /// Why a program could not be started: a system error number.
  public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The error number.
    public let code: Int32
    /// What the system calls it.
    public var description: String { String(cString: strerror(code)) }
  }

  /// How a program ended.
  public enum Exit: Hashable, Sendable {
    /// It exited with a status.
    case status(Int32)
    /// A signal ended it.
    case signal(Int32)
  }

  /// The modes of the terminal's line: what `stty` shows.
  public struct Modes: Hashable, Sendable {
    /// Input, output, control and local flags.
    public var flags: [UInt32]
    /// Special characters.
    public var characters: [UInt8]
    /// Whether input comes in lines, as a shell's does.
    public var isCanonical: Bool { flags[3] & UInt32(ICANON) != 0 }
    /// Whether what is typed is shown.
    public var echoes: Bool { flags[3] & UInt32(ECHO) != 0 }
  }

  /// The program's process.
  public let process: Int32
  /// Everything the program has written so far, as far as it has been read.
  public private(set) var output: [UInt8] = []
  /// The modes before the program started.
  public let initialModes: Modes
  /// Whether what the program writes is left unread, as by a terminal at the end of a dead connection.
  public var isStalled = false
  /// How many bytes are read in a second at most, as at the end of a slow line; nil for all there are.
  public var bytesPerSecond: Int? { didSet { lastRead = .now } }

  private var master: Int32
  private let cell: (width: Int, height: Int)
  private var ended: Exit?
  /// When the line was last free.
  private var lastRead = ContinuousClock.now

  /// Starts a program, found by its path, as leader of a session on a new terminal.
  /// - Parameters:
  ///   - environment: the whole environment of the program.
  ///   - cell: the size of a cell in pixels; 0 where the terminal does not tell.
  public init(
    _ path: String, _ arguments: [String] = [], environment: [String: String], columns: Int = 80, rows: Int = 24,
    cell: (width: Int, height: Int) = (0, 0)
  ) throws(Failure) {
    var argv = ([path] + arguments).map { strdup($0) } + [nil]
    var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var descriptor: Int32 = -1
    var modes = termios()
    let size = Self.size(columns: columns, rows: rows, cell: cell)
    let child = w2s_pty_spawn(path, &argv, &envp, size, &descriptor, &modes)
    if child < 0 { throw Failure(code: -child) }
    process = child
    self.cell = cell
    master = descriptor
    initialModes = Modes(modes)
  }

  deinit {
    if ended == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    hangUp()
  }

  /// The modes now.
  public var modes: Modes { Self.modes(of: master) }

  /// The output as text; what is no UTF-8 shows as U+FFFD.
  public var text: String { String(decoding: output, as: UTF8.self) }

  /// Types bytes, reading what the program writes meanwhile.
  public func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty && master >= 0 {
      let count = systemWrite(master, rest)
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0 && errno != EAGAIN && errno != EINTR {
        return
      } else if !step(events: POLLIN | POLLOUT, milliseconds: 5000) {
        return
      }
    }
  }

  /// Types text.
  public func write(_ text: String) { write(Array(text.utf8)) }

  /// Reads until a condition holds of this terminal.
  /// - Returns: whether it came to hold in time.
  @discardableResult
  public func read(forMilliseconds limit: Int, until condition: (PseudoTerminal) -> Bool = { _ in false }) -> Bool {
    let deadline = ContinuousClock.now + .milliseconds(limit)
    while true {
      if condition(self) { return true }
      if ContinuousClock.now >= deadline { return false }
      step(events: POLLIN, milliseconds: 10)
    }
  }

  /// Reads until the program has written nothing for `milliseconds`, 5 s at most.
  /// - Returns: the bytes that were read.
  @discardableResult
  public func readUntilQuiet(milliseconds: Int) -> [UInt8] {
    let start = output.count
    var seen = start
    var last = ContinuousClock.now
    read(forMilliseconds: 5000) { terminal in
      if terminal.output.count != seen { (seen, last) = (terminal.output.count, .now) }
      return ContinuousClock.now >= last + .milliseconds(milliseconds)
    }
    return Array(output[start...])
  }

  /// Changes the size of the terminal, which signals the program.
  public func resize(columns: Int, rows: Int) {
    w2s_pty_resize(master, Self.size(columns: columns, rows: rows, cell: cell))
  }

  private static func size(columns: Int, rows: Int, cell: (width: Int, height: Int)) -> w2s_pty_size {
    w2s_pty_size(
      columns: Int32(columns), rows: Int32(rows), cell_width: Int32(cell.width), cell_height: Int32(cell.height))
  }

  /// Sends the program a signal.
  public func signal(_ number: Int32) { if ended == nil { kill(process, number) } }

  /// Takes the terminal away, as closing its window does.
  public func hangUp() {
    if master >= 0 { close(master) }
    master = -1
  }

  /// Waits for the program to end, reading what it writes.
  /// - Returns: how it ended; nil if it has not in time.
  public func waitForExit(milliseconds: Int) -> Exit? {
    read(forMilliseconds: milliseconds) { $0.hasEnded }
    // What it wrote last may still be on its way.
    while step(events: POLLIN, milliseconds: 0) {}
    return ended
  }

  /// Whether the program has ended.
  public var hasEnded: Bool {
    if ended != nil { return true }
    var status: Int32 = 0
    guard waitpid(process, &status, WNOHANG) == process else { return false }
    ended = status & 0x7F == 0 ? .status(status >> 8 & 0xFF) : .signal(status & 0x7F)
    return true
  }

  /// The processor time the program has used, in seconds; nil if the system does not say.
  public var processorSeconds: Double? {
    var clock = clockid_t()
    var time = timespec()
    guard ended == nil, clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else { return nil }
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  // Waits for the master and reads what there is. Returns whether there was something, or room to write.
  @discardableResult
  private func step(events: Int32, milliseconds: Int32) -> Bool {
    let room = takeRoom()
    let reads = !isStalled && room > 0
    let happened = systemPoll(
      master, for: reads ? events : events & ~POLLIN, milliseconds: room > 0 ? milliseconds : min(milliseconds, 1))
    if happened == 0 { return false }
    if happened & POLLIN != 0 {
      var bytes = [UInt8](repeating: 0, count: room)
      let count = systemRead(master, into: &bytes)
      if count > 0 {
        output += bytes[..<count]
        return true
      }
    }
    if happened & POLLOUT != 0 { return true }
    // Nobody has the terminal open: there is nothing to wait for but the process.
    if milliseconds > 0 { usleep(1000) }
    return false
  }

  /// How many bytes the line takes now. What it could have taken while nothing was written is lost, but for the time that
  /// passes between two looks.
  private func takeRoom() -> Int {
    guard let bytesPerSecond else { return 65_536 }
    let now = ContinuousClock.now
    let elapsed = min(now - lastRead, .milliseconds(50))
    let room = Int(elapsed / .seconds(1) * Double(bytesPerSecond))
    if room > 0 { lastRead = now }
    return room
  }

  private static func modes(of descriptor: Int32) -> Modes {
    var modes = termios()
    // Zeros when the terminal is gone.
    _ = tcgetattr(descriptor, &modes)
    return Modes(modes)
  }
}

extension PseudoTerminal.Modes {
  fileprivate init(_ modes: termios) {
    flags = [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
    characters = withUnsafeBytes(of: modes.c_cc) { Array($0) }
  }
}

// The system calls that have the names of methods here.

private func systemRead(_ descriptor: Int32, into bytes: inout [UInt8]) -> Int { read(descriptor, &bytes, bytes.count) }

private func systemWrite(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Int {
  bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
}

/// What happened of `events`; 0 if the time is over or a signal came.
private func systemPoll(_ descriptor: Int32, for events: Int32, milliseconds: Int32) -> Int32 {
  var asked = pollfd(fd: descriptor, events: Int16(events), revents: 0)
  return poll(&asked, 1, milliseconds) > 0 ? Int32(asked.revents) : 0
}
