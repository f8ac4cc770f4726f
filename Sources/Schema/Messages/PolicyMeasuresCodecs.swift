// Written by tools/generate.sh from schemas/opportunity/v1/policy_measures.proto; edit that, not this.

package import Opportunities

extension RedClock: WireEnum {}

extension Combination: WireEnum {}

extension WinOddsKind: WireEnum {}

extension ScorecardRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var dimensions: [ScorecardDimension] = []
    var hintAHundredths: UInt32 = 0
    var hintBHundredths: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: try reader.append(to: &dimensions, "dimensions")
      case 2: hintAHundredths = try reader.uint32("hint_a_hundredths")
      case 3: hintBHundredths = try reader.uint32("hint_b_hundredths")
      default: try reader.skip()
      }
    }
    self.init(
      dimensions: dimensions, hintAHundredths: hintAHundredths, hintBHundredths: hintBHundredths)
  }

  package func write(to writer: inout WireWriter) {
    writer.messages(1, dimensions)
    writer.uint32(2, hintAHundredths)
    writer.uint32(3, hintBHundredths)
  }
}

extension ScorecardDimension: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var code: String = ""
    var label: Label?
    var weight: UInt32 = 0
    var options: [ScorecardOption] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: code = try reader.string("code")
      case 2: label = try reader.message("label")
      case 3: weight = try reader.uint32("weight")
      case 4: try reader.append(to: &options, "options")
      default: try reader.skip()
      }
    }
    self.init(
      code: code, label: try reader.required(label, "label"), weight: weight, options: options)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, code)
    writer.message(2, label)
    writer.uint32(3, weight)
    writer.messages(4, options)
  }
}

extension ScorecardOption: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var code: String = ""
    var label: Label?
    var pointsHundredths: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: code = try reader.string("code")
      case 2: label = try reader.message("label")
      case 3: pointsHundredths = try reader.uint32("points_hundredths")
      default: try reader.skip()
      }
    }
    self.init(
      code: code, label: try reader.required(label, "label"), pointsHundredths: pointsHundredths)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, code)
    writer.message(2, label)
    writer.uint32(3, pointsHundredths)
  }
}

extension AlertRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var routes: [AlertRoute] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: try reader.append(to: &routes, "routes")
      default: try reader.skip()
      }
    }
    self.init(routes: routes)
  }

  package func write(to writer: inout WireWriter) {
    writer.messages(1, routes)
  }
}

extension AlertRoute: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var kind: AlertKind?
    var severity: Severity?
    var recipients: [Role] = []
    var channels: [AlertChannel] = []
    var action: Label?
    var muted: Bool = false
    while let field = try reader.nextField() {
      switch field {
      case 1: kind = try reader.enumeration("kind")
      case 2: severity = try reader.enumeration("severity")
      case 3: try reader.append(to: &recipients, "recipients")
      case 4: try reader.append(to: &channels, "channels")
      case 5: action = try reader.message("action")
      case 6: muted = try reader.bool("muted")
      default: try reader.skip()
      }
    }
    self.init(
      kind: try reader.required(kind, "kind"), severity: try reader.required(severity, "severity"),
      recipients: recipients, channels: channels, action: try reader.required(action, "action"),
      muted: muted)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, kind)
    writer.enumeration(2, severity)
    writer.enumerations(3, recipients)
    writer.enumerations(4, channels)
    writer.message(5, action)
    writer.bool(6, muted)
  }
}

extension ThresholdRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var redClock: RedClock?
    var elimination: Combination?
    var atRiskScore: UInt32 = 0
    var backlog: [StageBacklog] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: redClock = try reader.enumeration("red_clock")
      case 2: elimination = try reader.enumeration("elimination")
      case 3: atRiskScore = try reader.uint32("at_risk_score")
      case 4: try reader.append(to: &backlog, "backlog")
      default: try reader.skip()
      }
    }
    self.init(
      redClock: try reader.required(redClock, "red_clock"),
      elimination: try reader.required(elimination, "elimination"), atRiskScore: atRiskScore,
      backlog: backlog)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, redClock)
    writer.enumeration(2, elimination)
    writer.uint32(3, atRiskScore)
    writer.messages(4, backlog)
  }
}

extension StageBacklog: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var stage: Stage?
    var opportunitiesMaximum: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: stage = try reader.enumeration("stage")
      case 2: opportunitiesMaximum = try reader.uint32("opportunities_maximum")
      default: try reader.skip()
      }
    }
    self.init(
      stage: try reader.required(stage, "stage"), opportunitiesMaximum: opportunitiesMaximum)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, stage)
    writer.uint32(2, opportunitiesMaximum)
  }
}

extension WinOddsRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var kind: WinOddsKind?
    var cap: PartsPerMillion = PartsPerMillion(0)
    var silenceDays: UInt32 = 0
    var silenceOdds: PartsPerMillion = PartsPerMillion(0)
    while let field = try reader.nextField() {
      switch field {
      case 1: kind = try reader.enumeration("kind")
      case 2: cap = PartsPerMillion(try reader.uint32("cap_ppm"))
      case 3: silenceDays = try reader.uint32("silence_days")
      case 4: silenceOdds = PartsPerMillion(try reader.uint32("silence_odds_ppm"))
      default: try reader.skip()
      }
    }
    self.init(
      kind: try reader.required(kind, "kind"), cap: cap, silenceDays: silenceDays,
      silenceOdds: silenceOdds)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, kind)
    writer.uint32(2, cap.count)
    writer.uint32(3, silenceDays)
    writer.uint32(4, silenceOdds.count)
  }
}

extension GradeHonestyRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var resolvedMinimum: UInt32 = 0
    var margin: PartsPerMillion = PartsPerMillion(0)
    var certainty: PartsPerMillion = PartsPerMillion(0)
    while let field = try reader.nextField() {
      switch field {
      case 1: resolvedMinimum = try reader.uint32("resolved_minimum")
      case 2: margin = PartsPerMillion(try reader.uint32("margin_ppm"))
      case 3: certainty = PartsPerMillion(try reader.uint32("certainty_ppm"))
      default: try reader.skip()
      }
    }
    self.init(resolvedMinimum: resolvedMinimum, margin: margin, certainty: certainty)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, resolvedMinimum)
    writer.uint32(2, margin.count)
    writer.uint32(3, certainty.count)
  }
}

extension IncentiveRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var starCompleteness: PartsPerMillion = PartsPerMillion(0)
    var starAward: Money?
    var kpiShare: PartsPerMillion = PartsPerMillion(0)
    while let field = try reader.nextField() {
      switch field {
      case 1: starCompleteness = PartsPerMillion(try reader.uint32("star_completeness_ppm"))
      case 2: starAward = try reader.message("star_award")
      case 3: kpiShare = PartsPerMillion(try reader.uint32("kpi_share_ppm"))
      default: try reader.skip()
      }
    }
    self.init(
      starCompleteness: starCompleteness, starAward: try reader.required(starAward, "star_award"),
      kpiShare: kpiShare)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, starCompleteness.count)
    writer.message(2, starAward)
    writer.uint32(3, kpiShare.count)
  }
}

extension GrowthRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var churnWeeks: UInt32 = 0
    var crossSellMonths: UInt32 = 0
    var renewalToleranceDays: UInt32 = 0
    var lowValuePermille: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: churnWeeks = try reader.uint32("churn_weeks")
      case 2: crossSellMonths = try reader.uint32("cross_sell_months")
      case 3: renewalToleranceDays = try reader.uint32("renewal_tolerance_days")
      case 4: lowValuePermille = try reader.uint32("low_value_permille")
      default: try reader.skip()
      }
    }
    self.init(
      churnWeeks: churnWeeks, crossSellMonths: crossSellMonths,
      renewalToleranceDays: renewalToleranceDays, lowValuePermille: lowValuePermille)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, churnWeeks)
    writer.uint32(2, crossSellMonths)
    writer.uint32(3, renewalToleranceDays)
    writer.uint32(4, lowValuePermille)
  }
}
