import Testing

@testable import Opportunities

@Suite("Evidence is attached by one person and verified by another")
struct EvidenceTests {
  private static let ana = World.user("ana")
  private static let mia = World.user("mia")

  @Test("What is attached stands there as it was said, from the moment the customer did it")
  func attached() throws {
    var world = try World.company()
    let before = World.start - .days(1)
    let event = try world.submit(
      .attach("open", uri: "https://files/1", at: before, contact: "p-1"), as: Self.ana)
    #expect(
      event
        == .evidenceAttached(
          EvidenceAttached(
            evidenceID: EvidenceID("e1"), kind: .meetingAgreed,
            fileDigest: AcceptanceTests.digest, uri: "https://files/1", happenedAt: before,
            contactID: "p-1", attacherID: "ana")))
    let kept = try #require(world.state.opportunities[OpportunityID("open")]?.dossier?.evidence)
    #expect(kept.count == 1)
    #expect(kept[0].isAttached(by: Self.ana))
    // A system of the same name is somebody else.
    #expect(!kept[0].isAttached(by: Actor(kind: .integration, id: "ana")))
    // Without a moment of its own it happened when the command did.
    guard case .evidenceAttached(let second) = try world.submit(.attach("open", evidence: "e2"))
    else { return #expect(Bool(false), "another event") }
    #expect(second.happenedAt == world.now)
  }

  @Test("A second person verifies, may change the verdict, and gives a reason to reject")
  func verified() throws {
    var world = try World.company()
    try world.submit(.attach("open"), as: Self.ana)
    #expect(
      try world.submit(.verify("open"), as: Self.mia)
        == .evidenceVerified(
          EvidenceVerified(evidenceID: EvidenceID("e1"), reason: "called the customer")))
    world.expectRefusal(.verify("open"), as: Self.mia, .unchanged, "result")
    #expect(
      try world.submit(.verify("open", .rejected), as: Self.mia)
        == .evidenceRejected(
          EvidenceRejected(evidenceID: EvidenceID("e1"), reason: "called the customer")))
    let kinds = world.state.opportunities[OpportunityID("open")]?.evidenceKinds(verifiedOnly: false)
    #expect(kinds == [])
  }

  static let refusals: [Refusal] = [
    Refusal("on nothing", .attach("x"), .notFound, "opportunity_id"),
    Refusal("out of reach", .attach("open"), as: World.user("bo"), .forbidden, "actor.id"),
    Refusal("on a lost one", .attach("lost"), .opportunityClosed, "opportunity_id"),
    Refusal("no id", .attach("open", evidence: ""), .invalidField, "evidence_id"),
    Refusal("twice", .attach("open", evidence: "old"), .duplicateID, "evidence_id"),
    Refusal("half a digest", .attach("open", digest: [1]), .invalidField, "file_sha256"),
    Refusal("nothing to see", .attach("open", digest: []), .invalidField, "file_sha256"),
    Refusal(
      "a place too long", .attach("open", uri: String(repeating: "u", count: 2_049)),
      .invalidField, "uri"),
    Refusal("a bell in a place", .attach("open", uri: "\u{7}"), .invalidField, "uri"),
    Refusal("a contact with a space", .attach("open", contact: "p 1"), .invalidField, "contact_id"),
    Refusal(
      "of tomorrow", .attach("open", at: World.start + .days(1)), .badDate, "happened_at_ms"),
    Refusal("verifying nothing", .verify("open", evidence: "x"), .notFound, "evidence_id"),
    Refusal(
      "verifying one's own", .verify("open", evidence: "old"), as: World.user("ana"),
      .selfVerification, "actor.id"),
    Refusal(
      "verifying out of reach", .verify("open", evidence: "old"), as: World.user("bo"), .forbidden,
      "actor.id"),
    Refusal("verifying a lost one's", .verify("lost"), .opportunityClosed, "opportunity_id"),
    Refusal(
      "rejecting without reason", .verify("open", evidence: "old", .rejected, reason: " "),
      .reasonRequired, "reason"),
    Refusal(
      "a reason too long", .verify("open", evidence: "old", reason: RefusalTests.huge),
      .invalidField, "reason"),
    Refusal(
      "grading by what is not there", .grade("open", evidence: ["old", "x"]), .notFound,
      "evidence_ids[1]"),
    Refusal(
      "grading by one thing twice", .grade("open", evidence: ["old", "old"]), .invalidField,
      "evidence_ids[1]"),
    Refusal(
      "grading by what was rejected", .grade("open", evidence: ["bad"]), .invalidField,
      "evidence_ids[0]"),
    Refusal(
      "grading by too much", .grade("open", evidence: (0...32).map { "e\($0)" }), .invalidField,
      "evidence_ids"),
  ]

  @Test("A refused command names its code and field", arguments: refusals)
  func refused(_ refusal: Refusal) throws {
    var world = try World.company()
    try world.submit(.attach("open", evidence: "old"), as: Self.ana)
    try world.submit(.attach("open", evidence: "bad"), as: Self.ana)
    try world.submit(.verify("open", evidence: "bad", .rejected), as: Self.mia)
    let before = Snapshot(world.state)
    world.expectRefusal(refusal.command, as: refusal.actor, refusal.code, refusal.field)
    #expect(Snapshot(world.state) == before)
  }

  @Test("There is room for five hundred pieces and no more")
  func limit() throws {
    var world = try World.company()
    for number in 0..<LedgerState.evidenceCountMaximum {
      try world.submit(.attach("open", evidence: "e\(number)"))
    }
    world.expectRefusal(.attach("open", evidence: "more"), .limitReached, "evidence_id")
  }

  @Test("A grade names what shows its basis")
  func graded() throws {
    var world = try World.company()
    try world.submit(.attach("open", kind: .budgetConfirmation))
    #expect(
      try world.submit(.grade("open", evidence: ["e1"]))
        == .opportunityGraded(
          OpportunityGraded(
            old: nil, new: .a, basis: .full, supported: true, evidence: [EvidenceID("e1")])))
  }

  @Test("Facts about evidence that cannot be are named on replay, and change nothing")
  func misfits() throws {
    var world = try World.company()
    try world.submit(.attach("open"))
    let record = try #require(world.records.last)
    func next(_ event: Event) -> RecordedEvent {
      var next = record
      next.event = event
      next.streamVersion += 1
      return next
    }
    #expect(world.state.misfit(of: next(record.event)) == "its evidence is attached already")
    let unknown = EvidenceID("x")
    for event: Event in [
      .evidenceVerified(EvidenceVerified(evidenceID: unknown, reason: "")),
      .evidenceRejected(EvidenceRejected(evidenceID: unknown, reason: "r")),
    ] {
      #expect(world.state.misfit(of: next(event)) == "its evidence was never attached")
    }
  }
}

extension Command {
  static func grade(_ id: String, evidence: [String]) -> Command {
    .gradeOpportunity(
      GradeOpportunity(
        opportunityID: OpportunityID(id), grade: .a, basis: .full,
        evidence: evidence.map { EvidenceID($0) }))
  }
}
