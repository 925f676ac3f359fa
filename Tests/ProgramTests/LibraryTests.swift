import Foundation
import Testing

@Suite("Without OpenBLAS", .serialized)
struct LibraryTests {
  private let sandbox: Sandbox
  /// Where the loader looks first, it finds files that are no libraries.
  private let hidden: [String: String]

  init() throws {
    sandbox = try Sandbox()
    for name in ["libopenblas.so.0", "libopenblas.so"] { try sandbox.write("", to: "lib/" + name) }
    hidden = ["LD_LIBRARY_PATH": sandbox.home + "/lib"]
  }

  @Test("What draws trials says what is missing", arguments: ["simulate", "features"])
  func simulation(command: String) async throws {
    for threads in ["1", "2"] {
      let outcome = try await w2s([command, "--dimension", "8", "--threads", threads], environment: hidden)
      #expect(outcome.status == 70 && outcome.output.isEmpty)
      outcome.expectOneLine(["OpenBLAS cannot be loaded", "file too short"], command)
    }
  }

  @Test(
    "Everything else works",
    arguments: [["check", "--lambda-t", "0.05"], ["render", "--size", "80x24"], ["figure", "6"]])
  func theory(arguments: [String]) async throws {
    let (without, with) = (try await w2s(arguments, environment: hidden), try await w2s(arguments))
    #expect(without.status == with.status && without.status <= 1)
    #expect(without.output == with.output && without.errors.isEmpty)
  }
}
