// Bookmarks on disk: `$XDG_STATE_HOME/w2s/bookmarks.json`. A file that cannot be understood is left as it is.

import Explorer
import FoundationEssentials
import Preferences
import Theory

/// The bookmarks file, which other explorers may write too.
final class BookmarkStore {
  private static let version = 1
  /// Why the file is left alone; nil where it may be written.
  private let obstacle: FileComplaint?
  private let path: String?
  /// The bookmarks read.
  let bookmarks: [Bookmark]
  /// The names that were in the file, or are there through this store.
  private var known: Set<String> = []

  /// What was wrong with the file, if anything was.
  var warning: FileComplaint? { obstacle }

  init() {
    path = UserFiles.state.map { $0 + "/bookmarks.json" }
    guard let path else {
      (obstacle, bookmarks) = (nil, [])
      return
    }
    do throws(FileComplaint) {
      let text = try UserFiles.text(of: path)
      bookmarks = try text.map { text throws(FileComplaint) in try Self.read(text, path: path) } ?? []
      obstacle = nil
    } catch {
      bookmarks = []
      obstacle = error
    }
    known = Set(bookmarks.map(\.name))
  }

  /// Writes the bookmarks, the file whole or not at all. Those that another explorer has added since stay.
  func save(_ bookmarks: [Bookmark]) throws(FileComplaint) {
    guard let path else {
      throw FileComplaint(file: "bookmarks.json", line: nil, message: "neither XDG_STATE_HOME nor HOME is set")
    }
    if let obstacle {
      throw FileComplaint(file: obstacle.file, line: nil, message: "kept as it was, so nothing is saved: move it away")
    }
    let text = try UserFiles.text(of: path)
    let now = try text.map { text throws(FileComplaint) in try Self.read(text, path: path) } ?? []
    known.formUnion(bookmarks.map(\.name))
    let all = bookmarks + now.filter { !known.contains($0.name) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    do {
      try FileManager.default.createDirectory(
        atPath: String(path.dropLast("/bookmarks.json".count)), withIntermediateDirectories: true)
      let data = try encoder.encode(File(version: Self.version, bookmarks: all.map(Stored.init)))
      try UserFiles.write(String(decoding: data, as: UTF8.self) + "\n", to: path, replacing: true)
    } catch {
      throw FileComplaint(file: path, line: nil, message: "the bookmarks cannot be written there")
    }
  }

  private static func read(_ text: String, path: String) throws(FileComplaint) -> [Bookmark] {
    let data = Data(text.utf8)
    guard let header = try? JSONDecoder().decode(Header.self, from: data) else {
      throw FileComplaint(file: path, line: nil, message: "the bookmarks are damaged; the file is kept as it is")
    }
    guard header.version <= version else {
      throw FileComplaint(
        file: path, line: nil,
        message:
          "the bookmarks are of version \(header.version), newer than this program's \(version); the file is kept")
    }
    guard let file = try? JSONDecoder().decode(File.self, from: data) else {
      throw FileComplaint(file: path, line: nil, message: "the bookmarks are damaged; the file is kept as it is")
    }
    // One that is left out here would be gone from the file with the next save.
    let bookmarks = file.bookmarks.compactMap(\.bookmark)
    if let bad = file.bookmarks.first(where: { $0.bookmark == nil }) {
      throw FileComplaint(
        file: path, line: nil, message: "the bookmark '\(bad.name)' is damaged; the file is kept as it is")
    }
    return bookmarks
  }

  private struct Header: Decodable {
    var version: Int
  }

  private struct File: Codable {
    var version: Int
    var bookmarks: [Stored]
  }

  /// A bookmark in the names of the command line.
  private struct Stored: Codable {
    var name: String
    var regime: Regime
    var tie: Double?
    var view: String
    var axes: [Parameter]
    var phaseAxes: [Parameter]
    var showsPlane: Bool
    var colorLimit: Double
    var curves: CurveSettings?

    init(_ bookmark: Bookmark) {
      let settings = bookmark.settings
      name = bookmark.name
      regime = settings.regime
      tie = settings.tie
      view = settings.view.rawValue
      axes = [settings.axes.x, settings.axes.y]
      phaseAxes = [settings.phaseAxes.x, settings.phaseAxes.y]
      showsPlane = settings.showsPlane
      colorLimit = settings.colorLimit
      curves = settings.curves
    }

    /// The bookmark, if its values are in range.
    var bookmark: Bookmark? {
      guard axes.count == 2, phaseAxes.count == 2, (try? regime.validate()) != nil else { return nil }
      var settings = Model.Settings(Preset.all[0])
      settings.axes = Axes(x: axes[0], y: axes[1])
      settings.phaseAxes = Axes(x: phaseAxes[0], y: phaseAxes[1])
      settings.view = ViewKind(rawValue: view) ?? .map
      settings.showsPlane = showsPlane
      settings.begin(at: regime, tie: tie)
      if colorLimit > 0 { settings.colorLimit = colorLimit }
      if let curves { settings.curves = curves }
      return Bookmark(name: name, settings: settings)
    }
  }
}
