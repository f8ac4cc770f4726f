import Testing

@testable import EventLog

@Suite("Hashing many messages at once gives the hashes of one after the other")
struct HashLanesTests {
  /// Every way this processor can go, and what is chosen when none is forced.
  static let ways: [HashLanes?] = HashLanes.supported + [nil]
  static let prefixes: [UInt8?] = [nil, 0x00, 0x01, 0xFF]

  /// The hashes of `messages`, laid one behind the other.
  private func digests(
    _ messages: [[UInt8]], prefix: UInt8?, by lanes: HashLanes?
  ) -> [Digest] {
    var bounds = [0]
    for message in messages { bounds.append(bounds[bounds.count - 1] + message.count) }
    // An exact buffer: a read past its end is one that an address checker sees.
    let bytes = Array(messages.joined())
    return bytes.withRawSpan {
      Digest.hashing($0, bounds: bounds.span, prefix: prefix, by: lanes)
    }
  }

  private func digests(
    _ bytes: [UInt8], ranges: [Range<Int>], prefix: UInt8?, by lanes: HashLanes?
  ) -> [Digest] {
    bytes.withRawSpan { Digest.hashing($0, ranges: ranges.span, prefix: prefix, by: lanes) }
  }

  private func reference(_ message: some Sequence<UInt8>, prefix: UInt8?) -> Digest {
    Digest(hashing: (prefix.map { [$0] } ?? []) + message)
  }

  @Test("the published vectors of FIPS 180-4 come out of every lane", arguments: ways)
  func publishedVectors(lanes: HashLanes?) {
    let longText = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
    let vectors: [(message: [UInt8], digest: String)] = [
      ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      (
        Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
      ),
      (
        Array(longText.utf8), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        [UInt8](repeating: 0x61, count: 1_000_000),
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
      ),
    ]
    // Thirty-five times three short ones and the million behind them: each lane takes each.
    let messages = (0..<35).flatMap { _ in vectors[..<3].map(\.message) } + [vectors[3].message]
    let expected = (0..<35).flatMap { _ in vectors[..<3].map(\.digest) } + [vectors[3].digest]
    #expect(digests(messages, prefix: nil, by: lanes).map(\.description) == expected)
  }

  @Test("every length up to 330 bytes, with and without a prefix", arguments: ways, prefixes)
  func everyLength(lanes: HashLanes?, prefix: UInt8?) {
    let messages = (0...330).map { $0 == 0 ? [] : sample(UInt64($0), bytes: $0) }
    let expected = messages.map { reference($0, prefix: prefix) }
    #expect(digests(messages, prefix: prefix, by: lanes) == expected)
    #expect(digests(messages.reversed(), prefix: prefix, by: lanes) == expected.reversed())
  }

  @Test("every number of messages up to 70, around the padding's edges", arguments: ways)
  func everyCount(lanes: HashLanes?) {
    let edges = [0, 1, 54, 55, 56, 62, 63, 64, 65, 118, 119, 120, 127, 128, 129, 4_096, 4_097]
    for count in 0...70 {
      let messages = (0..<count).map { place -> [UInt8] in
        let length = edges[(place * 7 + count) % edges.count]
        return length == 0 ? [] : sample(UInt64(count * 100 + place), bytes: length)
      }
      let expected = messages.map { reference($0, prefix: 0) }
      #expect(digests(messages, prefix: 0, by: lanes) == expected, "\(count) messages")
    }
  }

  @Test("random lengths up to 5,000 bytes", arguments: ways)
  func randomLengths(lanes: HashLanes?) {
    var random = SplitMix(20_261_122)
    for round in 0..<12 {
      let messages = (0..<Int.random(in: 0...90, using: &random)).map { _ -> [UInt8] in
        let length = Int.random(in: 0...(round.isMultiple(of: 2) ? 5_000 : 400), using: &random)
        return (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      }
      let prefix = Self.prefixes.randomElement(using: &random) ?? nil
      let expected = messages.map { reference($0, prefix: prefix) }
      #expect(digests(messages, prefix: prefix, by: lanes) == expected, "round \(round)")
    }
  }

  @Test("messages may lie anywhere in the buffer, also on top of each other", arguments: ways)
  func ranges(lanes: HashLanes?) {
    let bytes = sample(3, bytes: 1_000)
    var random = SplitMix(7)
    let ranges = (0..<50).map { _ -> Range<Int> in
      let start = Int.random(in: 0...1_000, using: &random)
      return start..<Int.random(in: start...1_000, using: &random)
    }
    let expected = ranges.map { reference(bytes[$0], prefix: nil) }
    #expect(digests(bytes, ranges: ranges, prefix: nil, by: lanes) == expected)
    #expect(digests([], ranges: [0..<0, 0..<0, 0..<0], prefix: nil, by: lanes).count == 3)
    #expect(digests([], ranges: [], prefix: nil, by: lanes).isEmpty)
  }

  @Test("bounds outside the buffer, or not ascending, end the process")
  func hostileBounds() async {
    await #expect(processExitsWith: .failure) {
      let bytes: [UInt8] = [1, 2, 3]
      let bounds = [0, 1, 2, 3, 4]
      _ = bytes.withRawSpan { Digest.hashing($0, bounds: bounds.span) }
    }
    await #expect(processExitsWith: .failure) {
      let bytes: [UInt8] = [1, 2, 3]
      let bounds = [0, 3, 2, 3]
      _ = bytes.withRawSpan { Digest.hashing($0, bounds: bounds.span) }
    }
    await #expect(processExitsWith: .failure) {
      let bytes: [UInt8] = [1, 2, 3]
      let bounds = [-1, 0, 2, 3]
      _ = bytes.withRawSpan { Digest.hashing($0, bounds: bounds.span) }
    }
  }

  @Test("the choice falls on a way this processor can go, and never on lanes for one message")
  func choice() {
    #expect(HashLanes.supported.first == .library)
    #expect(HashLanes.best(for: 0) == .library)
    #expect(HashLanes.best(for: 1) == .library)
    for count in 0...100 {
      #expect(HashLanes.supported.contains(HashLanes.best(for: count)))
    }
  }

  @Test("a batch hashes what it was given since, and a truncated one forgets")
  func batchLeaves() {
    let records = (1...40).map { sample(UInt64($0), bytes: 10 + $0) }
    let leaves = records.map { reference($0, prefix: 0) }
    var waiting = batch(Array(records[..<10]))
    #expect(waiting.leafHashes() == Array(leaves[..<10]))
    waiting.hashLeaves()
    for record in records[10..<30] { waiting.append(record) }
    #expect(waiting.leafHashes() == Array(leaves[..<30]))
    waiting.hashLeaves()
    waiting.truncate(toCount: 25)
    for record in records[30...] { waiting.append(record) }
    waiting.truncate(toCount: 30)
    waiting.hashLeaves()
    let expected = Array(leaves[..<25] + leaves[30..<35])
    #expect(waiting.leafHashes() == expected)
    #expect((0..<30).map { waiting.leaf(of: $0) } == expected)
    waiting.removeAll()
    waiting.hashLeaves()
    #expect(waiting.leafHashes().isEmpty && waiting.isEmpty)
  }
}

@Suite("A tree that grows by many leaves is the tree that grows by one")
struct MerkleGrowthTests {
  private func leaf(_ number: Int) -> Digest { Digest(hashing: sample(UInt64(number))) }

  @Test("leaves in random portions, by every way", arguments: HashLanesTests.ways)
  func randomPortions(lanes: HashLanes?) {
    var random = SplitMix(6_962)
    for round in 0..<20 {
      var oneByOne = MerkleFrontier()
      var portions = MerkleFrontier()
      var next = 0
      for _ in 0..<8 {
        let size = Int.random(in: 0...(round < 10 ? 9 : 150), using: &random)
        let leaves = (next..<next + size).map(leaf)
        next += size
        for leaf in leaves { oneByOne.append(leaf) }
        portions.append(contentsOf: leaves, by: lanes)
        #expect(portions == oneByOne, "round \(round), \(next) leaves")
        #expect(portions.root == oneByOne.root)
      }
    }
  }

  @Test("every size after every size up to 35")
  func smallSizes() {
    let leaves = (0..<70).map(leaf)
    for before in 0...35 {
      var start = MerkleFrontier()
      for leaf in leaves[..<before] { start.append(leaf) }
      var expected = start
      for size in 0...35 {
        if size > 0 { expected.append(leaves[before + size - 1]) }
        var actual = start
        actual.append(contentsOf: Array(leaves[before..<before + size]))
        #expect(actual == expected, "\(size) after \(before)")
      }
    }
  }

  @Test(
    "records one by one have the root of the definition",
    arguments: [0, 1, 2, 63, 64, 65, 127, 128, 129, 200, 1_000])
  func recordTree(count: Int) {
    let records = (0..<count).map { sample(UInt64($0), bytes: 1 + $0 % 300) }
    var tree = RecordTree()
    var rootAtHalf: Digest?
    for (index, record) in records.enumerated() {
      if index == count / 2 { rootAtHalf = tree.root }
      record.withRawSpan { tree.append($0) }
    }
    let root = tree.root
    #expect(root == naiveRoot(records[...]))
    #expect(tree.count == UInt64(count))
    if count > 0 { #expect(rootAtHalf == naiveRoot(records[..<(count / 2)])) }
  }
}

@Suite("CRC-32C by instruction is CRC-32C by table")
struct CRC32CTests {
  private func checksums(_ bytes: [UInt8], cut: Int) -> (byInstruction: UInt32, byTable: UInt32) {
    var byInstruction = CRC32C()
    var byTable = CRC32C()
    bytes.withRawSpan { span in
      byInstruction.update(span.extracting(0..<cut))
      byInstruction.update(span.extracting(cut..<span.byteCount))
      byTable.updateByTable(span.extracting(0..<cut))
      byTable.updateByTable(span.extracting(cut..<span.byteCount))
    }
    return (byInstruction.value, byTable.value)
  }

  @Test("every length up to 1,700, cut anywhere: three thirds are joined from 768 bytes on")
  func everyLength() {
    var random = SplitMix(3_720)
    for length in 0...1_700 {
      let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      let both = checksums(bytes, cut: Int.random(in: 0...length, using: &random))
      #expect(both.byInstruction == both.byTable, "\(length) bytes")
    }
  }

  @Test("long inputs", arguments: [4_095, 4_096, 65_536, 1_048_583])
  func longInputs(length: Int) {
    let both = checksums(sample(UInt64(length), bytes: length), cut: length / 3)
    #expect(both.byInstruction == both.byTable)
  }
}
