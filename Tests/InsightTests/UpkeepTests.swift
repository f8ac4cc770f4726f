import Opportunities
import Testing

@testable import Insight

/// Indexes and sums that are kept up record by record, against walks over everything.
@Suite("What is kept up equals what is computed from scratch")
struct UpkeepTests {
  static let scopes = [
    ScopeFilter.everybody, ScopeFilter(owner: UserID("bo")), ScopeFilter(team: TeamID("sales")),
    ScopeFilter(owner: UserID("ana"), team: TeamID("east")),
  ]

  @Test(
    "after every record of a random history, under every policy",
    arguments: 1...4 as ClosedRange<UInt64>)
  func everyPrefix(_ seed: UInt64) throws {
    var random = Seeded(seed: seed)
    var story = try Story(.attentive)
    for hour in 0..<500 as Range<Int64> {
      let now = day(0, hours: hour)
      do {
        try Self.step(&story, &random, at: now)
      } catch is Rejection {
        continue
      }
      // Sometimes sums are asked for, and kept up under those rules from then on.
      if Self.roll(4, &random) == 0 { story.board.prepare(for: story.moment(now)) }
      try Self.compare(story, at: now, Self.scopes[Int(Self.roll(4, &random))])
      // Time alone makes opportunities silent.
      if Self.roll(4, &random) == 0 {
        let later = now + TimeLength(milliseconds: Int64(Self.roll(70, &random)) * 60_000)
        story.board.prepare(for: story.moment(later))
        try Self.compare(story, at: later, .everybody)
      }
      if hour % 97 == 0 {
        // A policy that is not the one the sums stand under.
        try Self.compare(story, at: day(-1), .everybody)
        try Self.compare(story, at: day(400), .everybody)
      }
    }
    #expect(story.board.counts.opportunities > 20)
    let open = story.board.opportunities.filter(\.isOpen).count
    #expect(open == story.board.table.open.count)
    #expect(open > 0 && open < story.board.counts.opportunities)
  }

  static func compare(_ story: Story, at instant: Instant, _ scope: ScopeFilter) throws {
    let board = story.board
    let moment = try #require(board.moment(at: instant))
    let oracle = Oracle(board: board, moment: moment)
    for grouping in PipelineGrouping.allCases {
      let rows = board.pipeline(in: scope, groupedBy: grouping, at: moment)
      #expect(
        Oracle.text(of: rows).sorted() == oracle.pipeline(in: scope, groupedBy: grouping).sorted())
    }
    let forecast = board.forecast(in: scope, at: moment)
    #expect(Oracle.text(of: forecast) == oracle.forecast(in: scope))
    let due = oracle.due(in: scope, withinHours: 48)
    let health = oracle.health(in: scope, eliminationOnly: false)
    for limit in [0, 3] {
      let shown = limit == 0 ? Int.max : limit
      let dueRows = board.due(in: scope, withinHours: 48, limit: limit, at: moment)
      #expect(dueRows.rows == Array(due.prefix(shown)))
      #expect(dueRows.totalCount == due.count)
      let healthRows = board.health(in: scope, limit: limit, at: moment)
      #expect(healthRows.rows == Array(health.prefix(shown)))
      #expect(healthRows.totalCount == health.count)
    }
  }

  private static func roll(_ sides: UInt8, _ random: inout Seeded) -> UInt8 {
    UInt8.random(in: 0..<sides, using: &random)
  }

  static func step(
    _ story: inout Story, _ random: inout Seeded, at now: Instant
  ) throws {
    let id = "o\(roll(60, &random))"
    let owner = ["ana", "abe", "bo", "lone"][Int(roll(4, &random))]
    switch roll(21, &random) {
    case 0...5:
      try story.create(
        id, grade: Grade(rawValue: roll(4, &random)),
        stage: Stage.allCases[Int(roll(6, &random))],
        minorUnits: Int64(roll(4, &random)) * 1_000_003,
        currency: ["CNY", "EUR"][Int(roll(2, &random))], owner: owner, at: now)
    case 6...8:
      try story.follow(
        id, at: now, promised: roll(3, &random) == 0 ? now + .days(3) : nil,
        next: roll(3, &random) == 0 ? now + .days(9) : nil)
    case 9, 10: try story.move(id, to: Stage.allCases[Int(roll(6, &random))], at: now)
    case 11: try story.grade(id, Grade.allCases[Int(roll(3, &random))], at: now)
    case 12, 13: try story.reassign(id, to: owner, at: now)
    case 14: try story.win(id, minorUnits: Int64(roll(9, &random)) * 77, at: now)
    case 15: try story.lose(id, at: now)
    case 16: try story.archive(id, at: now)
    case 17, 18: try story.reopen(id, at: now)
    case 19: try story.quiet(days: 1, at: now)
    default:
      var document = PolicyDocument.standard
      document.stages[0].oddsPermille = 500 + 100 * UInt32(roll(9, &random))
      document.cadence.redDaysMinimum = 1 + UInt32(roll(9, &random))
      document.winOdds = WinOddsRules(
        kind: .oddsRatio, cap: .zero, silenceDays: UInt32(roll(4, &random)),
        silenceOdds: PartsPerMillion(100_000))
      try story.submit(
        .publishPolicy(
          PublishPolicy(
            document: document, reason: "tried",
            effectiveFrom: roll(2, &random) == 0 ? now + .days(2) : nil)),
        at: now)
    }
  }

  @Test(
    "a selection keeps the first of any order, whatever comes", arguments: [0, 1, 2, 7, 100, 999])
  func selection(_ limit: Int) {
    var random = Seeded(seed: UInt64(limit) + 5)
    let orders = [Array(0..<500), (0..<500).reversed(), (0..<500).shuffled(using: &random)]
    for order in orders {
      var selection = Selection<Int>(limit: limit) { $0 < $1 }
      for element in order { selection.offer(element) }
      #expect(selection.offered == 500)
      #expect(selection.sorted() == Array(0..<min(500, limit > 0 ? limit : 500)))
    }
  }

  @Test("a set of bits has the members that were put in and not taken out")
  func openSet() {
    var random = Seeded(seed: 3)
    var set = OpenSet()
    var oracle: Set<Int> = []
    for _ in 0..<20_000 {
      let number = Int.random(in: 0..<9_000, using: &random)
      if Bool.random(using: &random) {
        set.insert(number)
        oracle.insert(number)
      } else {
        set.remove(number)
        oracle.remove(number)
      }
    }
    var members: [Int] = []
    set.forEach { members.append($0) }
    #expect(members == oracle.sorted())
    #expect(set.count == oracle.count)
    #expect((0..<9_100).allSatisfy { set.contains($0) == oracle.contains($0) })
  }

  @Test("names of any length are found by the bytes of their ids and given back as they came")
  func names() throws {
    var table = NameTable()
    let names = (0..<400).map { number in
      String(repeating: "机械é\u{301}", count: number * number % 977)
    }
    for (number, name) in names.enumerated() {
      #expect(table.insert(IdentifierText("id-\(number)"), name: name.utf8) == UInt32(number))
    }
    #expect(table.insert(IdentifierText("id-7"), name: "again".utf8) == nil)
    #expect(table.count == 400)
    table.rename(7, to: "renamed")
    for (number, name) in names.enumerated() {
      let id = IdentifierText("id-\(number)")
      #expect(table.number(of: id) == UInt32(number))
      #expect(table.id(of: UInt32(number)) == id)
      let expected = number == 7 ? "renamed" : name
      #expect(Array(table.name(of: UInt32(number)).utf8) == Array(expected.utf8))
    }
    #expect(table.number(of: IdentifierText("id-400")) == nil)
    #expect(table.number(of: IdentifierText("")) == nil)
  }

  @Test("words are told apart by their bytes")
  func words() {
    var words = Vocabulary()
    let long = String(repeating: "长", count: 30)
    let texts = [
      "", "é", "e\u{301}", "price", "price-too-high", "12345678", "123456789", long, long + "a",
      long + "b",
    ]
    for _ in 0..<2 {
      for (number, text) in texts.enumerated() { #expect(Int(words.number(of: text)) == number) }
    }
    #expect(words.words.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
  }
}

extension PolicyDocument {
  /// Two days of silence count.
  static let attentive: PolicyDocument = {
    var document = PolicyDocument.initial
    document.winOdds?.silenceDays = 2
    return document
  }()
}
