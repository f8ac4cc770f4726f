import Opportunities
import Testing

@testable import Insight

@Suite("Health says how well an opportunity is being worked")
struct HealthTests {
  @Test(
    "The examples of the brief",
    arguments: [
      (Grade.a, Stage.quoted, "interested", 2, [100, 100, 67, 90]),
      (.b, .needs, "routine-contact", 14, [33, 50, 33, 40]),
      (.c, .contact, "routine-contact", 60, [0, 50, 17, 25]),
      (.a, .closing, "ready-to-sign", 0, [100, 100, 100, 100]),
      (.a, .contact, "complaint", 8, [0, 0, 17, 5]),
    ] as [(Grade, Stage, String, Int64, [UInt32])])
  func examples(
    _ grade: Grade, _ stage: Stage, _ tag: String, _ days: Int64, _ scores: [UInt32]
  ) throws {
    var story = try Story()
    try story.create(grade: grade, stage: stage)
    try story.follow(tag: tag, at: day(0))
    let health = try #require(story.card(at: day(days, hours: 5))?.health?.health)
    #expect([health.frequency, health.feedback, health.stage, health.total] == scores)
    #expect(health.silentDays == UInt32(days))
  }

  @Test("The formula holds for every grade, stage, feedback and silence")
  func formula() throws {
    let tags: [(String, Double)] = [
      ("interested", 100), ("routine-contact", 50), ("price-too-high", 40), ("no-answer", 10),
      ("complaint", 0),
    ]
    for grade in Grade.allCases {
      for stage in Stage.allCases {
        for (tag, points) in tags {
          var story = try Story()
          try story.create(grade: grade, stage: stage)
          try story.follow(tag: tag, at: day(0))
          let facts = try #require(story.facts())
          let cadence = Double(story.moment(day(0)).policy.rule(for: grade).cadenceDays)
          for days in 0..<60 as Range<Int64> {
            let moment = story.moment(day(days))
            let clocks = Clocks(of: facts, at: moment)
            let health = Health(of: facts, reading: clocks, at: moment)
            let late = max(0, Double(days) - cadence) / (1.5 * cadence)
            let frequency = max(0, 100 * (1 - late))
            let progress = 100 * Double(stage.rawValue) / 6
            let total = 0.3 * frequency + 0.4 * points + 0.3 * progress
            #expect(abs(Double(health.total) - total) <= 0.5 + 1e-9)
            #expect(abs(Double(health.frequency) - frequency) <= 0.5 + 1e-9)
          }
        }
      }
    }
  }

  @Test("Whoever is worked less well than the policy's score is at risk, and nobody else")
  func atRisk() throws {
    for score in [UInt32(0), 40, 41, 100] {
      var document = PolicyDocument.standard
      document.thresholds?.atRiskScore = score
      var story = try Story(document)
      try story.create(grade: .b, stage: .needs)
      try story.follow(at: day(0))
      let card = try #require(story.card(at: day(14)))
      #expect(card.health?.health.total == 40)
      #expect(card.flags.contains(.atRisk) == (score > 40), "\(score)")
    }
  }

  @Test("Without any follow-up the customer counts as neutral")
  func untouched() throws {
    var story = try Story()
    try story.create(grade: .a)
    #expect(story.card(at: day(1))?.health?.health.feedback == 50)
  }

  @Test(
    "What it is stuck on",
    arguments: [
      (Stage.contact, "interested", 8, StuckReason.needUnconfirmed),
      (.needs, "interested", 8, .noProposal), (.proposal, "interested", 8, .quoteUnanswered),
      (.quoted, "price-too-high", 8, .quoteUnanswered),
      (.negotiation, "routine-contact", 8, .negotiationStuck),
      (.closing, "ready-to-sign", 8, .contractUnsigned), (.quoted, "interested", 7, .none),
      (.quoted, "complaint", 0, .customerNegative), (.quoted, "decide-later", 0, .customerDeferred),
    ] as [(Stage, String, Int64, StuckReason)])
  func stuck(_ stage: Stage, _ tag: String, _ days: Int64, _ reason: StuckReason) throws {
    var story = try Story()
    try story.create(grade: .b, stage: stage)
    try story.follow(tag: tag, at: day(0))
    #expect(story.card(at: day(days))?.health?.health.stuckReason == reason)
  }

  @Test("Nobody talked to the customer: stuck once the first response is owed")
  func noFollowUp() throws {
    var story = try Story()
    try story.create(grade: .b)
    #expect(story.card(at: day(0, hours: 1))?.health?.health.stuckReason == StuckReason.none)
    #expect(story.card(at: day(0, hours: 2))?.health?.health.stuckReason == .noFollowUp)
  }

  @Test(
    "Elimination: below 30 points AND more than 60 days without progress (C5)",
    arguments: [
      ("no-answer", 60, 0, false), ("no-answer", 60, 1, true), ("interested", 61, 0, false),
      ("no-answer", 20, 0, false),
    ] as [(String, Int64, Int64, Bool)])
  func elimination(_ tag: String, _ days: Int64, _ hours: Int64, _ isAdvised: Bool) throws {
    var story = try Story()
    try story.create(grade: .c)
    try story.follow(tag: tag, at: day(0))
    let card = try #require(story.card(at: day(days, hours: hours)))
    #expect(card.health?.health.isEliminationAdvised == isAdvised)
    #expect(card.flags.contains(.eliminationAdvised) == isAdvised)
    let moment = story.moment(day(days, hours: hours))
    let advised = story.board.health(eliminationOnly: true, at: moment)
    #expect(advised.totalCount == (isAdvised ? 1 : 0))
    // Progress counts from the last forward move.
    try story.move(to: .needs, at: day(days, hours: hours))
    #expect(story.card(at: day(days + 60))?.health?.health.isEliminationAdvised == false)
  }

  @Test("Where the policy says so, a low score or a standstill alone is enough (C5)")
  func eitherEliminates() throws {
    var document = PolicyDocument.standard
    document.thresholds?.elimination = .any
    var story = try Story(document)
    try story.create(grade: .c)
    try story.follow(tag: "interested", at: day(0))
    #expect(story.card(at: day(60))?.health?.health.isEliminationAdvised == false)
    #expect(story.card(at: day(61))?.health?.health.isEliminationAdvised == true)
    try story.move(to: .quoted, at: day(61))
    #expect(story.card(at: day(62))?.health?.health.isEliminationAdvised == false)
  }

  @Test("Evidence that a second person verified is progress")
  func verifiedEvidence() throws {
    var story = try Story()
    try story.create(grade: .c)
    try story.follow(tag: "no-answer", at: day(0))
    try story.submit(
      .attachEvidence(
        AttachEvidence(
          opportunityID: OpportunityID("o"), evidenceID: EvidenceID("e"), kind: .email,
          fileDigest: [UInt8](repeating: 1, count: 32))),
      at: day(30))
    #expect(story.card(at: day(61))?.health?.health.isEliminationAdvised == true)
    try story.submit(
      .verifyEvidence(
        VerifyEvidence(
          opportunityID: OpportunityID("o"), evidenceID: EvidenceID("e"), result: .verified,
          reason: "called")),
      at: day(31), actor: Story.history)
    #expect(story.card(at: day(61))?.health?.health.isEliminationAdvised == false)
  }

  @Test("Worst first, then the longest without progress, then the id")
  func order() throws {
    var story = try Story()
    for (id, tag, start) in [
      ("b", "complaint", 0), ("a", "complaint", 0), ("old", "complaint", -2),
      ("fine", "interested", 0),
    ] as [(String, String, Int64)] {
      try story.create(id, grade: .a, at: day(0), occurred: day(start))
      try story.follow(id, tag: tag, at: day(0))
    }
    let moment = story.moment(day(1))
    let listing = story.board.health(at: moment)
    #expect(listing.rows.map(\.opportunity.text) == ["old", "a", "b", "fine"])
    #expect(story.board.health(limit: 1, at: moment).rows.map(\.opportunity.text) == ["old"])
    #expect(story.board.health(limit: 1, at: moment).totalCount == 4)
  }
}
