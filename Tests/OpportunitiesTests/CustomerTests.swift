import Testing

@testable import Opportunities

@Suite("What is known of a customer, and how it is treated")
struct CustomerTests {
  @Test("Refused, with its code and field", arguments: refusals)
  func refused(_ refusal: Refusal) throws { refusal.check(in: try Self.world()) }

  /// The company of `World`; acme is known to the ERP, tagged, of a tier, has a contact and is left
  /// alone for a month.
  static func world() throws -> World {
    var world = try World.company()
    try world.submit(.known)
    try world.submit(.contact("acme", "c1"))
    try world.submit(.tag("acme", "new-customer"))
    try world.submit(.tier("acme", .potential))
    try world.submit(.quiet("acme", days: 30))
    return world
  }

  @Test("A profile keeps its values, and each change says what was there before")
  func profile() throws {
    var world = try Self.world()
    var event = try world.submit(.profile("known", "industry", "healthcare"))
    #expect(event == Self.updated("industry", old: "制造", new: "healthcare"))
    event = try world.submit(.profile("known", "industry", "education"))
    #expect(event == Self.updated("industry", old: "healthcare", new: "education"))
    event = try world.submit(.profile("known", "industry", ""))
    #expect(event == Self.updated("industry", old: "education", new: ""))
    #expect(world.state.customers[CustomerID("known")]?.profileValue("industry") == "")
    #expect(world.state.customers[CustomerID("known")]?.profileValue("size") == "300")
    #expect(world.state.version(of: Stream(kind: .customer, id: "known")) == 4)
    #expect(Snapshot(world.replayed()) == Snapshot(world.state))
  }

  @Test(
    "A value must be one of its field",
    arguments: [
      ("budget", "500000 CNY", true), ("budget", "12.50 EUR", true), ("budget", "500000", false),
      ("budget", "-1 CNY", false), ("budget", "1 XXX", false), ("budget", "CNY", false),
      ("industry", "healthcare", true), ("industry", "Healthcare", false),
      ("pain-point", "报表太慢", true), ("pain-point", " ", false),
      ("since", "2024-02-29", true), ("since", "2023-02-29", false), ("since", "2024-13-01", false),
      ("since", "2024-1-1", false), ("since", "0000-00-00", false), ("beds", "-12.5", true),
      ("beds", "12.", false), ("beds", "1234567890123456789", false), ("beds", "x", false),
      ("listed", "yes", true), ("listed", "true", false),
    ])
  func values(_ field: String, _ value: String, _ isOne: Bool) throws {
    var world = try Self.world()
    var document = PolicyDocument.standard
    var profile = ProfileRules.standard
    for (code, kind) in [("since", ProfileValueKind.date), ("beds", .number), ("listed", .yesNo)] {
      profile.fields.append(
        ProfileField(
          code: code, label: Label(zh: code, en: code), valueKind: kind, choices: [],
          isMandatory: false))
    }
    document.profile = profile
    try world.submit(.publish(document))
    let rejection = world.refusal(of: .profile("acme", field, value))
    #expect((rejection == nil) == isOne)
    if !isOne { #expect(rejection?.code == .invalidField && rejection?.field == "value") }
  }

  @Test("A company that is called otherwise keeps its former name from everybody else")
  func renames() throws {
    var world = try Self.world()
    let event = try world.submit(.profile("acme", "name", "Acme Asia"))
    #expect(event == Self.updated("name", old: "Acme", new: "Acme Asia"))
    #expect(world.state.organisationName(of: CustomerID("acme")) == "Acme Asia")
    for name in ["Acme", "Acme Asia"] {
      let rejection = world.refusal(of: .customer("other", name: name))
      #expect(rejection?.code == .duplicateCustomer && rejection?.details == ["acme"])
    }
    // It may go back.
    try world.submit(.profile("acme", "name", "Acme"))
    #expect(world.state.organisationName(of: CustomerID("acme")) == "Acme")
    #expect(Snapshot(world.replayed()) == Snapshot(world.state))
  }

  @Test("What is personal is recorded and kept nowhere else")
  func personal() throws {
    var world = try Self.world()
    for (id, field) in [("li", "name"), ("li", "address"), ("acme", "address")] {
      let before = world.state.customers[CustomerID(id)]?.file
      let event = try world.submit(.profile(id, field, personal: "李明"))
      #expect(
        event
          == .profileUpdated(
            ProfileUpdated(
              fieldCode: field, old: "", new: "", personalNew: "李明", provenance: "visit")))
      #expect(world.state.customers[CustomerID(id)]?.file == before)
    }
  }

  @Test("What another system calls a customer names it alone")
  func references() throws {
    let world = try Self.world()
    let rejection = world.refusal(
      of: .registerCustomer(
        RegisterCustomer(
          customerID: CustomerID("n"), kind: .organisation, name: "N",
          externalRefs: [ExternalReferenceID("sap:4711")])))
    #expect(rejection?.code == .duplicateCustomer && rejection?.field == "external_refs")
    #expect(rejection?.details == ["known"])
  }

  @Test("One tag of an exclusive group at a time")
  func tags() throws {
    var world = try Self.world()
    let rejection = world.refusal(of: .tag("acme", "existing-customer"))
    #expect(rejection?.code == .exclusiveTag && rejection?.details == ["new-customer"])
    try world.submit(.untag("acme", "new-customer"))
    try world.submit(.tag("acme", "existing-customer"))
    try world.submit(.tag("acme", "price-sensitive"))
    try world.submit(.tag("acme", "quality-first"))
    #expect(
      world.state.customers[CustomerID("acme")]?.file?.tags
        == ["existing-customer", "price-sensitive", "quality-first"])
    #expect(
      try world.submit(.tier("acme", .benchmark))
        == .customerTierSet(CustomerTierSet(old: .potential, new: .benchmark, basis: "orders")))
  }

  @Test("A quiet period silences from its first to its last moment, and can be lifted once")
  func quiet() throws {
    var world = try Self.world()
    let acme = try #require(world.state.customers[CustomerID("acme")])
    #expect(acme.silence(at: world.now - .minutes(1)) == nil)
    #expect(acme.silence(at: world.now) != nil)
    #expect(acme.silence(at: world.now + .days(30) - .minutes(1)) != nil)
    #expect(acme.silence(at: world.now + .days(30)) == nil)
    // Product messages are another matter than talks.
    try world.submit(.quiet("li", days: 30, scope: .productPush, cap: 2))
    #expect(world.state.customers[CustomerID("li")]?.silence(at: world.now) == nil)
    try world.submit(.lift("acme"))
    #expect(world.state.customers[CustomerID("acme")]?.silence(at: world.now) == nil)
    #expect(world.refusal(of: .lift("acme"))?.code == .noQuietPeriod)
    world.now = world.now + .days(31)
    #expect(world.refusal(of: .lift("li"))?.code == .noQuietPeriod)
    // The longest that the policy allows.
    #expect(world.refusal(of: .quiet("li", days: 90)) == nil)
    #expect(world.refusal(of: .quiet("li", days: 91))?.code == .badDate)
  }

  @Test("Contacts are told apart by their id; each can be updated")
  func contacts() throws {
    var world = try Self.world()
    let ways = [ContactWay(channel: .phone, address: "138 0000 0000")]
    let event = try world.submit(
      .updateContact(
        UpdateContact(
          customerID: CustomerID("acme"), contact: ContactID("c1"), name: "王芳", title: "采购经理",
          decisionRole: .buyer, ways: ways)))
    #expect(
      event
        == .contactUpdated(
          ContactUpdated(
            contact: ContactID("c1"), name: "王芳", title: "采购经理", decisionRole: .buyer,
            ways: ways)))
    // The same id at another customer is another person.
    try world.submit(.contact("li", "c1"))
    #expect(world.state.customers[CustomerID("li")]?.file?.contacts == [ContactID("c1")])
    for number in 2...200 { try world.submit(.contact("acme", "c\(number)")) }
    #expect(world.refusal(of: .contact("acme", "c201"))?.code == .invalidField)
  }

  @Test("Signals come from systems, and stand in the history alone")
  func signals() throws {
    var world = try Self.world()
    let before = try #require(world.state.customers[CustomerID("acme")])
    let event = try world.submit(.signal("acme", .openRate, 1_000_000))
    #expect(
      event
        == .customerSignalRecorded(
          CustomerSignalRecorded(
            kind: .openRate, value: 1_000_000, windowDays: 7, source: "mailer")))
    let after = try #require(world.state.customers[CustomerID("acme")])
    #expect(after.version == before.version + 1 && after.file == before.file)
  }

  @Test("Customer service records signals too, and nothing else that is not its own")
  func customerService() throws {
    var world = try Self.world()
    try world.submit(
      .registerUser(
        RegisterUser(
          userID: UserID("kim"), name: "Kim", roles: [.customerService], team: TeamID("east"))))
    let kim = World.user("kim")
    try world.submit(.signal("acme", .complaint, 1), as: kim)
    world.expectRefusal(.amount("open"), as: kim, .forbidden, "actor.id")
    world.expectRefusal(.change(team: "east", name: "n"), as: kim, .forbidden, "actor.id")
    world.expectRefusal(
      .drawReviewSample(DrawReviewSample(week: ReviewID("2026-W01"))), as: kim, .forbidden,
      "actor.id")
  }

  private static func updated(_ field: String, old: String, new: String) -> Event {
    .profileUpdated(
      ProfileUpdated(fieldCode: field, old: old, new: new, personalNew: "", provenance: "visit"))
  }

  static let ana = World.user("ana")

  static let refusals: [Refusal] = [
    Refusal(
      "a reference that is none",
      .registerCustomer(
        RegisterCustomer(
          customerID: CustomerID("n"), kind: .organisation, name: "N",
          externalRefs: [ExternalReferenceID("a b")])), .invalidField, "external_refs"),
    Refusal(
      "a reference twice",
      .registerCustomer(
        RegisterCustomer(
          customerID: CustomerID("n"), kind: .organisation, name: "N",
          externalRefs: [ExternalReferenceID("a"), ExternalReferenceID("a")])), .invalidField,
      "external_refs"),
    Refusal("no such customer", .profile("x", "industry", "other"), .notFound, "customer_id"),
    Refusal("no such field", .profile("acme", "colour", "red"), .unknownField, "field"),
    Refusal("as it is", .profile("known", "size", "300"), .unchanged, "value"),
    Refusal("nothing as before", .profile("acme", "size", ""), .unchanged, "value"),
    Refusal(
      "from nowhere", .profile("acme", "size", "9", provenance: ""), .invalidField, "provenance"),
    Refusal("a company without name", .profile("acme", "name", ""), .invalidField, "value"),
    Refusal("another's name", .profile("acme", "name", "Known"), .duplicateCustomer, "value"),
    Refusal(
      "an address in the open", .profile("acme", "address", "Road 1"), .invalidField, "value"),
    Refusal(
      "a person's name in the open", .profile("li", "name", "Li"), .invalidField, "value"),
    Refusal(
      "a person without name", .profile("li", "name", personal: ""), .invalidField,
      "personal_value"),
    Refusal(
      "a size that is personal", .profile("acme", "size", personal: "9"), .invalidField,
      "personal_value"),
    Refusal("a contact of nobody", .contact("x", "c"), .notFound, "customer_id"),
    Refusal("a contact without id", .contact("acme", ""), .invalidField, "contact_id"),
    Refusal("a contact twice", .contact("acme", "c1"), .duplicateID, "contact_id"),
    Refusal("a contact without name", .contact("acme", "c", name: ""), .invalidField, "name"),
    Refusal(
      "a way to nowhere",
      .contact("acme", "c", ways: [ContactWay(channel: .phone, address: "")]), .invalidField,
      "ways.address"),
    Refusal(
      "too many ways",
      .contact(
        "acme", "c",
        ways: Array(repeating: ContactWay(channel: .phone, address: "1"), count: 33)),
      .invalidField, "ways"),
    Refusal(
      "an unknown contact updated",
      .updateContact(
        UpdateContact(customerID: CustomerID("acme"), contact: ContactID("c9"), name: "N")),
      .notFound, "contact_id"),
    Refusal("no such tag", .tag("acme", "rich"), .unknownTag, "tag"),
    Refusal("a tag twice", .tag("acme", "new-customer"), .unchanged, "tag"),
    Refusal("a tag that is not there", .untag("acme", "referred"), .unchanged, "tag"),
    Refusal("a rep sets a tier", .tier("acme", .standard), as: ana, .forbidden, "actor.id"),
    Refusal("a tier as it is", .tier("acme", .potential), .unchanged, "tier"),
    Refusal("a tier without basis", .tier("acme", .standard, basis: ""), .reasonRequired, "basis"),
    Refusal("quiet for nobody", .quiet("x", days: 3), .notFound, "customer_id"),
    Refusal("quiet for no time", .quiet("acme", days: 0), .badDate, "until_ms"),
    Refusal("quiet for too long", .quiet("acme", days: 91), .badDate, "until_ms"),
    Refusal(
      "quiet without reason", .quiet("acme", days: 3, reason: ""), .reasonRequired, "reason"),
    Refusal(
      "messages though nobody calls", .quiet("acme", days: 3, cap: 1), .invalidField,
      "push_cap_per_month"),
    Refusal(
      "more messages than the policy allows",
      .quiet("acme", days: 3, scope: .productPush, cap: 3), .invalidField, "push_cap_per_month"),
    Refusal("nothing to lift", .lift("li"), .noQuietPeriod, "customer_id"),
    Refusal("lifted without reason", .lift("acme", reason: ""), .reasonRequired, "reason"),
    Refusal("a rep's signal", .signal("acme", .complaint, 1), as: ana, .forbidden, "actor.id"),
    Refusal("a signal of nobody", .signal("x", .complaint, 1), .notFound, "customer_id"),
    Refusal("more than all", .signal("acme", .openRate, 1_000_001), .invalidField, "value"),
    Refusal("a count beyond count", .signal("acme", .noReply, .max), .invalidField, "value"),
    Refusal(
      "a window of centuries", .signal("acme", .noReply, 1, days: 3_661), .invalidField,
      "window_days"),
    Refusal(
      "a signal from nowhere", .signal("acme", .noReply, 1, source: ""), .invalidField, "source"),
  ]
}

extension Command {
  /// A company of which more is known at once.
  static let known = Command.registerCustomer(
    RegisterCustomer(
      customerID: CustomerID("known"), kind: .organisation, name: "Known", industry: "制造",
      region: "上海", source: "展会", address: "南京路1号", size: "300",
      externalRefs: [ExternalReferenceID("sap:4711")]))

  static func profile(
    _ id: String, _ field: String, _ value: String = "", personal: String = "",
    provenance: String = "visit"
  ) -> Command {
    .updateProfile(
      UpdateProfile(
        customerID: CustomerID(id), fieldCode: field, value: value, personalValue: personal,
        provenance: provenance))
  }

  static func contact(
    _ id: String, _ contact: String, name: String = "张总", ways: [ContactWay] = []
  ) -> Command {
    .addContact(
      AddContact(
        customerID: CustomerID(id), contact: ContactID(contact), name: name,
        decisionRole: .decisionMaker, ways: ways))
  }

  static func tag(_ id: String, _ tag: String) -> Command {
    .tagCustomer(TagCustomer(customerID: CustomerID(id), tag: tag))
  }

  static func untag(_ id: String, _ tag: String) -> Command {
    .untagCustomer(UntagCustomer(customerID: CustomerID(id), tag: tag))
  }

  static func tier(_ id: String, _ tier: CustomerTier, basis: String = "orders") -> Command {
    .setCustomerTier(SetCustomerTier(customerID: CustomerID(id), tier: tier, basis: basis))
  }

  static func quiet(
    _ id: String, days: UInt32, scope: QuietScope = .allContact, cap: UInt32 = 0,
    reason: String = "no need now"
  ) -> Command {
    // From when the commands of a test are judged at the earliest.
    .setQuietPeriod(
      SetQuietPeriod(
        customerID: CustomerID(id), from: World.start, until: World.start + .days(days),
        scope: scope, pushCapPerMonth: cap, reason: reason))
  }

  static func lift(_ id: String, reason: String = "they called") -> Command {
    .liftQuietPeriod(LiftQuietPeriod(customerID: CustomerID(id), reason: reason))
  }

  static func signal(
    _ id: String, _ kind: CustomerSignalKind, _ value: UInt64, days: UInt32 = 7,
    source: String = "mailer"
  ) -> Command {
    .recordCustomerSignal(
      RecordCustomerSignal(
        customerID: CustomerID(id), kind: kind, value: value, windowDays: days, source: source))
  }
}
