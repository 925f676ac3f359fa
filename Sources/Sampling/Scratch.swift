#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Room for `count` doubles, whose contents are undefined; `deallocate` gives it back.
///
/// What a run needs is compared with what there is before it begins. Where memory runs out all the same, nothing can go on
/// in its midst: the process says so in one line and ends with code 71, as it should rather than by a trap.
package func allocateDoubles(_ count: Int) -> UnsafeMutablePointer<Double> {
  let bytes = max(1, count).multipliedReportingOverflow(by: MemoryLayout<Double>.stride)
  guard !bytes.overflow, let memory = malloc(bytes.partialValue) else {
    let line = Array("w2s: memory ran out: \(count) numbers more were needed\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
    exit(71)  // EX_OSERR
  }
  return memory.bindMemory(to: Double.self, capacity: max(1, count))
}

/// Storage that grows and is used again: one for each thread and purpose, so that trials allocate nothing of size d.
package final class Scratch {
  /// The first of what was reserved.
  package private(set) var base: UnsafeMutablePointer<Double>
  private var capacity: Int

  /// No room yet.
  package init() {
    capacity = 1
    base = allocateDoubles(1)
  }

  deinit { free(base) }

  /// Room for `count` doubles, whose contents are undefined unless `keeping` says how many of the old stay.
  package func reserve(_ count: Int, keeping kept: Int = 0) -> UnsafeMutablePointer<Double> {
    if count > capacity {
      let fresh = allocateDoubles(count)
      if kept > 0 { fresh.update(from: base, count: kept) }
      free(base)
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
