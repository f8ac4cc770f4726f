import Testing

@testable import Opportunities

@Suite("A change of owner changes the owner and nothing else")
struct OwnerChangeTests {
  @Test("In random histories, and everybody's count of open ones is right", arguments: 0..<8)
  func histories(_ seed: UInt64) throws {
    var random = Seeded(seed: seed)
    var world = try World.pool()
    LedgerStateTests.live(&world, steps: 600, using: &random)
    var folded = LedgerState()
    var changes = 0
    for record in world.records {
      let before = record.opportunityID.flatMap { folded.opportunities[$0] }
      let misfit = folded.follow(record)
      #expect(misfit == nil)
      guard let id = record.opportunityID, let before, let after = folded.opportunities[id],
        Self.isChangeOfOwner(record.event)
      else { continue }
      changes += 1
      #expect(after.owner != before.owner)
      #expect(after.ownerAside == before.ownerAside)
    }
    #expect(changes > 4)
    for place in 0..<folded.users.count {
      let number = RowNumber<User>(UInt32(place))
      let held = (0..<folded.opportunities.count).count {
        folded.opportunities.rows[$0].holder == number
      }
      #expect(Int(folded.users[number].openCount) == held)
      #expect(folded.users[number].isActive || held == 0)
    }
  }

  private static func isChangeOfOwner(_ event: Event) -> Bool {
    switch event {
    case .opportunityMadeDormant, .opportunityEliminated: false
    default: event.formerOwner != nil
    }
  }

  @Test("Dormant and back, eliminated and back: stage, grade and all that was said are there again")
  func roundTrip() throws {
    var world = try World.pool()
    for commands in [
      [.dormant("worked"), .reactivate("worked")],
      [.dormant("worked"), .eliminate("worked"), .reopen("worked")],
    ] as [[Command]] {
      var before = try #require(world.state.opportunities[OpportunityID("worked")])
      for command in commands { try world.submit(command) }
      // That it came back is known besides: from then on it is to be followed up.
      before.pulse.reopenedAt = world.now
      let after = try #require(world.state.opportunities[OpportunityID("worked")])
      #expect(after.owner == nil)
      #expect(after.ownerAside == before.ownerAside)
    }
  }

  @Test("Events that cannot follow are named, whoever forged them", arguments: forgeries)
  func misfits(_ forgery: Forgery) throws {
    let world = try World.pool()
    var state = world.state
    let record = RecordedEvent(
      position: 1_000, recordedAt: world.now, occurredAt: world.now, commandID: .zero,
      commandDigest: .zero, commandRecords: 1, actor: World.crm, peerUserID: 0, policyVersion: 1,
      stream: forgery.stream, streamVersion: world.state.version(of: forgery.stream) + 1,
      event: forgery.event)
    let what = state.follow(record)
    #expect(what != nil)
    #expect(Snapshot(state) == Snapshot(world.state))
  }

  static let ana = UserID("ana")
  static let bo = UserID("bo")

  static let forgeries: [Forgery] = [
    Forgery(
      "open", .opportunityReturnedToPool(OpportunityReturnedToPool(from: bo, reason: "r"))),
    Forgery(
      "pooled", .opportunityReturnedToPool(OpportunityReturnedToPool(from: ana, reason: "r"))),
    Forgery(
      "pooled", .opportunityReassigned(OpportunityReassigned(from: ana, to: bo, reason: "r"))),
    Forgery("open", .opportunityClaimed(OpportunityClaimed(to: bo))),
    Forgery("pooled", .opportunityClaimed(OpportunityClaimed(to: UserID("x")))),
    Forgery("pooled", .opportunityClaimed(OpportunityClaimed(to: UserID("")))),
    Forgery("open", .opportunityAssigned(OpportunityAssigned(to: bo, mode: .manual, rule: ""))),
    Forgery("asleep", .opportunityClaimed(OpportunityClaimed(to: bo))),
    Forgery(
      "open",
      .opportunityReclaimed(
        OpportunityReclaimed(from: bo, rule: .silent, idleDays: 1, confirmedBy: nil))),
    Forgery(
      "open",
      .opportunityEscalated(OpportunityEscalated(from: ana, to: UserID("x"), rule: .decided))),
    Forgery("open", .opportunityMadeDormant(OpportunityMadeDormant(from: nil, reason: "r"))),
    Forgery("open", .opportunityReactivated(OpportunityReactivated(campaign: "c"))),
    Forgery(
      "lost",
      .opportunityEliminated(OpportunityEliminated(from: ana, reason: "r", approvalID: ""))),
    Forgery("asleep", .opportunityReopened(OpportunityReopened(from: .dormant, reason: "r"))),
    Forgery("lost", .collaboratorAdded(CollaboratorAdded(user: bo, part: ""))),
    Forgery(user: "x", .userDeactivated(UserDeactivated(reason: "r", successor: nil))),
    Forgery(user: "ana", .userDeactivated(UserDeactivated(reason: "r", successor: UserID("x")))),
    Forgery("open", .userDeactivated(UserDeactivated(reason: "r", successor: nil))),
    // What exists cannot begin again.
    Forgery(
      user: "ana",
      .userRegistered(
        UserRegistered(name: "A", roles: [.rep], team: nil, manager: nil, capacity: 0))),
    Forgery(
      "open",
      .opportunityCreated(
        OpportunityCreated(
          customer: CustomerID("acme"), title: "T",
          amount: Money(minorUnits: 1, currency: Currency(code: "CNY")), owner: nil, needs: [],
          expectedClose: nil, source: "", stage: .contact, grade: nil, gradeBasis: nil,
          gradeSupported: true, products: [], template: "", unmetGates: []))),
  ]
}

/// An event that no rule would have let happen.
struct Forgery: CustomTestStringConvertible {
  var stream: Stream
  var event: Event

  init(_ opportunity: String, _ event: Event) {
    stream = Stream(OpportunityID(opportunity))
    self.event = event
  }

  init(user: String, _ event: Event) {
    stream = Stream(kind: .user, id: user)
    self.event = event
  }

  var testDescription: String { "\(stream.id.text): \(event)" }
}
