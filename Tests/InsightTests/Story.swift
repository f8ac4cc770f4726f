import Opportunities

@testable import Insight

/// The start of every story, and days and hours after it.
func day(_ days: Int64, hours: Int64 = 0) -> Instant {
  Instant(milliseconds: 1_767_225_600_000 + (days * 24 + hours) * 3_600_000)
}

/// A log in the making: commands are judged by the real rules, and the board folds what follows.
///
/// Teams: sales above east and west. ana and abe (east) and bo (west) sell; lone has no team.
/// Unless `occurred` says otherwise, things are recorded when they happen.
struct Story {
  var state = LedgerState()
  var board = Board()
  var records: [RecordedEvent] = []

  static let crm = Actor(kind: .integration, id: "crm")
  static let history = Actor(kind: .import, id: "history")

  init(_ document: PolicyDocument = .standard) throws {
    try record(
      .policyPublished(
        PolicyPublished(
          version: 1, document: document, reason: "first", effectiveFrom: day(0), approvalID: "")),
      on: .policy, at: day(0), occurred: day(0), actor: .ledger)
    for (id, parent) in [("sales", nil), ("east", "sales"), ("west", "sales")]
      as [(String, String?)]
    {
      try submit(
        .registerTeam(
          RegisterTeam(teamID: TeamID(id), name: id, parent: parent.map { TeamID($0) })),
        at: day(0))
    }
    for (id, team) in [("ana", "east"), ("abe", "east"), ("bo", "west"), ("lone", nil)]
      as [(String, String?)]
    {
      try submit(
        .registerUser(
          RegisterUser(
            userID: UserID(id), name: id, roles: [.rep], team: team.map { TeamID($0) })),
        at: day(0))
    }
    try submit(
      .registerCustomer(
        RegisterCustomer(
          customerID: CustomerID("acme"),
          kind: .organisation, name: "Acme", personName: "", industry: "", region: "",
          source: "")),
      at: day(0))
  }

  mutating func submit(
    _ command: Command, at now: Instant, occurred: Instant? = nil, actor: Actor = Story.crm
  ) throws {
    let decision = try state.decide(
      CommandEnvelope(
        id: .zero, actor: actor, occurredAt: occurred, backfillReason: "late", command: command),
      at: now)
    for event in decision.facts.events {
      try record(
        event, on: decision.stream, at: now, occurred: decision.occurredAt, actor: actor)
    }
    for fact in decision.facts.elsewhere {
      try record(fact.event, on: fact.stream, at: now, occurred: decision.occurredAt, actor: actor)
    }
  }

  private mutating func record(
    _ event: Event, on stream: Stream, at now: Instant, occurred: Instant, actor: Actor
  ) throws {
    let record = RecordedEvent(
      position: UInt64(records.count + 1), recordedAt: now, occurredAt: occurred,
      commandID: .zero, commandDigest: .zero, commandRecords: 1, actor: actor, peerUserID: 0,
      policyVersion: max(state.policies.latestVersion, 1), stream: stream,
      streamVersion: state.version(of: stream) + 1, event: event)
    records.append(record)
    state.evolve(with: record)
    try board.apply(record)
  }

  /// The customer wants to be left alone from now on.
  mutating func quiet(days: UInt32, at now: Instant) throws {
    try submit(
      .setQuietPeriod(
        SetQuietPeriod(
          customerID: CustomerID("acme"), until: now + .days(days), scope: .allContact,
          reason: "moving house")),
      at: now)
  }

  /// The board made of those records only.
  func board(of isIncluded: (RecordedEvent) -> Bool) throws -> Board {
    var board = Board()
    for record in records where isIncluded(record) { try board.apply(record) }
    return board
  }

  func moment(_ instant: Instant) -> Moment {
    Moment(instant: instant, policy: board.policies.inForce(at: instant))
  }

  func facts(_ id: String = "o") -> OpportunityFacts? {
    board.facts(OpportunityID(id))
  }

  func card(_ id: String = "o", at instant: Instant) -> OpportunityCard? {
    board.opportunity(OpportunityID(id), at: moment(instant))
  }

  func clocks(_ id: String = "o", at instant: Instant) -> Clocks? {
    facts(id).map { board.clocks(of: $0, at: moment(instant)) }
  }

  mutating func create(
    _ id: String = "o", grade: Grade? = nil, stage: Stage = .contact, minorUnits: Int64 = 100_000,
    currency: String = "CNY", owner: String? = "ana", at now: Instant = day(0),
    occurred: Instant? = nil, actor: Actor = Story.crm
  ) throws {
    try submit(
      .createOpportunity(
        CreateOpportunity(
          opportunityID: OpportunityID(id), customer: CustomerID("acme"), title: "Title of \(id)",
          amount: Money(minorUnits: minorUnits, currency: Currency(code: currency)),
          owner: owner.map { UserID($0) }, needs: [], expectedClose: nil, source: "", stage: stage,
          grade: grade, gradeBasis: .full)),
      at: now, occurred: occurred, actor: actor)
  }

  mutating func follow(
    _ id: String = "o", tag: String = "routine-contact", at now: Instant,
    occurred: Instant? = nil, promised: Instant? = nil, next: Instant? = nil
  ) throws {
    try submit(
      .logFollowUp(
        LogFollowUp(
          opportunityID: OpportunityID(id), channel: .phone, tags: [tag], sentiment: nil,
          note: "", minutes: 5, promisedFeedbackAt: promised, nextDueAt: next)),
      at: now, occurred: occurred)
  }

  mutating func move(_ id: String = "o", to stage: Stage, at now: Instant) throws {
    try submit(
      .moveStage(
        MoveStage(
          opportunityID: OpportunityID(id), from: facts(id)?.stage ?? .contact, to: stage,
          note: "seen", fileDigest: [])),
      at: now)
  }

  mutating func grade(_ id: String, _ grade: Grade, at now: Instant) throws {
    try submit(
      .gradeOpportunity(
        GradeOpportunity(opportunityID: OpportunityID(id), grade: grade, basis: .full)),
      at: now)
  }

  mutating func reassign(_ id: String = "o", to owner: String, at now: Instant) throws {
    try submit(
      .reassignOpportunity(
        ReassignOpportunity(
          opportunityID: OpportunityID(id), owner: UserID(owner), reason: "r")),
      at: now)
  }

  mutating func win(_ id: String = "o", minorUnits: Int64? = nil, at now: Instant) throws {
    let amount = minorUnits.map { Money(minorUnits: $0, currency: Currency(code: "CNY")) }
    try submit(
      .winOpportunity(
        WinOpportunity(
          opportunityID: OpportunityID(id), finalAmount: amount, contractNumber: "1",
          contractDigest: [])),
      at: now)
  }

  mutating func lose(_ id: String = "o", reason: String = "price", at now: Instant) throws {
    try submit(
      .loseOpportunity(
        LoseOpportunity(
          opportunityID: OpportunityID(id), reason: reason, competitor: "", note: "")),
      at: now)
  }

  mutating func archive(_ id: String = "o", at now: Instant) throws {
    try submit(
      .archiveOpportunity(ArchiveOpportunity(opportunityID: OpportunityID(id), reason: "r")),
      at: now)
  }

  mutating func reopen(_ id: String = "o", at now: Instant) throws {
    try submit(
      .reopenOpportunity(ReopenOpportunity(opportunityID: OpportunityID(id), reason: "r")),
      at: now)
  }
}

extension GradeBasis {
  static let full = GradeBasis(need: true, budget: true, decisionDays: 30, comparing: 2)
}
