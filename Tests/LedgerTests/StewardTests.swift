import Dispatch
import EventLog
import Opportunities
import Schema
import Synchronization
import Testing

@testable import Ledger

/// A ledger whose steward looks a hundred times a second at a clock that the test sets.
private final class Stewarded: Sendable {
  let store: MemoryStore
  let clock: ManualClock
  let service: LedgerService
  private let box = Box()

  init(
    store: MemoryStore = MemoryStore(), clock: ManualClock = ManualClock(),
    everyMilliseconds: Int = 10, commandsMaximum: Int = 256
  ) throws {
    self.store = store
    self.clock = clock
    let box = box
    var settings = LedgerService.Settings()
    settings.acting.everyMilliseconds = everyMilliseconds
    settings.acting.commandsMaximum = commandsMaximum
    var events = LedgerService.Events(inDoubt: { _ in }, projectionFailed: { _ in })
    events.acted = { round in box.rounds.withLock { $0.append(round) } }
    service = try LedgerService(store: store, settings: settings, clock: clock, events: events)
  }

  private final class Box: Sendable {
    let rounds = Mutex<[Steward.Round]>([])
  }

  var told: [Steward.Round] { box.rounds.withLock { $0 } }

  /// What is on disk, also when the ledger has stopped.
  var records: [RecordedEvent] {
    get throws {
      let disk = try store.reopened()
      return try (1...disk.head.position).map { position in
        let bytes = try disk.record(at: position)
        return try decodeRecord(bytes.span.bytes, at: position)
      }
    }
  }

  /// The records of the ledger's own doing.
  var deeds: [RecordedEvent] {
    get throws { try records.filter { $0.actor == .ledger && $0.stream.kind != .policy } }
  }

  /// Time for a steward that looks a hundred times a second to look many times.
  func pause() {
    _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(200))
  }

  func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    for _ in 0..<2_000 {
      if try condition() { return true }
      _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(5))
    }
    return false
  }
}

@Suite("The ledger acts in time", .serialized)
struct StewardTests {
  private static let crm = Actor(kind: .integration, id: "crm")

  /// A ledger of before, in which `count` opportunities were created and nothing else happened.
  private static func history(
    _ count: Int, stage: Stage? = nil, isConfirmed: Bool = false
  ) throws -> (MemoryStore, ManualClock) {
    let workshop = try Workshop()
    var document = PolicyDocument.standard
    document.pool?.reclaimConfirmed = isConfirmed
    var commands: [Command] = [
      .publishPolicy(PublishPolicy(document: document, reason: "the ledger reclaims")),
      .registerTeam(RegisterTeam(teamID: TeamID("sales"), name: "销售", parent: nil)),
    ]
    for (id, role) in [("wang", Role.rep), ("hao", .departmentHead)] {
      commands.append(
        .registerUser(
          RegisterUser(userID: UserID(id), name: id, roles: [role], team: TeamID("sales"))))
    }
    commands.append(
      .registerCustomer(
        RegisterCustomer(
          customerID: CustomerID("C-1"), kind: .organisation, name: "华东医院", industry: "医疗",
          region: "华东", source: "展会")))
    for number in 0..<count {
      commands.append(
        .createOpportunity(
          CreateOpportunity(
            opportunityID: OpportunityID("O-\(number)"), customer: CustomerID("C-1"),
            title: "报表系统", amount: Money(minorUnits: 1, currency: Currency(code: "CNY")),
            owner: UserID("wang"), stage: stage)))
    }
    for command in commands {
      _ = try accepted(workshop.submit(workshop.make(command, actor: crm)))
    }
    return (workshop.store, workshop.clock)
  }

  @Test("What is due is done once, by the ledger itself, and the event says which rule")
  func reclaims() throws {
    let (store, clock) = try Self.history(3)
    let ledger = try Stewarded(store: store, clock: clock)
    let before = store.head.position
    ledger.pause()
    #expect(store.head.position == before)
    clock.advance(days: 7)
    #expect(ledger.eventually { store.head.position == before + 3 })
    ledger.pause()
    ledger.service.stop()
    let deeds = try ledger.deeds
    #expect(store.head.position == before + 3)
    #expect(deeds.map(\.stream.id.text) == ["O-0", "O-1", "O-2"])
    for deed in deeds {
      #expect(
        deed.event
          == .opportunityReclaimed(
            OpportunityReclaimed(
              from: UserID("wang"), rule: .untouched, idleDays: 7, confirmedBy: nil)))
      #expect(deed.actor.kind == .system && deed.occurredAt == clock.now())
      #expect(deed.policyVersion == 2)
    }
    #expect(ledger.told.map(\.done) == [["reclaim-untouched": 3]])
    #expect(ledger.told.map(\.due) == [3] && ledger.told.allSatisfy(\.refused.isEmpty))
  }

  @Test("A missed day at closing goes to the head of the department")
  func escalates() throws {
    let (store, clock) = try Self.history(1, stage: .closing, isConfirmed: true)
    let ledger = try Stewarded(store: store, clock: clock)
    clock.advance(days: 2)
    #expect(try ledger.eventually { try !ledger.deeds.isEmpty })
    clock.advance(days: 60)
    ledger.pause()
    ledger.service.stop()
    #expect(
      try ledger.deeds.map(\.event) == [
        .opportunityEscalated(
          OpportunityEscalated(from: UserID("wang"), to: UserID("hao"), rule: .closingMissed))
      ])
  }

  @Test("Where a manager has to confirm, and where it is switched off, nothing is done")
  func nothing() throws {
    for (isConfirmed, every) in [(true, 10), (false, 0)] {
      let (store, clock) = try Self.history(2, isConfirmed: isConfirmed)
      let before = store.head.position
      let ledger = try Stewarded(store: store, clock: clock, everyMilliseconds: every)
      clock.advance(days: 400)
      ledger.pause()
      ledger.service.stop()
      #expect(store.head.position == before)
      #expect(ledger.told.isEmpty)
    }
  }

  @Test("Much comes in portions, the oldest first")
  func portions() throws {
    let (store, clock) = try Self.history(25)
    let before = store.head.position
    let ledger = try Stewarded(store: store, clock: clock, commandsMaximum: 10)
    clock.advance(days: 30)
    #expect(ledger.eventually { ledger.told.count == 3 })
    ledger.service.stop()
    #expect(ledger.told.map(\.due) == [25, 15, 5])
    #expect(ledger.told.map { $0.done["reclaim-untouched"] ?? 0 } == [10, 10, 5])
    #expect(store.head.position == before + 25)
    #expect(try ledger.deeds.map(\.stream.id.text) == (0..<25).map { "O-\($0)" })
  }

  @Test("A ledger that starts again does nothing twice, and replay does nothing at all")
  func restarts() throws {
    let (store, clock) = try Self.history(5)
    clock.advance(days: 10)
    let before = store.head.position
    let first = try Stewarded(store: store, clock: clock)
    #expect(first.eventually { store.head.position == before + 5 })
    first.service.stop()
    let root = store.head.root
    let second = try Stewarded(store: store.reopened(), clock: clock)
    second.pause()
    second.service.stop()
    #expect(second.told.isEmpty)
    #expect(second.store.head.root == root)
  }

  @Test("The same found due twice at the same version lands once")
  func lostAnswer() throws {
    let (store, clock) = try Self.history(1)
    clock.advance(days: 10)
    let recovered = try Recovered.replay(store)
    let duties = recovered.writer.state.duties(at: clock.now(), atMost: 10).oldest
    let duty = try #require(duties.first)
    #expect(
      recovered.writer.state.duties(at: clock.now() + .days(1), atMost: 10).oldest.first?.commandID
        == duty.commandID)
    let ledger = try Stewarded(store: store, clock: clock)
    #expect(ledger.eventually { ledger.told.count == 1 })
    ledger.service.stop()
    #expect(try ledger.deeds.map(\.commandID) == [duty.commandID])
  }

  @Test("It stops at once, however long it would have slept")
  func stops() throws {
    let (store, clock) = try Self.history(1)
    let ledger = try Stewarded(store: store, clock: clock, everyMilliseconds: 3_600_000)
    let started = ContinuousClock.now
    ledger.service.stop()
    #expect(ContinuousClock.now - started < .seconds(5))
  }

  @Test("A commit in doubt ends it, and it does not hold up the stop")
  func inDoubt() throws {
    let (store, clock) = try Self.history(1)
    store.failAppend(1, with: .inDoubt(isWritten: false))
    let ledger = try Stewarded(store: store, clock: clock)
    clock.advance(days: 10)
    ledger.pause()
    ledger.service.stop()
    #expect(ledger.told.isEmpty)
    #expect(try ledger.deeds.isEmpty)
  }
}
