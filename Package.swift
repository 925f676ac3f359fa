// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "w2s",
  products: [
    .library(name: "Theory", targets: ["Theory"]),
    .library(name: "Simulation", targets: ["Simulation"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    .target(name: "Theory", dependencies: [.product(name: "RealModule", package: "swift-numerics")]),
    .target(name: "COpenBLAS", linkerSettings: [.linkedLibrary("openblas")]),
    .target(
      name: "Simulation",
      dependencies: ["Theory", "COpenBLAS", .product(name: "RealModule", package: "swift-numerics")]),
    .testTarget(name: "SimulationTests", dependencies: ["Simulation", "Theory", "COpenBLAS"]),
  ]
)
