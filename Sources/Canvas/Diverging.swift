// A signed quantity as colour and glyph: neutral at zero alone, one look for each sign, the same strength for the same size.

import RealModule

/// The map from a signed value to a position in [−1, 1], the same for both signs.
public struct DivergingScale: Sendable, Hashable {
  /// How positions grow with values.
  public enum Form: String, Sendable, CaseIterable {
    /// With the value itself.
    case linear
    /// With its square root.
    case root
    /// With its logarithm, over ``decades`` decades below the limit and linearly below these [symmetric logarithm].
    case log
  }

  /// Decades that a logarithmic scale tells apart.
  public static let decades = 2.0

  /// The value shown at full strength, > 0; larger ones saturate.
  public let limit: Double
  /// How positions grow with values.
  public let form: Form
  /// What the values are.
  public let reading: Reading

  /// What the values of a scale are.
  public enum Reading: Sendable, Hashable {
    /// Differences, read as they are.
    case difference
    /// Differences of the probabilities of two outcomes, the negative one's read.
    case probability
  }

  /// A scale from −`limit` to `limit`.
  public init(limit: Double, form: Form, reading: Reading = .difference) {
    self.limit = limit > 0 && limit.isFinite ? limit : 1
    self.form = form
    self.reading = reading
  }

  /// What is written beside the place of a value.
  public func read(_ value: Double) -> Double { reading == .probability ? 0.5 * (1 - value) : value }

  private static let reach = Double.pow(10, decades)

  /// −1…1.
  public func position(_ value: Double) -> Double {
    let share = min(1, abs(value) / limit)
    let size =
      switch form {
      case .linear: share
      case .root: share.squareRoot()
      case .log: Double.log(onePlus: Self.reach * share) / .log(onePlus: Self.reach)
      }
    return value < 0 ? -size : size
  }

  /// The value at a position.
  public func value(_ position: Double) -> Double {
    let size = abs(position)
    let share =
      switch form {
      case .linear: size
      case .root: size * size
      case .log: Double.expMinusOne(size * .log(onePlus: Self.reach)) / Self.reach
      }
    return position < 0 ? -limit * share : limit * share
  }

  /// Values of a sign to write beside a bar of colours, from the limit inwards.
  public var ticks: [Double] {
    switch form {
    case .linear: [limit, limit / 2]
    case .root: [limit, limit / 4]
    case .log: (0...Int(Self.decades)).map { limit / .pow(10, Double($0)) }
    }
  }

  /// The least round number (1, 2 or 5 × 10ᵏ) that is no less than `value`.
  public static func roundLimit(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 1 }
    let power = Double.pow(10, Double.log10(value).rounded(.down))
    return [1, 2, 5, 10].map { $0 * power }.first { $0 >= value * (1 - 1e-12) } ?? value
  }
}

/// The looks of a diverging quantity: an odd number of colours around a neutral one, and ramps of glyphs.
public struct DivergingRamp: Sendable, Hashable {
  /// Colours from the most negative to the most positive; odd in number.
  public let colors: [Color]
  /// Glyphs of growing strength for negative values, weakest first.
  public let negative: [Unicode.Scalar]
  /// Glyphs of growing strength for positive values.
  public let positive: [Unicode.Scalar]
  /// The glyph at zero.
  public let neutral: Unicode.Scalar

  /// The colours for pictures, 255 at most, from the most negative to the most positive: one of several that can hardly be
  /// told apart.
  public let pictureColors: [Color]
  /// How many colours of a sign one of a picture stands for.
  private let pictureShare: Int

  /// Of the way from neutral to full strength, one part in so many is left out, so that the weakest tint is seen.
  private let weakestShare: Int

  /// A ramp through `stops`, from the most negative to the most positive, with the neutral colour in their middle, as
  /// `depth` can show them. In 24-bit colour it has no bands: neighbours are half as far apart as can be told.
  public init(stops: [Color], depth: ColorDepth, glyphs: Glyphs) {
    let labs = stops.map { Oklab($0.rgb ?? (0, 0, 0)) }
    let widest = zip(labs, labs.dropFirst()).map { $0.distanceSquared(to: $1) }.max() ?? 0
    // Between stops lie colours that the palette of 256 does not have: there, the stops are the steps.
    let parts =
      depth == .palette256 ? 1 : max(1, Int(clamping: (2 * widest.squareRoot() / Oklab.justNoticeable).rounded(.up)))
    let mixtures = zip(labs, labs.dropFirst()).flatMap { from, to in
      (0..<parts).map { from.mixed(with: to, share: Double($0) / Double(parts)) }
    }
    colors =
      depth < .palette256
      ? []
      : (mixtures + labs.suffix(1)).map { mixture in
        let (r, g, b) = mixture.rgb
        return Color.rgb(r, g, b).approximated(at: depth)
      }
    let middle = colors.count / 2
    let share = max(parts == 1 ? 1 : 2, (middle + 126) / 127)
    let strengths = stride(from: share, to: middle + share, by: share).map { min($0, middle) }
    pictureColors =
      colors.isEmpty
      ? []
      : strengths.reversed().map { [colors] in colors[middle - $0] } + [colors[middle]]
        + strengths.map { [colors] in colors[middle + $0] }
    pictureShare = share
    weakestShare = max(1, stops.count / 2)
    // Filled for negative, ruled for positive: told apart without colour.
    negative = glyphs.isUnicode ? ["░", "▒", "▓", "█"] : [":", "+", "*", "#"]
    positive = glyphs.isUnicode ? ["·", "-", "=", "≡"] : ["`", "-", "=", "%"]
    neutral = " "
  }

  /// Whether there are colours enough to show strength by colour alone.
  public var isColored: Bool { !colors.isEmpty }

  /// The colour at a position in [−1, 1]. Only zero itself is neutral: however small, a gain and a loss are told apart.
  public func color(_ position: Double) -> Color { colors[colors.count / 2 + step(position)] }

  /// The place among ``pictureColors`` of the colour at a position in [−1, 1].
  public func pictureNumber(_ position: Double) -> Int {
    let step = step(position)
    return pictureColors.count / 2 + step.signum() * ((abs(step) + pictureShare - 1) / pictureShare)
  }

  /// How many colours from the neutral one.
  private func step(_ position: Double) -> Int {
    if position == 0 || position.isNaN { return 0 }
    let middle = colors.count / 2
    let weakest = weakest(middle)
    let step = min(middle, weakest + Int(clamping: min(1, abs(position)) * Double(middle - weakest + 1)))
    return position < 0 ? -step : step
  }

  private func weakest(_ middle: Int) -> Int { min(middle, max(1, middle / weakestShare)) }

  /// The colours of values on a scale, as many at a time as a map has.
  public func tints(_ scale: DivergingScale) -> Tints {
    let middle = colors.count / 2
    let weakest = weakest(middle)
    let steps = middle - weakest + 1
    let limits = (1..<max(1, steps)).map { index in
      // Exact but for rounding, and that is seen to.
      var limit = scale.value(Double(index) / Double(steps))
      while step(scale.position(limit)) < weakest + index { limit = limit.nextUp }
      while step(scale.position(limit.nextDown)) >= weakest + index { limit = limit.nextDown }
      return limit
    }
    return Tints(colors: colors, limits: limits)
  }

  /// The colours of values on a scale: those of ``color(_:)`` at their positions, found without working these out.
  public struct Tints: Sendable {
    fileprivate let colors: [Color]
    /// The sizes from which on a colour is the next stronger one, ascending.
    fileprivate let limits: [Double]

    /// The colour of a value.
    public func color(_ value: Double) -> Color {
      let middle = colors.count / 2
      if value == 0 || value.isNaN { return colors[middle] }
      let size = abs(value)
      var (low, high) = (0, limits.count)
      while low < high {
        let between = (low + high) / 2
        if size < limits[between] { high = between } else { low = between + 1 }
      }
      let step = middle - limits.count + low
      return colors[value < 0 ? middle - step : middle + step]
    }
  }

  /// The glyph at a position in [−1, 1]; only zero itself is neutral.
  public func glyph(_ position: Double) -> Unicode.Scalar {
    if position == 0 { return neutral }
    let ramp = position < 0 ? negative : positive
    return ramp[max(0, min(ramp.count - 1, Int(clamping: abs(position) * Double(ramp.count))))]
  }
}
