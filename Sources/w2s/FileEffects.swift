// What the explorer writes: files that are asked for, and bookmarks.

import Explorer
import Figures
import Preferences

/// Writes for the explorer, wherever it is shown.
struct FileEffects {
  /// Where bookmarks are kept.
  let store: BookmarkStore

  /// Does what writes something, and says what came of it; nil where an effect writes nothing.
  func perform(_ effect: Effect) -> [Action]? {
    switch effect {
    case .saveBookmark(.keep(let bookmark)): save(.keep(bookmark), "Bookmarks kept")
    case .saveBookmark(.drop(let name)): save(.drop(name), "Dropped '\(name)'")
    case .write(let text, let typed, let replacing): write(text, to: UserFiles.expanded(typed), replacing: replacing)
    default: nil
    }
  }

  private func save(_ change: BookmarkChange, _ success: String) -> [Action] {
    do throws(FileComplaint) {
      try store.save(change)
      return [.bookmarks(store.bookmarks), .report(success, isError: false)]
    } catch {
      return [.report("\(error)", isError: true)]
    }
  }

  private func write(_ text: String, to path: String, replacing: Bool) -> [Action] {
    do throws(FileComplaint) {
      try UserFiles.write(text, to: path, replacing: replacing)
      return [.report("Wrote \(path)", isError: false)]
    } catch {
      return [.report("\(error)", isError: true)]
    }
  }
}
