import Client
import Foundation
import Schema
import SwiftProtobuf

/// A year of a sales team, command by command in the order of time.
///
/// Deals in progress are all it holds, so the number of opportunities is not bounded by memory.
/// The same plan yields the same bytes on every machine.
struct DemoStory {
  struct Plan: Equatable {
    var seed: UInt64
    var opportunities: Int
    var months: Int
    /// Milliseconds since 1970 UTC; nothing happens later.
    var until: Int64

    var start: Int64 { until - Int64(months) * 2_629_746_000 }

    /// The batch of the import, and the root of every command's id.
    var name: String { "demo-\(seed)-\(opportunities)-\(months)-\(until)" }
  }

  let plan: Plan
  let cast: DemoCast
  private var agenda = DemoAgenda()
  private var deals: [Int: DemoDeal] = [:]
  private var random: DemoRandom
  private var arrived = 0
  private var customers = 0
  /// A second deal of a customer may be created before the first one's working day begins.
  private var registeredCustomers: Set<Int> = []
  /// Said already but not yet handed out, oldest last.
  private var ready: [PBCommand] = []
  private var fresh: [PBCommand] = []
  private var row: UInt64 = 0

  init(_ plan: Plan) {
    self.plan = plan
    cast = DemoCast(
      seed: plan.seed, opportunities: plan.opportunities, start: plan.start, end: plan.until)
    random = DemoRandom(seed: plan.seed, stream: 3)
    for body in cast.registrations() { say(body, at: plan.start) }
    for (index, rep) in cast.reps.enumerated() {
      if let moment = rep.leavesAt { agenda.plan(.leaving(rep: index), at: moment) }
    }
    if plan.opportunities > 0 { agenda.plan(.arrival, at: arrivalTime(of: 0)) }
  }

  /// The next command; nil when the story has reached its end.
  mutating func next() -> PBCommand? {
    while ready.isEmpty {
      if !fresh.isEmpty {
        ready = fresh.reversed()
        fresh = []
        break
      }
      guard let entry = agenda.next(), entry.moment <= plan.until else { return nil }
      live(entry.happening, at: entry.moment)
    }
    return ready.popLast()
  }

  /// Arrivals spread evenly over the months, each at a random moment of its share. The last days
  /// are left out: an arrival before a weekend is entered after it, and nobody may be lost.
  private mutating func arrivalTime(of index: Int) -> Int64 {
    let day = DemoCalendar.day
    let share = Double(plan.until - plan.start - 5 * day) / Double(plan.opportunities)
    return plan.start + day + Int64((Double(index) + random.unit()) * share)
  }

  /// Adds a command to the story, with the id and the place that follow from its number.
  private mutating func say(_ body: PBCommand.OneOf_Body, at moment: Int64) {
    row += 1
    let number = row
    fresh.append(
      PBCommand.with {
        $0.commandID = Data(CommandIdentity.derived(from: [plan.name, String(number)]))
        $0.actor = PBActor.with {
          $0.kind = .import
          $0.id = "oppctl-demo"
        }
        $0.occurredAtMs = moment
        $0.import = PBImportRow.with {
          $0.batchID = plan.name
          $0.row = number
          $0.part = 1
        }
        $0.body = body
      })
  }

  // MARK: Happenings

  private mutating func live(_ happening: DemoAgenda.Happening, at moment: Int64) {
    switch happening {
    case .arrival: arrive(at: moment)
    case .leaving(let rep): leave(rep, at: moment)
    case .creation(let number):
      change(number) { story, deal in story.create(&deal, number, at: moment) }
    case .talk(let number):
      change(number) { story, deal in story.talk(&deal, number, at: moment) }
    case .revival(let number):
      change(number) { story, deal in story.revive(&deal, number, at: moment) }
    }
  }

  /// Takes a deal out while it changes, and puts it back unless nothing more can happen to it.
  private mutating func change(
    _ number: Int, _ body: (inout DemoStory, inout DemoDeal) -> Bool
  ) {
    guard var deal = deals.removeValue(forKey: number) else { return }
    if body(&self, &deal) { deals[number] = deal }
  }

  private mutating func arrive(at moment: Int64) {
    let number = arrived + 1
    var deal = DemoDeal(number: number, cast: cast, customers: customers)
    if deal.customer == customers { customers += 1 }
    agenda.plan(
      .creation(deal: number),
      at: DemoCalendar.workingTime(after: moment, days: 0, &deal.random))
    deals[number] = deal
    arrived = number
    if arrived < plan.opportunities {
      agenda.plan(.arrival, at: max(moment, arrivalTime(of: arrived)))
    }
  }

  private mutating func create(_ deal: inout DemoDeal, _ number: Int, at moment: Int64) -> Bool {
    while let leavesAt = cast.reps[deal.owner].leavesAt, leavesAt <= moment {
      deal.owner = successor(of: deal.owner)
    }
    if registeredCustomers.insert(deal.customer).inserted {
      say(cast.registration(ofCustomer: deal.customer), at: moment)
    }
    deal.claimGrade(inflation: cast.reps[deal.owner].inflation)
    say(deal.creation(at: moment, cast: cast), at: moment)
    deal.phase = .worked
    deal.lastTalk = moment
    let isPrompt = deal.random.chance(cast.reps[deal.owner].diligence)
    let first =
      isPrompt
      ? moment + Int64(deal.random.between(600, 7_000)) * 1_000
      : DemoCalendar.workingTime(after: moment, days: deal.random.between(1, 6), &deal.random)
    agenda.plan(.talk(deal: number), at: first)
    return true
  }

  private func successor(of rep: Int) -> Int {
    let team = cast.teams[cast.reps[rep].team].reps
    return rep + 1 < team.upperBound ? rep + 1 : rep == team.lowerBound ? 0 : team.lowerBound
  }

  /// 人走商机不走: everything in progress goes to a colleague of the team.
  private mutating func leave(_ rep: Int, at moment: Int64) {
    let heir = successor(of: rep)
    guard heir != rep else { return }
    for number in deals.keys.sorted() {
      guard deals[number]?.owner == rep, let phase = deals[number]?.phase else { continue }
      deals[number]?.owner = heir
      guard phase == .worked || phase == .forgotten, let id = deals[number]?.id else { continue }
      say(
        .reassignOpportunity(
          PBReassignOpportunity.with {
            $0.opportunityID = id
            $0.ownerID = cast.reps[heir].id
            $0.reason = "原负责人离职，交接给同组同事"
          }),
        at: moment)
    }
  }

  private mutating func talk(_ deal: inout DemoDeal, _ number: Int, at moment: Int64) -> Bool {
    let rep = cast.reps[deal.owner]
    if deal.phase == .forgotten, let goesOn = find(&deal, number, at: moment) { return goesOn }
    if deal.talks > 45 { return archive(&deal, "跟进多次没有进展，归档", at: moment) }
    deal.talks += 1
    let result = DemoTalk.result(of: &deal, at: moment, skill: rep.skill)
    let tags = DemoTalk.tags(for: result, deal: &deal)
    let next = nextTalk(deal: &deal, rep: rep, after: moment, result)
    let isPlanned = deal.phase == .worked && deal.random.chance(0.4)
    let promise =
      deal.random.chance(0.1)
      ? DemoCalendar.workingTime(after: moment, days: deal.random.between(2, 6), &deal.random)
      : nil
    deal.lastTalk = moment
    switch result {
    case .won:
      say(deal.followUp(tags, at: moment, next: nil, promise: nil), at: moment)
      return win(&deal, number, at: moment)
    case .lost(let reason, _):
      say(deal.followUp(tags, at: moment, next: nil, promise: nil), at: moment)
      return lose(&deal, number, reason, at: moment)
    case .advanced, .setBack, .nothing:
      say(
        deal.followUp(tags, at: moment, next: isPlanned ? next : nil, promise: promise),
        at: moment)
      move(&deal, after: result, at: moment)
      revise(&deal, at: moment)
      agenda.plan(.talk(deal: number), at: next)
      return true
    }
  }

  /// When the owner talks to the customer again; may forget the deal for months.
  private mutating func nextTalk(
    deal: inout DemoDeal, rep: DemoCast.Rep, after moment: Int64, _ result: DemoTalk.Result
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

  // MARK: Turns

  /// A forgotten deal turns up again. Returns nil when it is taken up, else whether it lives on.
  private mutating func find(_ deal: inout DemoDeal, _ number: Int, at moment: Int64) -> Bool? {
    let roll = deal.random.unit()
    if roll < 0.4 { return archive(&deal, "长期无人跟进，客户已无需求，归档", at: moment) }
    if roll < 0.65 { return lose(&deal, number, "too-slow", at: moment) }
    deal.phase = .worked
    return nil
  }

  private mutating func win(_ deal: inout DemoDeal, _ number: Int, at moment: Int64) -> Bool {
    let discount = deal.random.chance(0.5) ? deal.random.between(85, 99) : 100
    let final = max(100, deal.amount / 100 * Int64(discount))
    say(
      .winOpportunity(
        PBWinOpportunity.with {
          $0.opportunityID = deal.id
          if final != deal.amount { $0.finalAmount = DemoDeal.money(final) }
          $0.contractNumber = "HT-\(plan.seed)-\(DemoCast.padded(number, 6))"
        }),
      at: moment)
    return false
  }

  private mutating func lose(
    _ deal: inout DemoDeal, _ number: Int, _ reason: String, at moment: Int64
  ) -> Bool {
    let competitor = reason == "competitor" ? deal.random.choose(DemoTexts.competitors) : ""
    say(
      .loseOpportunity(
        PBLoseOpportunity.with {
          $0.opportunityID = deal.id
          $0.reason = reason
          $0.competitor = competitor
        }),
      at: moment)
    deal.phase = .closed
    guard deal.random.chance(DemoHazards.revival) else { return false }
    agenda.plan(
      .revival(deal: number),
      at: DemoCalendar.workingTime(
        after: moment, days: deal.random.between(30, 90), &deal.random))
    return true
  }

  private mutating func archive(
    _ deal: inout DemoDeal, _ reason: String, at moment: Int64
  ) -> Bool {
    say(
      .archiveOpportunity(
        PBArchiveOpportunity.with {
          $0.opportunityID = deal.id
          $0.reason = reason
        }),
      at: moment)
    return false
  }

  private mutating func revive(_ deal: inout DemoDeal, _ number: Int, at moment: Int64) -> Bool {
    say(
      .reopenOpportunity(
        PBReopenOpportunity.with {
          $0.opportunityID = deal.id
          $0.reason = "客户重新启动采购"
        }),
      at: moment)
    deal.phase = .worked
    deal.lastTalk = moment
    agenda.plan(
      .talk(deal: number),
      at: DemoCalendar.workingTime(after: moment, days: 1, &deal.random))
    return true
  }

  private mutating func move(
    _ deal: inout DemoDeal, after result: DemoTalk.Result, at moment: Int64
  ) {
    switch result {
    case .advanced:
      guard let next = PBStage(rawValue: deal.stage.rawValue + 1) else { return }
      say(deal.move(to: next, note: DemoTexts.stageNote(next)), at: moment)
    case .setBack:
      guard let back = PBStage(rawValue: deal.stage.rawValue - 1) else { return }
      say(deal.move(to: back, note: "客户提出新的要求，退回上一阶段"), at: moment)
    default:
      return
    }
  }

  /// Second thoughts: the grade, the amount, the day of decision.
  private mutating func revise(_ deal: inout DemoDeal, at moment: Int64) {
    if deal.claimed == .unspecified {
      deal.claimGrade(inflation: cast.reps[deal.owner].inflation)
      say(deal.grading(), at: moment)
    } else if deal.claimed != deal.truth, deal.random.chance(0.06) {
      // After a review the grade is put right.
      deal.claimed = deal.truth
      say(deal.grading(), at: moment)
    }
    if deal.random.chance(0.05) {
      let factor = deal.random.choose([70, 80, 90, 110, 120, 150])
      let revised = max(1, deal.amount * Int64(factor) / 1_000_000) * 10_000
      if revised != deal.amount { reviseAmount(&deal, to: revised, at: moment) }
    }
    if DemoCalendar.dayNumber(moment) > deal.expectedClose - 3, deal.random.chance(0.7) {
      deal.expectedClose =
        DemoCalendar.dayNumber(moment) + Int64(deal.random.between(14, 45))
      let (day, id) = (deal.expectedClose, deal.id)
      say(
        .reviseExpectedClose(
          PBReviseExpectedClose.with {
            $0.opportunityID = id
            $0.expectedCloseDay = Int32(clamping: day)
            $0.reason = "客户内部流程延后"
          }),
        at: moment)
    }
  }

  private mutating func reviseAmount(_ deal: inout DemoDeal, to revised: Int64, at moment: Int64) {
    let reason = revised > deal.amount ? "客户增加模块和用户数" : "客户缩减范围"
    deal.amount = revised
    let id = deal.id
    say(
      .reviseAmount(
        PBReviseAmount.with {
          $0.opportunityID = id
          $0.amount = DemoDeal.money(revised)
          $0.reason = reason
        }),
      at: moment)
  }
}
