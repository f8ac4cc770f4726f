/// What a client asks for, with who asks and under which conditions.
package struct CommandEnvelope: Sendable {
  package var id: CommandID
  package var actor: Actor
  /// nil: now, by the ledger's clock.
  package var occurredAt: Instant?
  package var expectedVersion: UInt64?
  package var correlation: CommandID?
  package var backfillReason: String
  package var importRow: ImportRow?
  package var command: Command

  package init(
    id: CommandID, actor: Actor, occurredAt: Instant? = nil, expectedVersion: UInt64? = nil,
    correlation: CommandID? = nil, backfillReason: String = "", importRow: ImportRow? = nil,
    command: Command
  ) {
    self.id = id
    self.actor = actor
    self.occurredAt = occurredAt
    self.expectedVersion = expectedVersion
    self.correlation = correlation
    self.backfillReason = backfillReason
    self.importRow = importRow
    self.command = command
  }
}

/// Every command, each handled by the file of its capability.
package enum Command: Sendable {
  case publishPolicy(PublishPolicy)
  case registerTeam(RegisterTeam)
  case registerUser(RegisterUser)
  case registerCustomer(RegisterCustomer)
  case createOpportunity(CreateOpportunity)
  case gradeOpportunity(GradeOpportunity)
  case logFollowUp(LogFollowUp)
  case moveStage(MoveStage)
  case reassignOpportunity(ReassignOpportunity)
  case reviseAmount(ReviseAmount)
  case reviseExpectedClose(ReviseExpectedClose)
  case winOpportunity(WinOpportunity)
  case loseOpportunity(LoseOpportunity)
  case archiveOpportunity(ArchiveOpportunity)
  case reopenOpportunity(ReopenOpportunity)

  /// Whether it begins a stream or continues one that always exists.
  var isBeginning: Bool {
    switch self {
    case .publishPolicy, .registerTeam, .registerUser, .registerCustomer, .createOpportunity: true
    default: false
    }
  }

  /// The stream whose version the command may expect.
  package var stream: Stream {
    switch self {
    case .publishPolicy: .policy
    case .registerTeam(let command): Stream(kind: .team, id: command.teamID.bytes)
    case .registerUser(let command): Stream(kind: .user, id: command.userID.bytes)
    case .registerCustomer(let command): Stream(kind: .customer, id: command.customerID.bytes)
    case .createOpportunity(let command): Stream(command.opportunityID)
    case .gradeOpportunity(let command): Stream(command.opportunityID)
    case .logFollowUp(let command): Stream(command.opportunityID)
    case .moveStage(let command): Stream(command.opportunityID)
    case .reassignOpportunity(let command): Stream(command.opportunityID)
    case .reviseAmount(let command): Stream(command.opportunityID)
    case .reviseExpectedClose(let command): Stream(command.opportunityID)
    case .winOpportunity(let command): Stream(command.opportunityID)
    case .loseOpportunity(let command): Stream(command.opportunityID)
    case .archiveOpportunity(let command): Stream(command.opportunityID)
    case .reopenOpportunity(let command): Stream(command.opportunityID)
    }
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
