import Testing

@testable import Sampling

@Suite struct EstimateTests {
  @Test func momentsAreThoseOfTheNumbers() {
    var moments = Moments()
    for x in [2.0, 4, 4, 4, 5, 5, 7, 9] { moments.add(x) }
    #expect(moments.count == 8)
    #expect(moments.mean == 5)
    #expect(abs(moments.variance - 32.0 / 7) < 1e-15)
    #expect(abs(moments.standardError - (32.0 / 56).squareRoot()) < 1e-15)
  }

  @Test func fewerThanTwoNumbersHaveNoError() {
    var moments = Moments()
    #expect(moments.standardError.isNaN)
    moments.add(3)
    #expect(moments.mean == 3 && moments.standardError.isNaN)
  }

  /// 4 ± 2 of two numbers; a spread of 0 at the limit itself.
  @Test func standardScores() {
    var moments = Moments()
    #expect(moments.z(against: 0).isNaN)
    moments.add(2)
    #expect(moments.z(against: 2).isNaN && moments.z(against: 5).isNaN)
    moments.add(6)
    #expect(moments.z(against: 1) == 1.5 && moments.z(against: 5) == -0.5 && moments.z(against: 4) == 0)
    var same = Moments()
    for _ in 0..<3 { same.add(7) }
    #expect(same.z(against: 7) == 0 && same.z(against: 6) == .infinity)
    #expect(standardScore(mean: 4, standardError: 2, limit: 1) == moments.z(against: 1))
  }

  /// A mean of 1.2 ± 0.05 about a limit of 1 is off by 0.2, whether or not that was predicted.
  @Test func biasIsSaid() throws {
    var moments = Moments()
    for value in [1.15, 1.25] { moments.add(value) }
    let number = { (value: Double) in "\((value * 1000).rounded() / 1000)" }
    func said(_ limit: Double, _ predicted: Double?) -> String? {
      moments.finiteSizeRemark(against: limit, predicted: predicted, dimension: 500, number: number)
    }
    let bias = try #require(said(1, nil))
    for part in ["d = 500", "order 1/d", "about 0.2."] { #expect(bias.contains(part)) }
    #expect(try #require(said(1, 1.19)).hasSuffix("which is predicted: 0.19."))
    #expect(try #require(said(1, 0.9)).hasSuffix("-0.1 is predicted to that order, 0.2 is found."))
    #expect(said(1.06, nil) == nil && said(.infinity, nil) == nil)
    #expect(Moments().finiteSizeRemark(against: 1, predicted: nil, dimension: 500, number: number) == nil)
  }

  /// Of 0, 1, …, 20 a twentieth is below 1; a quantile between two of them is on the line that joins them.
  @Test func quantilesAreOnTheLine() {
    let sample = (0...20).map(Double.init).reversed().map { $0 }
    #expect(quantiles(sample, [0, 0.05, 0.5, 0.525, 1]) == [0, 1, 10, 10.5, 20])
    #expect(quantiles([3], [0, 0.3, 1]) == [3, 3, 3])
    #expect(quantiles([], [0.5])[0].isNaN)
  }

  @Test(arguments: [0, 1, 17, 99, 100])
  func halvesMergeToTheWhole(split: Int) {
    var generator = Generator(seed: 21)
    let numbers = (0..<100).map { _ in 1e6 + generator.gaussian() }
    var (whole, left, right) = (Moments(), Moments(), Moments())
    for (i, x) in numbers.enumerated() {
      whole.add(x)
      if i < split { left.add(x) } else { right.add(x) }
    }
    left.merge(right)
    #expect(left.count == whole.count)
    #expect(abs(left.mean - whole.mean) <= 1e-15 * 1e6)
    #expect(abs(left.squares - whole.squares) <= 1e-8 * whole.squares)
  }

  /// Wilson's interval for 0 of 10 and 5 of 10 at 95 %, from the closed form in 20 digits.
  @Test func wilsonIntervals() {
    let none = Proportion(successes: 0, count: 10)
    #expect(none.value == 0 && none.standardError == 0)
    #expect(none.interval().lowerBound == 0)
    #expect(abs(none.interval().upperBound - 0.27753279986288926) < 1e-14)
    let half = Proportion(successes: 5, count: 10).interval()
    #expect(abs(half.lowerBound - 0.2365930905125640) < 1e-14)
    #expect(abs(half.upperBound - 0.7634069094874360) < 1e-14)
    #expect(Proportion().interval() == 0...1)
    #expect(Proportion(successes: 10, count: 10).interval().upperBound == 1)
  }

  @Test func proportionsMergeExactly() {
    var (a, b) = (Proportion(successes: 3, count: 7), Proportion())
    b.add(true)
    b.add(false)
    a.merge(b)
    #expect(a == Proportion(successes: 4, count: 9))
  }
}
