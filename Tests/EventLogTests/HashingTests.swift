import Testing

@testable import EventLog

@Suite("Hashes and checksums agree with their published vectors")
struct HashingTests {
  /// The reference tree of the certificate-transparency project (RFC 6962).
  static let leaves = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
  ].map { bytes(hex: $0) }

  static let roots: [(count: Int, root: String)] = [
    (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    (4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    (5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    (6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    (7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
  ]

  private func frontier(_ records: some Sequence<[UInt8]>) -> MerkleFrontier {
    var frontier = MerkleFrontier()
    for record in records { frontier.append(Digest(leaf: record.span.bytes)) }
    return frontier
  }

  @Test("the reference tree has its published root", arguments: roots)
  func publishedRoots(count: Int, root: String) {
    let frontier = frontier(Self.leaves.prefix(count))
    #expect(frontier.root.description == root)
    #expect(frontier.count == UInt64(count))
  }

  @Test("the frontier's root is that of the recursive definition, at every size up to 130")
  func frontierEqualsDefinition() {
    let records = (1...130).map { sample(UInt64($0), bytes: 1 + $0 % 50) }
    var frontier = MerkleFrontier()
    for (index, record) in records.enumerated() {
      frontier.append(Digest(leaf: record.span.bytes))
      #expect(frontier.root == naiveRoot(records[...index]))
      #expect(frontier.subtrees.count == (index + 1).nonzeroBitCount)
    }
  }

  @Test("a frontier survives its head record and goes on as before", arguments: 0...40)
  func headRecordRoundTrip(count: Int) throws {
    var frontier = frontier((0..<count).map { sample(UInt64($0)) })
    let encoded = HeadRecord(frontier: frontier).encoded
    var read = try encoded.withRawSpan { span throws(LogError) in
      try HeadRecord(reading: span).frontier
    }
    #expect(read == frontier)
    read.append(Digest(leaf: [7].span.bytes))
    frontier.append(Digest(leaf: [7].span.bytes))
    #expect(read.root == frontier.root)
  }

  @Test("a head record with any bit flipped, or cut anywhere, is refused")
  func headRecordDamage() {
    let encoded = HeadRecord(frontier: frontier((0..<5).map { sample(UInt64($0)) })).encoded
    for bit in 0..<encoded.count * 8 {
      var damaged = encoded
      damaged[bit / 8] ^= 1 << (bit % 8)
      #expect(code { _ = try HeadRecord(reading: damaged.span.bytes) } == "DAMAGED")
    }
    for count in 0..<encoded.count {
      let cut = Array(encoded.prefix(count))
      #expect(code { _ = try HeadRecord(reading: cut.span.bytes) } == "DAMAGED")
    }
  }

  @Test("a head record whose root was forged with a right checksum is refused")
  func forgedRoot() {
    var forged = HeadRecord(frontier: frontier([[1], [2]])).encoded
    forged[20] ^= 1
    forged.removeLast(4)
    forged.append(bigEndian: CRC32C.checksum(forged.span.bytes))
    #expect(code { _ = try HeadRecord(reading: forged.span.bytes) } == "DAMAGED")
  }

  @Test("a frontier takes only as many subtrees as its count has bits")
  func frontierShape() {
    let digest = Digest(hashing: [1])
    #expect(MerkleFrontier(count: 5, subtrees: [digest]) == nil)
    #expect(MerkleFrontier(count: 5, subtrees: [digest, digest])?.count == 5)
    #expect(MerkleFrontier(count: 0, subtrees: []) == MerkleFrontier())
  }

  @Test(
    "CRC-32C has its published values (RFC 3720 B.4 and the check value)",
    arguments: [
      (Array("123456789".utf8), 0xE306_9283), ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
      ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43), (Array(0..<32), 0x46DD_794E),
      ((0..<32).reversed(), 0x113F_DB5C), ([], 0),
    ] as [([UInt8], UInt32)])
  func crcVectors(input: [UInt8], expected: UInt32) {
    #expect(CRC32C.checksum(input.span.bytes) == expected)
  }

  @Test("CRC-32C does not care where its input is cut")
  func crcInParts() {
    let input = sample(1, bytes: 61)
    let whole = CRC32C.checksum(input.span.bytes)
    for cut in 0...input.count {
      var crc = CRC32C()
      crc.update(input.span.bytes.extracting(0..<cut))
      crc.update(input.span.bytes.extracting(cut..<input.count))
      #expect(crc.value == whole)
    }
  }

  @Test("a digest is its 32 bytes, and nothing else is a digest")
  func digestBytes() throws {
    let digest = Digest(hashing: Array("abc".utf8))
    let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(digest.description == text)
    #expect(digest.bytes == bytes(hex: text))
    #expect(Digest(digest.bytes) == digest)
    #expect(Digest(Array(digest.bytes.dropLast())) == nil)
    #expect(Digest(digest.bytes + [0]) == nil)
  }
}
