import EventLog
import Ledger

/// How fast everything comes back from the log that was just written.
struct Rebuild {
  private let store: LMDBStore

  /// - Parameter directory: of a ledger, which may have a live daemon.
  init(directory: String) throws {
    store = try LMDBStore(opening: directory, mode: .readOnly)
  }

  var records: UInt64 { store.head.position }

  /// Copies of up to `count` records of opportunities, the latest first ones of the log.
  func sample(from position: UInt64, count: UInt64) throws -> RecordBatch {
    var sample = RecordBatch()
    try store.read(from: position, through: min(records, position + count - 1)) { _, record in
      sample.append(record)
      return .next
    }
    return sample
  }

  /// Reads every record once: blocks, checksums, unpacking; nothing is decoded.
  func scan() throws -> Timing {
    var timing = Timing()
    var bytes = 0
    let start = SteadyClock.now()
    try store.read(from: 1) { _, record in
      timing.units += 1
      bytes += record.byteCount
      return .next
    }
    timing.seconds = SteadyClock.seconds(since: start)
    guard timing.units == Int(records), bytes > 0 else {
      throw BenchFailure("the scan met \(timing.units) of \(records) records")
    }
    return timing
  }

  /// What a daemon does before it is ready: checksums, leaf hashes, root, decoding, both folds.
  func replay() throws -> Timing {
    var timing = Timing()
    let start = SteadyClock.now()
    let recovered = try Recovered.replay(store)
    timing.seconds = SteadyClock.seconds(since: start)
    timing.units = Int(recovered.readModel.position)
    guard timing.units == Int(records) else {
      throw BenchFailure("the replay reached \(timing.units) of \(records) records")
    }
    return timing
  }
}
