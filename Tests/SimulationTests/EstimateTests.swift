import Sampling
import Testing

@testable import Simulation

@Suite struct EstimateTests {
  /// Every cell has the moments of its own errors, in their places.
  @Test func cellsAreThoseOfTheTrials() throws {
    let panel = try panel(8, 12, 6, [0.1, 1], [0.2, 2, 20])
    let drawn = try trials(panel, count: 20, seed: 22, engine: .law)
    var estimate = PanelEstimate(panel)
    for errors in drawn { estimate.add(errors) }
    for i in 0..<2 {
      for j in 0..<3 {
        let cell = estimate[teacher: i, student: j]
        var (teacher, student, gap) = (Moments(), Moments(), Moments())
        for errors in drawn {
          let difference = errors.gap[j * 2 + i]
          teacher.add(errors.teacher[i])
          student.add(errors.teacher[i] + difference)
          gap.add(difference)
        }
        #expect(cell.teacher == teacher && cell.student == student && cell.gap == gap)
        #expect(cell.gain == Proportion(successes: drawn.count { $0.gap[j * 2 + i] < 0 }, count: 20))
      }
    }
  }
}
