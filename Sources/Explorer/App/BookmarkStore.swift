// Bookmarks on disk: `$XDG_STATE_HOME/w2s/bookmarks.json`. A file that cannot be understood is left as it is.

import Figures
import FoundationEssentials
import Preferences
import Theory

/// The bookmarks file, which other explorers may write too.
package final class BookmarkStore {
  private static let version = 2
  /// Why the file is left alone; nil where it may be written.
  private let obstacle: FileComplaint?
  private let path: String?
  /// The bookmarks read.
  package let bookmarks: [Bookmark]
  /// The names that were in the file, or are there through this store.
  private var known: Set<String> = []

  /// What was wrong with the file, if anything was.
  package var warning: FileComplaint? { obstacle }

  /// The store in a folder; without one nothing is kept.
  package init(folder: String? = UserFiles.state) {
    path = folder.map { $0 + "/bookmarks.json" }
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
  package func save(_ bookmarks: [Bookmark]) throws(FileComplaint) {
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
    var bookmarks: [Bookmark] = []
    for stored in file.bookmarks {
      // One that is left out here would be gone from the file with the next save.
      guard let bookmark = stored.bookmark else {
        throw FileComplaint(
          file: path, line: nil, message: "the bookmark '\(stored.name)' is damaged; the file is kept as it is")
      }
      bookmarks.append(bookmark)
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

  /// A bookmark: its settings by the names of the command line. Those of version 1 had members of their own.
  private struct Stored: Codable {
    var name: String
    var settings: [String: String]?

    init(_ bookmark: Bookmark) {
      name = bookmark.name
      settings = Dictionary(bookmark.settings.textWithScales.map { ($0.name, $0.text) }) { $1 }
    }

    private enum CodingKeys: String, CodingKey { case name, settings }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      name = try values.decode(String.self, forKey: .name)
      settings = try values.decodeIfPresent([String: String].self, forKey: .settings)
      if settings == nil { settings = try FirstVersion(from: decoder).settings }
    }

    /// The bookmark, if its values are in range.
    var bookmark: Bookmark? {
      guard let settings, let read = try? Settings(settings) else { return nil }
      return Bookmark(name: name, settings: read)
    }
  }

  /// A bookmark as version 1 wrote it.
  private struct FirstVersion: Decodable {
    /// By the parameters' names in code.
    var regime: [String: Double]
    var tie: Double?
    var view: String
    var axes: [Parameter]
    var phaseAxes: [Parameter]
    var showsPlane: Bool
    var colorLimit: Double
    var curves: Curves?

    struct Curves: Decodable {
      var quantity: String
      var axis, family: Parameter
      var values: [Double]
      var x, y: String
    }

    /// The same by the names of the command line; nil where a parameter is missing.
    var settings: [String: String]? {
      let pair = { (parameters: [Parameter]) in parameters.map(\.optionName).joined(separator: ",") }
      var fields = [
        "view": view, "map-axes": pair(axes), "phase-axes": pair(phaseAxes), "phases": showsPlane ? "plane" : "axes",
        "color-limit": "\(colorLimit)",
      ]
      for parameter in Parameter.allCases where tie == nil || parameter != .lambdaT {
        guard let value = regime[parameter.rawValue] else { return nil }
        fields[parameter.optionName] = "\(value)"
      }
      fields["tie"] = tie.map { "\($0)" }
      if let curves {
        fields["curves"] = curves.quantity
        fields["curve-axes"] = pair([curves.axis, curves.family])
        fields["family"] = curves.values.map { "\($0)" }.joined(separator: ",")
        (fields["x-scale"], fields["y-scale"]) = (curves.x, curves.y)
      }
      return fields
    }
  }
}
