import Testing

@testable import Opportunities

@Suite("Rules of every command: version, time, closed, unknown, scope, import rows")
struct EnvelopeTests {
  @Test(
    "G2: the expected version must be the current one",
    arguments: [
      (Command.amount("open"), UInt64(1)), (.person("new"), 0), (.customer("n", name: "N"), 0),
      (.create("n"), 0), (.team("t"), 0), (.publish(), 1),
    ])
  func versions(_ command: Command, _ version: UInt64) throws {
    var world = try World.company()
    let rejection = #expect(throws: Rejection.self) {
      try world.judge(command, expectedVersion: version + 1)
    }
    #expect(rejection?.code == .versionConflict)
    #expect(rejection?.field == "expected_version")
    #expect(rejection?.currentVersion == version)
    try world.submit(command, expectedVersion: version)
  }

  @Test(
    "G3: not from the future, late only with a reason, imports excepted",
    arguments: [
      (300_000, World.crm, "", nil), (300_001, World.crm, "", Rejection.Code.futureTime),
      (300_001, World.history, "", .futureTime), (-259_200_000, World.crm, "", nil),
      (-259_200_001, World.crm, "", .backfillReasonRequired),
      (-259_200_001, World.crm, " ", .backfillReasonRequired),
      (-259_200_001, World.crm, "was ill", nil), (-259_200_001, World.history, "", nil),
      (-259_200_001, World.user("ana"), "", .backfillReasonRequired),
    ] as [(Int64, Actor, String, Rejection.Code?)])
  func times(
    _ offset: Int64, _ actor: Actor, _ reason: String, _ code: Rejection.Code?
  ) throws {
    let world = try World.company()
    let occurredAt = world.now + TimeLength(milliseconds: offset)
    do throws(Rejection) {
      let decision = try world.judge(
        .follow("open"), as: actor, occurredAt: occurredAt, backfillReason: reason)
      #expect(code == nil)
      #expect(decision.occurredAt == occurredAt)
    } catch {
      #expect(error.code == code)
      #expect(error.field == (code == .futureTime ? "occurred_at_ms" : "backfill_reason"))
    }
  }

  @Test(
    "G5: a closed opportunity accepts only reopening",
    arguments: [
      Command.win("open"), .lose("open"), .archive("open"),
    ])
  func closed(_ ending: Command) throws {
    var world = try World.company()
    let status = world.state.opportunities[OpportunityID("open")]?.status
    #expect(status == .open)
    try world.submit(ending)
    for command in Command.work(on: "open") {
      let rejection = #expect(throws: Rejection.self) { try world.judge(command) }
      #expect(rejection?.code == .opportunityClosed, "\(command)")
      #expect(rejection?.field == "opportunity_id")
      #expect(rejection?.currentVersion == 2)
    }
    try world.submit(.reopen("open"))
    for command in Command.work(on: "open") { try world.judge(command) }
  }

  @Test("G6: what is unknown is not found", arguments: Command.work(on: "nothing"))
  func unknown(_ command: Command) throws {
    let world = try World.company()
    let rejection = #expect(throws: Rejection.self) { try world.judge(command) }
    #expect(rejection?.code == .notFound)
    #expect(rejection?.field == "opportunity_id")
  }

  @Test("G6: a user nobody registered can do nothing, and an actor has an identifier")
  func actors() throws {
    let world = try World.company()
    for (actor, code) in [
      (World.user("ghost"), Rejection.Code.notFound), (World.user(""), .invalidField),
      (Actor(kind: .integration, id: "two words"), .invalidField),
    ] {
      let rejection = #expect(throws: Rejection.self) {
        try world.judge(.follow("open"), as: actor)
      }
      #expect(rejection?.code == code)
      #expect(rejection?.field == "actor.id")
    }
  }

  @Test(
    "Scope: the owner, managers above, owner and operations; nobody else",
    arguments: [
      ("ana", true), ("bo", false), ("mia", true), ("hal", true), ("zoe", true), ("oli", true),
    ])
  func scope(_ user: String, _ mayAct: Bool) throws {
    let world = try World.company()
    for command in Command.work(on: "open") + [.reopen("lost")] {
      if mayAct {
        try world.judge(command, as: World.user(user))
        continue
      }
      // Forbidden before the version is compared: nobody learns it from afar.
      let rejection = #expect(throws: Rejection.self) {
        try world.judge(command, as: World.user(user), expectedVersion: 99)
      }
      #expect(rejection?.code == .forbidden, "\(command)")
      #expect(rejection?.currentVersion == 0)
    }
  }

  @Test(
    "Scope: a manager reaches the own team and below, not beside",
    arguments: [
      ("mia", "ana", true), ("mia", "bo", false), ("hal", "bo", true), ("hal", "mia", true),
      ("ana", "mia", false), ("mia", "hal", false), ("mia", "zoe", false), ("zoe", "hal", true),
    ])
  func reach(_ actor: String, _ owner: String, _ mayAct: Bool) throws {
    let world = try World.company()
    let accepted =
      (try? world.judge(.create("n", owner: owner), as: World.user(actor))) != nil
    #expect(accepted == mayAct)
  }

  @Test("Scope: after a handover the former owner is out and the new one is in")
  func handedOver() throws {
    var world = try World.company()
    try world.submit(.reassign("open"), as: World.user("ana"))
    #expect(throws: Rejection.self) { try world.judge(.follow("open"), as: World.user("ana")) }
    try world.judge(.follow("open"), as: World.user("bo"))
  }

  @Test(
    "Only owner, operations and systems administer",
    arguments: [
      ("ana", false), ("mia", false), ("hal", false), ("zoe", true), ("oli", true),
    ])
  func administration(_ user: String, _ mayAct: Bool) throws {
    let world = try World.company()
    for command in [Command.publish(), .team("t"), .person("p")] {
      let accepted = (try? world.judge(command, as: World.user(user))) != nil
      #expect(accepted == mayAct, "\(command)")
    }
  }

  @Test("Rows of an import are judged once and in order")
  func rows() throws {
    var world = try World.company()
    func row(_ row: UInt64, _ part: UInt32 = 0, batch: String = "b") -> ImportRow {
      ImportRow(batchID: batch, row: row, part: part)
    }
    try world.submit(.follow("open"), as: World.history, row: row(5))
    for judged in [row(4), row(5)] {
      let rejection = #expect(throws: Rejection.self) {
        try world.judge(.follow("open"), as: World.history, row: judged)
      }
      #expect(rejection?.code == .rowAlreadyJudged)
      #expect(rejection?.field == "import.row")
    }
    try world.submit(.follow("open"), as: World.history, row: row(5, 1))
    try world.submit(.follow("open"), as: World.history, row: row(1, batch: "c"))
    let posing = #expect(throws: Rejection.self) {
      try world.judge(.follow("open"), row: row(9))
    }
    #expect(posing?.code == .invalidField)
    #expect(posing?.field == "import")
    let unnamed = #expect(throws: Rejection.self) {
      try world.judge(.follow("open"), as: World.history, row: row(9, batch: ""))
    }
    #expect(unnamed?.field == "import.batch_id")
  }

  @Test("a close is judged even where the command claims to be two hundred years old")
  func ancient() throws {
    let world = try World.company()
    let then = Instant(milliseconds: -6_000_000_000_000)
    for command in [Command.create("n", expectedClose: Day(number: 1)), .close("open")] {
      let judged = try world.judge(command, as: World.history, occurredAt: then)
      #expect(!judged.facts.events.isEmpty)
    }
    let far = #expect(throws: Rejection.self) {
      try world.judge(
        .create("n", expectedClose: Day(number: 40_000)), as: World.history, occurredAt: then)
    }
    #expect(far?.code == .badDate)
    #expect(far?.field == "expected_close_day")
  }
}
