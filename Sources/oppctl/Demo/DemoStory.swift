import Client
import Foundation
import Schema
import SwiftProtobuf

/// A year of a sales team, command by command in the order of time.
///
/// Deals in progress are all it holds, so the number of opportunities is not bounded by memory.
/// The same plan yields the same bytes on every machine. What people do, they do within what they
/// may do: every command would have been accepted from whoever it is attributed to, at its moment.
struct DemoStory {
  struct Plan: Equatable {
    var seed: UInt64
    var opportunities: Int
    var months: Int
    /// Milliseconds since 1970 UTC; nothing happens later.
    var until: Int64
    /// Nothing else is told in the ledger, so that what happens there once a week is told too.
    var isAlone = false

    var start: Int64 { until - Int64(months) * 2_629_746_000 }

    /// The batch of the import, and the root of every command's id.
    var name: String { "demo-\(seed)-\(opportunities)-\(months)-\(until)" }
  }

  let plan: Plan
  let cast: DemoCast
  var agenda = DemoAgenda()
  var deals: [Int: DemoDeal] = [:]
  var random: DemoRandom
  /// How many open opportunities each rep owns.
  var held: [Int]
  /// A second deal of a customer may be created before the first one's working day begins.
  var registeredCustomers: Set<Int> = []
  /// Until when a customer wants to hear from nobody.
  var quietUntil: [Int: Int64] = [:]
  /// Customers who will say themselves that they want to hear from us again.
  var comingBack: Set<Int> = []
  var leads = 0
  private var arrived = 0
  private var customers = 0
  /// Said already but not yet handed out, oldest last.
  private var ready: [PBCommand] = []
  private var fresh: [PBCommand] = []
  /// Commands said so far: no ledger that has taken them has fewer records.
  private(set) var row: UInt64 = 0

  init(_ plan: Plan) {
    self.plan = plan
    cast = DemoCast(
      seed: plan.seed, opportunities: plan.opportunities, start: plan.start, end: plan.until)
    random = DemoRandom(seed: plan.seed, stream: 3)
    held = Array(repeating: 0, count: cast.reps.count)
    for body in cast.registrations() { say(body, by: Self.system, at: plan.start) }
    setTargets(at: plan.start)
    agenda.plan(.month, at: DemoCalendar.nextMonth(after: plan.start))
    agenda.plan(.week, at: DemoCalendar.nextWeek(after: plan.start))
    agenda.plan(.reorganisation, at: plan.start + (plan.until - plan.start) / 5 * 2)
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
      guard let entry = agenda.next(), entry.moment <= plan.until else {
        return nil
      }
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

  // MARK: Speaking

  /// What speaks where nobody in particular does.
  static let system = "oppctl-demo"

  /// Adds a command to the story, with the id and the place that follow from its number. It is
  /// history: it says itself when it happened, and who did it.
  mutating func say(_ body: PBCommand.OneOf_Body, by actor: String, at moment: Int64) {
    var command = command(body, at: moment)
    command.actor.kind = .import
    command.actor.id = actor
    command.import.batchID = plan.name
    command.import.row = row
    command.import.part = 1
    fresh.append(command)
  }

  /// Adds what only a person can say, who is late with it.
  mutating func sayInPerson(_ body: PBCommand.OneOf_Body, by user: String, at moment: Int64) {
    var command = command(body, at: moment)
    command.actor.kind = .user
    command.actor.id = user
    command.backfillReason = "演示历史补录"
    fresh.append(command)
  }

  /// Adds what is not told in every ledger, so it has no place among the rows.
  mutating func sayAside(
    _ body: PBCommand.OneOf_Body, by actor: String, at moment: Int64, name: String
  ) {
    var command = command(body, at: moment, name: name)
    command.actor.kind = .import
    command.actor.id = actor
    fresh.append(command)
  }

  private mutating func command(_ body: PBCommand.OneOf_Body, at moment: Int64) -> PBCommand {
    row += 1
    return command(body, at: moment, name: String(row))
  }

  private func command(
    _ body: PBCommand.OneOf_Body, at moment: Int64, name: String
  ) -> PBCommand {
    PBCommand.with {
      $0.commandID = Data(CommandIdentity.derived(from: [plan.name, name]))
      $0.occurredAtMs = moment
      $0.body = body
    }
  }

  /// What will be said whatever happens until then.
  mutating func later(
    _ body: PBCommand.OneOf_Body, by actor: String, inPerson: Bool = false, at moment: Int64
  ) {
    agenda.plan(
      .saying(DemoUtterance(body: body, actor: actor, isInPerson: inPerson)), at: moment)
  }

  // MARK: Happenings

  private mutating func live(_ happening: DemoAgenda.Happening, at moment: Int64) {
    switch happening {
    case .arrival: arrive(at: moment)
    case .leaving(let rep): leave(rep, at: moment)
    case .month: beginMonth(at: moment)
    case .week: beginWeek(at: moment)
    case .forecastDay: callForecasts(at: moment)
    case .reorganisation: reorganise(at: moment)
    case .saying(let utterance):
      if utterance.isInPerson {
        sayInPerson(utterance.body, by: utterance.actor, at: moment)
      } else {
        say(utterance.body, by: utterance.actor, at: moment)
      }
    case .creation(let number):
      change(number) { story, deal in story.create(&deal, number, at: moment) }
    case .talk(let number, let turn):
      change(number) { story, deal in
        deal.turn == turn ? story.talk(&deal, number, at: moment) : true
      }
    case .allocation(let number, let turn):
      change(number) { story, deal in
        if deal.turn == turn { story.allocate(&deal, number, at: moment) }
        return true
      }
    case .awakening(let number):
      change(number) { story, deal in story.awaken(&deal, number, at: moment) }
    case .descent(let number):
      change(number) { story, deal in story.descend(&deal, number, at: moment) }
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
    captureLead(of: &deal, at: moment)
    agenda.plan(
      .creation(deal: number),
      at: DemoCalendar.workingTime(after: moment, days: 0, &deal.random))
    deals[number] = deal
    arrived = number
    if random.chance(0.12) { captureHopelessLead(at: moment) }
    if arrived < plan.opportunities {
      agenda.plan(.arrival, at: max(moment, arrivalTime(of: arrived)))
    }
  }

  private mutating func create(_ deal: inout DemoDeal, _ number: Int, at moment: Int64) -> Bool {
    while cast.hasLeft(deal.owner, by: moment) { deal.owner = cast.successor(of: deal.owner) }
    registerCustomer(of: &deal, at: moment)
    deal.claimGrade(inflation: cast.reps[deal.owner].inflation)
    deal.phase = .worked
    deal.lastTalk = moment
    deal.idleSince = moment
    if deal.lead == nil {
      say(
        .createOpportunity(deal.creation(at: moment, cast: cast)), by: cast.reps[deal.owner].id,
        at: moment)
    } else {
      qualifyLead(of: &deal, at: moment)
    }
    guard !deal.isPooled else {
      planAllocation(of: &deal, number, at: moment, days: deal.random.between(0.02, 0.8))
      return true
    }
    held[deal.owner] += 1
    planFirstTalk(of: &deal, number, after: moment)
    return true
  }

  /// A diligent rep answers within two hours, as the rules ask.
  mutating func planFirstTalk(of deal: inout DemoDeal, _ number: Int, after moment: Int64) {
    let isPrompt = deal.random.chance(cast.reps[deal.owner].diligence)
    let first =
      isPrompt
      ? moment + Int64(deal.random.between(600, 7_000)) * 1_000
      : DemoCalendar.workingTime(after: moment, days: deal.random.between(1, 6), &deal.random)
    planTalk(of: &deal, number, at: first)
  }

  /// Whatever was planned with the deal before is overtaken.
  mutating func planTalk(of deal: inout DemoDeal, _ number: Int, at moment: Int64) {
    deal.turn += 1
    agenda.plan(.talk(deal: number, turn: deal.turn), at: moment)
  }
}
