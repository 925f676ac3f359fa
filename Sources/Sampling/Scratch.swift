/// Storage that grows and is used again: one for each thread and purpose, so that trials allocate nothing of size d.
package final class Scratch {
  /// The first of what was reserved.
  package private(set) var base: UnsafeMutablePointer<Double>
  private var capacity: Int

  /// No room yet.
  package init() {
    capacity = 1
    base = .allocate(capacity: 1)
  }

  deinit { base.deallocate() }

  /// Room for `count` doubles, whose contents are undefined unless `keeping` says how many of the old stay.
  package func reserve(_ count: Int, keeping kept: Int = 0) -> UnsafeMutablePointer<Double> {
    if count > capacity {
      let fresh = UnsafeMutablePointer<Double>.allocate(capacity: count)
      if kept > 0 { fresh.update(from: base, count: kept) }
      base.deallocate()
      base = fresh
      capacity = count
    }
    return base
  }

  /// Room for `count` zeros.
  package func zeros(_ count: Int) -> UnsafeMutablePointer<Double> {
    let pointer = reserve(count)
    pointer.update(repeating: 0, count: count)
    return pointer
  }
}
