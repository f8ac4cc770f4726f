// Written by tools/generate.sh from schemas/opportunity/v1/targets.proto; edit that, not this.

package import Opportunities

extension TargetScope: WireEnum {}

extension PeriodKind: WireEnum {}

extension ForecastCategory: WireEnum {}

extension SetTarget: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var targetID: TargetID = TargetID(.empty)
    var amount: Money?
    while let field = try reader.nextField() {
      switch field {
      case 1: targetID = try reader.identifier("target_id")
      case 2: amount = try reader.message("amount")
      default: try reader.skip()
      }
    }
    self.init(targetID: targetID, amount: try reader.required(amount, "amount"))
  }
}

extension TargetSet: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var scope: TargetScope?
    var user: UserID?
    var team: TeamID?
    var period: PeriodKind?
    var first: Day = Day(number: 0)
    var last: Day = Day(number: 0)
    var oldAmount: Money?
    var amount: Money?
    while let field = try reader.nextField() {
      switch field {
      case 1: scope = try reader.enumeration("scope")
      case 2: user = try reader.optionalIdentifier("user_id")
      case 3: team = try reader.optionalIdentifier("team_id")
      case 4: period = try reader.enumeration("period")
      case 5: first = Day(number: try reader.sint32("first_day"))
      case 6: last = Day(number: try reader.sint32("last_day"))
      case 7: oldAmount = try reader.message("old_amount")
      case 8: amount = try reader.message("amount")
      default: try reader.skip()
      }
    }
    self.init(
      scope: try reader.required(scope, "scope"), user: user, team: team,
      period: try reader.required(period, "period"), first: first, last: last, oldAmount: oldAmount,
      amount: try reader.required(amount, "amount"))
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, scope)
    writer.identifier(2, user)
    writer.identifier(3, team)
    writer.enumeration(4, period)
    writer.sint32(5, first.number)
    writer.sint32(6, last.number)
    writer.message(7, oldAmount)
    writer.message(8, amount)
  }
}

extension SubmitForecastCall: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var targetID: TargetID = TargetID(.empty)
    var commit: Money?
    var best: Money?
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: targetID = try reader.identifier("target_id")
      case 2: commit = try reader.message("commit")
      case 3: best = try reader.message("best")
      case 4: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(
      targetID: targetID, commit: try reader.required(commit, "commit"),
      best: try reader.required(best, "best"), note: note)
  }
}

extension ForecastCallSubmitted: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var scope: TargetScope?
    var user: UserID?
    var team: TeamID?
    var period: PeriodKind?
    var first: Day = Day(number: 0)
    var last: Day = Day(number: 0)
    var commit: Money?
    var best: Money?
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: scope = try reader.enumeration("scope")
      case 2: user = try reader.optionalIdentifier("user_id")
      case 3: team = try reader.optionalIdentifier("team_id")
      case 4: period = try reader.enumeration("period")
      case 5: first = Day(number: try reader.sint32("first_day"))
      case 6: last = Day(number: try reader.sint32("last_day"))
      case 7: commit = try reader.message("commit")
      case 8: best = try reader.message("best")
      case 9: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(
      scope: try reader.required(scope, "scope"), user: user, team: team,
      period: try reader.required(period, "period"), first: first, last: last,
      commit: try reader.required(commit, "commit"), best: try reader.required(best, "best"),
      note: note)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, scope)
    writer.identifier(2, user)
    writer.identifier(3, team)
    writer.enumeration(4, period)
    writer.sint32(5, first.number)
    writer.sint32(6, last.number)
    writer.message(7, commit)
    writer.message(8, best)
    writer.string(9, note)
  }
}

extension SetForecastCategory: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var category: ForecastCategory?
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: category = try reader.enumeration("category")
      case 3: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, category: category, note: note)
  }
}

extension ForecastCategorySet: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var old: ForecastCategory?
    var new: ForecastCategory?
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: old = try reader.enumeration("old")
      case 2: new = try reader.enumeration("new")
      case 3: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(old: old, new: new, note: note)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, old)
    writer.enumeration(2, new)
    writer.string(3, note)
  }
}
