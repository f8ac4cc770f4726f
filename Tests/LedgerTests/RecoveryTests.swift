import EventLog
import Insight
import Ledger
import Opportunities
import Schema
import Testing

@Suite("Recovery and history")
struct RecoveryTests {
  @Test("a restart knows everything the ledger knew")
  func restart() throws {
    let workshop = try Workshop()
    try workshop.furnish()
    _ = try accepted(
      workshop.submit(workshop.make(Workshop.move("O-1", from: .contact, to: .needs))))
    let recovered = try Recovered.replay(try workshop.store.reopened())
    let opportunity = try #require(recovered.writer.state.opportunities[OpportunityID("O-1")])
    #expect(opportunity.stage == .needs)
    #expect(opportunity.version == 2)
    #expect(recovered.readModel.position == workshop.store.head.position)
    #expect(recovered.readModel.timeline(of: OpportunityID("O-1"))?.count == 2)
    #expect(recovered.writer.index.count == Int(workshop.store.head.position))
  }

  @Test("a new ledger begins with the standard policy")
  func genesis() throws {
    let workshop = try Workshop()
    let record = try workshop.record(at: 1)
    guard case .policyPublished(let published) = record.event else {
      Issue.record("the first record publishes a policy")
      return
    }
    #expect(published.document == .initial)
    #expect(published.version == 1)
    #expect(record.actor == .ledger)
  }

  /// Records that are sound bytes and yet no history.
  enum Forgery: CaseIterable {
    case versionSkipped
    case positionWrong
    case unknownOpportunity
    case timeBackwards
    case unknownPolicy
    case notARecord

    func bytes(after last: RecordedEvent) -> [UInt8] {
      var record = last
      record.position += 1
      record.streamVersion += 1
      record.commandID = CommandID(high: 1, low: 1)
      record.event = .followUpLogged(
        FollowUpLogged(
          channel: .phone, tags: ["interested"], sentiment: .positive, note: "", minutes: 0,
          promisedFeedbackAt: nil, nextDueAt: nil, contradictsGrade: false, contacts: [],
          contentUsed: [], scriptID: "", transcript: "", suggestedTags: []))
      switch self {
      case .versionSkipped: record.streamVersion += 1
      case .positionWrong: record.position += 1
      case .unknownOpportunity:
        record.stream.id = "O-404"
        record.streamVersion = 1
      case .timeBackwards: record.recordedAt = Instant(milliseconds: 5)
      case .unknownPolicy: record.policyVersion = 9
      case .notARecord: return [0xFF, 0xFF, 0xFF]
      }
      var bytes: [UInt8] = []
      RecordCodec.encode(record, into: &bytes)
      return bytes
    }
  }

  @Test("a forged record is refused by name, not followed", arguments: Forgery.allCases)
  func forged(_ forgery: Forgery) throws {
    let workshop = try Workshop()
    try workshop.furnish()
    let head = workshop.store.head.position
    let last = try workshop.record(at: head)
    var batch = RecordBatch()
    batch.append(forgery.bytes(after: last))
    _ = try workshop.store.append(batch, expecting: head)
    do {
      _ = try Recovered.replay(workshop.store)
      Issue.record("a forged log was replayed")
    } catch {
      let expected = forgery == .notARecord ? "UNREADABLE_RECORD" : "MISFIT_RECORD"
      #expect(error.code == expected)
      #expect("\(error)".contains("record \(head + 1)"))
    }
    let check = LedgerCheck(store: workshop.store)
    try workshop.store.read(from: 1) { position, bytes in
      check.take(position, bytes)
      return .next
    }
    let verdict = check.finish()
    let code = forgery == .notARecord ? "UNREADABLE_RECORD" : "MISFIT_RECORD"
    #expect(verdict.failure?.code == code)
  }

  @Test("a late follow-up is red as of before it was told, and never again after")
  func lateRecord() throws {
    let clock = ManualClock()
    let start = clock.now()
    let workshop = try Workshop(clock: clock)
    try workshop.furnish()
    let followUpAt = start + .days(6)
    clock.advance(days: 9)
    _ = try accepted(
      workshop.submit(workshop.make(Workshop.followUp("O-1"), occurredAt: followUpAt)))
    func isRed(day: UInt32, knownAtDay: UInt32? = nil) throws -> Bool {
      let instant = start + .days(day)
      let basis = Basis(instant: instant, knownAt: knownAtDay.map { start + .days($0) })
      let past = try History.rebuild(basis, from: workshop.store, now: clock.now())
      let moment = try #require(past.readModel.board.moment(at: past.instant))
      let card = try #require(
        past.readModel.board.opportunity(OpportunityID("O-1"), at: moment))
      return card.due?.isRed ?? false
    }
    #expect(try isRed(day: 8))
    #expect(try !isRed(day: 9))
    // What had happened by day 8, as far as the ledger had been told by day 9.
    #expect(try !isRed(day: 8, knownAtDay: 9))
    #expect(try isRed(day: 8, knownAtDay: 8))
  }

  @Test("imported history counts from when it occurred")
  func importedHistory() throws {
    let clock = ManualClock()
    let workshop = try Workshop(clock: clock)
    try workshop.furnish()
    let importer = Actor(kind: .import, id: "crm")
    let then = Instant(milliseconds: 1_400_000_000_000)
    _ = try accepted(
      workshop.submit(
        workshop.make(Workshop.create("OLD-1"), actor: importer, occurredAt: then),
        workshop.make(
          Workshop.move("OLD-1", from: .contact, to: .needs), actor: importer,
          occurredAt: then + .days(10))))
    func stage(afterDays days: UInt32) throws -> Stage? {
      let past = try History.rebuild(
        Basis(instant: then + .days(days)), from: workshop.store, now: clock.now())
      return past.readModel.board.facts(OpportunityID("OLD-1"))?.stage
    }
    #expect(try stage(afterDays: 0) == .contact)
    #expect(try stage(afterDays: 9) == .contact)
    #expect(try stage(afterDays: 10) == .needs)
    let live = try History.rebuild(
      Basis(instant: then + .days(20)), from: workshop.store, now: clock.now())
    #expect(live.readModel.board.facts(OpportunityID("O-1")) == nil)
  }

  @Test("a basis by position holds exactly the records up to it")
  func byPosition() throws {
    let workshop = try Workshop()
    try workshop.furnish()
    let head = workshop.store.head.position
    let past = try History.rebuild(
      Basis(position: head - 1), from: workshop.store, now: workshop.clock.now())
    #expect(past.readModel.board.counts.opportunities == 0)
    #expect(past.position == head - 1)
    #expect(throws: ReplayError.self) {
      try History.rebuild(
        Basis(position: head + 1), from: workshop.store, now: workshop.clock.now())
    }
  }

  @Test("the same question at the same basis has the same bytes")
  func sameBytes() throws {
    let workshop = try Workshop()
    try workshop.furnish()
    for number in 2...400 {
      _ = try accepted(workshop.submit(workshop.make(Workshop.create("O-\(number)"))))
    }
    let basis = Basis(position: workshop.store.head.position)
    var query = PBQuery()
    query.opportunities = PBOpportunitiesQuery()
    func answer() throws -> [UInt8] {
      let past = try History.rebuild(basis, from: workshop.store, now: workshop.clock.now())
      return try Questions.answer(
        query, from: past.readModel, at: past.instant, position: past.position,
        store: workshop.store
      ).get().wholeAnswer()
    }
    let first = try answer()
    #expect(try answer() == first)
    let decoded: PBAnswer = try GeneratedCodec.decode(first)
    #expect(decoded.opportunities.count == 400)
    #expect(decoded.totalRows == 400)
    #expect(decoded.opportunities.map(\.opportunityID).sorted().count == 400)
  }
}
