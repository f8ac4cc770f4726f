import Testing

@testable import Opportunities

/// A command that must be refused in the company of `World`, with the code and field it names.
struct Refusal: CustomTestStringConvertible {
  var name: String
  var command: Command
  var actor: Actor
  var code: Rejection.Code
  var field: String

  init(
    _ name: String, _ command: Command, as actor: Actor = World.crm, _ code: Rejection.Code,
    _ field: String
  ) {
    self.name = name
    self.command = command
    self.actor = actor
    self.code = code
    self.field = field
  }

  var testDescription: String { "\(name): \(code.rawValue) \(field)" }
}

@Suite("A refused command names its code and field, and leaves no trace")
struct RefusalTests {
  @Test("Organisation and policy", arguments: organisation)
  func refusesOrganisation(_ refusal: Refusal) throws { try check(refusal) }

  @Test("Customers", arguments: customers)
  func refusesCustomers(_ refusal: Refusal) throws { try check(refusal) }

  @Test("Creating", arguments: creation)
  func refusesCreation(_ refusal: Refusal) throws { try check(refusal) }

  @Test("Grading and following up", arguments: talking)
  func refusesTalking(_ refusal: Refusal) throws { try check(refusal) }

  @Test("Moving, handing over, revising", arguments: changing)
  func refusesChanging(_ refusal: Refusal) throws { try check(refusal) }

  @Test("Closing and reopening", arguments: outcomes)
  func refusesOutcomes(_ refusal: Refusal) throws { try check(refusal) }

  private func check(_ refusal: Refusal) throws {
    var world = try World.company()
    let before = Snapshot(world.state)
    do throws(Rejection) {
      let event = try world.submit(refusal.command, as: refusal.actor)
      Issue.record("accepted: \(event)")
    } catch {
      let rejection = error
      #expect(rejection.code == refusal.code, "\(rejection)")
      #expect(rejection.field == refusal.field, "\(rejection)")
      #expect(!rejection.message.isEmpty)
    }
    #expect(Snapshot(world.state) == before)
  }

  static let long = String(repeating: "字", count: 201)
  static let huge = String(repeating: "x", count: 16 * 1024 + 1)
  static let ana = World.user("ana")

  static let organisation: [Refusal] = [
    Refusal("a rep registers a team", .team("t"), as: ana, .forbidden, "actor.id"),
    Refusal("a team without id", .team(""), .invalidField, "team_id"),
    Refusal("a team without name", .team("t", name: " "), .invalidField, "name"),
    Refusal("a team twice", .team("east"), .duplicateID, "team_id"),
    Refusal("a team as its own parent", .team("t", parent: "t"), .teamCycle, "parent_id"),
    Refusal("a team below nothing", .team("t", parent: "x"), .notFound, "parent_id"),
    Refusal("a rep registers a user", .person("p"), as: ana, .forbidden, "actor.id"),
    Refusal("a user with a space", .person("p q"), .invalidField, "user_id"),
    Refusal("a user without name", .person("p", name: ""), .invalidField, "name"),
    Refusal("a user without role", .person("p", roles: []), .invalidField, "roles"),
    Refusal("a role twice", .person("p", roles: [.rep, .rep]), .invalidField, "roles"),
    Refusal("a user twice", .person("ana"), .duplicateID, "user_id"),
    Refusal("a user of no team", .person("p", team: "x"), .notFound, "team_id"),
    Refusal("a rep publishes", .publish(), as: ana, .forbidden, "actor.id"),
    Refusal("a manager publishes", .publish(), as: World.user("mia"), .forbidden, "actor.id"),
    Refusal("a policy without reason", .publish(reason: ""), .reasonRequired, "reason"),
    Refusal(
      "a policy for the past", .publish(from: World.start - .days(1)), .retroactivePolicy,
      "effective_from_ms"),
  ]

  static let customers: [Refusal] = [
    Refusal("no id", .customer("", name: "N"), .invalidField, "customer_id"),
    Refusal("no name", .customer("n"), .invalidField, "name"),
    Refusal("name too long", .customer("n", name: long), .invalidField, "name"),
    Refusal("a line break", .customer("n", name: "a\nb"), .invalidField, "name"),
    Refusal(
      "a company with a person's name", .customer("n", name: "N", personName: "P"), .invalidField,
      "person_name"),
    Refusal(
      "a person without name", .customer("n", kind: .person), .invalidField, "person_name"),
    Refusal(
      "a person with a company's name",
      .registerCustomer(
        RegisterCustomer(
          customerID: CustomerID("n"),
          kind: .person, name: "N", personName: "P", industry: "", region: "", source: "")),
      .invalidField, "name"),
    Refusal("an id twice", .customer("acme", name: "Other"), .duplicateID, "customer_id"),
    Refusal("a company twice", .customer("acme2", name: "Acme"), .duplicateCustomer, "name"),
  ]

  static let creation: [Refusal] = [
    Refusal("no id", .create(""), .invalidField, "opportunity_id"),
    Refusal("an id twice", .create("open"), .duplicateID, "opportunity_id"),
    Refusal("a lost id", .create("lost"), .duplicateID, "opportunity_id"),
    Refusal("no such customer", .create("n", customer: "x"), .notFound, "customer_id"),
    Refusal("no such owner", .create("n", owner: "x"), .notFound, "owner_id"),
    Refusal("for somebody else", .create("n", owner: "bo"), as: ana, .forbidden, "actor.id"),
    Refusal("no title", .create("n", title: ""), .invalidField, "title"),
    Refusal("title too long", .create("n", title: long), .invalidField, "title"),
    Refusal("source too long", .create("n", source: long), .invalidField, "source"),
    Refusal("negative", .create("n", minorUnits: -1), .badAmount, "amount.minor_units"),
    Refusal(
      "too much", .create("n", minorUnits: Money.minorUnitsMaximum + 1), .badAmount,
      "amount.minor_units"),
    Refusal("no currency", .create("n", currency: ""), .badCurrency, "amount.currency"),
    Refusal("small letters", .create("n", currency: "cny"), .badCurrency, "amount.currency"),
    Refusal("gold", .create("n", currency: "XAU"), .badCurrency, "amount.currency"),
    Refusal(
      "33 needs", .create("n", needs: Array(repeating: "n", count: 33)), .invalidField, "needs"),
    Refusal("need too long", .create("n", needs: [huge]), .invalidField, "needs"),
    Refusal(
      "closes yesterday", .create("n", expectedClose: Day(number: 20_453)), .badDate,
      "expected_close_day"),
    Refusal(
      "closes in 101 years", .create("n", expectedClose: Day(number: 20_454 + 36_501)), .badDate,
      "expected_close_day"),
  ]

  static let talking: [Refusal] = [
    Refusal("grading nothing", .grade("x"), .notFound, "opportunity_id"),
    Refusal("no tag", .follow("open", tags: []), .feedbackRequired, "tags"),
    Refusal(
      "33 tags", .follow("open", tags: (0...32).map { "t\($0)" }), .invalidField, "tags"),
    Refusal(
      "unknown tag", .follow("open", tags: ["interested", "hm"]), .unknownTag, "tags[1]"),
    Refusal(
      "a tag twice", .follow("open", tags: ["interested", "interested"]), .invalidField,
      "tags[1]"),
    Refusal("note too long", .follow("open", note: huge), .invalidField, "note"),
    Refusal("a bell in a note", .follow("open", note: "\u{7}"), .invalidField, "note"),
    Refusal("a talk of 25 hours", .follow("open", minutes: 1_441), .invalidField, "minutes"),
    Refusal(
      "promised before said", .follow("open", promised: World.start), .badDate,
      "promised_feedback_at_ms"),
    Refusal(
      "planned before said", .follow("open", next: World.start), .badDate, "next_due_at_ms"),
  ]

  static let changing: [Refusal] = [
    Refusal("not there", .move("open", from: .needs, to: .quoted), .staleStage, "from"),
    Refusal("nowhere", .move("open", from: .contact, to: .contact), .sameStage, "to"),
    Refusal("no note", .move("open", note: " \n"), .noteOrFileRequired, "note"),
    Refusal("half a digest", .move("open", digest: [1, 2]), .invalidField, "file_sha256"),
    Refusal("note too long", .move("open", note: huge), .invalidField, "note"),
    Refusal("to nobody", .reassign("open", to: "x"), .notFound, "owner_id"),
    Refusal("to the owner", .reassign("open", to: "ana"), .unchanged, "owner_id"),
    Refusal("no reason", .reassign("open", reason: ""), .reasonRequired, "reason"),
    Refusal("reason too long", .reassign("open", reason: huge), .invalidField, "reason"),
    Refusal("negative amount", .amount("open", -5), .badAmount, "amount.minor_units"),
    Refusal("no currency", .amount("open", currency: "?"), .badCurrency, "amount.currency"),
    Refusal(
      "another currency", .amount("open", currency: "EUR"), .currencyChanged, "amount.currency"),
    Refusal("the same amount", .amount("open", 100_000), .unchanged, "amount"),
    Refusal("no reason for it", .amount("open", reason: " "), .reasonRequired, "reason"),
    Refusal("a past day", .close("open", day: 20_453), .badDate, "expected_close_day"),
    Refusal("a negative day", .close("open", day: -1), .badDate, "expected_close_day"),
    Refusal("no reason for the day", .close("open", reason: ""), .reasonRequired, "reason"),
  ]

  static let outcomes: [Refusal] = [
    Refusal("no contract", .win("open", contract: " "), .contractRequired, "contract_number"),
    Refusal(
      "contract number too long", .win("open", contract: long), .invalidField, "contract_number"),
    Refusal("half a digest", .win("open", digest: [0]), .invalidField, "contract_sha256"),
    Refusal(
      "negative", .win("open", minorUnits: -1), .badAmount, "final_amount.minor_units"),
    Refusal(
      "another currency", .win("open", minorUnits: 1, currency: "USD"), .currencyChanged,
      "final_amount.currency"),
    Refusal(
      "no such currency", .win("open", minorUnits: 1, currency: "QQQ"), .badCurrency,
      "final_amount.currency"),
    Refusal("no reason", .lose("open", reason: ""), .reasonRequired, "reason"),
    Refusal("unknown reason", .lose("open", reason: "mood"), .unknownReason, "reason"),
    Refusal("competitor too long", .lose("open", competitor: long), .invalidField, "competitor"),
    Refusal("note too long", .lose("open", note: huge), .invalidField, "note"),
    Refusal("archived without reason", .archive("open", reason: ""), .reasonRequired, "reason"),
    Refusal("reopened though open", .reopen("open"), .notClosed, "opportunity_id"),
    Refusal("reopened without reason", .reopen("lost", reason: ""), .reasonRequired, "reason"),
    Refusal("reopened nothing", .reopen("x"), .notFound, "opportunity_id"),
  ]
}

extension Command {
  static func team(_ id: String, name: String = "T", parent: String? = nil) -> Command {
    .registerTeam(
      RegisterTeam(teamID: TeamID(id), name: name, parent: parent.map { TeamID($0) }))
  }

  static func person(
    _ id: String, name: String = "P", roles: [Role] = [.rep], team: String? = nil
  ) -> Command {
    .registerUser(
      RegisterUser(
        userID: UserID(id), name: name, roles: roles, team: team.map { TeamID($0) }))
  }
}
