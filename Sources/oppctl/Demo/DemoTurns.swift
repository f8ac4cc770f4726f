import Schema
import SwiftProtobuf

// What an owner does with a deal from talk to talk.

extension DemoStory {
  mutating func talk(_ deal: inout DemoDeal, _ number: Int, at moment: Int64) -> Bool {
    if deal.phase == .forgotten, let goesOn = find(&deal, number, at: moment) { return goesOn }
    if deal.talks > 45 { return giveUp(&deal, number, at: moment) }
    let rep = cast.reps[deal.owner]
    deal.talks += 1
    settle(&deal, at: moment)
    let result = DemoTalk.result(of: &deal, at: moment, skill: rep.skill)
    let tags = DemoTalk.tags(for: result, deal: &deal)
    switch result {
    case .won:
      logFollowUp(&deal, tags, at: moment, next: nil, promise: nil)
      return win(&deal, number, at: moment)
    case .lost(let reason, _):
      logFollowUp(&deal, tags, at: moment, next: nil, promise: nil)
      return lose(&deal, number, reason, at: moment)
    case .advanced, .setBack, .nothing:
      goOn(&deal, number, after: result, tags, at: moment)
      return true
    }
  }

  private mutating func goOn(
    _ deal: inout DemoDeal, _ number: Int, after result: DemoTalk.Result, _ tags: [String],
    at moment: Int64
  ) {
    let next = nextTalk(deal: &deal, rep: cast.reps[deal.owner], after: moment)
    let isFree = quietUntil[deal.customer].map { $0 < next } ?? true
    let isPlanned = deal.phase == .worked && isFree && deal.random.chance(0.4)
    let promise =
      deal.random.chance(0.1)
      ? DemoCalendar.workingTime(after: moment, days: deal.random.between(2, 6), &deal.random)
      : nil
    logFollowUp(&deal, tags, at: moment, next: isPlanned ? next : nil, promise: promise)
    move(&deal, after: result, at: moment)
    revise(&deal, tags, at: moment)
    if returnToPool(&deal, number, after: result, at: moment) { return }
    reassignForWorkload(&deal, at: moment)
    if !isPlanned, isFree, deal.phase == .worked { planStep(&deal, at: moment, next: next) }
    planTalk(of: &deal, number, at: next)
  }

  /// When the owner talks to the customer again; may forget the deal for months.
  private mutating func nextTalk(
    deal: inout DemoDeal, rep: DemoCast.Rep, after moment: Int64
  ) -> Int64 {
    if deal.random.chance(DemoHazards.forgetting * (1 - rep.diligence)) {
      deal.phase = .forgotten
      return DemoCalendar.workingTime(
        after: moment, days: deal.random.between(30, 110), &deal.random)
    }
    deal.phase = .worked
    let cadence = deal.stage == .closing ? 1 : DemoHazards.cadenceDays(deal.claimed)
    let days = cadence * deal.random.between(0.5, 1.1) / rep.diligence
    return DemoCalendar.workingTime(after: moment, days: max(0.8, days), &deal.random)
  }

  /// The owner notes the talk, or now and then a colleague of presales who was there.
  private mutating func logFollowUp(
    _ deal: inout DemoDeal, _ tags: [String], at moment: Int64, next: Int64?, promise: Int64?
  ) {
    let owner = cast.reps[deal.owner].id
    let helper = deal.helper.flatMap { deal.random.chance(0.15) ? $0 : nil }
    let body = deal.followUp(tags, at: moment, next: next, promise: promise)
    say(.logFollowUp(body), by: helper ?? owner, at: moment)
    deal.lastTalk = moment
    deal.idleSince = moment
    if deal.claimed == .a, tags.contains(where: DemoTexts.contradictingTags.contains) {
      deal.isDoubtful = true
    }
    if deal.registersCustomer, !deal.isPriceSensitive, tags.contains("price-too-high") {
      deal.isPriceSensitive = true
      say(
        .tagCustomer(
          .with {
            $0.customerID = cast.customerID(deal.customer)
            $0.tag = "price-sensitive"
          }), by: owner, at: moment)
    }
  }

  /// A next step with a script for it; sometimes it falls through.
  private mutating func planStep(_ deal: inout DemoDeal, at moment: Int64, next: Int64) {
    guard deal.random.chance(0.25) else { return }
    let owner = cast.reps[deal.owner].id
    let (id, stage) = (deal.id, deal.stage)
    say(
      .planFollowUp(
        .with {
          $0.opportunityID = id
          $0.dueAtMs = next
          $0.purpose = DemoTexts.purpose(at: stage)
          $0.channel = .phone
          $0.scriptID = DemoTexts.script(at: stage)
        }), by: owner, at: moment)
    guard deal.random.chance(0.15) else { return }
    say(
      .cancelPlan(
        .with {
          $0.opportunityID = id
          $0.reason = "客户临时出差，另约时间"
        }), by: owner, at: moment)
  }

  private mutating func move(
    _ deal: inout DemoDeal, after result: DemoTalk.Result, at moment: Int64
  ) {
    if let override = deal.override, override.grantedAt < moment {
      deal.override = nil
      advance(&deal, overriddenBy: override.approval, at: moment)
      return
    }
    switch result {
    case .advanced: advance(&deal, overriddenBy: nil, at: moment)
    case .setBack:
      guard let back = PBStage(rawValue: deal.stage.rawValue - 1) else { return }
      deal.override = nil
      let body = deal.move(to: back, note: "客户提出新的要求，退回上一阶段")
      say(.moveStage(body), by: cast.reps[deal.owner].id, at: moment)
      updateContact(of: &deal, at: moment)
    default: return
    }
  }

  /// Second thoughts: the grade, the amount, the day of decision, the needs.
  private mutating func revise(_ deal: inout DemoDeal, _ tags: [String], at moment: Int64) {
    let owner = cast.reps[deal.owner].id
    if deal.claimed == .unspecified {
      deal.claimGrade(inflation: cast.reps[deal.owner].inflation)
      grade(&deal, at: moment)
    } else if deal.claimed == .a, deal.random.chance(0.05) {
      review(&deal, at: moment)
    } else if deal.claimed != deal.truth, deal.random.chance(0.03) {
      deal.claimed = deal.truth
      grade(&deal, at: moment)
    }
    if deal.random.chance(0.04) {
      let body = deal.newNeeds()
      say(.updateNeeds(body), by: owner, at: moment)
    }
    if deal.random.chance(0.05) {
      let factor = deal.random.choose([70, 80, 90, 110, 120, 150])
      let revised = max(1, deal.amount * Int64(factor) / 1_000_000) * 10_000
      if revised != deal.amount { reviseAmount(&deal, to: revised, at: moment) }
    }
    if tags.contains("comparing-competitors"), deal.random.chance(0.6) {
      noteCompetitor(&deal, at: moment)
    }
    if tags.contains("discount-requested") { requestDiscount(&deal, at: moment) }
    guard DemoCalendar.dayNumber(moment) > deal.expectedClose - 3, deal.random.chance(0.7) else {
      return
    }
    deal.expectedClose = DemoCalendar.dayNumber(moment) + Int64(deal.random.between(14, 45))
    let (day, id) = (deal.expectedClose, deal.id)
    say(
      .reviseExpectedClose(
        .with {
          $0.opportunityID = id
          $0.expectedCloseDay = Int32(clamping: day)
          $0.reason = "客户内部流程延后"
        }), by: owner, at: moment)
  }

  private mutating func reviseAmount(_ deal: inout DemoDeal, to revised: Int64, at moment: Int64) {
    let reason = revised > deal.amount ? "客户增加模块和用户数" : "客户缩减范围"
    deal.amount = revised
    let id = deal.id
    say(
      .reviseAmount(
        .with {
          $0.opportunityID = id
          $0.amount = DemoDeal.money(revised)
          $0.reason = reason
        }), by: cast.reps[deal.owner].id, at: moment)
  }

  mutating func revive(_ deal: inout DemoDeal, _ number: Int, at moment: Int64) -> Bool {
    let hasLeft = cast.hasLeft(deal.owner, by: moment)
    let id = deal.id
    say(
      .reopenOpportunity(
        .with {
          $0.opportunityID = id
          $0.reason = "客户重新启动采购"
        }), by: hasLeft ? cast.manager(of: deal.owner) : cast.reps[deal.owner].id, at: moment)
    liftQuietPeriod(of: deal, at: moment)
    deal.phase = .worked
    deal.lastTalk = moment
    deal.idleSince = moment
    guard !hasLeft else {
      // Whoever had it works here no longer, so it has come to the pool.
      deal.isPooled = true
      deal.formerOwners.append(deal.owner)
      planAllocation(of: &deal, number, at: moment, days: 0.5)
      return true
    }
    held[deal.owner] += 1
    planTalk(
      of: &deal, number, at: DemoCalendar.workingTime(after: moment, days: 1, &deal.random))
    return true
  }
}
