import Testing

@testable import Opportunities

@Suite("Owners, pool, dormancy and elimination")
struct PoolTests {
  @Test("A refused command names its code and field, and leaves no trace", arguments: refusals)
  func refuses(_ refusal: Refusal) throws {
    var world = try World.pool()
    try world.check(refusal)
  }

  @Test("An accepted command yields exactly its facts", arguments: acceptances)
  func accepts(_ acceptance: PoolAcceptance) throws {
    var world = try World.pool()
    try world.submit(
      ApprovalTests.request("ap-1", .directElimination, about: "open"), as: World.user("ana"))
    for user in ["mia", "hal"] {
      try world.submit(ApprovalTests.decide("ap-1"), as: World.user(user))
    }
    world.now = world.now + .days(acceptance.days)
    let decision = try world.judge(acceptance.command, as: acceptance.actor)
    #expect(decision.facts.events == acceptance.events)
    try world.submit(acceptance.command, as: acceptance.actor)
    let left = world.state.opportunities[OpportunityID(acceptance.subject)]
    #expect(left?.owner == acceptance.owner.flatMap { world.state.users.number(of: UserID($0)) })
    #expect(left?.status == acceptance.status)
  }

  static let refusals: [Refusal] = [
    Refusal("dormant without reason", .dormant("open", reason: ""), .reasonRequired, "reason"),
    Refusal("dormant twice", .dormant("asleep"), .opportunityClosed, "opportunity_id"),
    Refusal("dormant by a stranger", .dormant("open"), as: bo, .forbidden, "actor.id"),
    Refusal("dormant of nothing", .dormant("x"), .notFound, "opportunity_id"),
    Refusal("waking the open", .reactivate("open"), .illegalFlow, "opportunity_id"),
    Refusal("waking the eliminated", .reactivate("gone"), .illegalFlow, "opportunity_id"),
    Refusal("waking without campaign", .reactivate("asleep", ""), .invalidField, "campaign"),
    Refusal("waking by a rep", .reactivate("asleep"), as: ana, .forbidden, "actor.id"),
    Refusal("eliminating the open", .eliminate("open"), .illegalFlow, "approval_id"),
    Refusal("eliminating the lost", .eliminate("lost"), .opportunityClosed, "opportunity_id"),
    Refusal("eliminating twice", .eliminate("gone"), .opportunityClosed, "opportunity_id"),
    Refusal(
      "eliminating for nothing", .eliminate("asleep", reason: " "), .reasonRequired, "reason"),
    Refusal(
      "an approval that is none", .eliminate("open", approval: "a b"), .invalidField, "approval_id"),
    Refusal("reopening the dormant", .reopen("asleep"), .illegalFlow, "opportunity_id"),
    Refusal("working on the dormant", .amount("asleep"), .opportunityClosed, "opportunity_id"),
    Refusal("reassigning the pooled", .reassign("pooled"), .illegalFlow, "opportunity_id"),
    Refusal(
      "reassigning to another department", .reassign("open", to: "sue"), as: mia, .outOfScope,
      "owner_id"),
    Refusal("reassigning to who left", .reassign("open", to: "lea"), .userInactive, "owner_id"),
    Refusal("creating for who left", .create("n", owner: "lea"), .userInactive, "owner_id"),
    Refusal("acting after leaving", .create("n", owner: nil), as: lea, .userInactive, "actor.id"),
    Refusal("assigning the owned", .assign("open"), .notInPool, "opportunity_id"),
    Refusal("assigning the lost", .assign("lost"), .opportunityClosed, "opportunity_id"),
    Refusal("assigning to nobody", .assign("pooled", to: "x"), .notFound, "owner_id"),
    Refusal("assigning to who left", .assign("pooled", to: "lea"), .userInactive, "owner_id"),
    Refusal("assigning by a rep", .assign("pooled"), as: bo, .forbidden, "actor.id"),
    Refusal(
      "assigning beyond the department", .assign("pooled", to: "sue"), as: mia, .outOfScope,
      "owner_id"),
    Refusal("a rule without name", .assign("pooled", mode: .rule), .invalidField, "rule"),
    Refusal("a name without rule", .assign("pooled", rule: "r"), .invalidField, "rule"),
    Refusal("claiming nothing", .claim("x"), as: bo, .notFound, "opportunity_id"),
    Refusal("claiming the owned", .claim("open"), as: bo, .notInPool, "opportunity_id"),
    Refusal("claiming the dormant", .claim("asleep"), as: bo, .opportunityClosed, "opportunity_id"),
    Refusal("claiming beyond the department", .claim("pooled"), as: sue, .outOfScope, "owner_id"),
    Refusal(
      "claiming the owned beyond the department", .claim("open"), as: sue, .outOfScope, "owner_id"),
    Refusal("claiming for another", .claim("pooled", for: "bo"), as: mia, .forbidden, "owner_id"),
    Refusal("a system for nobody", .claim("pooled"), .invalidField, "owner_id"),
    Refusal("a system for a stranger", .claim("pooled", for: "sue"), .outOfScope, "owner_id"),
    Refusal("a system for who left", .claim("pooled", for: "lea"), .userInactive, "owner_id"),
    Refusal("claiming back at once", .claim("pooled"), as: ana, .priorOwnerCooldown, "owner_id"),
    Refusal("returning the pooled", .giveBack("pooled"), .unchanged, "opportunity_id"),
    Refusal("returning without reason", .giveBack("open", ""), .reasonRequired, "reason"),
    Refusal("returning another's", .giveBack("open"), as: bo, .forbidden, "actor.id"),
    Refusal("following up the pooled", .follow("pooled"), as: bo, .forbidden, "actor.id"),
    Refusal("reclaiming the pooled", .reclaim("pooled"), .unchanged, "opportunity_id"),
    Refusal("reclaiming without a word", .reclaim("open"), .invalidField, "confirmed_by_id"),
    Refusal(
      "reclaiming by the word of a rep", .reclaim("open", by: "bo"), .forbidden, "confirmed_by_id"),
    Refusal("reclaiming one's own", .reclaim("open"), as: ana, .forbidden, "actor.id"),
    Refusal("reclaiming at once", .reclaim("open"), as: mia, .ruleNotMet, "rule"),
    Refusal("escalating the pooled", .escalate("pooled"), .illegalFlow, "opportunity_id"),
    Refusal("escalating sideways", .escalate("open", to: "bo"), .outOfScope, "owner_id"),
    Refusal("escalating to the owner", .escalate("open", to: "ana"), .unchanged, "owner_id"),
    Refusal("escalating at once", .escalate("open"), as: ana, .ruleNotMet, "rule"),
    Refusal("red at once", .escalate("open", rule: .red), .ruleNotMet, "rule"),
    Refusal(
      "a sprint that is none", .escalate("open", rule: .closingMissed), .ruleNotMet, "rule"),
  ]

  private static func reclaimed(
    _ rule: ReclaimReason, days: UInt32, by: String? = "mia"
  ) -> Event {
    .opportunityReclaimed(
      OpportunityReclaimed(
        from: UserID("ana"), rule: rule, idleDays: days, confirmedBy: by.map { UserID($0) }))
  }

  private static func escalated(to: String, _ rule: EscalationReason) -> Event {
    .opportunityEscalated(
      OpportunityEscalated(from: UserID("ana"), to: UserID(to), rule: rule))
  }

  static let acceptances: [PoolAcceptance] = [
    PoolAcceptance(
      "beginning in the pool", .create("n", owner: nil), "n", owner: nil,
      .opportunityCreated(
        OpportunityCreated(
          customer: CustomerID("acme"), title: "Reports",
          amount: Money(minorUnits: 100_000, currency: Currency(code: "CNY")), owner: nil,
          needs: ["reports"], expectedClose: nil, source: "", stage: .contact, grade: nil,
          gradeBasis: nil, gradeSupported: true, products: [], template: "", unmetGates: []))),
    PoolAcceptance(
      "an owned one goes dormant", .dormant("open"), as: ana, "open", owner: nil, is: .dormant,
      .opportunityMadeDormant(OpportunityMadeDormant(from: UserID("ana"), reason: "quiet"))),
    PoolAcceptance(
      "a pooled one goes dormant", .dormant("pooled"), as: mia, "pooled", owner: nil, is: .dormant,
      .opportunityMadeDormant(OpportunityMadeDormant(from: nil, reason: "quiet"))),
    PoolAcceptance(
      "a dormant one comes to the pool", .reactivate("asleep"), as: mia, "asleep", owner: nil,
      .opportunityReactivated(OpportunityReactivated(campaign: "spring"))),
    PoolAcceptance(
      "a dormant one is given up", .eliminate("asleep"), as: mia, "asleep", owner: nil,
      is: .eliminated,
      .opportunityEliminated(OpportunityEliminated(from: nil, reason: "hopeless", approvalID: ""))),
    PoolAcceptance(
      "directly, with an approval", .eliminate("open", approval: "ap-1"), "open", owner: nil,
      is: .eliminated,
      .opportunityEliminated(
        OpportunityEliminated(from: UserID("ana"), reason: "hopeless", approvalID: "ap-1"))),
    PoolAcceptance(
      "what was given up comes back to the pool", .reopen("gone"), "gone", owner: nil,
      .opportunityReopened(OpportunityReopened(from: .eliminated, reason: "they called"))),
    PoolAcceptance(
      "what was lost comes back to its owner", .reopen("lost"), as: ana, "lost", owner: "ana",
      .opportunityReopened(OpportunityReopened(from: .lost, reason: "they called"))),
    PoolAcceptance(
      "what the one who left had lost comes back to the pool", .reopen("leas"), "leas", owner: nil,
      .opportunityReopened(OpportunityReopened(from: .lost, reason: "they called")),
      .opportunityReturnedToPool(
        OpportunityReturnedToPool(from: UserID("lea"), reason: "they called"))),
    PoolAcceptance(
      "a manager assigns", .assign("pooled"), as: mia, "pooled", owner: "bo",
      .opportunityAssigned(OpportunityAssigned(to: UserID("bo"), mode: .manual, rule: ""))),
    PoolAcceptance(
      "a rule assigns what nobody had", .assign("fresh", to: "sue", mode: .rule, rule: "region"),
      "fresh", owner: "sue",
      .opportunityAssigned(OpportunityAssigned(to: UserID("sue"), mode: .rule, rule: "region"))),
    PoolAcceptance(
      "a rep of the department claims", .claim("pooled"), as: bo, "pooled", owner: "bo",
      .opportunityClaimed(OpportunityClaimed(to: UserID("bo")))),
    PoolAcceptance(
      "anybody claims what nobody had", .claim("fresh"), as: sue, "fresh", owner: "sue",
      .opportunityClaimed(OpportunityClaimed(to: UserID("sue")))),
    PoolAcceptance(
      "a system claims for somebody", .claim("pooled", for: "bo"), "pooled", owner: "bo",
      .opportunityClaimed(OpportunityClaimed(to: UserID("bo")))),
    PoolAcceptance(
      "the former owner claims when the bar is over", .claim("pooled"), as: ana, after: 7,
      "pooled", owner: "ana", .opportunityClaimed(OpportunityClaimed(to: UserID("ana")))),
    PoolAcceptance(
      "owner and operations hand over to any department", .reassign("open", to: "sue"),
      as: World.user("oli"), "open", owner: "sue",
      .opportunityReassigned(
        OpportunityReassigned(from: UserID("ana"), to: UserID("sue"), reason: "moved away"))),
    PoolAcceptance(
      "the owner gives it back", .giveBack("open"), as: ana, "open", owner: nil,
      .opportunityReturnedToPool(
        OpportunityReturnedToPool(from: UserID("ana"), reason: "no time"))),
    PoolAcceptance(
      "untouched for seven days at contact", .reclaim("open"), as: mia, after: 7, "open",
      owner: nil, reclaimed(.untouched, days: 7)),
    PoolAcceptance(
      "a system with a manager's word", .reclaim("open", by: "mia"), after: 9, "open", owner: nil,
      reclaimed(.untouched, days: 9)),
    PoolAcceptance(
      "silent for twice what is red", .reclaim("worked"), as: mia, after: 30, "worked", owner: nil,
      reclaimed(.silent, days: 30)),
    PoolAcceptance(
      "up to the manager when it is red", .escalate("open", rule: .red), as: ana, after: 16, "open",
      owner: "mia", escalated(to: "mia", .red)),
    PoolAcceptance(
      "up to the head when a day of closing is missed", .escalate("closing", to: "hal"), as: ana,
      after: 2, "closing", owner: "hal", escalated(to: "hal", .closingMissed)),
    PoolAcceptance(
      "up because somebody above says so", .escalate("open", to: "hal"), as: mia, "open",
      owner: "hal", escalated(to: "hal", .decided)),
  ]

  @Test("What was worked on is not reclaimed before its days are over")
  func reclaimTooEarly() throws {
    var world = try World.pool()
    world.now = world.now + .days(29)
    #expect(world.code(of: .reclaim("worked"), as: Self.mia) == .ruleNotMet)
    #expect(world.code(of: .reclaim("worked", rule: .untouched), as: Self.mia) == .ruleNotMet)
  }

  @Test("A follow-up and a new owner both give the owner time again")
  func idleClock() throws {
    var world = try World.pool()
    world.now = world.now + .days(10)
    try world.submit(.reassign("open", to: "bo"))
    world.now = world.now + .days(6)
    #expect(world.code(of: .reclaim("open", by: "hal")) == .ruleNotMet)
    world.now = world.now + .days(1)
    try world.judge(.reclaim("open", by: "hal"))
    try world.submit(.follow("open"))
    #expect(world.code(of: .reclaim("open", by: "hal")) == .ruleNotMet)
  }

  @Test("With as many open opportunities as the policy says nobody claims another")
  func claimLimit() throws {
    var world = try World.pool()
    var document = PolicyDocument.standard
    document.pool?.claimQuota = 2
    try world.submit(.publish(document))
    try world.submit(.create("b1", owner: "bo"))
    try world.judge(.claim("pooled"), as: Self.bo)
    try world.submit(.create("b2", owner: "bo"))
    #expect(world.code(of: .claim("pooled"), as: Self.bo) == .claimLimit)
    try world.submit(.lose("b2"))
    try world.submit(.claim("pooled"), as: Self.bo)
    try world.submit(.reopen("b2"))
    #expect(world.state.users[UserID("bo")]?.openCount == 3)
    #expect(world.code(of: .claim("fresh"), as: Self.bo) == .claimLimit)
  }

  @Test("Nobody is given more than he or she can carry, except by who leaves, and from above")
  func capacity() throws {
    var world = try World.pool()
    for name in ["b1", "b2"] { try world.submit(.create(name, owner: "bo")) }
    let held = world.state.users[UserID("bo")]?.openCount ?? 0
    try world.submit(
      .change(user: "bo", roles: [.rep], team: "west", capacity: held + 1))
    try world.judge(.assign("pooled", to: "bo"))
    try world.submit(.reassign("open", to: "bo"))
    world.expectRefusal(.assign("pooled", to: "bo"), .limitReached, "owner_id")
    try world.submit(.create("a1"))
    world.expectRefusal(.reassign("a1", to: "bo"), .limitReached, "owner_id")
    try world.judge(.reassign("a1", to: "bo"), as: World.history)
    try world.submit(.leave("ana", successor: "bo"))
    #expect((world.state.users[UserID("bo")]?.openCount ?? 0) > held + 1)
  }

  @Test("A direct path needs no approval, and a closed one takes none")
  func eliminationPath() throws {
    var world = try World.pool()
    var document = PolicyDocument.standard
    document.pool?.eliminationPath = .direct
    try world.submit(.publish(document))
    try world.judge(.eliminate("open"))
    document.pool?.eliminationPath = .viaDormant
    document.pool?.directEliminationByApproval = false
    try world.submit(.publish(document))
    #expect(world.code(of: .eliminate("open", approval: "ap-1")) == .illegalFlow)
    try world.judge(.eliminate("asleep"))
  }

  @Test("A claim dated back does not escape the bar of the former owner")
  func barByTheLedgersClock() throws {
    var world = try World.pool()
    try world.submit(.giveBack("open"), as: Self.ana, occurredAt: world.now - .days(2))
    world.now = world.now + .days(6)
    #expect(world.code(of: .claim("open"), as: Self.ana) == .priorOwnerCooldown)
  }

  @Test("Team scope and company scope are narrower and wider")
  func transferScopes() throws {
    var world = try World.pool()
    var document = PolicyDocument.standard
    document.pool?.transferScope = .team
    try world.submit(.publish(document))
    #expect(world.code(of: .claim("pooled"), as: Self.bo) == .outOfScope)
    try world.judge(.reassign("open", to: "hal"), as: Self.mia)
    document.pool?.transferScope = .company
    try world.submit(.publish(document))
    try world.judge(.claim("pooled"), as: Self.sue)
  }

  static let ana = World.user("ana")
  static let bo = World.user("bo")
  static let mia = World.user("mia")
  static let sue = World.user("sue")
  static let lea = World.user("lea")
}

/// A command that must be accepted in `World.pool()`, and who owns the opportunity after it.
struct PoolAcceptance: CustomTestStringConvertible {
  var name: String
  var command: Command
  var actor: Actor
  var days: UInt32
  var subject: String
  var owner: String?
  var status: Status
  var events: [Event]

  init(
    _ name: String, _ command: Command, as actor: Actor = World.crm, after days: UInt32 = 0,
    _ subject: String, owner: String?, is status: Status = .open, _ events: Event...
  ) {
    self.name = name
    self.command = command
    self.actor = actor
    self.days = days
    self.subject = subject
    self.owner = owner
    self.status = status
    self.events = events
  }

  var testDescription: String { name }
}

extension World {
  /// The company with one opportunity in each place: `pooled` was ana's and `fresh` nobody's, `asleep`
  /// is dormant and `gone` eliminated, `worked` and `closing` are ana's, of which one is graded C and
  /// followed up. sue is of another department, and lea left, after she had lost `leas`.
  static func pool() throws -> World {
    var world = try World.company()
    try world.submit(.team("service"))
    try world.submit(.person("sue", team: "service"))
    try world.submit(.person("lea", team: "east"))
    try world.submit(.create("leas", owner: "lea"))
    try world.submit(.lose("leas"))
    try world.submit(.leave("lea"))
    for id in ["pooled", "asleep", "gone", "worked"] { try world.submit(.create(id)) }
    try world.submit(.giveBack("pooled"))
    try world.submit(.create("fresh", owner: nil))
    try world.submit(.dormant("asleep"))
    try world.submit(.dormant("gone"))
    try world.submit(.eliminate("gone"))
    try world.submit(.grade("worked", .c))
    try world.submit(.follow("worked"))
    try world.submit(.create("closing", stage: .closing))
    return world
  }

  /// The code with which `command` is refused; nil: it is accepted.
  func code(of command: Command, as actor: Actor = World.crm) -> Rejection.Code? {
    do throws(Rejection) {
      try judge(command, as: actor)
      return nil
    } catch {
      return error.code
    }
  }

  mutating func check(_ refusal: Refusal) throws {
    let before = Snapshot(state)
    do throws(Rejection) {
      let event = try submit(refusal.command, as: refusal.actor)
      Issue.record("accepted: \(event)")
    } catch {
      let rejection = error
      #expect(rejection.code == refusal.code, "\(rejection)")
      #expect(rejection.field == refusal.field, "\(rejection)")
      #expect(!rejection.message.isEmpty)
    }
    #expect(Snapshot(state) == before)
  }
}

extension Command {
  static func dormant(_ id: String, reason: String = "quiet") -> Command {
    .makeDormant(MakeDormant(opportunityID: OpportunityID(id), reason: reason))
  }

  static func reactivate(_ id: String, _ campaign: String = "spring") -> Command {
    .reactivateOpportunity(
      ReactivateOpportunity(opportunityID: OpportunityID(id), campaign: campaign))
  }

  static func eliminate(
    _ id: String, reason: String = "hopeless", approval: String = ""
  ) -> Command {
    .eliminateOpportunity(
      EliminateOpportunity(
        opportunityID: OpportunityID(id), reason: reason, approvalID: approval))
  }

  static func assign(
    _ id: String, to owner: String = "bo", mode: AssignmentMode? = nil, rule: String = ""
  ) -> Command {
    .assignOpportunity(
      AssignOpportunity(
        opportunityID: OpportunityID(id), owner: UserID(owner), mode: mode, rule: rule))
  }

  static func claim(_ id: String, for owner: String? = nil) -> Command {
    .claimOpportunity(
      ClaimOpportunity(opportunityID: OpportunityID(id), owner: owner.map { UserID($0) }))
  }

  static func giveBack(_ id: String, _ reason: String = "no time") -> Command {
    .returnToPool(ReturnToPool(opportunityID: OpportunityID(id), reason: reason))
  }

  static func reclaim(
    _ id: String, rule: ReclaimReason? = nil, by confirmer: String? = nil
  ) -> Command {
    .reclaimOpportunity(
      ReclaimOpportunity(
        opportunityID: OpportunityID(id), rule: rule, confirmedBy: confirmer.map { UserID($0) }))
  }

  static func escalate(
    _ id: String, to owner: String = "mia", rule: EscalationReason? = nil
  ) -> Command {
    .escalateOpportunity(
      EscalateOpportunity(opportunityID: OpportunityID(id), to: UserID(owner), rule: rule))
  }

  static func leave(
    _ id: String, successor: String? = nil, toPool: Bool = false, reason: String = "left"
  ) -> Command {
    .deactivateUser(
      DeactivateUser(
        userID: UserID(id), successor: successor.map { UserID($0) }, toPool: toPool,
        reason: reason))
  }
}
