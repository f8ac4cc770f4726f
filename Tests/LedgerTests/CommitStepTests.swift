import EventLog
import Ledger
import Opportunities
import Schema
import Testing

@Suite("The commit step")
struct CommitStepTests {
  @Test("a group of commands is one commit with gapless positions, in the order given")
  func group() throws {
    let workshop = try Workshop()
    try workshop.furnish()
    let start = workshop.store.head.position
    let receipts = try accepted(
      workshop.submit(
        workshop.make(Workshop.create("O-2")), workshop.make(Workshop.followUp("O-2")),
        workshop.make(Workshop.move("O-2", from: .contact, to: .needs))))
    #expect(receipts.map(\.firstPosition) == [start + 1, start + 2, start + 3])
    #expect(receipts.map(\.streamVersion) == [1, 2, 3])
    #expect(workshop.store.head.position == start + 3)
    let bytes = try workshop.store.record(at: start + 2)
    let leaf = Digest(leaf: bytes.span.bytes)
    #expect(leaf.bytes == receipts[1].leafHash.bytes)
  }

  @Test("the same id with the same payload gets the first receipt again, and nothing is added")
  func idempotent() throws {
    let workshop = try Workshop()
    try workshop.furnish()
    let command = workshop.make(Workshop.followUp("O-1"), id: 9)
    let first = try accepted(workshop.submit(command))[0]
    let head = workshop.store.head
    var again = try accepted(workshop.submit(command))[0]
    #expect(again.isDuplicate)
    again.isDuplicate = false
    #expect(again == first)
    #expect(workshop.store.head == head)
  }

  @Test("the same id twice in one group is written once")
  func twiceInOneGroup() throws {
    let workshop = try Workshop()
    try workshop.furnish()
    let start = workshop.store.head.position
    let command = workshop.make(Workshop.followUp("O-1"), id: 9)
    let receipts = try accepted(workshop.submit(command, command))
    #expect(receipts.map(\.isDuplicate) == [false, true])
    #expect(receipts[0].firstPosition == receipts[1].firstPosition)
    #expect(workshop.store.head.position == start + 1)
    let leaf = leafHash(try workshop.store.record(at: start + 1))
    #expect(receipts.map(\.leafHash) == [leaf, leaf])
  }

  @Test("every receipt of a group names its own record, also behind a batch that was taken back")
  func leafHashesOfAGroup() throws {
    let workshop = try Workshop()
    try workshop.furnish()
    let old = workshop.make(Workshop.followUp("O-1"), id: 900)
    let oldReceipt = try accepted(workshop.submit(old))[0]
    let start = workshop.store.head.position
    let single = (0..<20).map { _ in workshop.make(Workshop.followUp("O-1")) }
    let undone = ["O-1", "no such opportunity"].map { workshop.make(Workshop.followUp($0)) }
    let entries = [
      workshop.make(Workshop.followUp("O-1")), old, single[3],
      workshop.make(Workshop.followUp("O-1")),
    ]
    func batch(_ commands: [Workshop.Made], atomic: Bool) -> WorkItem.Body {
      .batch(commands.map { .submission($0.submission) }, atomic: atomic)
    }
    let requests: [(body: WorkItem.Body, commands: [Workshop.Made])] =
      single.map { (.single($0.submission), [$0]) }
      + [(batch(undone, atomic: true), undone), (batch(entries, atomic: false), entries)]
    var items: [WorkItem] = []
    var digests: [CommandID] = []
    for request in requests {
      items.append(
        WorkItem(
          requestID: 1, body: request.body, sink: KeepingSink(), firstDigest: digests.count))
      digests += request.commands.map(\.digest)
    }
    let outcomes = try workshop.step.run(items[...], digests: digests).outcomes
    let receipts = outcomes.flatMap(receipts(in:))
    #expect(receipts.count == 24)
    for receipt in receipts {
      let record = try workshop.store.record(at: receipt.firstPosition)
      #expect(receipt.leafHash == leafHash(record), "position \(receipt.firstPosition)")
    }
    #expect(receipts[21].leafHash == oldReceipt.leafHash && receipts[21].isDuplicate)
    #expect(receipts[22].firstPosition == start + 4 && receipts[22].isDuplicate)
    #expect(receipts[23].firstPosition == start + 22)
  }

  private func leafHash(_ record: [UInt8]) -> LeafHash {
    LeafHash(Digest(leaf: record.span.bytes).bigEndianWords)
  }

  private func receipts(in outcome: WorkOutcome) -> [ReceiptFields] {
    let outcomes: [CommandOutcome] =
      switch outcome {
      case .single(let outcome): [outcome]
      case .batch(let outcomes): outcomes
      }
    return outcomes.compactMap { outcome in
      guard case .receipt(let receipt) = outcome else { return nil }
      return receipt
    }
  }

  @Test("the same id with another payload is refused, also after a restart")
  func conflict() throws {
    let workshop = try Workshop()
    try workshop.furnish()
    _ = try accepted(workshop.submit(workshop.make(Workshop.followUp("O-1"), id: 9, digest: 1)))
    let other = workshop.make(Workshop.followUp("O-1"), id: 9, digest: 2)
    expect(try workshop.submit(other), [.idempotencyConflict])
    let restarted = try Workshop(store: try workshop.store.reopened(), clock: workshop.clock)
    expect(try restarted.submit(other), [.idempotencyConflict])
    let same = restarted.make(Workshop.followUp("O-1"), id: 9, digest: 1)
    let repeated = try accepted(restarted.submit(same))[0]
    #expect(repeated.isDuplicate)
  }

  @Test("a rejected command leaves no trace and is judged anew when it is sent again")
  func rejectedIsForgotten() throws {
    let workshop = try Workshop()
    try workshop.furnish()
    let head = workshop.store.head
    let move = workshop.make(Workshop.move("O-1", from: .needs, to: .proposal), id: 9)
    expect(try workshop.submit(move), [.staleStage])
    #expect(workshop.store.head == head)
    let first = workshop.make(Workshop.move("O-1", from: .contact, to: .needs))
    _ = try accepted(workshop.submit(first))
    let judgedAnew = try accepted(workshop.submit(move))[0]
    #expect(!judgedAnew.isDuplicate)
  }

  @Test("an atomic batch lands whole or not at all", arguments: [true, false])
  func atomic(isAtomic: Bool) throws {
    let workshop = try Workshop()
    try workshop.furnish()
    let head = workshop.store.head.position
    let commands = [
      workshop.make(Workshop.create("O-2")),
      workshop.make(Workshop.move("O-2", from: .contact, to: .needs)),
      workshop.make(Workshop.move("O-2", from: .quoted, to: .closing)),
      workshop.make(Workshop.followUp("O-1")),
    ]
    let outcomes = try codes(workshop.batch(commands, atomic: isAtomic))
    if isAtomic {
      #expect(outcomes == [.batchAborted, .batchAborted, .staleStage, .batchAborted])
      #expect(workshop.store.head.position == head)
      // Nothing of it is remembered: not the opportunity, not the ids.
      let receipts = try accepted(workshop.batch(Array(commands[...1]), atomic: true))
      #expect(receipts.map(\.isDuplicate) == [false, false])
      #expect(receipts.map(\.streamVersion) == [1, 2])
    } else {
      #expect(outcomes == [nil, nil, .staleStage, nil])
      #expect(workshop.store.head.position == head + 3)
    }
  }

  @Test("recorded time never runs backwards, whatever the clock says")
  func monotoneTime() throws {
    let workshop = try Workshop()
    try workshop.furnish()
    let before = workshop.clock.now()
    workshop.clock.set(Instant(milliseconds: 1_000))
    let receipt = try accepted(workshop.submit(workshop.make(Workshop.followUp("O-1"))))[0]
    #expect(receipt.recordedAt == before)
  }

  @Test("a full disk refuses new commands, answers old ones, and heals")
  func diskFull() throws {
    let workshop = try Workshop()
    try workshop.furnish()
    let known = workshop.make(Workshop.followUp("O-1"), id: 9)
    _ = try accepted(workshop.submit(known))
    workshop.store.setSpaceLeft(CommitStep.reserveBytes)
    let new = workshop.make(Workshop.followUp("O-1"))
    expect(try workshop.submit(new, known), [.diskFull, nil])
    workshop.store.setSpaceLeft(CommitStep.reserveBytes + 1)
    expect(try workshop.submit(new), [nil])
  }

  @Test("a commit in doubt is reported, never acknowledged")
  func inDoubt() throws {
    let workshop = try Workshop()
    try workshop.furnish()
    workshop.store.failAppend(1, with: .inDoubt(isWritten: true))
    let command = workshop.make(Workshop.followUp("O-1"), id: 9)
    do {
      _ = try workshop.submit(command)
      Issue.record("a commit in doubt was acknowledged")
    } catch let error as LogError {
      #expect(error.code == "IN_DOUBT")
    }
    // After the restart the ledger knows; the client asks again with the same id.
    let restarted = try Workshop(store: try workshop.store.reopened(), clock: workshop.clock)
    let repeated = try accepted(restarted.submit(command))[0]
    #expect(repeated.isDuplicate)
  }

  @Test("rows of an import are judged once and in order")
  func importRows() throws {
    let workshop = try Workshop()
    try workshop.furnish()
    let importer = Actor(kind: .import, id: "crm")
    func row(_ number: UInt64) -> ImportRow { ImportRow(batchID: "b", row: number, part: 0) }
    let refused = workshop.make(
      Workshop.move("O-1", from: .needs, to: .contact), id: 50, actor: importer,
      importRow: row(1))
    expect(try workshop.submit(refused), [.staleStage])
    let moved = workshop.make(
      Workshop.move("O-1", from: .contact, to: .needs), actor: importer, importRow: row(2))
    _ = try accepted(workshop.submit(moved))
    // Now the refused row would fit; importing the file again must not change the ledger.
    expect(try workshop.submit(refused), [.rowAlreadyJudged])
  }
}

/// The commands became what `expected` says: a code, or nil for accepted.
private func expect(
  _ outcomes: [CommandOutcome], _ expected: [Rejection.Code?],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(codes(outcomes) == expected, sourceLocation: sourceLocation)
}
