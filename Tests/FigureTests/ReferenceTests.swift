// Every figure at ten points, against quadrature at 60 digits (Reference/figures.py).

import Theory
import Simulation
import Explorer
import Export
import Figures
import Foundation
import Testing

@Suite struct ReferenceTests {
  struct Point: Decodable {
    let figure: Int
    let panel: String
    let series: String
    let place: [String: Double]
    let theory: Double
  }

  static func points() throws -> [Point] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    return try JSONDecoder().decode(
      [Point].self, from: Data(contentsOf: folder.appending(path: "Reference/figures.json")))
  }

  @Test(arguments: 1...9)
  func figureAgreesWithQuadrature(number: Int) throws {
    let wanted = try Self.points().filter { $0.figure == number }
    #expect(wanted.count == 10)
    let points = try #require(PaperFigure(number)).points
    for point in wanted {
      let found = points.filter { candidate in
        candidate.panel == point.panel && candidate.series == point.series
          && candidate.coordinates.allSatisfy { name, value in
            point.place[name].map { abs($0 - value) <= 1e-12 * abs(value) } ?? false
          }
      }
      #expect(found.count == 1, "\(point)")
      guard let value = found.first?.theory else { continue }
      // A gap is the difference of two errors of order 1.
      let scale = number <= 2 ? max(abs(point.theory), 0.01) : abs(point.theory)
      #expect(abs(value - point.theory) <= 1e-12 * scale, "\(value) at \(point)")
    }
  }

  /// What a simulation is to work through.
  @Test func pointsThatCanBeSimulatedHaveSizes() throws {
    let first = try #require(try PaperFigure(1, panel: "right")?.points.first?.simulationPoint())
    #expect(first.sizes.dimension == 500 && first.sizes.teacherSamples == 2000 && first.sizes.studentSamples == 416)
    #expect(try PaperFigure(4)?.points.first?.simulationPoint() == nil)
    let peak = try #require(PaperFigure(7)?.points.first { $0.regime.gammaT == 1 && $0.series != "teacher" })
    #expect(peak.theory == .infinity)
    #expect(peak.record(hasPanels: false).json(pretty: false).hasSuffix("\"theory\":null}"))
  }

  @Test func rowsAreNamedAsPromised() throws {
    let headers: [(Int, String)] = [
      (1, "panel,lambda_t,lambda_s,theory"), (3, "lambda_s,series,theory"), (4, "lambda_s,series,theory"),
      (5, "c,series,theory"), (6, "gamma_t,series,theory"),
    ]
    for (number, header) in headers {
      let figure = try #require(PaperFigure(number))
      #expect(figure.points.first?.record(hasPanels: figure.hasPanels).csvHeader == header)
    }
    #expect(PaperFigure(0) == nil && PaperFigure(10) == nil && PaperFigure(3, panel: "left") == nil)
  }
}
