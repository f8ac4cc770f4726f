import EventLog
import Ledger
import Opportunities
import Schema
import Sealing
import Synchronization

/// A clock that says what it is told.
final class ManualClock: LedgerClock {
  private let instant: Mutex<Instant>

  init(_ milliseconds: Int64 = 1_800_000_000_000) {
    instant = Mutex(Instant(milliseconds: milliseconds))
  }

  func now() -> Instant { instant.withLock { $0 } }

  func set(_ new: Instant) { instant.withLock { $0 = new } }

  func advance(days: UInt32) { instant.withLock { $0 = $0 + .days(days) } }
}

/// Keeps what it is given.
final class KeepingSink: AnswerSink {
  private let kept = Mutex<(frames: [UInt8], commands: Int)>(([], 0))

  var frames: [UInt8] { kept.withLock { $0.frames } }
  var commands: Int { kept.withLock { $0.commands } }
  var isCongested: Bool { false }

  func deliver(_ frames: [UInt8], answering commands: Int) {
    kept.withLock {
      $0.frames += frames
      $0.commands += commands
    }
  }

  func deliver(_ pages: AnswerPages, requestID: UInt64) {
    let answer = pages.wholeAnswer()
    var frames: [UInt8] = []
    FrameWriter.answer(requestID: requestID, answer, into: &frames)
    deliver(frames, answering: 0)
  }

  /// The frames, taken apart.
  func messages() throws -> [PBServerFrame] {
    var rest = frames[...]
    var messages: [PBServerFrame] = []
    while rest.count >= 4 {
      let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      messages.append(try GeneratedCodec.decode(Array(rest.dropFirst(4).prefix(length))))
      rest = rest.dropFirst(4 + length)
    }
    return messages
  }
}

/// A ledger in memory with one commit step, driven by hand.
final class Workshop {
  let store: MemoryStore
  let clock: ManualClock
  var step: CommitStep
  private var nextID: UInt64 = 100

  init(
    store: MemoryStore = MemoryStore(), clock: ManualClock = ManualClock(), keys: TextKeys? = nil
  ) throws {
    self.store = store
    self.clock = clock
    try Genesis.writeIfEmpty(store, clock: clock)
    step = CommitStep(
      store: store, clock: clock, recovered: try Recovered.replay(store, keys: keys).writer,
      keys: keys)
  }

  /// The record at `position`, decoded.
  func record(at position: UInt64) throws -> RecordedEvent {
    let bytes = try store.record(at: position)
    return try decodeRecord(bytes.span.bytes, at: position)
  }

  /// A command and the digest that its bytes would have.
  struct Made {
    let submission: Submission
    let digest: CommandID
  }

  /// What `commands` become as one group commit of single requests.
  func submit(_ commands: Made...) throws -> [CommandOutcome] {
    let sink = KeepingSink()
    let items = commands.enumerated().map { place, command in
      WorkItem(requestID: 1, body: .single(command.submission), sink: sink, firstDigest: place)
    }
    return try step.run(items[...], digests: commands.map(\.digest)).outcomes.map { outcome in
      switch outcome {
      case .single(let outcome): outcome
      case .batch: preconditionFailure("only single requests were sent")
      }
    }
  }

  func batch(_ commands: [Made], atomic: Bool) throws -> [CommandOutcome] {
    let entries = commands.map { BatchEntry.submission($0.submission) }
    let item = WorkItem(
      requestID: 1, body: .batch(entries, atomic: atomic), sink: KeepingSink())
    let result = try step.run([item][...], digests: commands.map(\.digest))
    guard case .batch(let outcomes)? = result.outcomes.first else {
      preconditionFailure("a batch was sent")
    }
    return outcomes
  }

  func make(
    _ command: Command, id: UInt64? = nil, digest: UInt64 = 1, actor: Actor = .ledger,
    occurredAt: Instant? = nil, expecting version: UInt64? = nil, importRow: ImportRow? = nil
  ) -> Made {
    nextID += 1
    let envelope = CommandEnvelope(
      id: CommandID(high: 7, low: id ?? nextID), actor: actor, occurredAt: occurredAt,
      expectedVersion: version, backfillReason: "told late", importRow: importRow,
      command: command)
    return Made(
      submission: Submission(envelope: envelope, peerUserID: 1_000),
      digest: CommandID(high: 0, low: digest))
  }

  /// Registers two reps and a customer, and opens opportunity `O-1` owned by the first.
  func furnish() throws {
    for name in ["wang", "li"] {
      let user = RegisterUser(userID: UserID(name), name: name, roles: [.rep], team: nil)
      _ = try accepted(submit(make(.registerUser(user))))
    }
    let customer = RegisterCustomer(
      customerID: CustomerID("C-1"), kind: .organisation, name: "华东医院", industry: "医疗",
      region: "华东", source: "展会")
    _ = try accepted(submit(make(.registerCustomer(customer))))
    _ = try accepted(submit(make(Self.create("O-1"))))
  }

  static func create(_ id: String, owner: String = "wang") -> Command {
    .createOpportunity(
      CreateOpportunity(
        opportunityID: OpportunityID(id), customer: CustomerID("C-1"), title: "报表系统",
        amount: Money(minorUnits: 10_000_000, currency: Currency(code: "CNY")),
        owner: UserID(owner), needs: ["一键生成报表"], expectedClose: nil, source: "", stage: nil,
        grade: .a, gradeBasis: nil))
  }

  static func followUp(_ id: String) -> Command {
    .logFollowUp(
      LogFollowUp(
        opportunityID: OpportunityID(id), channel: .phone, tags: ["interested"], sentiment: nil,
        note: "聊到报价", minutes: 10, promisedFeedbackAt: nil, nextDueAt: nil))
  }

  static func move(_ id: String, from: Stage, to: Stage) -> Command {
    .moveStage(
      MoveStage(
        opportunityID: OpportunityID(id), from: from, to: to, note: "客户同意", fileDigest: []))
  }
}

/// The receipts of outcomes that must all be accepted.
func accepted(_ outcomes: [CommandOutcome]) throws -> [ReceiptFields] {
  try outcomes.map { outcome in
    switch outcome {
    case .receipt(let receipt): return receipt
    case .rejection(let rejection, _): throw rejection
    }
  }
}

/// The codes of outcomes; nil where one was accepted.
func codes(_ outcomes: [CommandOutcome]) -> [Rejection.Code?] {
  outcomes.map { outcome in
    if case .rejection(let rejection, _) = outcome { return rejection.code }
    return nil
  }
}
