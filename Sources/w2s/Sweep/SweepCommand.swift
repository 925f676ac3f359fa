import ArgumentParser
import Preferences
import Sweeps

/// Many regimes simulated in parts, on one machine or on many.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Simulate a grid of regimes in shards, on a laptop or a cluster; the same bytes from both.",
    discussion: """
      A file of TOML says what is swept; 'plan' makes of it the manifest that every shard is given. What is drawn for a \
      trial depends on the seed, its regime and its number alone, so that the merged bytes are the same whatever the \
      number of shards, their order, threads and interruptions. A file of all there is to say:

        trials = 20                           # of each; 10 unless given
        seed = 1
        engine = "law"                        # or "dense"
        dimension = [200, 400]                # 500 unless given
        [axes]                                # the last varies fastest
        gamma_s = { log = [0.1, 10, 5] }      # or linear, or a list
        lambda_t = { of_optimum = [0.1, 1] }  # multiples of the optimum
        [fixed]
        sigma = 2                             # the rest: Figure 1 left
        student = "ridge"

      teacher_samples and student_samples may stand in place of gamma_t and gamma_s. With setting = "features" the sweep is \
      of Section 3's networks, as 'w2s features' draws them: over dimension, teacher_samples, student_samples, \
      teacher_width, student_width, eta_t, eta_s and tau, with activation, easy and hard in [fixed].

      EXAMPLES
        w2s sweep plan sweep.toml > manifest.json
        w2s sweep run manifest.json --shard 1/3 --out results
        w2s sweep merge manifest.json --out results > merged.csv
        w2s sweep status manifest.json --out results
        w2s sweep slurm manifest.json --out results > sweep.sbatch
        w2s sweep parallel manifest.json --out results > sweep.sh

      EXIT CODES
        0   success                            74   the output, or a shard, cannot be written
        64  a bad argument, or a bad value     143  told to end (SIGTERM): what was drawn is kept
            in a sweep's file                  70   the program or the machine failed
        65  a shard, a manifest or a file is corrupt, foreign or missing
      """,
    subcommands: [
      SweepPlan.self, SweepRun.self, SweepMergeCommand.self, SweepStatusCommand.self, SweepSlurm.self,
      SweepParallel.self,
    ])
}

extension SweepError {
  /// Says what is wrong, in a line on standard error.
  /// - Returns: the program's exit.
  func told() -> ExitCode {
    complain(description)
    return switch self {
    case .misuse: ExitCode(64)  // EX_USAGE
    case .data: ExitCode(65)  // EX_DATAERR
    case .writing: ExitCode(74)  // EX_IOERR
    case .machine: ExitCode(70)  // EX_SOFTWARE
    }
  }
}

/// Does a step of a sweep.
/// - Throws: the program's exit where it is refused or fails.
func tellingMistakes<Value>(_ body: () throws(SweepError) -> Value) throws -> Value {
  do throws(SweepError) { return try body() } catch { throw error.told() }
}

/// The text of a file that a sweep is made of.
func sweepText(_ path: String) throws(SweepError) -> String {
  let text: String?
  do throws(FileComplaint) { text = try UserFiles.text(of: path, most: 1 << 28) } catch { throw .data("\(error)") }
  guard let text else { throw .data("\(path): there is no such file") }
  return text
}
