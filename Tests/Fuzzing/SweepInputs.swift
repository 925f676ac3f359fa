import RandomSupport
import Sweeps

/// A sweep's file, and a manifest, that a hand or a bad disk has changed: each is refused in a line, or means the same when
/// it is read again.
func fuzzSweeps(_ random: inout SplitMix64) -> String? {
  let fragments = [
    "[axes]", "[fixed]", "setting = \"features\"\n", "tau = 1", "\"setting\": \"features\",", "{ linear = [0, 1, 3] }",
    "{ log = [0, 1, 3] }", "{ of_optimum = [1] }", "zeta = 1", "= []",
    "student = \"cut-off\"", "teacher_samples = 5", "dimension = 1", "1e999", "-0.0", "nan", "1e30", "1e-30",
    "9223372036854775807", "18446744073709551615", "\"", "[", "]", "{", "}", ",", ":", "\\u0000", "null", "true", "\0",
    "\n", "{\"name\":\"zeta\",\"values\":[0.5]}",
  ]
  let file = """
    trials = 3
    seed = 1
    engine = "law"
    dimension = [20, 40]
    [axes]
    gamma_s = { log = [0.1, 10, 3] }
    lambda_t = { of_optimum = [0.1, 1] }
    [fixed]
    sigma = 2
    """
  let networks = """
    setting = "features"
    trials = 3
    dimension = [20, 40]
    [axes]
    tau = [0, 2]
    eta_s = { linear = [1, 2, 3] }
    [fixed]
    hard = "he3"
    """
  let text = String(
    decoding: mutated(Array((random.happens(30) ? networks : file).utf8), with: fragments, using: &random),
    as: UTF8.self)
  do throws(SweepError) {
    let manifest = Manifest(try Sweep(toml: text, file: "s.toml"))
    let again = try Manifest(manifest.json, file: "m.json")
    if again.json != manifest.json || again.sweep != manifest.sweep { return "another manifest: \(text)" }
    let damaged = mutated(Array(manifest.json.utf8), with: fragments, using: &random)
    let read = try Manifest(String(decoding: damaged, as: UTF8.self), file: "m.json")
    // What may be changed says nothing of what is drawn.
    return read.sweep == manifest.sweep && read.hash == manifest.hash ? nil : "a change unseen: \(damaged)"
  } catch {
    return error.description.isEmpty || !error.description.contains(": ") ? "\(error) of \(text)" : nil
  }
}
