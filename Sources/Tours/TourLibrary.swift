// The tours at hand: those inside the binary, and those a person adds.

import Preferences

/// A set of tours by name, in a fixed order.
public struct TourLibrary: Sendable, Hashable {
  private var own: [Tour] = []
  /// The tours, in the order in which they are best taken, a person's own last. Those inside the binary are read when
  /// first asked for, so that nobody waits for them who takes none.
  public var tours: [Tour] { Self.shipped.filter { tour in !own.contains { $0.name == tour.name } } + own }
  /// What was wrong with the files they came from.
  public private(set) var warnings: [FileComplaint] = []

  /// The tours inside the binary, then `added` files, each a name for messages and its text. A later tour replaces an
  /// earlier one of the same name. A file that cannot be used is left out and named in ``warnings``,
  /// and so is what a tour says that is not so.
  public init(added: [(file: String, text: String)] = []) {
    for (file, text) in added {
      do throws(FileComplaint) {
        let tour = try Tour(text, file: file)
        own.removeAll { $0.name == tour.name }
        own.append(tour)
        warnings += tour.falsehoods
      } catch {
        warnings.append(error)
      }
    }
  }

  /// Reads the tours beside the person's configuration, `tours/*.toml`.
  package static func ofUser() -> TourLibrary {
    guard let folder = UserFiles.config else { return TourLibrary() }
    var warnings: [FileComplaint] = []
    let added = UserFiles.tomlFiles(in: folder + "/tours", &warnings)
    var library = TourLibrary(added: added)
    library.warnings = warnings + library.warnings
    return library
  }

  /// The tour of a name.
  public func tour(named name: String) -> Tour? { tours.first { $0.name == name } }

  /// The files inside the binary, in the order in which they are best taken.
  package static let bundled: [(file: String, text: String)] = [
    ("minute.toml", PackageResources.minute_toml),
    ("compensation.toml", PackageResources.compensation_toml),
    ("ceiling.toml", PackageResources.ceiling_toml),
    ("window.toml", PackageResources.window_toml),
    ("nothing.toml", PackageResources.nothing_toml),
    ("alignment.toml", PackageResources.alignment_toml),
    ("descent.toml", PackageResources.descent_toml),
    ("generations.toml", PackageResources.generations_toml),
    ("features.toml", PackageResources.features_toml),
  ].map { ($0.0, String(decoding: $0.1, as: UTF8.self)) }

  // Their files are tested: none is left out.
  private static let shipped: [Tour] = bundled.compactMap { try? Tour($0.text, file: $0.file) }
}
