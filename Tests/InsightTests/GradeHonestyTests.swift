import Opportunities
import Testing

@testable import Insight

@Suite("Whether grades mean what they promise")
struct GradeHonestyTests {
  @Test(
    "P(rate < bound) is that of the Beta posterior",
    arguments: [
      // Beta(1, 1): the bound itself. Beta(2, 1): its square. Beta(1, 3): 1 − (1 − x)³.
      (0, 0, 550_000, 0.55), (1, 0, 550_000, 0.302_5), (0, 2, 200_000, 0.488), (5, 5, 0, 0),
      (5, 5, 1_000_000, 1), (5, 5, 500_000, 0.5),
      // By sums of exact fractions.
      (6, 14, 550_000, 0.986_825_1), (30, 70, 150_000, 0.000_050_6),
    ] as [(UInt64, UInt64, UInt32, Double)])
  func posterior(_ wins: UInt64, _ losses: UInt64, _ bound: UInt32, _ expected: Double) {
    let found = BetaPosterior(wins: wins, losses: losses)
      .probability(below: PartsPerMillion(bound))
    #expect(abs(found - expected) < 1e-6, "\(found)")
  }

  @Test("The interval holds four fifths", arguments: [(0, 0), (6, 14), (300, 700), (20, 0)])
  func interval(_ wins: UInt64, _ losses: UInt64) {
    let posterior = BetaPosterior(wins: wins, losses: losses)
    let (low, high) = (posterior.quantile(0.1), posterior.quantile(0.9))
    #expect(abs(posterior.probability(below: low) - 0.1) < 0.006)
    #expect(abs(posterior.probability(below: high) - 0.9) < 0.006)
  }

  /// So many of a grade, resolved on the second day.
  private func story(
    _ grade: Grade, won: Int, lost: Int, under document: PolicyDocument = .standard
  ) throws -> Story {
    var story = try Story(document)
    for number in 0..<won + lost {
      try story.create("\(number)", grade: grade)
      if number < won {
        try story.win("\(number)", at: day(1))
      } else {
        try story.lose("\(number)", at: day(1))
      }
    }
    return story
  }

  @Test(
    "30 % of at least 20 A won: the grade is too loose",
    arguments: [
      (Grade.a, 6, 14, GradeVerdict.tooLoose), (.a, 30, 70, .tooLoose), (.a, 5, 14, .tooFew),
      (.a, 14, 6, .asExpected), (.a, 11, 10, .asExpected), (.b, 0, 20, .tooLoose),
      (.b, 4, 16, .asExpected), (.c, 0, 40, .asExpected),
    ] as [(Grade, Int, Int, GradeVerdict)])
  func verdicts(_ grade: Grade, _ won: Int, _ lost: Int, _ verdict: GradeVerdict) throws {
    let story = try story(grade, won: won, lost: lost)
    let rows = story.board.grades(at: story.moment(day(2)))
    #expect(rows.count == 1)
    let row = try #require(rows.first)
    #expect(row.grade == grade && row.owner == .nobody)
    #expect(row.resolved == UInt64(won + lost) && row.won == UInt64(won))
    #expect(row.verdict == verdict, "\(row)")
    #expect(row.low < row.high)
  }

  @Test("How many, how far and how sure is the policy's")
  func policy() throws {
    var document = PolicyDocument.standard
    document.gradeHonesty = GradeHonestyRules(
      resolvedMinimum: 5, margin: .zero, certainty: PartsPerMillion(990_000))
    let story = try story(.a, won: 1, lost: 5, under: document)
    let row = try #require(story.board.grades(at: story.moment(day(2))).first)
    // P(Beta(2, 6) < .7) = .9962.
    #expect(row.verdict == .tooLoose && row.certainty.count > 990_000)
  }

  @Test("By owner as it was at the end; what is open, dormant or archived is not resolved")
  func owners() throws {
    var story = try Story()
    try story.create("1", grade: .a)
    try story.create("2", grade: .a, owner: "bo")
    try story.create("3", grade: .b, owner: "bo")
    try story.create("4", owner: "bo")
    try story.create("5", grade: .a)
    try story.create("6", grade: .a)
    try story.reassign("1", to: "bo", at: day(1))
    try story.win("1", at: day(2))
    try story.lose("2", at: day(2))
    try story.grade("3", .c, at: day(1))
    try story.lose("3", at: day(2))
    try story.lose("4", at: day(2))
    try story.archive("5", at: day(2))
    func text(_ row: GradeRow) -> String {
      "\(row.owner.text) \(row.grade.map { "\($0)" } ?? "-") \(row.won)/\(row.resolved)"
    }
    let moment = story.moment(day(3))
    #expect(
      story.board.grades(byOwner: true, at: moment).map(text) == [
        "bo A 1/2", "bo C 0/1", "bo - 0/1",
      ])
    #expect(story.board.grades(at: moment).map(text) == [" A 1/2", " C 0/1", " - 0/1"])
    let east = ScopeFilter(team: TeamID("east"))
    #expect(story.board.grades(in: east, at: moment).isEmpty)
    // What is opened again is not resolved any more.
    try story.reopen("2", at: day(4))
    #expect(story.board.grades(at: moment).first.map(text) == " A 1/1")
  }

  @Test("Counts kept up equal those of a walk", arguments: 1...3 as ClosedRange<UInt64>)
  func upkeep(_ seed: UInt64) throws {
    var random = Seeded(seed: seed)
    var story = try Story(.attentive)
    for hour in 0..<400 as Range<Int64> {
      try? UpkeepTests.step(&story, &random, at: day(0, hours: hour))
    }
    let moment = story.moment(day(30))
    var expected: [String: (won: UInt64, resolved: UInt64)] = [:]
    for facts in story.board.opportunities {
      guard [.won, .lost, .eliminated].contains(facts.status) else { continue }
      let key = "\(facts.owner.text) \(facts.grade?.rawValue ?? 0)"
      expected[key, default: (0, 0)].resolved += 1
      if facts.status == .won { expected[key, default: (0, 0)].won += 1 }
    }
    let rows = story.board.grades(byOwner: true, at: moment)
    #expect(rows.count == expected.count && !rows.isEmpty)
    for row in rows {
      let tally = expected["\(row.owner.text) \(row.grade?.rawValue ?? 0)"]
      #expect(row.won == tally?.won && row.resolved == tally?.resolved)
    }
    // What comes back from a checkpoint counts the same, and knows who is silent.
    let board = story.board
    var again = Board(
      position: board.position, policies: board.policies, directory: board.directory,
      words: board.words)
    for place in board.opportunities.indices {
      let stored = board.opportunities.stored(place)
      let id = OpportunityID(board.table.id(place).bytes)
      let isNew = again.restore(id, title: stored.title, stored.row)
      #expect(isNew)
    }
    #expect(again.grades(byOwner: true, at: moment) == rows)
    again.prepare(for: moment)
    #expect(again.forecast(at: moment) == board.forecast(at: moment))
    #expect(again.forecast(at: moment).grades.contains { $0.isSilent })
  }
}
