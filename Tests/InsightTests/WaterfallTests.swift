import Opportunities
import Testing

@testable import Insight

@Suite("The waterfall from one day to another")
struct WaterfallTests {
  /// February 2026, where the stories below begin in January.
  private static let february = date(31)...date(58)

  /// So many days after 1 January 2026.
  private static func date(_ days: Int32) -> Day {
    Day(number: Day(of: day(0), utcOffsetMinutes: 0).number + days)
  }

  private static func expect(
    _ story: inout Story, _ id: String, on day: Day, at now: Instant
  ) throws {
    try story.submit(
      .reviseExpectedClose(
        ReviseExpectedClose(
          opportunityID: OpportunityID(id), expectedClose: day, reason: "said so")), at: now)
  }

  private static func revise(
    _ story: inout Story, _ id: String, to minorUnits: Int64, at now: Instant
  ) throws {
    let currency = story.facts(id)?.amount.currency ?? Currency(code: "CNY")
    try story.submit(
      .reviseAmount(
        ReviseAmount(
          opportunityID: OpportunityID(id),
          amount: Money(minorUnits: minorUnits, currency: currency),
          reason: "counted again")), at: now)
  }

  private static func text(_ rows: [WaterfallRow]) -> [String] {
    rows.map { row in
      "\(row.currency.code) \(row.step.rawValue) \(row.count) \(row.amount.minorUnits)"
    }
  }

  @Test("Each step by its own opportunity, for everybody and without a period")
  func everybody() throws {
    var story = try Story()
    for (place, id) in ["kept", "up", "down", "won", "lost", "dormant", "back", "moved"]
      .enumerated()
    {
      try story.create(id, minorUnits: 1_000 << place)
    }
    try story.lose("back", at: day(1))
    let start = story.board
    try Self.revise(&story, "up", to: 2_500, at: day(3))
    try Self.revise(&story, "down", to: 3_000, at: day(3))
    // Won for more than it was thought to be worth.
    try story.win("won", minorUnits: 9_000, at: day(3))
    try story.lose("lost", at: day(3))
    try story.submit(
      .makeDormant(MakeDormant(opportunityID: OpportunityID("dormant"), reason: "r")), at: day(3))
    try story.reopen("back", at: day(3))
    try story.reassign("moved", to: "bo", at: day(3))
    try story.create("fresh", minorUnits: 7, at: day(3))
    // Came and went: all that is won is seen.
    try story.create("quick", minorUnits: 5, at: day(3))
    try story.win("quick", minorUnits: 6, at: day(4))
    try story.create("euro", minorUnits: 11, currency: "EUR", at: day(3))
    #expect(
      Self.text(story.board.waterfall(since: start, closingIn: nil)) == [
        "CNY start 7 191000", "CNY new 2 13", "CNY reactivated 1 64000", "CNY amount-up 2 1500",
        "CNY won 2 -9006", "CNY lost 1 -16000", "CNY given-up 1 -32000", "CNY amount-down 1 -1000",
        "CNY end 6 198507",
        "EUR start 0 0", "EUR new 1 11", "EUR end 1 11",
      ])
    #expect(
      Self.text(story.board.waterfall(since: story.board, closingIn: nil)) == [
        "CNY start 6 198507", "CNY end 6 198507", "EUR start 1 11", "EUR end 1 11",
      ])
    #expect(try Story().board.waterfall(since: Board(), closingIn: nil).isEmpty)
  }

  @Test("Of one owner, what comes from others and goes to them; teams follow their people")
  func owners() throws {
    var story = try Story()
    try story.create("given", minorUnits: 1)
    try story.create("taken", minorUnits: 2, owner: "bo")
    try story.create("round", minorUnits: 4)
    try story.create("lost-there", minorUnits: 8)
    try story.create("pooled", minorUnits: 16)
    try story.create("inside", minorUnits: 32)
    let start = story.board
    try story.reassign("given", to: "bo", at: day(1))
    try story.reassign("taken", to: "ana", at: day(1))
    try story.reassign("round", to: "bo", at: day(1))
    try story.reassign("round", to: "ana", at: day(2))
    try story.reassign("lost-there", to: "bo", at: day(1))
    try story.lose("lost-there", at: day(2))
    try story.submit(
      .returnToPool(ReturnToPool(opportunityID: OpportunityID("pooled"), reason: "no time")),
      at: day(1))
    try story.reassign("inside", to: "abe", at: day(1))
    let ana = ScopeFilter(owner: UserID("ana"))
    #expect(
      Self.text(story.board.waterfall(since: start, in: ana, closingIn: nil)) == [
        "CNY start 5 61", "CNY reassigned-in 1 2", "CNY reassigned-out 4 -57", "CNY end 2 6",
      ])
    let east = ScopeFilter(team: TeamID("east"))
    #expect(
      Self.text(story.board.waterfall(since: start, in: east, closingIn: nil)) == [
        "CNY start 5 61", "CNY reassigned-in 1 2", "CNY reassigned-out 3 -25", "CNY end 3 38",
      ])
  }

  @Test("Of a period, what is pushed and pulled into it and out of it")
  func period() throws {
    var story = try Story()
    for (place, id) in ["pulled-in", "pushed-in", "undated", "pushed-out", "pulled-out", "won"]
      .enumerated()
    {
      try story.create(id, minorUnits: 1 << place)
    }
    for (id, days) in [
      ("pulled-in", 80), ("pushed-in", 20), ("pushed-out", 40), ("pulled-out", 58), ("won", 31),
    ] as [(String, Int32)] {
      try Self.expect(&story, id, on: Self.date(days), at: day(0))
    }
    let start = story.board
    for (id, days) in [
      ("pulled-in", 58), ("pushed-in", 31), ("undated", 40), ("pushed-out", 59),
      ("pulled-out", 30),
    ] as [(String, Int32)] {
      try Self.expect(&story, id, on: Self.date(days), at: day(5))
    }
    // What became of it elsewhere is not this period's.
    try story.win("pushed-out", minorUnits: 500, at: day(6))
    try story.win("won", minorUnits: 32, at: day(6))
    #expect(
      Self.text(story.board.waterfall(since: start, closingIn: Self.february)) == [
        "CNY start 3 56", "CNY pulled-in 2 5", "CNY pushed-in 1 2", "CNY won 1 -32",
        "CNY pushed-out 1 -8", "CNY pulled-out 1 -16", "CNY end 3 7",
      ])
  }

  @Test("An amount in another currency leaves the one and comes into the other")
  func currencies() throws {
    // No command changes a currency, but a log of another program may hold it.
    var story = try Story()
    try story.create("one", minorUnits: 10)
    let start = story.board
    story = try Story()
    try story.create("one", minorUnits: 3, currency: "EUR")
    #expect(
      Self.text(story.board.waterfall(since: start, closingIn: nil)) == [
        "CNY start 1 10", "CNY amount-down 1 -10", "CNY end 0 0",
        "EUR start 0 0", "EUR amount-up 1 3", "EUR end 1 3",
      ])
  }

  @Test(
    "Start and all steps add up to the end, exactly, for random histories",
    arguments: 1...6 as ClosedRange<UInt64>)
  func identity(_ seed: UInt64) throws {
    var random = Seeded(seed: seed)
    var story = try Story()
    var boards = [story.board]
    for hour in 0..<600 as Range<Int64> {
      try? Self.step(&story, &random, at: day(0, hours: hour))
      if hour % 120 == 119 { boards.append(story.board) }
    }
    var steps: Set<WaterfallStep> = []
    for (place, start) in boards.enumerated() {
      for end in boards[place...] {
        for scope in UpkeepTests.scopes {
          for period in [nil, Self.february] as [ClosedRange<Day>?] {
            let rows = end.waterfall(since: start, in: scope, closingIn: period)
            steps.formUnion(rows.map(\.step))
            Self.check(rows, start, end, scope, period)
          }
        }
      }
    }
    #expect(steps.count > 11)
  }

  private static func check(
    _ rows: [WaterfallRow], _ start: Board, _ end: Board, _ scope: ScopeFilter,
    _ period: ClosedRange<Day>?
  ) {
    var sums: [Currency: Int64] = [:]
    var ends: [WaterfallStep: [String: String]] = [.start: [:], .end: [:]]
    for row in rows {
      let sign: Int64 = row.step == .end ? -1 : 1
      sums[row.currency, default: 0] += sign * row.amount.minorUnits
      if row.count > 0 {
        ends[row.step]?[row.currency.code] = "\(row.count) \(row.amount.minorUnits)"
      }
    }
    #expect(sums.values.allSatisfy { $0 == 0 })
    // Both ends are what stands open there, counted another way.
    #expect(ends[.start] == open(start, scope, period))
    #expect(ends[.end] == open(end, scope, period))
  }

  private static func open(
    _ board: Board, _ scope: ScopeFilter, _ period: ClosedRange<Day>?
  ) -> [String: String] {
    let teams = scope.team.map { board.directory.teams(from: $0) }
    var sums: [String: (count: Int, amount: Int64)] = [:]
    for facts in board.opportunities where facts.isOpen {
      if let owner = scope.owner, facts.owner != owner { continue }
      if let teams {
        guard let team = board.directory.user(facts.owner)?.team, teams.contains(team) else {
          continue
        }
      }
      if let period {
        guard let day = facts.expectedClose, period.contains(day) else { continue }
      }
      sums[facts.amount.currency.code, default: (0, 0)].count += 1
      sums[facts.amount.currency.code, default: (0, 0)].amount += facts.amount.minorUnits
    }
    return sums.mapValues { "\($0.count) \($0.amount)" }
  }

  /// What the general histories do, and what only the waterfall looks at.
  private static func step(
    _ story: inout Story, _ random: inout Seeded, at now: Instant
  ) throws {
    func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &random) }
    let id = "o\(roll(60))"
    switch roll(8) {
    case 0, 1: try expect(&story, id, on: date(Int32(26 + roll(40))), at: now)
    case 2:
      try revise(&story, id, to: Int64(roll(5)) * 1_000, at: now)
    case 3 where roll(3) == 0:
      try story.submit(
        .makeDormant(MakeDormant(opportunityID: OpportunityID(id), reason: "r")), at: now)
    case 4 where roll(3) == 0:
      try story.submit(
        .returnToPool(ReturnToPool(opportunityID: OpportunityID(id), reason: "r")), at: now)
    case 5 where roll(6) == 0:
      try story.submit(
        .changeUser(
          ChangeUser(
            userID: UserID("abe"), name: "abe", roles: [.rep],
            team: TeamID(["east", "west"][roll(2)]), manager: nil, capacity: 0)), at: now)
    default: try UpkeepTests.step(&story, &random, at: now)
    }
  }
}
