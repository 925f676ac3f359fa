import COpenBLAS
import Sampling
import Testing

@testable import Simulation

@Suite struct EdgeCaseTests {
  init() throws { try #require(openblas_load()) }

  private static let shapes = [
    (12, 30, 18), (12, 8, 18), (12, 30, 5), (12, 5, 5), (12, 12, 12), (12, 13, 13), (1, 1, 1), (1, 5, 3), (2, 1, 1),
    (140, 300, 200), (140, 90, 139), (300, 200, 129),
  ]

  /// Every error is a finite number ≥ σ², whatever the shape, down to λ = 0 and up to 10⁹.
  @Test(arguments: shapes, [0.0, 0.5, 1.0]) func errorsAreErrors(shape: (Int, Int, Int), zeta: Double) throws {
    if shape.0 == 1 && zeta == 0.5 { return }
    let lambdas = [0, 1e-9, 0.3, 1e9]
    let panel = try panel(shape.0, shape.1, shape.2, sigma: 0.1, zeta: zeta, lambdas, lambdas)
    for errors in try trials(panel, count: 3, seed: 61, engine: .law) {
      for (i, teacher) in errors.teacher.enumerated() {
        #expect(teacher.isFinite && teacher >= 0.01)
        for j in lambdas.indices {
          let student = teacher + errors.gap[j * 4 + i]
          #expect(student.isFinite && student >= 0.01 - 1e-9 * teacher)
        }
      }
    }
  }

  /// The limit λ → 0 is continuous: the fit of least norm is what a tiny penalty gives, draw by draw.
  @Test(arguments: shapes.filter { $0.0 != $0.1 && $0.0 != $0.2 }, [0.0, 0.5])
  func noPenaltyIsTheLimit(shape: (Int, Int, Int), zeta: Double) throws {
    if shape.0 == 1 && zeta == 0.5 { return }
    let exact = try panel(shape.0, shape.1, shape.2, zeta: zeta, [0, 1], [0, 1])
    let tiny = try panel(shape.0, shape.1, shape.2, zeta: zeta, [1e-12, 1], [1e-12, 1])
    let pairs = try zip(
      trials(exact, count: 5, seed: 62, engine: .law), trials(tiny, count: 5, seed: 62, engine: .law))
    for (a, b) in pairs {
      for i in 0..<2 { #expect(abs(a.teacher[i] - b.teacher[i]) < 1e-6 * b.teacher[i]) }
      for c in 0..<4 { #expect(abs(a.gap[c] - b.gap[c]) < 1e-6 * b.teacher[c % 2]) }
    }
  }

  /// Without a penalty and with enough samples a student copies its teacher: a tie, which is not a gain.
  @Test func aCopyIsATie() throws {
    let panel = try panel(10, 20, 15, zeta: 0.4, [0.1, 1], [0])
    for engine in Engine.allCases {
      let plan = try SimulationPlan(panels: [panel], trials: 20, seed: 63, engine: engine)
      let cell = try simulate(plan).panels[0][teacher: 1, student: 0]
      #expect(cell.gap.mean == 0 && cell.gap.squares == 0)
      #expect(cell.gain.successes == 0 && cell.gain.count == 20)
    }
  }

  /// A student with a huge penalty predicts 0, so L_s = σ² + ‖β⋆‖² for every teacher.
  @Test func aHugePenaltyPredictsNothing() throws {
    let panel = try panel(10, 20, 6, [0.01, 0.1, 1, 10], [1e12])
    for errors in try trials(panel, count: 5, seed: 64, engine: .law) {
      let students = zip(errors.teacher, errors.gap).map { $0 + $1 }
      for student in students { #expect(abs(student - students[0]) < 1e-9 * student) }
    }
  }

  /// f₂ = −df₁/dλ against central differences of f₁, for both forms; h = 1e-4 leaves an error of order h².
  @Test(arguments: [(40, 70), (40, 25), (300, 300), (300, 290)]) func formsAreDerivatives(shape: (Int, Int)) throws {
    let (d, ns) = shape
    let (lambda, h) = (0.2, 1e-4)
    let panel = try panel(d, d, ns, [1], [lambda])
    let forms = try #require(
      StudentSampler().draw(
        panel, lambdas: [lambda * (1 - h), lambda, lambda * (1 + h)], columns: 4, matrix: Generator(seed: 65),
        frame: Generator(seed: 66), stopped: { false }))
    let size = forms.size
    func first(_ index: Int, _ entry: Int) -> Double { forms.triangles[2 * index * size + entry] }
    let diagonal = [0, 2, 5, 9]
    for a in 0..<4 {
      for b in 0...a {
        let entry = a * (a + 1) / 2 + b
        let slope = (first(2, entry) - first(0, entry)) / (2 * h)
        let second = forms.triangles[3 * size + entry]
        let scale = (forms.triangles[3 * size + diagonal[a]] * forms.triangles[3 * size + diagonal[b]]).squareRoot()
        #expect(abs(slope + second) < 1e-6 * scale)
      }
    }
  }

  /// The order in which penalties are fitted does not show, nor do repeated ones.
  @Test func penaltiesKeepTheirPlaces() throws {
    let lambdas = [3, 0.01, 0.5, 0.5, 100, 0.07, 12, 0.9, 0.002, 1]
    let sorted = lambdas.sorted()
    let shuffled = try trials(panel(15, 20, 20, lambdas, [1]), count: 1, seed: 67, engine: .law)
    let inOrder = try trials(panel(15, 20, 20, sorted, [1]), count: 1, seed: 67, engine: .law)
    for (i, lambda) in lambdas.enumerated() {
      let place = try #require(sorted.firstIndex(of: lambda))
      #expect(abs(shuffled[0].teacher[i] - inOrder[0].teacher[place]) < 1e-12)
    }
  }

  @Test(arguments: [1, 2, 3, 7, 8, 9, 64, 100]) func spreadIsAPermutation(count: Int) {
    let order = TeacherSampler.spread((0..<count).map { Double(count - $0) })
    #expect(order.sorted() == Array(0..<count))
  }
}
