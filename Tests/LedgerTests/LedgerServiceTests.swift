import Dispatch
import EventLog
import Ledger
import Opportunities
import Schema
import Synchronization
import Testing

@Suite("The running ledger", .serialized)
struct LedgerServiceTests {
  private static func service(
    _ store: MemoryStore, inDoubt: @escaping @Sendable (LogError) -> Void = { _ in }
  ) throws -> LedgerService {
    try LedgerService(
      store: store, clock: ManualClock(),
      events: LedgerService.Events(inDoubt: inDoubt, projectionFailed: { _ in }))
  }

  /// Waits until `condition` holds; what is waited for happens on other threads.
  private static func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    for _ in 0..<2_000 {
      if try condition() { return true }
      _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(5))
    }
    return false
  }

  private static func registration(_ name: String, id: UInt64) -> Submission {
    Submission(
      envelope: CommandEnvelope(
        id: CommandID(high: 1, low: id), actor: .ledger,
        command: .registerUser(
          RegisterUser(userID: UserID(name), name: name, roles: [.rep], team: nil))),
      peerUserID: 0)
  }

  /// Submits a registration that came as bytes of its own.
  @discardableResult
  private static func register(
    _ name: String, id: UInt64, at service: LedgerService, answering sink: KeepingSink
  ) throws -> Bool {
    let bytes = Array(name.utf8)
    let item = WorkItem(
      requestID: id, body: .single(registration(name, id: id)), sink: sink)
    return try service.submit(item, in: bytes.span.bytes, at: 0..<bytes.count)
  }

  /// Submits `count` registrations with the request ids from 1.
  private static func register(
    _ count: UInt64, at service: LedgerService, answering sink: KeepingSink
  ) throws {
    for number in 1...count {
      let isFirst = try register("u\(number)", id: number, at: service, answering: sink)
      #expect(isFirst == (number == 1))
    }
  }

  @Test("commands are answered, questions read their own writes, tails deliver without gaps")
  func wholeWay() throws {
    let service = try Self.service(MemoryStore())
    let sink = KeepingSink()
    service.tails.start(requestID: 90, sink: sink, from: 1, credit: 5)
    try Self.register(50, at: service, answering: sink)
    #expect(sink.commands == 0)
    service.commit()
    #expect(sink.commands == 50)
    var query = PBQuery()
    query.atLeastPosition = 51
    query.pipeline = PBPipelineQuery()
    service.ask(Question(requestID: 91, query: query, sink: sink))
    #expect(
      try Self.eventually {
        let messages = try sink.messages()
        return messages.count(where: { $0.requestID <= 50 }) == 50
          && messages.contains { $0.requestID == 91 }
      })
    service.tails.addCredit(100, requestID: 90, sink: sink)
    func tailed() throws -> Int {
      try sink.messages().filter { $0.requestID == 90 }.reduce(0) {
        $0 + $1.tailEvents.records.count
      }
    }
    #expect(try Self.eventually { try tailed() == 51 })
    var next: UInt64 = 1
    for message in try sink.messages() where message.requestID == 90 {
      #expect(message.tailEvents.firstPosition == next)
      next += UInt64(message.tailEvents.records.count)
    }
    let answer = try #require(try sink.messages().first { $0.requestID == 91 })
    #expect(answer.answer.position == 51)
    let status = service.status(connections: 1)
    #expect(status.headPosition == 51)
    #expect(status.commandsAccepted == 50)
    service.stop()
  }

  @Test("status counts what is committed, however far behind the read model is")
  func statusOfNow() throws {
    let service = try Self.service(MemoryStore())
    let sink = KeepingSink()
    for count in 1...40 {
      try Self.register("u\(count)", id: UInt64(count), at: service, answering: sink)
      service.commit()
      #expect(service.status(connections: 1).users == UInt64(count))
    }
    service.stop()
  }

  @Test("more credit than there can be is as much as there can be")
  func creditOverflow() throws {
    let service = try Self.service(MemoryStore())
    let sink = KeepingSink()
    // The tail starts behind the head, so its first credit is unspent when more than fits is added.
    service.tails.start(requestID: 90, sink: sink, from: 2, credit: 2)
    service.tails.addCredit(.max, requestID: 90, sink: sink)
    try Self.register(3, at: service, answering: sink)
    service.commit()
    #expect(
      try Self.eventually {
        try sink.messages().filter { $0.requestID == 90 }.reduce(0) {
          $0 + $1.tailEvents.records.count
        } == 3
      })
    service.stop()
  }

  @Test("stopping answers what was taken and refuses what comes later")
  func stopping() throws {
    let service = try Self.service(MemoryStore())
    let sink = KeepingSink()
    try Self.register(200, at: service, answering: sink)
    service.finishCommands()
    #expect(sink.commands == 200)
    #expect(throws: Writer.Refusal.closed) {
      try Self.register("late", id: 999, at: service, answering: sink)
    }
    service.stop()
  }

  @Test("a commit in doubt answers UNKNOWN to everyone waiting, and nothing is judged after it")
  func inDoubt() throws {
    let store = MemoryStore()
    let told = Mutex(0)
    let service = try Self.service(store) { _ in told.withLock { $0 += 1 } }
    store.failAppend(1, with: .inDoubt(isWritten: false))
    let sink = KeepingSink()
    try Self.register(2, at: service, answering: sink)
    service.commit()
    #expect(told.withLock { $0 } == 1)
    let answers = try sink.messages()
    #expect(answers.map(\.refusal.code) == ["UNKNOWN", "UNKNOWN"])
    #expect(throws: Writer.Refusal.closed) {
      try Self.register("u3", id: 3, at: service, answering: sink)
    }
    service.stop()
  }

  @Test("a question about a position that never comes is told that the model lags")
  func lagging() throws {
    let service = try Self.service(MemoryStore())
    let sink = KeepingSink()
    var query = PBQuery()
    query.atLeastPosition = 1_000_000
    query.waitSeconds = 1
    query.pipeline = PBPipelineQuery()
    service.ask(Question(requestID: 1, query: query, sink: sink))
    #expect(try Self.eventually { try sink.messages().first?.refusal.code == "LAGGING" })
    service.stop()
  }
}
