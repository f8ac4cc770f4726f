import Testing

@testable import Opportunities

@Suite("Somebody's texts are erased, and nothing else")
struct ErasureTests {
  static func erase(
    _ subject: TextOwner, _ id: String, contact: String? = nil, sparing: Bool = false,
    as erasure: String = "e1", basis: String = "asked for it on 3 March"
  ) -> Command {
    .erasePersonalData(
      ErasePersonalData(
        erasureID: ErasureID(erasure), subject: subject, subjectID: id,
        contact: contact.map { ContactID($0) }, sparesOpportunities: sparing, basis: basis))
  }

  /// `acme` has a contact, took over `old`, which has one too, and became the customer of a lead; `open`
  /// is acme's, `past` was opened for `old`.
  private static func world() throws -> World {
    var world = try LeadTests.world()
    try world.submit(.customer("old", name: "Old"))
    try world.submit(.contact("old", "zhao"))
    try world.submit(.create("past", customer: "old"))
    try world.submit(.contact("acme", "zhang"))
    try world.submit(.qualify("full"))
    try world.submit(
      .mergeCustomers(
        MergeCustomers(
          survivorID: CustomerID("acme"), absorbed: CustomerID("old"), reason: "one company")))
    return world
  }

  private static func owners(_ event: Event) -> [String] {
    guard case .personalDataErased(let event) = event else { return [] }
    return event.erased.map { owner in
      [owner.kind.description, owner.id, owner.contact?.text].compactMap(\.self)
        .joined(separator: " ") + (owner.isPerson ? " person" : "")
    }
  }

  @Test(
    "Of whom what is erased",
    arguments: [
      (erase(.user, "ana"), ["user ana"]),
      (erase(.opportunity, "open"), ["opportunity open"]),
      (erase(.lead, "raw"), ["lead raw"]),
      (erase(.contact, "acme", contact: "zhang"), ["contact acme zhang"]),
      (erase(.contact, "old", contact: "zhao"), ["contact old zhao"]),
      (erase(.customer, "li"), ["customer li person"]),
      (
        erase(.customer, "acme", sparing: true),
        ["customer acme", "contact acme zhang", "customer old", "contact old zhao"]
      ),
      (
        erase(.customer, "acme"),
        [
          "customer acme", "contact acme zhang", "customer old", "contact old zhao",
          "opportunity open", "opportunity lost", "opportunity past", "opportunity n", "lead full",
        ]
      ),
    ])
  func erases(_ command: Command, _ owners: [String]) throws {
    var world = try Self.world()
    let before = Snapshot(world.state)
    let event = try world.submit(command)
    #expect(Self.owners(event) == owners)
    let times = world.state.destroyedKeys
    #expect(times.count == owners.count && times.values.allSatisfy { $0 == 1 })
    var after = Snapshot(world.state)
    (after.erasures, after.erasedTexts) = (before.erasures, before.erasedTexts)
    #expect(after == before, "nothing that a rule goes by has changed")
    #expect(world.replayed().erasures[ErasureID("e1")]?.erased.count == owners.count)
  }

  @Test("What is typed afterwards has a new key, each time")
  func generations() throws {
    var world = try Self.world()
    func generation() -> UInt32 {
      var record = world.records[world.records.count - 1]
      record.stream = Stream(OpportunityID("open"))
      record.event = .needsUpdated(NeedsUpdated(needs: [], reason: ""))
      return world.state.keyGeneration(of: record)
    }
    #expect(generation() == 0)
    for time in 1...3 as ClosedRange<UInt32> {
      try world.submit(Self.erase(.opportunity, "open", as: "e\(time)"))
      #expect(generation() == time)
    }
    #expect(Array(world.state.destroyedKeys.values) == [3])
    // A batch that fails takes its erasure back.
    world.state.mark()
    try world.submit(Self.erase(.opportunity, "open", as: "e4"))
    world.state.restore()
    #expect(generation() == 3 && world.state.erasures[ErasureID("e4")] == nil)
  }

  @Test("Erasures are refused")
  func refuses() throws {
    var world = try Self.world()
    try world.submit(Self.erase(.lead, "raw"))
    func refused(
      _ command: Command, _ code: Rejection.Code, _ field: String, as user: String = "oli"
    ) {
      world.expectRefusal(command, as: World.user(user), code, field)
    }
    for user in ["ana", "mia", "hal"] {
      refused(Self.erase(.lead, "full", as: "e2"), .forbidden, "actor.id", as: user)
    }
    refused(Self.erase(.lead, "full"), .duplicateID, "erasure_id")
    refused(Self.erase(.lead, "full", as: ""), .invalidField, "erasure_id")
    refused(Self.erase(.lead, "", as: "e2"), .invalidField, "subject_id")
    refused(Self.erase(.lead, "full", as: "e2", basis: " "), .reasonRequired, "basis")
    refused(Self.erase(.lead, "full", as: "e2", basis: RefusalTests.huge), .invalidField, "basis")
    for kind in TextOwner.allCases where kind != .contact {
      refused(Self.erase(kind, "nobody", as: "e2"), .notFound, "subject_id")
      refused(Self.erase(kind, "acme", contact: "zhang", as: "e2"), .invalidField, "contact_id")
    }
    refused(Self.erase(.contact, "nobody", contact: "zhang", as: "e2"), .notFound, "subject_id")
    refused(Self.erase(.contact, "acme", as: "e2"), .invalidField, "contact_id")
    refused(Self.erase(.contact, "acme", contact: "", as: "e2"), .invalidField, "contact_id")
    refused(Self.erase(.contact, "acme", contact: "zhao", as: "e2"), .notFound, "contact_id")
    refused(Self.erase(.customer, "old", as: "e2"), .customerMerged, "subject_id")
    refused(
      Self.erase(.user, "ana", sparing: true, as: "e2"), .invalidField, "spares_opportunities")
  }

  @Test("One erasure destroys a thousand keys at most")
  func limit() throws {
    var world = try World.company()
    for number in 0..<998 { try world.submit(.create("x\(number)")) }
    // acme, `open`, `lost` and these.
    world.expectRefusal(Self.erase(.customer, "acme"), .limitReached, "subject_id")
    try world.submit(Self.erase(.customer, "acme", sparing: true))
    try world.submit(Self.erase(.opportunity, "x0", as: "e2"))
  }

  @Test("A record of another stream is no erasure, and a hostile list traps nothing")
  func misfits() throws {
    var world = try World.company()
    let long = String(repeating: "长", count: 90)
    let erased = ErasedOwner(kind: .contact, id: long, contact: ContactID(long), isPerson: true)
    let event = Event.personalDataErased(
      PersonalDataErased(
        subject: .user, subjectID: "nobody", contact: nil,
        erased: Array(repeating: erased, count: 3), basis: ""))
    #expect(world.misfit(event, on: Stream(kind: .lead, id: "e"), version: 1) != nil)
    #expect(world.misfit(event, on: Stream(kind: .erasure, id: "e"), version: 1) == nil)
    let created = try world.submit(Self.erase(.user, "bo"))
    #expect(world.misfit(created, on: Stream(kind: .erasure, id: "e1"), version: 2) != nil)
    world.state.countErased(Array(repeating: erased, count: 3))
    #expect(world.state.destroyedKeys[TextKeyOwner(erased)] == 3)
  }
}
