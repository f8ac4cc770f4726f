import Schema
import SwiftProtobuf

// 成交与丢单, and what comes after: payments, shares, a look back.

extension DemoStory {
  mutating func win(_ deal: inout DemoDeal, _ number: Int, at moment: Int64) -> Bool {
    let owner = cast.reps[deal.owner].id
    let discount = deal.random.chance(0.5) ? deal.random.between(85, 99) : 100
    let final = max(100, deal.amount / 100 * Int64(discount))
    if deal.random.chance(0.7) { _ = attach(.contract, to: &deal, at: moment) }
    let (id, amount) = (deal.id, deal.amount)
    say(
      .winOpportunity(
        .with {
          $0.opportunityID = id
          if final != amount { $0.finalAmount = DemoDeal.money(final) }
          $0.contractNumber = "HT-\(plan.seed)-\(DemoCast.padded(number, 6))"
          $0.contractSha256 = Self.digest("\(id)/contract")
        }), by: owner, at: moment)
    held[deal.owner] -= 1
    growCustomer(of: &deal, at: moment)
    share(&deal, at: moment)
    collect(final, of: &deal, at: moment)
    if deal.random.chance(0.2) {
      lookBack(&deal, cause: "", DemoTexts.winLessons, at: moment)
    }
    return false
  }

  mutating func lose(
    _ deal: inout DemoDeal, _ number: Int, _ reason: String, at moment: Int64
  ) -> Bool {
    let competitor = reason == "competitor" ? deal.random.choose(DemoTexts.competitors) : ""
    let id = deal.id
    say(
      .loseOpportunity(
        .with {
          $0.opportunityID = id
          $0.reason = reason
          $0.competitor = competitor
        }), by: cast.reps[deal.owner].id, at: moment)
    held[deal.owner] -= 1
    deal.phase = .closed
    deal.turn += 1
    if ["declined", "project-cancelled"].contains(reason) { leaveAlone(&deal, at: moment) }
    if deal.random.chance(0.5) { lookBack(&deal, cause: reason, DemoTexts.lessons, at: moment) }
    guard deal.random.chance(DemoHazards.revival) else { return false }
    agenda.plan(
      .revival(deal: number),
      at: DemoCalendar.workingTime(
        after: moment, days: deal.random.between(30, 90), &deal.random))
    return true
  }

  /// By the manager, who still is there when it is held.
  private mutating func lookBack(
    _ deal: inout DemoDeal, cause: String, _ lessons: [String], at moment: Int64
  ) {
    let (id, lesson) = (deal.id, deal.random.choose(lessons))
    later(
      .recordPostMortem(
        .with {
          $0.opportunityID = id
          $0.findings = [
            .with {
              $0.cause = cause
              $0.lesson = lesson
            }
          ]
        }), by: cast.manager(of: deal.owner),
      at: DemoCalendar.workingTime(after: moment, days: deal.random.between(1, 10), &deal.random))
  }

  // MARK: Payments

  /// 回款: two instalments or three, as finance books them; the last one may be late or missing.
  private mutating func collect(_ final: Int64, of deal: inout DemoDeal, at moment: Int64) {
    let parts = deal.random.between(2, 3)
    let id = deal.id
    let days = (0..<parts).map { 12 + Int64($0) * 30 }
    var rest = final
    var amounts: [Int64] = []
    for place in 0..<parts {
      let amount = place == parts - 1 ? rest : final / Int64(parts)
      amounts.append(amount)
      rest -= amount
    }
    let today = DemoCalendar.dayNumber(moment)
    say(
      .planPayment(
        .with {
          $0.opportunityID = id
          $0.instalments = zip(days, amounts).map { day, amount in
            .with {
              $0.dueDay = Int32(clamping: today + day)
              $0.amount = DemoDeal.money(amount)
            }
          }
        }), by: cast.reps[deal.owner].id, at: moment)
    for (place, day) in days.enumerated() {
      if place == parts - 1, deal.random.chance(0.2) { break }
      later(
        .recordPayment(
          .with {
            $0.opportunityID = id
            $0.erpDocument = "\(id)-p\(place + 1)"
            $0.amount = DemoDeal.money(amounts[place])
          }), by: "erp",
        at: DemoCalendar.workingTime(
          after: moment, days: Double(day) + deal.random.between(0, 20), &deal.random))
    }
  }

  // MARK: Shares

  /// 分润: with presales by agreement, with a colleague by cutting and choosing; part for a mentor.
  private mutating func share(_ deal: inout DemoDeal, at moment: Int64) {
    if let helper = deal.helper {
      propose(
        &deal, .performance, with: helper, ppm: 800_000, isCut: false,
        isRejected: deal.random.chance(0.15), at: moment)
    } else if deal.amount > 15_000_000, deal.random.chance(0.5),
      let colleague = cast.colleague(of: deal.owner, stayingUntil: moment + 7 * DemoCalendar.day)
    {
      propose(
        &deal, .income, with: cast.reps[colleague].id, ppm: 500_000, isCut: true,
        isRejected: false, at: moment)
    }
    guard deal.random.chance(0.1) else { return }
    let (id, mentor) = (deal.id, cast.manager(of: deal.owner))
    say(
      .setMentorShare(
        .with {
          $0.opportunityID = id
          $0.mentorID = mentor
          $0.teamID = cast.team(of: deal.owner).id
          $0.sharePpm = 50_000
        }), by: mentor, at: moment)
  }

  /// - Parameter ppm: the proposer's share, or the first to choose from.
  private mutating func propose(
    _ deal: inout DemoDeal, _ kind: PBSplitKind, with party: String, ppm: UInt32, isCut: Bool,
    isRejected: Bool, at moment: Int64
  ) {
    let owner = cast.reps[deal.owner].id
    let id = deal.id
    deal.proposals += 1
    let proposal = deal.proposals
    say(
      .proposeSplit(
        .with {
          $0.opportunityID = id
          $0.kind = kind
          $0.method = isCut ? .cutAndChoose : .negotiated
          $0.proposerID = owner
          $0.chooserID = isCut ? party : ""
          $0.shares = [(owner, ppm), (party, 1_000_000 - ppm)].map { id, ppm in
            .with {
              $0.partyID = id
              $0.sharePpm = ppm
            }
          }
        }), by: owner, at: moment)
    guard !isRejected else {
      say(
        .rejectSplit(
          .with {
            $0.opportunityID = id
            $0.proposal = proposal
            $0.partyID = party
            $0.reason = "售前投入更多，希望重新商议"
          }), by: party, at: moment)
      return propose(
        &deal, kind, with: party, ppm: ppm - 100_000, isCut: isCut, isRejected: false, at: moment)
    }
    later(
      .acceptSplit(
        .with {
          $0.opportunityID = id
          $0.proposal = proposal
          $0.partyID = party
          $0.choice = isCut ? 2 : 0
        }), by: party,
      at: DemoCalendar.workingTime(after: moment, days: deal.random.between(0.2, 3), &deal.random))
  }
}
