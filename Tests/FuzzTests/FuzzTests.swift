// A short run of every fuzz target, the same inputs each time; 'swift run -c release fuzz' goes on for hours.

import Foundation
import Fuzzing
import Testing

@Suite("Any input is borne")
struct FuzzTests {
  @Test("What failed once", arguments: try! corpus())
  func onceFailed(line: String) throws {
    let parts = line.split(separator: " ")
    let target = try #require(FuzzTarget.named(parts[0]))
    #expect(target.run(try #require(UInt64(parts[1]))) == nil)
  }

  @Test("Inputs never seen", arguments: FuzzTarget.all.map(\.name))
  func fresh(name: String) throws {
    let target = try #require(FuzzTarget.named(name))
    for seed in 0..<UInt64(target.share) {
      if let amiss = target.run(seed) { Issue.record("\(name) \(seed): \(amiss)") }
    }
  }

  private static func corpus() throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: folder.appending(path: "Fuzzing/corpus.txt"), encoding: .utf8)
    return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
  }
}
