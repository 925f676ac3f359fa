import COpenBLAS
import Foundation
import RealModule
import Sampling
import Testing
import Theory

@testable import Simulation

// Forms of many penalties from those of a few, against their own sums at every penalty: the same draws both ways.

@Suite struct PenaltyNodeTests {
  /// A grid of penalties and the sizes it is drawn at.
  struct Grid: CustomTestStringConvertible, Sendable {
    let (d, ns): (Int, Int)
    let (low, high): (Double, Double)
    let count: Int
    var zero = false

    var testDescription: String { "d \(d), ns \(ns), \(count) λs from \(low) to \(high)\(zero ? " and 0" : "")" }

    var lambdas: [Double] {
      let ratio = Double.log(high / low)
      return (zero ? [0] : []) + (0..<count).map { low * .exp(ratio * Double($0) / Double(count - 1)) }
    }

    static let all = [
      Grid(d: 60, ns: 240, low: 1e-2, high: 10, count: 100), Grid(d: 60, ns: 240, low: 1e-3, high: 1e3, count: 61),
      Grid(d: 200, ns: 100, low: 1e-3, high: 1e3, count: 61, zero: true),
      Grid(d: 100, ns: 83, low: 1e-3, high: 1e3, count: 61), Grid(d: 80, ns: 80, low: 1e-3, high: 1e3, count: 61),
      Grid(d: 300, ns: 302, low: 1e-5, high: 1e5, count: 80, zero: true),
      Grid(d: 40, ns: 4000, low: 1e-4, high: 1e4, count: 60), Grid(d: 150, ns: 3, low: 1e-2, high: 1e2, count: 40),
      Grid(d: 50, ns: 75, low: 0.5, high: 0.6, count: 9),
    ]
  }

  @Test(arguments: Grid.all) func nodesStandForEveryPenalty(grid: Grid) throws {
    let lambdas = grid.lambdas
    let panel = try panel(grid.d, grid.d, grid.ns, [1], lambdas)
    let nodes = try #require(PenaltyNodes(lambdas, gamma: panel.sizes.gammaS))
    #expect(4 * nodes.summed.count <= 3 * lambdas.count + 4)
    func forms(_ lambdas: [Double]) throws -> StudentForms {
      try #require(
        StudentSampler().draw(
          panel, lambdas: lambdas, columns: 5, matrix: Generator(seed: 71), frame: Generator(seed: 72),
          stopped: { false }))
    }
    let (found, right) = (nodes.interpolate(try forms(nodes.summed)), try forms(lambdas))
    #expect(found.lambdas == right.lambdas && found.dual == right.dual && found.columns == right.columns)
    #expect(found.gram == right.gram && found.triangles.count == right.triangles.count)
    var (k1, k2, expected1, expected2) = (zeros, zeros, zeros, zeros)
    for index in lambdas.indices {
      found.fill(index, &k1, &k2)
      right.fill(index, &expected1, &expected2)
      for a in 0..<5 {
        for b in 0..<5 {
          // A share of the frame's own lengths.
          let scale = (right.gram[6 * a] * right.gram[6 * b]).squareRoot()
          #expect(abs(k1[5 * a + b] - expected1[5 * a + b]) < 1e-10 * scale, "K₁ at \(lambdas[index])")
          #expect(abs(k2[5 * a + b] - expected2[5 * a + b]) < 1e-9 * scale, "K₂ at \(lambdas[index])")
          if grid.ns > 2 * grid.d {
            // With every digit as λ → 0, where both vanish.
            let least = (expected1[6 * a] * expected1[6 * b]).squareRoot()
            #expect(abs(k1[5 * a + b] - expected1[5 * a + b]) < 1e-9 * least, "K₁ at \(lambdas[index])")
          }
        }
      }
    }
  }

  private let zeros = [Double](repeating: 0, count: 25)

  @Test func aFewPenaltiesAreSummedThemselves() {
    for lambdas in [[0.0], [1], [0.1, 1, 10], [0, 0, 2, 2, 2, 2, 2, 2], [1e-300, 1, 1e300], []] {
      #expect(PenaltyNodes(lambdas, gamma: 0.5) == nil)
    }
  }

  /// The order of penalties does not matter, nor that some are repeated.
  @Test func aShuffledGridHasTheSameGaps() throws {
    let sorted = Grid.all[0].lambdas
    let order = sorted.indices.map { ($0 * 37) % sorted.count }
    let teachers = [0.05, 0.5]
    let inOrder = try trials(panel(30, 60, 45, zeta: 0.6, teachers, sorted), count: 2, seed: 73, engine: .law)
    let shuffled = try trials(
      panel(30, 60, 45, zeta: 0.6, teachers, order.map { sorted[$0] } + [sorted[3]]), count: 2, seed: 73, engine: .law)
    for (here, there) in zip(shuffled, inOrder) {
      for (place, index) in (order + [3]).enumerated() {
        for i in 0..<2 { #expect(abs(here.gap[2 * place + i] - there.gap[2 * index + i]) < 1e-12) }
      }
    }
  }

  /// A gap of a grid is that of its penalty alone, on the same draws.
  @Test(arguments: [0.0, 0.6, 1]) func aGridHasTheGapsOfItsPenalties(zeta: Double) throws {
    let grid = Grid.all[1]
    let teachers = [0.02, 0.3]
    let all = try trials(panel(40, 60, 33, zeta: zeta, teachers, grid.lambdas), count: 2, seed: 74, engine: .law)
    for index in stride(from: 0, to: grid.count, by: 7) {
      let one = try trials(
        panel(40, 60, 33, zeta: zeta, teachers, [grid.lambdas[index]]), count: 2, seed: 74, engine: .law)
      for trial in 0..<2 {
        for i in 0..<2 {
          #expect(abs(all[trial].gap[2 * index + i] - one[trial].gap[i]) < 1e-9 * all[trial].teacher[i])
        }
      }
    }
  }
}

@Suite struct LibraryTests {
  /// A library older than the processor would fall back to kernels a quarter as fast.
  @Test func kernelsAreThoseOfTheProcessor() throws {
    #expect(openblas_load())
    #if os(Linux) && arch(x86_64)
      let facts = try #require(try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))
      guard facts.contains(" avx2 "), ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"] == nil else { return }
      let version = String(cString: openblas_version()).lowercased()
      #expect(
        ["haswell", "zen", "excavator", "skylakex", "cooperlake", "sapphirerapids"].contains { version.contains($0) })
    #endif
  }
}
