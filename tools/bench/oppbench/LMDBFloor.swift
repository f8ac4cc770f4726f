import CLMDB
import EventLog
import Glibc

/// The limit for a durable log on LMDB: the same record bytes through its C interface, and nothing
/// else. Appends with `MDB_APPEND` under big-endian positions, every commit synced.
final class LMDBFloor {
  /// Address space only.
  private static let mapBytes = 16 << 30

  private let handle: OpaquePointer
  private var database: MDB_dbi = 0

  /// Makes an empty environment in `directory`, which must exist.
  ///
  /// - Parameter isSynced: false opens it without syncs, for the proof that this is refused.
  private init(in directory: String, isSynced: Bool = true) throws {
    var created: OpaquePointer?
    try Self.check(mdb_env_create(&created), "mdb_env_create")
    guard let handle = created else { throw BenchFailure("mdb_env_create gave no handle") }
    self.handle = handle
    try Self.check(mdb_env_set_mapsize(handle, Self.mapBytes), "mdb_env_set_mapsize")
    // The flags of the product's log; MDB_NOSYNC and its like are absent: every commit is durable.
    let flags = UInt32(MDB_NOTLS) | (isSynced ? 0 : UInt32(MDB_NOSYNC))
    try Self.check(mdb_env_open(handle, directory, flags, 0o600), "mdb_env_open")
    try transaction { transaction in
      try Self.check(mdb_dbi_open(transaction, nil, 0, &database), "mdb_dbi_open")
    }
  }

  deinit {
    mdb_env_close(handle)
  }

  /// Appends records of `sample`, in turn, for `seconds`; the latencies are those of the commits.
  static func append(
    _ sample: RecordBatch, perCommit: Int, in directory: String, seconds: Double,
    isSynced: Bool = true
  ) throws -> Timing {
    try inFreshDirectory(directory) {
      let floor = try LMDBFloor(in: directory, isSynced: isSynced)
      var timing = Timing()
      let start = SteadyClock.now()
      while SteadyClock.seconds(since: start) < seconds {
        let begun = SteadyClock.now()
        try floor.appendOneCommit(sample, from: timing.units, count: perCommit)
        timing.latencies.add(nanoseconds: SteadyClock.now() - begun)
        timing.units += perCommit
      }
      timing.seconds = SteadyClock.seconds(since: start)
      return timing
    }
  }

  /// Whether commits are synced, as an open environment says.
  static func settings(in directory: String, isSynced: Bool) throws -> [String: String] {
    try inFreshDirectory(directory) {
      let floor = try LMDBFloor(in: directory, isSynced: isSynced)
      var flags: UInt32 = 0
      try check(mdb_env_get_flags(floor.handle, &flags), "mdb_env_get_flags")
      func state(_ flag: Int32) -> String { flags & UInt32(flag) == 0 ? "off" : "on" }
      let version = mdb_version(nil, nil, nil).map { String(cString: $0) } ?? "unknown"
      return [
        "version": version, "MDB_NOSYNC": state(MDB_NOSYNC),
        "MDB_NOMETASYNC": state(MDB_NOMETASYNC),
      ]
    }
  }

  /// Walks a cursor over `count` records, reading every byte of them, again until `seconds` passed.
  static func scan(
    _ sample: RecordBatch, count: Int, in directory: String, seconds: Double
  ) throws -> Timing {
    try inFreshDirectory(directory) {
      let floor = try LMDBFloor(in: directory)
      for start in stride(from: 0, to: count, by: 10_000) {
        try floor.appendOneCommit(sample, from: start, count: min(10_000, count - start))
      }
      var timing = Timing()
      let start = SteadyClock.now()
      repeat {
        timing.units += try floor.scanOnce()
      } while SteadyClock.seconds(since: start) < seconds
      timing.seconds = SteadyClock.seconds(since: start)
      return timing
    }
  }

  private func appendOneCommit(_ sample: RecordBatch, from start: Int, count: Int) throws {
    try transaction { transaction in
      for index in start..<start + count {
        try sample.withRecord(index % sample.count) { record in
          try put(record, at: UInt64(index + 1), transaction)
        }
      }
    }
  }

  private func put(
    _ record: RawSpan, at position: UInt64, _ transaction: OpaquePointer?
  ) throws {
    var keyBytes = position.bigEndian
    let status = withUnsafeMutableBytes(of: &keyBytes) { keyBuffer in
      record.withUnsafeBytes { buffer in
        var key = MDB_val(mv_size: keyBuffer.count, mv_data: keyBuffer.baseAddress)
        // mdb_put only reads the value; MDB_val has no const form.
        var value = MDB_val(
          mv_size: buffer.count, mv_data: UnsafeMutableRawPointer(mutating: buffer.baseAddress))
        return mdb_put(transaction, database, &key, &value, UInt32(MDB_APPEND))
      }
    }
    try Self.check(status, "mdb_put")
  }

  private func scanOnce() throws -> Int {
    var begun: OpaquePointer?
    try Self.check(mdb_txn_begin(handle, nil, UInt32(MDB_RDONLY), &begun), "mdb_txn_begin")
    defer { mdb_txn_abort(begun) }
    var cursor: OpaquePointer?
    try Self.check(mdb_cursor_open(begun, database, &cursor), "mdb_cursor_open")
    defer { mdb_cursor_close(cursor) }
    var key = MDB_val()
    var value = MDB_val()
    var count = 0
    var sum: UInt64 = 0
    while mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == MDB_SUCCESS {
      count += 1
      // The first byte of each cache line: the bytes must really come from memory.
      for offset in stride(from: 0, to: value.mv_size, by: 64) {
        sum &+= UInt64(value.mv_data.load(fromByteOffset: offset, as: UInt8.self))
      }
    }
    guard count > 0, sum > 0 else { throw BenchFailure("the scan of raw LMDB found nothing") }
    return count
  }

  private func transaction(_ body: (OpaquePointer?) throws -> Void) throws {
    var begun: OpaquePointer?
    try Self.check(mdb_txn_begin(handle, nil, 0, &begun), "mdb_txn_begin")
    do {
      try body(begun)
    } catch {
      mdb_txn_abort(begun)
      throw error
    }
    try Self.check(mdb_txn_commit(begun), "mdb_txn_commit")
  }

  private static func inFreshDirectory<Result>(
    _ path: String, _ body: () throws -> Result
  ) throws -> Result {
    guard mkdir(path, 0o700) == 0 else { throw BenchFailure(call: "mkdir \(path)", errno: errno) }
    defer {
      for file in ["data.mdb", "lock.mdb"] { unlink("\(path)/\(file)") }
      rmdir(path)
    }
    return try body()
  }

  private static func check(_ status: Int32, _ call: String) throws {
    guard status != MDB_SUCCESS else { return }
    let reason = mdb_strerror(status).map { String(cString: $0) } ?? "status \(status)"
    throw BenchFailure("\(call): \(reason)")
  }
}
