// Written by tools/generate.sh from schemas/opportunity/v1/state.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func dossier() -> Dossier {
    Dossier(
      quoteVersion: uint32(), evidence: list { $0.evidence() },
      plannedFollowUpAt: maybe { $0.laterInstant() }, payments: list { $0.paidDocument() },
      formerOwners: list { $0.formerOwner() }, collaborators: list { $0.id() },
      proposalCount: uint32(), proposals: list { $0.splitProposal() }, isPaidOut: bool(),
      forecastCategory: maybe { $0.one() }, template: text())
  }
}

extension PBDossier {
  init(_ value: Dossier) {
    self.init()
    quoteVersion = value.quoteVersion
    evidence = value.evidence.map { PBEvidence($0) }
    if let plannedFollowUpAt = value.plannedFollowUpAt {
      self.plannedFollowUpAtMs = plannedFollowUpAt.milliseconds
    }
    payments = value.payments.map { PBPaidDocument($0) }
    formerOwners = value.formerOwners.map { PBFormerOwner($0) }
    collaboratorIds = value.collaborators.map { $0.text }
    proposalCount = value.proposalCount
    proposals = value.proposals.map { PBSplitProposal($0) }
    isPaidOut = value.isPaidOut
    if let forecastCategory = value.forecastCategory {
      self.forecastCategory = word(forecastCategory)
    }
    template = value.template
  }
}

extension Random {
  mutating func evidence() -> Evidence {
    Evidence(
      evidenceID: id(), kind: one(), result: maybe { $0.one() }, attacherKind: uint32(),
      attacherID: text())
  }
}

extension PBEvidence {
  init(_ value: Evidence) {
    self.init()
    evidenceID = value.evidenceID.text
    kind = word(value.kind)
    if let result = value.result { self.result = word(result) }
    attacherKind = value.attacherKind
    attacherID = value.attacherID
  }
}

extension Random {
  mutating func paidDocument() -> PaidDocument {
    PaidDocument(erpDocument: text(), minorUnits: int64())
  }
}

extension PBPaidDocument {
  init(_ value: PaidDocument) {
    self.init()
    erpDocument = value.erpDocument
    minorUnits = value.minorUnits
  }
}

extension Random {
  mutating func formerOwner() -> FormerOwner {
    FormerOwner(user: id(), leftAt: instant())
  }
}

extension PBFormerOwner {
  init(_ value: FormerOwner) {
    self.init()
    userID = value.user.text
    leftAtMs = value.leftAt.milliseconds
  }
}

extension Random {
  mutating func splitProposal() -> SplitProposal {
    SplitProposal(
      number: uint32(), kind: one(), method: one(), shares: list { $0.splitShare() },
      proposer: id(), chooser: maybe { $0.id() }, accepted: list { $0.id() })
  }
}

extension PBSplitProposal {
  init(_ value: SplitProposal) {
    self.init()
    number = value.number
    kind = word(value.kind)
    method = word(value.method)
    shares = value.shares.map { PBSplitShare($0) }
    proposerID = value.proposer.text
    if let chooser = value.chooser { self.chooserID = chooser.text }
    acceptedIds = value.accepted.map { $0.text }
  }
}

extension Random {
  mutating func departmentTask() -> DepartmentTask {
    DepartmentTask(
      version: uint64(), team: id(), assignee: maybe { $0.id() }, opportunity: maybe { $0.id() },
      isCompleted: bool())
  }
}

extension PBDepartmentTask {
  init(_ value: DepartmentTask) {
    self.init()
    version = value.version
    teamID = value.team.text
    if let assignee = value.assignee { self.assigneeID = assignee.text }
    if let opportunity = value.opportunity { self.opportunityID = opportunity.text }
    isCompleted = value.isCompleted
  }
}

extension Random {
  mutating func customerFile() -> CustomerFile {
    CustomerFile(
      profile: list { $0.profileValue() }, externalRefs: list { $0.id() },
      contacts: list { $0.id() }, tags: list { $0.text() }, tier: maybe { $0.one() },
      quietPeriod: maybe { $0.quietPeriod() }, mergedInto: maybe { $0.id() })
  }
}

extension PBCustomerFile {
  init(_ value: CustomerFile) {
    self.init()
    profile = value.profile.map { PBProfileValue($0) }
    externalRefs = value.externalRefs.map { $0.text }
    contactIds = value.contacts.map { $0.text }
    tags = value.tags.map { $0 }
    if let tier = value.tier { self.tier = word(tier) }
    if let quietPeriod = value.quietPeriod { self.quietPeriod = PBQuietPeriod(quietPeriod) }
    if let mergedInto = value.mergedInto { self.mergedIntoID = mergedInto.text }
  }
}

extension Random {
  mutating func profileValue() -> ProfileValue {
    ProfileValue(fieldCode: text(), value: text())
  }
}

extension PBProfileValue {
  init(_ value: ProfileValue) {
    self.init()
    field = value.fieldCode
    self.value = value.value
  }
}

extension Random {
  mutating func quietPeriod() -> QuietPeriod {
    QuietPeriod(from: instant(), until: instant(), scope: one(), pushCapPerMonth: uint32())
  }
}

extension PBQuietPeriod {
  init(_ value: QuietPeriod) {
    self.init()
    fromMs = value.from.milliseconds
    untilMs = value.until.milliseconds
    scope = word(value.scope)
    pushCapPerMonth = value.pushCapPerMonth
  }
}

extension Random {
  mutating func lead() -> Lead {
    Lead(
      version: uint64(), customerKind: one(), status: one(), owner: maybe { $0.id() },
      source: text(), knownFields: list { $0.text() }, customer: maybe { $0.id() })
  }
}

extension PBLead {
  init(_ value: Lead) {
    self.init()
    version = value.version
    customerKind = word(value.customerKind)
    status = word(value.status)
    if let owner = value.owner { self.ownerID = owner.text }
    source = value.source
    knownFields = value.knownFields.map { $0 }
    if let customer = value.customer { self.customerID = customer.text }
  }
}

extension Random {
  mutating func approval() -> Approval {
    Approval(
      version: uint64(), kind: one(), opportunity: maybe { $0.id() }, requester: maybe { $0.id() },
      chain: list { $0.one() }, grantedSteps: uint32(), isRejected: bool(), slaHours: uint32(),
      stepSince: instant(), escalatedStep: uint32(), openTo: maybe { $0.one() }, isUsed: bool())
  }
}

extension PBApproval {
  init(_ value: Approval) {
    self.init()
    version = value.version
    kind = word(value.kind)
    if let opportunity = value.opportunity { self.opportunityID = opportunity.text }
    if let requester = value.requester { self.requesterID = requester.text }
    chain = value.chain.map { word($0) }
    grantedSteps = value.grantedSteps
    isRejected = value.isRejected
    slaHours = value.slaHours
    stepSinceMs = value.stepSince.milliseconds
    escalatedStep = value.escalatedStep
    if let openTo = value.openTo { self.openTo = word(openTo) }
    isUsed = value.isUsed
  }
}

extension Random {
  mutating func review() -> Review {
    Review(version: uint64())
  }
}

extension PBReview {
  init(_ value: Review) {
    self.init()
    version = value.version
  }
}

extension Random {
  mutating func target() -> Target {
    Target(version: uint64(), amount: maybe { $0.money() })
  }
}

extension PBTarget {
  init(_ value: Target) {
    self.init()
    version = value.version
    if let amount = value.amount { self.amount = PBMoney(amount) }
  }
}

extension Random {
  mutating func award() -> Award {
    Award(version: uint64())
  }
}

extension PBAward {
  init(_ value: Award) {
    self.init()
    version = value.version
  }
}

extension Random {
  mutating func importRun() -> ImportRun {
    ImportRun(version: uint64(), expectedRows: uint64(), isClosed: bool())
  }
}

extension PBImportRun {
  init(_ value: ImportRun) {
    self.init()
    version = value.version
    expectedRows = value.expectedRows
    isClosed = value.isClosed
  }
}

extension Random {
  mutating func outbound() -> Outbound {
    Outbound(version: uint64(), position: uint64())
  }
}

extension PBOutbound {
  init(_ value: Outbound) {
    self.init()
    version = value.version
    position = value.position
  }
}

extension Random {
  mutating func erasure() -> Erasure {
    Erasure(version: uint64(), erased: list { $0.erasedOwner() })
  }
}

extension PBErasure {
  init(_ value: Erasure) {
    self.init()
    version = value.version
    erased = value.erased.map { PBErasedOwner($0) }
  }
}

extension Random {
  mutating func calibration() -> Calibration {
    Calibration(version: uint64(), position: uint64())
  }
}

extension PBCalibration {
  init(_ value: Calibration) {
    self.init()
    version = value.version
    position = value.position
  }
}
