/// The state of a log after its last commit.
package struct Head: Equatable, Sendable {
  /// How many records the log holds, which is the position of the last one; 0 when it is empty.
  package var position: UInt64
  /// The RFC 6962 Merkle root over the records 1...position; ``Digest/empty`` when it is empty.
  package var root: Digest

  package init(position: UInt64, root: Digest) {
    self.position = position
    self.root = root
  }

  /// The head of a log without records.
  package static let empty = Head(position: 0, root: .empty)
}

/// What a reader wants after a record.
package enum ReadStep: Sendable {
  case next
  case stop
}

/// The one seam for storage: durable, ordered, checksummed bytes.
///
/// A record is an opaque string of 1 byte to 4 MiB at a position; positions are gapless from 1.
/// What was committed is read back as it was, or not at all: damage is an error, never data.
package protocol LogStore: AnyObject, Sendable {
  /// The last committed state. Any thread may ask.
  var head: Head { get }

  /// The right edge of the committed log's tree; its count is the position it stands for.
  ///
  /// Read as stored, so it may be one commit ahead of ``head``.
  func frontier() throws(LogError) -> MerkleFrontier

  /// Makes all records of `batch` durable in one commit, or none; an empty batch changes nothing.
  ///
  /// One thread at a time may append; a second one at the same moment is a bug and traps.
  /// - Returns: the head after the commit, which is on disk.
  /// - Throws: ``LogError/headMoved(expected:actual:)`` when the log does not end at `position`;
  ///   ``LogError/inDoubt(reason:)`` when the commit itself failed, and from then on always; any
  ///   other error means that nothing was written.
  func append(
    _ batch: borrowing RecordBatch, expecting position: UInt64
  ) throws(LogError) -> Head

  /// Lends the records of `from...through` to `body`, in order, until it says stop.
  ///
  /// Any thread may read. `body` runs outside any transaction, so a slow one holds up nobody. An
  /// empty range (`from > through`) reads nothing; `from` is at least 1.
  /// - Throws: ``LogError/notFound(position:head:)`` when `through` lies beyond the head,
  ///   ``LogError/damaged(position:place:what:)`` after all records before the damage were lent.
  func read(
    from: UInt64, through: UInt64, _ body: (UInt64, RawSpan) -> ReadStep
  ) throws(LogError)

  /// A copy of the record at `position`. Any thread may ask.
  func record(at position: UInt64) throws(LogError) -> [UInt8]

  /// Hashes of complete subtrees of 256, 256², … leaves, as they are kept beside the records.
  ///
  /// - Parameters:
  ///   - level: 1 for subtrees of 256 leaves, 2 for 256², and so on.
  ///   - first: the first one wanted, counted from 0 among those of its level.
  /// - Returns: `count` of them; fewer when the committed log does not have so many.
  func keptHashes(level: Int, from first: UInt64, count: Int) throws(LogError) -> [Digest]

  /// Adds the kept hashes of records that a program wrote which kept none: once in a ledger's life.
  ///
  /// The one writer calls it when it believes in the records; an append does it otherwise.
  /// - Parameter progress: called now and then with positions reached and to reach.
  /// - Throws: ``LogError/damaged(position:place:what:)`` when the records are not those of the head, and
  ///   then nothing was changed.
  func completeTree(_ progress: (UInt64, UInt64) -> Void) throws(LogError)

  /// Takes one step of merging small blocks from `position` on into large ones, see ``MergeStep``.
  ///
  /// Only whole blocks up to the position `last` are touched, and records, positions and root stay
  /// as they are. Any thread may merge beside the one that appends, one at a time; an append takes
  /// the exchange of one merged block along, or waits for one. A block already merged is passed by.
  /// - Throws: ``LogError/damaged(position:place:what:)`` for a block that fails its checks, which
  ///   stays as it is; ``LogError/inDoubt(reason:)`` when the commit of the exchange failed, and then
  ///   appends are refused too; any other error means that nothing was changed.
  func merge(from position: UInt64, through last: UInt64) throws(LogError) -> MergeStep

  /// How many bytes may still be written: the lesser of what the map and the file system have.
  func spaceLeft() throws(LogError) -> UInt64

  /// Ends the use of the store. Later calls throw ``LogError/closed(path:)``; reads under way end.
  func close()
}

extension LogStore {
  /// Appends at the present head: for callers that are the only writer.
  package func append(_ batch: borrowing RecordBatch) throws(LogError) -> Head {
    try append(batch, expecting: head.position)
  }

  /// Lends the records from `position` to the head of this moment.
  package func read(
    from position: UInt64, _ body: (UInt64, RawSpan) -> ReadStep
  ) throws(LogError) {
    try read(from: position, through: head.position, body)
  }
}

/// Where stored blocks come from; what reading and verifying need of a store.
protocol BlockSource {
  /// Visits blocks in key order, from the last one at or before `position` (the first if none is).
  ///
  /// The bytes are lent for the call only, inside one read transaction.
  func visitBlocks(
    from position: UInt64,
    _ visit: (_ key: UInt64, _ block: RawSpan) throws(LogError) -> ReadStep
  ) throws(LogError)

  /// The head record as stored now, not as remembered.
  func storedHead() throws(LogError) -> HeadRecord

  /// As ``LogStore/keptHashes(level:from:count:)``.
  func keptHashes(level: Int, from first: UInt64, count: Int) throws(LogError) -> [Digest]

  /// The place of the last kept node; nil: none is kept.
  func lastKeptNode() throws(LogError) -> TreeNode.Place?

  /// Whether nodes are kept here at all: in a ledger of an older format none are.
  var keepsTree: Bool { get }
}

/// What merging needs of a store beside reading it.
protocol BlockExchange: BlockSource {
  /// Puts `new` blocks in the place of `old` ones in one durable commit, or leaves all as it was.
  ///
  /// - Returns: how long it kept an append waiting at most; `nil` when the old blocks are not there
  ///   as they were read, and nothing was changed.
  func exchange(
    _ old: [BlockIdentity], for new: [BlockEncoder.Block]
  ) throws(LogError) -> Duration?
}
