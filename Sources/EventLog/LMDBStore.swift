internal import Glibc
internal import Synchronization

/// The log on disk: blocks and the head record in one LMDB file.
///
/// The commit path writes the log and nothing else, in one transaction with two device barriers.
/// Whatever a read returns has passed its block's checksum.
package final class LMDBStore: LogStore {
  package enum Mode: Sendable {
    /// The one process that may append; it holds the writer lock.
    case readWrite
    /// Beside a live writer, or on a read-only copy. The head stays until ``refresh()``.
    case readOnly
  }

  /// Address space only, so it can be large once and for all: 64 GiB.
  package static let mapBytesDefault = 64 << 30

  package let mode: Mode
  let environment: Environment
  private let lastHead: Mutex<Head>
  private let writer: Mutex<LogWriter>
  /// Held while a write transaction is open: one that failed in doubt is known to the next.
  let commits = Mutex(Commits())

  /// What every write transaction must know of those before it.
  struct Commits {
    /// Why one is in doubt; from then on nothing is ever written.
    var doubt: String?
  }

  static let formatKey = "format"
  static let headKey = "head"
  /// What a commit may need beside its blocks: copied tree pages, the free list, overflow rounding.
  private static let commitReserveBytes: UInt64 = 256 << 10
  private static let pageBytesMaximum: UInt64 = 4_096

  /// Makes an empty ledger at `directory`, which must not exist or be empty.
  ///
  /// It has its name only once it is complete and on the device.
  package static func create(
    at directory: String, mapBytes: Int = mapBytesDefault
  ) throws(LogError) {
    try DataDirectory(directory).create { sibling throws(LogError) in
      // The data file does not exist yet; its directory stands for it against double opening.
      let identity = try File(opening: sibling.path, flags: O_RDONLY | O_DIRECTORY).status()
        .identity
      let environment = try Environment(
        sibling, identity: identity, access: .create, mapBytes: mapBytes, lock: nil)
      defer { environment.close() }
      let transaction = try WriteTransaction(environment)
      try transaction.putMeta(formatKey, FormatRecord.plain.encoded)
      try transaction.putMeta(headKey, HeadRecord(frontier: MerkleFrontier()).encoded)
      try transaction.commit()
    }
  }

  /// Opens the ledger at `directory` for writing, and makes an empty one when nothing is there yet.
  ///
  /// - Throws: ``LogError/notALedger(path:)`` when something else is there.
  package static func openOrCreate(
    at directory: String, mapBytes: Int = mapBytesDefault
  ) throws(LogError) -> LMDBStore {
    if !File.exists(DataDirectory(directory).formatFile) {
      do throws(LogError) {
        try create(at: directory, mapBytes: mapBytes)
      } catch .alreadyExists(let path) {
        throw .notALedger(path: path)
      }
    }
    return try LMDBStore(opening: directory, mode: .readWrite, mapBytes: mapBytes)
  }

  /// Opens the ledger at `directory` after checking that it is one, whole and understood.
  ///
  /// Every tree page is read once before LMDB may follow it, so opening takes time in proportion
  /// to the number of blocks. Their contents are checked when they are read.
  package init(
    opening directory: String, mode: Mode, mapBytes: Int = mapBytesDefault
  ) throws(LogError) {
    let directory = DataDirectory(directory)
    // Before anything is locked or made, so that a wrong path is left as it was.
    let identity = try directory.check()
    let lock = mode == .readWrite ? try WriterLock(writing: directory) : nil
    try TreeCheck.check(directory.dataFile)
    let environment = try Environment(
      directory, identity: identity, access: mode == .readWrite ? .readWrite : .readOnly,
      mapBytes: mapBytes, lock: lock)
    let record: HeadRecord
    do throws(LogError) {
      record = try LMDBStore.checkedHead(environment)
    } catch {
      environment.close()
      throw error
    }
    self.mode = mode
    self.environment = environment
    lastHead = Mutex(record.head)
    writer = Mutex(LogWriter(record))
  }

  package var head: Head { lastHead.withLock { $0 } }

  /// Where the ledger lies.
  package var directory: String { environment.directory.path }

  /// Looks for commits by another process since: for read-only stores.
  package func refresh() throws(LogError) -> Head {
    let stored = try storedHead().head
    lastHead.withLock { head in
      if stored.position > head.position { head = stored }
    }
    return head
  }

  package func frontier() throws(LogError) -> MerkleFrontier { try storedHead().frontier }

  package func append(
    _ batch: borrowing RecordBatch, expecting position: UInt64
  ) throws(LogError) -> Head {
    guard mode == .readWrite else { throw .readOnly(path: directory) }
    let head = try writer.withLockIfAvailable { writer throws(LogError) in
      try append(batch, expecting: position, &writer)
    }
    guard let head else { preconditionFailure("two threads append at the same moment") }
    return head
  }

  private func append(
    _ batch: borrowing RecordBatch, expecting position: UInt64, _ writer: inout LogWriter
  ) throws(LogError) -> Head {
    let plan = try writer.plan(batch, expecting: position)
    guard !batch.isEmpty else { return head }
    try checkSpace(bytes: plan.byteCount, blocks: plan.blocks.count)
    let before = writer.committed.encoded
    do throws(LogError) {
      try write { transaction throws(LogError) in
        let isUnchanged = try transaction.withMeta(LMDBStore.headKey) { [UInt8]($0) == before }
        guard isUnchanged == true else {
          throw .damaged(
            position: nil, place: "the head record",
            what: "something else changed it since we wrote it")
        }
        for block in plan.blocks {
          try transaction.appendBlock(block)
        }
        try transaction.putMeta(LMDBStore.headKey, plan.headRecord.encoded)
        return true
      }
    } catch {
      if case .inDoubt(let reason) = error { writer.doubt = reason }
      throw error
    }
    writer.committed = plan.headRecord
    let head = plan.headRecord.head
    lastHead.withLock { $0 = head }
    return head
  }

  /// Lets `body` change the file in one transaction, which is committed if it returns `true`.
  ///
  /// Appending and merging take turns here.
  func write(
    _ body: (borrowing WriteTransaction) throws(LogError) -> Bool
  ) throws(LogError) {
    try commits.withLock { commits throws(LogError) in
      if let reason = commits.doubt { throw .inDoubt(reason: reason) }
      let transaction = try WriteTransaction(environment)
      guard try body(transaction) else { return }
      do throws(LogError) {
        try transaction.commit()
      } catch {
        if case .inDoubt(let reason) = error { commits.doubt = reason }
        throw error
      }
    }
  }

  /// A full disk shows inside a commit as EIO, in doubt; found here first it is merely full.
  func checkSpace(bytes: Int, blocks: Int) throws(LogError) {
    let roundingBytes = UInt64(blocks) * LMDBStore.pageBytesMaximum
    let need = UInt64(bytes) + roundingBytes + LMDBStore.commitReserveBytes
    let free = try spaceLeft()
    guard free >= need else {
      throw .diskFull(path: directory, needBytes: need, freeBytes: free)
    }
  }

  package func read(
    from: UInt64, through: UInt64, _ body: (UInt64, RawSpan) -> ReadStep
  ) throws(LogError) {
    var reader = RecordReader(self)
    try reader.read(head: head, from: from, through: through, body)
  }

  package func record(at position: UInt64) throws(LogError) -> [UInt8] {
    var reader = RecordReader(self)
    return try reader.record(head: head, at: position)
  }

  package func spaceLeft() throws(LogError) -> UInt64 {
    min(try environment.mapBytesFree(), try File.freeBytes(at: directory))
  }

  package func close() {
    environment.close()
  }
}

extension LMDBStore: BlockSource {
  func visitBlocks(
    from position: UInt64,
    _ visit: (_ key: UInt64, _ block: RawSpan) throws(LogError) -> ReadStep
  ) throws(LogError) {
    let transaction = try ReadTransaction(environment)
    try transaction.withBlockCursor { cursor throws(LogError) in
      var key = try cursor.move(.atOrAfter(position))
      if key != position {
        // Between two keys, or past the last: the block before is the one that may hold it.
        key = try cursor.move(key == nil ? .last : .previous)
        if key == nil { key = try cursor.move(.first) }
      }
      while let current = key {
        let step = try cursor.withBlock { block throws(LogError) in try visit(current, block) }
        guard step == .next else { return }
        key = try cursor.move(.next)
      }
    }
  }

  func storedHead() throws(LogError) -> HeadRecord {
    try LMDBStore.storedHead(environment)
  }

  private static func storedHead(_ environment: Environment) throws(LogError) -> HeadRecord {
    let transaction = try ReadTransaction(environment)
    let record = try transaction.withMeta(headKey) { bytes throws(LogError) in
      try HeadRecord(reading: bytes)
    }
    guard let record else {
      throw .damaged(position: nil, place: "the head record", what: "it is missing")
    }
    return record
  }

  /// Checks in one transaction that the format is understood and the last block ends at the head.
  private static func checkedHead(_ environment: Environment) throws(LogError) -> HeadRecord {
    let transaction = try ReadTransaction(environment)
    let format = try transaction.withMeta(formatKey) { bytes throws(LogError) in
      try FormatRecord(reading: bytes, path: environment.directory.path)
    }
    let record = try transaction.withMeta(headKey) { bytes throws(LogError) in
      try HeadRecord(reading: bytes)
    }
    guard format != nil, let record else {
      throw .damaged(
        position: nil, place: environment.directory.dataFile,
        what: "its format or head record is missing")
    }
    let lastPosition = try transaction.withBlockCursor { cursor throws(LogError) -> UInt64 in
      guard let key = try cursor.move(.last) else { return 0 }
      return try cursor.withBlock { block throws(LogError) in
        try BlockHeader(reading: block, key: key).lastPosition
      }
    }
    guard lastPosition == record.head.position else {
      throw .damaged(
        position: nil, place: "the head record",
        what: "it says the log ends at \(record.head.position), the blocks at \(lastPosition)")
    }
    return record
  }
}
