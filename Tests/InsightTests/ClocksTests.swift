import Opportunities
import Testing

@testable import Insight

/// Followed up on day 0 at `stage`; asked `hours` later.
struct Silence: CustomTestStringConvertible {
  var grade: Grade?
  var stage: Stage = .needs
  var hours: Int64
  var rule: DueRule
  var dueDay: Int64
  var redDay: Int64?
  var recipients: [Recipient]

  var testDescription: String { "\(grade.map { "\($0)" } ?? "ungraded") \(stage) \(hours) h" }
}

@Suite("Due, red and stalled follow C4")
struct ClocksTests {
  @Test("Silence by grade and stage", arguments: silences)
  func silent(_ silence: Silence) throws {
    var story = try Story()
    try story.create(grade: silence.grade, stage: .contact)
    try story.follow(at: day(0))
    // Entered late enough that dwell raises nothing of its own.
    try story.move(to: silence.stage, at: day(0, hours: 20))
    let clocks = try #require(story.clocks(at: day(0, hours: silence.hours)))
    #expect(clocks.rule == silence.rule)
    #expect(clocks.dueAt == day(silence.dueDay))
    #expect(clocks.redSince == silence.redDay.map { day($0) })
    #expect(clocks.recipients == silence.recipients)
    #expect(clocks.overdue == day(0, hours: silence.hours).since(day(silence.dueDay)))
  }

  static let silences: [Silence] = [
    Silence(
      grade: .a, hours: 240, rule: .gradeCadence, dueDay: 3, redDay: 7,
      recipients: [.owner, .manager]),
    Silence(grade: .a, hours: 96, rule: .gradeCadence, dueDay: 3, recipients: [.owner]),
    Silence(grade: .a, hours: 168, rule: .gradeCadence, dueDay: 3, recipients: [.owner]),
    Silence(
      grade: .a, hours: 169, rule: .gradeCadence, dueDay: 3, redDay: 7,
      recipients: [.owner, .manager]),
    Silence(grade: .a, hours: 71, rule: .gradeCadence, dueDay: 3, recipients: []),
    Silence(grade: .a, hours: 72, rule: .gradeCadence, dueDay: 3, recipients: [.owner]),
    Silence(
      grade: .b, hours: 192, rule: .gradeCadence, dueDay: 7, redDay: 7,
      recipients: [.owner, .manager]),
    Silence(grade: .b, hours: 168, rule: .gradeCadence, dueDay: 7, recipients: [.owner]),
    Silence(grade: .c, hours: 240, rule: .gradeCadence, dueDay: 15, recipients: []),
    Silence(
      grade: .c, hours: 384, rule: .gradeCadence, dueDay: 15, redDay: 15,
      recipients: [.owner, .manager, .supervisor]),
    Silence(grade: nil, hours: 240, rule: .gradeCadence, dueDay: 15, recipients: []),
    Silence(
      grade: .a, stage: .closing, hours: 48, rule: .closingDaily, dueDay: 1, redDay: 1,
      recipients: [.owner, .manager, .departmentHead]),
    Silence(
      grade: .a, stage: .closing, hours: 24, rule: .closingDaily, dueDay: 1,
      recipients: [.owner]),
  ]

  @Test(
    "More than 14 days at a stage is stalled, however often they talk",
    arguments: [
      (14, 0, false), (14, 1, true), (15, 0, true),
    ])
  func stagnation(_ days: Int64, _ hours: Int64, _ isStalled: Bool) throws {
    var story = try Story()
    try story.create(grade: .b)
    for talk in 0..<15 as Range<Int64> { try story.follow(at: day(talk)) }
    let clocks = try #require(story.clocks(at: day(days, hours: hours)))
    #expect(clocks.isStalled == isStalled)
    #expect(clocks.stalledSince == (isStalled ? day(14) : nil))
    #expect(!clocks.isRed)
    #expect(clocks.recipients == (isStalled ? [.supervisor] : []))
    // A step back is a move as well: the stage is new, the progress is not.
    try story.move(to: .quoted, at: day(15))
    try story.move(to: .needs, at: day(16))
    #expect(story.clocks(at: day(16))?.isStalled == false)
    #expect(story.facts()?.lastProgressAt == day(15))
  }

  @Test("Without a follow-up the first response is owed after two hours", arguments: Stage.allCases)
  func firstResponse(_ stage: Stage) throws {
    var story = try Story()
    try story.create(grade: .a, stage: stage)
    let clocks = try #require(story.clocks(at: day(0, hours: 3)))
    #expect(clocks.rule == .firstResponse)
    #expect(clocks.dueAt == day(0, hours: 2))
    #expect(story.clocks(at: day(8))?.redSince == (stage == .closing ? day(1) : day(7)))
  }

  @Test("At first contact a first follow-up is owed after 7 days even where response is slow")
  func firstFollowUp() throws {
    var document = PolicyDocument.standard
    document.cadence.firstResponseHours = 24 * 30
    var story = try Story(document)
    try story.create(grade: .c)
    #expect(story.clocks(at: day(1))?.rule == .firstFollowUp)
    #expect(story.clocks(at: day(1))?.dueAt == day(7))
    try story.move(to: .needs, at: day(2))
    #expect(story.clocks(at: day(3))?.rule == .gradeCadence)
  }

  @Test(
    "A promised feedback is due 48 hours before", arguments: [(47, true), (48, true), (49, false)])
  func promise(_ hoursBefore: Int64, _ isDue: Bool) throws {
    var story = try Story()
    try story.create(grade: .c)
    try story.follow(at: day(0), promised: day(10))
    let now = day(10, hours: -hoursBefore)
    let clocks = try #require(story.clocks(at: now))
    #expect(clocks.rule == .promisedFeedback)
    #expect(clocks.dueAt == day(8))
    #expect(clocks.isDue == isDue)
    #expect(clocks.recipients == (isDue ? [.owner] : []))
    try story.follow(at: day(8, hours: 1))
    #expect(story.clocks(at: day(9))?.rule == .gradeCadence)
  }

  @Test("A promise for tomorrow is due at once, and was not late before it was made")
  func shortPromise() throws {
    var story = try Story()
    try story.create(grade: .c)
    try story.follow(at: day(3), promised: day(4))
    let clocks = try #require(story.clocks(at: day(3)))
    #expect(clocks.rule == .promisedFeedback && clocks.dueAt == day(3))
    #expect(clocks.isDue && clocks.overdue == .days(0))
  }

  @Test("A planned next step suspends due and red until it comes")
  func planned() throws {
    var story = try Story()
    try story.create(grade: .a, stage: .closing)
    try story.follow(at: day(0), next: day(12))
    let before = try #require(story.clocks(at: day(8)))
    #expect(before.suspendedUntil == day(12))
    #expect(before.rule == .plannedNextStep)
    #expect(before.dueAt == day(12))
    #expect(!before.isRed && !before.isDue && !before.isBeyondCadence)
    #expect(before.recipients == [])
    let after = try #require(story.clocks(at: day(12, hours: 1)))
    #expect(after.suspendedUntil == nil)
    #expect(after.rule == .plannedNextStep)
    #expect(after.redSince == day(12))
    // It does not excuse standing still.
    #expect(story.clocks(at: day(11))?.isStalled == false)
    #expect(story.clocks(at: day(15))?.isStalled == true)
  }

  @Test("A step planned by itself does the same, until it is cancelled or the next talk")
  func plannedByItself() throws {
    var story = try Story()
    let plan = Command.planFollowUp(
      PlanFollowUp(opportunityID: OpportunityID("o"), dueAt: day(12), purpose: "ask for feedback"))
    try story.create(grade: .a)
    try story.follow(at: day(0), next: day(2))
    try story.submit(plan, at: day(1))
    let before = try #require(story.clocks(at: day(8)))
    #expect(before.suspendedUntil == day(12) && before.dueAt == day(12))
    #expect(before.rule == .plannedNextStep && !before.isRed)
    var cancelled = story
    try cancelled.submit(
      .cancelPlan(CancelPlan(opportunityID: OpportunityID("o"), reason: "they called")), at: day(2))
    #expect(cancelled.clocks(at: day(8))?.suspendedUntil == nil)
    #expect(cancelled.clocks(at: day(8))?.redSince == day(7))
    try story.follow(at: day(5))
    #expect(story.clocks(at: day(8))?.rule == .gradeCadence)
    #expect(story.clocks(at: day(8))?.dueAt == day(8))
    // What is entered late does not plan over a later talk.
    try story.submit(plan, at: day(6), occurred: day(4))
    #expect(story.clocks(at: day(8))?.rule == .gradeCadence)
  }

  @Test("Red may count from the last progress instead of the last talk")
  func progressClock() throws {
    var document = PolicyDocument.standard
    document.thresholds?.redClock = .progress
    var story = try Story(document)
    try story.create(grade: .a)
    try story.follow(at: day(6))
    let clocks = try #require(story.clocks(at: day(8)))
    #expect(clocks.redSince == day(7) && !clocks.isDue)
    try story.move(to: .needs, at: day(8))
    #expect(story.clocks(at: day(15))?.redSince == nil)
    #expect(story.clocks(at: day(15, hours: 1))?.redSince == day(15))
    try story.follow(at: day(16), next: day(20))
    #expect(story.clocks(at: day(19))?.isRed == false)
    #expect(story.clocks(at: day(21))?.redSince == day(20))
  }

  @Test("A customer who wants to be left alone suspends due and red, until it is over or lifted")
  func quietPeriod() throws {
    var story = try Story()
    try story.create(grade: .a)
    try story.follow(at: day(0))
    try story.quiet(days: 20, at: day(2))
    let within = try #require(story.clocks(at: day(10)))
    #expect(within.suspendedUntil == day(22) && within.rule == .gradeCadence)
    #expect(within.dueAt == day(22) && !within.isRed && within.recipients == [])
    #expect(story.clocks(at: day(22, hours: 1))?.redSince == day(22))
    #expect(story.board.due(at: story.moment(day(10))).totalCount == 0)
    #expect(story.board.due(at: story.moment(day(22))).totalCount == 1)
    try story.submit(
      .liftQuietPeriod(LiftQuietPeriod(customerID: CustomerID("acme"), reason: "they called")),
      at: day(9))
    #expect(story.clocks(at: day(10))?.redSince == day(7))
    // What is only not to be offered stops nothing.
    try story.submit(
      .setQuietPeriod(
        SetQuietPeriod(
          customerID: CustomerID("acme"), until: day(30), scope: .productPush, reason: "r")),
      at: day(10))
    #expect(story.clocks(at: day(11))?.suspendedUntil == nil)
  }

  @Test("A suspension is capped, and a promise inside it still counts")
  func capped() throws {
    var story = try Story()
    try story.create(grade: .a)
    try story.follow(at: day(0), promised: day(20), next: day(90))
    #expect(story.clocks(at: day(5))?.rule == .promisedFeedback)
    #expect(story.clocks(at: day(29))?.suspendedUntil == day(30))
    #expect(story.clocks(at: day(29))?.isRed == false)
    let after = try #require(story.clocks(at: day(31)))
    #expect(after.suspendedUntil == nil)
    #expect(after.redSince == day(30))
    try story.follow(at: day(31), next: day(32))
    #expect(story.clocks(at: day(33))?.dueAt == day(32))
  }

  @Test("Time spent closed is nobody's silence: reopening starts the clocks anew")
  func reopened() throws {
    var story = try Story()
    try story.create(grade: .a)
    try story.follow(at: day(1), next: day(4))
    try story.lose(at: day(5))
    try story.reopen(at: day(200))
    let clocks = try #require(story.clocks(at: day(201)))
    #expect(!clocks.isRed && !clocks.isStalled)
    #expect(clocks.silence == .days(1))
    #expect(story.facts()?.lastFollowUpAt == day(1))
    #expect(story.clocks(at: day(208))?.redSince == day(207))
  }

  @Test("The due list: red first, then the most overdue, then the larger amount, then the id")
  func order() throws {
    var story = try Story()
    let rows: [(String, Grade, Int64, Int64)] = [
      ("small", .a, 10, 0), ("large", .a, 20, 0), ("also", .a, 20, 0), ("red", .b, 1, -5),
      ("later", .c, 1, 0), ("older", .a, 1, -3),
    ]
    for (id, grade, amount, talk) in rows {
      try story.create(
        id, grade: grade, stage: .needs, minorUnits: amount, at: day(0), occurred: day(-6))
      try story.follow(id, at: day(0), occurred: day(talk))
    }
    let asked = story.moment(day(3, hours: 1))
    let due = story.board.due(at: asked)
    #expect(due.rows.map(\.opportunity.text) == ["red", "older", "also", "large", "small"])
    #expect(due.rows.first?.lastTopic == "routine-contact")
    #expect(due.totalCount == 5)
    #expect(story.board.due(withinHours: 24 * 11, at: asked).totalCount == 5)
    #expect(story.board.due(withinHours: 24 * 12, at: asked).totalCount == 6)
    let two = story.board.due(limit: 2, at: asked)
    #expect(two.rows == Array(due.rows.prefix(2)))
    #expect(two.totalCount == 5)
    try story.win("red", at: day(3))
    #expect(story.board.due(at: asked).totalCount == 4)
  }

  @Test("A late record lowers the flag from when it was recorded, never before")
  func lateRecord() throws {
    var story = try Story()
    try story.create(grade: .a)
    try story.follow(at: day(0))
    try story.follow(at: day(9), occurred: day(6))
    let asOfDay8 = try story.board { $0.recordedAt <= day(8) }
    for _ in 0..<2 {
      let card = asOfDay8.opportunity(OpportunityID("o"), at: story.moment(day(8)))
      #expect(card?.due?.redSince == day(7))
    }
    let now = try #require(story.card(at: day(9)))
    #expect(now.due?.isRed == false)
    #expect(now.due?.dueAt == day(9))
    #expect(now.flags == [.backfilled])
  }
}
