import Opportunities
import Testing

@testable import Insight

@Suite("The board folds facts, loses none and refuses what does not fit")
struct BoardTests {
  @Test("Reassigning changes the owner and nothing else, in every view")
  func reassign() throws {
    var story = try Story()
    try story.create(grade: .a)
    try story.follow(tag: "no-purchase-plan", at: day(1), promised: day(30), next: day(2))
    try story.move(to: .negotiation, at: day(3))
    let before = try #require(story.card(at: day(20)))
    try story.reassign(to: "bo", at: day(20))
    let after = try #require(story.card(at: day(20)))
    #expect(after.facts.owner == UserID("bo"))
    #expect(after.facts.version == before.facts.version + 1)
    #expect(after.facts.stageEnteredAt == before.facts.stageEnteredAt)
    #expect(after.facts.followUpCount == 1)
    #expect(Self.neutral(after) == Self.neutral(before))
    #expect(after.flags == [.gradeContradicted, .red, .stalled, .atRisk])
    let bo = ScopeFilter(owner: UserID("bo"))
    #expect(story.board.due(in: bo, at: story.moment(day(20))).totalCount == 1)
  }

  @Test("Reopening keeps the loss reason and every earlier fact")
  func reopen() throws {
    var story = try Story()
    try story.create(grade: .b)
    try story.follow(at: day(1))
    try story.lose(reason: "competitor", at: day(2))
    let lost = try #require(story.card(at: day(3)))
    #expect(lost.facts.closedAt == day(2))
    #expect(lost.winProbability == nil && lost.health == nil && lost.due == nil)
    try story.reopen(at: day(4))
    let card = try #require(story.card(at: day(5)))
    #expect(card.facts.lastLossReason == "competitor")
    #expect(card.facts.closedAt == nil)
    #expect(card.facts.followUpCount == 1)
    #expect(card.winProbability == PartsPerMillion(300_000))
    try story.win(minorUnits: 5, at: day(6))
    #expect(story.facts()?.lastLossReason == "competitor")
    #expect(story.facts()?.amount.minorUnits == 5)
  }

  @Test("A talk entered late counts, but does not overrule a later one")
  func outOfOrder() throws {
    var story = try Story()
    try story.create(grade: .b)
    try story.follow(tag: "interested", at: day(5), next: day(9))
    try story.follow(tag: "complaint", at: day(6), occurred: day(2), next: day(3))
    let facts = try #require(story.facts())
    #expect(facts.lastFollowUpAt == day(5))
    #expect(facts.lastSentiment == .positive)
    #expect(facts.lastTag == "interested")
    #expect(facts.nextDueAt == day(9))
    #expect(facts.followUpCount == 2)
    #expect(facts.isBackfilled)
  }

  @Test(
    "Recorded more than 24 hours late is flagged, imports are not (C12)",
    arguments: [
      (24, Story.crm, false), (25, Story.crm, true), (25, Story.history, false),
    ])
  func backfill(_ hours: Int64, _ actor: Actor, _ isFlagged: Bool) throws {
    var story = try Story()
    try story.create(at: day(3), occurred: day(3, hours: -hours), actor: actor)
    #expect(story.card(at: day(3))?.flags.contains(.backfilled) == isFlagged)
    #expect(story.facts()?.createdAt == day(3, hours: -hours))
  }

  @Test("A grading answers the contradictions before it, not those after")
  func contradiction() throws {
    var story = try Story()
    try story.create(grade: .a)
    try story.follow(tag: "no-purchase-plan", at: day(1))
    #expect(story.facts()?.gradeContradicted == true)
    try story.grade("o", .a, at: day(2))
    #expect(story.facts()?.gradeContradicted == false)
    try story.follow(tag: "chose-competitor", at: day(3))
    #expect(story.card(at: day(3))?.flags == [.gradeContradicted, .atRisk])
  }

  @Test(
    "A team's scope holds the teams below; owner and team must both hold",
    arguments: [
      (nil, nil, 4), ("ana", nil, 1), (nil, "east", 2), (nil, "west", 1), (nil, "sales", 3),
      ("bo", "east", 0), ("bo", "sales", 1), (nil, "nowhere", 0), ("nobody", nil, 0),
    ] as [(String?, String?, Int)])
  func scopes(_ owner: String?, _ team: String?, _ count: Int) throws {
    var story = try Story()
    for owner in ["ana", "abe", "bo", "lone"] { try story.create("of-\(owner)", owner: owner) }
    let scope = ScopeFilter(owner: owner.map { UserID($0) }, team: team.map { TeamID($0) })
    let moment = story.moment(day(1))
    let board = story.board
    #expect(board.opportunities(in: scope, at: moment).totalCount == count)
    #expect(board.due(in: scope, at: moment).totalCount == count)
    #expect(board.health(in: scope, at: moment).totalCount == count)
    #expect(board.pipeline(in: scope, at: moment).reduce(0) { $0 + $1.count } == UInt64(count))
    #expect(board.forecast(in: scope, at: moment).openCount == UInt64(count))
  }

  @Test("The list is by id, by status, and says how many there are beyond the limit")
  func list() throws {
    var story = try Story()
    for id in ["c", "a", "b", "d"] { try story.create(id) }
    try story.win("b", at: day(1))
    let moment = story.moment(day(1))
    let all = story.board.opportunities(at: moment)
    #expect(all.rows.map(\.facts.id.text) == ["a", "b", "c", "d"])
    #expect(all.rows.first?.customerName == "Acme")
    let open = story.board.opportunities(status: .open, limit: 2, at: moment)
    #expect(open.rows.map(\.facts.id.text) == ["a", "c"])
    #expect(open.totalCount == 3)
    #expect(story.board.counts == Board.Counts(opportunities: 4, customers: 1, users: 4))
    #expect(story.board.opportunity(OpportunityID("x"), at: moment) == nil)
    #expect(Board().moment(at: day(0)) == nil)
  }

  @Test("A record that does not fit is refused by position and reason, and changes nothing")
  func refusals() throws {
    var story = try Story()
    try story.create(grade: .a)
    let last = try #require(story.records.last)
    let creation = last.event
    let moved = Event.stageMoved(
      StageMoved(
        from: .needs, to: .quoted, note: "n", fileDigest: [], skipped: [], unmetGates: [],
        evidence: [], overrideApprovalID: "", manager: nil))
    let reopened = Event.opportunityReopened(OpportunityReopened(from: .lost, reason: "r"))
    let graded = Event.opportunityGraded(
      OpportunityGraded(old: .c, new: .b, basis: .full, supported: true, evidence: []))
    let archived = Event.opportunityArchived(OpportunityArchived(reason: "r"))
    let published = Event.policyPublished(
      PolicyPublished(
        version: 3, document: .standard, reason: "r", effectiveFrom: day(1), approvalID: ""))
    var faulty = PolicyDocument.standard
    faulty.stages.removeLast()
    let broken = Event.policyPublished(
      PolicyPublished(
        version: 2, document: faulty, reason: "r", effectiveFrom: day(1), approvalID: ""))
    let o = Stream(kind: .opportunity, id: "o")
    let table: [(Event, Stream, UInt64, UInt64, (ProjectionError.Reason) -> Bool)] = [
      (archived, o, last.position, 2, { $0 == .positionNotAhead(of: last.position) }),
      (archived, Stream(kind: .user, id: "ana"), 99, 2, { $0 == .wrongStream }),
      (creation, o, 99, 1, { $0 == .existsAlready }),
      (archived, Stream(kind: .opportunity, id: "x"), 99, 2, { $0 == .unknownSubject }),
      (archived, o, 99, 1, { $0 == .streamVersionNotAhead(of: 1) }),
      (published, .policy, 99, 3, { $0 == .policyVersionNotNext(expected: 2) }),
      (broken, .policy, 99, 2, { if case .faultyPolicy = $0 { true } else { false } }),
      (moved, o, 99, 2, { if case .contradictsState = $0 { true } else { false } }),
      (reopened, o, 99, 2, { if case .contradictsState = $0 { true } else { false } }),
      (graded, o, 99, 2, { if case .contradictsState = $0 { true } else { false } }),
      (
        .teamRegistered(TeamRegistered(name: "t", parent: nil)), Stream(kind: .team, id: "east"),
        99, 2, { $0 == .existsAlready }
      ),
    ]
    for (event, stream, position, version, isExpected) in table {
      var record = last
      record.event = event
      record.stream = stream
      record.position = position
      record.streamVersion = version
      let before = story.board.opportunities
      var board = story.board
      let error = #expect(throws: ProjectionError.self) { try board.apply(record) }
      #expect(error?.position == position)
      #expect(error.map { isExpected($0.reason) } == true, "\(error?.description ?? "")")
      #expect(board.position == story.board.position)
      #expect(board.opportunities == before)
    }
  }

  @Test("A selection of the log folds: what was left out is not held against what follows")
  func selection() throws {
    var story = try Story()
    try story.create(grade: .b, at: day(1))
    try story.move(to: .needs, at: day(5))
    try story.submit(
      .moveStage(
        MoveStage(
          opportunityID: OpportunityID("o"), from: .needs, to: .quoted, note: "n",
          fileDigest: [])),
      at: day(6), occurred: day(3))
    try story.follow(at: day(6))
    try story.move(to: .closing, at: day(7))
    let board = try story.board { $0.occurredAt != day(5) }
    #expect(board.facts(OpportunityID("o"))?.stage == .closing)
    #expect(board.facts(OpportunityID("o"))?.version == story.facts()?.version)
    #expect(board.holds(Stream(kind: .opportunity, id: "o")))
    #expect(!board.holds(Stream(kind: .opportunity, id: "p")))
    let skipped = #expect(throws: ProjectionError.self) {
      try story.board { $0.occurredAt != day(1) }
    }
    #expect(skipped?.reason == .unknownSubject)
  }

  /// The card with owner and version put aside.
  static func neutral(_ card: OpportunityCard) -> [String] {
    let facts = card.facts
    return [
      "\(facts.status) \(facts.stage) \(String(describing: facts.grade)) \(facts.amount)",
      "\(facts.createdAt) \(facts.stageEnteredAt) \(facts.lastProgressAt) \(facts.pushCount)",
      "\(String(describing: facts.lastFollowUpAt)) \(facts.followUpCount)",
      "\(String(describing: facts.lastTag)) \(String(describing: facts.nextDueAt))",
      "\(facts.gradeContradicted) \(facts.gradeSupported) \(facts.isBackfilled)",
      "\(String(describing: facts.lastLossReason)) \(String(describing: facts.closedAt))",
      "\(String(describing: card.health?.health)) \(card.flags)",
      "\(String(describing: card.due?.dueAt)) \(String(describing: card.due?.rule))",
      "\(String(describing: card.due?.redSince)) \(String(describing: card.due?.recipients))",
      "\(String(describing: card.winProbability))",
    ]
  }
}
