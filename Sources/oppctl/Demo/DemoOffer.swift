import Schema
import SwiftProtobuf

// 报价、审批与跨部门: what the customer is offered, who has to agree, and who else has to work for it.

extension DemoStory {
  mutating func issueQuote(_ deal: inout DemoDeal, at moment: Int64) {
    deal.quotes += 1
    let (id, version, amount) = (deal.id, deal.quotes, deal.amount)
    say(
      .issueQuote(
        .with {
          $0.opportunityID = id
          $0.version = version
          $0.amount = DemoDeal.money(amount)
          $0.fileSha256 = Self.digest("\(id)/quote-\(version)")
          $0.validUntilMs = moment + 30 * DemoCalendar.day
        }), by: cast.reps[deal.owner].id, at: moment)
  }

  mutating func noteCompetitor(_ deal: inout DemoDeal, at moment: Int64) {
    let (id, competitor) = (deal.id, deal.random.choose(DemoTexts.competitors))
    say(
      .noteCompetitor(
        .with {
          $0.opportunityID = id
          $0.competitor = competitor
          $0.note = "客户同时在看\(competitor)的方案"
        }), by: cast.reps[deal.owner].id, at: moment)
  }

  // MARK: Approvals

  mutating func requestDiscount(_ deal: inout DemoDeal, at moment: Int64) {
    guard deal.random.chance(0.3) else { return }
    let amount = deal.amount / 100 * Int64(deal.random.between(80, 95))
    _ = requestApproval(
      .discount, of: &deal, amount: amount, note: "客户要求优惠，申请折扣",
      rejection: deal.random.chance(0.25) ? "折扣超出本季度额度" : nil, at: moment)
  }

  /// A gate is not met, and the owner asks to pass it all the same.
  mutating func requestOverride(_ deal: inout DemoDeal, at moment: Int64) {
    let rejection = deal.random.chance(0.2) ? "先补齐客户证据" : nil
    let (approval, grantedAt) = requestApproval(
      .gateOverride, of: &deal, note: "客户口头同意，书面材料后补", rejection: rejection,
      at: moment)
    deal.override = rejection == nil ? (approval, grantedAt) : nil
  }

  /// Asks the chain that the rules name for such a thing; each step takes some hours.
  ///
  /// - Parameters:
  ///   - amount: nil: it is about none but the deal's own.
  ///   - rejection: why the first of the chain says no; nil: all agree.
  /// - Returns: the id of the approval, and when the last has decided.
  mutating func requestApproval(
    _ kind: PBApprovalKind, of deal: inout DemoDeal, amount: Int64? = nil, note: String,
    rejection: String?, by requester: String? = nil, at moment: Int64
  ) -> (approval: String, decidedAt: Int64) {
    deal.approvals += 1
    let (id, approval) = (deal.id, "\(deal.id)-a\(deal.approvals)")
    sayInPerson(
      .requestApproval(
        .with {
          $0.approvalID = approval
          $0.kind = kind
          $0.opportunityID = id
          if let amount { $0.amount = DemoDeal.money(amount) }
          $0.note = note
        }), by: requester ?? cast.reps[deal.owner].id, at: moment)
    var decidedAt = moment
    for approver in approvers(of: kind, for: deal, amount: amount, requester: requester) {
      decidedAt = DemoCalendar.workingTime(
        after: decidedAt, days: deal.random.between(0.1, 0.6), &deal.random)
      later(
        .decideApproval(
          .with {
            $0.approvalID = approval
            $0.verdict = rejection == nil ? .approve : .reject
            $0.note = rejection ?? "同意"
          }), by: approver, inPerson: true, at: decidedAt)
      if rejection != nil { break }
    }
    return (approval, decidedAt)
  }

  /// As the rules of a new ledger name them.
  private func approvers(
    of kind: PBApprovalKind, for deal: DemoDeal, amount: Int64?, requester: String?
  ) -> [String] {
    let manager = cast.manager(of: deal.owner)
    let head = cast.head(of: deal.owner)
    switch kind {
    case .quote, .discount:
      let asked = amount ?? deal.amount
      if asked <= 10_000_000 { return [manager] }
      return asked <= 100_000_000 ? [manager, head] : [manager, head, cast.boss]
    case .directElimination: return [manager, head]
    // Nobody decides a request of his or her own: the next above does.
    default: return [requester == manager ? head : manager]
    }
  }

  // MARK: Other departments

  /// A large deal needs people of presales, or a colleague who will share in it.
  mutating func gatherHelp(_ deal: inout DemoDeal, at moment: Int64) {
    guard deal.helper == nil, deal.amount > 6_000_000, deal.random.chance(0.6) else { return }
    let helper = cast.officer("presales", 1 + deal.random.index(below: 2))
    deal.helper = helper
    let (id, owner) = (deal.id, cast.reps[deal.owner].id)
    say(
      .addCollaborator(
        .with {
          $0.opportunityID = id
          $0.userID = helper
          $0.part = "售前方案"
        }), by: owner, at: moment)
    openTask("presales", "准备演示环境", of: &deal, at: moment)
  }

  /// What was promised to the customer, and what the lawyers have to read.
  mutating func owePeople(_ deal: inout DemoDeal, at moment: Int64) {
    let (id, owner) = (deal.id, cast.reps[deal.owner].id)
    if deal.random.chance(0.5) {
      let due = moment + Int64(deal.random.between(15, 45)) * DemoCalendar.day
      say(
        .recordSalesPromise(
          .with {
            $0.opportunityID = id
            $0.text = "签约后四周内上线，并派驻场工程师一名"
            $0.dueAtMs = due
            $0.teamID = cast.office("delivery")
          }), by: owner, at: moment)
    }
    if deal.random.chance(0.6) { openTask("legal", "审阅合同条款", of: &deal, at: moment) }
    guard let helper = deal.helper, deal.random.chance(0.3) else { return }
    deal.helper = nil
    say(
      .removeCollaborator(
        .with {
          $0.opportunityID = id
          $0.userID = helper
          $0.reason = "售前工作已完成"
        }), by: owner, at: moment)
  }

  private mutating func openTask(
    _ office: String, _ title: String, of deal: inout DemoDeal, at moment: Int64
  ) {
    deal.tasks += 1
    let (id, task) = (deal.id, "\(deal.id)-t\(deal.tasks)")
    let assignee = cast.officer(office, 1)
    say(
      .openTask(
        .with {
          $0.taskID = task
          $0.title = title
          $0.teamID = cast.office(office)
          $0.dueAtMs = moment + 5 * DemoCalendar.day
          $0.opportunityID = id
          $0.assigneeID = assignee
          $0.slaHours = 72
        }), by: cast.reps[deal.owner].id, at: moment)
    var worker = assignee
    if deal.random.chance(0.2) {
      worker = cast.officer(office, 2)
      say(
        .reassignTask(
          .with {
            $0.taskID = task
            $0.assigneeID = worker
            $0.reason = "本周任务过多"
          }), by: assignee, at: moment)
    }
    guard deal.random.chance(0.9) else { return }
    later(
      .completeTask(
        .with {
          $0.taskID = task
          $0.result = "已完成，结果已发给销售"
        }), by: worker,
      at: DemoCalendar.workingTime(after: moment, days: deal.random.between(1, 8), &deal.random))
  }
}
