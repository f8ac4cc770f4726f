import FoundationEssentials
import Opportunities
import Schema
import SwiftProtobuf

extension PBRecord {
  /// The record field by field, without our wire code.
  init(_ record: RecordedEvent) {
    self.init()
    position = record.position
    recordedAtMs = record.recordedAt.milliseconds
    occurredAtMs = record.occurredAt.milliseconds
    if record.commandID != .zero { commandID = data(record.commandID) }
    if record.commandDigest != .zero { commandDigest = data(record.commandDigest) }
    commandRecords = record.commandRecords
    actor = PBActor(record.actor)
    peerUid = record.peerUserID
    policyVersion = record.policyVersion
    streamKind = word(record.stream.kind)
    streamID = record.stream.id.text
    streamVersion = record.streamVersion
    causationPosition = record.causationPosition
    correlationID = data(record.correlation)
    backfillReason = record.backfillReason
    if let row = record.importRow { self.import = PBImportRow(row) }
    schemaVersion = record.schemaVersion
    event = OneOf_Event(record.event)
  }
}

extension PBRecord.OneOf_Event {
  fileprivate init(_ event: Event) {
    switch event {
    case .policyPublished(let event): self = .policyPublished(.init(event))
    case .teamRegistered(let event): self = .teamRegistered(.init(event))
    case .userRegistered(let event): self = .userRegistered(.init(event))
    case .customerRegistered(let event): self = .customerRegistered(.init(event))
    case .opportunityCreated(let event): self = .opportunityCreated(.init(event))
    case .opportunityGraded(let event): self = .opportunityGraded(.init(event))
    case .followUpLogged(let event): self = .followUpLogged(.init(event))
    case .stageMoved(let event): self = .stageMoved(.init(event))
    case .opportunityReassigned(let event): self = .opportunityReassigned(.init(event))
    case .amountRevised(let event): self = .amountRevised(.init(event))
    case .expectedCloseRevised(let event): self = .expectedCloseRevised(.init(event))
    case .opportunityWon(let event): self = .opportunityWon(.init(event))
    case .opportunityLost(let event): self = .opportunityLost(.init(event))
    case .opportunityArchived(let event):
      self = .opportunityArchived(.with { $0.reason = event.reason })
    case .opportunityReopened(let event):
      self = .opportunityReopened(
        .with {
          $0.from = word(event.from)
          $0.reason = event.reason
        })
    }
  }
}

extension PBPolicyPublished {
  fileprivate init(_ event: PolicyPublished) {
    self.init()
    version = event.version
    document = PBPolicyDocument(event.document)
    reason = event.reason
    effectiveFromMs = event.effectiveFrom.milliseconds
  }
}

extension PBTeamRegistered {
  fileprivate init(_ event: TeamRegistered) {
    self.init()
    name = event.name
    parentID = event.parent?.text ?? ""
  }
}

extension PBUserRegistered {
  fileprivate init(_ event: UserRegistered) {
    self.init()
    name = event.name
    roles = event.roles.map { word($0) }
    teamID = event.team?.text ?? ""
  }
}

extension PBCustomerRegistered {
  fileprivate init(_ event: CustomerRegistered) {
    self.init()
    kind = word(event.kind)
    name = event.name
    personName = event.personName
    industry = event.industry
    region = event.region
    source = event.source
  }
}

extension PBOpportunityCreated {
  fileprivate init(_ event: OpportunityCreated) {
    self.init()
    customerID = event.customer.text
    title = event.title
    amount = PBMoney(event.amount)
    ownerID = event.owner.text
    needs = event.needs
    if let day = event.expectedClose { expectedCloseDay = day.number }
    source = event.source
    stage = word(event.stage)
    grade = word(event.grade)
    if let basis = event.gradeBasis { gradeBasis = PBGradeBasis(basis) }
    gradeSupported = event.gradeSupported
  }
}

extension PBOpportunityGraded {
  fileprivate init(_ event: OpportunityGraded) {
    self.init()
    old = word(event.old)
    new = word(event.new)
    basis = PBGradeBasis(event.basis)
    supported = event.supported
  }
}

extension PBFollowUpLogged {
  fileprivate init(_ event: FollowUpLogged) {
    self.init()
    channel = word(event.channel)
    tags = event.tags
    sentiment = word(event.sentiment)
    note = event.note
    minutes = event.minutes
    promisedFeedbackAtMs = event.promisedFeedbackAt?.milliseconds ?? 0
    nextDueAtMs = event.nextDueAt?.milliseconds ?? 0
    contradictsGrade = event.contradictsGrade
  }
}

extension PBStageMoved {
  fileprivate init(_ event: StageMoved) {
    self.init()
    from = word(event.from)
    to = word(event.to)
    note = event.note
    fileSha256 = Data(event.fileDigest)
  }
}

extension PBOpportunityReassigned {
  fileprivate init(_ event: OpportunityReassigned) {
    self.init()
    fromOwnerID = event.from.text
    toOwnerID = event.to.text
    reason = event.reason
  }
}

extension PBAmountRevised {
  fileprivate init(_ event: AmountRevised) {
    self.init()
    old = PBMoney(event.old)
    new = PBMoney(event.new)
    reason = event.reason
  }
}

extension PBExpectedCloseRevised {
  fileprivate init(_ event: ExpectedCloseRevised) {
    self.init()
    if let day = event.old { oldDay = day.number }
    newDay = event.new.number
    reason = event.reason
    pushCount = event.pushCount
  }
}

extension PBOpportunityWon {
  fileprivate init(_ event: OpportunityWon) {
    self.init()
    finalAmount = PBMoney(event.finalAmount)
    contractNumber = event.contractNumber
    contractSha256 = Data(event.contractDigest)
  }
}

extension PBOpportunityLost {
  fileprivate init(_ event: OpportunityLost) {
    self.init()
    reason = event.reason
    competitor = event.competitor
    note = event.note
  }
}
