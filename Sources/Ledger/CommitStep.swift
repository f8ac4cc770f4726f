package import EventLog
package import Opportunities
import Schema

/// The whole way of a group of commands from decision to disk, as one synchronous function:
/// decide and evolve each command, append all their records in one durable commit, answer.
///
/// It owns the write model. Whoever drives it (a writer thread, a test, a simulation) is the only
/// writer of its store.
package struct CommitStep: ~Copyable {
  /// What one commit did.
  package struct Result {
    /// One for each item, in order.
    package var outcomes: [WorkOutcome]
    /// The facts that are now on disk, in order.
    package var events: [RecordedEvent]
    package var head: Head
  }

  /// A command accepted in the commit under way, not yet on disk.
  private struct Pending {
    let digest: CommandID
    let receipt: ReceiptFields
  }

  /// Writes are refused while less is left: reads, recovery and LMDB's own pages need room too.
  package static let reserveBytes: UInt64 = 8 << 20

  private let store: any LogStore
  private let clock: any LedgerClock
  private var state: LedgerState
  private var index: CommandIndex
  private var lastRecordedAt: Instant
  private var head: Head
  private var batch = RecordBatch()
  private var recordBytes: [UInt8] = []
  private var events: [RecordedEvent] = []
  private var pending: [CommandID: Pending] = [:]
  private var accepted = AcceptedCommands()

  package init(store: any LogStore, clock: any LedgerClock, recovered: consuming RecoveredWriter) {
    self.store = store
    self.clock = clock
    state = recovered.state
    index = recovered.index
    lastRecordedAt = recovered.lastRecordedAt
    head = store.head
  }

  /// Judges `items` in order and makes everything accepted durable.
  ///
  /// - Throws: an error of the append. Nothing is known then about the commands of this group, and
  ///   this value must not be used again: whoever waits is told `UNKNOWN`.
  package mutating func run(_ items: [WorkItem]) throws(LogError) -> Result {
    let now = max(clock.now(), lastRecordedAt)
    batch.removeAll(keepingCapacity: true)
    events.removeAll(keepingCapacity: true)
    pending.removeAll(keepingCapacity: true)
    let hasRoom = try store.spaceLeft() > Self.reserveBytes
    var outcomes: [WorkOutcome] = []
    outcomes.reserveCapacity(items.count)
    for item in items {
      outcomes.append(try outcome(of: item, at: now, hasRoom: hasRoom))
    }
    if !batch.isEmpty {
      head = try store.append(batch, expecting: head.position)
      precondition(head.position == events.last?.position, "the log ends at the last event")
      lastRecordedAt = now
      for (id, command) in pending { index.insert(id, at: command.receipt.firstPosition) }
    }
    return Result(outcomes: outcomes, events: events, head: head)
  }

  private mutating func outcome(
    of item: WorkItem, at now: Instant, hasRoom: Bool
  ) throws(LogError) -> WorkOutcome {
    switch item.body {
    case .single(let submission):
      .single(try judge(submission, at: now, hasRoom: hasRoom))
    case .batch(let entries, atomic: false):
      .batch(try judgeEach(of: entries, at: now, hasRoom: hasRoom))
    case .batch(let entries, atomic: true):
      .batch(try judgeAll(of: entries, at: now, hasRoom: hasRoom))
    }
  }

  private mutating func judgeEach(
    of entries: [BatchEntry], at now: Instant, hasRoom: Bool
  ) throws(LogError) -> [CommandOutcome] {
    var outcomes: [CommandOutcome] = []
    outcomes.reserveCapacity(entries.count)
    for entry in entries {
      outcomes.append(try judge(entry, at: now, hasRoom: hasRoom))
    }
    return outcomes
  }

  /// All or none: at the first refusal everything the batch did is taken back.
  private mutating func judgeAll(
    of entries: [BatchEntry], at now: Instant, hasRoom: Bool
  ) throws(LogError) -> [CommandOutcome] {
    let eventCount = events.count
    var accepted: [CommandID] = []
    state.mark()
    var outcomes: [CommandOutcome] = []
    for (place, entry) in entries.enumerated() {
      let outcome = try judge(entry, at: now, hasRoom: hasRoom)
      outcomes.append(outcome)
      switch outcome {
      case .receipt(let receipt):
        if !receipt.isDuplicate { accepted.append(receipt.commandID) }
      case .rejection:
        state.restore()
        for id in accepted { pending[id] = nil }
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
    _ entry: BatchEntry, at now: Instant, hasRoom: Bool
  ) throws(LogError) -> CommandOutcome {
    switch entry {
    case .malformed(let rejection, let id): .rejection(rejection, id)
    case .submission(let submission): try judge(submission, at: now, hasRoom: hasRoom)
    }
  }

  private mutating func judge(
    _ submission: Submission, at now: Instant, hasRoom: Bool
  ) throws(LogError) -> CommandOutcome {
    let envelope = submission.envelope
    if let first = try firstAnswer(to: submission) { return first }
    guard hasRoom else {
      return .rejection(
        Rejection(
          .diskFull, "the ledger's disk is full: nothing was recorded, reads are still served"),
        envelope.id)
    }
    do throws(Rejection) {
      let decision = try state.decide(envelope, at: now)
      return .receipt(record(decision, of: submission, at: now))
    } catch {
      return .rejection(error, envelope.id)
    }
  }

  /// G1: what the same id got before, if it was ever accepted.
  private mutating func firstAnswer(to submission: Submission) throws(LogError) -> CommandOutcome? {
    let id = submission.envelope.id
    if let command = pending[id] {
      return Self.repeated(command.receipt, command.digest, submission)
    }
    for position in index.candidates(for: id) {
      guard let known = try accepted.command(at: position, in: store), known.id == id else {
        continue
      }
      return Self.repeated(known.receipt, known.digest, submission)
    }
    return nil
  }

  private static func repeated(
    _ receipt: ReceiptFields, _ digest: CommandID, _ submission: Submission
  ) -> CommandOutcome {
    guard digest == submission.digest else {
      return .rejection(
        Rejection(
          .idempotencyConflict, field: "command_id",
          "this command id was accepted before with other bytes: make a new id for a new command"),
        submission.envelope.id)
    }
    var receipt = receipt
    receipt.isDuplicate = true
    return .receipt(receipt)
  }

  /// Turns a decision into records of the commit under way.
  private mutating func record(
    _ decision: Decision, of submission: Submission, at now: Instant
  ) -> ReceiptFields {
    precondition(!decision.events.isEmpty, "an accepted command leaves at least one fact")
    let envelope = submission.envelope
    let firstPosition = head.position + UInt64(events.count) + 1
    var version = state.version(of: decision.stream)
    var leafHash = Digest.empty
    for (index, event) in decision.events.enumerated() {
      version += 1
      let record = RecordedEvent(
        position: firstPosition + UInt64(index), recordedAt: now,
        occurredAt: decision.occurredAt, commandID: envelope.id,
        commandDigest: index == 0 ? submission.digest : .zero,
        commandRecords: index == 0 ? UInt32(decision.events.count) : 0,
        actor: envelope.actor, peerUserID: submission.peerUserID,
        policyVersion: decision.policyVersion, stream: decision.stream, streamVersion: version,
        correlation: envelope.correlation, backfillReason: envelope.backfillReason,
        importRow: envelope.importRow, event: event)
      recordBytes.removeAll(keepingCapacity: true)
      RecordCodec.encode(record, into: &recordBytes)
      batch.append(recordBytes)
      if index == 0 { leafHash = batch.leaf(of: batch.count - 1) }
      events.append(record)
      state.evolve(with: record)
    }
    let receipt = ReceiptFields(
      commandID: envelope.id, firstPosition: firstPosition,
      lastPosition: firstPosition + UInt64(decision.events.count) - 1, recordedAt: now,
      streamVersion: version, isDuplicate: false, leafHash: leafHash.bytes)
    pending[envelope.id] = Pending(digest: submission.digest, receipt: receipt)
    return receipt
  }
}
