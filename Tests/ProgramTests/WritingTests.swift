// Files that are the person's: nothing is lost, replaced unasked, or left behind.

import Figures
import Foundation
import Preferences
import TerminalHarness
import TerminalSupport
import Testing
import Theory

@testable import Explorer

@Suite("Writing files")
struct WritingTests {
  private func status(_ path: String) throws -> stat {
    var status = stat()
    try #require(lstat(path, &status) == 0, "\(path)")
    return status
  }

  @Test("A file is written over only where that is asked, whatever it is")
  func replacing() throws {
    let sandbox = try Sandbox()
    let path = sandbox.home + "/a.csv"
    try UserFiles.write("one", to: path, replacing: false)
    #expect(throws: FileComplaint.self) { try UserFiles.write("two", to: path, replacing: false) }
    #expect(sandbox.read("a.csv") == "one")
    try UserFiles.write("three", to: path, replacing: true)
    #expect(sandbox.read("a.csv") == "three")
    // A link is there even where it leads nowhere.
    symlink("nowhere", sandbox.home + "/link")
    #expect(throws: FileComplaint.self) { try UserFiles.write("x", to: sandbox.home + "/link", replacing: false) }
    mkfifo(sandbox.home + "/fifo", 0o600)
    mkdir(sandbox.home + "/folder", 0o700)
    for name in ["fifo", "folder"] {
      let before = try status(sandbox.home + "/" + name)
      for replacing in [false, true] {
        #expect(throws: FileComplaint.self) {
          try UserFiles.write("x", to: sandbox.home + "/" + name, replacing: replacing)
        }
      }
      let after = try status(sandbox.home + "/" + name)
      #expect(after.st_ino == before.st_ino && after.st_mode == before.st_mode)
    }
    #expect(Set(sandbox.files) == ["a.csv", "link", "fifo", "folder"])
    withExtendedLifetime(sandbox) {}
  }

  @Test("Links, other names, modes and owners outlive a replacement")
  func links() throws {
    let sandbox = try Sandbox()
    let path = { (name: String) in sandbox.home + "/" + name }
    try sandbox.write("old", to: "target")
    symlink("target", path("soft"))
    try sandbox.write("old", to: "first")
    link(path("first"), path("second"))
    try sandbox.write("old", to: "private")
    chmod(path("private"), 0o640)
    let isRoot = getuid() == 0
    if isRoot { chown(path("private"), 12, 34) }
    symlink("made", path("dangling"))
    for name in ["soft", "first", "private", "dangling"] {
      try UserFiles.write("new", to: path(name), replacing: true)
      #expect(sandbox.read(name) == "new", "\(name)")
    }
    #expect(try status(path("soft")).st_mode & S_IFMT == S_IFLNK && sandbox.read("target") == "new")
    #expect(try status(path("first")).st_nlink == 2 && sandbox.read("second") == "new")
    #expect(try status(path("dangling")).st_mode & S_IFMT == S_IFLNK && sandbox.read("made") == "new")
    let kept = try status(path("private"))
    #expect(kept.st_mode & 0o7777 == 0o640)
    if isRoot { #expect(kept.st_uid == 12 && kept.st_gid == 34) }
    #expect(Set(sandbox.files) == ["target", "soft", "first", "second", "private", "dangling", "made"])
    withExtendedLifetime(sandbox) {}
  }

  @Test("A tilde is read once, as a shell reads it")
  func tilde() throws {
    let sandbox = try Sandbox()
    let root = try #require(getpwnam("root")).pointee
    #expect(UserFiles.expanded("~root/x.svg") == String(cString: root.pw_dir) + "/x.svg")
    #expect(UserFiles.expanded("~nobody-of-that-name/x.svg") == "~nobody-of-that-name/x.svg")
    #expect(UserFiles.expanded("a~/x.svg") == "a~/x.svg" && UserFiles.expanded("~x.svg") == "~x.svg")
    // What is written is the path looked at: a folder may be called so.
    mkdir(sandbox.home + "/~root", 0o700)
    try UserFiles.write("x", to: sandbox.home + "/~root/x.svg", replacing: false)
    #expect(sandbox.read("~root/x.svg") == "x")
    withExtendedLifetime(sandbox) {}
  }

  @Test("Of many writers of one new file one succeeds, and what a killed one has left is taken away")
  func races() async throws {
    let sandbox = try Sandbox()
    let path = sandbox.home + "/a.csv"
    try sandbox.write("left behind", to: ".w2s-new")
    for _ in 0..<20 {
      unlink(path)
      let winners = await withTaskGroup(of: Int?.self) { group in
        for index in 0..<4 {
          group.addTask { (try? UserFiles.write("\(index)", to: path, replacing: false)).map { index } }
        }
        return await group.reduce(into: [Int]()) { if let winner = $1 { $0.append(winner) } }
      }
      #expect(winners.count == 1 && sandbox.read("a.csv") == winners.first.map { "\($0)" })
    }
    #expect(sandbox.files == ["a.csv"])
    withExtendedLifetime(sandbox) {}
  }

  @Test("A reason is given, and nothing is left, where a file cannot be written")
  func reasons() throws {
    let sandbox = try Sandbox()
    try sandbox.write("", to: "file")
    let cases = [
      ("nowhere/a.csv", "No such file or directory"), ("file/a.csv", "Not a directory"),
      (String(repeating: "a", count: 300) + ".csv", "File name too long"),
    ]
    for (name, reason) in cases {
      do throws(FileComplaint) {
        try UserFiles.write("x", to: sandbox.home + "/" + name, replacing: false)
        Issue.record("\(name) is written")
      } catch {
        #expect(error.message == "the file cannot be written: \(reason)")
      }
    }
    #expect(sandbox.files == ["file"])
    withExtendedLifetime(sandbox) {}
  }
}

@Suite("Bookmarks of several explorers")
struct BookmarkStoreTests {
  private let settings = Preset.all[0].settings

  private func names(_ sandbox: Sandbox) -> [String] {
    BookmarkStore(folder: sandbox.home + "/state").bookmarks.map(\.name)
  }

  @Test("Every one of eighty simultaneous saves survives")
  func simultaneous() async throws {
    let sandbox = try Sandbox()
    let folder = sandbox.home + "/state"
    await withTaskGroup(of: Void.self) { group in
      for explorer in 0..<4 {
        group.addTask {
          let store = BookmarkStore(folder: folder)
          for index in 0..<20 {
            let bookmark = Bookmark(name: "\(explorer) \(index)", settings: Preset.all[0].settings)
            do throws(FileComplaint) { try store.save(.keep(bookmark)) } catch { Issue.record("\(error)") }
          }
        }
      }
    }
    #expect(Set(names(sandbox)).count == 80)
    #expect(sandbox.files.filter { $0.hasPrefix("state/") } == ["state/bookmarks.json"])
    withExtendedLifetime(sandbox) {}
  }

  @Test("What one drops stays dropped, and of one name the later stays")
  func merging() throws {
    let sandbox = try Sandbox()
    let folder = sandbox.home + "/state"
    let first = BookmarkStore(folder: folder)
    try first.save(.keep(Bookmark(name: "a", settings: settings)))
    try first.save(.keep(Bookmark(name: "b", settings: settings)))
    let second = BookmarkStore(folder: folder)
    try first.save(.drop("a"))
    try second.save(.keep(Bookmark(name: "c", settings: settings)))
    #expect(names(sandbox) == ["b", "c"] && second.bookmarks.map(\.name) == ["b", "c"])
    // Asked for before, written after: the other is later.
    var other = settings
    other.set(.sigma, 3)
    try first.save(.keep(Bookmark(name: "b", settings: other)), at: 4_000_000_000)
    try second.save(.keep(Bookmark(name: "b", settings: settings)), at: 3_999_999_999)
    try second.save(.drop("b"), at: 3_999_999_999)
    let b = try #require(BookmarkStore(folder: folder).bookmarks.first { $0.name == "b" })
    let isLater = b.settings == other
    #expect(isLater)
    try second.save(.drop("b"), at: 4_000_000_001)
    #expect(names(sandbox) == ["c"])
    withExtendedLifetime(sandbox) {}
  }

  @Test("What could not be written is written with the next")
  func pending() throws {
    let sandbox = try Sandbox()
    let folder = sandbox.home + "/state"
    let store = BookmarkStore(folder: folder)
    try sandbox.write("in the way", to: "state")
    #expect(throws: FileComplaint.self) { try store.save(.keep(Bookmark(name: "a", settings: settings))) }
    unlink(folder)
    try store.save(.keep(Bookmark(name: "b", settings: settings)))
    #expect(names(sandbox) == ["a", "b"])
    withExtendedLifetime(sandbox) {}
  }

  @Test("An odd file is named, used as far as it is understood, and kept byte for byte")
  func odd() throws {
    let good = #"{"name": "good", "settings": {"lambda-t": "0.3"}}"#
    let cases = [
      (#"{"version": -1, "bookmarks": []}"#, "version -1", []),
      (#"{"version": 0, "bookmarks": []}"#, "version 0", []),
      (#"{"version": 2, "bookmarks": [\#(good)], "places": 1}"#, "'places'", ["good"]),
      (
        #"{"version": 2, "bookmarks": [\#(good), {"name": "x", "settings": {}, "color": "red"}]}"#, "'color'",
        ["good", "x"]
      ),
      (#"{"version": 2, "bookmarks": [\#(good), {"name": "x", "settings": {"view": "atlas"}}]}"#, "'atlas'", ["good"]),
      (#"{"version": 2, "bookmarks": [\#(good), {"name": "x", "settings": {"tie": "-5"}}]}"#, "'-5'", ["good"]),
      (#"{"version": 2, "bookmarks": [\#(good), {"name": "x", "settings": {"hue": "1"}}]}"#, "hue", ["good"]),
      (
        """
        {"version": 1, "bookmarks": [{"name": "x", "tie": -5, "regime": {"lambdaT": 0.3, "lambdaS": 0.7, "gammaT": 0.5,
         "gammaS": 1.5, "sigma": 1.25, "zeta": 0.5}, "view": "map", "axes": ["sigma", "zeta"], "phaseAxes": ["zeta",
         "sigma"], "showsPlane": false, "colorLimit": 0.2}]}
        """, "'-5.0'", []
      ),
    ]
    for (text, word, names) in cases {
      let sandbox = try Sandbox()
      try sandbox.write(text, to: "state/bookmarks.json")
      let store = BookmarkStore(folder: sandbox.home + "/state")
      #expect(store.warning?.description.contains(word) == true, "\(text): \(store.warning?.description ?? "")")
      #expect(store.bookmarks.map(\.name) == names)
      #expect(throws: FileComplaint.self) { try store.save(.drop("good")) }
      #expect(sandbox.read("state/bookmarks.json") == text)
      withExtendedLifetime(sandbox) {}
    }
  }

  @Test("A link to the bookmarks is followed")
  func link() throws {
    let sandbox = try Sandbox()
    try BookmarkStore(folder: sandbox.home + "/elsewhere").save(.keep(Bookmark(name: "a", settings: settings)))
    mkdir(sandbox.home + "/state", 0o700)
    symlink("../elsewhere/bookmarks.json", sandbox.home + "/state/bookmarks.json")
    try BookmarkStore(folder: sandbox.home + "/state").save(.keep(Bookmark(name: "b", settings: settings)))
    #expect(BookmarkStore(folder: sandbox.home + "/elsewhere").bookmarks.map(\.name) == ["a", "b"])
    withExtendedLifetime(sandbox) {}
  }

  @Test("What does not fit on the disk is said, and leaves the file as it was")
  func full() throws {
    let sandbox = try Sandbox()
    let many = (0..<1500).map {
      #"{"name": "\#($0)", "settings": {"lambda-t": "0.3", "color-limit": "0.25", "y-scale": "linear:0:2"}}"#
    }
    try sandbox.write(
      #"{"version": 2, "bookmarks": [\#(many.joined(separator: ","))]}"#, to: "state/w2s/bookmarks.json")
    let before = try #require(sandbox.read("state/w2s/bookmarks.json"))
    try sandbox.write("mine", to: "a.csv")
    // A limit of the size of files, which stands for a full disk: no more than 128 KiB of one can be written.
    let run = try ExplorerRun(
      columns: 120, script: "trap '' XFSZ; ulimit -f 256; exec \"$@\"", sandbox: sandbox)
    run.opens()
    for keys in ["mnew\r", "ea.csv!\r", "eb.csv\r"] { run.press(keys) }
    run.quits()
    #expect(sandbox.read("state/w2s/bookmarks.json") == before && sandbox.read("a.csv") == "mine")
    #expect(
      Set(sandbox.files.filter { !$0.hasSuffix("state") && !$0.hasSuffix("w2s") }) == [
        "a.csv", "state/w2s/bookmarks.json", "state/w2s/seen",
      ])
    withExtendedLifetime(sandbox) {}
  }

  @Test(
    "Killed at any moment, an explorer leaves the bookmarks whole, and nothing that the next save does not take away")
  func killed() throws {
    let sandbox = try Sandbox()
    let folder = sandbox.home + "/state/w2s"
    var random = SystemRandomNumberGenerator()
    for round in 0..<8 {
      let run = try ExplorerRun(sandbox: sandbox)
      run.opens()
      for index in 0..<12 { run.terminal.write("m\(round) \(index)\r") }
      usleep(UInt32.random(in: 0...40_000, using: &random))
      run.terminal.signal(SIGKILL)
      _ = run.terminal.waitForExit(milliseconds: 5000)
      #expect(BookmarkStore(folder: folder).warning == nil)
    }
    try BookmarkStore(folder: folder).save(.keep(Bookmark(name: "last", settings: settings)))
    #expect(BookmarkStore(folder: folder).bookmarks.last?.name == "last")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["bookmarks.json", "seen"])
    withExtendedLifetime(sandbox) {}
  }
}

@Suite("Streams of every kind")
struct StreamTests {
  @Test("A pipe that does not wait loses nothing, on either side")
  func nonBlocking() async throws {
    let whole = try await w2s(["figure", "1", "--csv"])
    #expect(whole.output.utf8.count > 1 << 17)
    // Both ends of a pipe share what one of them sets.
    let script = """
      import os, subprocess, sys, time
      def quiet(end): os.set_blocking(end, False); return end
      reading, writing = os.pipe()
      child = subprocess.Popen([sys.argv[1], *sys.argv[2:]], stdout=quiet(writing))
      os.close(writing)
      time.sleep(0.3)
      os.set_blocking(reading, True)
      while data := os.read(reading, 4096): os.write(1, data)
      sys.exit(child.wait())
      """
    let slow = try await run("/usr/bin/env", ["python3", "-c", script, Products.path("w2s"), "figure", "1", "--csv"])
    #expect(slow.status == 0 && slow.output == whole.output && slow.errors.isEmpty)
    let input = """
      import os, subprocess, sys, time
      reading, writing = os.pipe()
      os.set_blocking(reading, False)
      child = subprocess.Popen([sys.argv[1], 'table'], stdin=reading)
      os.close(reading)
      for line in ['lambda_t,lambda_s\\n', '0.05,0.1\\n', '0.5,0.1\\n']:
        time.sleep(0.1)
        os.write(writing, line.encode())
      os.close(writing)
      sys.exit(child.wait())
      """
    let table = try await run("/usr/bin/env", ["python3", "-c", input, Products.path("w2s")])
    #expect(table.status == 0 && table.lines.count == 3 && table.errors.isEmpty, "\(table.errors)")
  }

  @Test("Everything that is written says so with 74 and the reason where it cannot be")
  func fullDevice() async throws {
    let commands = [
      "--help", "--version", "help check", "help", "check --help", "--generate-completion-script bash", "check",
      "figure 6", "figure 1 --csv", "themes", "themes dusk", "keys", "keys --json", "doctor", "doctor --json", "render",
      "render --cast -", "simulate --trials 2", "features --trials 2 --dimension 8", "tour",
    ]
    for command in commands {
      let outcome = try await shell("w2s \(command) > /dev/full")
      #expect(outcome.status == 74, "\(command)")
      outcome.expectOneLine(["cannot write the output: No space left on device"], command)
    }
  }

  @Test("A line without an end is refused within bounds of memory and time")
  func endlessLine() async throws {
    for script in [
      "ulimit -v 1000000; w2s table < /dev/zero", "(echo zeta; tr '\\0' 1 < /dev/zero) | w2s table",
      "(echo zeta; echo '\"'; yes) | w2s table",
    ] {
      let outcome = try await shell(script)
      #expect(outcome.status == 64, "\(script)")
      outcome.expectOneLine(["line ", "1048576 bytes"], script)
    }
    let longest = String(repeating: "x", count: (1 << 20) - 8)
    let outcome = try await w2s(["table"], input: "id,zeta\n\(longest),0.5\n")
    #expect(outcome.status == 0 && outcome.lines.count == 2)
  }
}
