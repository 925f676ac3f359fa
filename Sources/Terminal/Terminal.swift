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
/// For the main thread only; there is one terminal. Every way out restores it: ``close()``, `exit`, any signal that ends
/// the process, a trap in the program itself. What changed is written here, for a terminal of the ECMA-48 kind, and by ncurses
/// for any other; the keys are read and decoded here, so that escape sequences, both mouse protocols and the end of input
/// are handled alike under every `TERM`. Nothing waits for a terminal that takes
/// nothing: a frame it has no room for is left out when a newer one comes. On a slow line no frame is begun before the last one has
/// nearly arrived, and one that would take long is first drawn in colours that are only near, then settled row by row.
public final class Terminal {
  /// The most columns and rows that are drawn; the rest of a larger terminal stays blank.
  public static let sizeLimit = 1000
  /// The most letters of base 64 that terminals take as a clipboard's text.
  public static let copyLimit = 74_994
  /// Columns of the screen, 1 to ``sizeLimit``.
  public private(set) var columns: Int
  /// Rows of the screen, 1 to ``sizeLimit``.
  public private(set) var rows: Int
  /// How many colours are shown.
  public let depth: ColorDepth
  /// Whether characters beyond ASCII are shown; if not, `?` stands for them.
  public let isUnicode: Bool
  /// Why no pictures are drawn, where they were asked for and not left to the terminal.
  public let graphicsObstacle: String?
  /// How finely pictures are drawn; nil where none are.
  public var fineness: Fineness? { pictures == nil ? nil : Self.fineness }
  /// Wakes ``wait(timeoutMilliseconds:)`` from another thread.
  public let waker = Waker()

  // For reading events, in a file of its own.
  var input: InputDecoder
  let escapeDelay: Int
  /// When bytes that wait for more stop waiting.
  var patienceEnds: ContinuousClock.Instant?
  let signalDescriptor: Int32
  /// What the terminal has not taken yet.
  var output = OutputQueue()

  /// So fine that edges look straight; twice as fine down costs half as many bytes again.
  private static let fineness = Fineness(across: 4, down: 4)

  private var painter: Painter
  private var pictures: PictureSender?
  /// The frame to show when the one before has been written.
  private var nextFrame: Frame?
  /// When it is worth showing; nil where there is none, or the terminal has not taken what was written before.
  var nextFrameTime: ContinuousClock.Instant? { nextFrame == nil || !output.isEmpty ? nil : output.nextFrame }
  private var isOpen = true
  private var isMouseOn = false
  private let isStandard: Bool
  private let hasMouse: Bool

  /// Opens the terminal.
  /// - Throws: ``TerminalError`` when standard input or output is no terminal or another job's, or `TERM` is unset, unknown
  ///   or unusable.
  public static func open(_ options: TerminalOptions = TerminalOptions()) throws(TerminalError) -> Terminal {
    for descriptor: Int32 in [0, 1] where isatty(descriptor) == 0 {
      throw TerminalError(.notATerminal(descriptor: descriptor))
    }
    // The first touch would stop the process, and one that no shell looks after for ever.
    if w2s_line_is_taken() { throw TerminalError(.inBackground) }
    let environment = ColorEnvironment.current
    if environment.term.isEmpty { throw TerminalError(.noTerm) }
    guard let entry = TerminfoEntry(environment.term) else { throw TerminalError(.unknownTerm(environment.term)) }
    if !entry.canPlaceCursor { throw TerminalError(.unusableTerm(environment.term)) }
    if w2s_screen_is_open() { throw TerminalError(.alreadyOpen) }
    let plan = ColorPlan.current(options.color)
    let isUnicode = useLocale(options.glyphs)
    return try Terminal(plan, isUnicode: isUnicode, options)
  }

  private init(_ plan: ColorPlan, isUnicode: Bool, _ options: TerminalOptions) throws(TerminalError) {
    if !w2s_line_open() { throw TerminalError(.refused(String(cString: strerror(errno)))) }
    // Before ncurses starts, which leaves alone the handlers that are there.
    signalDescriptor = w2s_signals_open()
    if signalDescriptor < 0 { throw TerminalError(.refused(String(cString: strerror(errno)))) }
    (columns, rows) = Self.windowSize ?? (80, 24)
    var hasDefaultColors = false
    let description = plan.description.map { "b64:" + String(decoding: base64($0.bytes), as: UTF8.self) }
    guard w2s_screen_open(plan.term, description, Int32(columns), Int32(rows), &hasDefaultColors) else {
      w2s_signals_close()
      throw TerminalError(.refused("ncurses cannot use TERM=\(plan.term)"))
    }
    self.isUnicode = isUnicode
    // An ncurses that knows no described entries has taken the host's.
    let encoder = CellEncoder(
      depth: plan.description == nil ? plan.depth : min(plan.depth, TerminfoEntry.open.depth), isUnicode: isUnicode,
      hasDefaultColors: hasDefaultColors, pairLimit: Int(w2s_screen_pairs()),
      define: { _ = w2s_screen_define_pair(Int32($0), Int32($1), Int32($2)) })
    depth = encoder.depth
    let traits = ScreenTraits.current(depth: depth)
    let environment = options.graphics == .off ? nil : GraphicsEnvironment.current(depth: encoder.depth)
    let graphics = environment.map { GraphicsPlan(options.graphics, $0) }
    graphicsObstacle = options.graphics == .kitty && graphics?.isOn == false ? graphics?.reason : nil
    if graphics?.isOn == true { pictures = PictureSender(tmux: environment?.tmux) }
    painter = Painter(encoder, traits.map { FrameWriter($0) })
    input = InputDecoder(keys: KeySequences.terminfo(Sequences.capability))
    escapeDelay = Int(environmentVariable("ESCDELAY")).map { min(max(0, $0), 10_000) } ?? 25
    // What terminfo does not describe is for terminals of the ECMA-48 kind, which ignore the sequences they do not know.
    isStandard = Sequences.capability("cup")?.starts(with: [.escape, UInt8(ascii: "[")]) ?? false
    hasMouse = isStandard && Sequences.capability("kmous") != nil
    w2s_line_save_modes()
    setFarewell()
    w2s_line_enter()
    output.send(takeFromNcurses())
    if isStandard { output.send(Sequences.pasteOn) }
    setMouse(options.mouse)
  }

  deinit { close() }

  /// Leaves the screen and restores the terminal; again, it does nothing. What is printed next appears in the shell, after
  /// what was written to standard error meanwhile.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    w2s_line_leave()
    w2s_screen_close()
    w2s_signals_close()
  }

  /// Shows a frame, of which only what differs from the last one is written. A frame of another size than the screen is
  /// cut, or filled with blanks.
  public func present(_ frame: Frame) {
    guard isOpen else { return }
    nextFrame = frame
    showNextFrame()
  }

  /// Shows the frame that waits, once the terminal has taken what was written before.
  func showNextFrame() {
    guard isOpen, output.isEmpty, let frame = nextFrame, output.nextFrame <= .now else { return }
    nextFrame = nil
    let (update, painted) = painter.paint(
      frame, columns: columns, rows: rows, drawsPicture: pictures != nil, budget: output.budget)
    // What is shown in haste is shown again at leisure.
    if !painter.isSettled { nextFrame = frame }
    if update == .nothing { return }
    let picture = pictures?.sequences(showing: painter.picture, anew: update == .everything) ?? []
    let bytes = painted + picture
    // A full repaint is not held back: terminals differ in what they make of clearing meanwhile.
    let isHeldBack = isStandard && update == .changes
    output.send(isHeldBack ? Sequences.synchronizedBegin + bytes + Sequences.synchronizedEnd : bytes)
  }

  /// Paints everything again at once, as after Ctrl-L.
  public func redraw() {
    if let frame = painter.repaint() { present(nextFrame ?? frame) }
  }

  /// Copies text to the clipboard of the terminal, by OSC 52. Nothing is read back: whether the terminal allows it is not
  /// known.
  /// - Returns: false where nothing is sent: the terminal knows no such sequences, or the text is longer than
  ///   ``copyLimit`` letters of base 64.
  public func copy(_ text: String) -> Bool {
    let letters = base64(text.utf8)
    guard isOpen, isStandard, letters.count <= Self.copyLimit else { return false }
    output.send(Sequences.copyBegin + letters + Sequences.copyEnd)
    return true
  }

  /// Turns the reports of the pointer on or off. Selecting text with Shift held stays the terminal's own affair.
  public func setMouse(_ on: Bool) {
    guard isOpen, hasMouse, on != isMouseOn else { return }
    isMouseOn = on
    output.send(on ? Sequences.mouseOn : Sequences.mouseOff)
  }

  /// Takes the size of the window. Returns whether it is another one.
  func takeSize() -> Bool {
    guard isOpen, let size = Self.windowSize, size != (columns, rows) else { return false }
    (columns, rows) = size
    w2s_screen_resize(Int32(columns), Int32(rows))
    // In tmux, the pane may have moved with it.
    if pictures?.tmux != nil, let tmux = TmuxState.current { pictures?.tmux = tmux }
    setFarewell()
    _ = painter.repaint()
    return true
  }

  // None while it is unknown: a terminal may say 0 until it knows.
  private static var windowSize: (Int, Int)? {
    var (width, height): (Int32, Int32) = (0, 0)
    guard w2s_window_size(1, &width, &height) else { return nil }
    return (min(Int(width), sizeLimit), min(Int(height), sizeLimit))
  }

  // Where nothing gives back the screen from before, the shell goes on in the last row.
  private func setFarewell() {
    let bytes =
      (pictures?.farewell ?? []) + (hasMouse ? Sequences.mouseOff : [])
      + (isStandard ? Sequences.synchronizedEnd + Sequences.pasteOff : [])
      + ["sgr0", "op"].flatMap { Sequences.capability($0) ?? [] } + Sequences.placingCursor(column: 0, row: rows - 1)
      + ["cnorm", "rmcup"].flatMap { Sequences.capability($0) ?? [] } + [UInt8(ascii: "\r")]
    bytes.withUnsafeBytes { w2s_line_set_farewell($0.baseAddress, $0.count) }
  }

  /// Leaves the screen and comes back: stopping meanwhile, as Ctrl-Z asks, or only to take the terminal again when
  /// the process was stopped without warning and another program had it.
  /// - Returns: whether it has come back; if not, the program must end.
  func leaveAndComeBack(stopping: Bool) -> Bool {
    guard isOpen else { return true }
    output.drop()
    if stopping {
      w2s_line_leave()
      w2s_stop()
    }
    guard w2s_await_line() else { return false }
    // The shell may have changed the modes; they are what it wants back.
    if stopping { w2s_line_save_modes() } else { w2s_line_leave() }
    w2s_screen_suspend()
    w2s_line_enter()
    output.send(takeFromNcurses())
    _ = takeSize()
    redraw()
    if isStandard { output.send(Sequences.pasteOn) }
    if isMouseOn { output.send(Sequences.mouseOn) }
    return true
  }
}
