// Where a tour under way is, for the notes that follow it in another terminal: a small file in a folder that is the
// person's alone, there as long as the tour is.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where a tour under way is.
package struct TourTrace: Sendable, Hashable {
  /// The tour's name.
  package let tour: String
  /// The number of the step, from 0.
  package let step: Int
  /// Whether its prediction has been answered.
  package let isRevealed: Bool
  /// When the tour began, in seconds since 1970.
  package let begun: Int
  /// The process it is taken in.
  package let process: Int32

  /// Where a tour is, in this process.
  package init(tour: String, step: Int, isRevealed: Bool, begun: Int) {
    (self.tour, self.step, self.isRevealed, self.begun) = (tour, step, isRevealed, begun)
    process = getpid()
  }

  /// Reads what ``text`` wrote; nil for anything else.
  private init?(_ text: String) {
    let words = text.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1).last.map(String.init) ?? "" }
    guard words.count == 5, let step = Int(words[1]), step >= 0, let begun = Int(words[3]),
      let process = Int32(words[4]), process > 0
    else { return nil }
    (tour, self.step, isRevealed) = (words[0], step, words[2] == "true")
    (self.begun, self.process) = (begun, process)
  }

  private var text: String {
    "tour \(tour)\nstep \(step)\nrevealed \(isRevealed)\nbegun \(begun)\nprocess \(process)\n"
  }

  /// Seconds since 1970.
  package static var now: Int { time(nil) }

  /// `$XDG_RUNTIME_DIR/w2s`, or else `run` beside the bookmarks; nil where there is neither, or where it is not this
  /// person's alone.
  private static func folder(creating: Bool) -> String? {
    let runtime = getenv("XDG_RUNTIME_DIR").map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
    guard let folder = runtime.map({ $0 + "/w2s" }) ?? UserFiles.state.map({ $0 + "/run" }) else { return nil }
    if creating { UserFiles.makeFolder(folder) }
    var status = stat()
    guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
      status.st_mode & 0o077 == 0
    else { return nil }
    return folder
  }

  /// Why no trace can be left or followed; nil where one can.
  package static var obstacle: String? {
    if folder(creating: true) != nil { return nil }
    return "notes need a folder that is yours alone: $XDG_RUNTIME_DIR/w2s or $XDG_STATE_HOME/w2s/run, of mode 700"
  }

  private static func path(_ tour: String, creating: Bool) -> String? {
    folder(creating: creating).map { $0 + "/tour-" + tour }
  }

  /// Leaves the trace for whoever follows. Where that cannot be, nobody can follow.
  package func leave() {
    guard let path = Self.path(tour, creating: true) else { return }
    try? UserFiles.write(text, to: path, replacing: true)
  }

  /// Takes the trace of a tour away, if it is this process's.
  package static func remove(_ tour: String) {
    guard let path = path(tour, creating: false), read(tour)?.process == getpid() else { return }
    unlink(path)
  }

  /// The trace of a tour under way; nil while there is none, or where its process has ended.
  package static func read(_ tour: String) -> TourTrace? {
    guard let path = path(tour, creating: false), let text = try? UserFiles.text(of: path, most: 4096),
      let trace = TourTrace(text), trace.tour == tour, kill(trace.process, 0) == 0
    else { return nil }
    return trace
  }
}
