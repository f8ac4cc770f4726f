import Testing

@testable import Opportunities

@Suite("A forecast is kept as it was computed")
struct ForecastSnapshotTests {
  static let digest = [UInt8](repeating: 9, count: 32)

  private static func money(_ minorUnits: Int64, _ currency: String = "CNY") -> Money {
    Money(minorUnits: minorUnits, currency: Currency(code: currency))
  }

  static func amounts(
    _ currency: String = "CNY", won: Int64 = 0, expected: Int64 = 50, p10: Int64 = 10,
    p50: Int64 = 40, p90: Int64 = 90
  ) -> ForecastAmounts {
    ForecastAmounts(
      won: money(won, currency), expected: money(expected, currency), p10: money(p10, currency),
      p50: money(p50, currency), p90: money(p90, currency))
  }

  static func wins(
    open: UInt32 = 50, expected: UInt64 = 15_300_000, _ p10: UInt32 = 12, _ p50: UInt32 = 15,
    _ p90: UInt32 = 19
  ) -> ForecastWins {
    ForecastWins(openCount: open, expectedMillionths: expected, p10: p10, p50: p50, p90: p90)
  }

  static func snapshot(
    _ target: String = "team/east:2026-Q1", asOf: UInt64 = 5, policy: UInt64 = 1,
    model: String = "odds-1", wins: ForecastWins = wins(), amounts: [ForecastAmounts] = [amounts()],
    digest: [UInt8] = digest
  ) -> Command {
    .takeForecastSnapshot(
      TakeForecastSnapshot(
        targetID: TargetID(target), asOfPosition: asOf, policyVersion: policy, model: model,
        wins: wins, amounts: amounts, answerDigest: digest))
  }

  @Test("It stands on the stream of its target with all that it was computed from")
  func taken() throws {
    var world = try World.company()
    let event = try world.submit(Self.snapshot(), as: World.user("mia"))
    guard case .forecastSnapshotTaken(let taken) = event else { throw Unexpected() }
    #expect(taken.scope == .team && taken.team == TeamID("east") && taken.user == nil)
    #expect(taken.period == .quarter)
    #expect(taken.last.number - taken.first.number == 89)
    #expect(taken.asOfPosition == 5 && taken.policyVersion == 1 && taken.model == "odds-1")
    #expect(taken.wins == Self.wins() && taken.amounts == [Self.amounts()])
    #expect(taken.answerDigest == Self.digest)
    // Today's forecast may be another one, and what was kept stays.
    try world.submit(Self.snapshot(asOf: 6, amounts: [Self.amounts(), Self.amounts("EUR")]))
    #expect(world.state.version(of: Stream(kind: .target, id: "team/east:2026-Q1")) == 2)
    // A period that is over can be computed as of then.
    try world.submit(
      Self.snapshot("user/ana:2025-12", wins: Self.wins(open: 0, expected: 0, 0, 0, 0), amounts: [])
    )
    #expect(Snapshot(world.replayed()) == Snapshot(world.state))
  }

  @Test("What cannot have been computed is refused")
  func refused() throws {
    var world = try World.company()
    func expect(_ command: Command, _ code: Rejection.Code, _ field: String) {
      world.expectRefusal(command, code, field)
    }
    expect(Self.snapshot("east"), .invalidField, "target_id")
    expect(Self.snapshot("team/x:2026-Q1"), .notFound, "target_id")
    expect(Self.snapshot(asOf: 0), .invalidField, "as_of_position")
    expect(Self.snapshot(asOf: world.state.head + 1), .beyondHead, "as_of_position")
    expect(Self.snapshot(policy: 0), .notFound, "policy_version")
    expect(Self.snapshot(policy: 2), .notFound, "policy_version")
    expect(Self.snapshot(model: ""), .invalidField, "model")
    expect(Self.snapshot(wins: Self.wins(16, 15, 19)), .invalidField, "wins")
    expect(Self.snapshot(wins: Self.wins(12, 20, 19)), .invalidField, "wins")
    expect(Self.snapshot(wins: Self.wins(open: 18)), .invalidField, "wins")
    expect(
      Self.snapshot(wins: Self.wins(expected: 50_000_001)), .invalidField,
      "wins.expected_millionths")
    expect(Self.snapshot(amounts: [Self.amounts(p10: 41)]), .badAmount, "amounts[0]")
    expect(Self.snapshot(amounts: [Self.amounts(p90: 39)]), .badAmount, "amounts[0]")
    expect(
      Self.snapshot(amounts: [Self.amounts(won: -1)]), .badAmount, "amounts[0].won.minor_units")
    expect(Self.snapshot(amounts: [Self.amounts("XX")]), .badCurrency, "amounts[0].won.currency")
    expect(
      Self.snapshot(amounts: [Self.amounts(), Self.amounts()]), .invalidField,
      "amounts[1].won.currency")
    var mixed = Self.amounts()
    mixed.p50 = Self.money(40, "EUR")
    expect(Self.snapshot(amounts: [mixed]), .currencyChanged, "amounts[0].p50.currency")
    expect(Self.snapshot(digest: []), .invalidField, "answer_sha256")
    expect(Self.snapshot(digest: [1]), .invalidField, "answer_sha256")
    world.expectRefusal(
      Self.snapshot(), as: World.user("bo"), .forbidden, "actor.id")
    world.expectRefusal(
      Self.snapshot("company:2026"), as: World.user("mia"), .forbidden, "actor.id")
    // Rules that came later cannot have been those of then.
    try world.submit(.publish())
    world.expectRefusal(Self.snapshot(asOf: 5, policy: 2), .invalidField, "policy_version")
    try world.submit(Self.snapshot(asOf: world.state.head, policy: 2))
  }
}

@Suite("A calibration says what grades and stages have proved to be worth")
struct CalibrationTests {
  static func chance(
    _ grade: Grade?, _ stage: Stage, _ ppm: UInt32, sample: UInt32 = 30
  ) -> CalibratedChance {
    CalibratedChance(grade: grade, stage: stage, chance: PartsPerMillion(ppm), sample: sample)
  }

  static let map = [
    chance(nil, .contact, 900_000), chance(.a, .contact, 600_000), chance(.a, .quoted, 750_000),
    chance(.b, .contact, 250_000), chance(.c, .quoted, 40_000),
  ]

  static func calibrate(
    _ chances: [CalibratedChance] = map, asOf: UInt64 = 5, policy: UInt64 = 1, id: String = "wins",
    model: String = "odds-1", digest: [UInt8]? = nil
  ) -> Command {
    .calibrateForecast(
      CalibrateForecast(
        calibrationID: CalibrationID(id), asOfPosition: asOf, policyVersion: policy, model: model,
        chances: chances, mapDigest: digest ?? CalibratedChance.digest(of: chances), note: ""))
  }

  @Test("The map stands in order, with the digest that anybody can make of it")
  func calibrated() throws {
    var world = try World.company()
    let event = try world.submit(
      Self.calibrate(Self.map.reversed(), digest: CalibratedChance.digest(of: Self.map)),
      as: World.user("oli"))
    guard case .forecastCalibrated(let calibrated) = event else { throw Unexpected() }
    #expect(calibrated.chances == Self.map)
    #expect(
      calibrated.mapDigest
        == SHA256.digest(
          of: Array(
            """
            - contact 900000 30
            A contact 600000 30
            A quoted 750000 30
            B contact 250000 30
            C quoted 40000 30

            """.utf8)))
    try world.submit(Self.calibrate(asOf: 6))
    #expect(
      world.state.calibrations[CalibrationID("wins")] == Calibration(version: 2, position: 6))
    world.expectRefusal(Self.calibrate(asOf: 5), .notMonotone, "as_of_position")
    #expect(Snapshot(world.replayed()) == Snapshot(world.state))
  }

  @Test("What contradicts itself is refused")
  func refused() throws {
    let world = try World.company()
    let c = Self.chance
    for (chances, code, field): ([CalibratedChance], Rejection.Code, String) in [
      ([], .invalidField, "chances"),
      ([c(.a, .contact, 0, 1)], .invalidField, "chances[0].chance_ppm"),
      ([c(.a, .contact, 1_000_000, 1)], .invalidField, "chances[0].chance_ppm"),
      ([c(.a, .contact, 1, 1), c(.a, .contact, 2, 1)], .invalidField, "chances[1]"),
      ([c(.a, .needs, 9, 1), c(.a, .closing, 8, 1)], .notMonotone, "chances[1].chance_ppm"),
      ([c(.a, .closing, 8, 1), c(.a, .needs, 9, 1)], .notMonotone, "chances[1].chance_ppm"),
      ([c(.b, .needs, 9, 1), c(.a, .needs, 8, 1)], .notMonotone, "chances[1].chance_ppm"),
      ([c(.a, .needs, 8, 1), c(.c, .needs, 9, 1)], .notMonotone, "chances[1].chance_ppm"),
    ] {
      world.expectRefusal(Self.calibrate(chances), code, field)
    }
    world.expectRefusal(
      Self.calibrate(digest: [UInt8](repeating: 0, count: 32)), .digestMismatch, "map_sha256")
    world.expectRefusal(Self.calibrate(digest: []), .invalidField, "map_sha256")
    world.expectRefusal(Self.calibrate(id: ""), .invalidField, "calibration_id")
    world.expectRefusal(Self.calibrate(asOf: 0), .invalidField, "as_of_position")
    world.expectRefusal(
      Self.calibrate(asOf: world.state.head + 1), .beyondHead, "as_of_position")
    world.expectRefusal(Self.calibrate(policy: 9), .notFound, "policy_version")
    world.expectRefusal(Self.calibrate(model: "a b"), .invalidField, "model")
    world.expectRefusal(Self.calibrate(), as: World.user("mia"), .forbidden, "actor.id")
  }
}
