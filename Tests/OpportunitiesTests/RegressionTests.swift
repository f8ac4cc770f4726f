import Testing

@testable import Opportunities

/// Mistakes of systems that do this job, each as a test. That asking writes nothing, and that totals
/// are right at hundreds of thousands, `RandomStoryTests` of InsightTests shows besides.
@Suite("Mistakes of existing systems that must not be repeated")
struct RegressionTests {
  private static let worked = OpportunityID("worked")

  /// `worked` is ana's, graded, negotiated, talked about and helped with.
  private func world() throws -> World {
    var world = try World.company()
    try world.submit(.create("worked", grade: .a, basis: .full))
    try world.submit(.move("worked", to: .negotiation))
    try world.submit(.follow("worked", next: world.now + .days(4)))
    try world.submit(
      .addCollaborator(
        AddCollaborator(opportunityID: Self.worked, user: UserID("mia"), part: "presales")))
    try world.submit(.quote("worked"))
    try world.submit(TargetTests.category(.commit, on: "worked"))
    world.now = world.now + .days(2)
    return world
  }

  private func worked(_ world: World) throws -> Opportunity {
    try #require(world.state.opportunities[Self.worked])
  }

  static let changesOfOwner: [(String, [Command], Actor)] = [
    ("a transfer", [.reassign("worked", to: "bo")], World.crm),
    ("an import", [.reassign("worked", to: "bo")], World.history),
    ("back to the pool and assigned", [.giveBack("worked"), .assign("worked")], World.crm),
    (
      "back to the pool and claimed", [.giveBack("worked"), .claim("worked", for: "bo")], World.crm
    ),
    ("escalated", [.escalate("worked", to: "hal")], World.crm),
    ("handed over by who leaves", [.leave("ana", successor: "bo")], World.crm),
  ]

  @Test(
    "A transfer, an import or a re-assignment changes the owner and nothing else",
    arguments: changesOfOwner)
  func owner(_ name: String, _ commands: [Command], _ actor: Actor) throws {
    var world = try world()
    if name.contains("claimed") { try world.publish { $0.pool?.transferScope = .company } }
    let before = try worked(world)
    for command in commands { try world.submit(command, as: actor) }
    let after = try worked(world)
    #expect(after.owner != before.owner)
    #expect(after.ownerAside == before.ownerAside)
    #expect(after.stage == .negotiation && after.grade == .a)
    #expect(after.dossier?.collaborators == [UserID("mia")])
  }

  @Test("Outcome is an event; no chance is 0 % or 100 %, and none rounds into an outcome")
  func outcome() throws {
    var world = try world()
    var document = PolicyDocument.standard
    for certain in [UInt32(0), 1_000_000] {
      document.grades[0].winPrior = PartsPerMillion(certain)
      #expect(world.refusal(of: .publish(document))?.code == .badPolicy)
    }
    // The surest word of a person ends nothing either.
    for category in [ForecastCategory.omitted, .commit] {
      try world.submit(TargetTests.category(category, on: "worked"))
      #expect(try worked(world).status == .open)
    }
    try world.submit(.lose("worked"))
    #expect(try worked(world).status == .lost)
  }

  @Test("Asking for an explanation or a report writes nothing")
  func asking() throws {
    let world = try world()
    let before = Snapshot(world.state)
    let head = world.state.head
    let policy = world.state.policies.inForce(at: world.now)
    for kind in AlertKind.allCases {
      _ = world.state.alert(kind, of: try worked(world), at: world.now + .days(90), under: policy)
    }
    for command in Command.work(on: "worked") { _ = world.refusal(of: command) }
    #expect(Snapshot(world.state) == before && world.state.head == head)
  }

  @Test(
    """
    Rotting counts from the last real activity, not from the creation date, and respects a planned \
    next step and a quiet period agreed with the customer
    """)
  func rotting() throws {
    var world = try World.company()
    try world.submit(.grade("open"))
    func isRed(_ world: World) throws -> Bool {
      let opportunity = try #require(world.state.opportunities[OpportunityID("open")])
      let policy = world.state.policies.inForce(at: world.now)
      return world.state.alert(.followUpRed, of: opportunity, at: world.now, under: policy) != nil
    }
    world.now = world.now + .days(100)
    #expect(try isRed(world))
    try world.submit(.follow("open"))
    world.now = world.now + .days(6)
    #expect(try !isRed(world))
    var planned = world
    try planned.submit(.plan("open", at: world.now + .days(10)))
    planned.now = world.now + .days(9)
    #expect(try !isRed(planned))
    var quiet = world
    try quiet.submit(
      .setQuietPeriod(
        SetQuietPeriod(
          customerID: CustomerID("acme"), until: world.now + .days(10), scope: .allContact,
          reason: "stocktaking")))
    quiet.now = world.now + .days(9)
    #expect(try !isRed(quiet))
    world.now = world.now + .days(9)
    #expect(try isRed(world))
  }

  @Test("A manual forecast category survives stage changes, beside what is computed")
  func category() throws {
    var world = try world()
    try world.submit(.move("worked", from: .negotiation, to: .closing))
    try world.submit(.grade("worked", .c, basis: .none))
    #expect(try worked(world).dossier?.forecastCategory == .commit)
    #expect(try worked(world).grade == .c)
  }

  @Test("Forecast versus actual compares the forecast as it was made then")
  func forecast() throws {
    var world = try world()
    func snapshot(asOf position: UInt64, wins: UInt32) -> Command {
      .takeForecastSnapshot(
        TakeForecastSnapshot(
          targetID: TargetID("company:2026-01"), asOfPosition: position, policyVersion: 1,
          model: "odds-1",
          wins: ForecastWins(
            openCount: 3, expectedMillionths: UInt64(wins) * 1_000_000, p10: 0, p50: wins, p90: 3),
          amounts: [], answerDigest: [UInt8](repeating: 1, count: 32)))
    }
    let first = try world.submit(snapshot(asOf: world.state.head, wins: 2))
    try world.submit(.lose("worked"))
    try world.submit(snapshot(asOf: world.state.head, wins: 1))
    // What was said then stands there for ever, with the position it was said as of.
    let kept = world.records.filter { $0.stream.id.text == "company:2026-01" }
    #expect(kept.count == 2)
    #expect(kept.first?.event == first)
    guard case .forecastSnapshotTaken(let then) = first else { throw Unexpected() }
    let lost = try #require(world.records.last { $0.opportunityID == Self.worked })
    #expect(then.asOfPosition < lost.position && then.wins.p50 == 2)
  }

  @Test("Re-opening or un-losing a deal never erases the loss reason or any earlier fact")
  func reopening() throws {
    var world = try world()
    try world.submit(.lose("worked", reason: "price", competitor: "Beta"))
    let before = world.records
    try world.submit(.reopen("worked"))
    #expect(Array(world.records.prefix(before.count)) == before)
    #expect(
      world.records.contains {
        $0.event
          == .opportunityLost(OpportunityLost(reason: "price", competitor: "Beta", note: ""))
      })
    #expect(try worked(world).dossier?.quoteVersion == 1)
    #expect(try worked(world).stage == .negotiation)
  }

  @Test("History has no horizon: the first fact of thousands can still be put right")
  func horizon() throws {
    var world = try world()
    for _ in 0..<3_000 {
      world.now = world.now + .days(1)
      try world.submit(.follow("worked"))
    }
    try world.submit(
      .correctRecord(
        CorrectRecord(
          opportunityID: Self.worked, version: 1, path: "title", corrected: "Big reports",
          reason: "misread")))
    #expect(
      try worked(world).version == UInt64(world.records.count { $0.opportunityID == Self.worked }))
    #expect(Snapshot(world.replayed()) == Snapshot(world.state))
  }

  @Test("No hidden caps: who leaves with 2,500 open ones hands over each of them")
  func caps() throws {
    var world = try World.company()
    for number in 0..<2_500 { try world.submit(.create("many-\(number)")) }
    let held = try #require(world.state.users[UserID("ana")]).openCount
    #expect(held == 2_501)
    try world.submit(.leave("ana", successor: "bo"))
    #expect(world.state.users[UserID("bo")]?.openCount == held)
    #expect(world.state.users[UserID("ana")]?.openCount == 0)
  }

  @Test("A learned model works with an empty history: no least sample, and no job that has to run")
  func emptyHistory() throws {
    var world = World()
    let chance = CalibratedChance(
      grade: .a, stage: .contact, chance: PartsPerMillion(700_000), sample: 0)
    try world.submit(
      .calibrateForecast(
        CalibrateForecast(
          calibrationID: CalibrationID("wins"), asOfPosition: 1, policyVersion: 1, model: "odds-1",
          chances: [chance], mapDigest: CalibratedChance.digest(of: [chance]))))
    #expect(world.state.calibrations.count == 1)
  }

  @Test("Deletion is archiving: everything is there, and comes back")
  func archiving() throws {
    var world = try world()
    let before = try worked(world)
    let facts = world.records
    try world.submit(.archive("worked"))
    #expect(Array(world.records.prefix(facts.count)) == facts)
    try world.submit(.reopen("worked"))
    var after = try worked(world)
    after.pulse.reopenedAt = .never
    #expect(after.ownerAside == before.ownerAside && after.owner == before.owner)
  }

  @Test("Merging customers keeps both histories; duplicates never mix their follow-ups")
  func duplicates() throws {
    var world = try world()
    // One name is one customer, so nobody's talks land with another by accident.
    world.expectRefusal(.customer("acme-2", name: "Acme"), .duplicateCustomer, "name")
    try world.submit(.customer("acme-east", name: "Acme East"))
    try world.submit(.create("theirs", customer: "acme-east"))
    try world.submit(.follow("theirs", note: "their own talk"))
    let before = world.records
    let mine = try worked(world)
    try world.submit(.merge("acme", "acme-east"))
    #expect(Array(world.records.prefix(before.count)) == before)
    #expect(try worked(world) == mine)
    let theirs = try #require(world.state.opportunities[OpportunityID("theirs")])
    #expect(world.state.customers.key(of: theirs.customer) == CustomerID("acme-east"))
    #expect(world.state.survivor(of: CustomerID("acme-east")) == CustomerID("acme"))
  }
}
