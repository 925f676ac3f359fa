// The stretch of a plane that a plot shows, zoomed and panned by hand.

import Canvas
import Theory

/// The stretch of a plane that a plot shows.
public struct Window: Sendable, Hashable {
  /// The horizontal scale.
  public var x: Scale
  /// The vertical scale.
  public var y: Scale

  /// A window.
  public init(x: Scale, y: Scale) {
    self.x = x
    self.y = y
  }

  /// The window `factor` times finer, or coarser, about positions in it from 0 to 1.
  /// - Parameter limits: what it does not leave; nil for no limit.
  package func zoomed(by factor: Double, about position: (x: Double, y: Double), within limits: Window?) -> Window {
    Window(
      x: x.zoomed(by: factor, about: position.x, within: limits?.x),
      y: y.zoomed(by: factor, about: position.y, within: limits?.y))
  }

  /// The window moved by shares of its width and height.
  /// - Parameter limits: what it does not leave; nil for no limit.
  package func moved(by share: (x: Double, y: Double), within limits: Window?) -> Window {
    Window(
      x: share.x == 0 ? x : x.moved(by: share.x, within: limits?.x),
      y: share.y == 0 ? y : y.moved(by: share.y, within: limits?.y))
  }

  /// Reads `0.01:1,0.1:10`: the ends of a stretch of `whole`, horizontal and vertical; nil for anything else.
  package init?(argument text: String, within whole: Window) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, let x = whole.x.part(argument: parts[0]), let y = whole.y.part(argument: parts[1]) else {
      return nil
    }
    self.init(x: x, y: y)
  }

  /// The window as ``init(argument:within:)`` reads it.
  package var argument: String { "\(x.endsArgument),\(y.endsArgument)" }
}

extension Scale {
  /// Reads `0.01:1`, the ends of a stretch of this scale; nil for anything else.
  package func part(argument text: some StringProtocol) -> Scale? {
    let ends = text.split(separator: ":", omittingEmptySubsequences: false).map { typedNumber(String($0)) }
    guard ends.count == 2, let low = ends[0], let high = ends[1], Scale.canRun(kind, from: low, to: high) else {
      return nil
    }
    let part = Scale(kind, from: low, to: high)
    return holds(part) ? part : nil
  }

  /// The ends as ``part(argument:)`` reads them.
  package var endsArgument: String { "\(shortest(lower)):\(shortest(upper))" }
}
