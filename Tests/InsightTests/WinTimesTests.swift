import Opportunities
import Testing

@testable import Insight

@Suite("When wins come")
struct WinTimesTests {
  @Test(
    "Won by day 30, 60, 90 and 180 from first contact, with an empty history",
    arguments: [
      (Grade.a, [0.6245, 0.6998, 0.7000, 0.7000]), (.b, [0.0298, 0.1902, 0.2778, 0.3000]),
      (.c, [0.0002, 0.0053, 0.0179, 0.0460]),
    ] as [(Grade, [Double])])
  func table(_ grade: Grade, _ expected: [Double]) throws {
    let policy = try Story().moment(day(0)).policy
    let prior = Double(policy.rule(for: grade).winPrior.count) / 1e6
    let chances = [30, 60, 90, 180].map { days in
      prior * WinTimes(within: days, under: policy).share(grade, from: .contact)
    }
    for (chance, expected) in zip(chances, expected) {
      #expect(abs(chance - expected) <= 0.000_05, "\(chance)")
    }
  }

  @Test("Shares grow with days and stages, from none to nearly all", arguments: Grade.allCases)
  func order(_ grade: Grade) throws {
    let policy = try Story().moment(day(0)).policy
    var last = [Double](repeating: 0, count: Stage.allCases.count)
    for days in [0, 1, 5, 6, 7, 30, 365, WinTimes.daysMaximum] as [UInt32] {
      let times = WinTimes(within: days, under: policy)
      let shares = Stage.allCases.map { times.share(grade, from: $0) }
      // But for the last bits of sums of thousands of terms.
      #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 <= $1 + 1e-12 })
      #expect(zip(last, shares).allSatisfy { $0 <= $1 + 1e-12 })
      // Each stage takes a day at least.
      #expect(shares.map { $0 > 0 } == (1...6).map { 7 - $0 <= days })
      last = shares
    }
    #expect(last.allSatisfy { $0 > 0.999_999 && $0 <= 1 })
  }

  @Test("Means of less than a day a stage are a day each")
  func quick() throws {
    var document = PolicyDocument.standard
    document.grades[0].meanDaysToWin = 1
    let policy = try Story(document).moment(day(0)).policy
    #expect(WinTimes(within: 5, under: policy).share(.a, from: .contact) == 0)
    #expect(WinTimes(within: 6, under: policy).share(.a, from: .contact) == 1)
  }

  @Test("The forecast of a horizon: chances, expected amounts and numbers of wins in time")
  func forecast() throws {
    var story = try Story()
    try story.create("a", grade: .a, minorUnits: 1_000_000)
    try story.create("b", grade: .b, minorUnits: 10_000_000)
    let moment = story.moment(day(1))
    let times = WinTimes(within: 30, under: moment.policy)
    let forecast = story.board.forecast(within: times, at: moment)
    #expect(forecast.withinDays == 30)
    #expect(forecast.model == "grade-stage-odds/1+geometric-dwell/1")
    let chances = forecast.grades.map(\.probability.count)
    #expect(chances.map { ($0 + 50) / 100 } == [6_245, 298])
    #expect(
      forecast.currencies.first?.expected.minorUnits == Int64(chances[0]) + Int64(chances[1]) * 10)
    #expect(abs(forecast.wins.mean - Double(chances[0] + chances[1]) / 1e6) < 1e-9)
    // Nothing of it is kept: the next question is about wins at whatever time.
    story.board.prepare(for: moment)
    #expect(story.board.forecast(at: moment).wins.mean == 1)
    #expect(story.board.forecast(within: times, at: moment) == forecast)
    let today = WinTimes(within: 0, under: moment.policy)
    #expect(story.board.forecast(within: today, at: moment).wins.mean == 0)
  }
}
