import Testing

@testable import Opportunities

/// Commands of what happens between the first talk and the last payment, with everything right.
extension Command {
  static func attach(
    _ id: String, evidence: String = "e1", kind: EvidenceKind = .meetingAgreed,
    digest: [UInt8] = [UInt8](repeating: 7, count: 32), uri: String = "", at: Instant? = nil,
    contact: String = ""
  ) -> Command {
    .attachEvidence(
      AttachEvidence(
        opportunityID: OpportunityID(id), evidenceID: EvidenceID(evidence), kind: kind,
        fileDigest: digest, uri: uri, happenedAt: at, contactID: contact))
  }

  static func verify(
    _ id: String, evidence: String = "e1", _ result: EvidenceResult = .verified,
    reason: String = "called the customer"
  ) -> Command {
    .verifyEvidence(
      VerifyEvidence(
        opportunityID: OpportunityID(id), evidenceID: EvidenceID(evidence), result: result,
        reason: reason))
  }

  static func move(
    _ id: String, from: Stage = .contact, to: Stage, note: String = "n", evidence: [String],
    override: String = "", manager: String? = nil
  ) -> Command {
    .moveStage(
      MoveStage(
        opportunityID: OpportunityID(id), from: from, to: to, note: note,
        evidence: evidence.map { EvidenceID($0) }, overrideApprovalID: override,
        manager: manager.map { UserID($0) }))
  }

  static func score(_ id: String, _ answers: [(String, String)]) -> Command {
    .scoreOpportunity(
      ScoreOpportunity(
        opportunityID: OpportunityID(id),
        answers: answers.map { ScoreAnswer(dimension: $0.0, option: $0.1) }))
  }

  static func needs(
    _ id: String, _ needs: [String] = ["data security"], reason: String = "they said so"
  ) -> Command {
    .updateNeeds(UpdateNeeds(opportunityID: OpportunityID(id), needs: needs, reason: reason))
  }

  static func competitor(
    _ id: String, _ name: String = "Beta", note: String = ""
  ) -> Command {
    .noteCompetitor(
      NoteCompetitor(opportunityID: OpportunityID(id), competitor: name, note: note))
  }

  static func plan(
    _ id: String, at dueAt: Instant? = World.start + .days(3), purpose: String = "ask for feedback",
    script: String = ""
  ) -> Command {
    .planFollowUp(
      PlanFollowUp(
        opportunityID: OpportunityID(id), dueAt: dueAt, purpose: purpose, channel: .phone,
        scriptID: script))
  }

  static func cancelPlan(_ id: String, reason: String = "they called first") -> Command {
    .cancelPlan(CancelPlan(opportunityID: OpportunityID(id), reason: reason))
  }

  static func quote(_ id: String, version: UInt32 = 1) -> Command {
    .issueQuote(
      IssueQuote(
        opportunityID: OpportunityID(id), version: version, amount: AcceptanceTests.hundred,
        fileDigest: AcceptanceTests.digest))
  }

  static func promise(
    _ id: String, _ text: String = "an interface to their ERP",
    due: Instant? = World.start + .days(9), team: String = "west"
  ) -> Command {
    .recordSalesPromise(
      RecordSalesPromise(
        opportunityID: OpportunityID(id), text: text, dueAt: due, team: TeamID(team)))
  }

  static func postMortem(
    _ id: String, _ findings: [(String, String)] = [("price", "quote earlier")]
  ) -> Command {
    .recordPostMortem(
      RecordPostMortem(
        opportunityID: OpportunityID(id),
        findings: findings.map { PostMortemFinding(cause: $0.0, lesson: $0.1) }))
  }

  static func instalments(
    _ id: String, _ instalments: [(Int32, Int64)] = [(20_500, 60_000), (20_530, 40_000)],
    currency: String = "CNY"
  ) -> Command {
    .planPayment(
      PlanPayment(
        opportunityID: OpportunityID(id),
        instalments: instalments.map { day, minorUnits in
          Instalment(
            due: Day(number: day),
            amount: Money(minorUnits: minorUnits, currency: Currency(code: currency)))
        }))
  }

  static func pay(
    _ id: String, _ minorUnits: Int64 = 60_000, document: String = "K-1", currency: String = "CNY",
    day: Int32? = nil, overpays: Bool = false
  ) -> Command {
    .recordPayment(
      RecordPayment(
        opportunityID: OpportunityID(id), erpDocument: document,
        amount: Money(minorUnits: minorUnits, currency: Currency(code: currency)),
        paid: day.map { Day(number: $0) }, overpays: overpays))
  }

  /// What an open opportunity takes and a closed one does not, beside ``work(on:)``.
  static func deal(on id: String) -> [Command] {
    [
      attach(id), verify(id), score(id, .best), needs(id), competitor(id), plan(id),
      cancelPlan(id), quote(id), promise(id),
    ]
  }
}

extension [(String, String)] {
  /// The best answers of the standard scorecard: ten points.
  static var best: Self {
    ScorecardRules.standard.dimensions.map { ($0.code, $0.options[0].code) }
  }
}

extension World {
  /// The company of `World` with a won opportunity `won` of ana's, of 100,000 minor units.
  static func afterWin() throws -> World {
    var world = try company()
    try world.submit(.create("won"))
    try world.submit(.win("won"))
    return world
  }

  /// Puts the standard policy with some changes in force.
  mutating func publish(_ change: (inout PolicyDocument) -> Void) throws {
    var document = PolicyDocument.standard
    change(&document)
    try submit(.publish(document))
  }

  /// Expects a refusal that changes nothing.
  func expectRefusal(
    _ command: Command, as actor: Actor = World.crm, _ code: Rejection.Code, _ field: String,
    at place: SourceLocation = #_sourceLocation
  ) {
    do throws(Rejection) {
      let decision = try judge(command, as: actor)
      Issue.record("accepted: \(decision.facts.first)", sourceLocation: place)
    } catch {
      #expect(error.code == code, "\(error)", sourceLocation: place)
      #expect(error.field == field, "\(error)", sourceLocation: place)
    }
  }
}
