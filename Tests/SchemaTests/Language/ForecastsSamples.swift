// Written by tools/generate.sh from schemas/opportunity/v1/forecasts.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func forecastWins() -> ForecastWins {
    ForecastWins(
      openCount: uint32(), expectedMillionths: uint64(), p10: uint32(), p50: uint32(), p90: uint32()
    )
  }
}

extension PBForecastWins {
  init(_ value: ForecastWins) {
    self.init()
    openCount = value.openCount
    expectedMillionths = value.expectedMillionths
    p10 = value.p10
    p50 = value.p50
    p90 = value.p90
  }
}

extension Random {
  mutating func forecastAmounts() -> ForecastAmounts {
    ForecastAmounts(won: money(), expected: money(), p10: money(), p50: money(), p90: money())
  }
}

extension PBForecastAmounts {
  init(_ value: ForecastAmounts) {
    self.init()
    won = PBMoney(value.won)
    expected = PBMoney(value.expected)
    p10 = PBMoney(value.p10)
    p50 = PBMoney(value.p50)
    p90 = PBMoney(value.p90)
  }
}

extension Random {
  mutating func takeForecastSnapshot() -> TakeForecastSnapshot {
    TakeForecastSnapshot(
      targetID: id(), asOfPosition: uint64(), policyVersion: uint64(), model: text(),
      wins: forecastWins(), amounts: list { $0.forecastAmounts() }, answerDigest: digest())
  }
}

extension PBTakeForecastSnapshot {
  init(_ value: TakeForecastSnapshot) {
    self.init()
    targetID = value.targetID.text
    asOfPosition = value.asOfPosition
    policyVersion = value.policyVersion
    model = value.model
    wins = PBForecastWins(value.wins)
    amounts = value.amounts.map { PBForecastAmounts($0) }
    answerSha256 = Data(value.answerDigest)
  }
}

extension Random {
  mutating func forecastSnapshotTaken() -> ForecastSnapshotTaken {
    ForecastSnapshotTaken(
      scope: one(), user: maybe { $0.id() }, team: maybe { $0.id() }, period: one(), first: day(),
      last: day(), asOfPosition: uint64(), policyVersion: uint64(), model: text(),
      wins: forecastWins(), amounts: list { $0.forecastAmounts() }, answerDigest: digest())
  }
}

extension PBForecastSnapshotTaken {
  init(_ value: ForecastSnapshotTaken) {
    self.init()
    scope = word(value.scope)
    if let user = value.user { self.userID = user.text }
    if let team = value.team { self.teamID = team.text }
    period = word(value.period)
    firstDay = value.first.number
    lastDay = value.last.number
    asOfPosition = value.asOfPosition
    policyVersion = value.policyVersion
    model = value.model
    wins = PBForecastWins(value.wins)
    amounts = value.amounts.map { PBForecastAmounts($0) }
    answerSha256 = Data(value.answerDigest)
  }
}

extension Random {
  mutating func calibratedChance() -> CalibratedChance {
    CalibratedChance(
      grade: maybe { $0.one() }, stage: one(), chance: PartsPerMillion(uint32()), sample: uint32())
  }
}

extension PBCalibratedChance {
  init(_ value: CalibratedChance) {
    self.init()
    if let grade = value.grade { self.grade = word(grade) }
    stage = word(value.stage)
    chancePpm = value.chance.count
    sample = value.sample
  }
}

extension Random {
  mutating func calibrateForecast() -> CalibrateForecast {
    CalibrateForecast(
      calibrationID: id(), asOfPosition: uint64(), policyVersion: uint64(), model: text(),
      chances: list { $0.calibratedChance() }, mapDigest: digest(), note: text())
  }
}

extension PBCalibrateForecast {
  init(_ value: CalibrateForecast) {
    self.init()
    calibrationID = value.calibrationID.text
    asOfPosition = value.asOfPosition
    policyVersion = value.policyVersion
    model = value.model
    chances = value.chances.map { PBCalibratedChance($0) }
    mapSha256 = Data(value.mapDigest)
    note = value.note
  }
}

extension Random {
  mutating func forecastCalibrated() -> ForecastCalibrated {
    ForecastCalibrated(
      asOfPosition: uint64(), policyVersion: uint64(), model: text(),
      chances: list { $0.calibratedChance() }, mapDigest: digest(), note: text())
  }
}

extension PBForecastCalibrated {
  init(_ value: ForecastCalibrated) {
    self.init()
    asOfPosition = value.asOfPosition
    policyVersion = value.policyVersion
    model = value.model
    chances = value.chances.map { PBCalibratedChance($0) }
    mapSha256 = Data(value.mapDigest)
    note = value.note
  }
}
