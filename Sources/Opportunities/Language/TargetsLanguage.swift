// Written by tools/generate.sh from schemas/opportunity/v1/targets.proto; edit that, not this.

/// Whose target it is.
package enum TargetScope: UInt8, Hashable, Sendable, CaseIterable {
  case user = 1
  case team = 2
  case company = 3
}

extension TargetScope: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .user: "user"
    case .team: "team"
    case .company: "company"
    }
  }
}

package enum PeriodKind: UInt8, Hashable, Sendable, CaseIterable {
  case month = 1
  case quarter = 2
  case year = 3
}

extension PeriodKind: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .month: "month"
    case .quarter: "quarter"
    case .year: "year"
    }
  }
}

/// How sure a person is that an opportunity closes in its period (预测分类).
package enum ForecastCategory: UInt8, Hashable, Sendable, CaseIterable {
  case commit = 1
  case best = 2
  case pipeline = 3
  case omitted = 4
}

extension ForecastCategory: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .commit: "commit"
    case .best: "best"
    case .pipeline: "pipeline"
    case .omitted: "omitted"
    }
  }
}

/// 设定目标: the first of its id sets it, each later one changes it.
package struct SetTarget: Hashable, Sendable {
  /// SCOPE:PERIOD, where SCOPE is user/ID, team/ID or company, and PERIOD is a month such as 2026-03,
  /// a quarter such as 2026-Q1 or a year such as 2026. At most 64 bytes.
  package var targetID: TargetID
  package var amount: Money

  package init(targetID: TargetID, amount: Money) {
    self.targetID = targetID
    self.amount = amount
  }
}

/// 设定目标: Target set.
package struct TargetSet: Hashable, Sendable {
  package var scope: TargetScope
  /// Only with scope user.
  package var user: UserID?
  /// Only with scope team.
  package var team: TeamID?
  package var period: PeriodKind
  package var first: Day
  package var last: Day
  /// nil: there was none.
  package var oldAmount: Money?
  package var amount: Money

  package init(
    scope: TargetScope, user: UserID?, team: TeamID?, period: PeriodKind, first: Day, last: Day,
    oldAmount: Money?, amount: Money
  ) {
    self.scope = scope
    self.user = user
    self.team = team
    self.period = period
    self.first = first
    self.last = last
    self.oldAmount = oldAmount
    self.amount = amount
  }
}

/// 提交预测: what somebody says the period will bring, beside what is computed.
package struct SubmitForecastCall: Hashable, Sendable {
  /// As of a target; there need not be one.
  package var targetID: TargetID
  package var commit: Money
  /// No less than `commit`.
  package var best: Money
  package var note: String

  package init(targetID: TargetID, commit: Money, best: Money, note: String = "") {
    self.targetID = targetID
    self.commit = commit
    self.best = best
    self.note = note
  }
}

/// 提交预测: Forecast call submitted.
package struct ForecastCallSubmitted: Hashable, Sendable {
  package var scope: TargetScope
  /// Only with scope user.
  package var user: UserID?
  /// Only with scope team.
  package var team: TeamID?
  package var period: PeriodKind
  package var first: Day
  package var last: Day
  package var commit: Money
  package var best: Money
  package var note: String

  package init(
    scope: TargetScope, user: UserID?, team: TeamID?, period: PeriodKind, first: Day, last: Day,
    commit: Money, best: Money, note: String
  ) {
    self.scope = scope
    self.user = user
    self.team = team
    self.period = period
    self.first = first
    self.last = last
    self.commit = commit
    self.best = best
    self.note = note
  }
}

/// 设定预测分类: a person's word on one opportunity. It stays until a person takes it back.
package struct SetForecastCategory: Hashable, Sendable {
  package var opportunityID: OpportunityID
  /// nil: takes it back.
  package var category: ForecastCategory?
  package var note: String

  package init(opportunityID: OpportunityID, category: ForecastCategory? = nil, note: String = "") {
    self.opportunityID = opportunityID
    self.category = category
    self.note = note
  }
}

/// 设定预测分类: Forecast category set.
package struct ForecastCategorySet: Hashable, Sendable {
  package var old: ForecastCategory?
  package var new: ForecastCategory?
  package var note: String

  package init(old: ForecastCategory?, new: ForecastCategory?, note: String) {
    self.old = old
    self.new = new
    self.note = note
  }
}
