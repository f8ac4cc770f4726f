// Written by tools/generate.sh from schemas/opportunity/v1/forecasts.proto; edit that, not this.

/// How many of the open opportunities will be won.
package struct ForecastWins: Hashable, Sendable {
  package var openCount: UInt32
  /// The mean of the number of wins, in millionths of a win.
  package var expectedMillionths: UInt64
  /// With a chance of 10 % there are at most so many.
  package var p10: UInt32
  package var p50: UInt32
  package var p90: UInt32

  package init(openCount: UInt32, expectedMillionths: UInt64, p10: UInt32, p50: UInt32, p90: UInt32)
  {
    self.openCount = openCount
    self.expectedMillionths = expectedMillionths
    self.p10 = p10
    self.p50 = p50
    self.p90 = p90
  }
}

/// What they will bring in one currency, in which all five stand.
package struct ForecastAmounts: Hashable, Sendable {
  /// Won in the period already.
  package var won: Money
  /// The mean of what the open ones bring: the sum of chance times amount.
  package var expected: Money
  /// With a chance of 10 % they bring at most so much.
  package var p10: Money
  package var p50: Money
  package var p90: Money

  package init(won: Money, expected: Money, p10: Money, p50: Money, p90: Money) {
    self.won = won
    self.expected = expected
    self.p10 = p10
    self.p50 = p50
    self.p90 = p90
  }
}

/// 留存预测: keeps a forecast as it is computed now, so that it can be compared with what happens.
/// Whoever has the log can compute it again as of the position.
package struct TakeForecastSnapshot: Hashable, Sendable {
  /// Whose figures and of which period, as of a target; there need not be one.
  package var targetID: TargetID
  /// The position of the log that it was computed as of.
  package var asOfPosition: UInt64
  /// The version of the rules that it was computed under.
  package var policyVersion: UInt64
  /// The name and version of the method.
  package var model: String
  package var wins: ForecastWins
  /// Each currency once.
  package var amounts: [ForecastAmounts]
  /// SHA-256 of the whole answer as it was given, 32 bytes.
  package var answerDigest: [UInt8]

  package init(
    targetID: TargetID, asOfPosition: UInt64 = 0, policyVersion: UInt64 = 0, model: String = "",
    wins: ForecastWins, amounts: [ForecastAmounts] = [], answerDigest: [UInt8] = []
  ) {
    self.targetID = targetID
    self.asOfPosition = asOfPosition
    self.policyVersion = policyVersion
    self.model = model
    self.wins = wins
    self.amounts = amounts
    self.answerDigest = answerDigest
  }
}

/// 留存预测: Forecast snapshot taken.
package struct ForecastSnapshotTaken: Hashable, Sendable {
  package var scope: TargetScope
  /// Only with scope user.
  package var user: UserID?
  /// Only with scope team.
  package var team: TeamID?
  package var period: PeriodKind
  package var first: Day
  package var last: Day
  package var asOfPosition: UInt64
  package var policyVersion: UInt64
  package var model: String
  package var wins: ForecastWins
  package var amounts: [ForecastAmounts]
  package var answerDigest: [UInt8]

  package init(
    scope: TargetScope, user: UserID?, team: TeamID?, period: PeriodKind, first: Day, last: Day,
    asOfPosition: UInt64, policyVersion: UInt64, model: String, wins: ForecastWins,
    amounts: [ForecastAmounts], answerDigest: [UInt8]
  ) {
    self.scope = scope
    self.user = user
    self.team = team
    self.period = period
    self.first = first
    self.last = last
    self.asOfPosition = asOfPosition
    self.policyVersion = policyVersion
    self.model = model
    self.wins = wins
    self.amounts = amounts
    self.answerDigest = answerDigest
  }
}

/// The chance to win that a grade at a stage has proved to have.
package struct CalibratedChance: Hashable, Sendable {
  /// nil: opportunities that nobody has graded.
  package var grade: Grade?
  package var stage: Stage
  /// More than 0 and less than 1,000,000.
  package var chance: PartsPerMillion
  /// Decided opportunities that it rests on.
  package var sample: UInt32

  package init(grade: Grade?, stage: Stage, chance: PartsPerMillion, sample: UInt32) {
    self.grade = grade
    self.stage = stage
    self.chance = chance
    self.sample = sample
  }
}

/// 校准预测: chances as the log shows them take the place of those before. The first of its id begins
/// a calibration, each later one replaces it.
package struct CalibrateForecast: Hashable, Sendable {
  package var calibrationID: CalibrationID
  /// The position of the log that it was computed as of, not before that of the calibration before.
  package var asOfPosition: UInt64
  /// The version of the rules that it was computed under.
  package var policyVersion: UInt64
  /// The name and version of the method.
  package var model: String
  /// Each grade and stage once. A grade's chance never falls from stage to stage, and at a stage none
  /// is above that of a better grade.
  package var chances: [CalibratedChance]
  /// SHA-256 of the map: a line `GRADE STAGE PPM SAMPLE` for each chance, by grade (none first, as
  /// `-`), then by stage, each with a line feed, such as `A contact 700000 35`. 32 bytes.
  package var mapDigest: [UInt8]
  package var note: String

  package init(
    calibrationID: CalibrationID, asOfPosition: UInt64 = 0, policyVersion: UInt64 = 0,
    model: String = "", chances: [CalibratedChance] = [], mapDigest: [UInt8] = [], note: String = ""
  ) {
    self.calibrationID = calibrationID
    self.asOfPosition = asOfPosition
    self.policyVersion = policyVersion
    self.model = model
    self.chances = chances
    self.mapDigest = mapDigest
    self.note = note
  }
}

/// 校准预测: Forecast calibrated.
package struct ForecastCalibrated: Hashable, Sendable {
  package var asOfPosition: UInt64
  package var policyVersion: UInt64
  package var model: String
  /// By grade, then by stage.
  package var chances: [CalibratedChance]
  package var mapDigest: [UInt8]
  package var note: String

  package init(
    asOfPosition: UInt64, policyVersion: UInt64, model: String, chances: [CalibratedChance],
    mapDigest: [UInt8], note: String
  ) {
    self.asOfPosition = asOfPosition
    self.policyVersion = policyVersion
    self.model = model
    self.chances = chances
    self.mapDigest = mapDigest
    self.note = note
  }
}
