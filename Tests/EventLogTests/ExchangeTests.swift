import Dispatch
import Glibc
import Synchronization
import Testing

@testable import EventLog

/// One value from another thread.
private final class Carrier<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)

  var isFull: Bool { value.withLock { $0 != nil } }
  func put(_ new: Value) { value.withLock { $0 = new } }
  func take() -> Value? { value.withLock { $0.take() } }
}

@Suite("An append takes along the exchange that waits for it")
struct ExchangeTests {
  typealias Outcome = ExchangeOffer.Outcome

  /// One block that holds what the first blocks of `store` hold.
  private static func merged(_ store: LMDBStore, blocks: Int) throws -> BlockEncoder.Block {
    var decoder = BlockDecoder()
    var records = RecordBatch()
    var count = 0
    try store.visitBlocks(from: 1) { key, block throws(LogError) in
      _ = try decoder.decode(block, key: key, into: &records)
      count += 1
      return count < blocks ? .next : .stop
    }
    var encoder = BlockEncoder()
    return try #require(encoder.blocks(of: records, at: 1).first)
  }

  /// The transaction number of the newer meta page: one more for each commit.
  private static func transactions(_ store: LMDBStore) throws -> UInt64 {
    let file = try File(opening: store.environment.directory.dataFile, flags: O_RDONLY)
    return try DataFileCheck.newest(file).transaction
  }

  /// Runs `body` on a thread of its own, `meanwhile` here, and hands over what the body returned.
  private static func beside<Value: Sendable>(
    _ body: @escaping @Sendable () -> Value, _ meanwhile: (_ isOver: () -> Bool) throws -> Void
  ) rethrows -> Value? {
    let isOver = DispatchSemaphore(value: 0)
    let result = Carrier<Value>()
    DispatchQueue.global().async {
      result.put(body())
      isOver.signal()
    }
    try meanwhile { result.isFull }
    isOver.wait()
    return result.take()
  }

  /// Leaves the offer, appends one record meanwhile, and says what became of it.
  private static func ride(_ offer: ExchangeOffer, on store: LMDBStore) throws -> Outcome? {
    try beside({ store.exchanges.leave(offer, milliseconds: 60_000) }) { _ in
      // Until it lies there; nobody else takes it.
      while !store.exchanges.isOffered { usleep(100) }
      try MergingTests.fill(store, [1])
    } ?? nil
  }

  @Test("in one commit, and records, root and order stay")
  func ride() throws {
    let directory = try TemporaryDirectory()
    let store = try makeStore(in: directory)
    let records = try MergingTests.fill(store, [10, 10, 10])
    let before = try Self.transactions(store)
    let old = try MergingTests.identities(store)
    let offer = ExchangeOffer(
      Array(old.prefix(2)), for: [try Self.merged(store, blocks: 2)])
    let outcome = try Self.ride(offer, on: store)
    #expect(try #require(outcome).get() != nil)
    #expect(try Self.transactions(store) == before + 1)
    #expect(try MergingTests.identities(store).map(\.key) == [1, 21, 31])
    #expect(try collect(store) == records + [MergingTests.message(31)])
    #expect(try verify(store).root == store.head.root)
    store.close()
    let again = try LMDBStore(opening: directory.ledger, mode: .readWrite, mapBytes: testMapBytes)
    #expect(try verify(again).records == 31)
  }

  @Test("blocks that changed meanwhile are left, and the append is done")
  func changed() throws {
    let store = try makeStore(in: try TemporaryDirectory())
    try MergingTests.fill(store, [10, 10])
    let wrong = BlockIdentity(key: 11, [9, 9, 9].span.bytes)
    let old = [try MergingTests.identities(store)[0], wrong]
    let offer = ExchangeOffer(old, for: [try Self.merged(store, blocks: 2)])
    let outcome = try Self.ride(offer, on: store)
    #expect(try #require(outcome).get() == nil)
    #expect(try MergingTests.identities(store).map(\.key) == [1, 11, 21])
  }

  @Test("an exchange that fails is undone, told of, and does not hinder the append")
  func failing() throws {
    let directory = try TemporaryDirectory()
    let store = try makeStore(in: directory)
    let records = try MergingTests.fill(store, [10, 10])
    let next = MergingTests.message(21)
    // More than the map has: the append fails together with it, and goes through without.
    let huge = BlockEncoder.Block(
      firstPosition: 1, bytes: [UInt8](repeating: 7, count: testMapBytes))
    let offer = ExchangeOffer(try MergingTests.identities(store), for: [huge])
    var writer = LogWriter(try store.storedHead())
    let plan = try writer.plan(batch([next]), expecting: 20)
    try store.commit(plan, after: writer.committed, taking: offer)
    #expect(code { _ = try offer.outcome()?.get() } == "DISK_FULL")
    #expect(try MergingTests.identities(store).map(\.key) == [1, 11, 21])
    store.close()
    let again = try LMDBStore(opening: directory.ledger, mode: .readWrite, mapBytes: testMapBytes)
    #expect(try collect(again) == records + [next])
    #expect(try verify(again).root == again.head.root)
  }

  @Test("what no append fetches is withdrawn, and what the disk has no room for is not taken")
  func withdrawn() throws {
    let store = try makeStore(in: try TemporaryDirectory())
    try MergingTests.fill(store, [10, 10])
    let offer = ExchangeOffer(try MergingTests.identities(store), for: [])
    #expect(store.exchanges.leave(offer, milliseconds: 1) == nil)
    #expect(!store.exchanges.isOffered)
    #expect(store.exchanges.take { _ in true } == nil)
  }

  @Test("merging beside a writer keeps every record")
  func merging() throws {
    let store = try makeStore(in: try TemporaryDirectory())
    try MergingTests.fill(store, [Int](repeating: 10, count: 120))
    let before = try Self.transactions(store)
    var appends: UInt64 = 0
    let merged = try Self.beside(
      { Result { try store.merge(from: 1, through: 1_200) } },
      { isOver in
        while !isOver() {
          try MergingTests.fill(store, [1])
          appends += 1
        }
      })
    let next = try #require(merged).get().next
    #expect(next == 1_021)
    // On a busy machine no append may come by for so long that it goes alone.
    #expect(try Self.transactions(store) <= before + appends + 1)
    #expect(try collect(store).count == 1_200 + Int(appends))
    #expect(try verify(store).root == store.head.root)
  }
}
