// Written by tools/generate.sh from schemas/opportunity/v1/forecasts.proto; edit that, not this.

package import Opportunities

extension ForecastWins: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var openCount: UInt32 = 0
    var expectedMillionths: UInt64 = 0
    var p10: UInt32 = 0
    var p50: UInt32 = 0
    var p90: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: openCount = try reader.uint32("open_count")
      case 2: expectedMillionths = try reader.uint64("expected_millionths")
      case 3: p10 = try reader.uint32("p10")
      case 4: p50 = try reader.uint32("p50")
      case 5: p90 = try reader.uint32("p90")
      default: try reader.skip()
      }
    }
    self.init(
      openCount: openCount, expectedMillionths: expectedMillionths, p10: p10, p50: p50, p90: p90)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, openCount)
    writer.uint64(2, expectedMillionths)
    writer.uint32(3, p10)
    writer.uint32(4, p50)
    writer.uint32(5, p90)
  }
}

extension ForecastAmounts: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var won: Money?
    var expected: Money?
    var p10: Money?
    var p50: Money?
    var p90: Money?
    while let field = try reader.nextField() {
      switch field {
      case 1: won = try reader.message("won")
      case 2: expected = try reader.message("expected")
      case 3: p10 = try reader.message("p10")
      case 4: p50 = try reader.message("p50")
      case 5: p90 = try reader.message("p90")
      default: try reader.skip()
      }
    }
    self.init(
      won: try reader.required(won, "won"), expected: try reader.required(expected, "expected"),
      p10: try reader.required(p10, "p10"), p50: try reader.required(p50, "p50"),
      p90: try reader.required(p90, "p90"))
  }

  package func write(to writer: inout WireWriter) {
    writer.message(1, won)
    writer.message(2, expected)
    writer.message(3, p10)
    writer.message(4, p50)
    writer.message(5, p90)
  }
}

extension TakeForecastSnapshot: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var targetID: TargetID = TargetID(.empty)
    var asOfPosition: UInt64 = 0
    var policyVersion: UInt64 = 0
    var model: String = ""
    var wins: ForecastWins?
    var amounts: [ForecastAmounts] = []
    var answerDigest: [UInt8] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: targetID = try reader.identifier("target_id")
      case 2: asOfPosition = try reader.uint64("as_of_position")
      case 3: policyVersion = try reader.uint64("policy_version")
      case 4: model = try reader.detail("model")
      case 5: wins = try reader.message("wins")
      case 6: try reader.append(to: &amounts, "amounts")
      case 7: answerDigest = try reader.detailBytes("answer_sha256")
      default: try reader.skip()
      }
    }
    self.init(
      targetID: targetID, asOfPosition: asOfPosition, policyVersion: policyVersion, model: model,
      wins: try reader.required(wins, "wins"), amounts: amounts, answerDigest: answerDigest)
  }
}

extension ForecastSnapshotTaken: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var scope: TargetScope?
    var user: UserID?
    var team: TeamID?
    var period: PeriodKind?
    var first: Day = Day(number: 0)
    var last: Day = Day(number: 0)
    var asOfPosition: UInt64 = 0
    var policyVersion: UInt64 = 0
    var model: String = ""
    var wins: ForecastWins?
    var amounts: [ForecastAmounts] = []
    var answerDigest: [UInt8] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: scope = try reader.enumeration("scope")
      case 2: user = try reader.optionalIdentifier("user_id")
      case 3: team = try reader.optionalIdentifier("team_id")
      case 4: period = try reader.enumeration("period")
      case 5: first = Day(number: try reader.sint32("first_day"))
      case 6: last = Day(number: try reader.sint32("last_day"))
      case 7: asOfPosition = try reader.uint64("as_of_position")
      case 8: policyVersion = try reader.uint64("policy_version")
      case 9: model = try reader.detail("model")
      case 10: wins = try reader.message("wins")
      case 11: try reader.append(to: &amounts, "amounts")
      case 12: answerDigest = try reader.detailBytes("answer_sha256")
      default: try reader.skip()
      }
    }
    self.init(
      scope: try reader.required(scope, "scope"), user: user, team: team,
      period: try reader.required(period, "period"), first: first, last: last,
      asOfPosition: asOfPosition, policyVersion: policyVersion, model: model,
      wins: try reader.required(wins, "wins"), amounts: amounts, answerDigest: answerDigest)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, scope)
    writer.identifier(2, user)
    writer.identifier(3, team)
    writer.enumeration(4, period)
    writer.sint32(5, first.number)
    writer.sint32(6, last.number)
    writer.uint64(7, asOfPosition)
    writer.uint64(8, policyVersion)
    writer.string(9, model)
    writer.message(10, wins)
    writer.messages(11, amounts)
    writer.byteArray(12, answerDigest)
  }
}

extension CalibratedChance: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var grade: Grade?
    var stage: Stage?
    var chance: PartsPerMillion = PartsPerMillion(0)
    var sample: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: grade = try reader.enumeration("grade")
      case 2: stage = try reader.enumeration("stage")
      case 3: chance = PartsPerMillion(try reader.uint32("chance_ppm"))
      case 4: sample = try reader.uint32("sample")
      default: try reader.skip()
      }
    }
    self.init(
      grade: grade, stage: try reader.required(stage, "stage"), chance: chance, sample: sample)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, grade)
    writer.enumeration(2, stage)
    writer.uint32(3, chance.count)
    writer.uint32(4, sample)
  }
}

extension CalibrateForecast: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var calibrationID: CalibrationID = CalibrationID(.empty)
    var asOfPosition: UInt64 = 0
    var policyVersion: UInt64 = 0
    var model: String = ""
    var chances: [CalibratedChance] = []
    var mapDigest: [UInt8] = []
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: calibrationID = try reader.identifier("calibration_id")
      case 2: asOfPosition = try reader.uint64("as_of_position")
      case 3: policyVersion = try reader.uint64("policy_version")
      case 4: model = try reader.detail("model")
      case 5: try reader.append(to: &chances, "chances")
      case 6: mapDigest = try reader.detailBytes("map_sha256")
      case 7: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(
      calibrationID: calibrationID, asOfPosition: asOfPosition, policyVersion: policyVersion,
      model: model, chances: chances, mapDigest: mapDigest, note: note)
  }
}

extension ForecastCalibrated: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var asOfPosition: UInt64 = 0
    var policyVersion: UInt64 = 0
    var model: String = ""
    var chances: [CalibratedChance] = []
    var mapDigest: [UInt8] = []
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: asOfPosition = try reader.uint64("as_of_position")
      case 2: policyVersion = try reader.uint64("policy_version")
      case 3: model = try reader.detail("model")
      case 4: try reader.append(to: &chances, "chances")
      case 5: mapDigest = try reader.detailBytes("map_sha256")
      case 6: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(
      asOfPosition: asOfPosition, policyVersion: policyVersion, model: model, chances: chances,
      mapDigest: mapDigest, note: note)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint64(1, asOfPosition)
    writer.uint64(2, policyVersion)
    writer.string(3, model)
    writer.messages(4, chances)
    writer.byteArray(5, mapDigest)
    writer.string(6, note)
  }
}
