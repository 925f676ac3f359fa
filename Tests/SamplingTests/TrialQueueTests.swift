import Testing

@testable import Sampling

@Suite struct TrialQueueTests {
  /// Units of unequal length, which end in any order.
  private func squares(_ total: Int, threads: Int, failing: Int? = nil) -> TrialQueue<Int> {
    TrialQueue(total: total, threads: threads) {
      { unit, stopped throws(MachineError) in
        if unit == failing { throw .eigensolver(info: unit) }
        var stream = Generator(seed: 1, trial: UInt64(unit))
        for _ in 0..<(stream.next() % 5000) {
          if stopped() { return nil }
          _ = stream.next()
        }
        return unit * unit
      }
    }
  }

  @Test(arguments: [1, 2, 7]) func outputsComeInTheOrderOfTheirUnits(threads: Int) throws {
    var seen: [Int] = []
    try squares(200, threads: threads).collect(cancel: { false }) { unit, output in
      #expect(output == unit * unit)
      seen.append(unit)
    }
    #expect(seen == Array(0..<200))
  }

  @Test func nothingComesAfterCancelling() throws {
    var seen: [Int] = []
    try squares(200, threads: 3).collect(cancel: { seen.count == 17 }) { unit, _ in seen.append(unit) }
    #expect(seen == Array(0..<17))
  }

  @Test(arguments: [1, 3]) func theFirstErrorEndsIt(threads: Int) {
    var seen: [Int] = []
    #expect(throws: MachineError.eigensolver(info: 5)) {
      try squares(200, threads: threads, failing: 5).collect(cancel: { false }) { unit, _ in seen.append(unit) }
    }
    #expect(seen == Array(0..<seen.count) && seen.count <= 5)
  }

  @Test func nothingToDo() throws {
    try squares(0, threads: 2).collect(cancel: { false }) { _, _ in Issue.record("there is no unit") }
  }
}

@Suite struct MachineTests {
  @Test func memoryIsRefusedWithItsAmounts() throws {
    #expect(Machine.current.memory > 0 && Machine.current.processors >= 1)
    try Machine.current.require(bytes: 1, threads: 1)
    let error = #expect(throws: MachineError.self) { try Machine.current.require(bytes: 0x1p70, threads: 1) }
    #expect(error?.description.hasPrefix("the simulation needs 1099511627776.0 GiB of memory and the machine") == true)
  }

  @Test func aLimitOfAddressesCountsWhatThreadsTake() throws {
    var machine = Machine(memory: 1 << 40, addressSpace: 1 << 30, processors: 8)
    try machine.require(bytes: 0x1p20, threads: 4)
    let error = #expect(throws: MachineError.self) { try machine.require(bytes: 0x1p20, threads: 8) }
    #expect(error?.description.contains("(ulimit -v) leaves 1.0 GiB") == true)
    #expect(throws: MachineError.self) { try machine.require(bytes: 0x1p30, threads: 1) }
    machine.addressSpace = nil
    try machine.require(bytes: 0x1p30, threads: 64)
  }

  /// One line and a code, not a trap.
  @Test func memoryThatRunsOutEndsTheProcess() async {
    let result = await #expect(processExitsWith: .exitCode(71), observing: [\.standardErrorContent]) {
      _ = Scratch().reserve(1 << 55)
    }
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(said.contains("w2s: memory ran out: 36028797018963968 numbers more were needed"))
    await #expect(processExitsWith: .exitCode(71)) { _ = Scratch().zeros(.max) }
  }
}
