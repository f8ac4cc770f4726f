import FoundationEssentials
import Opportunities
import Schema
import SwiftProtobuf

extension PBCommand {
  /// The command field by field, without our wire code.
  init(_ envelope: CommandEnvelope) {
    self.init()
    commandID = data(envelope.id)
    actor = PBActor(envelope.actor)
    occurredAtMs = envelope.occurredAt?.milliseconds ?? 0
    if let version = envelope.expectedVersion { expectedVersion = version }
    correlationID = data(envelope.correlation)
    backfillReason = envelope.backfillReason
    if let row = envelope.importRow { self.import = PBImportRow(row) }
    body = OneOf_Body(envelope.command)
  }
}

extension PBCommand.OneOf_Body {
  fileprivate init(_ command: Command) {
    switch command {
    case .publishPolicy(let command): self = .publishPolicy(.init(command))
    case .registerTeam(let command): self = .registerTeam(.init(command))
    case .registerUser(let command): self = .registerUser(.init(command))
    case .registerCustomer(let command): self = .registerCustomer(.init(command))
    case .createOpportunity(let command): self = .createOpportunity(.init(command))
    case .gradeOpportunity(let command): self = .gradeOpportunity(.init(command))
    case .logFollowUp(let command): self = .logFollowUp(.init(command))
    case .moveStage(let command): self = .moveStage(.init(command))
    case .reassignOpportunity(let command): self = .reassignOpportunity(.init(command))
    case .reviseAmount(let command): self = .reviseAmount(.init(command))
    case .reviseExpectedClose(let command): self = .reviseExpectedClose(.init(command))
    case .winOpportunity(let command): self = .winOpportunity(.init(command))
    case .loseOpportunity(let command): self = .loseOpportunity(.init(command))
    case .archiveOpportunity(let command):
      self = .archiveOpportunity(
        .with {
          $0.opportunityID = command.opportunityID.text
          $0.reason = command.reason
        })
    case .reopenOpportunity(let command):
      self = .reopenOpportunity(
        .with {
          $0.opportunityID = command.opportunityID.text
          $0.reason = command.reason
        })
    }
  }
}

extension PBPublishPolicy {
  fileprivate init(_ command: PublishPolicy) {
    self.init()
    document = PBPolicyDocument(command.document)
    reason = command.reason
    effectiveFromMs = command.effectiveFrom?.milliseconds ?? 0
  }
}

extension PBRegisterTeam {
  fileprivate init(_ command: RegisterTeam) {
    self.init()
    teamID = command.teamID.text
    name = command.name
    parentID = command.parent?.text ?? ""
  }
}

extension PBRegisterUser {
  fileprivate init(_ command: RegisterUser) {
    self.init()
    userID = command.userID.text
    name = command.name
    roles = command.roles.map { word($0) }
    teamID = command.team?.text ?? ""
  }
}

extension PBRegisterCustomer {
  fileprivate init(_ command: RegisterCustomer) {
    self.init()
    customerID = command.customerID.text
    kind = word(command.profile.kind)
    name = command.profile.name
    personName = command.profile.personName
    industry = command.profile.industry
    region = command.profile.region
    source = command.profile.source
  }
}

extension PBCreateOpportunity {
  fileprivate init(_ command: CreateOpportunity) {
    self.init()
    opportunityID = command.opportunityID.text
    customerID = command.customer.text
    title = command.title
    amount = PBMoney(command.amount)
    ownerID = command.owner.text
    needs = command.needs
    if let day = command.expectedClose { expectedCloseDay = day.number }
    source = command.source
    stage = word(command.stage)
    grade = word(command.grade)
    if let basis = command.gradeBasis { gradeBasis = PBGradeBasis(basis) }
  }
}

extension PBGradeOpportunity {
  fileprivate init(_ command: GradeOpportunity) {
    self.init()
    opportunityID = command.opportunityID.text
    grade = word(command.grade)
    basis = PBGradeBasis(command.basis)
  }
}

extension PBLogFollowUp {
  fileprivate init(_ command: LogFollowUp) {
    self.init()
    opportunityID = command.opportunityID.text
    channel = word(command.channel)
    tags = command.tags
    sentiment = word(command.sentiment)
    note = command.note
    minutes = command.minutes
    promisedFeedbackAtMs = command.promisedFeedbackAt?.milliseconds ?? 0
    nextDueAtMs = command.nextDueAt?.milliseconds ?? 0
  }
}

extension PBMoveStage {
  fileprivate init(_ command: MoveStage) {
    self.init()
    opportunityID = command.opportunityID.text
    from = word(command.from)
    to = word(command.to)
    note = command.note
    fileSha256 = Data(command.fileDigest)
  }
}

extension PBReassignOpportunity {
  fileprivate init(_ command: ReassignOpportunity) {
    self.init()
    opportunityID = command.opportunityID.text
    ownerID = command.owner.text
    reason = command.reason
  }
}

extension PBReviseAmount {
  fileprivate init(_ command: ReviseAmount) {
    self.init()
    opportunityID = command.opportunityID.text
    amount = PBMoney(command.amount)
    reason = command.reason
  }
}

extension PBReviseExpectedClose {
  fileprivate init(_ command: ReviseExpectedClose) {
    self.init()
    opportunityID = command.opportunityID.text
    expectedCloseDay = command.expectedClose.number
    reason = command.reason
  }
}

extension PBWinOpportunity {
  fileprivate init(_ command: WinOpportunity) {
    self.init()
    opportunityID = command.opportunityID.text
    if let amount = command.finalAmount { finalAmount = PBMoney(amount) }
    contractNumber = command.contractNumber
    contractSha256 = Data(command.contractDigest)
  }
}

extension PBLoseOpportunity {
  fileprivate init(_ command: LoseOpportunity) {
    self.init()
    opportunityID = command.opportunityID.text
    reason = command.reason
    competitor = command.competitor
    note = command.note
  }
}
