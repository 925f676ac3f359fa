// A theme as its file says it, before it meets a terminal.

import Canvas

/// Colours and attributes for every role, and the gradient of maps.
public struct Theme: Sendable, Hashable {
  /// A colour with, where its author names one, its stand-in among the sixteen basic colours.
  public struct Paint: Sendable, Hashable {
    /// The colour.
    public var color: Color
    /// The basic colour to use where there are no more than sixteen; nil for the nearest.
    public var basic: UInt8?

    /// A colour as `depth` can show it.
    func shown(at depth: ColorDepth) -> Color {
      if depth == .mono { return .terminalDefault }
      if depth <= .sixteen, let basic {
        return .indexed(depth == .eight ? basic % 8 : basic)
      }
      return color.approximated(at: depth)
    }
  }

  /// The style of one role; what is nil comes from ``Role/text``.
  public struct Entry: Sendable, Hashable {
    /// Foreground.
    public var foreground: Paint?
    /// Background.
    public var background: Paint?
    /// Bold, underline and so on.
    public var attributes: Style.Attributes = []
  }

  /// The name, by which it is chosen.
  public var name: String
  /// What it is for, in a line.
  public var about: String
  /// Entries by role.
  public var entries: [Role: Entry]
  /// The gradient of maps from gain (first) to loss (last), the neutral colour in the middle.
  public var gradient: [Paint]
}

/// A theme on a terminal: what views draw with.
public struct Look: Sendable, Hashable {
  /// The theme's name.
  public let themeName: String
  /// Colours the terminal has.
  public let depth: ColorDepth
  /// Glyphs the terminal has.
  public let glyphs: Glyphs
  /// How finely the terminal draws pictures; nil where it draws none.
  public let fineness: Fineness?
  /// Gain and loss on maps.
  public let ramp: DivergingRamp
  private let styles: [Style]

  /// `theme` as a terminal of `depth`, `glyphs` and `fineness` can show it.
  public init(_ theme: Theme, depth: ColorDepth, glyphs: Glyphs, fineness: Fineness? = nil) {
    themeName = theme.name
    self.depth = depth
    self.glyphs = glyphs
    self.fineness = fineness
    ramp = DivergingRamp(stops: theme.gradient.map(\.color), depth: depth, glyphs: glyphs)
    let base = theme.entries[.text] ?? Theme.Entry()
    styles = Role.allCases.map { role in
      guard depth > .mono else { return Style(.terminalDefault, on: .terminalDefault, Self.monoAttributes(role)) }
      let entry = theme.entries[role] ?? Theme.Entry()
      return Style(
        (entry.foreground ?? base.foreground)?.shown(at: depth) ?? .terminalDefault,
        on: (entry.background ?? base.background)?.shown(at: depth) ?? .terminalDefault,
        entry.attributes)
    }
  }

  /// The style of a role.
  public subscript(_ role: Role) -> Style { styles[role.rawValue] }

  /// The number format of the terminal.
  public func number(_ value: Double, digits: Int = 3, plus: Bool = false, trim: Bool = false) -> String {
    NumberFormat(digits: digits, showsPlus: plus, trimsZeros: trim, isUnicode: glyphs.isUnicode).text(value)
  }

  /// Where there is no colour, rank is shown by weight.
  private static func monoAttributes(_ role: Role) -> Style.Attributes {
    switch role {
    case .title, .focus, .key, .value, .gain, .error, .knob, .crosshair, .contour: .bold
    case .gainBadge, .selected, .pointed: [.reverse, .bold]
    case .lossBadge, .tieBadge: .reverse
    case .loss: .underline
    default: []
    }
  }
}
