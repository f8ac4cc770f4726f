package import EventLog
package import Opportunities
import Schema
package import Sealing

/// Why a log cannot be replayed. Each says what, where and what to do.
package enum ReplayError: Error, CustomStringConvertible {
  case log(LogError)
  /// A record that no version of this program up to now can read, or that is no record.
  case unreadable(position: UInt64, what: String)
  /// Records that do not follow from each other: not written by this ledger, or changed since.
  case misfit(position: UInt64, what: String)
  /// The records are not those that the root stands for.
  case wrongRoot(expected: String, computed: String)
  /// The keys of the log's texts cannot be used.
  case textKeys(TextKeysError)
  /// A checkpoint that somebody asks about cannot be compared with the log. A start never fails by one.
  case checkpoint(String)

  package var code: String {
    switch self {
    case .log(let error): error.code
    case .unreadable: "UNREADABLE_RECORD"
    case .misfit: "MISFIT_RECORD"
    case .wrongRoot: "WRONG_ROOT"
    case .textKeys(let error): error.code
    case .checkpoint: "CHECKPOINT_UNUSABLE"
    }
  }

  package var description: String {
    switch self {
    case .log(let error):
      "\(error)"
    case .unreadable(let position, let what):
      """
      record \(position) cannot be read: \(what); use a newer version of the program, or a verified \
      backup
      """
    case .misfit(let position, let what):
      "record \(position) does not follow from those before it: \(what); use a verified backup"
    case .wrongRoot(let expected, let computed):
      """
      the records' Merkle root is \(computed), the head says \(expected): records were changed; \
      use a verified backup
      """
    case .textKeys(let error): "\(error)"
    case .checkpoint(let what): "\(what)"
    }
  }
}

/// What the writer starts from.
package struct RecoveredWriter: Sendable {
  package var state = LedgerState()
  package var index = CommandIndex()
  package var lastRecordedAt = Instant(milliseconds: 0)
  /// Says nothing; see ``CommandIndex/glance(ahead:)``.
  private var glance: UInt64 = 0

  package init() {}

  /// Gets ready to fold these records next; nothing changes by it but how long that takes.
  mutating func prepare(for records: Span<RecordedEvent>) {
    glance ^= index.glance(ahead: records)
  }

  /// Folds the next record of the log.
  ///
  /// - Throws: ``ReplayError/misfit(position:what:)``.
  package mutating func fold(
    _ record: RecordedEvent, expecting position: UInt64
  ) throws(ReplayError) {
    guard record.position == position else {
      throw .misfit(position: position, what: "it says that it is record \(record.position)")
    }
    guard record.recordedAt >= lastRecordedAt || position == 1 else {
      throw .misfit(position: position, what: "it was recorded before the record it follows")
    }
    if let what = state.follow(record) { throw .misfit(position: position, what: what) }
    lastRecordedAt = record.recordedAt
    if record.commandRecords > 0 { index.insert(record.commandID, at: position) }
  }
}

/// Everything a daemon starts from, rebuilt from the log and from nothing else.
package struct Recovered: Sendable {
  package var writer = RecoveredWriter()
  package var readModel = ReadModel()

  package init() {}

  /// What records are folded into.
  enum Models {
    case both
    case writeModel
  }

  /// Folds the next record of the log.
  ///
  /// - Throws: ``ReplayError/misfit(position:what:)``.
  mutating func fold(
    _ record: RecordedEvent, expecting position: UInt64, into models: Models = .both
  ) throws(ReplayError) {
    try writer.fold(record, expecting: position)
    if models == .both { try readModel.apply(record) }
  }

  /// Replays the whole log of `store`: every checksum, the root, every record, both folds.
  ///
  /// - Parameters:
  ///   - keys: to the names that are shown; without them those are empty.
  ///   - progress: called about every 100,000 records with the position reached.
  package static func replay(
    _ store: any LogStore, keys: TextKeys? = nil, progress: (UInt64) -> Void = { _ in }
  ) throws(ReplayError) -> Recovered {
    try Recovered().following(
      store, after: MerkleFrontier(), keys: keys, progress: progress)
  }

  /// Folds the records that follow those of `frontier`, which this is the state after, and checks
  /// that together they are the log of `store`.
  consuming func following(
    _ store: any LogStore, after frontier: MerkleFrontier, keys: TextKeys?,
    _ models: Models = .both, progress: (UInt64) -> Void
  ) throws(ReplayError) -> Recovered {
    let head = store.head
    var tree = RecordTree(after: frontier)
    let crew = ReplayCrew(
      after: self, skippingDetails: true, keys: keys, folding: models)
    var damage: LogError?
    do throws(LogError) {
      try store.read(from: frontier.count + 1, through: head.position) { position, bytes in
        tree.append(bytes)
        if position % 100_000 == 0 { progress(position) }
        return crew.take(position, bytes)
      }
    } catch {
      damage = error
    }
    // What was read before the damage comes before it, also as an error.
    let (recovered, failure) = crew.finish()
    if let failure { throw failure }
    if let damage { throw .log(damage) }
    let root = tree.root
    guard root == head.root else {
      throw .wrongRoot(expected: "\(head.root)", computed: "\(root)")
    }
    return recovered
  }
}

/// Decodes the stored bytes of the record at `position`.
///
/// - Parameters:
///   - skippingDetails: leave texts empty that no fold keeps.
///   - keys: to the names that read models show; sealed texts that none of them shows stay empty.
package func decodeRecord(
  _ bytes: RawSpan, at position: UInt64, skippingDetails: Bool = false, keys: TextKeys? = nil
) throws(ReplayError) -> RecordedEvent {
  var record = RecordedEvent.unread
  try decodeRecord(
    bytes, at: position, into: &record, skippingDetails: skippingDetails, keys: keys)
  return record
}

/// The same in place, in that of ``RecordedEvent/unread``.
func decodeRecord(
  _ bytes: RawSpan, at position: UInt64, into record: inout RecordedEvent, skippingDetails: Bool,
  keys: TextKeys?
) throws(ReplayError) {
  do throws(WireError) {
    try RecordCodec.decode(bytes, into: &record, skippingDetails: skippingDetails)
    guard let keys, record.event.hasShownTexts,
      let opened = try SealedTexts.opened(bytes, by: keys)
    else { return }
    record = .unread
    try RecordCodec.decode(
      opened.span.bytes, into: &record, skippingDetails: skippingDetails)
  } catch {
    throw .unreadable(position: position, what: "\(error)")
  }
}

/// The first record of every ledger: the standard policy, published by the ledger itself.
package enum Genesis {
  /// Its command id is the same everywhere; no UUID is ever all zeros but one bit.
  private static let commandID = CommandID(high: 0, low: 1)

  /// Writes it when `store` is empty.
  package static func writeIfEmpty(
    _ store: any LogStore, clock: any LedgerClock
  ) throws(LogError) {
    guard store.head.position == 0 else { return }
    let now = clock.now()
    let record = RecordedEvent(
      position: 1, recordedAt: now, occurredAt: now, commandID: commandID,
      commandDigest: .zero, commandRecords: 1, actor: .ledger, peerUserID: 0, policyVersion: 1,
      stream: .policy, streamVersion: 1,
      event: .policyPublished(
        PolicyPublished(
          version: 1, document: .initial, reason: "standard rules of a new ledger",
          effectiveFrom: now, approvalID: "")))
    var bytes: [UInt8] = []
    RecordCodec.encode(record, into: &bytes)
    var batch = RecordBatch()
    batch.append(bytes)
    _ = try store.append(batch, expecting: 0)
  }
}
