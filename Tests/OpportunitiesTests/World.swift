@testable import Opportunities

/// A small company to judge commands in, and the log they leave.
///
/// Teams: sales above east and west. ana (east) and bo (west) sell, mia manages east, hal heads
/// sales, zoe owns the company, oli is operations. Opportunity `open` and the lost one `lost` are
/// ana's; `acme` is a company and `li` a person.
struct World {
  var state = LedgerState()
  var records: [RecordedEvent] = []
  var now: Instant

  static let start = Instant(milliseconds: 1_767_225_600_000)  // 2026-01-01T00:00:00Z
  static let crm = Actor(kind: .integration, id: "crm")
  static let history = Actor(kind: .import, id: "history")

  static func user(_ id: String) -> Actor { Actor(kind: .user, id: id) }

  /// Nothing but the standard policy.
  init() {
    now = Self.start
    record(
      .policyPublished(
        PolicyPublished(
          version: 1, document: .standard, reason: "first", effectiveFrom: now, approvalID: "")),
      on: .policy, occurredAt: now, actor: .ledger)
  }

  static func company() throws -> World {
    var world = World()
    let teams: [(String, String?)] = [("sales", nil), ("east", "sales"), ("west", "sales")]
    for (id, parent) in teams {
      try world.submit(
        .registerTeam(
          RegisterTeam(teamID: TeamID(id), name: id, parent: parent.map { TeamID($0) })))
    }
    let users: [(String, Role, String?)] = [
      ("ana", .rep, "east"), ("bo", .rep, "west"), ("mia", .manager, "east"),
      ("hal", .departmentHead, "sales"), ("zoe", .owner, nil), ("oli", .operations, nil),
    ]
    for (id, role, team) in users {
      try world.submit(
        .registerUser(
          RegisterUser(
            userID: UserID(id), name: id, roles: [role], team: team.map { TeamID($0) })))
    }
    try world.submit(.customer("acme", name: "Acme"))
    try world.submit(.customer("li", kind: .person, name: "Li"))
    try world.submit(.create("open"))
    try world.submit(.create("lost"))
    try world.submit(.lose("lost"))
    return world
  }

  /// Judges a command and records what follows.
  @discardableResult
  mutating func submit(
    _ command: Command, as actor: Actor = World.crm, occurredAt: Instant? = nil,
    expectedVersion: UInt64? = nil, backfillReason: String = "", row: ImportRow? = nil
  ) throws(Rejection) -> Event {
    let decision = try judge(
      command, as: actor, occurredAt: occurredAt, expectedVersion: expectedVersion,
      backfillReason: backfillReason, row: row)
    for event in decision.facts.events {
      record(
        event, on: decision.stream, occurredAt: decision.occurredAt, actor: actor, row: row)
    }
    for fact in decision.facts.elsewhere {
      record(
        fact.event, on: fact.stream, occurredAt: decision.occurredAt, actor: actor, row: row)
    }
    return decision.facts.events[0]
  }

  /// Judges a command and records nothing.
  @discardableResult
  func judge(
    _ command: Command, as actor: Actor = World.crm, occurredAt: Instant? = nil,
    expectedVersion: UInt64? = nil, backfillReason: String = "", row: ImportRow? = nil
  ) throws(Rejection) -> Decision {
    do throws(Rejection) {
      return try state.decide(
        CommandEnvelope(
          id: CommandID(high: 1, low: UInt64(records.count)), actor: actor, occurredAt: occurredAt,
          expectedVersion: expectedVersion, backfillReason: backfillReason, importRow: row,
          command: command),
        at: now)
    } catch {
      RefusalRecord.note(error, of: command)
      throw error
    }
  }

  private mutating func record(
    _ event: Event, on stream: Stream, occurredAt: Instant, actor: Actor, row: ImportRow? = nil
  ) {
    let record = RecordedEvent(
      position: UInt64(records.count + 1), recordedAt: now, occurredAt: occurredAt,
      commandID: .zero, commandDigest: .zero, commandRecords: 1, actor: actor, peerUserID: 0,
      policyVersion: max(state.policies.latestVersion, 1), stream: stream,
      streamVersion: state.version(of: stream) + 1, importRow: row, event: event)
    records.append(record)
    state.evolve(with: record)
  }
}

/// Everything in a state that can be compared.
struct Snapshot: Equatable {
  var policies: [PolicyDocument]
  var teams: [TeamID: Team]
  var users: [UserID: User]
  var customers: [CustomerID: Customer]
  var names: [String: CustomerID]
  var references: [ExternalReferenceID: CustomerID]
  var leads: [LeadID: Lead]
  var opportunities: [OpportunityID: Opportunity]
  var tasks: [DepartmentTaskID: DepartmentTask]
  var payments: [String: RowNumber<Opportunity>]
  var approvals: [ApprovalID: Approval]
  var reviews: [ReviewID: Review]
  var targets: [TargetID: Target]
  var awards: [AwardID: Award]
  var importRuns: [ImportBatchID: ImportRun]
  var outbound: [OutboundID: Outbound]
  var calibrations: [CalibrationID: Calibration]
  var erasures: [ErasureID: Erasure]
  var erasedTexts: [TextKeyOwner: TimesErased]

  init(_ state: LedgerState) {
    policies = state.policies.versions.map(\.document)
    teams = Self.rows(state.teams)
    users = Self.rows(state.users)
    customers = Self.rows(state.customers)
    names = Self.rows(state.organisationNames)
    references = Self.rows(state.externalReferences)
    leads = Self.rows(state.leads)
    opportunities = Self.rows(state.opportunities)
    tasks = Self.rows(state.tasks)
    payments = Self.rows(state.erpDocuments)
    approvals = Self.rows(state.approvals)
    reviews = Self.rows(state.reviews)
    targets = Self.rows(state.targets)
    awards = Self.rows(state.awards)
    importRuns = Self.rows(state.importRuns)
    outbound = Self.rows(state.outbound)
    calibrations = Self.rows(state.calibrations)
    erasures = Self.rows(state.erasures)
    erasedTexts = Self.rows(state.erasedTexts)
  }

  private static func rows<Key, Row>(_ table: Table<Key, Row>) -> [Key: Row] {
    var rows: [Key: Row] = [:]
    for key in table.keys { rows[key] = table[key] }
    return rows
  }
}

/// Commands with everything right, to change one thing of.
extension Command {
  static func customer(
    _ id: String, kind: CustomerKind = .organisation, name: String = "", personName: String = ""
  ) -> Command {
    .registerCustomer(
      RegisterCustomer(
        customerID: CustomerID(id),
        kind: kind, name: kind == .organisation ? name : "",
        personName: kind == .person ? name : personName, industry: "", region: "", source: ""))
  }

  static func create(
    _ id: String, customer: String = "acme", title: String = "Reports", minorUnits: Int64 = 100_000,
    currency: String = "CNY", owner: String? = "ana", needs: [String] = ["reports"],
    expectedClose: Day? = nil, source: String = "", stage: Stage? = nil, grade: Grade? = nil,
    basis: GradeBasis? = nil
  ) -> Command {
    .createOpportunity(
      CreateOpportunity(
        opportunityID: OpportunityID(id), customer: CustomerID(customer), title: title,
        amount: Money(minorUnits: minorUnits, currency: Currency(code: currency)),
        owner: owner.map { UserID($0) }, needs: needs, expectedClose: expectedClose, source: source,
        stage: stage, grade: grade, gradeBasis: basis))
  }

  static func grade(
    _ id: String, _ grade: Grade = .a, basis: GradeBasis = .full
  ) -> Command {
    .gradeOpportunity(
      GradeOpportunity(opportunityID: OpportunityID(id), grade: grade, basis: basis))
  }

  static func follow(
    _ id: String, tags: [String] = ["interested"], sentiment: Sentiment? = nil, note: String = "",
    minutes: UInt32 = 10, promised: Instant? = nil, next: Instant? = nil
  ) -> Command {
    .logFollowUp(
      LogFollowUp(
        opportunityID: OpportunityID(id), channel: .phone, tags: tags, sentiment: sentiment,
        note: note, minutes: minutes, promisedFeedbackAt: promised, nextDueAt: next))
  }

  static func move(
    _ id: String, from: Stage = .contact, to: Stage = .needs, note: String = "agreed to meet",
    digest: [UInt8] = []
  ) -> Command {
    .moveStage(
      MoveStage(
        opportunityID: OpportunityID(id), from: from, to: to, note: note, fileDigest: digest))
  }

  static func reassign(
    _ id: String, to owner: String = "bo", reason: String = "moved away"
  ) -> Command {
    .reassignOpportunity(
      ReassignOpportunity(
        opportunityID: OpportunityID(id), owner: UserID(owner), reason: reason))
  }

  static func amount(
    _ id: String, _ minorUnits: Int64 = 90_000, currency: String = "CNY",
    reason: String = "discount"
  ) -> Command {
    .reviseAmount(
      ReviseAmount(
        opportunityID: OpportunityID(id),
        amount: Money(minorUnits: minorUnits, currency: Currency(code: currency)), reason: reason))
  }

  static func close(
    _ id: String, day: Int32 = 20_500, reason: String = "budget round"
  ) -> Command {
    .reviseExpectedClose(
      ReviseExpectedClose(
        opportunityID: OpportunityID(id), expectedClose: Day(number: day), reason: reason))
  }

  static func win(
    _ id: String, minorUnits: Int64? = nil, currency: String = "CNY", contract: String = "C-1",
    digest: [UInt8] = []
  ) -> Command {
    .winOpportunity(
      WinOpportunity(
        opportunityID: OpportunityID(id),
        finalAmount: minorUnits.map {
          Money(minorUnits: $0, currency: Currency(code: currency))
        }, contractNumber: contract, contractDigest: digest))
  }

  static func lose(
    _ id: String, reason: String = "price", competitor: String = "", note: String = ""
  ) -> Command {
    .loseOpportunity(
      LoseOpportunity(
        opportunityID: OpportunityID(id), reason: reason, competitor: competitor, note: note))
  }

  static func archive(_ id: String, reason: String = "entered twice") -> Command {
    .archiveOpportunity(ArchiveOpportunity(opportunityID: OpportunityID(id), reason: reason))
  }

  static func reopen(_ id: String, reason: String = "they called") -> Command {
    .reopenOpportunity(ReopenOpportunity(opportunityID: OpportunityID(id), reason: reason))
  }

  static func publish(
    _ document: PolicyDocument = .standard, reason: String = "tuned", from: Instant? = nil
  ) -> Command {
    .publishPolicy(PublishPolicy(document: document, reason: reason, effectiveFrom: from))
  }

  /// Every command that needs an open opportunity, each acceptable on one as `World` makes it.
  static func work(on id: String) -> [Command] {
    [
      grade(id), follow(id), move(id), reassign(id), amount(id), close(id), win(id), lose(id),
      archive(id),
    ]
  }
}

extension GradeBasis {
  static let full = GradeBasis(need: true, budget: true, decisionDays: 30, comparing: 2)
  static let none = GradeBasis(need: false, budget: false, decisionDays: nil, comparing: 0)
}

/// SplitMix64: the same numbers from the same seed, everywhere.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
