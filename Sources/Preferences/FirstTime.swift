// Whether the explorer is opened for the first time.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A mark beside the bookmarks that says that the explorer has been seen.
package enum FirstTime {
  /// Whether it is opened for the first time; never again afterwards. Where no mark can be left, it is not.
  package static func isNow() -> Bool {
    guard let folder = UserFiles.state else { return false }
    UserFiles.makeFolder(folder)
    let descriptor = open(folder + "/seen", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return false }
    close(descriptor)
    return true
  }
}
