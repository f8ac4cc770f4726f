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
  private let points = PointReader()
  /// Held while a write transaction is open: one that failed in doubt is known to the next.
  let commits = Mutex(Commits())

  /// Exchanges of merged blocks that an append may take along.
  let exchanges = ExchangeDesk()
  /// Whether the kept tree is known to have every node that the records make.
  private let isTreeComplete = Atomic(false)
  /// What ``spaceLeft()`` said last, for the append that follows it.
  private let lastSpace = Mutex<SpaceLeft?>(nil)

  private struct SpaceLeft {
    let bytes: UInt64
    let seenAt: ContinuousClock.Instant
  }

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
  /// How long an append may rely on what was asked before its records were made. In that time others
  /// may take so much of the disk as they do during any commit.
  private static let spaceAge = Duration.milliseconds(20)

  /// Makes an empty ledger at `directory`, which must not exist or be empty.
  ///
  /// It has its name only once it is complete and on the device.
  package static func create(
    at directory: String, mapBytes: Int = mapBytesDefault
  ) throws(LogError) {
    try create(DataDirectory(directory), mapBytes: mapBytes)
  }

  /// - Parameter textKeys: which file has the keys of the texts, where that is known.
  static func create(
    _ directory: DataDirectory, mapBytes: Int, textKeys: [UInt8]? = nil
  ) throws(LogError) {
    try directory.create { sibling throws(LogError) in
      // The data file does not exist yet; its directory stands for it against double opening.
      let identity = try File(opening: sibling.path, flags: O_RDONLY | O_DIRECTORY).status()
        .identity
      let environment = try Environment(
        sibling, identity: identity, access: .create, mapBytes: mapBytes, lock: nil)
      defer { environment.close() }
      let transaction = try WriteTransaction(environment)
      try transaction.putMeta(formatKey, FormatRecord.plain.encoded)
      try transaction.putMeta(headKey, HeadRecord(frontier: MerkleFrontier()).encoded)
      if let textKeys { try transaction.putMeta(StoreNote.textKeys.rawValue, textKeys) }
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
  package convenience init(
    opening directory: String, mode: Mode, mapBytes: Int = mapBytesDefault
  ) throws(LogError) {
    try self.init(DataDirectory(directory), mode: mode, mapBytes: mapBytes)
  }

  /// The same, also of one that is being restored.
  init(_ directory: DataDirectory, mode: Mode, mapBytes: Int) throws(LogError) {
    // Before anything is locked or made, so that a wrong path is left as it was.
    let identity = try directory.check(isEvidence: mode == .readOnly)
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

  package func completeTree(
    _ progress: (UInt64, UInt64) -> Void
  ) throws(LogError) {
    guard mode == .readWrite else { throw .readOnly(path: directory) }
    let isDone: Bool? = try writer.withLockIfAvailable { writer throws(LogError) in
      try completeTree(writer.committed, progress)
      return true
    }
    precondition(isDone == true, "the tree is completed before anybody appends")
  }

  private func completeTree(
    _ committed: HeadRecord, _ progress: (UInt64, UInt64) -> Void = { _, _ in }
  ) throws(LogError) {
    guard !isTreeComplete.load(ordering: .relaxed) else { return }
    try addMissingNodes(committed, progress)
    isTreeComplete.store(true, ordering: .relaxed)
  }

  private func append(
    _ batch: borrowing RecordBatch, expecting position: UInt64, _ writer: inout LogWriter
  ) throws(LogError) -> Head {
    let plan = try writer.plan(batch, expecting: position)
    guard !batch.isEmpty else { return head }
    try completeTree(writer.committed)
    let space = try recentSpace()
    let need = Self.need(bytes: plan.byteCount, blocks: plan.blocks.count)
    try require(need, of: space)
    let rider = exchanges.take { space - need >= Self.needOfExchange($0.new) }
    do throws(LogError) {
      try commit(plan, after: writer.committed, taking: rider)
    } catch {
      if case .inDoubt(let reason) = error { writer.doubt = reason }
      throw error
    }
    writer.committed = plan.headRecord
    let head = plan.headRecord.head
    lastHead.withLock { $0 = head }
    exchanges.noteAppend()
    return head
  }

  /// Commits the plan together with an exchange; alone when that cannot be.
  func commit(
    _ plan: LogWriter.CommitPlan, after committed: HeadRecord, taking rider: ExchangeOffer?
  ) throws(LogError) {
    guard let rider else { return try commit(plan, after: committed) }
    do throws(LogError) {
      var taken: Duration?
      try commit(plan, after: committed) { transaction throws(LogError) in
        let began = ContinuousClock.now
        guard try exchange(rider.old, for: rider.new, in: transaction) else { return }
        taken = began.duration(to: .now)
      }
      rider.finish(.success(taken))
    } catch {
      rider.finish(.failure(error))
      if case .inDoubt = error { throw error }
      // Nothing was written. What hindered the exchange need not hinder the append.
      try commit(plan, after: committed)
    }
  }

  private func commit(
    _ plan: LogWriter.CommitPlan, after committed: HeadRecord,
    and more: (borrowing WriteTransaction) throws(LogError) -> Void = { _ in }
  ) throws(LogError) {
    let before = committed.encoded
    if !plan.nodes.isEmpty { try makeTreeIfNone() }
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
      try transaction.appendNodes(plan.nodes)
      try transaction.putMeta(LMDBStore.headKey, plan.headRecord.encoded)
      try more(transaction)
      return true
    }
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
  func checkSpace(_ need: UInt64) throws(LogError) {
    try require(need, of: try spaceLeft())
  }

  private func require(_ need: UInt64, of free: UInt64) throws(LogError) {
    guard free >= need else {
      throw .diskFull(path: directory, needBytes: need, freeBytes: free)
    }
  }

  /// What a commit of so many bytes in so many blocks may take of the disk.
  static func need(bytes: Int, blocks: Int) -> UInt64 {
    UInt64(bytes) + UInt64(blocks) * pageBytesMaximum + commitReserveBytes
  }

  package func read(
    from: UInt64, through: UInt64, _ body: (UInt64, RawSpan) -> ReadStep
  ) throws(LogError) {
    var reader = RecordReader(self)
    try reader.read(head: head, from: from, through: through, body)
  }

  package func record(at position: UInt64) throws(LogError) -> [UInt8] {
    // What is kept in memory needs the environment no more, but a closed store answers nothing.
    try environment.enter()
    defer { environment.leave() }
    return try points.record(head: head, at: position, in: self)
  }

  package func spaceLeft() throws(LogError) -> UInt64 {
    let bytes = min(try environment.mapBytesFree(), try File.freeBytes(at: directory))
    lastSpace.withLock { $0 = SpaceLeft(bytes: bytes, seenAt: .now) }
    return bytes
  }

  /// The space as it was asked for a moment ago, which serves once; otherwise as it is now.
  private func recentSpace() throws(LogError) -> UInt64 {
    let last = lastSpace.withLock { $0.take() }
    if let last, last.seenAt.duration(to: .now) < Self.spaceAge { return last.bytes }
    return try spaceLeft()
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
