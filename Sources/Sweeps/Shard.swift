/// Which part of a sweep: the `number`th, from 1, of `count`.
public struct Shard: Sendable, Hashable, CustomStringConvertible {
  /// From 1 to ``count``.
  public let number: Int
  /// How many parts there are, ≥ 1.
  public let count: Int

  /// The most parts of one sweep.
  public static let most = 1_000_000

  /// A part.
  /// - Throws: ``SweepError/misuse(_:)`` for a number that is not from 1 to `count`, or a count that is none.
  public init(_ number: Int, of count: Int) throws(SweepError) {
    (self.number, self.count) = (number, count)
    guard (1...Self.most).contains(count), (1...count).contains(number) else {
      throw .misuse("shard \(number)/\(count) is out of range: K/N with K from 1 to N, and N at most \(Self.most)")
    }
  }

  /// Reads `K/N`.
  /// - Throws: ``SweepError/misuse(_:)`` for what is none.
  public init(_ text: String) throws(SweepError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1] else {
      throw .misuse("shard '\(text)' is not understood: K/N, such as 1/3, or auto")
    }
    try self.init(number, of: count)
  }

  /// The part that a task of a Slurm array has, by the variables it is given.
  /// - Throws: ``SweepError/misuse(_:)`` outside an array, and where the array was not submitted whole: then its count
  ///   says nothing of the others.
  public init(slurm variables: [String: String]) throws(SweepError) {
    let value = { (name: String) in variables["SLURM_ARRAY_TASK_\(name)"].flatMap { Int($0) } }
    guard let id = value("ID"), let count = value("COUNT"), let least = value("MIN") else {
      throw .misuse(
        "shard auto needs a Slurm array: SLURM_ARRAY_TASK_ID, SLURM_ARRAY_TASK_COUNT and SLURM_ARRAY_TASK_MIN are not "
          + "all set; outside of one give K/N")
    }
    if let most = value("MAX"), most - least + 1 != count {
      throw .misuse(
        "shard auto needs a whole array, and tasks \(least) to \(most) of this one are \(count): give K/N, such as "
          + "\"$SLURM_ARRAY_TASK_ID/N\"")
    }
    try self.init(id - least + 1, of: count)
  }

  /// `3/8`.
  public var description: String { "\(number)/\(count)" }
}

extension Manifest {
  /// The units of a part: ranges of about equal cost that follow each other.
  /// - Throws: ``SweepError/misuse(_:)`` for more parts than there are units.
  func range(of shard: Shard) throws(SweepError) -> Range<Int> {
    guard shard.count <= sweep.units else {
      throw .misuse(
        "shard \(shard) is out of range: there are \(sweep.units) trials to share out, so that N is at most that")
    }
    let bounds = cost.bounds(shards: shard.count)
    return bounds[shard.number - 1]..<bounds[shard.number]
  }
}
