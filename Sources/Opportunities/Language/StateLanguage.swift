// Written by tools/generate.sh from schemas/opportunity/v1/state.proto; edit that, not this.

/// What is known of an opportunity beyond the few fields that every one has.
package struct Dossier: Hashable, Sendable {
  /// Of the last quote; 0: none was issued.
  package var quoteVersion: UInt32
  /// In the order in which it was attached.
  package var evidence: [Evidence]
  /// When the next step is planned. nil: none is.
  package var plannedFollowUpAt: Instant?
  package var payments: [PaidDocument]
  /// The last few who gave it up or lost it to the pool, oldest first, each once.
  package var formerOwners: [FormerOwner]
  package var collaborators: [UserID]
  /// Proposals of splits so far.
  package var proposalCount: UInt32
  /// Those that not all have accepted, at most one a kind.
  package var proposals: [SplitProposal]
  /// Money was paid out, so nothing about splits changes any more.
  package var isPaidOut: Bool
  /// A person's own word; it outlives every move of the stage.
  package var forecastCategory: ForecastCategory?
  /// Code of its pipeline template. Empty: the standard one.
  package var template: String

  package init(
    quoteVersion: UInt32, evidence: [Evidence], plannedFollowUpAt: Instant?,
    payments: [PaidDocument], formerOwners: [FormerOwner], collaborators: [UserID],
    proposalCount: UInt32, proposals: [SplitProposal], isPaidOut: Bool,
    forecastCategory: ForecastCategory?, template: String
  ) {
    self.quoteVersion = quoteVersion
    self.evidence = evidence
    self.plannedFollowUpAt = plannedFollowUpAt
    self.payments = payments
    self.formerOwners = formerOwners
    self.collaborators = collaborators
    self.proposalCount = proposalCount
    self.proposals = proposals
    self.isPaidOut = isPaidOut
    self.forecastCategory = forecastCategory
    self.template = template
  }
}

/// A piece of evidence and who has looked at it.
package struct Evidence: Hashable, Sendable {
  package var evidenceID: EvidenceID
  package var kind: EvidenceKind
  /// nil: nobody has checked it.
  package var result: EvidenceResult?
  /// The actor who attached it: the number of its kind, and its id.
  package var attacherKind: UInt32
  package var attacherID: String

  package init(
    evidenceID: EvidenceID, kind: EvidenceKind, result: EvidenceResult?, attacherKind: UInt32,
    attacherID: String
  ) {
    self.evidenceID = evidenceID
    self.kind = kind
    self.result = result
    self.attacherKind = attacherKind
    self.attacherID = attacherID
  }
}

/// A payment that was counted.
package struct PaidDocument: Hashable, Sendable {
  package var erpDocument: String
  package var minorUnits: Int64

  package init(erpDocument: String, minorUnits: Int64) {
    self.erpDocument = erpDocument
    self.minorUnits = minorUnits
  }
}

/// Somebody who had an opportunity, and when it left him or her.
package struct FormerOwner: Hashable, Sendable {
  package var user: UserID
  package var leftAt: Instant

  package init(user: UserID, leftAt: Instant) {
    self.user = user
    self.leftAt = leftAt
  }
}

/// A split that waits for its parties.
package struct SplitProposal: Hashable, Sendable {
  package var number: UInt32
  package var kind: SplitKind
  package var method: SplitMethod
  package var shares: [SplitShare]
  package var proposer: UserID
  package var chooser: UserID?
  package var accepted: [UserID]

  package init(
    number: UInt32, kind: SplitKind, method: SplitMethod, shares: [SplitShare], proposer: UserID,
    chooser: UserID?, accepted: [UserID]
  ) {
    self.number = number
    self.kind = kind
    self.method = method
    self.shares = shares
    self.proposer = proposer
    self.chooser = chooser
    self.accepted = accepted
  }
}

/// A task of another department.
package struct DepartmentTask: Hashable, Sendable {
  package var version: UInt64
  package var team: TeamID
  package var assignee: UserID?
  package var opportunity: OpportunityID?
  package var isCompleted: Bool

  package init(
    version: UInt64, team: TeamID, assignee: UserID?, opportunity: OpportunityID?, isCompleted: Bool
  ) {
    self.version = version
    self.team = team
    self.assignee = assignee
    self.opportunity = opportunity
    self.isCompleted = isCompleted
  }
}

/// What is known of a customer beyond being one.
package struct CustomerFile: Hashable, Sendable {
  /// In the order in which the fields were first said.
  package var profile: [ProfileValue]
  package var externalRefs: [ExternalReferenceID]
  package var contacts: [ContactID]
  package var tags: [String]
  package var tier: CustomerTier?
  package var quietPeriod: QuietPeriod?
  /// The customer that this one is. nil: it is itself.
  package var mergedInto: CustomerID?

  package init(
    profile: [ProfileValue], externalRefs: [ExternalReferenceID], contacts: [ContactID],
    tags: [String], tier: CustomerTier?, quietPeriod: QuietPeriod?, mergedInto: CustomerID?
  ) {
    self.profile = profile
    self.externalRefs = externalRefs
    self.contacts = contacts
    self.tags = tags
    self.tier = tier
    self.quietPeriod = quietPeriod
    self.mergedInto = mergedInto
  }
}

/// What is known of one field of a profile.
package struct ProfileValue: Hashable, Sendable {
  package var fieldCode: String
  package var value: String

  package init(fieldCode: String, value: String) {
    self.fieldCode = fieldCode
    self.value = value
  }
}

/// Time in which a customer wants to be left alone (静默期).
package struct QuietPeriod: Hashable, Sendable {
  package var from: Instant
  /// The first moment that is not quiet.
  package var until: Instant
  package var scope: QuietScope
  package var pushCapPerMonth: UInt32

  package init(from: Instant, until: Instant, scope: QuietScope, pushCapPerMonth: UInt32) {
    self.from = from
    self.until = until
    self.scope = scope
    self.pushCapPerMonth = pushCapPerMonth
  }
}

/// A lead (线索).
package struct Lead: Hashable, Sendable {
  package var version: UInt64
  package var customerKind: CustomerKind
  package var status: LeadStatus
  package var owner: UserID?
  package var source: String
  /// Items of the checklist of which something is known.
  package var knownFields: [String]
  /// Who it became an opportunity of.
  package var customer: CustomerID?

  package init(
    version: UInt64, customerKind: CustomerKind, status: LeadStatus, owner: UserID?, source: String,
    knownFields: [String], customer: CustomerID?
  ) {
    self.version = version
    self.customerKind = customerKind
    self.status = status
    self.owner = owner
    self.source = source
    self.knownFields = knownFields
    self.customer = customer
  }
}

/// Something that waits for somebody's word, or has it.
package struct Approval: Hashable, Sendable {
  package var version: UInt64
  package var kind: ApprovalKind
  package var opportunity: OpportunityID?
  package var requester: UserID?
  /// Frozen when it was asked for.
  package var chain: [Role]
  package var grantedSteps: UInt32
  package var isRejected: Bool
  /// Each step is overdue after this, hours.
  package var slaHours: UInt32
  /// Since when the step that is next has been waiting, as claimed.
  package var stepSince: Instant
  /// The last step that was escalated; 0: none was.
  package var escalatedStep: UInt32
  /// Who may decide the escalated step too.
  package var openTo: Role?
  /// What it allowed has happened, so it allows nothing more.
  package var isUsed: Bool

  package init(
    version: UInt64, kind: ApprovalKind, opportunity: OpportunityID?, requester: UserID?,
    chain: [Role], grantedSteps: UInt32, isRejected: Bool, slaHours: UInt32, stepSince: Instant,
    escalatedStep: UInt32, openTo: Role?, isUsed: Bool
  ) {
    self.version = version
    self.kind = kind
    self.opportunity = opportunity
    self.requester = requester
    self.chain = chain
    self.grantedSteps = grantedSteps
    self.isRejected = isRejected
    self.slaHours = slaHours
    self.stepSince = stepSince
    self.escalatedStep = escalatedStep
    self.openTo = openTo
    self.isUsed = isUsed
  }
}

/// The sample of a week; that there is one is all that counts.
package struct Review: Hashable, Sendable {
  package var version: UInt64

  package init(version: UInt64) {
    self.version = version
  }
}

/// What is to be reached, or said to be, by somebody in a period.
package struct Target: Hashable, Sendable {
  package var version: UInt64
  /// nil: only forecast calls were made.
  package var amount: Money?

  package init(version: UInt64, amount: Money?) {
    self.version = version
    self.amount = amount
  }
}

/// An award that was granted; that there is one is all that is kept.
package struct Award: Hashable, Sendable {
  package var version: UInt64

  package init(version: UInt64) {
    self.version = version
  }
}

/// A batch of rows that was announced.
package struct ImportRun: Hashable, Sendable {
  package var version: UInt64
  /// 0: not known.
  package var expectedRows: UInt64
  package var isClosed: Bool

  package init(version: UInt64, expectedRows: UInt64, isClosed: Bool) {
    self.version = version
    self.expectedRows = expectedRows
    self.isClosed = isClosed
  }
}

/// Another system that takes over what happens here.
package struct Outbound: Hashable, Sendable {
  package var version: UInt64
  package var position: UInt64

  package init(version: UInt64, position: UInt64) {
    self.version = version
    self.position = position
  }
}

/// Whose texts were erased.
package struct Erasure: Hashable, Sendable {
  package var version: UInt64
  package var erased: [ErasedOwner]

  package init(version: UInt64, erased: [ErasedOwner]) {
    self.version = version
    self.erased = erased
  }
}

/// What forecasts have learned.
package struct Calibration: Hashable, Sendable {
  package var version: UInt64
  /// The position of the log that it was computed as of.
  package var position: UInt64

  package init(version: UInt64, position: UInt64) {
    self.version = version
    self.position = position
  }
}
