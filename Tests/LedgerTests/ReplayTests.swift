import EventLog
import Insight
import Opportunities
import Schema
import Synchronization
import Testing

@testable import Ledger

@Suite("Replay on several threads")
struct ReplayTests {
  /// How one record of a history is spoilt; each is found somewhere else.
  enum Fault: CaseIterable {
    case unreadable
    /// The write model refuses it, the read models would take it.
    case writeModel
    /// The read models refuse it, the write model takes it.
    case readModels
    case position
    case repeatedCommand
    /// Its block fails its checksum, together with the records beside it.
    case damaged
  }

  /// Records of a ledger with a few opportunities.
  private static func history(_ count: Int) throws -> [RecordedEvent] {
    let workshop = try Workshop()
    try workshop.furnish()
    for number in 2...9 {
      _ = try accepted(workshop.submit(workshop.make(Workshop.create("O-\(number)"))))
    }
    while workshop.store.head.position < UInt64(count) {
      let id = "O-\(workshop.store.head.position % 9 + 1)"
      _ = try accepted(workshop.submit(workshop.make(Workshop.followUp(id))))
    }
    return try (1...UInt64(count)).map { try workshop.record(at: $0) }
  }

  private static let blockRecords = 20

  /// A log of these records, with faults at some positions.
  private static func store(
    _ history: [RecordedEvent], _ faults: [(Fault, at: Int)]
  ) throws -> MemoryStore {
    let store = MemoryStore()
    var records = history.map { record in
      var bytes: [UInt8] = []
      RecordCodec.encode(record, into: &bytes)
      return bytes
    }
    for (fault, position) in faults where fault != .damaged {
      var record = history[position - 1]
      switch fault {
      case .unreadable:
        records[position - 1] = [0xFF, 0xFF]
        continue
      case .writeModel: record.policyVersion = 77
      case .readModels:
        let money = Money(minorUnits: 1, currency: Currency(code: "CNY"))
        record.event = .amountRevised(AmountRevised(old: money, new: money, reason: "forged"))
      case .position: record.position += 1_000
      case .repeatedCommand: record.commandID = history[position - 2].commandID
      case .damaged: continue
      }
      var bytes: [UInt8] = []
      RecordCodec.encode(record, into: &bytes)
      records[position - 1] = bytes
    }
    for start in stride(from: 0, to: records.count, by: blockRecords) {
      var batch = RecordBatch()
      for record in records[start..<min(start + blockRecords, records.count)] {
        batch.append(record)
      }
      _ = try store.append(batch, expecting: UInt64(start))
    }
    // Another byte for each: two flips of one bit in one block would be none.
    for (index, spoilt) in faults.enumerated() where spoilt.0 == .damaged {
      store.flipBits(1, inBlockHolding: UInt64(spoilt.at), byte: 40 + index)
    }
    return store
  }

  /// What one thread says of the log, record after record.
  private static func serial(_ store: MemoryStore) -> ReplayError? {
    var recovered = Recovered()
    var failure: ReplayError?
    do throws(LogError) {
      try store.read(from: 1) { position, bytes in
        do throws(ReplayError) {
          let record = try decodeRecord(bytes, at: position, skippingDetails: true)
          try recovered.writer.fold(record, expecting: position)
          try recovered.readModel.apply(record)
          return .next
        } catch {
          failure = error
          return .stop
        }
      }
    } catch {
      return failure ?? .log(error)
    }
    return failure
  }

  private static func parallel(_ store: MemoryStore) -> ReplayError? {
    do throws(ReplayError) {
      _ = try Recovered.replay(store)
      return nil
    } catch {
      return error
    }
  }

  @Test("the error is the one that a single thread finds", arguments: Fault.allCases)
  func exactErrors(_ first: Fault) throws {
    let history = try Self.history(900)
    for second in Fault.allCases {
      // In one run of records, in neighbouring ones, and far apart; at the edges of a run too.
      for (one, other) in [(400, 401), (401, 400), (400, 600), (40, 890), (256, 257), (512, 300)] {
        let store = try Self.store(history, [(first, at: one), (second, at: other)])
        let expected = Self.serial(store).map { "\($0.code) \($0)" }
        let found = Self.parallel(store).map { "\($0.code) \($0)" }
        #expect(found == expected, "\(first) at \(one), \(second) at \(other)")
        // A command id that stands there twice is nothing to a replay, but to a verification.
        let isNothing = first == .repeatedCommand && second == .repeatedCommand
        #expect((expected == nil) == isNothing)
      }
    }
  }

  @Test("what comes out is what a single thread makes")
  func sameState() throws {
    let history = try Self.history(900)
    let store = try Self.store(history, [])
    var expected = Recovered()
    for record in history {
      try expected.writer.fold(record, expecting: record.position)
      try expected.readModel.apply(record)
    }
    let recovered = try Recovered.replay(store)
    #expect(StateDigest.of(recovered) == StateDigest.of(expected))
  }

  @Test("verification names a command id that stands there twice, before whatever comes later")
  func repeatedCommand() throws {
    let history = try Self.history(900)
    for (faults, code, position) in [
      ([(Fault.repeatedCommand, at: 500)], "MISFIT_RECORD", 500),
      ([(.repeatedCommand, at: 500), (.unreadable, at: 501)], "MISFIT_RECORD", 500),
      ([(.repeatedCommand, at: 500), (.unreadable, at: 499)], "UNREADABLE_RECORD", 499),
      ([(.readModels, at: 300), (.repeatedCommand, at: 500)], "MISFIT_RECORD", 300),
    ] {
      let store = try Self.store(history, faults)
      let check = LedgerCheck(store: store)
      try store.read(from: 1) { position, bytes in
        check.take(position, bytes)
        return .next
      }
      let failure = try #require(check.finish().failure)
      #expect(failure.code == code)
      #expect("\(failure)".contains("record \(position) "), "\(failure)")
    }
  }

  @Test("a whole history passes, and the check counts it")
  func verified() throws {
    let history = try Self.history(300)
    let store = try Self.store(history, [])
    let check = LedgerCheck(store: store)
    try store.read(from: 1) { position, bytes in
      check.take(position, bytes)
      return .next
    }
    let verdict = check.finish()
    #expect(verdict.failure == nil)
    #expect(verdict.commands == 300)
    #expect(verdict.opportunities == 9)
  }

  @Test("a queue keeps the order, and its putter waits")
  func conveyor() {
    let conveyor = Conveyor<Int>(itemsMaximum: 3)
    let taken = Mutex<[Int]>([])
    let longest = Atomic<Int>(0)
    let thread = OwnedThread(name: "taker") {
      while let items = conveyor.takeAll() {
        longest.max(items.count, ordering: .relaxed)
        taken.withLock { $0 += items }
      }
    }
    for item in 0..<10_000 { #expect(conveyor.put(item)) }
    conveyor.close()
    thread.join()
    #expect(taken.withLock { $0 } == Array(0..<10_000))
    #expect(longest.load(ordering: .relaxed) <= 3)
  }

  @Test("a putter learns that nothing more is taken, also while it waits")
  func abandoned() {
    let conveyor = Conveyor<Int>(itemsMaximum: 1)
    #expect(conveyor.put(1))
    let thread = OwnedThread(name: "taker") { conveyor.abandon() }
    #expect(!conveyor.put(2))
    #expect(!conveyor.put(3))
    thread.join()
  }
}
