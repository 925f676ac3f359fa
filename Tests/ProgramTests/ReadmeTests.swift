// What the README says, tried.

import Explorer
import Foundation
import TerminalSupport
import Testing
import Tours

@Suite("The README")
struct ReadmeTests {
  /// A fenced block: the kind after its fence, the comment before it, and its lines.
  private struct Block {
    var kind = ""
    var comment = ""
    var lines: [Substring] = []
  }

  private func blocks() throws -> [Block] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    var blocks: [Block] = []
    var open: Block?
    var before: Substring = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(block)
          open = nil
        } else {
          open = Block(kind: String(line.dropFirst(3)), comment: String(before))
        }
      } else {
        open?.lines.append(line)
      }
      before = line
    }
    return blocks
  }

  @Test("After its first command, w2s is found in the same shell")
  func start() async throws {
    let block = try #require(try blocks().first { $0.comment == "<!-- start command -->" })
    let command = block.lines.joined(separator: "\n")
    // What comes before needs the network or minutes; what comes after opens the explorer.
    let path = try #require(command.firstMatch(of: /export PATH="\$PWD\/\.build\/release:\$PATH"/)).0
    #expect(
      command.hasSuffix(" && w2s") && command.contains("swift build -c release --static-swift-stdlib --product w2s "))
    let sandbox = try Sandbox()
    try sandbox.write("#!/bin/sh\necho found\n", to: ".build/release/w2s")
    let outcome = try await shell("cd '\(sandbox.home)'; chmod +x .build/release/w2s; \(path) && command w2s check")
    #expect(outcome.output == "found\n", "\(outcome.errors)")
    withExtendedLifetime(sandbox) {}
  }

  @Test("The commands it shows run, and print what it says they print")
  func commands() async throws {
    let sandbox = try Sandbox()
    let sweep = try #require(try blocks().first { $0.comment == "<!-- sweep.toml -->" })
    try sandbox.write(sweep.lines.joined(separator: "\n"), to: "sweep.toml")
    var count = 0
    for block in try blocks() where block.kind == "console" || block.kind == "sh" {
      if block.kind == "console" {
        let command = try #require(block.lines.first).dropFirst(2)
        let outcome = try await shell(String(command))
        #expect(outcome.errors.isEmpty)
        #expect(outcome.output == block.lines.dropFirst().joined(separator: "\n") + "\n", "\(command)")
        count += 1
        continue
      }
      for line in block.lines where line.hasPrefix("w2s ") {
        // Smaller than a person would have it, where that takes seconds, and without the terminal that the explorer needs.
        let command = line.replacing(/\s+#.*$/, with: "").replacing("--ladder 4", with: "--ladder 4 --dimension 40")
          .replacing("w2s --sweep", with: "w2s render --sweep")
        let outcome = try await shell("cd '\(sandbox.home)' && \(command)")
        #expect(outcome.status == 0, "\(command): \(outcome.errors)")
        if let file = command.firstMatch(of: /> (\S+)$/) {
          #expect(sandbox.read(String(file.1))?.isEmpty == false, "\(command)")
        } else if !command.hasPrefix("w2s sweep run") {
          #expect(!outcome.output.isEmpty, "\(command)")
        }
        count += 1
      }
    }
    #expect(count >= 7)
    withExtendedLifetime(sandbox) {}
  }

  @Test("The tour that it shows says what is so, and its table names all tours")
  func tours() throws {
    let block = try #require(try blocks().first { $0.kind == "toml" && $0.lines.contains("[[step]]") })
    let text = block.lines.joined(separator: "\n")
    #expect(Tour.lint(text, file: "README.md") == [])
    #expect(try Tour(text, file: "README.md").unreadable == [])
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
    let readme = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    for tour in TourLibrary().tours { #expect(readme.contains("| `\(tour.name)` |")) }
  }

  @Test("The screen at its head is the program's")
  func screen() async throws {
    let block = try #require(try blocks().first { $0.kind == "text" })
    let columns = block.lines.map(\.count).max() ?? 0
    // The border reaches the right edge.
    let outcome = try await w2s(["render", "--preset", "Figure 1 right", "--size", "\(columns)x\(block.lines.count)"])
    #expect(outcome.output == block.lines.joined(separator: "\n") + "\n")
  }

  @Test("The keys it names do what it says")
  func keys() async throws {
    let table = try await w2s(["keys"])
    for (key, words) in [
      ("c", "command"), ("e", "file"), ("m", "bookmark"), ("i", "pin"), ("I", "pinned"), ("*", "tie"), ("s", "simul"),
      ("b", "least"),
      ("w", "flip"), ("p", "figures"), ("u", "undo"), ("n", "simulated"), ("W", "words"), ("T", "tours"),
      ("P", "present"), ("z", "alone"), ("d", "printed"),
      ("x", "axis"),
    ] {
      #expect(
        table.lines.contains { line in
          line.split(separator: " ").contains(Substring(key)) && line.lowercased().contains(words)
        }, "\(key) \(words)")
    }
  }
}
