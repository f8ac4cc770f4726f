import EventLog
import Ledger
import Opportunities
import Testing

@Suite("What was used, agreed and learned survives restarts")
struct ApprovalRecoveryTests {
  private static let deal = OpportunityID("O-2")
  private static let chances = [
    CalibratedChance(grade: .a, stage: .contact, chance: PartsPerMillion(600_000), sample: 40)
  ]

  private static func move(_ from: Stage, _ to: Stage) -> Command {
    .moveStage(
      MoveStage(
        opportunityID: deal, from: from, to: to, note: "n", overrideApprovalID: "ov"))
  }

  /// An override that was used, an opportunity of a template of its own, and a calibration.
  private static func workshop() throws -> Workshop {
    let workshop = try Workshop()
    try workshop.furnish()
    var strict = PolicyDocument.standard
    strict.gates?.mode = .enforce
    let boss = Actor(kind: .user, id: "boss")
    let commands: [(Command, Actor)] = [
      (
        .registerUser(
          RegisterUser(userID: UserID("boss"), name: "boss", roles: [.manager, .owner], team: nil)),
        .ledger
      ),
      (.publishPolicy(PublishPolicy(document: strict, reason: "gates")), .ledger),
      (
        .createOpportunity(
          CreateOpportunity(
            opportunityID: deal, customer: CustomerID("C-1"), title: "报表系统",
            amount: Money(minorUnits: 5, currency: Currency(code: "CNY")), owner: UserID("wang"),
            template: "five-steps")), .ledger
      ),
      (
        .requestApproval(
          RequestApproval(approvalID: ApprovalID("ov"), kind: .gateOverride, opportunity: deal)),
        .ledger
      ),
      (.decideApproval(DecideApproval(approvalID: ApprovalID("ov"), verdict: .approve)), boss),
      (move(.contact, .proposal), .ledger),
      (
        .calibrateForecast(
          CalibrateForecast(
            calibrationID: CalibrationID("wins"), asOfPosition: 3, policyVersion: 1,
            model: "odds-1", chances: chances, mapDigest: CalibratedChance.digest(of: chances))),
        .ledger
      ),
    ]
    for (command, actor) in commands {
      _ = try accepted(workshop.submit(workshop.make(command, actor: actor)))
    }
    return workshop
  }

  private static func check(_ state: LedgerState, at now: Instant) {
    func refusal(_ command: Command) -> Rejection.Code? {
      do throws(Rejection) {
        _ = try state.decide(
          CommandEnvelope(id: .zero, actor: .ledger, command: command), at: now)
        return nil
      } catch {
        return error.code
      }
    }
    #expect(state.approvals[ApprovalID("ov")]?.isUsed == true)
    #expect(refusal(move(.proposal, .quoted)) == .approvalUsed)
    #expect(refusal(move(.proposal, .needs)) == .stageNotUsed)
    #expect(
      state.calibrations[CalibrationID("wins")] == Calibration(version: 1, position: 3))
  }

  @Test("A replay, which reads few texts, still knows which approval was used")
  func replayed() throws {
    let workshop = try Self.workshop()
    let recovered = try Recovered.replay(workshop.store)
    Self.check(recovered.writer.state, at: workshop.clock.now())
  }

  @Test("A checkpoint brings it back")
  func checkpointed() throws {
    let workshop = try Self.workshop()
    let folder = try CheckpointTests.Folder()
    try CheckpointTests.checkpoint(workshop.store, in: folder)
    let (recovered, report) = try Recovered.recover(workshop.store, checkpointIn: folder.path)
    #expect(report.discarded == nil)
    #expect(report.recordsReplayed == 0)
    Self.check(recovered.writer.state, at: workshop.clock.now())
  }
}
