import Glibc
import Synchronization
import Testing

@testable import EventLog

/// What every store owes its callers, on disk or in memory.
@Suite("Every log store keeps the contract")
struct LogStoreContractTests {
  enum Kind: CaseIterable {
    case lmdb
    case memory
  }

  /// What the writer tells the readers.
  final class Writing: Sendable {
    let isOver = Atomic(false)
  }

  /// A store of the kind, its directory, and how to restart it.
  struct Subject {
    let directory: TemporaryDirectory
    let store: any LogStore

    init(_ kind: Kind) throws {
      directory = try TemporaryDirectory()
      switch kind {
      case .lmdb: store = try makeStore(in: directory)
      case .memory: store = MemoryStore()
      }
    }

    func reopened() throws -> any LogStore {
      store.close()
      if let memory = store as? MemoryStore { return try memory.reopened() }
      return try LMDBStore(opening: directory.ledger, mode: .readWrite, mapBytes: testMapBytes)
    }
  }

  @Test("a new log is empty", arguments: Kind.allCases)
  func empty(kind: Kind) throws {
    let store = try Subject(kind).store
    #expect(store.head == Head.empty)
    #expect(try collect(store).isEmpty)
    #expect(code { _ = try store.record(at: 1) } == "NOT_FOUND")
    #expect(code { try store.read(from: 1, through: 1) { _, _ in .next } } == "NOT_FOUND")
    #expect(try store.append(RecordBatch()) == Head.empty)
  }

  @Test("what is appended is read back, under the root of RFC 6962", arguments: Kind.allCases)
  func roundTrip(kind: Kind) throws {
    let subject = try Subject(kind)
    var all: [[UInt8]] = []
    for size in [1, 3, 1, 200, 7] {
      let records = (0..<size).map { sample(UInt64(all.count + $0), bytes: 1 + $0 * 3) }
      let head = try subject.store.append(batch(records), expecting: UInt64(all.count))
      all += records
      #expect(head == Head(position: UInt64(all.count), root: naiveRoot(all[...])))
      #expect(subject.store.head == head)
    }
    #expect(try collect(subject.store) == all)
    let again = try subject.reopened()
    #expect(again.head == Head(position: UInt64(all.count), root: naiveRoot(all[...])))
    #expect(try collect(again) == all)
    let head = try again.append(batch([[9]]))
    #expect(head.root == naiveRoot((all + [[9]])[...]))
  }

  @Test("a commit over several blocks comes back whole", arguments: Kind.allCases)
  func severalBlocks(kind: Kind) throws {
    let store = try Subject(kind).store
    _ = try store.append(batch(1...3))
    _ = try store.append(batch(4...10_003))
    _ = try store.append(batch([sample(10_004, bytes: 4 << 20), sample(10_005)]))
    let expected =
      (1...10_003).map { sample($0) } + [sample(10_004, bytes: 4 << 20), sample(10_005)]
    #expect(try collect(store) == expected)
    for position in [1, 3, 4, 4_099, 4_100, 8_195, 8_196, 10_003, 10_004, 10_005] as [UInt64] {
      #expect(try store.record(at: position) == expected[Int(position) - 1])
    }
    #expect(code { _ = try store.record(at: 10_006) } == "NOT_FOUND")
    #expect(code { _ = try store.record(at: 0) } == "NOT_FOUND")
  }

  @Test(
    "a range is read from its first to its last position",
    arguments: Kind.allCases, [(1, 1), (2, 5), (6, 6), (5, 7), (17, 20), (20, 20), (4, 3)])
  func ranges(kind: Kind, range: (from: UInt64, through: UInt64)) throws {
    let store = try Subject(kind).store
    for start in stride(from: UInt64(1), through: 20, by: 5) {
      _ = try store.append(batch(start...start + 4))
    }
    var seen: [UInt64] = []
    try store.read(from: range.from, through: range.through) { position, bytes in
      #expect([UInt8](bytes) == sample(position))
      seen.append(position)
      return .next
    }
    #expect(seen == (range.from <= range.through ? Array(range.from...range.through) : []))
  }

  @Test("a reader is stopped where it says so", arguments: Kind.allCases)
  func stopping(kind: Kind) throws {
    let store = try Subject(kind).store
    _ = try store.append(batch(1...50))
    var seen = 0
    try store.read(from: 10) { _, _ in
      seen += 1
      return seen == 3 ? .stop : .next
    }
    #expect(seen == 3)
  }

  @Test("an append at another head changes nothing", arguments: Kind.allCases, [0, 2, 4, .max])
  func headMoved(kind: Kind, expecting: UInt64) throws {
    let store = try Subject(kind).store
    let head = try store.append(batch(1...3))
    #expect(throws: LogError.headMoved(expected: expecting, actual: 3)) {
      try store.append(batch(4...4), expecting: expecting)
    }
    #expect(store.head == head)
    #expect(try collect(store).count == 3)
  }

  @Test("a record over 4 MiB is refused with its whole batch", arguments: Kind.allCases)
  func tooLarge(kind: Kind) throws {
    let store = try Subject(kind).store
    let maximum = RecordBatch.recordBytesMaximum
    let oversized = batch([[1], [UInt8](repeating: 0, count: maximum + 1)])
    #expect(throws: LogError.recordTooLarge(bytes: maximum + 1, maximum: maximum)) {
      try store.append(oversized)
    }
    #expect(store.head.position == 0)
    _ = try store.append(batch([[UInt8](repeating: 0, count: maximum)]))
    #expect(try store.record(at: 1).count == maximum)
  }

  @Test(
    "a reader may append from within, and still ends at its fixed position",
    arguments: Kind.allCases)
  func appendWhileReading(kind: Kind) throws {
    let store = try Subject(kind).store
    _ = try store.append(batch(1...5))
    var seen: [UInt64] = []
    var heads: [UInt64] = []
    try store.read(from: 1, through: 5) { position, _ in
      seen.append(position)
      if let head = try? store.append(batch([sample(position)])) { heads.append(head.position) }
      return .next
    }
    #expect(seen == [1, 2, 3, 4, 5])
    #expect(heads == [6, 7, 8, 9, 10])
  }

  @Test("a closed store says so and takes nothing", arguments: Kind.allCases)
  func closing(kind: Kind) throws {
    let store = try Subject(kind).store
    _ = try store.append(batch(1...2))
    store.close()
    store.close()
    #expect(code { _ = try store.append(batch(3...3)) } == "CLOSED")
    #expect(code { _ = try store.record(at: 1) } == "CLOSED")
    #expect(code { _ = try store.spaceLeft() } == "CLOSED")
    #expect(code { try store.read(from: 1) { _, _ in .next } } == "CLOSED")
  }

  @Test("a store closed by its reader ends the reading, not the process", arguments: Kind.allCases)
  func closingWhileReading(kind: Kind) throws {
    let store = try Subject(kind).store
    _ = try store.append(batch(1...9_000))
    var seen = 0
    let outcome = code {
      try store.read(from: 1) { _, _ in
        seen += 1
        store.close()
        return .next
      }
    }
    #expect(seen >= 1 && seen <= 9_000)
    #expect(outcome == "CLOSED")
  }

  @Test("readers beside a writer see only whole commits, in order", arguments: Kind.allCases)
  func committedPrefixes(kind: Kind) async throws {
    let subject = try Subject(kind)
    let store = subject.store
    let commits = 60
    let commitRecords: UInt64 = 7
    let writing = Writing()
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<2 {
        group.addTask {
          var observations = 0
          var last: UInt64 = 0
          repeat {
            let head = store.head
            #expect(head.position % commitRecords == 0)
            #expect(head.position >= last)
            last = head.position
            var frontier = MerkleFrontier()
            try store.read(from: 1, through: head.position) { position, bytes in
              #expect([UInt8](bytes) == sample(position))
              frontier.append(Digest(leaf: bytes))
              return .next
            }
            #expect(frontier.root == head.root)
            observations += 1
          } while !writing.isOver.load(ordering: .acquiring)
          return observations
        }
      }
      for commit in 0..<UInt64(commits) {
        let first = commit * commitRecords + 1
        _ = try store.append(batch(first...first + commitRecords - 1), expecting: first - 1)
      }
      writing.isOver.store(true, ordering: .releasing)
      for try await observations in group { #expect(observations > 0) }
    }
    #expect(store.head.position == UInt64(commits) * commitRecords)
  }

  @Test("a sound log verifies, and says what it holds", arguments: Kind.allCases)
  func verifies(kind: Kind) throws {
    let store = try Subject(kind).store
    _ = try store.append(batch(1...3))
    _ = try store.append(batch(4...9_003, bytes: 100))
    var positions: UInt64 = 0
    var reports: [UInt64] = []
    let result = try verify(store, progress: { reports.append($0.records) }) { position, bytes in
      positions += 1
      #expect(position == positions)
    }
    #expect(result.records == 9_003)
    #expect(positions == 9_003)
    #expect(result.blocks == 4)
    #expect(result.root == store.head.root)
    #expect(result.rawBytes == 3 * 41 + 9_000 * 101)
    #expect(reports.last == 9_003)
  }
}

/// The verifier for whichever store it is.
func verify(
  _ store: any LogStore, progress: (LogVerification) -> Void = { _ in },
  record: (UInt64, RawSpan) -> Void = { _, _ in }
) throws -> LogVerification {
  if let memory = store as? MemoryStore {
    return try LogVerifier.verify(memory, progress: progress, record: record)
  }
  let store = try #require(store as? LMDBStore)
  return try LogVerifier.verify(store, progress: progress, record: record)
}
