// What a style is for. Views ask for roles and never for colours; themes give roles their styles.

/// The use a style is put to; its raw value is its key in a theme file.
public enum Role: String, CaseIterable, Sendable {
  /// Ordinary text, and the background of the whole screen.
  case text
  /// Less important text: units, axis labels, explanations.
  case muted
  /// A pane's title.
  case title
  /// Pane borders and axis lines.
  case border
  /// The border of the pane that the keys act on.
  case focus
  /// The name of a key.
  case key
  /// The selected row.
  case selected
  /// A number to be read.
  case value
  /// A remark in the footer.
  case message
  /// A refusal or a mistake.
  case error
  /// Words of gain, loss and tie.
  case gain, loss, tie
  /// The verdict, as a badge.
  case gainBadge = "gain-badge"
  case lossBadge = "loss-badge"
  case tieBadge = "tie-badge"
  /// The stretch of a slider where the student wins, or does not, and its knob.
  case gainTrack = "gain-track"
  case lossTrack = "loss-track"
  case knob
  /// The zero contour of a map; the line λt = λ⋆t; the crosshair.
  case contour, optimum, crosshair
  /// The teacher's and the student's curves, and simulated values.
  case teacher, student, simulated
  /// Curves of a family.
  case series1 = "series-1"
  case series2 = "series-2"
  case series3 = "series-3"
  case series4 = "series-4"
  case series5 = "series-5"
  case series6 = "series-6"
  /// The regions of the phase diagram.
  case never, below, window, always
  /// Where a printed condition disagrees with the correct one.
  case disagreement
  /// What a tour points at.
  case pointed

  /// The curves of a family, in order.
  public static let series: [Role] = [.series1, .series2, .series3, .series4, .series5, .series6]

  var index: Int { Self.indices[self] ?? 0 }
  private static let indices = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($0.element, $0.offset) })
}
