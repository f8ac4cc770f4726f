import Opportunities
import Testing

@testable import Insight

@Suite("The pool, dormancy and elimination in the read model")
struct PoolTests {
  private static let pooled = Command.returnToPool(
    ReturnToPool(opportunityID: OpportunityID("o"), reason: "no time"))

  /// A story in which `o` is quoted, promised something, followed up, and red.
  private static func story() throws -> Story {
    var story = try Story()
    try story.create(grade: .a, stage: .quoted)
    try story.follow(at: day(1), promised: day(12))
    return story
  }

  private static func ownerAside(_ facts: OpportunityFacts?) -> OpportunityRow? {
    var row = facts?.row
    row?.core.owner = 0
    row?.detail.version = 0
    // Where it is counted follows from the owner.
    row?.detail.cell = 0
    return row
  }

  @Test("To the pool, to another owner, up and back: only the owner and the version change")
  func ownerOnly() throws {
    var story = try Self.story()
    try story.submit(
      .registerUser(
        RegisterUser(
          userID: UserID("mia"), name: "mia", roles: [.manager], team: TeamID("sales"))),
      at: day(2))
    let before = Self.ownerAside(story.facts())
    let id = OpportunityID("o")
    let steps: [(Command, String)] = [
      (Self.pooled, ""),
      (.claimOpportunity(ClaimOpportunity(opportunityID: id, owner: UserID("bo"))), "bo"),
      (
        .escalateOpportunity(
          EscalateOpportunity(opportunityID: id, to: UserID("mia"), rule: .decided)), "mia"
      ),
      (Self.pooled, ""),
      (.assignOpportunity(AssignOpportunity(opportunityID: id, owner: UserID("abe"))), "abe"),
      (
        .reassignOpportunity(
          ReassignOpportunity(opportunityID: id, owner: UserID("ana"), reason: "r")), "ana"
      ),
    ]
    for (command, owner) in steps {
      try story.submit(command, at: day(10))
      #expect(story.facts()?.owner == UserID(owner))
      #expect(Self.ownerAside(story.facts()) == before)
    }
    try story.submit(
      .deactivateUser(
        DeactivateUser(userID: UserID("ana"), successor: UserID("bo"), reason: "left")),
      at: day(11))
    #expect(story.facts()?.owner == UserID("bo"))
    #expect(Self.ownerAside(story.facts()) == before)
  }

  @Test("Nobody is asked about what is in the pool, and it is a group of its own")
  func nobodyAsked() throws {
    var story = try Self.story()
    try story.create("other", grade: .a, owner: "bo")
    let late = day(40)
    #expect(story.board.due(at: story.moment(late)).totalCount == 2)
    try story.submit(Self.pooled, at: day(2))
    let rows = story.board.due(at: story.moment(late)).rows
    #expect(rows.map(\.opportunity) == [OpportunityID("other")])
    let card = try #require(story.card(at: late))
    #expect(card.due == nil && card.health != nil && card.winProbability != nil)
    #expect(!card.flags.contains(.red) && !card.flags.contains(.stalled))
    let groups = story.board.pipeline(groupedBy: .owner, at: story.moment(late)).map(\.group)
    #expect(groups == ["", "bo"])
    #expect(
      story.board.opportunities(in: ScopeFilter(team: TeamID("sales")), at: story.moment(late))
        .rows.map(\.facts.id) == [OpportunityID("other")])
  }

  @Test("What begins in the pool is there without an owner")
  func beginsInPool() throws {
    var story = try Story()
    try story.create(owner: nil)
    #expect(story.facts()?.owner == .nobody)
    #expect(story.board.due(at: story.moment(day(30))).totalCount == 0)
  }

  @Test("Dormant and eliminated are closed, belong to nobody, and come back with what was said")
  func comeBack() throws {
    var story = try Self.story()
    let before = try #require(story.facts())
    let id = OpportunityID("o")
    try story.submit(.makeDormant(MakeDormant(opportunityID: id, reason: "r")), at: day(3))
    #expect(story.facts()?.status == .dormant)
    #expect(story.facts()?.closedAt == day(3))
    #expect(story.facts()?.owner == .nobody)
    #expect(story.board.due(at: story.moment(day(40))).totalCount == 0)
    #expect(story.card(at: day(40))?.winProbability == nil)
    try story.submit(
      .reactivateOpportunity(ReactivateOpportunity(opportunityID: id, campaign: "c")), at: day(50))
    #expect(story.facts()?.status == .open)
    #expect(story.facts()?.closedAt == nil && story.facts()?.reopenedAt == day(50))
    try story.submit(.makeDormant(MakeDormant(opportunityID: id, reason: "r")), at: day(60))
    try story.submit(
      .eliminateOpportunity(EliminateOpportunity(opportunityID: id, reason: "r")), at: day(61))
    #expect(story.facts()?.status == .eliminated)
    let statuses = story.board.pipeline(at: story.moment(day(62))).map(\.status)
    #expect(statuses == [.eliminated])
    try story.submit(
      .reopenOpportunity(ReopenOpportunity(opportunityID: id, reason: "r")), at: day(70))
    let after = try #require(story.facts())
    #expect(after.isOpen && after.stage == before.stage && after.grade == before.grade)
    #expect(after.stageEnteredAt == before.stageEnteredAt)
    #expect(after.followUpCount == before.followUpCount)
    #expect(after.lastFollowUpAt == before.lastFollowUpAt)
    #expect(after.promisedFeedbackAt == before.promisedFeedbackAt)
  }

  @Test("Losing, reopening, giving back and eliminating keep the loss reason")
  func lossReason() throws {
    var story = try Self.story()
    let id = OpportunityID("o")
    try story.submit(
      .loseOpportunity(LoseOpportunity(opportunityID: id, reason: "price")), at: day(2))
    try story.submit(
      .reopenOpportunity(ReopenOpportunity(opportunityID: id, reason: "r")), at: day(3))
    try story.submit(Self.pooled, at: day(4))
    try story.submit(.makeDormant(MakeDormant(opportunityID: id, reason: "r")), at: day(5))
    #expect(story.facts()?.lastLossReason == "price")
  }

  @Test("Records that contradict who owns it are refused", arguments: 0..<5)
  func contradictions(_ number: Int) throws {
    var story = try Self.story()
    let events: [Event] = [
      .opportunityReturnedToPool(OpportunityReturnedToPool(from: UserID("bo"), reason: "r")),
      .opportunityClaimed(OpportunityClaimed(to: UserID("bo"))),
      .opportunityReactivated(OpportunityReactivated(campaign: "c")),
      .opportunityMadeDormant(OpportunityMadeDormant(from: nil, reason: "r")),
      .opportunityEliminated(OpportunityEliminated(from: nil, reason: "r", approvalID: "")),
    ]
    var record = try #require(story.records.last)
    record.position += 1
    record.streamVersion += 1
    record.event = events[number]
    let before = story.facts()
    #expect(throws: ProjectionError.self) { try story.board.apply(record) }
    #expect(story.facts() == before)
  }

  @Test("Shares are settled after the deal is won")
  func splitAfterWin() throws {
    var story = try Self.story()
    let id = OpportunityID("o")
    try story.submit(
      .winOpportunity(WinOpportunity(opportunityID: id, contractNumber: "C-1")), at: day(2))
    let shares = [
      SplitShare(party: UserID("ana"), share: PartsPerMillion(600_000)),
      SplitShare(party: UserID("bo"), share: PartsPerMillion(400_000)),
    ]
    try story.submit(
      .proposeSplit(
        ProposeSplit(
          opportunityID: id, kind: .income, method: .negotiated, shares: shares,
          proposer: UserID("ana"))),
      at: day(3))
    try story.submit(
      .acceptSplit(AcceptSplit(opportunityID: id, proposal: 1, party: UserID("bo"))), at: day(4))
    #expect(story.facts()?.status == .won)
    // Created, talked to and promised, won, proposed, accepted and so settled.
    #expect(story.facts()?.version == 7)
  }
}
