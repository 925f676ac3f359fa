// What a style is for. Views ask for roles and never for colours; themes give roles their styles.

/// The use a style is put to; its raw value is its key in a theme file.
public enum Role: Int, CaseIterable, Sendable {
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
  case gainBadge
  case lossBadge
  case tieBadge
  /// The stretch of a slider where the student wins, or does not, and its knob.
  case gainTrack
  case lossTrack
  case knob
  /// The zero contour of a map; the line λt = λ⋆t; the crosshair.
  case contour, optimum, crosshair
  /// The teacher's and the student's curves, and simulated values.
  case teacher, student, simulated
  /// Curves of a family.
  case series1
  case series2
  case series3
  case series4
  case series5
  case series6
  /// The regions of the phase diagram.
  case never, below, window, always
  /// Where a printed condition disagrees with the correct one.
  case disagreement
  /// What a tour points at.
  case pointed

  /// The curves of a family, in order.
  public static let series: [Role] = [.series1, .series2, .series3, .series4, .series5, .series6]

  /// The name in themes: `gain-badge`.
  public var name: String { Self.names[rawValue] }

  /// The role of a name.
  init?(name: String) {
    guard let index = Self.names.firstIndex(of: name) else { return nil }
    self.init(rawValue: index)
  }

  /// The names of the cases, a dash before each capital and each number.
  private static let names = allCases.map { role in
    String(describing: role).reduce(into: "") { name, character in
      if character.isUppercase || character.isNumber { name += "-" }
      name += character.lowercased()
    }
  }
}
