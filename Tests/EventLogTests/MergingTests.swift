import Glibc
import Synchronization
import Testing

@testable import EventLog

@Suite("Merging changes how records are stored and nothing else")
struct MergingTests {
  typealias Subject = LogStoreContractTests.Subject
  typealias Kind = LogStoreContractTests.Kind

  /// A record as a ledger writes it: a message of few kinds, with a name and a random part.
  static func message(_ position: UInt64) -> [UInt8] {
    var record: [UInt8] = []
    for (tag, number) in [(0x08, position), (0x10, 1_795_310_111_370 + position * 7), (0x48, 1)] {
      Varint.append(number: UInt64(tag), to: &record)
      Varint.append(number: number, to: &record)
    }
    let texts: [(UInt8, [UInt8])] = [
      (0x22, sample(position, bytes: 16)), (0x5A, Array("opp-\(position % 97)".utf8)),
      (0x7A, Array("the customer thinks about it, call again".utf8)),
    ]
    for (tag, text) in texts { record += [tag, UInt8(text.count)] + text }
    return record
  }

  /// Appends `sizes.count` commits of so many records each.
  @discardableResult
  static func fill(_ store: any LogStore, _ sizes: [Int]) throws -> [[UInt8]] {
    var all: [[UInt8]] = []
    for size in sizes {
      let first = store.head.position + 1
      let records = (first..<first + UInt64(size)).map(message)
      _ = try store.append(batch(records))
      all += records
    }
    return all
  }

  /// Merges all that may be merged; how many exchanges that took.
  @discardableResult
  static func mergeAll(_ store: any LogStore, through last: UInt64 = .max) throws -> Int {
    var next: UInt64 = 1
    var exchanges = 0
    while true {
      let step = try store.merge(from: next, through: last)
      #expect(step.next >= next)
      next = step.next
      switch step.outcome {
      case .idle: return exchanges
      case .passed: break
      case .merged(let report):
        #expect(report.records > 0 && report.storedBytesAfter > 0)
        exchanges += 1
      }
    }
  }

  /// First positions and codecs of all blocks.
  private static func layout(_ store: some BlockSource) throws -> [(UInt64, UInt8)] {
    var blocks: [(UInt64, UInt8)] = []
    try store.visitBlocks(from: 1) { key, block in
      blocks.append((key, block.bigEndian(at: 5)))
      return .next
    }
    return blocks
  }

  @Test(
    "any layout keeps its records, head and root, and every record is found",
    arguments: Kind.allCases, 0..<5 as Range<UInt64>)
  func layouts(kind: Kind, seed: UInt64) throws {
    let subject = try Subject(kind)
    var dice = SplitMix(seed)
    let sizes = (0..<Int(dice.next() % 40 + 1)).map { _ -> Int in
      switch dice.next() % 8 {
      case 0: Int(dice.next() % 5_000 + 1)
      case 1...3: Int(dice.next() % 300 + 1)
      default: 1
      }
    }
    let records = try Self.fill(subject.store, sizes)
    let head = subject.store.head
    let last = dice.next() % (head.position + 2)
    try Self.mergeAll(subject.store, through: last)
    try Self.mergeAll(subject.store)
    #expect(subject.store.head == head)
    #expect(try collect(subject.store) == records)
    for _ in 0..<50 {
      let position = dice.next() % head.position + 1
      #expect(try subject.store.record(at: position) == records[Int(position) - 1])
      let from = dice.next() % head.position + 1
      var seen = 0
      try subject.store.read(from: from) { place, bytes in
        #expect([UInt8](bytes) == records[Int(place) - 1])
        seen += 1
        return seen < 20 ? .next : .stop
      }
    }
    let again = try subject.reopened()
    #expect(again.head == head)
    #expect(try verify(again).root == head.root)
    let next = try again.append(batch([Self.message(head.position + 1)]))
    #expect(next.position == head.position + 1)
    #expect(try verify(again).root == next.root)
  }

  @Test("small blocks become few, large, and much smaller together", arguments: Kind.allCases)
  func saving(kind: Kind) throws {
    let store = try Subject(kind).store
    try Self.fill(store, [Int](repeating: 10, count: 900))
    let before = try verify(store)
    #expect(try Self.mergeAll(store) == 8)
    let after = try verify(store)
    #expect(after.root == before.root && after.rawBytes == before.rawBytes)
    #expect(after.blocks == 8 + (9_000 - 8 * 1_020) / 10)
    #expect(after.storedBytes < before.storedBytes / 3)
    // What is merged stays as it is.
    #expect(try Self.mergeAll(store) == 0)
    #expect(try verify(store) == after)
  }

  @Test("nothing behind the limit is touched, and the newest block never", arguments: Kind.allCases)
  func limit(kind: Kind) throws {
    let store = try Subject(kind).store
    try Self.fill(store, [Int](repeating: 100, count: 50))
    #expect(try store.merge(from: 1, through: 0) == MergeStep(next: 1, outcome: .idle))
    #expect(try store.merge(from: 1, through: 1_000) == MergeStep(next: 1, outcome: .idle))
    let step = try store.merge(from: 1, through: 1_100)
    #expect(step.next == 1_001)
    #expect(try store.merge(from: step.next, through: 2_099).outcome == .idle)
    #expect(try verify(store).blocks == 41)
  }

  @Test("large commits are cut into blocks of the size that is read quickly")
  func cutting() throws {
    let store = MemoryStore()
    try Self.fill(store, [4_096, 4_096, 1])
    try Self.mergeAll(store)
    #expect(try Self.layout(store).map(\.0) == (0...8).map { 1_024 * $0 + 1 })
    #expect(try Self.layout(store).map(\.1) == [2, 2, 2, 2, 2, 2, 2, 2, 0])
  }

  @Test("what packs badly is cut until no block needs many pages in one piece")
  func badlyPacked() throws {
    let subject = try Subject(.lmdb)
    let records = (1...500).map { sample($0, bytes: 700) }
    for record in records { _ = try subject.store.append(batch([record])) }
    #expect(try Self.mergeAll(subject.store) >= 1)
    let store = try #require(subject.store as? LMDBStore)
    let sizes = try Self.identities(store).map(\.byteCount)
    #expect(sizes.count < 200 && sizes.allSatisfy { $0 <= 48 << 10 }, "\(sizes)")
    #expect(try collect(subject.store) == records)
  }

  private static func readSingles(
    _ store: any LogStore, _ records: [[UInt8]], seed: UInt64
  ) throws {
    var dice = SplitMix(seed)
    for _ in 0..<400 {
      // Neighbours, which one unpacked block serves, and far ones.
      let position = dice.next() % UInt64(records.count) + 1
      for near in [position, max(1, position - 1)] {
        let record = try store.record(at: near)
        #expect(record == records[Int(near) - 1])
      }
    }
  }

  @Test("single records come from any thread as they were written, before and after merging")
  func singles() async throws {
    let store = try Subject(.lmdb).store
    let records = try Self.fill(store, Array(repeating: 37, count: 120))
    func readAll(_ seed: UInt64) async throws {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for thread in 0..<4 as Range<UInt64> {
          group.addTask { try Self.readSingles(store, records, seed: seed + thread) }
        }
        try await group.waitForAll()
      }
    }
    try await readAll(1)
    _ = try Self.mergeAll(store)
    try await readAll(5)
    store.close()
    #expect(code { _ = try store.record(at: 1) } == "CLOSED")
  }

  @Test("records of every size up to the longest are merged or left, and come back")
  func longRecords() throws {
    let subject = try Subject(.lmdb)
    let sizes = [1, 600_000, 2, 1_200_000, 1, 1, 4 << 20, 3, 4 << 20, 70_000, 500_000, 1]
    for (index, size) in sizes.enumerated() {
      _ = try subject.store.append(batch([sample(UInt64(index), bytes: size)]))
    }
    try Self.mergeAll(subject.store)
    let expected = sizes.enumerated().map { sample(UInt64($0.offset), bytes: $0.element) }
    #expect(try collect(subject.store) == expected)
    #expect(try verify(subject.reopened()).records == UInt64(sizes.count))
  }

  @Test("a reader in the middle of what is merged reads on", arguments: Kind.allCases)
  func readerWithin(kind: Kind) throws {
    let store = try Subject(kind).store
    let records = try Self.fill(store, [Int](repeating: 50, count: 300))
    var seen: [[UInt8]] = []
    var exchanges = 0
    try store.read(from: 30) { position, bytes in
      seen.append([UInt8](bytes))
      if position % 3_000 == 0 {
        if let done = try? Self.mergeAll(store, through: position + 4_000) { exchanges += done }
      }
      return .next
    }
    #expect(seen.elementsEqual(records.dropFirst(29)))
    #expect(exchanges >= 6)
  }

  @Test("a verifier finds a log that is merged under it whole", arguments: Kind.allCases)
  func verifierWithin(kind: Kind) throws {
    let store = try Subject(kind).store
    try Self.fill(store, [Int](repeating: 50, count: 400))
    var positions: [UInt64] = []
    var failures = 0
    let result = try verify(store, progress: { _ in }) { position, _ in
      positions.append(position)
      // A little ahead of what was read last, so that merged blocks begin behind it.
      if position % 1_999 == 0 {
        do { try Self.mergeAll(store, through: position + 3_000) } catch { failures += 1 }
      }
    }
    #expect(failures == 0)
    #expect(result.root == store.head.root && result.records == 20_000)
    #expect(positions == Array(1...20_000))
  }

  @Test("readers beside a writer and a merger see only whole commits", arguments: Kind.allCases)
  func together(kind: Kind) async throws {
    let store = try Subject(kind).store
    let writing = LogStoreContractTests.Writing()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        while !writing.isOver.load(ordering: .acquiring) {
          try Self.mergeAll(store, through: store.head.position)
        }
      }
      group.addTask {
        while !writing.isOver.load(ordering: .acquiring) {
          let head = store.head
          var frontier = MerkleFrontier()
          try store.read(from: 1, through: head.position) { position, bytes in
            #expect([UInt8](bytes) == Self.message(position))
            frontier.append(Digest(leaf: bytes))
            return .next
          }
          #expect(frontier.root == head.root)
          #expect(try verify(store).records >= head.position)
        }
      }
      try Self.fill(store, (0..<120).map { $0 % 7 == 0 ? 700 : 5 })
      writing.isOver.store(true, ordering: .releasing)
      try await group.waitForAll()
    }
    try Self.mergeAll(store)
    #expect(try verify(store).root == store.head.root)
  }

  @Test("a failed exchange leaves the small blocks or the merged one", arguments: [true, false])
  func inDoubt(isWritten: Bool) throws {
    let store = MemoryStore()
    let records = try Self.fill(store, [Int](repeating: 100, count: 15))
    let head = store.head
    store.failExchange(with: .inDoubt(isWritten: isWritten))
    #expect(code { _ = try store.merge(from: 1, through: 3_000) } == "IN_DOUBT")
    // Nobody knows what is on the disk, so nothing more is written.
    #expect(code { _ = try store.append(batch([[1]])) } == "IN_DOUBT")
    let again = code { _ = try store.merge(from: 1, through: 3_000) }
    // What was written after all leaves nothing to merge.
    #expect(again == (isWritten ? nil : "IN_DOUBT"))
    let restarted = try store.reopened()
    #expect(restarted.head == head)
    #expect(try verify(restarted).blocks == (isWritten ? 6 : 15))
    #expect(try collect(restarted) == records)
    #expect(try Self.mergeAll(restarted) == (isWritten ? 0 : 1))
    #expect(try restarted.append(batch([[1]])).position == 1_501)
  }

  @Test("a full disk refuses the exchange and nothing is changed")
  func full() throws {
    let store = MemoryStore()
    try Self.fill(store, [Int](repeating: 100, count: 30))
    store.setSpaceLeft(1_000)
    #expect(code { _ = try store.merge(from: 1, through: 3_000) } == "DISK_FULL")
    #expect(try verify(store).blocks == 30)
    store.setSpaceLeft(.max)
    #expect(try Self.mergeAll(store) == 2)
    // On disk, merging leaves to appends what little there is.
    let directory = try TemporaryDirectory()
    try LMDBStore.create(at: directory.ledger, mapBytes: 16 << 20)
    let small = try LMDBStore(opening: directory.ledger, mode: .readWrite, mapBytes: 16 << 20)
    try Self.fill(small, [Int](repeating: 100, count: 30))
    #expect(code { _ = try small.merge(from: 1, through: 3_000) } == "DISK_FULL")
    #expect(try contents(of: directory.ledger + "/FORMAT").count == 25)
    #expect(try verify(small).blocks == 30)
  }

  @Test("damage in a small block is reported and stays as it is", arguments: [4, 20, 31, 60, 900])
  func damage(offset: Int) throws {
    let store = MemoryStore()
    let records = try Self.fill(store, [Int](repeating: 100, count: 60))
    store.flipBits(0x08, inBlockHolding: 2_550, byte: offset)
    #expect(code { try Self.mergeAll(store) } == "DAMAGED")
    #expect(code { try Self.mergeAll(store) } == "DAMAGED")
    #expect(code { _ = try store.record(at: 2_550) } == "DAMAGED")
    #expect(try store.record(at: 1_900) == records[1_899])
    #expect(try store.record(at: 2_601) == records[2_600])
    store.flipBits(0x08, inBlockHolding: 2_550, byte: offset)
    #expect(try Self.mergeAll(store) >= 1)
    #expect(try collect(store) == records)
  }

  @Test("blocks that are not what was read are not replaced")
  func changedMeanwhile() throws {
    for kind in Kind.allCases {
      let subject = try Subject(kind)
      try Self.fill(subject.store, [10, 10, 10])
      let store = try #require(subject.store as? any BlockExchange)
      let good = try Self.identities(store)
      let wrong = BlockIdentity(key: good[1].key, [9, 9, 9].span.bytes)
      let merged = BlockEncoder.Block(firstPosition: 1, bytes: [1, 2, 3])
      for old in [[good[0], good[2]], [good[0], wrong], [wrong], []] {
        #expect(try store.exchange(old, for: [merged]) == nil)
      }
      #expect(try collect(subject.store).count == 30)
    }
  }

  static func identities(_ store: any BlockExchange) throws -> [BlockIdentity] {
    var found: [BlockIdentity] = []
    try store.visitBlocks(from: 1) { key, block in
      found.append(BlockIdentity(key: key, block))
      return .next
    }
    return found
  }

  @Test("a log that is merged as it grows reuses the pages it frees")
  func growth() throws {
    let directory = try TemporaryDirectory()
    let store = try makeStore(in: directory)
    var next: UInt64 = 1
    var sizes: [UInt64] = []
    for _ in 0..<8 {
      for _ in 0..<600 { try Self.fill(store, [5]) }
      while case let step = try store.merge(from: next, through: store.head.position - 100),
        step.outcome != .idle
      { next = step.next }
      sizes.append(
        try File(opening: directory.ledger + "/data.mdb", flags: O_RDONLY).status().byteCount)
    }
    // 3,000 records more are 360 KB as committed and 90 KB merged.
    let growth = (sizes[7] - sizes[3]) / 4
    #expect(growth < 150_000, "\(sizes)")
    store.close()
    let again = try LMDBStore(
      opening: directory.ledger, mode: .readWrite, mapBytes: testMapBytes)
    #expect(try verify(again).records == 24_000)
  }

  @Test("the format number of a ledger with merged blocks allows them")
  func formatNumber() throws {
    let directory = try TemporaryDirectory()
    let store = try makeStore(in: directory)
    try Self.fill(store, [Int](repeating: 100, count: 11))
    let format = directory.ledger + "/FORMAT"
    func text() throws -> String { String(decoding: try contents(of: format), as: UTF8.self) }
    #expect(try store.merge(from: 1, through: 1_000).outcome == .idle)
    // The tree is kept by now, which is the higher number.
    #expect(try text() == "opportunity-ledger log 3\n")
    #expect(try Self.mergeAll(store) == 1)
    #expect(try text() == "opportunity-ledger log 3\n")
    store.close()
    #expect(entries(of: directory.ledger) == ["FORMAT", "data.mdb", "lock.mdb", "writer.lock"])
    let reader = try LMDBStore(opening: directory.ledger, mode: .readOnly, mapBytes: testMapBytes)
    #expect(code { _ = try reader.merge(from: 1, through: 10) } == "READ_ONLY")
    #expect(try verify(reader).records == 1_100)
  }
}
