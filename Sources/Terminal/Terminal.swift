// The terminal the program runs on: opening, drawing, closing. This module alone speaks to ncurses.

import CNcurses
import Canvas

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The terminal on standard input and output, as a full-screen program uses it.
///
/// For the main thread only; there is one terminal. Every way out restores it: ``close()``, `exit`, a fatal signal, a
/// trap in the program itself. ncurses draws; the keys are read and decoded here, so that escape sequences, both mouse
/// protocols and the end of input are handled alike under every `TERM`.
public final class Terminal {
  /// Columns of the screen, ≥ 1.
  public private(set) var columns: Int
  /// Rows of the screen, ≥ 1.
  public private(set) var rows: Int
  /// How many colours are shown.
  public let depth: ColorDepth
  /// Whether characters beyond ASCII are shown; if not, `?` stands for them.
  public let isUnicode: Bool
  /// Wakes ``wait(timeoutMilliseconds:)`` from another thread.
  public let waker = Waker()

  // For reading events, in a file of its own.
  var input: InputDecoder
  let escapeDelay: Int
  /// When bytes that wait for more stop waiting.
  var patienceEnds: ContinuousClock.Instant?
  let signalDescriptor: Int32

  private var painter: Painter
  private var isOpen = true
  private var isMouseOn = false
  private let isStandard: Bool
  private let hasMouse: Bool

  /// Opens the terminal.
  /// - Throws: ``TerminalError`` when standard input or output is no terminal, or `TERM` is unset, unknown or unusable.
  public static func open(_ options: TerminalOptions = TerminalOptions()) throws(TerminalError) -> Terminal {
    for descriptor: Int32 in [0, 1] where isatty(descriptor) == 0 {
      throw TerminalError(.notATerminal(descriptor: descriptor))
    }
    let environment = ColorEnvironment.current
    if environment.term.isEmpty { throw TerminalError(.noTerm) }
    guard let entry = TerminfoEntry(environment.term) else { throw TerminalError(.unknownTerm(environment.term)) }
    if !entry.canPlaceCursor { throw TerminalError(.unusableTerm(environment.term)) }
    if w2s_screen_is_open() { throw TerminalError(.alreadyOpen) }
    let plan = ColorPlan(options.color, environment, lookUp: TerminfoEntry.init)
    let isUnicode = useLocale(options.glyphs)
    return try Terminal(plan, isUnicode: isUnicode, mouse: options.mouse)
  }

  private init(_ plan: ColorPlan, isUnicode: Bool, mouse: Bool) throws(TerminalError) {
    // Before ncurses starts, which leaves alone the handlers that are there.
    signalDescriptor = w2s_signals_open()
    if signalDescriptor < 0 { throw TerminalError(.refused(String(cString: strerror(errno)))) }
    w2s_restore_save_modes()
    var hasDefaultColors = false
    guard w2s_screen_open(plan.term, &hasDefaultColors) else {
      w2s_signals_close()
      throw TerminalError(.refused("ncurses cannot use TERM=\(plan.term)"))
    }
    columns = max(1, Int(w2s_screen_columns()))
    rows = max(1, Int(w2s_screen_rows()))
    self.isUnicode = isUnicode
    let encoder = CellEncoder(
      depth: plan.depth, isUnicode: isUnicode, hasDefaultColors: hasDefaultColors, pairLimit: Int(w2s_screen_pairs()),
      define: { _ = w2s_screen_define_pair(Int32($0), Int32($1), Int32($2)) })
    depth = encoder.depth
    painter = Painter(encoder)
    input = InputDecoder(keys: KeySequences.terminfo(Sequences.capability))
    escapeDelay = Int(environmentVariable("ESCDELAY")).map { min(max(0, $0), 10_000) } ?? 25
    // What terminfo does not describe is for terminals of the ECMA-48 kind, which ignore the sequences they do not know.
    isStandard = Sequences.capability("cup")?.starts(with: [.escape, UInt8(ascii: "[")]) ?? false
    hasMouse = isStandard && Sequences.capability("kmous") != nil
    let restoration =
      (hasMouse ? Sequences.mouseOff : []) + (isStandard ? Sequences.synchronizedEnd : [])
      + ["sgr0", "op", "cnorm", "rmcup"].flatMap { Sequences.capability($0) ?? [] }
    restoration.withUnsafeBytes { w2s_restore_arm($0.baseAddress, $0.count) }
    w2s_screen_refresh()
    setMouse(mouse)
  }

  deinit { close() }

  /// Leaves the screen and restores the terminal; again, it does nothing. What is printed next appears in the shell.
  public func close() {
    guard isOpen else { return }
    setMouse(false)
    isOpen = false
    w2s_screen_close()
    w2s_restore_disarm()
    w2s_signals_close()
  }

  /// Shows a frame, of which only what differs from the last one is written. A frame of another size than the screen is
  /// cut, or filled with blanks.
  public func present(_ frame: Frame) {
    guard isOpen else { return }
    let update = painter.handOver(frame, columns: columns, rows: rows)
    if update == .nothing { return }
    // A full repaint is not held back: terminals differ in what they make of clearing meanwhile.
    let isHeldBack = isStandard && update == .changes
    if isHeldBack { Sequences.send(Sequences.synchronizedBegin) }
    w2s_screen_refresh()
    if isHeldBack { Sequences.send(Sequences.synchronizedEnd) }
  }

  /// Paints everything again at once, as after Ctrl-L.
  public func redraw() {
    if let frame = painter.repaint() { present(frame) }
  }

  /// Turns the reports of the pointer on or off. Selecting text with Shift held stays the terminal's own affair.
  public func setMouse(_ on: Bool) {
    guard isOpen, hasMouse, on != isMouseOn else { return }
    isMouseOn = on
    Sequences.send(on ? Sequences.mouseOn : Sequences.mouseOff)
  }

  /// Takes the size of the window. Returns whether it is another one.
  func takeSize() -> Bool {
    var (width, height): (Int32, Int32) = (0, 0)
    guard isOpen, w2s_window_size(1, &width, &height) else { return false }
    guard (Int(width), Int(height)) != (columns, rows) else { return false }
    (columns, rows) = (Int(width), Int(height))
    w2s_screen_resize(width, height)
    _ = painter.repaint()
    return true
  }

  /// Leaves the screen and comes back: stopping meanwhile, as Ctrl-Z asks, or only to take the terminal again when
  /// the process was stopped without warning and another program had it.
  func leaveAndComeBack(stopping: Bool) {
    guard isOpen else { return }
    if isMouseOn { Sequences.send(Sequences.mouseOff) }
    w2s_screen_suspend()
    w2s_restore_disarm()
    if stopping { w2s_stop() }
    w2s_restore_rearm()
    _ = takeSize()
    redraw()
    if isMouseOn { Sequences.send(Sequences.mouseOn) }
  }
}
