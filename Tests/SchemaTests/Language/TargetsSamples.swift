// Written by tools/generate.sh from schemas/opportunity/v1/targets.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func setTarget() -> SetTarget {
    SetTarget(targetID: id(), amount: money())
  }
}

extension PBSetTarget {
  init(_ value: SetTarget) {
    self.init()
    targetID = value.targetID.text
    amount = PBMoney(value.amount)
  }
}

extension Random {
  mutating func targetSet() -> TargetSet {
    TargetSet(
      scope: one(), user: maybe { $0.id() }, team: maybe { $0.id() }, period: one(), first: day(),
      last: day(), oldAmount: maybe { $0.money() }, amount: money())
  }
}

extension PBTargetSet {
  init(_ value: TargetSet) {
    self.init()
    scope = word(value.scope)
    if let user = value.user { self.userID = user.text }
    if let team = value.team { self.teamID = team.text }
    period = word(value.period)
    firstDay = value.first.number
    lastDay = value.last.number
    if let oldAmount = value.oldAmount { self.oldAmount = PBMoney(oldAmount) }
    amount = PBMoney(value.amount)
  }
}

extension Random {
  mutating func submitForecastCall() -> SubmitForecastCall {
    SubmitForecastCall(targetID: id(), commit: money(), best: money(), note: text())
  }
}

extension PBSubmitForecastCall {
  init(_ value: SubmitForecastCall) {
    self.init()
    targetID = value.targetID.text
    commit = PBMoney(value.commit)
    best = PBMoney(value.best)
    note = value.note
  }
}

extension Random {
  mutating func forecastCallSubmitted() -> ForecastCallSubmitted {
    ForecastCallSubmitted(
      scope: one(), user: maybe { $0.id() }, team: maybe { $0.id() }, period: one(), first: day(),
      last: day(), commit: money(), best: money(), note: text())
  }
}

extension PBForecastCallSubmitted {
  init(_ value: ForecastCallSubmitted) {
    self.init()
    scope = word(value.scope)
    if let user = value.user { self.userID = user.text }
    if let team = value.team { self.teamID = team.text }
    period = word(value.period)
    firstDay = value.first.number
    lastDay = value.last.number
    commit = PBMoney(value.commit)
    best = PBMoney(value.best)
    note = value.note
  }
}

extension Random {
  mutating func setForecastCategory() -> SetForecastCategory {
    SetForecastCategory(opportunityID: id(), category: maybe { $0.one() }, note: text())
  }
}

extension PBSetForecastCategory {
  init(_ value: SetForecastCategory) {
    self.init()
    opportunityID = value.opportunityID.text
    if let category = value.category { self.category = word(category) }
    note = value.note
  }
}

extension Random {
  mutating func forecastCategorySet() -> ForecastCategorySet {
    ForecastCategorySet(old: maybe { $0.one() }, new: maybe { $0.one() }, note: text())
  }
}

extension PBForecastCategorySet {
  init(_ value: ForecastCategorySet) {
    self.init()
    if let old = value.old { self.old = word(old) }
    if let new = value.new { self.new = word(new) }
    note = value.note
  }
}
