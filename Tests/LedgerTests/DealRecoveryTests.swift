import EventLog
import Ledger
import Opportunities
import Testing

@Suite("What is known of a deal survives restarts")
struct DealRecoveryTests {
  private static let opportunity = OpportunityID("O-1")
  private static let integration = Actor(kind: .integration, id: "crm")

  private static func attach(_ id: String) -> Command {
    .attachEvidence(
      AttachEvidence(
        opportunityID: opportunity, evidenceID: EvidenceID(id), kind: .contract,
        fileDigest: Array(0..<32)))
  }

  private static func verify(_ id: String) -> Command {
    .verifyEvidence(
      VerifyEvidence(
        opportunityID: opportunity, evidenceID: EvidenceID(id), result: .verified))
  }

  private static func pay(_ document: String) -> Command {
    .recordPayment(
      RecordPayment(
        opportunityID: opportunity, erpDocument: document,
        amount: Money(minorUnits: 5, currency: Currency(code: "CNY"))))
  }

  /// A deal with two pieces of evidence, a plan and a payment.
  private static func workshop() throws -> Workshop {
    let workshop = try Workshop()
    try workshop.furnish()
    let commands: [Command] = [
      attach("e1"), attach("e2"),
      .planFollowUp(
        PlanFollowUp(opportunityID: opportunity, dueAt: workshop.clock.now() + .days(2))),
    ]
    for command in commands {
      _ = try accepted(workshop.submit(workshop.make(command, actor: integration)))
    }
    _ = try accepted(workshop.submit(workshop.make(verify("e1"))))
    _ = try accepted(
      workshop.submit(
        workshop.make(
          .winOpportunity(
            WinOpportunity(opportunityID: opportunity, contractNumber: "HT-1")))))
    _ = try accepted(workshop.submit(workshop.make(pay("K-1"))))
    return workshop
  }

  /// Checks the rules that rest on what was kept.
  private static func check(_ state: LedgerState, at now: Instant) {
    func refusal(_ command: Command) -> Rejection.Code? {
      do throws(Rejection) {
        _ = try state.decide(
          CommandEnvelope(id: .zero, actor: integration, command: command), at: now)
        return nil
      } catch {
        return error.code
      }
    }
    #expect(refusal(pay("K-1")) == .duplicateDocument)
    #expect(refusal(pay("K-2")) == nil)
    let evidence = state.opportunities[opportunity]?.dossier?.evidence ?? []
    #expect(evidence.map(\.result) == [.verified, nil])
    #expect(evidence.map(\.attacherID) == ["crm", "crm"])
    #expect(state.opportunities[opportunity]?.dossier?.plannedFollowUpAt != nil)
  }

  @Test("A replay, which reads no actors, still knows who attached what")
  func replayed() throws {
    let workshop = try Self.workshop()
    let recovered = try Recovered.replay(workshop.store)
    Self.check(recovered.writer.state, at: workshop.clock.now())
  }

  @Test("A checkpoint brings it back, and with it which documents were counted")
  func checkpointed() throws {
    let workshop = try Self.workshop()
    let folder = try CheckpointTests.Folder()
    try CheckpointTests.checkpoint(workshop.store, in: folder)
    let (recovered, report) = try Recovered.recover(workshop.store, checkpointIn: folder.path)
    #expect(report.discarded == nil)
    #expect(report.recordsReplayed == 0)
    Self.check(recovered.writer.state, at: workshop.clock.now())
  }

  @Test("Who attached evidence is refused as its verifier after a restart too")
  func selfVerification() throws {
    let workshop = try Workshop()
    try workshop.furnish()
    _ = try accepted(workshop.submit(workshop.make(Self.attach("e1"), actor: Self.integration)))
    let state = try Recovered.replay(workshop.store).writer.state
    let rejection = #expect(throws: Rejection.self) {
      try state.decide(
        CommandEnvelope(id: .zero, actor: Self.integration, command: Self.verify("e1")),
        at: workshop.clock.now())
    }
    #expect(rejection?.code == .selfVerification)
  }
}
