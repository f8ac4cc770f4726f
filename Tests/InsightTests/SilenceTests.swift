import Opportunities
import Testing

@testable import Insight

@Suite("Silence lowers the odds to win, where the policy says so")
struct SilenceTests {
  @Test(
    "Silent for 14 days: odds × 3/7",
    arguments: [(Grade.a, 500_000), (.b, 155_172), (.c, 22_059)] as [(Grade, UInt32)])
  func vectors(_ grade: Grade, _ expected: UInt32) throws {
    var story = try Story(.initial)
    try story.create(grade: grade)
    let before = story.card(at: day(14) + TimeLength(milliseconds: -1))
    #expect(before?.winProbability == story.moment(day(0)).policy.rule(for: grade).winPrior)
    #expect(before?.flags.contains(.silent) == false)
    let silent = story.card(at: day(14))
    #expect(silent?.winProbability?.count == expected)
    #expect(silent?.flags.contains(.silent) == true)
  }

  @Test("The stage's multiplier and silence both count")
  func quoted() throws {
    var story = try Story(.initial)
    try story.create(grade: .a, stage: .quoted)
    // 7/3 × 1.5 × 3/7 = 1.5.
    #expect(story.card(at: day(20))?.winProbability?.count == 600_000)
  }

  @Test("A capped probability is lowered by its odds alike")
  func capped() throws {
    var document = PolicyDocument.initial
    document.winOdds?.kind = .relativeCapped
    var story = try Story(document)
    try story.create(grade: .a)
    #expect(story.card(at: day(13))?.winProbability?.count == 700_000)
    #expect(story.card(at: day(14))?.winProbability?.count == 500_000)
  }

  @Test("Rules from before silence could be said keep their numbers")
  func standard() throws {
    var story = try Story()
    try story.create(grade: .a)
    #expect(story.card(at: day(300))?.winProbability?.count == 700_000)
    #expect(story.card(at: day(300))?.flags.contains(.silent) == false)
    #expect(story.board.forecast(at: story.moment(day(300))).model == "grade-stage-odds/1")
  }

  @Test("A talk ends it; a planned step and a quiet period excuse it, and then it counts anew")
  func excused() throws {
    func isSilent(_ story: Story, _ instant: Instant) -> Bool {
      story.card(at: instant)?.flags.contains(.silent) ?? false
    }
    var story = try Story(.initial)
    try story.create(grade: .a)
    try story.follow(at: day(10))
    #expect(!isSilent(story, day(23)) && isSilent(story, day(24)))
    try story.follow(at: day(25), next: day(35))
    #expect(!isSilent(story, day(48)) && isSilent(story, day(49)))
    // A plan far ahead excuses 30 days.
    try story.follow(at: day(50), next: day(500))
    #expect(!isSilent(story, day(93)) && isSilent(story, day(94)))
    try story.quiet(days: 10, at: day(95))
    #expect(!isSilent(story, day(95)) && !isSilent(story, day(118)) && isSilent(story, day(119)))
    try story.lose(at: day(120))
    #expect(story.card(at: day(200))?.winProbability == nil)
    try story.reopen(at: day(121))
    #expect(!isSilent(story, day(134)) && isSilent(story, day(135)))
  }

  @Test("The forecast shows silent ones apart, kept up or not, and its sums follow")
  func forecast() throws {
    var story = try Story(.initial)
    try story.create("old", grade: .a, minorUnits: 1_000)
    try story.create("new", grade: .a, minorUnits: 10_000, at: day(10))
    story.board.prepare(for: story.moment(day(13, hours: 23)))
    for isPrepared in [false, true] {
      let moment = story.moment(day(14))
      if isPrepared { story.board.prepare(for: moment) }
      let forecast = story.board.forecast(at: moment)
      #expect(
        forecast.grades == [
          ForecastGrade(grade: .a, stage: .contact, count: 1, probability: .init(700_000)),
          ForecastGrade(
            grade: .a, stage: .contact, count: 1, probability: .init(500_000), isSilent: true),
        ])
      #expect(forecast.currencies.first?.expected.minorUnits == 7_500)
      #expect(forecast.wins.mean == 1.2)
      #expect(forecast.model == "grade-stage-odds/1+silence/1")
      #expect(story.board.pipeline(at: moment).first?.weighted.minorUnits == 7_500)
    }
  }
}
