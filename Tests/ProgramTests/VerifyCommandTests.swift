import Foundation
import TerminalSupport
import Testing

@Suite("Verification from the shell")
struct VerifyCommandTests {
  /// In full, which takes an optimised program.
  @Test("The shipped program verifies itself", .enabled(if: Products.isShipped))
  func verify() async throws {
    let outcome = try await w2s(["verify", "--json"])
    #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
    let object = try jsonObject(outcome.output)
    #expect(object["passes"] as? Bool == true)
    let checks = try #require(object["checks"] as? [[String: Any]])
    #expect(checks.count == 32)
    for check in checks { #expect(check["verdict"] as? String == "pass", "\(check)") }
    #expect((object["hash"] as? String)?.count == 64)
  }

  @Test("What it cannot take is refused before anything is computed")
  func refusals() async throws {
    try await w2s(["verify", "--threads", "0"]).expectRefusal(["'0'", "1 to 64"], "verify")
    try await w2s(["verify", "--seed", "one"]).expectRefusal(["'one'"], "verify")
  }
}
