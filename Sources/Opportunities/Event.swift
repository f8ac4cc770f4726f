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
  package var circumstances: RareCircumstances
  package var schemaVersion: UInt32
  package var event: Event

  package var correlation: CommandID? { circumstances.correlation }
  package var backfillReason: String { circumstances.backfillReason }
  package var importRow: ImportRow? { circumstances.importRow }

  package init(
    position: UInt64, recordedAt: Instant, occurredAt: Instant, commandID: CommandID,
    commandDigest: CommandID, commandRecords: UInt32, actor: Actor, peerUserID: UInt32,
    policyVersion: UInt64, stream: Stream, streamVersion: UInt64, causationPosition: UInt64 = 0,
    correlation: CommandID? = nil, backfillReason: String = "", importRow: ImportRow? = nil,
    schemaVersion: UInt32 = 1, event: Event
  ) {
    self.init(
      position: position, recordedAt: recordedAt, occurredAt: occurredAt, commandID: commandID,
      commandDigest: commandDigest, commandRecords: commandRecords, actor: actor,
      peerUserID: peerUserID, policyVersion: policyVersion, stream: stream,
      streamVersion: streamVersion, causationPosition: causationPosition,
      circumstances: RareCircumstances(
        correlation: correlation, backfillReason: backfillReason, importRow: importRow),
      schemaVersion: schemaVersion, event: event)
  }

  package init(
    position: UInt64, recordedAt: Instant, occurredAt: Instant, commandID: CommandID,
    commandDigest: CommandID, commandRecords: UInt32, actor: Actor, peerUserID: UInt32,
    policyVersion: UInt64, stream: Stream, streamVersion: UInt64, causationPosition: UInt64,
    circumstances: RareCircumstances, schemaVersion: UInt32, event: Event
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
    self.circumstances = circumstances
    self.schemaVersion = schemaVersion
    self.event = event
  }

  package var isImported: Bool { actor.kind == .import }

  /// The opportunity it is about; nil when it is about something else.
  package var opportunityID: OpportunityID? {
    stream.kind == .opportunity ? OpportunityID(stream.id) : nil
  }
}
