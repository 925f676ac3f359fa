// Where the programs under test are.

import Foundation

/// Programs built beside the tests.
public enum Products {
  /// Whether `w2s` is the program that the environment names, an optimised one.
  public static var isShipped: Bool { ProcessInfo.processInfo.environment["W2S_PROGRAM"] != nil }

  /// The path of one, by its product name; of `w2s` the one that the environment names in `W2S_PROGRAM`, if it does, so
  /// that what is tested can be what is shipped.
  public static func path(_ name: String) -> String {
    if name == "w2s", let program = ProcessInfo.processInfo.environment["W2S_PROGRAM"] { return program }
    // The test runner is a program in the same folder, or a helper that is given the bundle's path.
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent(name).path
  }

  /// An environment with only what a program needs, and `variables`.
  public static func environment(_ variables: [String: String] = [:]) -> [String: String] {
    var environment = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"]
    for name in ["PATH", "HOME", "LD_LIBRARY_PATH"] { environment[name] = ProcessInfo.processInfo.environment[name] }
    return environment.merging(variables) { $1 }
  }
}
