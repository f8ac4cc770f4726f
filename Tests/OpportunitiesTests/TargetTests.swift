import Testing

@testable import Opportunities

@Suite("Targets, forecast calls and categories")
struct TargetTests {
  static func money(_ minorUnits: Int64, _ currency: String = "CNY") -> Money {
    Money(minorUnits: minorUnits, currency: Currency(code: currency))
  }

  static func set(
    _ id: String, _ minorUnits: Int64 = 100, currency: String = "CNY"
  ) -> Command {
    .setTarget(SetTarget(targetID: TargetID(id), amount: money(minorUnits, currency)))
  }

  static func call(
    _ id: String, commit: Money = money(80), best: Money = money(90), note: String = ""
  ) -> Command {
    .submitForecastCall(
      SubmitForecastCall(targetID: TargetID(id), commit: commit, best: best, note: note))
  }

  static func category(
    _ category: ForecastCategory?, on id: String = "open", note: String = ""
  ) -> Command {
    .setForecastCategory(
      SetForecastCategory(opportunityID: OpportunityID(id), category: category, note: note))
  }

  @Test("Who may not look at a target learns no version of it")
  func hidesVersion() throws {
    var world = try World.company()
    let id = "user/ana:2026-Q1"
    try world.submit(Self.set(id), as: World.user("mia"))
    for (actor, code) in [("bo", .forbidden), ("mia", .versionConflict)]
      as [(String, Rejection.Code)]
    {
      let refusal = #expect(throws: Rejection.self) {
        try world.judge(Self.call(id), as: World.user(actor), expectedVersion: 9)
      }
      #expect(refusal?.code == code)
      #expect(refusal?.currentVersion == (actor == "mia" ? 1 : 0))
    }
  }

  @Test(
    "A target names whose it is and its days",
    arguments: [
      ("user/ana:2026-Q1", TargetScope.user, PeriodKind.quarter, 20_454, 20_543),
      ("team/east:2026-02", .team, .month, 20_485, 20_512),
      ("company:2028", .company, .year, 21_184, 21_549),
    ])
  func sets(
    _ id: String, _ scope: TargetScope, _ period: PeriodKind, _ first: Int32, _ last: Int32
  ) throws {
    var world = try World.company()
    guard case .targetSet(let event) = try world.submit(Self.set(id)) else { throw Unexpected() }
    #expect(event.scope == scope && event.period == period && event.oldAmount == nil)
    #expect(event.first == Day(number: first) && event.last == Day(number: last))
    #expect(event.user == (scope == .user ? UserID("ana") : nil))
    #expect(event.team == (scope == .team ? TeamID("east") : nil))
    guard case .targetSet(let next) = try world.submit(Self.set(id, 200)) else {
      throw Unexpected()
    }
    #expect(next.oldAmount == Self.money(100))
    try world.submit(Self.call(id))
    #expect(world.state.targets[TargetID(id)] == Target(version: 3, amount: Self.money(200)))
    #expect(world.replayed().targets[TargetID(id)] == world.state.targets[TargetID(id)])
  }

  @Test(
    "Targets are set from above, calls are made by oneself too",
    arguments: [
      ("user/ana:2026", "mia", true, true), ("user/ana:2026", "ana", false, true),
      ("user/ana:2026", "bo", false, false), ("team/east:2026", "mia", true, true),
      ("team/east:2026", "hal", true, true), ("team/west:2026", "mia", false, false),
      ("team/east:2026", "ana", false, false), ("company:2026", "hal", false, false),
      ("company:2026", "oli", true, true), ("user/oli:2026", "oli", true, true),
    ])
  func scope(_ id: String, _ actor: String, _ sets: Bool, _ calls: Bool) throws {
    var world = try World.company()
    for (command, allowed) in [(Self.set(id), sets), (Self.call(id), calls)] {
      if allowed {
        try world.submit(command, as: World.user(actor))
      } else {
        world.expectRefusal(command, as: World.user(actor), .forbidden, "actor.id")
      }
    }
  }

  @Test(
    "What is no target is refused",
    arguments: [
      "", "company", "company:2026-13", "company:2026-Q5", "company:26", "company:2026-1",
      "company:2026-Q1-1", "company/x:2026", "user:2026", "user/:2026", "ana:2026",
      "company:1969", "company:2026-",
    ])
  func invalid(_ id: String) throws {
    let world = try World.company()
    world.expectRefusal(Self.set(id), .invalidField, "target_id")
    world.expectRefusal(Self.call(id), .invalidField, "target_id")
  }

  @Test("A period is open until its last day has ended where the rules' clocks are")
  func period() throws {
    var world = try World.company()
    // 23:59:59 in China, whose clocks are eight hours ahead.
    world.now = World.start + .days(31) - .hours(8) - TimeLength(milliseconds: 1)
    try world.submit(Self.set("company:2026-01"))
    world.now = world.now + TimeLength(milliseconds: 1)
    world.expectRefusal(Self.set("company:2026-01", 5), .periodClosed, "target_id")
    world.expectRefusal(Self.call("company:2026-01"), .periodClosed, "target_id")
    try world.submit(
      Self.set("company:2025-12"), as: World.history, occurredAt: World.start - .days(20))
  }

  @Test("Targets and calls are refused")
  func refuses() throws {
    var world = try World.company()
    world.expectRefusal(Self.set("user/x:2026"), .notFound, "target_id")
    world.expectRefusal(Self.call("team/x:2026"), .notFound, "target_id")
    world.expectRefusal(Self.set("company:2026", -1), .badAmount, "amount.minor_units")
    world.expectRefusal(
      Self.set("company:2026", 1, currency: "XXX"), .badCurrency, "amount.currency")
    try world.submit(Self.set("company:2026"))
    world.expectRefusal(Self.set("company:2026"), .unchanged, "amount")
    world.expectRefusal(
      Self.set("company:2026", 1, currency: "EUR"), .currencyChanged, "amount.currency")
    let euros = Self.money(1, "EUR")
    world.expectRefusal(
      Self.call("company:2026", commit: euros), .currencyChanged, "commit.currency")
    world.expectRefusal(Self.call("company:2026", best: euros), .currencyChanged, "best.currency")
    world.expectRefusal(
      Self.call("company:2026", best: Self.money(79)), .badAmount, "best.minor_units")
    world.expectRefusal(
      Self.call("company:2026", commit: Self.money(-1)), .badAmount, "commit.minor_units")
    world.expectRefusal(
      Self.call("company:2026", best: Self.money(-1)), .badAmount, "best.minor_units")
    world.expectRefusal(
      Self.call("company:2026", note: RefusalTests.huge), .invalidField, "note")
  }

  @Test("A person's category outlives stage moves, a new owner, a loss and a reopening")
  func categorySurvives() throws {
    var world = try World.company()
    try world.submit(Self.category(.commit), as: World.user("ana"))
    try world.submit(.move("open"))
    try world.submit(.reassign("open"))
    try world.submit(.lose("open"))
    try world.submit(.reopen("open"))
    let id = OpportunityID("open")
    #expect(world.state.opportunities[id]?.dossier?.forecastCategory == .commit)
    let event = try world.submit(Self.category(nil))
    #expect(event == .forecastCategorySet(ForecastCategorySet(old: .commit, new: nil, note: "")))
    #expect(world.replayed().opportunities[id]?.dossier?.forecastCategory == nil)
  }

  @Test("Categories are refused")
  func refusesCategories() throws {
    let world = try World.company()
    world.expectRefusal(Self.category(.best, on: "x"), .notFound, "opportunity_id")
    world.expectRefusal(Self.category(.best, on: "lost"), .opportunityClosed, "opportunity_id")
    world.expectRefusal(Self.category(.best), as: World.user("bo"), .forbidden, "actor.id")
    world.expectRefusal(Self.category(nil), .unchanged, "category")
    world.expectRefusal(
      Self.category(.best, note: RefusalTests.huge), .invalidField, "note")
  }
}
