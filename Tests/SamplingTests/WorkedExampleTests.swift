// The example of the module's article, Sampling.docc: compiled as a reader of it would, run, and what it says asserted.

import ArticleSupport
import Sampling
import Testing

@Suite("The article on Sampling")
struct WorkedExampleTests {
  @Test("What the example says is so")
  func claims() {
    // example
    // Six measurements of an error whose limit is 1.2, in two halves.
    var errors = Moments()
    for error in [1.25, 1.19, 1.22, 1.28] { errors.add(error) }
    var others = Moments()
    for error in [1.21, 1.29] { others.add(error) }
    errors.merge(others)
    // 1.240 ± 0.016, which is 2.45 standard errors above
    let (mean, deviation, z) = (errors.mean, errors.standardError, errors.z(against: 1.2))

    // 6 gains in 6 trials: the 95 % interval of their probability is [0.610, 1].
    let gains = Proportion(successes: 6, count: 6)
    let least = gains.interval().lowerBound

    // As many threads as this machine has processors, with at most so many bytes for each.
    let machine = Machine.current
    let share = machine.memory / machine.processors
    // end of the example

    #expect(errors.count == 6)
    #expect(rounds(mean, to: 1.240, 1e-3) && rounds(deviation, to: 0.016, 1e-3) && rounds(z, to: 2.45, 1e-2))
    #expect(gains.value == 1 && gains.interval().upperBound == 1 && rounds(least, to: 0.610, 1e-3))
    #expect(machine.processors >= 1 && share > 0)
    #expect(standardScore(mean: mean, standardError: deviation, limit: 1.2) == z)
  }

  @Test("The article prints the code above")
  func code() throws {
    let article = try Article(module: "Sampling")
    #expect(article.printed == article.compiled)
  }

  @Test("The article lists every public type and function, and no other")
  func topics() throws {
    let article = try Article(module: "Sampling")
    #expect(article.listed == article.declared)
  }
}
