import EventLog

/// How long one old record takes to read, wherever it is, out of blocks of some two thousand.
struct RandomAccess {
  private let directory: String

  /// - Parameter directory: of a ledger without a daemon. All of its blocks are merged, so that what
  ///   is read lies as old records do.
  init(merging directory: String) throws {
    self.directory = directory
    let store = try LMDBStore(opening: directory, mode: .readWrite)
    defer { store.close() }
    var next: UInt64 = 1
    while true {
      let step = try store.merge(from: next, through: store.head.position)
      if step.outcome == .idle { break }
      next = step.next
    }
  }

  /// Reads records at random places, each by itself; a latency is that of one record.
  func measure(seconds: Double) throws -> Timing {
    let store = try LMDBStore(opening: directory, mode: .readOnly)
    defer { store.close() }
    let records = store.head.position
    var timing = Timing()
    var state: UInt64 = 20_261_122
    let start = SteadyClock.now()
    repeat {
      // splitmix64: the same places in every run.
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      let begin = SteadyClock.now()
      let record = try store.record(at: 1 + (word ^ (word >> 31)) % records)
      timing.latencies.add(nanoseconds: SteadyClock.now() - begin)
      guard !record.isEmpty else { throw BenchFailure("a record without a byte was read") }
      timing.units += 1
    } while SteadyClock.seconds(since: start) < seconds
    timing.seconds = SteadyClock.seconds(since: start)
    return timing
  }
}
