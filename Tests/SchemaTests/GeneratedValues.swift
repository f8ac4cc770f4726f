import FoundationEssentials
import Opportunities
import Schema
import SwiftProtobuf

// The domain's values as generated messages, field by field and without our wire code: the oracle.

func word<Word: SwiftProtobuf.Enum>(_ value: (some RawRepresentable<UInt8>)?) -> Word {
  Word(rawValue: Int(value?.rawValue ?? 0)) ?? Word()
}

func data(_ id: CommandID?) -> Data {
  guard let id else { return Data() }
  return Data(
    [id.high, id.low].flatMap { half in
      (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * UInt64($0))) }
    })
}

extension PBMoney {
  init(_ money: Money) {
    self.init()
    minorUnits = money.minorUnits
    currency = money.currency.code
  }
}

extension PBActor {
  init(_ actor: Actor) {
    self.init()
    kind = word(actor.kind)
    id = actor.id.text
  }
}

extension PBImportRow {
  init(_ row: ImportRow) {
    self.init()
    batchID = row.batchID.text
    self.row = row.row
    part = row.part
  }
}

extension PBGradeBasis {
  init(_ basis: GradeBasis) {
    self.init()
    need = basis.need
    budget = basis.budget
    if let days = basis.decisionDays { decisionDays = days }
    comparing = basis.comparing
  }
}

extension PBLabel {
  init(_ label: Label) {
    self.init()
    zh = label.zh
    en = label.en
  }
}

extension PBPolicyDocument {
  init(_ document: PolicyDocument) {
    self.init()
    utcOffsetMinutes = document.utcOffsetMinutes
    grades = document.grades.map(PBGradeRule.init)
    stages = document.stages.map { rule in
      .with {
        $0.stage = word(rule.stage)
        $0.label = PBLabel(rule.label)
        $0.plannedDay = rule.plannedDay
        $0.oddsPermille = rule.oddsPermille
      }
    }
    cadence = PBCadenceRules(document.cadence)
    health = PBHealthRules(document.health)
    recording = .with {
      $0.futureToleranceMinutes = document.recording.futureToleranceMinutes
      $0.backfillFlagHours = document.recording.backfillFlagHours
      $0.backfillReasonDays = document.recording.backfillReasonDays
    }
    feedbackTags = document.feedbackTags.map { tag in
      .with {
        $0.code = tag.code
        $0.label = PBLabel(tag.label)
        $0.sentiment = word(tag.sentiment)
        $0.contradictsGradeA = tag.contradictsGradeA
      }
    }
    lossReasons = document.lossReasons.map { reason in
      .with {
        $0.code = reason.code
        $0.label = PBLabel(reason.label)
      }
    }
    strictGradeA = document.strictGradeA
  }
}

extension PBGradeRule {
  fileprivate init(_ rule: GradeRule) {
    self.init()
    grade = word(rule.grade)
    requiresNeed = rule.requiresNeed
    requiresBudget = rule.requiresBudget
    decisionDaysMaximum = rule.decisionDaysMaximum
    cadenceDays = rule.cadenceDays
    winPriorPpm = rule.winPrior.count
    meanDaysToWin = rule.meanDaysToWin
  }
}

extension PBCadenceRules {
  fileprivate init(_ rules: CadenceRules) {
    self.init()
    firstResponseHours = rules.firstResponseHours
    firstFollowUpDays = rules.firstFollowUpDays
    closingDays = rules.closingDays
    promiseLeadHours = rules.promiseLeadHours
    redDaysMinimum = rules.redDaysMinimum
    stagnationDays = rules.stagnationDays
    suspensionDaysMaximum = rules.suspensionDaysMaximum
  }
}

extension PBHealthRules {
  fileprivate init(_ rules: HealthRules) {
    self.init()
    frequencyWeight = rules.frequencyWeight
    feedbackWeight = rules.feedbackWeight
    stageWeight = rules.stageWeight
    positivePoints = rules.positivePoints
    neutralPoints = rules.neutralPoints
    objectionPoints = rules.objectionPoints
    deferralPoints = rules.deferralPoints
    negativePoints = rules.negativePoints
    eliminationScore = rules.eliminationScore
    eliminationDays = rules.eliminationDays
  }
}
