/// What a client asks for, with who asks and under which conditions.
package struct CommandEnvelope: Sendable {
  package var id: CommandID
  package var actor: Actor
  /// nil: now, by the ledger's clock.
  package var occurredAt: Instant?
  package var expectedVersion: UInt64?
  package var circumstances: RareCircumstances
  package var command: Command

  package var correlation: CommandID? { circumstances.correlation }
  package var backfillReason: String { circumstances.backfillReason }
  package var importRow: ImportRow? { circumstances.importRow }

  package init(
    id: CommandID, actor: Actor, occurredAt: Instant? = nil, expectedVersion: UInt64? = nil,
    correlation: CommandID? = nil, backfillReason: String = "", importRow: ImportRow? = nil,
    command: Command
  ) {
    self.init(
      id: id, actor: actor, occurredAt: occurredAt, expectedVersion: expectedVersion,
      circumstances: RareCircumstances(
        correlation: correlation, backfillReason: backfillReason, importRow: importRow),
      command: command)
  }

  package init(
    id: CommandID, actor: Actor, occurredAt: Instant?, expectedVersion: UInt64?,
    circumstances: RareCircumstances, command: Command
  ) {
    self.id = id
    self.actor = actor
    self.occurredAt = occurredAt
    self.expectedVersion = expectedVersion
    self.circumstances = circumstances
    self.command = command
  }
}

/// What events are about: one opportunity, one customer, …
package struct Stream: Hashable, Sendable {
  package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    case policy = 1
    case team = 2
    case user = 3
    case customer = 4
    case opportunity = 5
    case lead = 6
    case approval = 7
    case departmentTask = 8
    case review = 9
    case target = 10
    case award = 11
    case importBatch = 12
    case outbound = 13
    case calibration = 14
    case erasure = 15
  }

  package var kind: Kind
  package var id: IdentifierText

  package init(kind: Kind, id: IdentifierText) {
    self.kind = kind
    self.id = id
  }

  package init(kind: Kind, id: String) {
    self.init(kind: kind, id: IdentifierText(id))
  }

  package init(_ opportunity: OpportunityID) {
    self.init(kind: .opportunity, id: opportunity.bytes)
  }

  package static let policy = Stream(kind: .policy, id: "policy")
}
