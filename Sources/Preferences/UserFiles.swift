// The files a person owns: where they are, and their text.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Places under the XDG base directories.
package enum UserFiles {
  /// `$XDG_CONFIG_HOME/w2s`, or `~/.config/w2s`; nil where no absolute path says where that is.
  package static var config: String? { place("XDG_CONFIG_HOME", ".config") }
  /// `$XDG_STATE_HOME/w2s`, or `~/.local/state/w2s`; nil where no absolute path says where that is.
  package static var state: String? { place("XDG_STATE_HOME", ".local/state") }

  private static func place(_ variable: String, _ fallback: String) -> String? {
    // A relative path is to be ignored [XDG Base Directory Specification].
    if let base = absolutePath(variable) { return base + "/w2s" }
    return absolutePath("HOME").map { $0 + "/" + fallback + "/w2s" }
  }

  private static func absolutePath(_ variable: String) -> String? {
    guard let value = getenv(variable).map({ String(cString: $0) }), value.hasPrefix("/") else { return nil }
    return value
  }

  /// Makes a folder and those above it that are not there, the person's alone.
  package static func makeFolder(_ folder: String) {
    var path = ""
    for part in folder.split(separator: "/") {
      path += "/" + part
      mkdir(path, 0o700)
    }
  }

  /// The text of a file; nil where there is none.
  /// - Parameter most: the bytes it may have.
  /// - Throws: a complaint where it is there but cannot be read as UTF-8, is no regular file, or is larger.
  package static func text(of path: String, most: Int = 1 << 20) throws(FileComplaint) -> String? {
    func complaint(_ message: String) -> FileComplaint { FileComplaint(file: path, line: nil, message: message) }
    // A pipe is not waited for.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw complaint("the file cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw complaint("the file cannot be read: it is no regular file")
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= most {
      let count = read(descriptor, &chunk, chunk.count)
      if count == 0 {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw complaint("the file is not UTF-8 text") }
        return text
      }
      if count > 0 {
        bytes += chunk[..<count]
      } else if errno != EINTR {
        throw complaint("the file cannot be read: \(String(cString: strerror(errno)))")
      }
    }
    throw complaint("the file is larger than \(most) bytes, the most that is read")
  }

  /// The TOML files of a folder, each its path and its text, in the order of their names; none where there is no folder.
  /// - Parameter complaints: gathers what cannot be read.
  package static func tomlFiles(
    in folder: String, _ complaints: inout [FileComplaint]
  ) -> [(file: String, text: String)] {
    var files: [(file: String, text: String)] = []
    do throws(FileComplaint) {
      for name in try names(in: folder) where name.hasSuffix(".toml") {
        let path = folder + "/" + name
        do throws(FileComplaint) {
          if let text = try text(of: path) { files.append((path, text)) }
        } catch {
          complaints.append(error)
        }
      }
    } catch {
      complaints.append(error)
    }
    return files
  }

  /// The names of what is in a folder, sorted; none where there is no folder.
  /// - Throws: a complaint where it is there but cannot be read.
  package static func names(in folder: String) throws(FileComplaint) -> [String] {
    guard let stream = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw FileComplaint(
        file: folder, line: nil, message: "the folder cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { name in
          name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }
}
