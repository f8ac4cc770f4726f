import Testing

@testable import Opportunities

@Suite("Collaborators and splits")
struct SplitTests {
  @Test("A refused command names its code and field, and leaves no trace", arguments: refusals)
  func refuses(_ refusal: Refusal) throws {
    var world = try World.team()
    try world.check(refusal)
  }

  static let ana = World.user("ana")
  static let bo = World.user("bo")
  static let thirds: [(String, UInt32)] = [("ana", 333_333), ("bo", 333_333), ("mia", 333_334)]

  static let refusals: [Refusal] = [
    Refusal("helping nothing", .help("x", "bo"), .notFound, "opportunity_id"),
    Refusal("helping what is lost", .help("lost", "bo"), .opportunityClosed, "opportunity_id"),
    Refusal("a helper whom nobody knows", .help("open", "x"), .notFound, "user_id"),
    Refusal("a helper who left", .help("open", "lea"), .userInactive, "user_id"),
    Refusal("helping oneself", .help("open", "ana"), .invalidField, "user_id"),
    Refusal("helping twice", .help("open", "bo"), .unchanged, "user_id"),
    Refusal("helpers by a helper", .help("open", "mia"), as: bo, .forbidden, "actor.id"),
    Refusal("removing who is not there", .unhelp("open", "mia"), .notFound, "user_id"),
    Refusal("removing without reason", .unhelp("open", "bo", ""), .reasonRequired, "reason"),
    Refusal("a helper revises", .amount("open"), as: bo, .forbidden, "actor.id"),
    Refusal(
      "proposing by a stranger", .split("open"), as: World.user("sue"), .forbidden, "actor.id"),
    Refusal("a system for nobody", .split("open", by: nil), .invalidField, "proposer_id"),
    Refusal("for another", .split("open", by: "bo"), as: ana, .forbidden, "proposer_id"),
    Refusal(
      "one ppm too little", .split("open", [("ana", 500_000), ("bo", 499_999)]), .splitSum, "shares"
    ),
    Refusal(
      "one ppm too much", .split("open", [("ana", 500_000), ("bo", 500_001)]), .splitSum, "shares"),
    Refusal(
      "as much as overflows", .split("open", [("ana", .max), ("bo", .max)]), .splitSum, "shares"),
    Refusal("one party", .split("open", [("ana", 1_000_000)]), .invalidField, "shares"),
    Refusal(
      "a party twice", .split("open", [("ana", 500_000), ("ana", 500_000)]), .invalidField,
      "shares[1].party_id"),
    Refusal(
      "a party with nothing", .split("open", [("ana", 1_000_000), ("bo", 0)]), .invalidField,
      "shares[1].share_ppm"),
    Refusal(
      "a party nobody knows", .split("open", [("ana", 1), ("x", 999_999)]), .notFound,
      "shares[1].party_id"),
    Refusal(
      "a party who left", .split("open", [("lea", 1), ("ana", 999_999)]), .userInactive,
      "shares[0].party_id"),
    Refusal("a choice where none is", .split("open", chooser: "bo"), .invalidField, "chooser_id"),
    Refusal("cutting without chooser", .cut("open", chooser: nil), .invalidField, "chooser_id"),
    Refusal("cutting and choosing", .cut("open", chooser: "ana"), .selfChoice, "chooser_id"),
    Refusal("choosing for others", .cut("open", chooser: "mia"), .invalidField, "shares"),
    Refusal("accepting what is not there", .accept("open", 9, "bo"), .notFound, "proposal"),
    Refusal("accepting as a stranger", .accept("open", 1, "sue"), .forbidden, "party_id"),
    Refusal("accepting one's own", .accept("open", 1, "ana"), .unchanged, "party_id"),
    Refusal("accepting for another", .accept("open", 1, "mia"), as: bo, .forbidden, "party_id"),
    Refusal(
      "accepting out of reach", .accept("open", 1), as: World.user("sue"), .forbidden, "actor.id"),
    Refusal("choosing what is fixed", .accept("open", 1, "bo", choice: 1), .invalidField, "choice"),
    Refusal("rejecting without reason", .reject("open", 1, "bo", ""), .reasonRequired, "reason"),
    Refusal("rejecting what is not there", .reject("open", 2, "bo"), .notFound, "proposal"),
    Refusal("a mentor of oneself", .mentor("open", "ana"), .invalidField, "mentor_id"),
    Refusal("a mentor who left", .mentor("open", "lea"), .userInactive, "mentor_id"),
    Refusal("a fund of no team", .mentor("open", team: "x"), .notFound, "team_id"),
    Refusal("too much for the fund", .mentor("open", ppm: 200_001), .invalidField, "share_ppm"),
    Refusal(
      "a mentor by a stranger", .mentor("open"), as: World.user("sue"), .forbidden, "actor.id"),
  ]

  @Test("A split holds when the last party accepts, and then waits for nobody")
  func negotiated() throws {
    var world = try World.team()
    let first = try world.judge(.accept("open", 1), as: Self.bo)
    #expect(
      first.facts.events == [
        .splitAccepted(SplitAccepted(proposal: 1, party: UserID("bo"), choice: 0))
      ])
    try world.submit(.accept("open", 1), as: Self.bo)
    #expect(world.code(of: .accept("open", 1), as: Self.bo) == .unchanged)
    let last = try world.judge(.accept("open", 1), as: World.user("mia"))
    #expect(
      last.facts.events == [
        .splitAccepted(SplitAccepted(proposal: 1, party: UserID("mia"), choice: 0)),
        .splitEffective(
          SplitEffective(proposal: 1, kind: .income, shares: Command.shares(Self.thirds))),
      ])
    let version = world.state.version(of: Stream(OpportunityID("open")))
    try world.submit(.accept("open", 1), as: World.user("mia"))
    #expect(world.state.version(of: Stream(OpportunityID("open"))) == version + 2)
    #expect(world.code(of: .accept("open", 1, "bo")) == .notFound)
  }

  @Test("The one who cuts gets what the chooser leaves", arguments: [1, 2] as [UInt32])
  func cutAndChoose(_ choice: UInt32) throws {
    var world = try World.team()
    try world.submit(.cut("open", [("ana", 400_000), ("bo", 600_000)]), as: Self.ana)
    #expect(world.code(of: .accept("open", 2, "ana", choice: 1)) == .unchanged)
    for wrong in [0, 3] as [UInt32] {
      #expect(world.code(of: .accept("open", 2, choice: wrong), as: Self.bo) == .invalidField)
    }
    let decision = try world.judge(.accept("open", 2, choice: choice), as: Self.bo)
    let shares: [(String, UInt32)] =
      choice == 1
      ? [("bo", 400_000), ("ana", 600_000)] : [("ana", 400_000), ("bo", 600_000)]
    #expect(
      decision.facts.events.dropFirst() == [
        .splitEffective(
          SplitEffective(proposal: 2, kind: .performance, shares: Command.shares(shares)))
      ])
  }

  @Test("A rejected or superseded proposal can be accepted by nobody")
  func off() throws {
    var world = try World.team()
    try world.submit(.split("open", by: "bo"))
    #expect(world.code(of: .accept("open", 1, "bo")) == .notFound)
    try world.judge(.accept("open", 2, "ana"))
    try world.submit(.reject("open", 2, "ana"))
    #expect(world.code(of: .accept("open", 2, "ana")) == .notFound)
    let next = try world.submit(.split("open"))
    guard case .splitProposed(let proposed) = next else { return #expect(Bool(false)) }
    #expect(proposed.proposal == 3)
  }

  @Test("Shares are settled after the win too, but not after the first payout")
  func locked() throws {
    var world = try World.team()
    try world.submit(.win("open"))
    try world.judge(.accept("open", 1), as: Self.bo)
    try world.judge(.split("open"))
    try world.judge(.mentor("open"))
    let open = try #require(world.state.opportunities.number(of: OpportunityID("open")))
    world.state.opportunities.modify(open) { $0.note { $0.lockSplits() } }
    for command in [
      Command.split("open"), .accept("open", 1, "bo"), .reject("open", 1, "bo"), .mentor("open"),
    ] {
      #expect(world.code(of: command) == .splitLocked)
    }
  }

  @Test("Helpers record what they heard until they are removed, and a mentor's share is recorded")
  func helpers() throws {
    var world = try World.team()
    try world.submit(.follow("open"), as: Self.bo)
    try world.submit(.unhelp("open", "bo"), as: Self.ana)
    #expect(world.code(of: .follow("open"), as: Self.bo) == .forbidden)
    #expect(
      try world.submit(.mentor("open"), as: Self.ana)
        == .mentorShareSet(
          MentorShareSet(
            mentor: UserID("mia"), team: TeamID("east"), share: PartsPerMillion(100_000))))
  }

  @Test("A method that the policy leaves out is refused")
  func methods() throws {
    var world = try World.team()
    var document = PolicyDocument.standard
    document.splits?.methods = [.negotiated]
    try world.submit(.publish(document))
    #expect(world.code(of: .cut("open")) == .invalidField)
  }
}

extension World {
  /// The pool's company; bo helps ana with `open`, and three wait to share its income.
  static func team() throws -> World {
    var world = try World.pool()
    try world.submit(.help("open", "bo"))
    try world.submit(.split("open"))
    return world
  }
}

extension Command {
  static func shares(_ shares: [(String, UInt32)]) -> [SplitShare] {
    shares.map { SplitShare(party: UserID($0.0), share: PartsPerMillion($0.1)) }
  }

  static func help(_ id: String, _ user: String) -> Command {
    .addCollaborator(
      AddCollaborator(opportunityID: OpportunityID(id), user: UserID(user), part: "presales"))
  }

  static func unhelp(_ id: String, _ user: String, _ reason: String = "done") -> Command {
    .removeCollaborator(
      RemoveCollaborator(opportunityID: OpportunityID(id), user: UserID(user), reason: reason))
  }

  static func split(
    _ id: String, _ parties: [(String, UInt32)] = SplitTests.thirds, by proposer: String? = "ana",
    chooser: String? = nil
  ) -> Command {
    .proposeSplit(
      ProposeSplit(
        opportunityID: OpportunityID(id), kind: .income, method: .negotiated,
        shares: shares(parties), chooser: chooser.map { UserID($0) },
        proposer: proposer.map { UserID($0) }))
  }

  static func cut(
    _ id: String, _ parties: [(String, UInt32)] = [("ana", 500_000), ("bo", 500_000)],
    chooser: String? = "bo"
  ) -> Command {
    .proposeSplit(
      ProposeSplit(
        opportunityID: OpportunityID(id), kind: .performance, method: .cutAndChoose,
        shares: shares(parties), chooser: chooser.map { UserID($0) }, proposer: UserID("ana")))
  }

  static func accept(
    _ id: String, _ proposal: UInt32, _ party: String? = nil, choice: UInt32 = 0
  ) -> Command {
    .acceptSplit(
      AcceptSplit(
        opportunityID: OpportunityID(id), proposal: proposal, party: party.map { UserID($0) },
        choice: choice))
  }

  static func reject(
    _ id: String, _ proposal: UInt32, _ party: String? = nil, _ reason: String = "too little"
  ) -> Command {
    .rejectSplit(
      RejectSplit(
        opportunityID: OpportunityID(id), proposal: proposal, party: party.map { UserID($0) },
        reason: reason))
  }

  static func mentor(
    _ id: String, _ mentor: String = "mia", team: String = "east", ppm: UInt32 = 100_000
  ) -> Command {
    .setMentorShare(
      SetMentorShare(
        opportunityID: OpportunityID(id), mentor: UserID(mentor), team: TeamID(team),
        share: PartsPerMillion(ppm)))
  }
}
