/// What every rule may know about the command it judges.
package struct CommandContext: Sendable {
  package let actor: Actor
  /// The actor's row when it is a registered user.
  let user: RowNumber<User>?
  /// The opportunity the command is about; nil: it is about none, or there is none of that id.
  ///
  /// Looked up once for all rules, like the user: identifiers are what a decision spends most on.
  let subject: RowNumber<Opportunity>?
  /// The ledger's clock.
  package let now: Instant
  /// When it happened, as claimed, or `now`.
  package let occurredAt: Instant
  package let policy: Policy

  /// The moment that rules of the day are judged by: now, since who enters something late does it
  /// now. Imported history was judged when it happened.
  package var day: Instant { actor.kind == .import ? occurredAt : now }
}

/// What the ledger itself says of the fact that it records for a command.
package struct Recording: Sendable {
  package var position: UInt64
  /// The ledger's clock, not before the last record's.
  package var recordedAt: Instant
  /// First 16 bytes of the SHA-256 of the command as received.
  package var commandDigest: CommandID
  /// Kernel-attested user id of the sender.
  package var peerUserID: UInt32

  package init(
    position: UInt64, recordedAt: Instant, commandDigest: CommandID, peerUserID: UInt32
  ) {
    self.position = position
    self.recordedAt = recordedAt
    self.commandDigest = commandDigest
    self.peerUserID = peerUserID
  }
}

/// The fact that follows from an accepted command, and the rules it was decided under.
package struct Decision: Sendable {
  package let stream: Stream
  package let occurredAt: Instant
  package let policyVersion: UInt64
  package let facts: Facts
}

/// What a rule found to be true now: at least one fact, in the order in which they happened.
package struct Facts: Sendable {
  package let first: Event
  /// nil: it is the only one, as nearly always.
  let further: FurtherFacts?

  init(_ first: Event) {
    self.first = first
    further = nil
  }

  /// - Parameters:
  ///   - more: on the stream of the command as well.
  ///   - elsewhere: on other streams, after those: what one person's leaving does to all that he or
  ///     she held.
  init(_ first: Event, more: [Event] = [], elsewhere: [(stream: Stream, event: Event)] = []) {
    self.first = first
    further =
      more.isEmpty && elsewhere.isEmpty ? nil : FurtherFacts(here: more, elsewhere: elsewhere)
  }

  /// Rules return one event or several facts; the list of all commands does not care which.
  init(_ facts: Facts) {
    self = facts
  }

  package var count: Int { 1 + (further.map { $0.here.count + $0.elsewhere.count } ?? 0) }
  /// Those on the stream of the command.
  package var events: [Event] { [first] + (further?.here ?? []) }
  /// Those on other streams.
  package var elsewhere: [(stream: Stream, event: Event)] { further?.elsewhere ?? [] }
}

/// The facts after the first one, behind a reference, because few commands have any.
final class FurtherFacts: Sendable {
  let here: [Event]
  let elsewhere: [(stream: Stream, event: Event)]

  init(here: [Event], elsewhere: [(stream: Stream, event: Event)]) {
    self.here = here
    self.elsewhere = elsewhere
  }
}

extension LedgerState {
  /// Judges a command: the fact that follows if it may, or why it may not. Changes nothing.
  ///
  /// Identity (G1) is settled before, by whoever knows the log.
  ///
  /// - Parameter now: the ledger's clock, not before the last record's.
  /// - Throws: ``Rejection``; each rule's file lists its codes.
  package func decide(
    _ envelope: CommandEnvelope, at now: Instant
  ) throws(Rejection) -> Decision {
    let recording = Recording(
      position: 0, recordedAt: now, commandDigest: .zero, peerUserID: 0)
    let (record, _, further) = try judge(envelope, recording)
    return Decision(
      stream: record.stream, occurredAt: record.occurredAt, policyVersion: record.policyVersion,
      facts: Facts(record.event, more: further?.here ?? [], elsewhere: further?.elsewhere ?? []))
  }

  /// Judges a command as ``decide(_:at:)`` does; if it may, applies its facts and appends their
  /// records.
  ///
  /// The record is made where the decision is, since handing the parts of one on costs as much as
  /// deciding.
  ///
  /// - Parameter write: lent each record, once and in order, to make its bytes of it.
  /// - Returns: the version of the command's stream after it, and how many records it made.
  /// - Throws: ``Rejection``; then nothing has changed, and `write` was not called.
  package mutating func accept(
    _ envelope: CommandEnvelope, _ recording: Recording, into records: inout [RecordedEvent],
    write: (RecordedEvent, UInt32) -> Void
  ) throws(Rejection) -> (version: UInt64, count: Int) {
    let (record, subject, further) = try judge(envelope, recording)
    return take(record, on: subject, followedBy: further, into: &records, write)
  }

  /// Applies and appends the record of a command's first fact, and those of the facts after it.
  ///
  /// - Returns: as ``accept(_:_:into:write:)``.
  @inline(__always)
  mutating func take(
    _ record: RecordedEvent, on subject: RowNumber<Opportunity>?,
    followedBy further: FurtherFacts?, into records: inout [RecordedEvent],
    _ write: (RecordedEvent, UInt32) -> Void
  ) -> (version: UInt64, count: Int) {
    evolve(with: record, on: subject)
    write(record, keyGeneration(of: record))
    let version = record.streamVersion
    records.append(record)
    guard let further else { return (version, 1) }
    let stream = record.stream
    for event in further.here { append(event, on: stream, to: &records, write) }
    for fact in further.elsewhere { append(fact.event, on: fact.stream, to: &records, write) }
    let more = UInt64(further.here.count)
    return (version + more, 1 + further.here.count + further.elsewhere.count)
  }

  /// Applies a further fact of the command whose last record ends `records`.
  private mutating func append(
    _ event: Event, on stream: Stream, to records: inout [RecordedEvent],
    _ write: (RecordedEvent, UInt32) -> Void
  ) {
    var record = records[records.count - 1]
    record.position += 1
    record.commandDigest = .zero
    record.commandRecords = 0
    record.stream = stream
    record.streamVersion = version(of: stream) + 1
    record.event = event
    evolve(with: record)
    write(record, keyGeneration(of: record))
    records.append(record)
  }

  @inline(__always)
  private func judge(
    _ envelope: CommandEnvelope, _ recording: Recording
  ) throws(Rejection) -> (RecordedEvent, RowNumber<Opportunity>?, FurtherFacts?) {
    let now = recording.recordedAt
    let policy = policies.inForce(at: now)
    let user = try row(of: envelope.actor)
    let stream = envelope.command.stream
    let subject = subject(of: stream)
    let context = CommandContext(
      actor: envelope.actor, user: user, subject: subject, now: now,
      occurredAt: envelope.occurredAt ?? now, policy: policy)
    try validateTime(of: envelope, in: context)
    try validateImportRow(of: envelope, on: stream, subject)
    // Before the version is compared: nobody learns the version of what is out of reach.
    if let subject {
      try requireReach(of: context, for: envelope.command, over: subject)
    } else {
      try requireReach(of: context, for: envelope.command, on: stream)
    }
    let current = subject.map { opportunities[$0].version } ?? version(of: stream)
    if let expected = envelope.expectedVersion {
      // What does not exist has no version to be wrong about: its rule says `NOT_FOUND`.
      guard expected == current || (current == 0 && !envelope.command.isBeginning) else {
        throw Rejection(
          .versionConflict, field: "expected_version", currentVersion: current,
          "the stream is at version \(current), not \(expected): read it again")
      }
    }
    let facts = try decide(envelope.command, in: context)
    let record = RecordedEvent(
      position: recording.position, recordedAt: now, occurredAt: context.occurredAt,
      commandID: envelope.id, commandDigest: recording.commandDigest,
      commandRecords: UInt32(facts.count), actor: envelope.actor,
      peerUserID: recording.peerUserID, policyVersion: policy.version, stream: stream,
      streamVersion: current + 1, causationPosition: 0, circumstances: envelope.circumstances,
      schemaVersion: 1, event: facts.first)
    return (record, subject, facts.further)
  }

  /// G3: not from the future, and from further back only with a reason or as imported history.
  private func validateTime(
    of envelope: CommandEnvelope, in context: CommandContext
  ) throws(Rejection) {
    if !envelope.backfillReason.isEmpty {
      try Text.validateNote(envelope.backfillReason, field: "backfill_reason")
    }
    guard let occurredAt = envelope.occurredAt else { return }
    let rules = context.policy.document.recording
    guard occurredAt <= context.now + .minutes(rules.futureToleranceMinutes) else {
      throw Rejection(
        .futureTime, field: "occurred_at_ms",
        """
        \(occurredAt.utcText) lies in the future: the ledger's clock says \
        \(context.now.utcText)
        """)
    }
    guard envelope.actor.kind != .import else { return }
    let lag = context.now.since(occurredAt)
    if lag > .days(rules.backfillReasonDays), Text.isBlank(envelope.backfillReason) {
      throw Rejection(
        .backfillReasonRequired, field: "backfill_reason",
        "recorded more than \(rules.backfillReasonDays) days late: say why")
    }
  }

  /// Rows of an import are judged once and in order, so that importing a file again cannot find a
  /// refused row acceptable later.
  private func validateImportRow(
    of envelope: CommandEnvelope, on stream: Stream, _ subject: RowNumber<Opportunity>?
  ) throws(Rejection) {
    guard let row = envelope.importRow else { return }
    guard envelope.actor.kind == .import else {
      throw Rejection(.invalidField, field: "import", "only an actor of KIND_IMPORT imports rows")
    }
    try IdentifierRules.validate(row.batchID, field: "import.batch_id")
    guard row.row > 0 else {
      throw Rejection(.invalidField, field: "import.row", "rows count from 1")
    }
    try requireOpenBatch(of: row)
    guard let last = subject.flatMap({ opportunities[$0].lastImport }),
      !last.precedes(row, batch: importBatches.number(of: row.batchID))
    else { return }
    throw Rejection(
      .rowAlreadyJudged, field: "import.row",
      "row \(row.row) of this import was judged before row \(last.row) was accepted")
  }
}

extension Rejection {
  /// `NOT_FOUND` for a thing of the given kind.
  static func notFound(_ kind: String, _ id: String, field: String) -> Rejection {
    Rejection(.notFound, field: field, "there is no \(kind) \(Text.quoted(id))")
  }
}
