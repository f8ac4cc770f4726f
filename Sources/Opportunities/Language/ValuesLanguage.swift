// Written by tools/generate.sh from schemas/opportunity/v1/values.proto; edit that, not this.

/// Judged intent (意向度). Absent means: not graded yet.
package enum Grade: UInt8, Hashable, Sendable, CaseIterable {
  case a = 1
  case b = 2
  case c = 3
}

extension Grade: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .a: "A"
    case .b: "B"
    case .c: "C"
    }
  }
}

/// Observed milestone; the canonical list that every pipeline template renames or shortens.
package enum Stage: UInt8, Hashable, Sendable, CaseIterable {
  case contact = 1
  case needs = 2
  case proposal = 3
  case quoted = 4
  case negotiation = 5
  case closing = 6
}

extension Stage: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .contact: "contact"
    case .needs: "needs"
    case .proposal: "proposal"
    case .quoted: "quoted"
    case .negotiation: "negotiation"
    case .closing: "closing"
    }
  }
}

/// Outcome axis of an opportunity.
package enum Status: UInt8, Hashable, Sendable, CaseIterable {
  case open = 1
  case won = 2
  case lost = 3
  case archived = 4
  /// Nobody works on it for now; reactivating brings it to the pool.
  case dormant = 5
  case eliminated = 6
}

extension Status: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .open: "open"
    case .won: "won"
    case .lost: "lost"
    case .archived: "archived"
    case .dormant: "dormant"
    case .eliminated: "eliminated"
    }
  }
}

package enum Channel: UInt8, Hashable, Sendable, CaseIterable {
  case phone = 1
  case email = 2
  case meeting = 3
  case visit = 4
  case message = 5
  case video = 6
  case other = 7
}

extension Channel: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .phone: "phone"
    case .email: "email"
    case .meeting: "meeting"
    case .visit: "visit"
    case .message: "message"
    case .video: "video"
    case .other: "other"
    }
  }
}

/// How the customer reacted.
package enum Sentiment: UInt8, Hashable, Sendable, CaseIterable {
  case positive = 1
  case neutral = 2
  case objection = 3
  case deferral = 4
  case negative = 5
}

extension Sentiment: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .positive: "positive"
    case .neutral: "neutral"
    case .objection: "objection"
    case .deferral: "deferral"
    case .negative: "negative"
    }
  }
}

package enum CustomerKind: UInt8, Hashable, Sendable, CaseIterable {
  case organisation = 1
  case person = 2
}

extension CustomerKind: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .organisation: "organisation"
    case .person: "person"
    }
  }
}

package enum Role: UInt8, Hashable, Sendable, CaseIterable {
  /// 销售: works the opportunities he or she owns.
  case rep = 1
  /// 主管: also those of the own team and the teams below.
  case manager = 2
  /// 部门负责人: like a manager, of the department's top team.
  case departmentHead = 3
  /// 老板: everything.
  case owner = 4
  /// 销售运营: everything, and policies.
  case operations = 5
  /// 客服: hears from customers, and records their signals.
  case customerService = 6
}

extension Role: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .rep: "rep"
    case .manager: "manager"
    case .departmentHead: "department-head"
    case .owner: "owner"
    case .operations: "operations"
    case .customerService: "customer-service"
    }
  }
}

/// What a customer did, as something that can be shown and checked (行动证据).
package enum EvidenceKind: UInt8, Hashable, Sendable, CaseIterable {
  case meetingAgreed = 1
  case proposalFile = 2
  case quoteIssued = 3
  case customerCompared = 4
  case meetingMinutes = 5
  case customerConfirmed = 6
  case contract = 7
  case budgetConfirmation = 8
  case siteVisit = 9
  case email = 10
  case callRecording = 11
  case chatRecord = 12
  case requirementsFile = 13
  case trialResult = 14
  case tenderFile = 15
  case purchaseOrder = 16
  case paymentProof = 17
  case other = 18
}

extension EvidenceKind: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .meetingAgreed: "meeting-agreed"
    case .proposalFile: "proposal-file"
    case .quoteIssued: "quote-issued"
    case .customerCompared: "customer-compared"
    case .meetingMinutes: "meeting-minutes"
    case .customerConfirmed: "customer-confirmed"
    case .contract: "contract"
    case .budgetConfirmation: "budget-confirmation"
    case .siteVisit: "site-visit"
    case .email: "email"
    case .callRecording: "call-recording"
    case .chatRecord: "chat-record"
    case .requirementsFile: "requirements-file"
    case .trialResult: "trial-result"
    case .tenderFile: "tender-file"
    case .purchaseOrder: "purchase-order"
    case .paymentProof: "payment-proof"
    case .other: "other"
    }
  }
}

/// What may need somebody's approval (审批).
package enum ApprovalKind: UInt8, Hashable, Sendable, CaseIterable {
  case quote = 1
  case discount = 2
  /// Entering a stage whose gate is not met.
  case gateOverride = 3
  /// Giving a dormant opportunity up.
  case elimination = 4
  /// Giving an opportunity up that was never dormant.
  case directElimination = 5
  case split = 6
  case policy = 7
  /// Handing over beyond the transfer scope.
  case reassignment = 8
  case contract = 9
  case resource = 10
  case other = 11
}

extension ApprovalKind: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .quote: "quote"
    case .discount: "discount"
    case .gateOverride: "gate-override"
    case .elimination: "elimination"
    case .directElimination: "direct-elimination"
    case .split: "split"
    case .policy: "policy"
    case .reassignment: "reassignment"
    case .contract: "contract"
    case .resource: "resource"
    case .other: "other"
    }
  }
}

/// How the parties of a split come to their shares (分润方式).
package enum SplitMethod: UInt8, Hashable, Sendable, CaseIterable {
  case negotiated = 1
  /// One makes the shares, the other chooses first.
  case cutAndChoose = 2
}

extension SplitMethod: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .negotiated: "negotiated"
    case .cutAndChoose: "cut-and-choose"
    }
  }
}

/// How far an opportunity may move from owner to owner (转移范围).
package enum TransferScope: UInt8, Hashable, Sendable, CaseIterable {
  case team = 1
  case department = 2
  case company = 3
}

extension TransferScope: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .team: "team"
    case .department: "department"
    case .company: "company"
    }
  }
}

/// How loud an alert is.
package enum Severity: UInt8, Hashable, Sendable, CaseIterable {
  case notice = 1
  case warning = 2
  /// 标红: shown in red wherever the opportunity stands.
  case red = 3
  /// 上调: somebody above has to act.
  case escalated = 4
}

extension Severity: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .notice: "notice"
    case .warning: "warning"
    case .red: "red"
    case .escalated: "escalated"
    }
  }
}

/// Where an alert is heard.
package enum AlertChannel: UInt8, Hashable, Sendable, CaseIterable {
  case inApp = 1
  case sms = 2
  case email = 3
  case wecom = 4
  /// No message: it is only marked.
  case redFlag = 5
}

extension AlertChannel: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .inApp: "in-app"
    case .sms: "sms"
    case .email: "email"
    case .wecom: "wecom"
    case .redFlag: "red-flag"
    }
  }
}

/// What an alert is about. An alert is never recorded: it follows from the log and a moment.
package enum AlertKind: UInt8, Hashable, Sendable, CaseIterable {
  case firstResponse = 1
  case followUpDue = 2
  case followUpRed = 3
  case stagnation = 4
  /// The last feedback was negative.
  case lossRisk = 5
  /// The grade contradicts what the customer said.
  case gradeAnomaly = 6
  case sprintMissed = 7
  case promiseDue = 8
  case noReply = 9
  case competitor = 10
  case stageBacklog = 11
  case complaint = 12
  case atRisk = 13
  case eliminationAdvised = 14
  case reclaimDue = 15
  case gateNotMet = 16
  case evidenceMissing = 17
  case approvalOverdue = 18
  case taskOverdue = 19
  case reviewDue = 20
  case paymentOverdue = 21
  case churnSignal = 22
  case renewalWindow = 23
  case crossSell = 24
  case lowValue = 25
}

extension AlertKind: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .firstResponse: "first-response"
    case .followUpDue: "follow-up-due"
    case .followUpRed: "follow-up-red"
    case .stagnation: "stagnation"
    case .lossRisk: "loss-risk"
    case .gradeAnomaly: "grade-anomaly"
    case .sprintMissed: "sprint-missed"
    case .promiseDue: "promise-due"
    case .noReply: "no-reply"
    case .competitor: "competitor"
    case .stageBacklog: "stage-backlog"
    case .complaint: "complaint"
    case .atRisk: "at-risk"
    case .eliminationAdvised: "elimination-advised"
    case .reclaimDue: "reclaim-due"
    case .gateNotMet: "gate-not-met"
    case .evidenceMissing: "evidence-missing"
    case .approvalOverdue: "approval-overdue"
    case .taskOverdue: "task-overdue"
    case .reviewDue: "review-due"
    case .paymentOverdue: "payment-overdue"
    case .churnSignal: "churn-signal"
    case .renewalWindow: "renewal-window"
    case .crossSell: "cross-sell"
    case .lowValue: "low-value"
    }
  }
}

/// A text in both languages of the users.
package struct Label: Hashable, Sendable {
  package var zh: String
  package var en: String

  package init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }
}

/// Why a grade was given: the predicates of the grade standard.
package struct GradeBasis: Hashable, Sendable {
  package var need: Bool
  package var budget: Bool
  /// Days until the customer means to decide. nil: not known.
  package var decisionDays: UInt32?
  /// Number of suppliers the customer compares, us included. 0: not known.
  package var comparing: UInt32

  package init(need: Bool, budget: Bool, decisionDays: UInt32?, comparing: UInt32) {
    self.need = need
    self.budget = budget
    self.decisionDays = decisionDays
    self.comparing = comparing
  }
}
