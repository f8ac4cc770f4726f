import Opportunities
import Testing

@testable import Insight

@Suite("Probabilities, pipeline and forecast")
struct ForecastTests {
  @Test(
    "Odds times the stage (C7), in ppm",
    arguments: [
      (Grade.a, [700_000, 728_507, 752_066, 777_778, 823_529, 903_226]),
      (.b, [300_000, 330_144, 357_798, 391_304, 461_538, 631_579]),
      (.c, [50_000, 57_072, 64_039, 73_171, 95_238, 173_913]),
      (nil, [50_000, 57_072, 64_039, 73_171, 95_238, 173_913]),
    ] as [(Grade?, [UInt32])])
  func probabilities(_ grade: Grade?, _ expected: [UInt32]) throws {
    let probabilities = WinProbabilities(under: try Story().moment(day(0)).policy)
    #expect(Stage.allCases.map { probabilities[grade, $0].count } == expected)
  }

  @Test(
    "No probability rounds into an outcome",
    arguments: [
      (1, 1, 1), (999_999, 1_000_000, 999_999), (500_000, 1_000, 500_000),
    ] as [(UInt32, UInt32, UInt32)])
  func neverCertain(_ prior: UInt32, _ odds: UInt32, _ expected: UInt32) {
    let probability = WinProbabilities.probability(
      prior: PartsPerMillion(prior), multiplierPermille: odds, under: .standard)
    #expect(probability.count == expected)
  }

  @Test(
    "A policy may multiply the probability itself, up to its cap (C7)",
    arguments: [
      (700_000, 1_500, 950_000, 950_000), (300_000, 1_500, 950_000, 450_000),
      (50_000, 1_150, 950_000, 57_500), (333_333, 1_001, 950_000, 333_666),
      (999_999, 1_000, 999_999, 999_999), (1, 1, 950_000, 1),
    ] as [(UInt32, UInt32, UInt32, UInt32)])
  func relative(_ prior: UInt32, _ multiplier: UInt32, _ cap: UInt32, _ expected: UInt32) {
    let probability = WinProbabilities.probability(
      prior: PartsPerMillion(prior), multiplierPermille: multiplier,
      under: .capped(at: cap))
    #expect(probability.count == expected)
  }

  @Test("What a stage multiplies is the policy's, and every sum follows it")
  func relativeUnderPolicy() throws {
    var document = PolicyDocument.standard
    document.winOdds = .capped(at: 900_000)
    var story = try Story(document)
    let probabilities = story.moment(day(0)).probabilities
    #expect(
      Stage.allCases.map { probabilities[.a, $0].count } == [
        700_000, 805_000, 900_000, 900_000, 900_000, 900_000,
      ])
    try story.create("one", grade: .a)
    #expect(story.card("one", at: day(0))?.winProbability == PartsPerMillion(700_000))
  }

  @Test("12 A, 20 B and 18 C at first contact: the example of the brief")
  func example() throws {
    var story = try Story()
    for (grade, count) in [(Grade.a, 12), (.b, 20), (.c, 18)] {
      for number in 0..<count { try story.create("\(grade)\(number)", grade: grade) }
    }
    let forecast = story.board.forecast(at: story.moment(day(0)))
    #expect(forecast.openCount == 50)
    #expect(forecast.wins.mean == 15.3)
    #expect(abs(forecast.wins.deviation - 2.752) < 0.000_5)
    #expect([forecast.winsP10, forecast.winsP50, forecast.winsP90] == [12, 15, 19])
    let tail: [(UInt64, Double)] = [
      (10, 0.9849), (12, 0.9189), (13, 0.8465), (14, 0.7419), (15, 0.6105), (18, 0.2101),
    ]
    for (k, probability) in tail {
      let ppm = forecast.atLeast[Int(k - forecast.firstK)].count
      #expect(abs(Double(ppm) / 1e6 - probability) <= 0.000_05, "P(N >= \(k))")
    }
    #expect(forecast.atLeast.first.map { $0.count <= 999_000 } == true)
    #expect(forecast.atLeast.last.map { $0.count >= 1_000 } == true)
    #expect(
      forecast.grades == [
        ForecastGrade(grade: .a, stage: .contact, count: 12, probability: .init(700_000)),
        ForecastGrade(grade: .b, stage: .contact, count: 20, probability: .init(300_000)),
        ForecastGrade(grade: .c, stage: .contact, count: 18, probability: .init(50_000)),
      ])
    // 15.3 × 1,000.00 yuan.
    #expect(forecast.currencies.first?.expected.minorUnits == 1_530_000)
  }

  @Test(
    "The distribution agrees with adding one opportunity after the other", arguments: [1, 2, 3])
  func againstBruteForce(_ seed: UInt64) {
    var random = Seeded(seed: seed)
    var shares: [CountDistribution.Share] = []
    var masses: [Double] = [1]
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      let ppm = UInt32.random(in: 1...999_999, using: &random)
      let count = UInt64.random(in: 1...60, using: &random)
      shares.append(.init(count: count, probability: PartsPerMillion(ppm)))
      let p = Double(ppm) / 1e6
      for _ in 0..<count {
        var next = [Double](repeating: 0, count: masses.count + 1)
        for (k, mass) in masses.enumerated() {
          next[k] += mass * (1 - p)
          next[k + 1] += mass * p
        }
        masses = next
      }
    }
    let distribution = CountDistribution(of: shares)
    for (k, mass) in masses.enumerated() {
      let place = k - Int(distribution.first)
      let own = distribution.masses.indices.contains(place) ? distribution.masses[place] : 0
      #expect(abs(own - mass) < 1e-13)
    }
    #expect(CountDistribution(of: shares.reversed()) == distribution)
  }

  @Test(
    "Small and certain cases",
    arguments: [
      ([], 0.0, [0, 0, 0], 0, []), ([(1, 700_000)], 0.7, [0, 1, 1], 1, [700_000]),
      ([(1, 1)], 0.000_001, [0, 0, 0], 0, []), ([(3, 1_000_000)], 3, [3, 3, 3], 0, []),
      ([(5, 0), (1, 500_000)], 0.5, [0, 0, 1], 1, [500_000]),
    ] as [([(UInt64, UInt32)], Double, [UInt64], UInt64, [UInt32])])
  func smallCases(
    _ shares: [(UInt64, UInt32)], _ mean: Double, _ quantiles: [UInt64], _ first: UInt64,
    _ tail: [UInt32]
  ) {
    let wins = CountDistribution(
      of: shares.map { .init(count: $0.0, probability: PartsPerMillion($0.1)) })
    #expect(wins.mean == mean)
    #expect([0.1, 0.5, 0.9].map { wins.quantile($0) } == quantiles)
    #expect(wins.atLeast.first == first)
    #expect(wins.atLeast.probabilities.map(\.count) == tail)
  }

  @Test("A million open opportunities keep their mean, spread and total mass")
  func million() {
    let shares = [50_000, 300_000, 391_304, 700_000].map {
      CountDistribution.Share(count: 250_000, probability: PartsPerMillion($0))
    }
    let wins = CountDistribution(of: shares)
    var mass = 0.0
    var mean = 0.0
    for (offset, probability) in wins.masses.enumerated() {
      mass += probability
      mean += probability * Double(wins.first + UInt64(offset))
    }
    #expect(abs(mass - 1) < 1e-9)
    #expect(abs(mean - wins.mean) < 1e-3)
    #expect(abs(Double(wins.quantile(0.5)) - wins.mean) < 1)
    let spread = Double(wins.quantile(0.9) - wins.quantile(0.1)) / wins.deviation
    #expect(abs(spread - 2.563) < 0.01)
  }

  @Test(
    "The square root is the correctly rounded one",
    arguments: [
      0, 1e-12, 0.25, 2, 7.575, 15, 1e6 + 0.1, 2.5e11,
    ])
  func squareRoot(_ value: Double) {
    let root = CountDistribution.squareRoot(of: value)
    #expect(abs(root - value.squareRoot()) <= value.squareRoot().ulp)
  }

  @Test("The pipeline by stage, outcome and currency, whole, by owner and by team")
  func pipeline() throws {
    var story = try Story()
    try story.create("1", grade: .a, stage: .quoted, minorUnits: 1_000)
    try story.create("2", grade: .a, stage: .quoted, minorUnits: 2_001, owner: "bo")
    try story.create("3", grade: .b, stage: .needs, minorUnits: 500, currency: "EUR")
    try story.create("4", minorUnits: 70, owner: "lone")
    try story.create("5", minorUnits: 80)
    try story.create("6", minorUnits: 90)
    try story.create("7", minorUnits: 60)
    try story.win("5", minorUnits: 75, at: day(1))
    try story.lose("6", at: day(1))
    try story.archive("7", at: day(1))
    let moment = story.moment(day(1))
    let whole = story.board.pipeline(at: moment).map(Self.text)
    #expect(
      whole == [
        "/open/contact/CNY 1 70 4", "/open/needs/EUR 1 500 165", "/open/quoted/CNY 2 3001 2334",
        "/won/-/CNY 1 75 0", "/lost/-/CNY 1 90 0", "/archived/-/CNY 1 60 0",
      ])
    let teams = story.board.pipeline(groupedBy: .team, at: moment).map(Self.text)
    #expect(teams.first == "/open/contact/CNY 1 70 4")
    #expect(teams.last == "west/open/quoted/CNY 1 2001 1556")
    let owners = story.board.pipeline(groupedBy: .owner, at: moment)
    #expect(owners.map(\.group) == owners.map(\.group).sorted())
    let east = ScopeFilter(team: TeamID("east"))
    #expect(story.board.pipeline(in: east, at: moment).reduce(0) { $0 + $1.count } == 5)
    let forecast = story.board.forecast(at: moment)
    #expect(forecast.currencies.map(\.currency.code) == ["CNY", "EUR"])
    #expect(forecast.currencies[0].openCount == 3)
    #expect(forecast.currencies[0].expected.minorUnits == 2_338)
    #expect(forecast.currencies[0].won.minorUnits == 75)
    #expect(forecast.currencies[1].wonCount == 0)
  }

  @Test("Sums stop at the largest Int64 and say so")
  func saturation() throws {
    var story = try Story()
    for number in 0..<9_224 {
      try story.create("\(number)", minorUnits: Money.minorUnitsMaximum)
    }
    let moment = story.moment(day(0))
    let row = try #require(story.board.pipeline(at: moment).first)
    #expect(row.isSaturated && row.amount.isSaturated && !row.weighted.isSaturated)
    #expect(row.amount.minorUnits == .max)
    let forecast = story.board.forecast(at: moment)
    #expect(forecast.currencies.first?.isSaturated == true)
    #expect(forecast.openCount == 9_224)
  }

  private static func text(_ row: PipelineRow) -> String {
    """
    \(row.group)/\(row.status)/\(row.stage.map { "\($0)" } ?? "-")/\(row.currency.code) \
    \(row.count) \(row.amount.minorUnits) \(row.weighted.minorUnits)
    """
  }
}

extension WinOddsRules {
  fileprivate static func capped(at cap: UInt32) -> WinOddsRules {
    WinOddsRules(
      kind: .relativeCapped, cap: PartsPerMillion(cap), silenceDays: 0, silenceOdds: .zero)
  }
}

/// SplitMix64: the same numbers from the same seed, everywhere.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
