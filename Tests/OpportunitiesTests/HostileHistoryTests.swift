import Testing

@testable import Opportunities

@Suite("A forged history of teams, users, customers and leads ends in a reason, never in a trap")
struct HostileHistoryTests {
  @Test(
    "Random facts in random streams either follow or say why not",
    arguments: 1...40 as ClosedRange<UInt64>)
  func random(_ seed: UInt64) throws {
    var random = Seeded(seed: seed)
    var world = try LeadTests.world()
    try world.submit(.known)
    var refused = 0
    for _ in 0..<400 {
      let event = Self.event(using: &random)
      let kinds = [event.streamKind, event.streamKind, event.streamKind, .team, .customer, .lead]
      let stream = Stream(
        kind: kinds.randomElement(using: &random) ?? .lead, id: Self.id(using: &random))
      let version = world.state.version(of: stream)
      let record = RecordedEvent(
        position: UInt64(world.records.count + 1), recordedAt: world.now, occurredAt: world.now,
        commandID: .zero, commandDigest: .zero, commandRecords: 1, actor: World.crm,
        peerUserID: 0, policyVersion: 1, stream: stream,
        streamVersion: version + UInt64([1, 1, 1, 0].randomElement(using: &random) ?? 1),
        event: event)
      let before = Snapshot(world.state)
      if world.state.follow(record) != nil {
        refused += 1
        #expect(Snapshot(world.state) == before)
      } else {
        #expect(world.state.version(of: stream) == version + 1)
        world.records.append(record)
      }
    }
    #expect(refused > 50)
    // Whatever came of it can be asked and judged.
    for customer in world.state.customers.keys {
      _ = world.state.survivor(of: customer)
      _ = world.state.organisationName(of: customer)
      _ = world.refusal(of: .profile(customer.text, "name", "Fresh"))
    }
    for team in world.state.teams.keys {
      _ = world.refusal(of: .change(team: team.text, name: "n", parent: "east"))
    }
    #expect(Snapshot(world.replayed()) == Snapshot(world.state))
  }

  private static func id(using random: inout Seeded) -> String {
    ["acme", "known", "li", "ana", "bo", "hal", "east", "west", "sales", "full", "raw", "new"]
      .randomElement(using: &random) ?? "acme"
  }

  private static func event(using random: inout Seeded) -> Event {
    let one = id(using: &random)
    let other = id(using: &random)
    let word = ["", "name", "size", "A", "B", "Acme"].randomElement(using: &random) ?? ""
    let events: [Event] = [
      .teamChanged(TeamChanged(oldName: "", name: word, oldParent: nil, parent: TeamID(one))),
      .userChanged(
        UserChanged(
          name: word, roles: [], team: TeamID(one), manager: UserID(other), capacity: .max)),
      .userRegistered(
        UserRegistered(
          name: word, roles: [.rep], team: nil, manager: UserID(other), capacity: 1)),
      .customerRegistered(
        CustomerRegistered(
          kind: .organisation, name: word, personName: "", industry: word, region: "", source: "",
          address: "", size: word,
          externalRefs: [ExternalReferenceID(one), ExternalReferenceID(other)])),
      .profileUpdated(
        ProfileUpdated(fieldCode: "name", old: "", new: word, personalNew: "", provenance: "")),
      .profileUpdated(
        ProfileUpdated(fieldCode: word, old: "", new: one, personalNew: "", provenance: "")),
      .contactAdded(
        ContactAdded(
          contact: ContactID(word), name: "", title: "", decisionRole: nil, ways: [])),
      .customerTagged(CustomerTagged(tag: word)), .customerUntagged(CustomerUntagged(tag: word)),
      .customerTierSet(CustomerTierSet(old: nil, new: .standard, basis: "")),
      .quietPeriodSet(
        QuietPeriodSet(
          from: Instant(milliseconds: .max), until: Instant(milliseconds: .min),
          scope: .allContact, pushCapPerMonth: .max, reason: "")),
      .quietPeriodLifted(QuietPeriodLifted(reason: "")),
      .customersMerged(
        CustomersMerged(survivor: CustomerID(one), absorbed: CustomerID(other), reason: "")),
      .leadCaptured(
        LeadCaptured(
          customerKind: .person, source: "", campaign: "", isSelfDeveloped: false,
          owner: UserID(one), fields: [LeadField(code: word, value: "")], note: "")),
      .leadEnriched(
        LeadEnriched(
          fields: [LeadField(code: word, value: "")], customerKind: .person, owner: UserID(one),
          note: "")),
      .leadQualified(
        LeadQualified(
          opportunity: OpportunityID(one), customer: CustomerID(other), realVerifiedBy: nil)),
      .leadDisqualified(LeadDisqualified(reason: "")),
    ]
    return events.randomElement(using: &random) ?? events[0]
  }
}
