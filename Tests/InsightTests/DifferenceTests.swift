import Testing

@testable import Insight
@testable import Opportunities

@Suite("What differs between two moments")
struct DifferenceTests {
  private func differences(
    _ story: Story, since: Board, from: Instant, to: Instant, in scope: ScopeFilter = .everybody
  ) -> [String: [OpportunityChange]] {
    let rows = story.board.differences(
      since: since, at: story.moment(from), in: scope, at: story.moment(to))
    #expect(rows.map(\.opportunity.text) == rows.map(\.opportunity.text).sorted())
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.opportunity.text, $0.changes) })
  }

  @Test("Each change by its own opportunity, and nothing of what did not change")
  func each() throws {
    var story = try Story(.initial)
    for id in ["kept", "moved", "given", "graded", "revised", "dated", "won", "back", "silent"] {
      try story.create(id, grade: .b)
      try story.follow(id, at: day(1))
    }
    try story.lose("back", at: day(1))
    let before = story.board
    try story.move("moved", to: .quoted, at: day(2))
    try story.reassign("given", to: "bo", at: day(2))
    try story.grade("graded", .a, at: day(2))
    try story.submit(
      .reviseAmount(
        ReviseAmount(
          opportunityID: OpportunityID("revised"),
          amount: Money(minorUnits: 7, currency: Currency(code: "CNY")), reason: "r")), at: day(2))
    try story.submit(
      .reviseExpectedClose(
        ReviseExpectedClose(
          opportunityID: OpportunityID("dated"),
          expectedClose: Day(number: Day(of: day(90), utcOffsetMinutes: 0).number), reason: "r")),
      at: day(2))
    try story.win("won", at: day(2))
    try story.reopen("back", at: day(2))
    try story.create("new", at: day(2))
    try story.create("brief", at: day(2))
    try story.lose("brief", at: day(2))
    let found = differences(story, since: before, from: day(1), to: day(3))
    #expect(
      found == [
        "moved": [.moved, .winProbability], "given": [.reassigned],
        "graded": [.regraded, .winProbability], "revised": [.amount], "dated": [.expectedClose],
        "won": [.closed], "back": [.reopened], "new": [.created], "brief": [.created, .closed],
      ])
    // Of an owner is what was had at one of the two moments.
    let bo = ScopeFilter(owner: UserID("bo"))
    #expect(
      differences(story, since: before, from: day(1), to: day(3), in: bo) == [
        "given": [.reassigned]
      ])
    // Time alone lowers chances, and only those.
    let later = differences(story, since: story.board, from: day(3), to: day(40))
    #expect(!later.isEmpty && later.values.allSatisfy { $0 == [.winProbability] })
    #expect(differences(story, since: story.board, from: day(3), to: day(3)).isEmpty)
  }

  @Test("What stands on both sides are the cards of both moments", arguments: [1, 2, 3])
  func cards(_ seed: UInt64) throws {
    let story = try RandomStoryTests.story(seed: seed)
    let cut = day(25)
    let before = try story.board { $0.recordedAt <= cut }
    let (start, end) = (story.moment(cut), story.moment(day(60)))
    let rows = story.board.differences(since: before, at: start, at: end)
    #expect(rows.count > 5)
    for row in rows {
      let old = before.opportunity(row.opportunity, at: start)
      let new = try #require(story.board.opportunity(row.opportunity, at: end))
      #expect(row.before?.winProbability == old?.winProbability)
      #expect(row.before?.owner == old?.facts.owner && row.before?.stage == old?.facts.stage)
      #expect(row.after.winProbability == new.winProbability && row.title == new.facts.title)
      #expect(row.after.owner == new.facts.owner && row.after.amount == new.facts.amount)
      #expect((row.before == nil) == row.changes.contains(.created))
    }
  }
}
