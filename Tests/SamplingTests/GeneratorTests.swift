import RealModule
import StatisticsSupport
import Testing

@testable import Sampling

@Suite struct GeneratorTests {
  /// The known answers published with Random123 (`kat_vectors`, philox4x64 10).
  @Test func philoxGivesThePublishedAnswers() {
    let ones = UInt64.max
    let zero = Generator.philox(counter: (0, 0, 0, 0), key: (0, 0))
    #expect(zero == (0x16554d9e_ca36314c, 0xdb20fe9d_672d0fdc, 0xd7e772ce_e186176b, 0x7e68b68a_ec7ba23b))
    let full = Generator.philox(counter: (ones, ones, ones, ones), key: (ones, ones))
    #expect(full == (0x87b092c3_013fe90b, 0x438c3c67_be8d0224, 0x9cc7d7c6_9cd777b6, 0xa09caebf_594f0ba0))
    let pi = Generator.philox(
      counter: (0x243f6a88_85a308d3, 0x13198a2e_03707344, 0xa4093822_299f31d0, 0x082efa98_ec4e6c89),
      key: (0x452821e6_38d01377, 0xbe5466cf_34e90c6c))
    #expect(pi == (0xa528f454_03e61d95, 0x38c72dbd_566e9788, 0xa5a1610e_72fd18b5, 0x57bd43b5_e52b7fe6))
  }

  @Test func streamsAreTheirCoordinates() {
    func first(_ seed: UInt64, _ panel: UInt64, _ trial: UInt64, _ part: UInt64) -> UInt64 {
      var generator = Generator(seed: seed, panel: panel, trial: trial, part: part)
      return generator.next()
    }
    let all = [first(0, 0, 0, 0), first(1, 0, 0, 0), first(0, 1, 0, 0), first(0, 0, 1, 0), first(0, 0, 0, 1)]
    #expect(Set(all).count == all.count)
    var part = Generator(seed: 3, panel: 4, trial: 5).part(2)
    #expect(part.next() == first(3, 4, 5, 2))
  }

  /// Nine comparisons at `falseAlarmRate` each.
  @Test func gaussianHasItsDistribution() {
    var generator = Generator(seed: 11)
    let count = 200_000
    let sample = (0..<count).map { _ in generator.gaussian() }
    #expect(kolmogorovSmirnov(sample) { 0.5 * Double.erfc(-$0 / 2.0.squareRoot()) } > falseAlarmRate)
    // Raw moments 1 to 6, with variances E x^2k − (E x^k)².
    let moments: [(mean: Double, variance: Double)] = [(0, 1), (1, 2), (0, 15), (3, 96), (0, 945), (15, 10170)]
    for (index, expected) in moments.enumerated() {
      let mean = sample.reduce(0) { $0 + Double.pow($1, index + 1) } / Double(count)
      #expect(abs(mean - expected.mean) < zLimit * (expected.variance / Double(count)).squareRoot(), "\(index + 1)")
    }
    // Beyond the last layer, where the tail is drawn apart.
    let beyond = sample.count { abs($0) > Ziggurat.tail }
    let expected = Double(count) * Double.erfc(Ziggurat.tail / 2.0.squareRoot())
    #expect(abs(Double(beyond) - expected) < zLimit * expected.squareRoot())
    let above = sample.count { $0 > Ziggurat.tail }
    #expect(abs(Double(above) - expected / 2) < zLimit * (expected / 2).squareRoot())
  }

  /// Two comparisons at `falseAlarmRate`.
  @Test(arguments: [1, 2, 3, 5, 20, 1000, 1_000_000_000])
  func chiSquaredHasItsMoments(degrees: Int) {
    var generator = Generator(seed: 12, panel: UInt64(degrees))
    let count = 40_000
    var moments = Moments()
    for _ in 0..<count { moments.add(generator.chiSquared(degrees)) }
    let nu = Double(degrees)
    #expect(abs(moments.mean - nu) < zLimit * (2 * nu / Double(count)).squareRoot())
    // The variance of a sample variance is (μ₄ − μ₂²)/n with μ₄ = 12ν(ν+4).
    let spread = ((12 * nu * (nu + 4) - 4 * nu * nu) / Double(count)).squareRoot()
    #expect(abs(moments.variance - 2 * nu) < zLimit * spread)
  }

  /// One comparison at `falseAlarmRate`; even degrees of freedom have elementary distribution functions.
  @Test(arguments: [1, 2, 4, 6])
  func chiHasItsDistribution(degrees: Int) {
    var generator = Generator(seed: 13, panel: UInt64(degrees))
    let sample = (0..<40_000).map { _ in generator.chi(degrees) }
    let p = kolmogorovSmirnov(sample) { x in
      if degrees == 1 { return 1 - Double.erfc(x / 2.0.squareRoot()) }
      let half = 0.5 * x * x
      var (term, sum) = (1.0, 1.0)
      for k in 1..<max(1, degrees / 2) {
        term *= half / Double(k)
        sum += term
      }
      return 1 - Double.exp(-half) * sum
    }
    #expect(p > falseAlarmRate)
  }

  @Test func chiOfNothingIsZero() {
    var generator = Generator(seed: 1)
    #expect(generator.chi(0) == 0)
  }
}
