import Schema
import SwiftProtobuf

// 管理: what happens by the calendar: targets, forecasts, awards, corrections, samples.

extension DemoStory {
  mutating func beginMonth(at moment: Int64) {
    setTargets(at: moment)
    grantAwards(at: moment)
    correctSomething(at: moment)
    say(
      .advanceOutbound(
        .with {
          $0.consumerID = "\(cast.prefix)-erp"
          $0.position = row
        }), by: "erp", at: moment)
    agenda.plan(
      .forecastDay,
      at: DemoCalendar.workingTime(after: moment, days: 9, &random))
    agenda.plan(.month, at: DemoCalendar.nextMonth(after: moment))
  }

  /// 目标: the company's by quarter, the teams' and reps' by month.
  mutating func setTargets(at moment: Int64) {
    let month = DemoCalendar.month(moment)
    let perRep: Int64 = 25_000_000
    let isNewQuarter = ["01", "04", "07", "10"].contains(month.suffix(2))
    if isNewQuarter || moment == plan.start {
      let quarter = DemoCalendar.quarter(moment)
      // Several demonstrations may share the ledger's one company: none sets what another has set.
      let own = Int64(plan.seed % 9_973) * 10_000
      setTarget(
        "company:\(quarter)", perRep * 3 * Int64(cast.reps.count) + own, by: cast.operations,
        at: moment)
    }
    for team in cast.teams {
      let count = team.reps.count { !cast.hasLeft($0, by: moment) }
      guard count > 0 else { continue }
      setTarget(
        "team/\(team.id):\(month)", perRep * Int64(count), by: cast.head(of: team.reps.lowerBound),
        at: moment)
    }
    for (index, rep) in cast.reps.enumerated() where !cast.hasLeft(index, by: moment) {
      let amount = perRep / 10 * Int64(random.between(8, 12))
      setTarget("user/\(rep.id):\(month)", amount, by: cast.manager(of: index), at: moment)
    }
  }

  private mutating func setTarget(
    _ id: String, _ amount: Int64, by actor: String, at moment: Int64
  ) {
    say(
      .setTarget(
        .with {
          $0.targetID = id
          $0.amount = DemoDeal.money(amount)
        }), by: actor, at: moment)
  }

  /// 提交预测: what reps and managers say the month will bring.
  mutating func callForecasts(at moment: Int64) {
    let month = DemoCalendar.month(moment)
    for (index, rep) in cast.reps.enumerated() where !cast.hasLeft(index, by: moment) {
      guard random.chance(0.6) else { continue }
      let commit = Int64(random.between(5, 25)) * 1_000_000
      callForecast("user/\(rep.id):\(month)", commit, by: rep.id, at: moment)
    }
    for team in cast.teams {
      let commit = Int64(random.between(30, 120)) * 1_000_000
      callForecast(
        "team/\(team.id):\(month)", commit, by: cast.manager(of: team.reps.lowerBound), at: moment)
    }
  }

  private mutating func callForecast(
    _ id: String, _ commit: Int64, by actor: String, at moment: Int64
  ) {
    say(
      .submitForecastCall(
        .with {
          $0.targetID = id
          $0.commit = DemoDeal.money(commit)
          $0.best = DemoDeal.money(commit / 2 * 3)
          $0.note = "月中预测"
        }), by: actor, at: moment)
  }

  /// 数据录入之星 and others, each on the figures of a position of the log.
  private mutating func grantAwards(at moment: Int64) {
    let month = DemoCalendar.month(moment)
    let working = cast.reps.indices.filter { !cast.hasLeft($0, by: moment) }
    guard !working.isEmpty else { return }
    var awards: [(PBAwardKind, Int64, String)] = [(.dataStar, 50_000, "跟进记录完整率 100%")]
    if random.chance(0.4) { awards.append((.highValue, 200_000, "高价值商机成交")) }
    for (place, award) in awards.enumerated() {
      let winner = cast.reps[random.choose(working)].id
      let basis = Self.digest("\(plan.name)/\(month)/\(place)")
      say(
        .grantAward(
          .with {
            $0.awardID = "\(cast.prefix)-award-\(month)-\(place + 1)"
            $0.userID = winner
            $0.kind = award.0
            $0.amount = DemoDeal.money(award.1)
            $0.basisSha256 = basis
            $0.basisPosition = row
            $0.note = award.2
          }), by: cast.operations, at: moment)
    }
  }

  /// 更正: operations puts right where a deal came from.
  private mutating func correctSomething(at moment: Int64) {
    let known = deals.keys.filter { deals[$0]?.phase != .notCreated }.max()
    guard let known, let id = deals[known]?.id else { return }
    say(
      .correctRecord(
        .with {
          $0.opportunityID = id
          $0.version = 1
          $0.path = "source"
          $0.corrected = "老客户转介绍"
          $0.reason = "录入时选错来源"
        }), by: cast.operations, at: moment)
  }

  /// A team gets another name, and somebody more to do.
  mutating func reorganise(at moment: Int64) {
    guard let team = cast.teams.first else { return }
    say(
      .changeTeam(
        .with {
          $0.teamID = team.id
          $0.name = "\(cast.departmentName(of: team))重点客户组"
          $0.parentID = cast.department(of: team)
        }), by: cast.operations, at: moment)
    guard let rep = team.reps.first(where: { !cast.hasLeft($0, by: moment) }) else { return }
    say(
      .changeUser(
        .with {
          $0.userID = cast.reps[rep].id
          $0.roles = [.rep]
          $0.teamID = team.id
          $0.managerID = cast.manager(of: rep)
          $0.capacity = DemoCast.capacity + 10
        }), by: cast.operations, at: moment)
  }

  /// 每周抽查: a ledger draws one sample a week, so only a story that is alone in it has them drawn.
  /// The present week is left to whoever looks at it.
  mutating func beginWeek(at moment: Int64) {
    let week = DemoCalendar.week(moment)
    if plan.isAlone, week != DemoCalendar.week(plan.until) {
      sayAside(
        .drawReviewSample(.with { $0.week = week }), by: cast.operations, at: moment, name: week)
    }
    agenda.plan(.week, at: DemoCalendar.nextWeek(after: moment))
  }
}
