/// Every fact the ledger can hold, each with its meaning in the file of its capability.
package enum Event: Hashable, Sendable {
  case policyPublished(PolicyPublished)
  case teamRegistered(TeamRegistered)
  case userRegistered(UserRegistered)
  case customerRegistered(CustomerRegistered)
  case opportunityCreated(OpportunityCreated)
  case opportunityGraded(OpportunityGraded)
  case followUpLogged(FollowUpLogged)
  case stageMoved(StageMoved)
  case opportunityReassigned(OpportunityReassigned)
  case amountRevised(AmountRevised)
  case expectedCloseRevised(ExpectedCloseRevised)
  case opportunityWon(OpportunityWon)
  case opportunityLost(OpportunityLost)
  case opportunityArchived(OpportunityArchived)
  case opportunityReopened(OpportunityReopened)
}

/// An event as it stands in the log: the fact and everything known about its recording.
package struct RecordedEvent: Hashable, Sendable {
  /// From 1, without gaps. Order is position, nothing else.
  package var position: UInt64
  /// The writer's clock; never decreasing.
  package var recordedAt: Instant
  /// What the client claims.
  package var occurredAt: Instant
  package var commandID: CommandID
  /// First 16 bytes of the SHA-256 of the command as received; zero except on its first record.
  package var commandDigest: CommandID
  /// Number of records of the command; 0 except on its first record.
  package var commandRecords: UInt32
  package var actor: Actor
  /// Kernel-attested user id of the process that sent the command.
  package var peerUserID: UInt32
  package var policyVersion: UInt64
  package var stream: Stream
  package var streamVersion: UInt64
  /// The record that made the system act; 0: none.
  package var causationPosition: UInt64
  package var correlation: CommandID?
  package var backfillReason: String
  package var importRow: ImportRow?
  package var schemaVersion: UInt32
  package var event: Event

  package init(
    position: UInt64, recordedAt: Instant, occurredAt: Instant, commandID: CommandID,
    commandDigest: CommandID, commandRecords: UInt32, actor: Actor, peerUserID: UInt32,
    policyVersion: UInt64, stream: Stream, streamVersion: UInt64, causationPosition: UInt64 = 0,
    correlation: CommandID? = nil, backfillReason: String = "", importRow: ImportRow? = nil,
    schemaVersion: UInt32 = 1, event: Event
  ) {
    self.position = position
    self.recordedAt = recordedAt
    self.occurredAt = occurredAt
    self.commandID = commandID
    self.commandDigest = commandDigest
    self.commandRecords = commandRecords
    self.actor = actor
    self.peerUserID = peerUserID
    self.policyVersion = policyVersion
    self.stream = stream
    self.streamVersion = streamVersion
    self.causationPosition = causationPosition
    self.correlation = correlation
    self.backfillReason = backfillReason
    self.importRow = importRow
    self.schemaVersion = schemaVersion
    self.event = event
  }

  package var isImported: Bool { actor.kind == .import }

  /// The opportunity it is about; nil when it is about something else.
  package var opportunityID: OpportunityID? {
    stream.kind == .opportunity ? OpportunityID(stream.id) : nil
  }
}
