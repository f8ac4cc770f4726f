import Testing

@testable import Opportunities

@Suite("Two customers that are one: both histories stay, and one speaks from then on")
struct MergingTests {
  static func world() throws -> World {
    var world = try CustomerTests.world()
    try world.submit(.customer("acme2", name: "ACME Ltd"))
    try world.submit(.create("theirs", customer: "acme2"))
    return world
  }

  @Test("The fact stands in both histories, and opportunities keep their customer")
  func merges() throws {
    var world = try Self.world()
    let before = world.records.count
    let opportunity = world.state.opportunities[OpportunityID("theirs")]
    let event = try world.submit(.merge("acme", "acme2"))
    let fact = CustomersMerged(
      survivor: CustomerID("acme"), absorbed: CustomerID("acme2"), reason: "one company")
    #expect(event == .customersMerged(fact))
    let added = world.records[before...]
    #expect(added.map(\.event) == [.customersMerged(fact), .customersMerged(fact)])
    #expect(added.map(\.stream.id.text) == ["acme", "acme2"])
    #expect(added.map(\.streamVersion) == [6, 2])
    #expect(world.state.opportunities[OpportunityID("theirs")] == opportunity)
    #expect(world.refusal(of: .grade("theirs")) == nil)
    #expect(Snapshot(world.replayed()) == Snapshot(world.state))
  }

  @Test("Every later command on the absorbed customer is refused and names the survivor")
  func refusesLater() throws {
    var world = try Self.world()
    try world.submit(.merge("acme", "acme2"))
    let later: [Command] = [
      .profile("acme2", "size", "9"), .contact("acme2", "c"), .tag("acme2", "referred"),
      .untag("acme2", "referred"), .tier("acme2", .standard), .quiet("acme2", days: 3),
      .lift("acme2"), .signal("acme2", .complaint, 1), .merge("known", "acme2"),
      .merge("acme2", "known"), .create("n", customer: "acme2"),
      .updateContact(
        UpdateContact(customerID: CustomerID("acme2"), contact: ContactID("c"), name: "N")),
    ]
    for command in later {
      let rejection = world.refusal(of: command)
      #expect(rejection?.code == .customerMerged, "\(command)")
      #expect(rejection?.details == ["acme"])
      #expect(rejection?.message.contains("'acme'") == true)
    }
  }

  @Test("Who was absorbed by somebody absorbed is the last survivor; its names belong to that one")
  func chains() throws {
    var world = try Self.world()
    try world.submit(.merge("acme", "acme2"))
    try world.submit(.merge("known", "acme"))
    #expect(world.state.survivor(of: CustomerID("acme2")) == CustomerID("known"))
    #expect(world.refusal(of: .contact("acme2", "c"))?.details == ["known"])
    // Registering it again leads to the survivor, which may take the name.
    #expect(world.refusal(of: .customer("n", name: "ACME Ltd"))?.details == ["known"])
    #expect(world.refusal(of: .profile("li", "name", personal: "ACME Ltd")) == nil)
    try world.submit(.profile("known", "name", "ACME Ltd"))
    #expect(world.state.organisationName(of: CustomerID("known")) == "ACME Ltd")
    #expect(Snapshot(world.replayed()) == Snapshot(world.state))
  }

  @Test("Refused, with its code and field", arguments: refusals)
  func refused(_ refusal: Refusal) throws { refusal.check(in: try Self.world()) }

  static let refusals: [Refusal] = [
    Refusal(
      "a rep merges", .merge("acme", "acme2"), as: World.user("ana"), .forbidden, "actor.id"),
    Refusal("into nobody", .merge("x", "acme2"), .notFound, "survivor_id"),
    Refusal("nobody", .merge("acme", "x"), .notFound, "absorbed_id"),
    Refusal("into itself", .merge("acme", "acme"), .invalidField, "absorbed_id"),
    Refusal("a person into a company", .merge("acme", "li"), .invalidField, "absorbed_id"),
    Refusal("without reason", .merge("acme", "acme2", reason: " "), .reasonRequired, "reason"),
  ]
}

extension Command {
  static func merge(
    _ survivor: String, _ absorbed: String, reason: String = "one company"
  ) -> Command {
    .mergeCustomers(
      MergeCustomers(
        survivorID: CustomerID(survivor), absorbed: CustomerID(absorbed), reason: reason))
  }
}
