// Bookmarks on disk: `$XDG_STATE_HOME/w2s/bookmarks.json`. A file that is not understood to the last word is left as it is.

import Figures
import FoundationEssentials
import Preferences
import Theory

/// What a person does to the bookmarks.
public enum BookmarkChange: Sendable, Hashable {
  /// One is kept, in place of any other of its name.
  case keep(Bookmark)
  /// That of a name is dropped.
  case drop(String)

  /// The name it is about.
  package var name: String {
    switch self {
    case .keep(let bookmark): bookmark.name
    case .drop(let name): name
    }
  }
}

/// The bookmarks file, which other explorers may write too: what is written are changes to what it holds by then.
package final class BookmarkStore {
  /// Why the file is left alone; nil where it may be written.
  private let obstacle: FileComplaint?
  private let path: String?
  /// The bookmarks in the file when it was last read, those that could be understood.
  package private(set) var bookmarks: [Bookmark]
  /// Changes that could not be written yet, with their times.
  private var pending: [(change: BookmarkChange, time: Double)] = []

  /// What was wrong with the file, if anything was.
  package var warning: FileComplaint? { obstacle }

  /// The store in a folder; without one nothing is kept.
  package init(folder: String? = UserFiles.state) {
    path = folder.map { $0 + "/bookmarks.json" }
    bookmarks = []
    guard let path else {
      obstacle = nil
      return
    }
    do throws(FileComplaint) {
      let file = try BookmarkFile(at: path)
      bookmarks = file.bookmarks
      obstacle = file.oddity
    } catch {
      obstacle = error
    }
  }

  /// Makes a change to the file as it is now, which is written whole or not at all; one of a later time has been made
  /// by another explorer and stays. What cannot be written is tried again with the next.
  /// - Parameter time: when the person asked for it, in seconds since 1970.
  /// - Throws: why it is not written.
  package func save(_ change: BookmarkChange, at time: Double = Date.now.timeIntervalSince1970) throws(FileComplaint) {
    guard let path else {
      throw FileComplaint(
        file: "bookmarks.json", line: nil, message: "there is no absolute path in XDG_STATE_HOME or HOME")
    }
    if let obstacle {
      throw FileComplaint(file: obstacle.file, line: nil, message: "kept as it was, so nothing is saved: move it away")
    }
    pending.append((change, time))
    let folder = String(path.dropLast("/bookmarks.json".count))
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw FileComplaint(file: folder, line: nil, message: "the folder cannot be made, so no bookmark is saved")
    }
    try UserFiles.alone(in: folder) { () throws(FileComplaint) in
      var file = try BookmarkFile(at: path)
      if let oddity = file.oddity { throw oddity }
      for (change, time) in pending { file.make(change, at: time) }
      try UserFiles.write(file.text, to: path, replacing: true)
      bookmarks = file.bookmarks
      pending = []
    }
  }
}

/// The contents of the file.
private struct BookmarkFile {
  private static let version = 2
  private var stored: [StoredBookmark] = []
  /// The bookmarks, those that can be understood.
  private(set) var bookmarks: [Bookmark] = []
  /// What is not understood, if anything is: written anew it would be lost.
  private(set) var oddity: FileComplaint?

  /// Reads a file; nothing where there is none.
  /// - Throws: a complaint where it is no file of bookmarks.
  init(at path: String) throws(FileComplaint) {
    guard let text = try UserFiles.text(of: path, most: 1 << 26) else { return }
    func complaint(_ message: String) -> FileComplaint {
      FileComplaint(file: path, line: nil, message: "\(message); the file is kept as it is")
    }
    let data = Data(text.utf8)
    guard let header = try? JSONDecoder().decode(Header.self, from: data) else {
      throw complaint("the bookmarks are damaged")
    }
    guard header.version <= Self.version else {
      throw complaint("the bookmarks are of version \(header.version), newer than this program's \(Self.version)")
    }
    guard header.version >= 1 else { throw complaint("there is no version \(header.version) of bookmarks") }
    guard let body = try? JSONDecoder().decode(Body.self, from: data) else {
      throw complaint("the bookmarks are damaged")
    }
    if let name = body.unknown { oddity = complaint("'\(name)' is unknown") }
    for bookmark in body.bookmarks {
      if let name = bookmark.unknown {
        oddity = oddity ?? complaint("'\(name)' in the bookmark '\(bookmark.name)' is unknown")
      }
      do {
        bookmarks.append(Bookmark(name: bookmark.name, settings: try Settings(bookmark.settings)))
        stored.append(bookmark)
      } catch {
        oddity = oddity ?? complaint("the bookmark '\(bookmark.name)' is damaged: \(error)")
      }
    }
  }

  /// Makes a change, unless what is there of its name is later.
  mutating func make(_ change: BookmarkChange, at time: Double) {
    if stored.contains(where: { $0.name == change.name && $0.time > time }) { return }
    stored.removeAll { $0.name == change.name }
    bookmarks.removeAll { $0.name == change.name }
    if case .keep(let bookmark) = change {
      stored.append(StoredBookmark(bookmark, time: time))
      bookmarks.append(bookmark)
    }
  }

  /// The text of the file.
  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    let body = Body(version: Self.version, bookmarks: stored)
    guard let data = try? encoder.encode(body) else { preconditionFailure("texts and finite numbers are JSON") }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private struct Header: Decodable {
    var version: Int
  }

  private struct Body: Codable {
    var version: Int
    var bookmarks: [StoredBookmark]
    /// The name of a member that is none of these.
    var unknown: String?

    init(version: Int, bookmarks: [StoredBookmark]) { (self.version, self.bookmarks) = (version, bookmarks) }

    enum CodingKeys: String, CodingKey, CaseIterable { case version, bookmarks }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      version = try values.decode(Int.self, forKey: .version)
      bookmarks = try values.decode([StoredBookmark].self, forKey: .bookmarks)
      unknown = try decoder.memberOther(than: Set(CodingKeys.allCases.map(\.rawValue)))
    }
  }
}

/// A bookmark: its settings by the names of the command line. Those of version 1 had members of their own.
private struct StoredBookmark: Codable {
  var name: String
  /// When it was kept, in seconds since 1970; 0 where nobody knows.
  var time: Double
  var settings: [String: String]
  /// The name of a member that is not understood.
  var unknown: String?

  init(_ bookmark: Bookmark, time: Double) {
    name = bookmark.name
    self.time = time
    settings = Dictionary(bookmark.settings.textWithScales.map { ($0.name, $0.text) }) { $1 }
  }

  private enum CodingKeys: String, CodingKey, CaseIterable { case name, time, settings }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    name = try values.decode(String.self, forKey: .name)
    time = try values.decodeIfPresent(Double.self, forKey: .time) ?? 0
    if let settings = try values.decodeIfPresent([String: String].self, forKey: .settings) {
      self.settings = settings
      unknown = try decoder.memberOther(than: Set(CodingKeys.allCases.map(\.rawValue)))
    } else {
      let first = try FirstVersion(from: decoder)
      settings = try first.settings
      unknown = try decoder.memberOther(than: FirstVersion.members.union(["name"]))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encode(time, forKey: .time)
    try values.encode(settings, forKey: .settings)
  }

  /// A bookmark as version 1 wrote it.
  private struct FirstVersion: Decodable {
    static let members: Set = [
      "regime", "tie", "view", "axes", "phaseAxes", "showsPlane", "colorLimit", "curves",
    ]
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

    /// The same by the names of the command line.
    var settings: [String: String] {
      get throws {
        let pair = { (parameters: [Parameter]) in parameters.map(\.optionName).joined(separator: ",") }
        var fields = [
          "view": view, "map-axes": pair(axes), "phase-axes": pair(phaseAxes),
          "phases": showsPlane ? "plane" : "axes", "color-limit": "\(colorLimit)",
        ]
        for parameter in Parameter.allCases where tie == nil || parameter != .lambdaT {
          guard let value = regime[parameter.rawValue] else {
            throw DecodingError.valueNotFound(
              Double.self, DecodingError.Context(codingPath: [], debugDescription: parameter.rawValue))
          }
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
}

extension Decoder {
  /// The first member of an object that is none of `known`; nil where there is none.
  fileprivate func memberOther(than known: Set<String>) throws -> String? {
    try container(keyedBy: AnyMember.self).allKeys.map(\.stringValue).filter { !known.contains($0) }.min()
  }
}

/// A member of any name.
private struct AnyMember: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
