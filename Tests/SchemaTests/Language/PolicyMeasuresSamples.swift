// Written by tools/generate.sh from schemas/opportunity/v1/policy_measures.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func scorecardRules() -> ScorecardRules {
    ScorecardRules(
      dimensions: list { $0.scorecardDimension() }, hintAHundredths: uint32(),
      hintBHundredths: uint32())
  }
}

extension PBScorecardRules {
  init(_ value: ScorecardRules) {
    self.init()
    dimensions = value.dimensions.map { PBScorecardDimension($0) }
    hintAHundredths = value.hintAHundredths
    hintBHundredths = value.hintBHundredths
  }
}

extension Random {
  mutating func scorecardDimension() -> ScorecardDimension {
    ScorecardDimension(
      code: text(), label: label(), weight: uint32(), options: list { $0.scorecardOption() })
  }
}

extension PBScorecardDimension {
  init(_ value: ScorecardDimension) {
    self.init()
    code = value.code
    label = PBLabel(value.label)
    weight = value.weight
    options = value.options.map { PBScorecardOption($0) }
  }
}

extension Random {
  mutating func scorecardOption() -> ScorecardOption {
    ScorecardOption(code: text(), label: label(), pointsHundredths: uint32())
  }
}

extension PBScorecardOption {
  init(_ value: ScorecardOption) {
    self.init()
    code = value.code
    label = PBLabel(value.label)
    pointsHundredths = value.pointsHundredths
  }
}

extension Random {
  mutating func alertRules() -> AlertRules {
    AlertRules(routes: list { $0.alertRoute() })
  }
}

extension PBAlertRules {
  init(_ value: AlertRules) {
    self.init()
    routes = value.routes.map { PBAlertRoute($0) }
  }
}

extension Random {
  mutating func alertRoute() -> AlertRoute {
    AlertRoute(
      kind: one(), severity: one(), recipients: list { $0.one() }, channels: list { $0.one() },
      action: label(), muted: bool())
  }
}

extension PBAlertRoute {
  init(_ value: AlertRoute) {
    self.init()
    kind = word(value.kind)
    severity = word(value.severity)
    recipients = value.recipients.map { word($0) }
    channels = value.channels.map { word($0) }
    action = PBLabel(value.action)
    muted = value.muted
  }
}

extension Random {
  mutating func thresholdRules() -> ThresholdRules {
    ThresholdRules(
      redClock: one(), elimination: one(), atRiskScore: uint32(),
      backlog: list { $0.stageBacklog() })
  }
}

extension PBThresholdRules {
  init(_ value: ThresholdRules) {
    self.init()
    redClock = word(value.redClock)
    elimination = word(value.elimination)
    atRiskScore = value.atRiskScore
    backlog = value.backlog.map { PBStageBacklog($0) }
  }
}

extension Random {
  mutating func stageBacklog() -> StageBacklog {
    StageBacklog(stage: one(), opportunitiesMaximum: uint32())
  }
}

extension PBStageBacklog {
  init(_ value: StageBacklog) {
    self.init()
    stage = word(value.stage)
    opportunitiesMaximum = value.opportunitiesMaximum
  }
}

extension Random {
  mutating func winOddsRules() -> WinOddsRules {
    WinOddsRules(
      kind: one(), cap: PartsPerMillion(uint32()), silenceDays: uint32(),
      silenceOdds: PartsPerMillion(uint32()))
  }
}

extension PBWinOddsRules {
  init(_ value: WinOddsRules) {
    self.init()
    kind = word(value.kind)
    capPpm = value.cap.count
    silenceDays = value.silenceDays
    silenceOddsPpm = value.silenceOdds.count
  }
}

extension Random {
  mutating func gradeHonestyRules() -> GradeHonestyRules {
    GradeHonestyRules(
      resolvedMinimum: uint32(), margin: PartsPerMillion(uint32()),
      certainty: PartsPerMillion(uint32()))
  }
}

extension PBGradeHonestyRules {
  init(_ value: GradeHonestyRules) {
    self.init()
    resolvedMinimum = value.resolvedMinimum
    marginPpm = value.margin.count
    certaintyPpm = value.certainty.count
  }
}

extension Random {
  mutating func incentiveRules() -> IncentiveRules {
    IncentiveRules(
      starCompleteness: PartsPerMillion(uint32()), starAward: money(),
      kpiShare: PartsPerMillion(uint32()))
  }
}

extension PBIncentiveRules {
  init(_ value: IncentiveRules) {
    self.init()
    starCompletenessPpm = value.starCompleteness.count
    starAward = PBMoney(value.starAward)
    kpiSharePpm = value.kpiShare.count
  }
}

extension Random {
  mutating func growthRules() -> GrowthRules {
    GrowthRules(
      churnWeeks: uint32(), crossSellMonths: uint32(), renewalToleranceDays: uint32(),
      lowValuePermille: uint32())
  }
}

extension PBGrowthRules {
  init(_ value: GrowthRules) {
    self.init()
    churnWeeks = value.churnWeeks
    crossSellMonths = value.crossSellMonths
    renewalToleranceDays = value.renewalToleranceDays
    lowValuePermille = value.lowValuePermille
  }
}
