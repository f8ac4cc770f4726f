@testable import Opportunities

/// Commands of every kind about few things, so that many of them meet: some fit, most are refused.
///
/// For the company of ``World/pool()``. Every kind of the language must come up here; LawTests counts.
struct RandomCommands {
  var random: Seeded

  init(seed: UInt64) { random = Seeded(seed: seed) }

  mutating func next(in world: World) -> Command {
    let opportunity = pick(Self.opportunities)
    return switch number(below: 10) {
    case 0: organisation()
    case 1: customer()
    case 2: lead()
    case 3: entry(opportunity, in: world)
    case 4: work(opportunity, in: world)
    case 5: evidence(opportunity, in: world)
    case 6: end(opportunity, in: world)
    case 7: ownership(opportunity)
    case 8: together(opportunity, in: world)
    default: office(opportunity, in: world)
    }
  }

  /// Mostly systems, which may do everything; sometimes a person, who may not.
  mutating func actor() -> Actor {
    number(below: 3) > 0
      ? World.crm : World.user(pick(["ana", "bo", "mia", "hal", "zoe", "oli", "lea", "nobody"]))
  }

  static let opportunities = (0..<8).map { "r\($0)" } + ["open", "lost", "worked", "asleep"]
  private static let people = ["ana", "bo", "mia", "hal", "sue", "p0", "p1"]
  private static let customers = ["acme", "li", "c0", "c1", "c2"]

  mutating func pick<Element>(_ list: [Element]) -> Element {
    list[number(below: list.count)]
  }

  mutating func number(below limit: Int) -> Int {
    Int.random(in: 0..<limit, using: &random)
  }
}

// MARK: - Who and whom

extension RandomCommands {
  private mutating func organisation() -> Command {
    let person = pick(["p0", "p1"])
    let team = pick(["t0", "t1"])
    return switch number(below: 9) {
    case 0: .team(team, parent: pick(["east", "sales", "t0"]))
    case 1: .change(team: team, name: "\(number(below: 99))", parent: pick([nil, "east", "t1"]))
    case 2: .person(person, team: "east")
    case 3:
      .change(
        user: person, name: "\(number(below: 99))", team: pick(["east", "west"]),
        capacity: UInt32(number(below: 4)))
    case 4: .leave(pick(["p0", "p1", "sue"]), successor: "ana")
    case 5: .leave(person, toPool: true)
    case 6: .publish()
    default: .customer(pick(["c0", "c1", "c2"]), name: "\(number(below: 99))")
    }
  }

  private mutating func customer() -> Command {
    let id = pick(Self.customers)
    let contact = pick(["k0", "k1"])
    return switch number(below: 11) {
    case 0: .profile(id, pick(["industry", "size", "budget"]), pick(["other", "300", "9 CNY"]))
    case 1: .contact(id, contact)
    case 2:
      .updateContact(
        UpdateContact(
          customerID: CustomerID(id), contact: ContactID(contact), name: "N\(number(below: 9))",
          decisionRole: .influencer))
    case 3: .tag(id, tag())
    case 4: .untag(id, tag())
    case 5: .tier(id, pick(CustomerTier.allCases))
    case 6: .quiet("li", days: UInt32(1 + number(below: 20)))
    case 7: .lift("li")
    case 8: .signal(id, pick(CustomerSignalKind.allCases), UInt64(number(below: 100)))
    case 9: .merge(pick(["c1", "c2"]), pick(["c0", "c1"]))
    default: .tag(id, "vip")
    }
  }

  private mutating func tag() -> String {
    pick((PolicyDocument.standard.profile?.tags.map(\.code) ?? []) + ["vip"])
  }

  private mutating func lead() -> Command {
    let id = pick(["l0", "l1", "l2", "l3"])
    return switch number(below: 5) {
    case 0: .capture(id, owner: pick([nil, "ana"]))
    case 1: .enrich(id, known: [pick(LeadTests.all)])
    case 2: .capture("l\(number(below: 30))", known: LeadTests.all)
    case 3: .disqualify(id)
    default: .qualify("l\(number(below: 30))", opportunity: pick(Self.opportunities))
    }
  }
}

// MARK: - The opportunity

extension RandomCommands {
  private mutating func entry(_ id: String, in world: World) -> Command {
    switch number(below: 9) {
    case 0, 1:
      .create(
        id, customer: pick(["acme", "li"]), owner: pick(["ana", "bo", nil]),
        grade: pick([nil, .a, .b]), basis: .full)
    case 2: .grade(id, pick(Grade.allCases))
    case 3: .amount(id, Int64(number(below: 1_000_000) - 10))
    case 4: .close(id, day: Int32(20_450 + number(below: 400)))
    case 5: .needs(id, ["need \(number(below: 9))"])
    case 6: .competitor(id)
    case 7:
      .score(
        id,
        (PolicyDocument.standard.scorecard?.dimensions ?? []).map { dimension in
          (dimension.code, pick(dimension.options.map(\.code)))
        })
    default: TargetTests.category(pick([nil, .commit, .best]), on: id)
    }
  }

  private mutating func work(_ id: String, in world: World) -> Command {
    let due = world.now + .days(UInt32(number(below: 9)))
    return switch number(below: 8) {
    case 0: .follow(id, promised: pick([nil, due]), next: pick([nil, due]))
    case 1: .follow(id, tags: ["no-purchase-plan"])
    case 2: .plan(id, at: due)
    case 3: .cancelPlan(id)
    case 4: .promise(id, due: due)
    case 5: ReviewTests.explain(id)
    case 6: AlertTests.acknowledge(pick(AlertKind.allCases), on: id)
    default: AlertTests.snooze(pick(AlertKind.allCases), on: id, until: world.now + .days(2))
    }
  }

  private mutating func evidence(_ id: String, in world: World) -> Command {
    let opportunity = world.state.opportunities[OpportunityID(id)]
    let one = "e\(number(below: 4))"
    let quote = 1 + (opportunity?.dossier?.quoteVersion ?? 0)
    return switch number(below: 6) {
    case 0: .attach(id, evidence: one, kind: pick(EvidenceKind.allCases))
    case 1: .verify(id, evidence: one, pick([.verified, .rejected]))
    case 2: .quote(id, version: UInt32(quote))
    default:
      .move(id, from: opportunity?.stage ?? .contact, to: pick(Stage.allCases))
    }
  }

  private mutating func end(_ id: String, in world: World) -> Command {
    switch number(below: 12) {
    case 0, 1: .win(id, minorUnits: Int64(number(below: 1_000_000)))
    case 2: .lose(id)
    case 3: .archive(id)
    case 4, 5: .reopen(id)
    case 6: .postMortem(id)
    case 7: .instalments(id)
    case 8: .pay(id, Int64(1 + number(below: 60_000)), document: "K-\(number(below: 40))")
    case 9: .dormant(id)
    case 10: .reactivate(id)
    default: .eliminate(id, approval: pick(["", "ap0"]))
    }
  }
}

// MARK: - Whose it is, and who helps

extension RandomCommands {
  private mutating func ownership(_ id: String) -> Command {
    let person = pick(Self.people)
    return switch number(below: 7) {
    case 0: .assign(id, to: person)
    case 1: .claim(id, for: pick(["bo", "ana"]))
    case 2: .giveBack(id)
    case 3: .reclaim(id, by: "hal")
    case 4: .escalate(id, to: "hal")
    case 5: .claim(id, for: person)
    default: .reassign(id, to: person)
    }
  }

  private mutating func together(_ id: String, in world: World) -> Command {
    let proposal = world.state.opportunities[OpportunityID(id)]?.dossier?.proposalCount ?? 1
    return switch number(below: 7) {
    case 0: .help(id, pick(["bo", "mia", "ana"]))
    case 1: .unhelp(id, "bo")
    case 2: .split(id, [("ana", 500_001), ("bo", 499_999)])
    case 3: .cut(id)
    case 4:
      .accept(
        id, UInt32(proposal), pick(["ana", "bo", "mia"]), choice: UInt32(number(below: 3)))
    case 5: .reject(id, UInt32(proposal), pick(["ana", "bo"]))
    default: .mentor(id, ppm: UInt32(number(below: 200_000)))
    }
  }
}

// MARK: - The office

extension RandomCommands {
  private mutating func office(_ id: String, in world: World) -> Command {
    let task = "t\(number(below: 5))"
    let approval = "ap\(number(below: 4))"
    let batch = "b\(number(below: 30))"
    return switch number(below: 20) {
    case 0: ApprovalTests.request(approval, pick([.discount, .directElimination]), about: id)
    case 1, 2: ApprovalTests.decide(approval, pick([.approve, .approve, .reject]), note: "n")
    case 3: TaskTests.open(task, due: world.now + .days(2), about: pick([nil, id]))
    case 4: TaskTests.pass(task, to: pick(["ana", "bo", "sue"]))
    case 5: TaskTests.complete(task)
    case 6: ReviewTests.draw(Day(of: world.now, utcOffsetMinutes: 480).isoWeek)
    case 7:
      ReviewTests.review(id, pick(ReviewVerdict.allCases))
    case 8: TargetTests.set("user/ana:2026-Q4", Int64(number(below: 9_000)))
    case 9: TargetTests.call(pick(["company:2026", "user/ana:2026-Q4"]))
    case 10: ExchangeTests.award("w\(number(below: 30))")
    case 11: ExchangeTests.open(batch)
    case 12: ExchangeTests.close(batch)
    case 13: ExchangeTests.advance(UInt64(number(below: world.records.count + 2)))
    case 14: ExchangeTests.correct(UInt64(1 + number(below: 3)), on: id)
    case 15: .push(approval)
    case 16: ForecastSnapshotTests.snapshot("company:2027")
    case 17: CalibrationTests.calibrate(id: "c\(number(below: 9))")
    case 18:
      pick([
        ErasureTests.erase(.opportunity, id, as: "e\(number(below: 30))"),
        ErasureTests.erase(
          .customer, pick(Self.customers), sparing: number(below: 2) == 0,
          as: "e\(number(below: 30))"),
        ErasureTests.erase(.user, pick(Self.people), as: "e\(number(below: 30))"),
      ])
    default: ReviewTests.explain(id)
    }
  }
}
