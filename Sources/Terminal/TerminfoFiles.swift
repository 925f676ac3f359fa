// Where compiled terminfo entries are kept [terminfo(5), "Fetching Compiled Descriptions"].

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The folders of compiled entries, in the order in which ncurses looks into them.
struct TerminfoFolders: Hashable, Sendable {
  /// Where systems keep their own.
  static let system = ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo"]

  /// Their paths.
  let paths: [String]

  /// The folders that the variables `TERMINFO`, `HOME` and `TERMINFO_DIRS` name, and the system's.
  init(terminfo: String, home: String, directories: String) {
    // An empty name among several stands for the system's own.
    let listed = directories.split(separator: ":", omittingEmptySubsequences: false).flatMap {
      $0.isEmpty ? Self.system : [String($0)]
    }
    paths = [terminfo, home.isEmpty ? "" : home + "/.terminfo"].filter { !$0.isEmpty } + listed + Self.system
  }

  /// Those of the process.
  static var current: TerminfoFolders {
    TerminfoFolders(
      terminfo: environmentVariable("TERMINFO"), home: environmentVariable("HOME"),
      directories: environmentVariable("TERMINFO_DIRS"))
  }

  /// The entry of a name; nil if no folder has it, or what it has cannot be read.
  func entry(_ name: String) -> CompiledTerminfo? {
    files(of: name).lazy.compactMap { path in
      contents(of: path, limit: CompiledTerminfo.sizeLimit).flatMap { CompiledTerminfo($0) }
    }.first { $0.isNamed(name) }
  }

  /// The files that may hold it: in a folder of the name's first letter, or of its number in hexadecimal.
  func files(of name: String) -> [String] {
    guard let first = name.utf8.first, !name.utf8.contains(UInt8(ascii: "/")), first != UInt8(ascii: ".") else {
      return []
    }
    let letters = [String(Unicode.Scalar(first)), String(first, radix: 16)]
    return paths.flatMap { path in letters.map { "\(path)/\($0)/\(name)" } }
  }
}
