// The loop with a script in place of the person, a clock that moves as told, and a recording in place of the terminal.

import Canvas
import Export
import Preferences

/// What the explorer would write to a terminal while keys are pressed.
/// - Parameters:
///   - model: the explorer before the first key.
///   - keys: the keys, the first of them one pause after the first screen.
///   - pause: the time between two keys, and from the last to the end. What moves by itself moves on meanwhile.
/// - Returns: the recording, whose last event writes nothing: it holds the last screen for its pause. Nil where there is
///   nothing to draw with.
public func recordedSession(
  of model: Model, keys: [Key], pause: Duration, depth: ColorDepth, glyphs: Glyphs
) -> Cast? {
  guard model.look(depth: depth, glyphs: glyphs) != nil else { return nil }
  let recorder = Recorder(model, keys: keys, pause: pause, depth: depth, glyphs: glyphs)
  var model = model
  _ = runExplorer(&model, in: recorder)
  recorder.cast.events.append(Cast.Event(time: recorder.nextKey, data: ""))
  return recorder.cast
}

/// Surroundings that press the keys of a script and record what is shown.
private final class Recorder: Surroundings {
  var cast: Cast
  private(set) var now = Duration.zero
  /// When the next key is pressed, or the recording ends.
  private(set) var nextKey: Duration
  private var keys: ArraySlice<Key>
  private let pause: Duration
  private let depth: ColorDepth
  private let glyphs: Glyphs
  private var look: Look?
  private var shown: Frame?

  init(_ model: Model, keys: [Key], pause: Duration, depth: ColorDepth, glyphs: Glyphs) {
    cast = Cast(columns: model.columns, rows: model.rows)
    nextKey = pause
    (self.keys, self.pause, self.depth, self.glyphs) = (keys[...], pause, depth, glyphs)
  }

  func wait(for time: Duration?) -> [Happening] {
    if let time, now + time < nextKey {
      now += time
      return []
    }
    now = nextKey
    guard let key = keys.popFirst() else { return [.end(0)] }
    nextKey += pause
    return [.action(.key(key))]
  }

  func show(_ model: Model) {
    if look?.themeName != model.themeName { look = model.look(depth: depth, glyphs: glyphs) }
    guard let look else { return }
    let frame = drawScreen(model, look: look)
    let changes = frame.ansiChanges(since: shown)
    if !changes.isEmpty { cast.events.append(Cast.Event(time: now, data: changes)) }
    shown = frame
  }

  func perform(_ effect: Effect) -> [Action] { effect.doneAtOnce }
}

extension Effect {
  /// What comes of it where there is no terminal and there are no files: jobs are done at once and to their end, but for
  /// live ones, which have none.
  public var doneAtOnce: [Action] {
    if case .copy = self { return [.report("There is no terminal to copy to", isError: true)] }
    guard case .start(let job) = self, !job.isLive else { return [] }
    return [.ran(job.run())]
  }
}
