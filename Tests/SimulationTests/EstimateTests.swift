import Sampling
import Testing

@testable import Simulation

@Suite struct EstimateTests {
  @Test func panelsMergeToTheWhole() throws {
    let panel = try panel(8, 12, 6, [0.1, 1], [0.2, 2, 20])
    let drawn = try trials(panel, count: 20, seed: 22, engine: .law)
    var (whole, left, right) = (PanelEstimate(panel), PanelEstimate(panel), PanelEstimate(panel))
    for (i, errors) in drawn.enumerated() {
      whole.add(errors)
      if i < 13 { left.add(errors) } else { right.add(errors) }
    }
    left.merge(right)
    for i in 0..<2 {
      for j in 0..<3 {
        let (a, b) = (left[teacher: i, student: j], whole[teacher: i, student: j])
        #expect(a.gain == b.gain && a.gain.count == 20)
        for (x, y) in [(a.teacher, b.teacher), (a.student, b.student), (a.gap, b.gap)] {
          #expect(abs(x.mean - y.mean) <= 1e-14 * abs(y.mean) + 1e-15)
          #expect(abs(x.squares - y.squares) <= 1e-12 * y.squares)
        }
        #expect(drawn.count { $0.gap[j * 2 + i] < 0 } == a.gain.successes)
      }
    }
  }
}
