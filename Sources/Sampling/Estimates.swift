// What is kept of the trials: running moments and counts, exact to merge.

/// Count, mean and spread of a stream of numbers, in their unit, by Welford's recurrence [Welford 1962]; halves merge
/// by that of [Chan, Golub & LeVeque 1983].
public struct Moments: Sendable, Hashable, Codable {
  /// How many numbers were added.
  public private(set) var count = 0
  /// Their mean; 0 for none.
  public private(set) var mean = 0.0
  /// The sum of squared deviations from the mean; 0 for none.
  public private(set) var squares = 0.0

  /// No numbers.
  public init() {}

  /// Numbers of which no more is known than a table says.
  /// - Parameters:
  ///   - count: how many, ≥ 0.
  ///   - mean: their mean.
  ///   - standardError: that of the mean; not looked at for fewer than two numbers.
  public init(count: Int, mean: Double, standardError: Double) {
    (self.count, self.mean) = (count, mean)
    squares = count < 2 ? 0 : standardError * standardError * Double(count) * Double(count - 1)
  }

  /// Adds one number; after one that is not finite, mean and spread are NaN or infinite.
  public mutating func add(_ value: Double) {
    count += 1
    let shift = value - mean
    mean += shift / Double(count)
    squares += shift * (value - mean)
  }

  /// Adds all the numbers of another stream; equal to adding them one by one, up to rounding.
  public mutating func merge(_ other: Moments) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    let total = Double(count + other.count)
    let shift = other.mean - mean
    mean += shift * (Double(other.count) / total)
    squares += other.squares + shift * shift * (Double(count) * Double(other.count) / total)
    count += other.count
  }

  /// The unbiased variance; NaN for fewer than two numbers.
  public var variance: Double { count < 2 ? .nan : squares / Double(count - 1) }
  /// The standard error of the mean; NaN for fewer than two numbers.
  public var standardError: Double { (variance / Double(max(count, 1))).squareRoot() }

  /// (mean − limit) / standard error: how many standard errors the mean is from a limit. 0 where it equals the limit,
  /// NaN before the second number. At a finite dimension a bias of order 1/d remains in the mean of most errors.
  public func z(against limit: Double) -> Double {
    standardScore(mean: mean, standardError: standardError, limit: limit)
  }

  /// What a mean far from its limit is due to, in a sentence; nil where |z| ≤ 3, or where there is no z.
  ///
  /// The expansion of the errors in 1/d has the limit for its first term, and enough trials resolve the second.
  /// - Parameters:
  ///   - limit: what the mean approaches as d → ∞.
  ///   - predicted: what it is predicted to be at d, to order 1/d; nil where there is no prediction.
  ///   - dimension: d ≥ 1, that of the trials.
  ///   - number: writes a number.
  public func finiteSizeRemark(
    against limit: Double, predicted: Double?, dimension: Int, number: (Double) -> String
  ) -> String? {
    let bias = mean - limit
    guard abs(z(against: limit)) > 3, bias.isFinite else { return nil }
    let size = "At d = \(dimension) the limit is off by a finite-size bias of order 1/d"
    guard let predicted, predicted.isFinite else { return size + ", about \(number(bias))." }
    let predictedBias = number(predicted - limit)
    if abs(z(against: predicted)) <= 4 { return size + ", which is predicted: \(predictedBias)." }
    return size + ": \(predictedBias) is predicted to that order, \(number(bias)) is found."
  }
}

/// (mean − limit) / standard error, of a mean whose ``Moments`` are not at hand; see ``Moments/z(against:)``. 0 where
/// the two are equal, ±∞ where they are not and the standard error is 0, NaN where it is NaN.
public func standardScore(mean: Double, standardError: Double, limit: Double) -> Double {
  mean == limit && !standardError.isNaN ? 0 : (mean - limit) / standardError
}

/// The values below which the shares `shares` ∈ [0, 1] of a sample lie, in the order of the shares, linear between the
/// order statistics [Hyndman & Fan 1996, type 7]; NaN of an empty one.
public func quantiles(_ sample: [Double], _ shares: [Double]) -> [Double] {
  let sorted = sample.sorted()
  return shares.map { share in
    guard let last = sorted.last else { return .nan }
    let place = share * Double(sorted.count - 1)
    let index = Int(place)
    guard index + 1 < sorted.count else { return last }
    return sorted[index] + (place - Double(index)) * (sorted[index + 1] - sorted[index])
  }
}

/// How often something happened.
public struct Proportion: Sendable, Hashable, Codable {
  /// How many times it did.
  public private(set) var successes = 0
  /// How many times it could have.
  public private(set) var count = 0

  /// Never tried.
  public init() {}

  /// A count of successes among a number of tries, 0 ≤ `successes` ≤ `count`.
  public init(successes: Int, count: Int) {
    self.successes = successes
    self.count = count
  }

  /// Adds one try.
  public mutating func add(_ success: Bool) {
    count += 1
    if success { successes += 1 }
  }

  /// Adds the tries of another; exact.
  public mutating func merge(_ other: Proportion) {
    successes += other.successes
    count += other.count
  }

  /// The observed frequency, in [0, 1]; NaN for no tries.
  public var value: Double { Double(successes) / Double(count) }
  /// √(p(1−p)/n) of the observed frequency p, which is 0 when every try went the same way; NaN for no tries.
  public var standardError: Double { (value * (1 - value) / Double(count)).squareRoot() }

  /// Wilson's score interval [Wilson 1927], which stays inside [0, 1] and has a width even at 0 of n and n of n.
  /// It is [0, 1] for no tries.
  /// - Parameter z: half-width in standard deviations, > 0; 1.96 for 95 %.
  public func interval(z: Double = 1.959963984540054) -> ClosedRange<Double> {
    guard count > 0 else { return 0...1 }
    let n = Double(count)
    let scale = 1 + z * z / n
    let centre = (value + z * z / (2 * n)) / scale
    let half = z / scale * (value * (1 - value) / n + z * z / (4 * n * n)).squareRoot()
    // The ends are exact where nothing, or everything, succeeded.
    let lower = successes == 0 ? 0 : max(0, centre - half)
    return lower...(successes == count ? 1 : min(1, centre + half))
  }
}
