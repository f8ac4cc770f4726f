import Testing

@testable import Insight
@testable import Opportunities

@Suite("Why a card says what it says")
struct ReasonsTests {
  private func book(_ story: Story) throws -> AlertBook {
    var book = AlertBook()
    for record in story.records { try book.apply(record) }
    return book
  }

  @Test("Every number of every card is explained as the card has it", arguments: seeds)
  func agreement(_ seed: UInt64) throws {
    let story = try RandomStoryTests.story(seed: seed)
    let book = try book(story)
    for days in [0, 5, 12, 40] as [UInt32] {
      let moment = story.moment(RandomStoryTests.end + .days(days))
      for facts in story.board.opportunities {
        let reasons = try #require(book.reasons(of: facts.id, at: moment))
        let card = try #require(story.card(facts.id.text, at: moment.instant))
        #expect(reasons.card == card)
        let rows = Dictionary(grouping: reasons.rows, by: \.subject)
        func value(_ subject: Reason.Subject) -> Reason.Value? { rows[subject]?.first?.value }
        #expect(value(.stage) == .stage(card.facts.stage))
        #expect(value(.amount) == .money(card.facts.amount))
        #expect(value(.winProbability) == card.winProbability.map { .share($0) })
        #expect(value(.health) == card.health.map { .count(UInt64($0.health.total)) })
        #expect(value(.dueAt) == card.due.map { .instant($0.dueAt) })
        #expect(rows[.dueAt]?.first?.rule == card.due?.rule)
        for (subject, flag) in [
          (.red, .red), (.stalled, .stalled), (.atRisk, .atRisk),
          (.eliminationAdvised, .eliminationAdvised),
        ] as [(Reason.Subject, OpportunityFlag)] where card.facts.isOpen {
          #expect(value(subject) == .flag(card.flags.contains(flag)))
        }
        try Self.checkParts(rows, card)
        try Self.checkPositions(reasons.rows, of: facts.id, in: story)
      }
    }
  }

  /// The parts of the score add up to it, and the strictest rule is the earliest of those shown.
  private static func checkParts(
    _ rows: [Reason.Subject: [Reason]], _ card: OpportunityCard
  ) throws {
    if let health = card.health?.health {
      var sum: UInt32 = 0
      for subject in [.healthFrequency, .healthFeedback, .healthStage] as [Reason.Subject] {
        guard case .points(let hundredths)? = rows[subject]?.first?.value else {
          Issue.record("\(subject) has no points")
          return
        }
        sum += hundredths
      }
      // Each part is rounded to a hundredth, and the score to one.
      #expect(sum + 52 >= health.total * 100 && sum <= health.total * 100 + 52)
    }
    if let due = card.due {
      let instants = (rows[.dueCandidate] ?? []).map(\.value)
      #expect(instants.contains(.instant(due.dueAt)))
      for case .instant(let instant) in instants { #expect(instant >= due.dueAt) }
    }
  }

  /// Facts rest on the last record that said them, and all positions are of the opportunity or of
  /// its customer.
  private static func checkPositions(
    _ rows: [Reason], of id: OpportunityID, in story: Story
  ) throws {
    let records = Dictionary(uniqueKeysWithValues: story.records.map { ($0.position, $0) })
    for row in rows {
      #expect(row.positions == Set(row.positions).sorted())
      for position in row.positions {
        let record = try #require(records[position])
        #expect(record.opportunityID == id || record.stream.kind == .customer)
      }
      let own = story.records.filter { $0.opportunityID == id }
      if row.subject == .stage {
        let last = own.last { record in
          switch record.event {
          case .stageMoved, .opportunityCreated: true
          default: false
          }
        }
        #expect(row.positions == [last?.position])
      }
      if row.subject == .grade {
        let last = own.last { record in
          switch record.event {
          case .opportunityGraded, .opportunityCreated: true
          default: false
          }
        }
        #expect(row.positions == [last?.position])
      }
    }
  }

  @Test("A quiet period that suspends is named with its record")
  func quiet() throws {
    var story = try Story()
    try story.create(grade: .a, at: day(0))
    try story.follow(at: day(1))
    try story.quiet(days: 6, at: day(2))
    let position = try #require(story.records.last?.position)
    let reasons = try #require(
      try book(story).reasons(of: OpportunityID("o"), at: story.moment(day(3))))
    let row = try #require(reasons.rows.first { $0.subject == .suspended })
    #expect(row.positions == [position] && row.value == .instant(day(8)))
  }

  @Test("What was told late is named by the first such record, and not what came after it")
  func late() throws {
    var story = try Story()
    try story.create(at: day(0))
    try story.follow(at: day(9), occurred: day(1))
    let late = try #require(story.records.last?.position)
    try story.follow(at: day(10), occurred: day(2))
    let reasons = try #require(
      try book(story).reasons(of: OpportunityID("o"), at: story.moment(day(11))))
    #expect(reasons.rows.last?.subject == .backfilled)
    #expect(reasons.rows.last?.positions == [late])
  }

  private static let seeds: [UInt64] = [1, 2, 3, 4]
}
