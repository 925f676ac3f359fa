// A module's article, Sources/MODULE/MODULE.docc, beside what it has to agree with: the worked example that a test
// compiles and runs, and the module's public names.

import Foundation

/// An article and the test of its worked example.
package struct Article {
  /// The article's swift code block.
  package let printed: String
  /// The lines between `// example` and `// end of the example` of the test, without their indentation.
  package let compiled: String
  /// The names of the topic list, sorted; a function once for each of its signatures listed.
  package let listed: [String]
  /// The names that the module declares public at file level, sorted; a function once for each of its overloads.
  package let declared: [String]

  /// Reads the article of a module for the test file that calls this.
  /// - Throws: ``Missing`` where one of the texts is not there, and errors of reading.
  package init(module: String, test: String = #filePath) throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/\(module)")
    let text = try String(contentsOf: sources.appending(path: "\(module).docc/\(module).md"), encoding: .utf8)
    guard let block = text.firstMatch(of: /```swift\n([\s\S]*?)\n```/) else {
      throw Missing(text: "a swift code block")
    }
    printed = String(block.1)

    let source = try String(contentsOfFile: test, encoding: .utf8)
    guard
      let example = source.firstMatch(of: /(?m)^( *)\/\/ example\n([\s\S]*?)\n *\/\/ end of the example$/)
    else { throw Missing(text: "an example between its markers") }
    let indentation = example.1.count
    compiled = example.2.split(separator: "\n", omittingEmptySubsequences: false).map { $0.dropFirst(indentation) }
      .joined(separator: "\n")

    guard text.hasPrefix("# ``\(module)``\n"), let topics = text.range(of: "\n## Topics\n") else {
      throw Missing(text: "the module's title, or topics")
    }
    listed = text[topics.upperBound...].matches(of: /(?m)^- ``(\w+)(?:\([^`]*\))?``$/).map { String($0.1) }.sorted()

    let declaration =
      /(?m)^public (?:final )?(?:struct|enum|protocol|class|actor|func|typealias|let|var) (\w+)/
    guard let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil) else {
      throw Missing(text: "the module's sources")
    }
    var names: [String] = []
    for case let file as URL in files where file.pathExtension == "swift" {
      names += try String(contentsOf: file, encoding: .utf8).matches(of: declaration).map { String($0.1) }
    }
    declared = names.sorted()
    if declared.isEmpty { throw Missing(text: "public names") }
  }

  /// What was not found.
  package struct Missing: Error {
    /// What it is.
    package let text: String
  }
}

/// Whether a number is the one that the article says, as far as its digits go: the last stands for `unit`.
package func rounds(_ value: Double?, to said: Double, _ unit: Double) -> Bool {
  value.map { abs($0 - said) <= 0.5 * unit } ?? false
}
