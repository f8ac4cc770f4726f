import Testing

@testable import Insight
@testable import Opportunities

@Suite("What holds for every story")
struct RandomStoryTests {
  @Test("The same log twice gives the same rows, and asking writes nothing", arguments: seeds)
  func determinism(_ seed: UInt64) throws {
    let story = try Self.story(seed: seed)
    let again = try story.board { _ in true }
    let moment = story.moment(Self.end)
    let before = story.board.opportunities
    for scope in Self.scopes {
      #expect(story.board.due(in: scope, at: moment) == again.due(in: scope, at: moment))
      #expect(story.board.health(in: scope, at: moment) == again.health(in: scope, at: moment))
      for grouping in PipelineGrouping.allCases {
        let rows = story.board.pipeline(in: scope, groupedBy: grouping, at: moment)
        #expect(rows == again.pipeline(in: scope, groupedBy: grouping, at: moment))
      }
      #expect(
        story.board.forecast(in: scope, at: moment) == again.forecast(in: scope, at: moment))
      #expect(
        story.board.opportunities(in: scope, at: moment)
          == again.opportunities(in: scope, at: moment))
    }
    #expect(story.board.opportunities == before)
    #expect(story.board.position == again.position)
  }

  @Test("A limited list is the beginning of the whole one", arguments: seeds)
  func limits(_ seed: UInt64) throws {
    let story = try Self.story(seed: seed)
    let moment = story.moment(Self.end)
    let health = story.board.health(at: moment)
    let due = story.board.due(withinHours: 24 * 365, at: moment)
    let cards = story.board.opportunities(at: moment)
    for limit in [1, 2, 3, 7, 20] {
      let shown = story.board.health(limit: limit, at: moment)
      #expect(shown.rows == Array(health.rows.prefix(limit)))
      #expect(shown.totalCount == health.totalCount)
      #expect(
        story.board.due(withinHours: 24 * 365, limit: limit, at: moment).rows
          == Array(due.rows.prefix(limit)))
      #expect(
        story.board.opportunities(limit: limit, at: moment).rows
          == Array(cards.rows.prefix(limit)))
    }
  }

  @Test("The board agrees with the write model on everything both know", arguments: seeds)
  func agreement(_ seed: UInt64) throws {
    let story = try Self.story(seed: seed)
    #expect(story.board.counts.opportunities == story.state.opportunities.count)
    for facts in story.board.opportunities {
      let written = try #require(story.state.opportunities[facts.id])
      #expect(facts.version == written.version)
      #expect(facts.owner == (written.owner.map { story.state.users.key(of: $0) } ?? .nobody))
      #expect(facts.status == written.status)
      #expect(facts.stage == written.stage)
      #expect(facts.grade == written.grade)
      #expect(facts.amount == written.amount)
      #expect(facts.expectedClose == written.expectedClose)
      #expect(facts.pushCount == written.pushCount)
      #expect(facts.isOpen == (facts.closedAt == nil))
    }
  }

  @Test("Every grouping adds up to the same counts and amounts", arguments: seeds)
  func sums(_ seed: UInt64) throws {
    let story = try Self.story(seed: seed)
    let moment = story.moment(Self.end)
    let totals = PipelineGrouping.allCases.map { grouping in
      story.board.pipeline(groupedBy: grouping, at: moment).reduce(
        into: [Int64](repeating: 0, count: 3)
      ) {
        $0[0] += Int64($1.count)
        $0[1] += $1.amount.minorUnits
        $0[2] += $1.weighted.minorUnits
      }
    }
    #expect(totals[0] == totals[1] && totals[1] == totals[2])
    #expect(totals[0][0] == Int64(story.board.opportunities.count))
    let forecast = story.board.forecast(at: moment)
    #expect(forecast.currencies.reduce(0) { $0 + $1.expected.minorUnits } == totals[0][2])
    #expect(forecast.openCount == forecast.grades.reduce(0) { $0 + $1.count })
  }

  @Test("Handing over any open opportunity changes its owner and nothing else", arguments: seeds)
  func handover(_ seed: UInt64) throws {
    var story = try Self.story(seed: seed)
    for facts in story.board.opportunities where facts.isOpen {
      let id = facts.id.text
      let before = try #require(story.card(id, at: Self.end))
      try story.reassign(id, to: facts.owner.text == "bo" ? "ana" : "bo", at: Self.end)
      let after = try #require(story.card(id, at: Self.end))
      #expect(BoardTests.neutral(after) == BoardTests.neutral(before))
      #expect(after.facts.owner != before.facts.owner)
    }
  }

  @Test("Once red, silence stays red from the same instant on", arguments: seeds)
  func redStays(_ seed: UInt64) throws {
    let story = try Self.story(seed: seed)
    for facts in story.board.opportunities where facts.isOpen {
      var since: Instant?
      for hours in stride(from: 0, to: 24 * 60, by: 7) as StrideTo<Int64> {
        let now = Self.end + TimeLength(milliseconds: hours * 3_600_000)
        let clocks = story.board.clocks(of: facts, at: story.moment(now))
        if let since { #expect(clocks.redSince == since) }
        since = clocks.redSince
        if let since { #expect(since < now) }
        #expect(clocks.isRed == clocks.recipients.contains(.manager))
        #expect(clocks.isStalled == clocks.recipients.contains(.supervisor))
        if clocks.suspendedUntil != nil { #expect(!clocks.isRed) }
        if clocks.isRed { #expect(clocks.isDue) }
      }
      #expect(since != nil)
    }
  }

  @Test("An alert can be answered exactly while the clocks show it", arguments: seeds)
  func alerts(_ seed: UInt64) throws {
    let story = try Self.story(seed: seed)
    var shown = 0
    for facts in story.board.opportunities where facts.isOpen {
      for days in 0..<40 as Range<UInt32> {
        let now = Self.end + .days(days)
        let moment = story.moment(now)
        let clocks = story.board.clocks(of: facts, at: moment)
        let opportunity = try #require(story.state.opportunities[facts.id])
        let quiet = story.state.customers[opportunity.customer].file?.quietPeriod
        func isUp(_ kind: AlertKind) -> Bool {
          opportunity.alert(kind, at: now, under: moment.policy, quiet: quiet) != nil
        }
        #expect(isUp(.followUpDue) == clocks.isDue)
        #expect(isUp(.followUpRed) == clocks.isRed)
        #expect(isUp(.stagnation) == clocks.isStalled)
        #expect(isUp(.sprintMissed) == clocks.isClosingMissed)
        if clocks.isRed { shown += 1 }
      }
    }
    #expect(shown > 0)
  }

  @Test(
    "Any past day folds from what was recorded by then, or had occurred by then", arguments: seeds)
  func asOf(_ seed: UInt64) throws {
    let story = try Self.story(seed: seed)
    for past in 0..<60 as Range<Int64> {
      let recorded = try story.board { $0.recordedAt <= day(past) }
      #expect(recorded.opportunities.allSatisfy { $0.createdAt <= day(past) })
      // By occurrence, records of what had not begun yet are left out.
      var occurred = Board()
      for record in story.records where record.occurredAt <= day(past) {
        guard record.streamVersion == 1 || occurred.holds(record.stream) else { continue }
        try occurred.apply(record)
      }
      #expect(occurred.counts.opportunities >= recorded.counts.opportunities)
    }
  }

  @Test("Totals are right at 200,000 opportunities")
  func large() throws {
    var story = try Story()
    try story.create("first")
    var record = try #require(story.records.last)
    guard case .opportunityCreated(var created) = record.event else { return }
    var expected: Int64 = created.amount.minorUnits
    for number in 1..<200_000 as Range<UInt64> {
      created.amount.minorUnits = Int64(number % 1_000)
      created.grade = Grade(rawValue: UInt8(number % 4))
      expected += created.amount.minorUnits
      record.position += 1
      record.stream.id = IdentifierText("n\(number)")
      record.event = .opportunityCreated(created)
      try story.board.apply(record)
    }
    let moment = story.moment(day(30))
    let row = try #require(story.board.pipeline(at: moment).first)
    #expect(row.count == 200_000)
    #expect(row.amount.minorUnits == expected)
    #expect(story.board.due(limit: 10, at: moment).totalCount == 200_000)
    let forecast = story.board.forecast(at: moment)
    #expect(forecast.openCount == 200_000)
    // 50,000 each of A, B, C and ungraded, the first among the ungraded.
    #expect(forecast.wins.mean == 55_000)
    #expect(forecast.winsP10 < forecast.winsP50 && forecast.winsP50 < forecast.winsP90)
  }

  static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6]
  static let end = day(61)
  static let scopes = [
    ScopeFilter.everybody, ScopeFilter(owner: UserID("ana")), ScopeFilter(team: TeamID("sales")),
  ]

  /// Two months of a few people's work, some of it entered late; refused commands are left out.
  static func story(seed: UInt64) throws -> Story {
    var random = Seeded(seed: seed)
    var story = try Story()
    let tags = PolicyDocument.standard.feedbackTags.map(\.code)
    for hour in 0..<(24 * 60) as Range<Int64> {
      guard UInt8.random(in: 0..<3, using: &random) == 0 else { continue }
      let now = day(0, hours: hour)
      let id = "o\(UInt8.random(in: 0..<40, using: &random))"
      let late = TimeLength.hours(UInt32.random(in: 0...200, using: &random))
      let isLate = UInt8.random(in: 0..<8, using: &random) == 0
      do {
        switch UInt8.random(in: 0..<19, using: &random) {
        case 0...3:
          try story.create(
            id, grade: Grade(rawValue: UInt8.random(in: 0...3, using: &random)),
            minorUnits: Int64.random(in: 0...1_000_000, using: &random),
            owner: ["ana", "abe", "bo", "lone"].randomElement(using: &random) ?? "ana", at: now)
        case 4...8:
          let plans = UInt8.random(in: 0..<4, using: &random) == 0
          try story.follow(
            id, tag: tags.randomElement(using: &random) ?? "", at: now,
            occurred: isLate ? now - late : nil,
            promised: plans ? now + .days(UInt32.random(in: 1...20, using: &random)) : nil,
            next: plans ? now + .days(UInt32.random(in: 1...45, using: &random)) : nil)
        case 9...11:
          try story.move(id, to: Stage.allCases.randomElement(using: &random) ?? .needs, at: now)
        case 12: try story.grade(id, Grade.allCases.randomElement(using: &random) ?? .a, at: now)
        case 13: try story.reassign(id, to: "abe", at: now)
        case 14: try story.lose(id, at: now)
        case 15:
          try story.submit(
            .planFollowUp(
              PlanFollowUp(
                opportunityID: OpportunityID(id),
                dueAt: now + .days(UInt32.random(in: 1...45, using: &random)), purpose: "ask")),
            at: now)
        case 16:
          try story.submit(
            .cancelPlan(CancelPlan(opportunityID: OpportunityID(id), reason: "later")), at: now)
        case 17:
          try story.quiet(days: UInt32.random(in: 1...9, using: &random), at: now)
        default: try story.reopen(id, at: now)
        }
      } catch is Rejection {
        continue
      }
    }
    return story
  }
}
