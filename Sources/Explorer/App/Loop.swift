// The loop: what happens becomes actions, actions change the model, the effects they ask for are performed, every one of
// them. It knows no terminal and no clock: both are its surroundings, which a test can stand in for.

/// What the explorer runs in.
public protocol Surroundings: AnyObject {
  /// The time since some fixed moment.
  var now: Duration { get }
  /// Waits until something happens, for ever or as long as told, and returns all that has; nothing when the time is over.
  func wait(for time: Duration?) -> [Happening]
  /// Shows the model's screen.
  func show(_ model: Model)
  /// Does what the model asks for, quitting apart.
  /// - Returns: what comes of it at once.
  func perform(_ effect: Effect) -> [Action]
}

/// What the loop waits for.
public enum Happening: Sendable {
  /// Something for the model.
  case action(Action)
  /// The program is to end with this code.
  case end(Int32)
}

/// The time between two steps of play.
let tickInterval = Duration.milliseconds(50)

/// Runs the explorer until the person leaves or the terminal goes.
/// - Parameter first: what happens before anything else.
/// - Returns: the exit code.
public func runExplorer(_ model: inout Model, in surroundings: some Surroundings, first: [Action] = []) -> Int32 {
  for action in first where perform(action, on: &model, in: surroundings) { return 0 }
  // Play moves by the clock, however much else happens.
  var nextTick: Duration?
  while true {
    surroundings.show(model)
    nextTick = model.isPlaying ? nextTick ?? surroundings.now + tickInterval : nil
    // All that is queued is taken before the next frame, so that a held key never runs ahead of the screen.
    for happening in surroundings.wait(for: nextTick.map { max(.zero, $0 - surroundings.now) }) {
      switch happening {
      case .action(let action): if perform(action, on: &model, in: surroundings) { return 0 }
      case .end(let code): return code
      }
    }
    if let due = nextTick, model.isPlaying, surroundings.now >= due {
      if perform(.tick, on: &model, in: surroundings) { return 0 }
      // After a pause play goes on from here rather than catching up.
      nextTick = max(due + tickInterval, surroundings.now)
    }
  }
}

/// Applies an action, performs what it asks for, and applies what comes of that.
/// - Returns: whether the person leaves.
public func perform(_ action: Action, on model: inout Model, in surroundings: some Surroundings) -> Bool {
  var actions = [action]
  while !actions.isEmpty {
    for effect in model.update(actions.removeFirst()) {
      if effect == .quit { return true }
      actions += surroundings.perform(effect)
    }
  }
  return false
}
