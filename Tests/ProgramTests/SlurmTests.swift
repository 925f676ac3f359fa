import Foundation
import TerminalSupport
import Testing

@Suite("Sweeps under Slurm")
struct SlurmTests {
  /// Whether the programs are there that a cluster of one machine needs; a task is started by a daemon of root's.
  static let canRun =
    getuid() == 0
    && ["sbatch", "slurmctld", "slurmd", "munged"].allSatisfy { program in
      ["/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/usr/local/sbin/"].contains {
        FileManager.default.isExecutableFile(atPath: $0 + program)
      }
    }

  @Test(
    "On four nodes, and with one killed in the midst of a shard, the bytes are those of one shard",
    .enabled(if: canRun, "left out: slurm-wlm and munge are not installed, or this is not root"))
  func nodes() async throws {
    let sandbox = try Sandbox()
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Slurm/sweep.sh").path
    let outcome = try await shell("bash '\(script)' '\(Products.path("w2s"))' '\(sandbox.home)/work'")
    if outcome.status == 77 {
      print("left out: Slurm is installed here but does not start")
      return
    }
    #expect(
      outcome.status == 0 && outcome.lines.count == 2, "\(outcome.status) \(outcome.output)\(outcome.errors)")
  }
}
