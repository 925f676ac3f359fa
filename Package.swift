// swift-tools-version: 6.2
import PackageDescription

let real: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")

let package = Package(
  name: "w2s",
  products: [
    .executable(name: "w2s", targets: ["w2s"]),
    .library(name: "Theory", targets: ["Theory"]),
    .library(name: "Sampling", targets: ["Sampling"]),
    .library(name: "Simulation", targets: ["Simulation"]),
    .library(name: "Nonlinear", targets: ["Nonlinear"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // From the bottom up: a target sees only those above it here.
    .target(name: "Theory", dependencies: [real]),
    .target(name: "Sampling", dependencies: [real]),
    .target(name: "COpenBLAS", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "Simulation", dependencies: ["Theory", "Sampling", "COpenBLAS", real]),
    .target(
      name: "Nonlinear", dependencies: ["Theory", "Sampling", "COpenBLAS", real]),
    .target(name: "Canvas", dependencies: [real]),
    .target(
      name: "Preferences",
      dependencies: ["Canvas", .product(name: "TOMLKit", package: "TOMLKit")],
      resources: [.embedInCode("bundled")]),
    .target(name: "Export", dependencies: ["Canvas"]),
    .target(
      name: "Figures", dependencies: ["Theory", "Sampling", "Simulation", "Nonlinear", "Canvas", "Export", real]),
    .target(
      name: "Sweeps",
      dependencies: [
        "Theory", "Sampling", "Simulation", "Nonlinear", "Preferences", "Export", "Figures", real,
        .product(name: "TOMLKit", package: "TOMLKit"),
      ]),
    .target(
      name: "Verification",
      dependencies: ["Theory", "Sampling", "Simulation", "Nonlinear", "Canvas", "Export", real]),
    .target(
      name: "Tours",
      dependencies: [
        "Theory", "Nonlinear", "Canvas", "Preferences", "Figures", .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      resources: [.embedInCode("bundled")]),
    .target(
      name: "Explorer",
      dependencies: [
        "Theory", "Sampling", "Simulation", "Nonlinear", "Canvas", "Preferences", "Export", "Figures", "Tours", real,
      ]),
    .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw")]),
    .target(name: "Terminal", dependencies: ["Canvas", "CNcurses"]),
    // Runs a program on a terminal of its own: for the benchmark and the tests. No part of the explorer.
    .target(name: "CPseudoTerminal"),
    .target(name: "TerminalHarness", dependencies: ["Canvas", "CPseudoTerminal"]),
    .executableTarget(
      name: "w2s",
      dependencies: [
        "Theory", "Sampling", "Simulation", "Nonlinear", "Canvas", "Preferences", "Export", "Figures", "Tours",
        "Sweeps", "Verification", "Explorer", "Terminal", "TerminalHarness",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // Nothing looks up a name in the program: without a table of them it is smaller.
      linkerSettings: [.unsafeFlags(["-Xlinker", "--no-export-dynamic"], .when(configuration: .release))],
      plugins: ["CommitPlugin"]),
    .plugin(name: "CommitPlugin", capability: .buildTool(), path: "Sources/CommitPlugin"),

    .target(name: "ArticleSupport", path: "Tests/ArticleSupport"),
    .target(name: "RandomSupport", path: "Tests/RandomSupport"),
    .testTarget(
      name: "TheoryTests", dependencies: ["Theory", "ArticleSupport", "RandomSupport", real], exclude: ["Reference"]),
    .target(name: "StatisticsSupport", dependencies: [real], path: "Tests/StatisticsSupport"),
    .testTarget(name: "SamplingTests", dependencies: ["Sampling", "ArticleSupport", "StatisticsSupport", real]),
    .testTarget(
      name: "SimulationTests",
      dependencies: ["Simulation", "Sampling", "Theory", "COpenBLAS", "ArticleSupport", "StatisticsSupport"]),
    .testTarget(
      name: "SweepTests",
      dependencies: ["Sweeps", "Simulation", "Nonlinear", "Sampling", "Figures", "Theory", "Export"]),
    .testTarget(
      name: "VerificationTests",
      dependencies: ["Verification", "Simulation", "Sampling", "Nonlinear", "Theory", "Export"]),
    .testTarget(name: "CanvasTests", dependencies: ["Canvas", "RandomSupport", "TerminalSupport"]),
    .testTarget(
      name: "ExplorerTests",
      dependencies: [
        "Explorer", "Tours", "Figures", "Sampling", "Simulation", "Nonlinear", "Theory", "Canvas", "Preferences",
        "Export", "RandomSupport", "TerminalSupport",
      ],
      exclude: ["Frames", "Casts"]),
    .testTarget(
      name: "FigureTests",
      dependencies: [
        "Explorer", "Figures", "Sampling", "Simulation", "Theory", "Canvas", "Preferences", "Export", "RandomSupport",
        real,
      ],
      exclude: ["Frames", "Reference"]),
    .testTarget(
      name: "ExportTests", dependencies: ["Export", "Explorer", "Figures", "Canvas", "RandomSupport"],
      exclude: ["Renderings"]),
    .executableTarget(
      name: "TerminalFixture", dependencies: ["Canvas", "Terminal"], path: "Tests/TerminalFixture"),
    .target(
      name: "TerminalSupport", dependencies: ["Canvas", .product(name: "Subprocess", package: "swift-subprocess")],
      path: "Tests/TerminalSupport"),
    .testTarget(
      name: "TerminalTests",
      dependencies: [
        "Canvas", "Terminal", "TerminalHarness", "TerminalSupport", "TerminalFixture", "RandomSupport",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]),
    // Any input to the parts that take some: a short run among the tests, a long one by `swift run -c release fuzz`.
    .target(
      name: "Fuzzing",
      dependencies: [
        "Theory", "Sampling", "Simulation", "Nonlinear", "Canvas", "Preferences", "Export", "Figures", "Explorer",
        "Sweeps", "Tours", "Terminal", "RandomSupport",
      ], path: "Tests/Fuzzing", exclude: ["corpus.txt"]),
    .executableTarget(
      name: "fuzz",
      dependencies: ["Fuzzing", .product(name: "ArgumentParser", package: "swift-argument-parser")], path: "Tests/Fuzz"),
    .testTarget(name: "FuzzTests", dependencies: ["Fuzzing"]),
    .testTarget(
      name: "NonlinearTests", dependencies: ["Nonlinear", "Sampling", "Theory", "COpenBLAS", "ArticleSupport"],
      exclude: ["Reference"]),
    .testTarget(
      name: "ProgramTests",
      dependencies: [
        "w2s", "Theory", "Simulation", "Canvas", "Figures", "Tours", "Explorer", "Preferences", "TerminalHarness",
        "TerminalSupport", "RandomSupport", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ], exclude: ["Slurm"]),
  ]
)

// A file sees the members of the modules it imports and of no others.
for target in package.targets where target.type != .plugin {
  target.swiftSettings = (target.swiftSettings ?? []) + [.enableUpcomingFeature("MemberImportVisibility")]
}
