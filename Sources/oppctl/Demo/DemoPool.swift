import Schema
import SwiftProtobuf

// 公海: how deals come to the pool and out of it, fall asleep, and end; and how people leave.

extension DemoStory {
  // MARK: Into the pool

  /// A deal that leads nowhere is given back. Returns whether it was.
  mutating func returnToPool(
    _ deal: inout DemoDeal, _ number: Int, after result: DemoTalk.Result, at moment: Int64
  ) -> Bool {
    guard case .nothing = result, deal.truth == .c, deal.talks > 3, deal.random.chance(0.05)
    else { return false }
    let id = deal.id
    say(
      .returnToPool(
        .with {
          $0.opportunityID = id
          $0.reason = "客户需求与我的产品线不匹配，退回公海"
        }), by: cast.reps[deal.owner].id, at: moment)
    leaveOwner(&deal)
    planAllocation(of: &deal, number, at: moment, days: deal.random.between(2, 15))
    return true
  }

  /// Nobody owns it from now on, and nothing planned with it happens.
  private mutating func leaveOwner(_ deal: inout DemoDeal) {
    held[deal.owner] -= 1
    deal.isPooled = true
    deal.override = nil
    deal.phase = .worked
    deal.turn += 1
    deal.formerOwners.append(deal.owner)
  }

  mutating func planAllocation(
    of deal: inout DemoDeal, _ number: Int, at moment: Int64, days: Double
  ) {
    deal.turn += 1
    agenda.plan(
      .allocation(deal: number, turn: deal.turn),
      at: DemoCalendar.workingTime(after: moment, days: days, &deal.random))
  }

  /// A forgotten deal turns up again. Returns nil when it is taken up, else whether it lives on.
  mutating func find(_ deal: inout DemoDeal, _ number: Int, at moment: Int64) -> Bool? {
    let roll = deal.random.unit()
    // Nobody is blamed for leaving alone a customer who wants that.
    let since = max(deal.idleSince, quietUntil[deal.customer] ?? 0)
    let idle = Double(moment - since) / Double(DemoCalendar.day)
    if roll < 0.15 { return archive(&deal, "长期无人跟进，客户已无需求，归档", at: moment) }
    if roll < 0.35 { return lose(&deal, number, "too-slow", at: moment) }
    if roll < 0.6, idle > 31 { return reclaim(&deal, number, at: moment) }
    if roll < 0.75 { return fallAsleep(&deal, number, at: moment) }
    if roll < 0.82, idle > 16 { return escalate(&deal, number, at: moment) }
    if roll < 0.88, idle > 16 { return snooze(&deal, number, at: moment) }
    deal.phase = .worked
    guard idle > 16, deal.random.chance(0.6) else { return nil }
    let (id, manager) = (deal.id, cast.manager(of: deal.owner))
    say(
      .acknowledgeAlert(
        .with {
          $0.opportunityID = id
          $0.kind = .followUpRed
          $0.note = "已提醒负责人今天联系客户"
        }), by: manager, at: moment)
    return nil
  }

  /// The manager knows why nobody calls now, and puts the alert off.
  private mutating func snooze(_ deal: inout DemoDeal, _ number: Int, at moment: Int64) -> Bool {
    let (id, manager) = (deal.id, cast.manager(of: deal.owner))
    let until = moment + Int64(deal.random.between(2, 6)) * DemoCalendar.day
    say(
      .snoozeAlert(
        .with {
          $0.opportunityID = id
          $0.kind = .followUpRed
          $0.untilMs = until
          $0.reason = "客户出差，回来后再联系"
        }), by: manager, at: moment)
    deal.phase = .worked
    planTalk(
      of: &deal, number, at: DemoCalendar.workingTime(after: until, days: 0.1, &deal.random))
    return true
  }

  private mutating func reclaim(_ deal: inout DemoDeal, _ number: Int, at moment: Int64) -> Bool {
    let (id, manager) = (deal.id, cast.manager(of: deal.owner))
    say(
      .reclaimOpportunity(
        .with {
          $0.opportunityID = id
          $0.confirmedByID = manager
        }), by: manager, at: moment)
    leaveOwner(&deal)
    planAllocation(of: &deal, number, at: moment, days: deal.random.between(1, 15))
    return true
  }

  // MARK: Out of the pool

  /// A colleague claims it, or the manager finds somebody.
  mutating func allocate(_ deal: inout DemoDeal, _ number: Int, at moment: Int64) {
    guard deal.isPooled, deal.phase == .worked else { return }
    let former = deal.formerOwners.last
    let manager = cast.manager(of: deal.owner)
    if former != nil || cast.hasLeft(deal.owner, by: moment) {
      deal.owner =
        cast.colleague(of: deal.owner, stayingUntil: moment, otherThan: deal.formerOwners)
        ?? cast.colleague(of: deal.owner, stayingUntil: moment) ?? deal.owner
    }
    let next = deal.owner
    let (id, owner) = (deal.id, cast.reps[next].id)
    if held[next] < 18, !deal.formerOwners.contains(next), deal.random.chance(0.6) {
      say(
        .claimOpportunity(
          .with {
            $0.opportunityID = id
            $0.ownerID = owner
          }), by: owner, at: moment)
    } else {
      let isByRule = deal.random.chance(0.4)
      say(
        .assignOpportunity(
          .with {
            $0.opportunityID = id
            $0.ownerID = owner
            $0.mode = isByRule ? .rule : .manual
            $0.rule = isByRule ? "在手商机最少者优先" : ""
          }), by: manager, at: moment)
    }
    deal.isPooled = false
    deal.idleSince = moment
    held[next] += 1
    planFirstTalk(of: &deal, number, after: moment)
  }

  // MARK: Hands

  mutating func reassignForWorkload(_ deal: inout DemoDeal, at moment: Int64) {
    guard deal.phase == .worked, deal.random.chance(0.004),
      let next = cast.colleague(of: deal.owner, stayingUntil: moment)
    else { return }
    reassign(&deal, to: next, "在手商机过多，转给同组同事", at: moment)
  }

  private mutating func reassign(
    _ deal: inout DemoDeal, to next: Int, _ reason: String, at moment: Int64
  ) {
    let (id, manager) = (deal.id, cast.manager(of: deal.owner))
    say(
      .reassignOpportunity(
        .with {
          $0.opportunityID = id
          $0.ownerID = cast.reps[next].id
          $0.reason = reason
        }), by: manager, at: moment)
    held[deal.owner] -= 1
    held[next] += 1
    deal.owner = next
    deal.idleSince = moment
  }

  /// 上调: the manager takes a silent deal over for some days.
  private mutating func escalate(_ deal: inout DemoDeal, _ number: Int, at moment: Int64) -> Bool {
    let (id, manager) = (deal.id, cast.manager(of: deal.owner))
    say(
      .escalateOpportunity(
        .with {
          $0.opportunityID = id
          $0.ownerID = manager
          $0.rule = .red
        }), by: manager, at: moment)
    held[deal.owner] -= 1
    deal.isAbove = true
    deal.phase = .worked
    deal.turn += 1
    agenda.plan(
      .descent(deal: number),
      at: DemoCalendar.workingTime(
        after: moment, days: deal.random.between(1, 4), &deal.random))
    return true
  }

  mutating func descend(_ deal: inout DemoDeal, _ number: Int, at moment: Int64) -> Bool {
    guard deal.isAbove else { return true }
    let next =
      cast.colleague(of: deal.owner, stayingUntil: moment) ?? cast.successor(of: deal.owner)
    deal.isAbove = false
    // The manager owns it, whom the count of the reps does not know.
    held[deal.owner] += 1
    reassign(&deal, to: next, "已与客户恢复联系，交回团队跟进", at: moment)
    planFirstTalk(of: &deal, number, after: moment)
    return true
  }

  /// 人走商机不走: with somebody who leaves, everything in progress goes to a colleague or the pool.
  mutating func leave(_ rep: Int, at moment: Int64) {
    let heir = cast.successor(of: rep)
    guard heir != rep else { return }
    let isToPool = rep % 40 >= 20
    say(
      .deactivateUser(
        .with {
          $0.userID = cast.reps[rep].id
          $0.successorID = isToPool ? "" : cast.reps[heir].id
          $0.toPool = isToPool
          $0.reason = "离职交接"
        }), by: cast.operations, at: moment)
    for number in deals.keys.sorted() {
      guard var deal = deals[number], deal.owner == rep, !deal.isPooled, !deal.isAbove,
        deal.phase == .worked || deal.phase == .forgotten
      else { continue }
      if isToPool {
        leaveOwner(&deal)
        planAllocation(of: &deal, number, at: moment, days: deal.random.between(0.2, 6))
      } else {
        held[rep] -= 1
        held[heir] += 1
        deal.owner = heir
        deal.idleSince = moment
      }
      deals[number] = deal
    }
  }

  // MARK: Sleep and end

  private mutating func fallAsleep(
    _ deal: inout DemoDeal, _ number: Int, at moment: Int64
  ) -> Bool {
    let (id, manager) = (deal.id, cast.manager(of: deal.owner))
    say(
      .makeDormant(
        .with {
          $0.opportunityID = id
          $0.reason = "价值低，客户近期不活跃"
        }), by: manager, at: moment)
    leaveOwner(&deal)
    deal.phase = .dormant
    agenda.plan(
      .awakening(deal: number),
      at: DemoCalendar.workingTime(
        after: moment, days: deal.random.between(20, 70), &deal.random))
    return true
  }

  /// A campaign calls it back to the pool, or it is given up for good.
  mutating func awaken(_ deal: inout DemoDeal, _ number: Int, at moment: Int64) -> Bool {
    guard deal.phase == .dormant else { return true }
    let id = deal.id
    guard deal.random.chance(0.55) else {
      say(
        .eliminateOpportunity(
          .with {
            $0.opportunityID = id
            $0.reason = "沉寂期内多次触达无回应"
          }), by: cast.manager(of: deal.owner), at: moment)
      return false
    }
    say(
      .reactivateOpportunity(
        .with {
          $0.opportunityID = id
          $0.campaign = "老线索唤醒活动"
        }), by: cast.operations, at: moment)
    deal.phase = .worked
    deal.lastTalk = moment
    planAllocation(of: &deal, number, at: moment, days: deal.random.between(0.2, 5))
    return true
  }

  /// After very many talks: to the archive, or to the end that two managers approve.
  mutating func giveUp(_ deal: inout DemoDeal, _ number: Int, at moment: Int64) -> Bool {
    guard deal.random.chance(0.6) else {
      return archive(&deal, "跟进多次没有进展，归档", at: moment)
    }
    let (approval, decidedAt) = requestApproval(
      .directElimination, of: &deal, note: "跟进四十多次没有进展，申请直接淘汰", rejection: nil,
      at: moment)
    let (id, manager) = (deal.id, cast.manager(of: deal.owner))
    held[deal.owner] -= 1
    later(
      .eliminateOpportunity(
        .with {
          $0.opportunityID = id
          $0.reason = "审批通过，直接淘汰"
          $0.approvalID = approval
        }), by: manager, at: decidedAt + 600_000)
    return false
  }

  private mutating func archive(
    _ deal: inout DemoDeal, _ reason: String, at moment: Int64
  ) -> Bool {
    let id = deal.id
    say(
      .archiveOpportunity(
        .with {
          $0.opportunityID = id
          $0.reason = reason
        }), by: cast.manager(of: deal.owner), at: moment)
    held[deal.owner] -= 1
    return false
  }
}
