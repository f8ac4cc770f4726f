// Written by tools/generate.sh from schemas/opportunity/v1/policy_measures.proto; edit that, not this.

/// Which silence is red.
package enum RedClock: UInt8, Hashable, Sendable, CaseIterable {
  /// Since the last follow-up of any kind.
  case followUp = 1
  /// Since the last forward stage move or verified evidence.
  case progress = 2
}

extension RedClock: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .followUp: "follow-up"
    case .progress: "progress"
    }
  }
}

/// How two conditions go together.
package enum Combination: UInt8, Hashable, Sendable, CaseIterable {
  case all = 1
  case any = 2
}

extension Combination: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .all: "all"
    case .any: "any"
    }
  }
}

/// What "50 % more likely" multiplies.
package enum WinOddsKind: UInt8, Hashable, Sendable, CaseIterable {
  /// The odds: never reaches certainty.
  case oddsRatio = 1
  /// The probability itself, up to a cap.
  case relativeCapped = 2
}

extension WinOddsKind: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .oddsRatio: "odds-ratio"
    case .relativeCapped: "relative-capped"
    }
  }
}

/// How well an opportunity fits (评分卡). The weights sum to 10, so that the best has 10.00 points.
package struct ScorecardRules: Hashable, Sendable {
  package var dimensions: [ScorecardDimension]
  /// From so many points on, in hundredths, the card suggests an A, a B.
  package var hintAHundredths: UInt32
  package var hintBHundredths: UInt32

  package init(dimensions: [ScorecardDimension], hintAHundredths: UInt32, hintBHundredths: UInt32) {
    self.dimensions = dimensions
    self.hintAHundredths = hintAHundredths
    self.hintBHundredths = hintBHundredths
  }
}

/// A question of the scorecard, and what it weighs.
package struct ScorecardDimension: Hashable, Sendable {
  package var code: String
  package var label: Label
  package var weight: UInt32
  package var options: [ScorecardOption]

  package init(code: String, label: Label, weight: UInt32, options: [ScorecardOption]) {
    self.code = code
    self.label = label
    self.weight = weight
    self.options = options
  }
}

/// An answer to it, and its points.
package struct ScorecardOption: Hashable, Sendable {
  package var code: String
  package var label: Label
  /// 0 to 100 times the weight; the best option has all of it.
  package var pointsHundredths: UInt32

  package init(code: String, label: Label, pointsHundredths: UInt32) {
    self.code = code
    self.label = label
    self.pointsHundredths = pointsHundredths
  }
}

/// Who hears of which alert, where, and how loudly.
package struct AlertRules: Hashable, Sendable {
  /// At most one a kind; a kind without one has the standard route.
  package var routes: [AlertRoute]

  package init(routes: [AlertRoute]) {
    self.routes = routes
  }
}

/// Whom an alert of one kind reaches, by what, and what is to be done.
package struct AlertRoute: Hashable, Sendable {
  package var kind: AlertKind
  package var severity: Severity
  /// REP is the one who owns the opportunity, MANAGER and DEPARTMENT_HEAD those above that user.
  package var recipients: [Role]
  package var channels: [AlertChannel]
  /// What to do, as advice.
  package var action: Label
  /// The alert is not raised at all.
  package var muted: Bool

  package init(
    kind: AlertKind, severity: Severity, recipients: [Role], channels: [AlertChannel],
    action: Label, muted: Bool
  ) {
    self.kind = kind
    self.severity = severity
    self.recipients = recipients
    self.channels = channels
    self.action = action
    self.muted = muted
  }
}

/// From when on something is to be looked at.
package struct ThresholdRules: Hashable, Sendable {
  package var redClock: RedClock
  /// Score and days of HealthRules, both or either, for the advice to give up.
  package var elimination: Combination
  /// An opportunity whose health is below this is at risk.
  package var atRiskScore: UInt32
  /// Open opportunities that one owner can have at a stage before it is a backlog. None: no limit.
  package var backlog: [StageBacklog]

  package init(
    redClock: RedClock, elimination: Combination, atRiskScore: UInt32, backlog: [StageBacklog]
  ) {
    self.redClock = redClock
    self.elimination = elimination
    self.atRiskScore = atRiskScore
    self.backlog = backlog
  }
}

/// How many opportunities in a stage are too many.
package struct StageBacklog: Hashable, Sendable {
  package var stage: Stage
  package var opportunitiesMaximum: UInt32

  package init(stage: Stage, opportunitiesMaximum: UInt32) {
    self.stage = stage
    self.opportunitiesMaximum = opportunitiesMaximum
  }
}

/// How probable a win is before anything is learned from history.
package struct WinOddsRules: Hashable, Sendable {
  package var kind: WinOddsKind
  /// Only for RELATIVE_CAPPED.
  package var cap: PartsPerMillion
  /// From so many days without contact on the odds to win are lower. 0: silence changes no chance.
  package var silenceDays: UInt32
  /// What silence multiplies the odds by, in parts per million: 428571 (3/7) makes 70 % into 50 %.
  package var silenceOdds: PartsPerMillion

  package init(
    kind: WinOddsKind, cap: PartsPerMillion, silenceDays: UInt32, silenceOdds: PartsPerMillion
  ) {
    self.kind = kind
    self.cap = cap
    self.silenceDays = silenceDays
    self.silenceOdds = silenceOdds
  }
}

/// When the grades that were given claim more than came true (等级过松).
package struct GradeHonestyRules: Hashable, Sendable {
  /// Below so many resolved opportunities of a grade nothing is said.
  package var resolvedMinimum: UInt32
  /// So far below the grade's prior the true rate must be, in parts per million.
  package var margin: PartsPerMillion
  /// And so sure one must be of it, in parts per million.
  package var certainty: PartsPerMillion

  package init(resolvedMinimum: UInt32, margin: PartsPerMillion, certainty: PartsPerMillion) {
    self.resolvedMinimum = resolvedMinimum
    self.margin = margin
    self.certainty = certainty
  }
}

/// What good recording earns.
package struct IncentiveRules: Hashable, Sendable {
  /// 数据录入之星: complete records of a month, at least.
  package var starCompleteness: PartsPerMillion
  package var starAward: Money
  /// Share of recording in the performance figure.
  package var kpiShare: PartsPerMillion

  package init(starCompleteness: PartsPerMillion, starAward: Money, kpiShare: PartsPerMillion) {
    self.starCompleteness = starCompleteness
    self.starAward = starAward
    self.kpiShare = kpiShare
  }
}

/// Signals about customers who have bought.
package struct GrowthRules: Hashable, Sendable {
  /// Weeks in a row of the key contact below the industry's opening rate.
  package var churnWeeks: UInt32
  package var crossSellMonths: UInt32
  /// How many days before and after the renewal date its window is.
  package var renewalToleranceDays: UInt32
  /// Lifetime value below so many thousandths of the acquisition cost is low.
  package var lowValuePermille: UInt32

  package init(
    churnWeeks: UInt32, crossSellMonths: UInt32, renewalToleranceDays: UInt32,
    lowValuePermille: UInt32
  ) {
    self.churnWeeks = churnWeeks
    self.crossSellMonths = crossSellMonths
    self.renewalToleranceDays = renewalToleranceDays
    self.lowValuePermille = lowValuePermille
  }
}
