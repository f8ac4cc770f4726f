package import EventLog
package import Opportunities
import Schema
package import Sealing

/// The whole way of a group of commands from decision to disk, as one synchronous function:
/// decide and evolve each command, append all their records in one durable commit, answer.
///
/// It owns the write model. Whoever drives it (the writer, a test, a simulation) is the only
/// writer of its store.
package struct CommitStep: ~Copyable {
  /// What one commit did.
  package struct Result {
    /// One for each item, in order.
    package var outcomes: [WorkOutcome]
    /// The facts that are now on disk, in order.
    package var events: [RecordedEvent]
    package var head: Head
    /// Whether texts may have been erased by one of them.
    package var hasErasure: Bool
  }

  /// A command accepted in the commit under way, not yet on disk. The index holds it already.
  private struct Pending {
    let fingerprint: CommandIndex.Fingerprint
    let digest: CommandID
    let receipt: ReceiptFields
  }

  /// Writes are refused while less is left: reads, recovery and LMDB's own pages need room too.
  package static let reserveBytes: UInt64 = 8 << 20

  private let store: any LogStore
  private let clock: any LedgerClock
  private let keys: TextKeys?
  private var state: LedgerState
  private var index: CommandIndex
  private var lastRecordedAt: Instant
  private var head: Head
  private var digests: [CommandID] = []
  private var batch = RecordBatch()
  private var encoder: RecordEncoder
  private var events: [RecordedEvent] = []
  /// Whether `events` may hold an erasure. Kept beside them, because looking at each copies it.
  private var hasErasure = false
  /// In the order of their positions.
  private var pending: [Pending] = []
  private var accepted = AcceptedCommands()

  /// - Parameter keys: of the texts; nil: they stand in the records as they are.
  package init(
    store: any LogStore, clock: any LedgerClock, recovered: consuming RecoveredWriter,
    keys: TextKeys? = nil
  ) {
    self.store = store
    self.keys = keys
    encoder = RecordEncoder(sealer: keys)
    self.clock = clock
    state = recovered.state
    index = recovered.index
    lastRecordedAt = recovered.lastRecordedAt
    head = store.head
  }

  /// Judges `items` in order and makes everything accepted durable.
  ///
  /// - Parameter digests: of the commands as received, by ``WorkItem/firstDigest``.
  /// - Throws: an error of the append. Nothing is known then about the commands of this group, and
  ///   this value must not be used again: whoever waits is told `UNKNOWN`.
  package mutating func run(
    _ items: ArraySlice<WorkItem>, digests: [CommandID]
  ) throws(LogError) -> Result {
    self.digests = digests
    let now = max(clock.now(), lastRecordedAt)
    batch.removeAll(keepingCapacity: true)
    precondition(events.isEmpty, "the facts of a commit were handed on")
    pending.removeAll(keepingCapacity: true)
    hasErasure = false
    let hasRoom = try store.spaceLeft() > Self.reserveBytes
    var outcomes: [WorkOutcome] = []
    outcomes.reserveCapacity(items.count)
    for index in items.indices {
      outcomes.append(try outcome(of: items[index], at: now, hasRoom: hasRoom))
    }
    batch.hashLeaves()
    addLeafHashes(to: &outcomes)
    if !batch.isEmpty {
      head = try store.append(batch, expecting: head.position)
      precondition(head.position == events.last?.position, "the log ends at the last event")
      lastRecordedAt = now
      try destroyErasedKeys()
    }
    // The facts are handed on as they are: this value keeps nothing that would make it copy them.
    var facts: [RecordedEvent] = []
    facts.reserveCapacity(events.count)
    swap(&facts, &events)
    return Result(outcomes: outcomes, events: facts, head: head, hasErasure: hasErasure)
  }

  /// After the commit: a key that is destroyed by an erasure that is not in the log would be lost. A
  /// crash in between is made good at the next start.
  private func destroyErasedKeys() throws(LogError) {
    guard let keys, hasErasure else { return }
    // All of a commit at once: what was typed between two erasures of one owner goes with the first
    // key, and the file is written once.
    var owners: [TextKeyOwner: UInt32] = [:]
    for record in events {
      guard case .personalDataErased(let event) = record.event else { continue }
      owners.merge(state.destroyedKeys(by: event)) { first, _ in first }
    }
    try keys.destroyKeys(of: owners, endingCurrent: true)
  }

  /// The records are hashed together, so their hashes come last into the receipts.
  private func addLeafHashes(to outcomes: inout [WorkOutcome]) {
    for place in outcomes.indices {
      outcomes[place].updateReceipts { receipt in
        guard receipt.firstPosition > head.position else { return }
        let leaf = batch.leaf(of: Int(receipt.firstPosition - head.position) - 1)
        receipt.leafHash = LeafHash(leaf.bigEndianWords)
      }
    }
  }

  /// The state of now, which is that of the disk; nil: the disk does not say so, or a commit failed
  /// and left facts behind of which nobody knows whether they are there.
  func copy() -> WriteModelCopy? {
    guard events.isEmpty else { return nil }
    guard let frontier = try? store.frontier(), frontier.count == head.position else { return nil }
    var writer = RecoveredWriter()
    writer.state = state
    writer.index = index
    writer.lastRecordedAt = lastRecordedAt
    return WriteModelCopy(writer: writer, frontier: frontier)
  }

  /// The facts that are on disk, as the next command will be judged on them; nil: a commit failed.
  func stateOfNow() -> LedgerState? {
    events.isEmpty ? state : nil
  }

  /// How much there is; of what the disk holds between two commits that did not fail.
  var contents: LedgerState.Counts { state.counts }

  private mutating func outcome(
    of item: WorkItem, at now: Instant, hasRoom: Bool
  ) throws(LogError) -> WorkOutcome {
    let first = item.firstDigest
    return switch item.body {
    case .single(let submission):
      .single(try judge(submission, digests[first], at: now, hasRoom: hasRoom))
    case .batch(let entries, atomic: false):
      .batch(try judgeEach(of: entries, digests[first...], at: now, hasRoom: hasRoom))
    case .batch(let entries, atomic: true):
      .batch(try judgeAll(of: entries, digests[first...], at: now, hasRoom: hasRoom))
    }
  }

  private mutating func judgeEach(
    of entries: [BatchEntry], _ digests: ArraySlice<CommandID>, at now: Instant, hasRoom: Bool
  ) throws(LogError) -> [CommandOutcome] {
    var outcomes: [CommandOutcome] = []
    outcomes.reserveCapacity(entries.count)
    for (entry, digest) in zip(entries, digests) {
      outcomes.append(try judge(entry, digest, at: now, hasRoom: hasRoom))
    }
    return outcomes
  }

  /// All or none: at the first refusal everything the batch did is taken back.
  private mutating func judgeAll(
    of entries: [BatchEntry], _ digests: ArraySlice<CommandID>, at now: Instant, hasRoom: Bool
  ) throws(LogError) -> [CommandOutcome] {
    let eventCount = events.count
    let pendingCount = pending.count
    state.mark()
    var outcomes: [CommandOutcome] = []
    outcomes.reserveCapacity(entries.count)
    for (place, entry) in entries.enumerated() {
      let outcome = try judge(entry, digests[digests.startIndex + place], at: now, hasRoom: hasRoom)
      outcomes.append(outcome)
      if case .rejection = outcome {
        state.restore()
        for command in pending[pendingCount...] {
          index.remove(command.fingerprint, at: command.receipt.firstPosition)
        }
        pending.removeSubrange(pendingCount...)
        events.removeSubrange(eventCount...)
        batch.truncate(toCount: eventCount)
        return Self.aborted(entries, at: place, by: outcome)
      }
    }
    state.keep()
    return outcomes
  }

  private static func aborted(
    _ entries: [BatchEntry], at place: Int, by failure: CommandOutcome
  ) -> [CommandOutcome] {
    entries.enumerated().map { other, entry in
      if other == place { return failure }
      let id: CommandID? =
        switch entry {
        case .submission(let submission): submission.envelope.id
        case .malformed(_, let id): id
        }
      return .rejection(
        Rejection(
          .batchAborted, "command \(place + 1) of this atomic batch was refused, so none landed"),
        id)
    }
  }

  private mutating func judge(
    _ entry: BatchEntry, _ digest: CommandID, at now: Instant, hasRoom: Bool
  ) throws(LogError) -> CommandOutcome {
    switch entry {
    case .malformed(let rejection, let id): .rejection(rejection, id)
    case .submission(let submission): try judge(submission, digest, at: now, hasRoom: hasRoom)
    }
  }

  private mutating func judge(
    _ submission: Submission, _ digest: CommandID, at now: Instant, hasRoom: Bool
  ) throws(LogError) -> CommandOutcome {
    let fingerprint = index.fingerprint(of: submission.envelope.id)
    if let first = try firstAnswer(to: submission, digest, fingerprint) { return first }
    guard hasRoom else {
      return .rejection(
        Rejection(
          .diskFull, "the ledger's disk is full: nothing was recorded, reads are still served"),
        submission.envelope.id)
    }
    do throws(Rejection) {
      let receipt = try record(submission, digest, at: now)
      index.insert(fingerprint, at: receipt.firstPosition)
      pending.append(
        Pending(fingerprint: fingerprint, digest: digest, receipt: receipt))
      return .receipt(receipt)
    } catch {
      return .rejection(error, submission.envelope.id)
    }
  }

  /// G1: what the same id got before, if it was ever accepted.
  private mutating func firstAnswer(
    to submission: Submission, _ digest: CommandID, _ fingerprint: CommandIndex.Fingerprint
  ) throws(LogError) -> CommandOutcome? {
    let id = submission.envelope.id
    var first: (receipt: ReceiptFields, digest: CommandID)?
    _ = try index.first(for: fingerprint) { position throws(LogError) in
      if position > head.position {
        let command = pendingCommand(at: position)
        if command.receipt.commandID == id { first = (command.receipt, command.digest) }
      } else if let known = try accepted.command(at: position, in: store), known.id == id {
        first = (known.receipt, known.digest)
      }
      return first != nil
    }
    return first.map { Self.repeated($0.receipt, $0.digest == digest) }
  }

  /// The command of this commit whose first record will stand at `position`.
  private func pendingCommand(at position: UInt64) -> Pending {
    var places = pending.indices
    while places.count > 1 {
      let middle = places.lowerBound + places.count / 2
      if pending[middle].receipt.firstPosition <= position {
        places = middle..<places.upperBound
      } else {
        places = places.lowerBound..<middle
      }
    }
    let found = pending[places.lowerBound]
    precondition(found.receipt.firstPosition == position, "the index holds what is pending")
    return found
  }

  private static func repeated(
    _ receipt: ReceiptFields, _ isSamePayload: Bool
  ) -> CommandOutcome {
    guard isSamePayload else {
      return .rejection(
        Rejection(
          .idempotencyConflict, field: "command_id",
          "this command id was accepted before with other bytes: make a new id for a new command"),
        receipt.commandID)
    }
    var receipt = receipt
    receipt.isDuplicate = true
    return .receipt(receipt)
  }

  /// Decides, and makes the record of what follows part of the commit under way. The receipt has no
  /// leaf hash yet.
  private mutating func record(
    _ submission: Submission, _ digest: CommandID, at now: Instant
  ) throws(Rejection) -> ReceiptFields {
    let position = head.position + UInt64(events.count) + 1
    let recording = Recording(
      position: position, recordedAt: now, commandDigest: digest,
      peerUserID: submission.peerUserID)
    let accepted = try Self.accept(
      submission.envelope, recording, &state, &events, &batch, &encoder, &hasErasure)
    return ReceiptFields(
      commandID: submission.envelope.id, firstPosition: position,
      lastPosition: position + UInt64(accepted.count) - 1, recordedAt: now,
      streamVersion: accepted.version, isDuplicate: false, leafHash: .zero)
  }

  /// A function of what it changes, so that each part of this value is changed by itself.
  private static func accept(
    _ envelope: CommandEnvelope, _ recording: Recording, _ state: inout LedgerState,
    _ events: inout [RecordedEvent], _ batch: inout RecordBatch, _ encoder: inout RecordEncoder,
    _ hasErasure: inout Bool
  ) throws(Rejection) -> (version: UInt64, count: Int) {
    try state.accept(envelope, recording, into: &events) { record, generation in
      encoder.encode(record, generation: generation)
      if record.isErasure { hasErasure = true }
      batch.append(encoder.bytes)
    }
  }
}
