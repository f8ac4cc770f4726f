import Testing

@testable import Insight
@testable import Opportunities

@Suite("Which alerts were up on a day")
struct AlertDayTests {
  private func book(_ records: some Sequence<RecordedEvent>) throws -> AlertBook {
    var book = AlertBook()
    for record in records { try book.apply(record) }
    return book
  }

  /// The alerts of a span of a story, in which things count from when they were recorded.
  private func rows(_ story: Story, in span: ClosedRange<Instant>) throws -> [AlertRow] {
    let before = story.records.filter { $0.recordedAt < span.lowerBound }
    let within = story.records.filter { span.contains($0.recordedAt) }
    return AlertDay(
      from: try book(before), to: try book(before + within),
      by: within.map { ($0, $0.recordedAt) }, in: span
    ).rows()
  }

  private func span(_ days: Int64) -> ClosedRange<Instant> {
    day(days)...(day(days + 1) - TimeLength(milliseconds: 1))
  }

  @Test("They are those that somebody sees who looks every half hour", arguments: [1, 2, 3])
  func looking(_ seed: UInt64) throws {
    let story = try RandomStoryTests.story(seed: seed)
    for days in stride(from: 4, to: 60, by: 11) as StrideTo<Int64> {
      let span = span(days)
      let rows = try rows(story, in: span)
      for minutes in stride(from: 5, to: 24 * 60, by: 30) as StrideTo<UInt32> {
        let now = span.lowerBound + .minutes(minutes)
        let seen = try look(story, at: now)
        let shown = rows.filter { row in
          (row.raisedAt ?? row.since) <= now && (row.endedAt ?? .max) > now
        }
        #expect(seen.allSatisfy { alert in shown.contains { Self.isSame($0, alert) } })
        #expect(shown.allSatisfy { row in seen.contains { Self.isSame(row, $0) } })
      }
      let last = try look(story, at: span.upperBound)
      #expect(last.count == rows.count { $0.endedAt == nil })
    }
  }

  /// By the write model, as whoever acknowledges an alert sees it.
  private func look(
    _ story: Story, at now: Instant
  ) throws -> [(id: OpportunityID, alert: LiveAlert)] {
    var state = LedgerState()
    for record in story.records where record.recordedAt <= now { state.evolve(with: record) }
    let policy = state.policies.inForce(at: now)
    return story.board.opportunities.flatMap { facts in
      guard let opportunity = state.opportunities[facts.id] else {
        return [(id: OpportunityID, alert: LiveAlert)]()
      }
      return AlertKind.allCases.compactMap { kind in
        state.alert(kind, of: opportunity, at: now, under: policy).map {
          (facts.id, LiveAlert(kind: kind, since: $0))
        }
      }
    }
  }

  private static func isSame(
    _ row: AlertRow, _ seen: (id: OpportunityID, alert: LiveAlert)
  ) -> Bool {
    row.opportunity == seen.id && row.kind == seen.alert.kind && row.since == seen.alert.since
  }

  @Test("What went within the day says when and by which record")
  func ended() throws {
    var story = try Story()
    try story.create(grade: .a, at: day(0))
    try story.follow(tag: "complaint", at: day(1))
    let talk = try #require(story.records.last)
    try story.follow(at: day(9, hours: 15))
    let answer = try #require(story.records.last)
    let rows = try rows(story, in: span(9))
    let red = try #require(rows.first { $0.kind == .followUpRed })
    #expect(red.since == day(8) && red.endedAt == day(9, hours: 15))
    #expect(red.endedBy == answer.position && red.raisedAt == nil)
    #expect(red.positions.contains(talk.position))
    let loss = try #require(rows.first { $0.kind == .lossRisk })
    #expect(loss.since == day(1) && loss.positions == [talk.position])
    #expect(rows.allSatisfy { $0.kind == .followUpDue ? $0.rule == .gradeCadence : $0.rule == nil })
    #expect(try self.rows(story, in: span(11)).isEmpty)
  }

  @Test("What was told late comes up when it is told, since when it happened")
  func late() throws {
    var story = try Story()
    try story.create(grade: .b, at: day(0))
    try story.follow(tag: "complaint", at: day(5, hours: 3), occurred: day(3))
    let loss = try #require(try rows(story, in: span(5)).first { $0.kind == .lossRisk })
    #expect(loss.since == day(3) && loss.raisedAt == day(5, hours: 3))
    #expect(try rows(story, in: span(4)).allSatisfy { $0.kind != .lossRisk })
    let next = try #require(try rows(story, in: span(6)).first { $0.kind == .lossRisk })
    #expect(next.since == day(3) && next.raisedAt == nil)
  }

  @Test("A quiet period that begins within the day ends what it suspends")
  func quiet() throws {
    var story = try Story()
    try story.create(grade: .a, at: day(0))
    try story.follow(at: day(1))
    try story.submit(
      .setQuietPeriod(
        SetQuietPeriod(
          customerID: CustomerID("acme"), from: day(9, hours: 12), until: day(12),
          scope: .allContact, reason: "moving house")),
      at: day(2))
    let rows = try rows(story, in: span(9))
    let red = try #require(rows.first { $0.kind == .followUpRed })
    #expect(red.endedAt == day(9, hours: 12) && red.endedBy == 0)
    #expect(try self.rows(story, in: span(10)).allSatisfy { $0.kind != .followUpRed })
  }

  @Test("An answer belongs to the alert that was up then, and not to the next of its kind")
  func answers() throws {
    var story = try Story()
    try story.create(grade: .a, at: day(0))
    try story.follow(at: day(1))
    try story.submit(
      .acknowledgeAlert(
        AcknowledgeAlert(
          opportunityID: OpportunityID("o"), kind: .followUpRed, note: "I call them")),
      at: day(9))
    let position = try #require(story.records.last?.position)
    let row = try #require(try rows(story, in: span(9)).first { $0.kind == .followUpRed })
    #expect(row.acknowledged?.position == position && row.snoozed == nil)
    #expect(
      try rows(story, in: span(8)).allSatisfy { $0.acknowledged == nil }, "not yet on that day")
    try story.follow(at: day(10))
    let next = try #require(try rows(story, in: span(20)).first { $0.kind == .followUpRed })
    #expect(next.acknowledged == nil && next.since > row.since)
  }
}

extension Instant {
  fileprivate static let max = Instant(milliseconds: .max)
}
