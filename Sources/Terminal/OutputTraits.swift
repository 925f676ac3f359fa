// What can be written to standard output, a terminal or not. Nothing is sent to it to find out.

import CNcurses
import Canvas

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a picture on standard output can be made of.
public struct OutputTraits: Sendable, Hashable {
  /// Colours: those of the terminal; none where there is no terminal, unless asked for.
  public let depth: ColorDepth
  /// Whether characters beyond ASCII may be used; always so where there is no terminal, unless asked otherwise.
  public let isUnicode: Bool
  /// The terminal's columns and rows; nil where it has none.
  public let columns, rows: Int?
}

/// What standard output can show, given what a person asked for.
public func outputTraits(color: ColorChoice, glyphs: GlyphChoice) -> OutputTraits {
  let isTerminal = isatty(STDOUT_FILENO) == 1
  var (columns, rows): (Int32, Int32) = (0, 0)
  let hasSize = isTerminal && w2s_window_size(STDOUT_FILENO, &columns, &rows)
  var depth = ColorDepth.mono
  if isTerminal || color != .auto {
    depth = ColorPlan.current(color).depth
    switch color {
    case .palette256: depth = .palette256
    case .trueColor: depth = .trueColor
    // Asked for, but the terminal at a pipe's end is unknown: what nearly all of them have.
    case .always where depth == .mono: depth = .palette256
    case .auto, .always, .never: break
    }
  }
  return OutputTraits(
    depth: depth, isUnicode: isTerminal ? useLocale(glyphs) : glyphs != .ascii, columns: hasSize ? Int(columns) : nil,
    rows: hasSize ? Int(rows) : nil)
}

/// Whether what is written to a descriptor is seen on a terminal whose locale is not UTF-8. What goes anywhere else stays
/// UTF-8.
public func showsOnlyASCII(_ descriptor: Int32) -> Bool {
  let isSeen = isatty(descriptor) == 1 || descriptor == STDERR_FILENO && w2s_line_keeps_errors()
  return isSeen && !useLocale(.auto)
}
