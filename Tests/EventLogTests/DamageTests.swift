import Glibc
import Testing

@testable import EventLog

/// Damage done to the file itself. No byte may change an answer, and none may end the process.
@Suite("A damaged ledger file is named as such, or answers as it did")
struct DamageTests {
  enum Kind: CaseIterable {
    case withoutTree
    /// Of format 3: two nodes of the tree are kept.
    case keepingTree
  }

  /// A closed ledger with blocks inside tree pages, blocks on pages of their own and a branch page.
  struct Specimen {
    let directory: TemporaryDirectory
    let data: [UInt8]
    let records: [[UInt8]]
    let commitHeads: [Head]

    init(_ kind: Kind = .withoutTree) throws {
      directory = try TemporaryDirectory()
      let store = try makeStore(in: directory)
      var all: [[UInt8]] = []
      var heads: [Head] = []
      for commit in 0..<45 as Range<UInt64> {
        let bytes = commit % 15 == 7 ? 2_500 : 30 + Int(commit)
        let first = UInt64(all.count) + 1
        var count = commit % 4 + 1
        if kind == .keepingTree, commit % 15 != 7 { count += 10 }
        let records = (first..<first + count).map { sample($0, bytes: bytes) }
        all += records
        heads.append(try store.append(batch(records)))
      }
      store.close()
      data = try contents(of: directory.ledger + "/data.mdb")
      records = all
      commitHeads = heads
    }

    var dataFile: String { directory.ledger + "/data.mdb" }

    func verdict() -> Verdict {
      var seen: [[UInt8]] = []
      do throws(LogError) {
        let result = try LogVerifier.verify(
          directory: directory.ledger, mapBytes: testMapBytes,
          record: { _, bytes in seen.append([UInt8](bytes)) })
        if seen == records && result.root == commitHeads.last?.root { return .unchanged }
        let previous = commitHeads.dropLast().last
        let isPrefix = seen.elementsEqual(records.prefix(seen.count))
        return result.root == previous?.root && isPrefix ? .rolledBack : .wrong
      } catch {
        return .refused(error.code)
      }
    }
  }

  enum Verdict: Equatable {
    case refused(String)
    case unchanged
    /// The state before the last commit, whole: all that a wrong transaction number can do.
    case rolledBack
    case wrong
  }

  /// Where both meta pages keep their transaction number, eight bytes each.
  private static let transactionBytes = [144..<152, 4_096 + 144..<4_096 + 152]

  private func patch(_ specimen: Specimen, _ bytes: ArraySlice<UInt8>, at offset: Int) throws {
    let descriptor = Glibc.open(specimen.dataFile, O_WRONLY)
    defer { Glibc.close(descriptor) }
    let written = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, offset) }
    #expect(written == bytes.count)
  }

  @Test("the specimen is what the tests below need")
  func specimen() throws {
    let specimen = try Specimen()
    #expect(specimen.verdict() == .unchanged)
    #expect(specimen.data.count % 4_096 == 0)
    let kinds = stride(from: 10, to: specimen.data.count, by: 4_096).map { specimen.data[$0] }
    #expect(Set(kinds).isSuperset(of: [1, 2, 4, 8]))
  }

  @Test("a file cut at any page, or to almost nothing, is refused before it is mapped")
  func truncation() throws {
    let specimen = try Specimen()
    let lengths =
      [0, 1, 15, 16, 100, 151, 152, 4_095, 4_097, 8_191]
      + Array(stride(from: 4_096, to: specimen.data.count, by: 4_096)) + [specimen.data.count - 1]
    for length in lengths {
      #expect(truncate(specimen.dataFile, length) == 0)
      #expect(specimen.verdict() == .refused("TRUNCATED"), "\(length) bytes")
      try patch(specimen, specimen.data[...], at: 0)
    }
    try patch(specimen, ArraySlice(sample(1, bytes: 5_000)), at: specimen.data.count)
    #expect(specimen.verdict() == .unchanged)
  }

  @Test(
    "a flipped bit anywhere never gives a wrong answer", arguments: Kind.allCases, [0, 1, 2, 3])
  func flips(kind: Kind, lane: Int) throws {
    let specimen = try Specimen(kind)
    let head = specimen.commitHeads.last?.position ?? 0
    #expect((head >= 512) == (kind == .keepingTree))
    // Every byte of the page headers and directories, and a sample of the rest.
    let step = getenv("EVENTLOG_EVERY_BYTE") == nil ? 31 : 1
    let offsets = specimen.data.indices.filter {
      $0 % 4 == lane && ($0 % 4_096 < 16 || $0 < 160 || $0 / 4 % step == 0)
    }
    var refusals = 0
    for offset in offsets {
      let flipped = specimen.data[offset] ^ (1 << (offset / 4 % 8))
      try patch(specimen, [flipped], at: offset)
      let verdict = specimen.verdict()
      let isTransaction = Self.transactionBytes.contains { $0.contains(offset) }
      switch verdict {
      case .refused(let code):
        refusals += 1
        #expect(["DAMAGED", "TRUNCATED"].contains(code), "byte \(offset): \(code)")
      case .unchanged: break
      case .rolledBack: #expect(isTransaction, "byte \(offset)")
      case .wrong: Issue.record("byte \(offset) changed an answer")
      }
      try patch(specimen, specimen.data[offset...offset], at: offset)
    }
    #expect(refusals > offsets.count / 10)
    #expect(specimen.verdict() == .unchanged)
  }

  @Test("a page that was zeroed, or replaced by any other, never gives a wrong answer")
  func pages() throws {
    let specimen = try Specimen()
    let starts = Array(stride(from: 0, to: specimen.data.count, by: 4_096))
    let zeros = [UInt8](repeating: 0, count: 4_096)
    let sources = starts.map { specimen.data[$0..<$0 + 4_096] } + [zeros[...]]
    var refusals = 0
    for start in starts {
      for source in sources {
        try patch(specimen, source, at: start)
        let verdict = specimen.verdict()
        if case .refused = verdict { refusals += 1 }
        #expect(verdict != .wrong, "page \(start / 4_096)")
        // Only a meta page can take the file back.
        #expect(verdict != .rolledBack || start <= 4_096, "page \(start / 4_096)")
      }
      try patch(specimen, specimen.data[start..<start + 4_096], at: start)
    }
    #expect(refusals > starts.count)
  }

  @Test("every bit of a live block, of the head record and of the kept tree is guarded")
  func liveBytes() throws {
    let specimen = try Specimen(.keepingTree)
    let store = try LMDBStore(
      opening: specimen.directory.ledger, mode: .readOnly, mapBytes: testMapBytes)
    var block: [UInt8] = []
    try store.visitBlocks(from: 8) { _, bytes in
      block = [UInt8](bytes)
      return .stop
    }
    let head = try store.storedHead().encoded
    let nodes = try store.keptHashes(level: 1, from: 0, count: 9).map(\.bytes)
    #expect(nodes.count == 2)
    store.close()
    for guarded in [block, head] + nodes {
      let starts = specimen.data.indices.filter {
        specimen.data[$0...].starts(with: guarded)
      }
      #expect(!starts.isEmpty)
      for index in guarded.indices {
        let flipped = guarded[index] ^ (1 << (index % 8))
        for start in starts { try patch(specimen, [flipped], at: start + index) }
        #expect(specimen.verdict() == .refused("DAMAGED"), "byte \(index)")
        for start in starts { try patch(specimen, [guarded[index]], at: start + index) }
      }
    }
    #expect(specimen.verdict() == .unchanged)
  }

  @Test("a page that is free and in use at once is found before a commit overwrites it")
  func freeAndUsed() throws {
    let specimen = try Specimen()
    // Each free page number in the newest free list is replaced by that of a live leaf page.
    let store = try LMDBStore(
      opening: specimen.directory.ledger, mode: .readWrite, mapBytes: testMapBytes)
    store.close()
    let newest = try DataFileCheck.newest(File(opening: specimen.dataFile, flags: O_RDONLY))
    let meta = Int(newest.offset)
    let freeRoot = Int(specimen.data.span.bytes.native(at: meta + 40 + 40, as: UInt64.self))
    let mainRoot = specimen.data.span.bytes.native(at: meta + 88 + 40, as: UInt64.self)
    let page = freeRoot * 4_096
    let node = page + Int(specimen.data.span.bytes.native(at: page + 16, as: UInt16.self))
    let firstNumber = node + 8 + 8 + 8
    let bytes = withUnsafeBytes(of: mainRoot) { Array($0) }
    try patch(specimen, bytes[...], at: firstNumber)
    #expect(specimen.verdict() == .refused("DAMAGED"))
  }

  @Test("a block that lies past the head, or a head past the blocks, is found")
  func headAndBlocksApart() throws {
    let directory = try TemporaryDirectory()
    let store = try makeStore(in: directory)
    _ = try store.append(batch(1...3))
    store.close()
    for count in [2, 4] as [UInt64] {
      let identity = try DataDirectory(directory.ledger).check(isEvidence: false)
      let environment = try Environment(
        DataDirectory(directory.ledger), identity: identity, access: .readWrite,
        mapBytes: testMapBytes, lock: nil)
      var frontier = MerkleFrontier()
      for position in 1...count { frontier.append(Digest(leaf: sample(position).span.bytes)) }
      let transaction = try WriteTransaction(environment)
      try transaction.putMeta("head", HeadRecord(frontier: frontier).encoded)
      try transaction.commit()
      environment.close()
      #expect(
        code {
          _ = try LMDBStore(
            opening: directory.ledger, mode: .readWrite, mapBytes: testMapBytes)
        } == "DAMAGED")
    }
  }

  @Test("history only grows: a block at or before the last one is refused by the tree itself")
  func onlyGrowing() throws {
    let directory = try TemporaryDirectory()
    try LMDBStore.create(at: directory.ledger, mapBytes: testMapBytes)
    let identity = try DataDirectory(directory.ledger).check(isEvidence: false)
    let environment = try Environment(
      DataDirectory(directory.ledger), identity: identity, access: .readWrite,
      mapBytes: testMapBytes, lock: nil)
    let transaction = try WriteTransaction(environment)
    try transaction.appendBlock(BlockEncoder.Block(firstPosition: 5, bytes: [1]))
    for position in [5, 4, 1] as [UInt64] {
      let block = BlockEncoder.Block(firstPosition: position, bytes: [2])
      #expect(code { try transaction.appendBlock(block) } == "DAMAGED")
    }
  }
}
