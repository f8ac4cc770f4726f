import Glibc
import Testing

@testable import EventLog

@Suite("The tree is kept beside the records, and proofs come from it")
struct KeptTreeTests {
  /// More than one node of level 2, and a tail that fills neither level.
  private static let recordCount: UInt64 = 65_536 + 300

  private static func record(_ position: UInt64) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: position >> (8 * UInt64($0))) }
  }

  /// Batches of odd sizes, so that nodes become complete inside them, at their ends and at their starts.
  private static let sizes: [UInt64] = [1, 255, 256, 257, 511, 3, 4_096, 1_000, 20_000]

  private static func fill(_ store: any LogStore, to end: UInt64) throws {
    var turn = 0
    while store.head.position < end {
      let first = store.head.position + 1
      let last = min(end, first + sizes[turn % sizes.count] - 1)
      turn += 1
      _ = try store.append(batch((first...last).map(record)))
    }
  }

  private static func root(_ size: UInt64) -> Digest {
    var frontier = MerkleFrontier()
    if size > 0 {
      frontier.append(contentsOf: batch((1...size).map(record)).leafHashes())
    }
    return frontier.root
  }

  private static func checkProofs(_ store: any LogStore, _ sizes: [UInt64]) throws {
    var reader = TreeReader(store)
    for newer in sizes {
      let newerRoot = root(newer)
      #expect(try reader.root(of: newer) == newerRoot)
      for older in sizes where older <= newer {
        let path = try reader.consistency(from: older, to: newer)
        #expect(
          MerkleProof.isConsistent(older, root(older), with: newer, newerRoot, by: path),
          "\(older) to \(newer)")
        // The sizes serve as positions too.
        let inclusion = try reader.inclusion(of: older, in: newer)
        let leaf = Digest(leaf: record(older).span.bytes)
        #expect(
          MerkleProof.isIncluded(leaf, at: older - 1, of: newer, under: newerRoot, by: inclusion),
          "\(older) in \(newer)")
      }
    }
  }

  @Test("nodes are the roots of their records", arguments: LogStoreContractTests.Kind.allCases)
  func nodes(kind: LogStoreContractTests.Kind) throws {
    let subject = try LogStoreContractTests.Subject(kind)
    try Self.fill(subject.store, to: Self.recordCount)
    try Self.checkNodes(subject.store)
    try Self.checkNodes(try subject.reopened())
  }

  private static func checkNodes(_ store: any LogStore) throws {
    let first = try store.keptHashes(level: 1, from: 0, count: 1_000)
    #expect(first.count == Int(recordCount / 256))
    #expect(first.first == root(256))
    let last = UInt64(first.count - 1)
    let records = (last * 256 + 1...last * 256 + 256).map(record)
    #expect(first.last == naiveRoot(records[...]))
    #expect(try store.keptHashes(level: 2, from: 0, count: 5) == [root(65_536)])
    #expect(try store.keptHashes(level: 2, from: 1, count: 5) == [])
    #expect(try store.keptHashes(level: 3, from: 0, count: 1) == [])
    try checkProofs(store, [1, 2, 255, 256, 257, 4_097, 65_535, 65_536, 65_537, recordCount])
  }

  @Test("tiles are those of tlog-tiles, full and partial")
  func tiles() throws {
    let store = MemoryStore()
    try Self.fill(store, to: 70_000)
    var reader = TreeReader(store)
    // The example of the specification: a tree of 70,000.
    #expect(try reader.tile(level: 0, 272, in: 70_000).count == 256)
    #expect(try reader.tile(level: 0, 273, in: 70_000).count == 112)
    #expect(try reader.tile(level: 0, 274, in: 70_000).isEmpty)
    #expect(try reader.tile(level: 1, 0, in: 70_000).count == 256)
    #expect(try reader.tile(level: 1, 1, in: 70_000).count == 17)
    #expect(try reader.tile(level: 2, 0, in: 70_000) == [Self.root(65_536)])
    #expect(try reader.tile(level: 3, 0, in: 70_000).isEmpty)
    #expect(try reader.tile(level: 1, 0, in: 256) == [Self.root(256)])
    let leaf = Digest(leaf: Self.record(70_000).span.bytes)
    #expect(try reader.tile(level: 0, 273, in: 70_000).last == leaf)
  }

  @Test("merging blocks leaves the kept tree as it was")
  func merging() throws {
    let directory = try TemporaryDirectory()
    let store = try makeStore(in: directory)
    try Self.fill(store, to: 9_000)
    let before = try store.keptHashes(level: 1, from: 0, count: 100)
    var position: UInt64 = 1
    var merged = 0
    while true {
      let step = try store.merge(from: position, through: 8_000)
      if step.outcome == .idle { break }
      if case .merged = step.outcome { merged += 1 }
      position = step.next
    }
    #expect(merged > 0)
    #expect(try store.keptHashes(level: 1, from: 0, count: 100) == before)
    #expect(try LogVerifier.verify(store).records == 9_000)
    try Self.checkProofs(store, [1, 256, 5_000, 9_000])
  }

  /// A ledger as a program wrote it that kept no tree.
  ///
  /// - Parameter head: the head is that of records beginning there; 1: of those that are written.
  private static func makeOlder(
    _ directory: TemporaryDirectory, records: UInt64, head: UInt64 = 1
  ) throws {
    try LMDBStore.create(at: directory.ledger, mapBytes: testMapBytes)
    let place = DataDirectory(directory.ledger)
    let environment = try Environment(
      place, identity: try place.check(isEvidence: false), access: .readWrite,
      mapBytes: testMapBytes, lock: nil)
    defer { environment.close() }
    var writer = LogWriter(HeadRecord(frontier: MerkleFrontier()))
    let plan = try writer.plan(batch((1...records).map(record)), expecting: 0)
    let said = try writer.plan(batch((head..<head + records).map(record)), expecting: 0)
    let transaction = try WriteTransaction(environment)
    for block in plan.blocks { try transaction.appendBlock(block) }
    try transaction.putMeta(LMDBStore.headKey, said.headRecord.encoded)
    try transaction.commit()
  }

  private static func format(_ directory: TemporaryDirectory) throws -> String {
    String(decoding: try contents(of: directory.ledger + "/FORMAT"), as: UTF8.self)
  }

  @Test(
    "an older ledger is read as it is, and its tree is added by its writer, asked or not",
    arguments: [true, false])
  func upgrade(isAsked: Bool) throws {
    let directory = try TemporaryDirectory()
    try Self.makeOlder(directory, records: Self.recordCount)
    let reader = try LMDBStore(opening: directory.ledger, mode: .readOnly, mapBytes: testMapBytes)
    #expect(try LogVerifier.verify(reader).records == Self.recordCount)
    #expect(try reader.keptHashes(level: 1, from: 0, count: 1) == [])
    reader.close()
    #expect(try Self.format(directory) == "opportunity-ledger log 1\n")

    let writer = try LMDBStore(
      opening: directory.ledger, mode: .readWrite, mapBytes: testMapBytes)
    #expect(try Self.format(directory) == "opportunity-ledger log 1\n")
    if isAsked { try writer.completeTree { _, _ in } }
    try Self.fill(writer, to: Self.recordCount + 600)
    #expect(try Self.format(directory) == "opportunity-ledger log 3\n")
    try Self.checkProofs(writer, [1, 65_536, Self.recordCount, Self.recordCount + 600])
    #expect(try LogVerifier.verify(writer).records == Self.recordCount + 600)
    writer.close()
  }

  @Test("a tree is added to no log whose records are not those of its head")
  func damagedUpgrade() throws {
    let directory = try TemporaryDirectory()
    try Self.makeOlder(directory, records: 300, head: 301)
    let before = try contents(of: directory.ledger + "/data.mdb")
    for isAsked in [true, false] {
      let writer = try LMDBStore(
        opening: directory.ledger, mode: .readWrite, mapBytes: testMapBytes)
      let found = code {
        if isAsked { try writer.completeTree { _, _ in } } else { try Self.fill(writer, to: 301) }
      }
      #expect(found == "DAMAGED")
      writer.close()
    }
    #expect(try Self.format(directory) == "opportunity-ledger log 1\n")
    #expect(try contents(of: directory.ledger + "/data.mdb") == before)
  }

  @Test("adding the tree goes on where it ended")
  func interruptedUpgrade() throws {
    let directory = try TemporaryDirectory()
    try Self.makeOlder(directory, records: Self.recordCount)
    // What the first step of two leaves behind.
    let place = DataDirectory(directory.ledger)
    let environment = try Environment(
      place, identity: try place.check(isEvidence: false), access: .readWrite,
      mapBytes: testMapBytes, lock: nil)
    try place.raiseFormat(to: .tree)
    var frontier = MerkleFrontier()
    var nodes: [TreeNode] = []
    frontier.append(
      contentsOf: batch((1...UInt64(65_536)).map(Self.record)).leafHashes(), noting: &nodes)
    let making = try WriteTransaction(environment)
    let table = try making.makeTreeTable()
    try making.putMeta(LMDBStore.formatKey, FormatRecord.tree.encoded)
    try making.commit()
    environment.noteTreeTable(table)
    let adding = try WriteTransaction(environment)
    try adding.appendNodes(nodes)
    try adding.commit()
    environment.close()

    // Until a writer has gone on, that is no damage.
    #expect(try LogVerifier.verify(directory: directory.ledger).records == Self.recordCount)
    let writer = try LMDBStore(
      opening: directory.ledger, mode: .readWrite, mapBytes: testMapBytes)
    try writer.completeTree { _, _ in }
    try Self.checkProofs(writer, [65_536, Self.recordCount])
    writer.close()
  }

  @Test("the format rises before the first node, and not without one")
  func formatNumber() throws {
    let directory = try TemporaryDirectory()
    let store = try makeStore(in: directory)
    try Self.fill(store, to: 255)
    #expect(try Self.format(directory) == "opportunity-ledger log 1\n")
    #expect(try store.keptHashes(level: 1, from: 0, count: 1) == [])
    _ = try store.append(batch([Self.record(256)]))
    #expect(try Self.format(directory) == "opportunity-ledger log 3\n")
    #expect(try store.keptHashes(level: 1, from: 0, count: 1) == [Self.root(256)])
  }

  @Test("a kept hash that is not that of its records is found, and so is one too many")
  func damage() throws {
    let store = MemoryStore()
    try Self.fill(store, to: 2_000)
    #expect(try LogVerifier.verify(store).records == 2_000)
    store.replaceKeptHash(level: 1, at: 3, with: Digest(hashing: [1]))
    #expect(
      throws: LogError.damaged(
        position: 1_024, place: "the kept tree, level 1, node 3",
        what: "it is not the hash of its records")
    ) { try LogVerifier.verify(store) }

    let directory = try TemporaryDirectory()
    let disk = try makeStore(in: directory)
    try Self.fill(disk, to: 2_000)
    let transaction = try WriteTransaction(disk.environment)
    try transaction.appendNodes([TreeNode(level: 1, index: 7, hash: .empty)])
    try transaction.commit()
    #expect(code { _ = try LogVerifier.verify(disk) } == "DAMAGED")
    disk.close()
    let again = try LMDBStore(opening: directory.ledger, mode: .readWrite, mapBytes: testMapBytes)
    #expect(code { try again.completeTree { _, _ in } } == "DAMAGED")
    #expect(code { _ = try again.append(batch([[1]])) } == "DAMAGED")
  }

  @Test("places are their keys, and other keys are none")
  func places() {
    for level in 1...TreeNode.Place.levelMaximum {
      for index in [0, 1, 254] as [UInt64] {
        let place = TreeNode.Place(level: level, index: index)
        #expect(TreeNode.Place(key: place.key) == place)
      }
    }
    #expect(TreeNode.Place(level: 1, index: 255).key == [0, 0, 0, 0, 0, 1, 0, 0, 1])
    #expect(TreeNode.Place(level: 2, index: 0).key == [0, 0, 0, 0, 0, 1, 0, 0, 2])
    #expect(TreeNode.Place(key: [0, 0, 0, 0, 0, 1, 0, 1, 1]) == nil)
    #expect(TreeNode.Place(key: [0, 0, 0, 0, 0, 1, 0, 0, 3]) == nil)
    #expect(TreeNode.Place(key: [0, 0, 0, 0, 0, 0, 0, 0, 1]) == nil)
    #expect(TreeNode.Place(key: [0, 0, 0, 0, 0, 1, 0, 0, 8]) == nil)
    #expect(TreeNode.Place(key: [0, 0, 0, 0, 0, 1, 0, 0]) == nil)
  }
}
