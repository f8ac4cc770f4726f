import Testing

@testable import EventLog

@Suite("Blocks keep their bytes for ever and refuse all others")
struct BlockTests {
  /// Records "a", "bc" and 130 times "d", from position 7, as format version 1 stores them.
  static let goldenRaw =
    "4f504231" + "01" + "00" + "0000" + "0000000000000007" + "00000003" + "00000089" + "00000089"
    + "17e69146" + "0161" + "026263" + "8201" + String(repeating: "64", count: 130)

  /// 100 records of 40 times "x", from position 1, packed with zstd.
  static let goldenZstd =
    "4f50423101010000000000000000000100000064000010040000003f94f1348828b52ffd60040fad"
    + "0100820c0805e00f703d0a5555555555555555555555555555555555555555555555555501645402"
    + "002200000000000000000000000010"

  private func encode(_ batch: RecordBatch, at position: UInt64) -> [BlockEncoder.Block] {
    var encoder = BlockEncoder()
    return encoder.blocks(of: batch, at: position)
  }

  private func decode(_ block: [UInt8], key: UInt64) throws -> [[UInt8]] {
    var decoder = BlockDecoder()
    var records = RecordBatch()
    _ = try decoder.decode(block.span.bytes, key: key, into: &records)
    return (0..<records.count).map { records.withRecord($0) { [UInt8]($0) } }
  }

  /// The block with its checksum made right again: damage that only the other checks can find.
  private func resealed(_ block: [UInt8]) -> [UInt8] {
    var sealed = block
    var crc = CRC32C()
    crc.update(block.span.bytes.extracting(0..<28))
    crc.update(block.span.bytes.extracting(32..<block.count))
    sealed.overwrite(at: 28, bigEndian: crc.value)
    return sealed
  }

  @Test("three records become the golden raw block, byte by byte")
  func goldenRawBlock() throws {
    let records = [Array("a".utf8), Array("bc".utf8), [UInt8](repeating: 0x64, count: 130)]
    let blocks = encode(batch(records), at: 7)
    #expect(blocks.count == 1)
    #expect(blocks.first?.firstPosition == 7)
    #expect(blocks.first?.bytes == bytes(hex: Self.goldenRaw))
    #expect(try decode(bytes(hex: Self.goldenRaw), key: 7) == records)
  }

  @Test("the golden zstd block unpacks to its records, whatever zstd packs today")
  func goldenZstdBlock() throws {
    let records = [[UInt8]](repeating: [UInt8](repeating: 0x78, count: 40), count: 100)
    #expect(try decode(bytes(hex: Self.goldenZstd), key: 1) == records)
    let packed = try #require(encode(batch(records), at: 1).first)
    #expect(packed.bytes[5] == 1)
    #expect(try decode(packed.bytes, key: 1) == records)
  }

  @Test("only what saves an eighth of at least 2 KiB is packed")
  func packingRule() throws {
    let small = try #require(encode(batch([[UInt8](repeating: 0, count: 2_040)]), at: 1).first)
    #expect(small.bytes[5] == 0)
    let noise = try #require(encode(batch([sample(1, bytes: 5_000)]), at: 1).first)
    #expect(noise.bytes[5] == 0)
    let zeros = try #require(encode(batch([[UInt8](repeating: 0, count: 5_000)]), at: 1).first)
    #expect(zeros.bytes[5] == 1)
    #expect(zeros.bytes.count < 200)
  }

  @Test("blocks are cut at 4,096 records and at 1 MiB, and a longer record goes alone")
  func cutting() throws {
    let many = encode(batch([[UInt8]](repeating: [1], count: 9_000)), at: 1)
    #expect(many.map(\.firstPosition) == [1, 4_097, 8_193])

    let sizes = [600_000, 400_000, 100_000, 4 << 20, 1, 2]
    let records = sizes.enumerated().map { sample(UInt64($0.offset), bytes: $0.element) }
    let mixed = encode(batch(records), at: 1)
    #expect(mixed.map(\.firstPosition) == [1, 3, 4, 5])
    #expect(try mixed.flatMap { try decode($0.bytes, key: $0.firstPosition) } == records)
  }

  @Test(
    "record lengths around every varint boundary come back",
    arguments: [1, 127, 128, 129, 16_383, 16_384, 2_097_151, 2_097_152, 4 << 20])
  func varintBoundaries(length: Int) throws {
    let record = sample(3, bytes: length)
    let block = try #require(encode(batch([record]), at: 9).first)
    #expect(try decode(block.bytes, key: 9) == [record])
  }

  @Test(
    "a block with any bit flipped, or cut anywhere, is refused", arguments: [goldenRaw, goldenZstd])
  func everyFlip(hex: String) {
    let block = bytes(hex: hex)
    let key: UInt64 = hex == Self.goldenRaw ? 7 : 1
    for bit in 0..<block.count * 8 {
      var damaged = block
      damaged[bit / 8] ^= 1 << (bit % 8)
      #expect(code { _ = try decode(damaged, key: key) } == "DAMAGED", "bit \(bit)")
    }
    for count in 0..<block.count {
      #expect(code { _ = try decode(Array(block.prefix(count)), key: key) } == "DAMAGED")
    }
    #expect(code { _ = try decode(block + [0], key: key) } == "DAMAGED")
  }

  @Test(
    "damage under a right checksum is found by the other checks",
    arguments: [
      ("magic", 0, [0x50]), ("version", 4, [2]), ("codec", 5, [2]), ("zstd that is none", 5, [1]),
      ("reserved", 6, [1]), ("position", 15, [8]), ("no records", 16, [0, 0, 0, 0]),
      ("too many records", 16, [0, 0, 0x10, 1]), ("one record fewer", 19, [2]),
      ("one record more", 19, [4]), ("raw size over the limit", 20, [0xFF, 0xFF, 0xFF, 0xFF]),
      ("raw size off by one", 23, [0x8A]), ("stored size", 27, [0x8A]),
      ("an empty record", 32, [0]), ("a length past the block", 32, [0x7F]),
      ("a length written too long", 32, [0x81, 0x00]),
      ("a length over 4 MiB", 32, [0xFF, 0xFF, 0xFF, 0x7F]),
      ("a length without an end", 32, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
    ] as [(String, Int, [UInt8])])
  func sealedDamage(what: String, offset: Int, replacement: [UInt8]) {
    var block = bytes(hex: Self.goldenRaw)
    block.replaceSubrange(offset..<offset + replacement.count, with: replacement)
    let damaged = resealed(block)
    #expect(code { _ = try decode(damaged, key: 7) } == "DAMAGED", "\(what)")
  }

  @Test("a zstd block that lies about its size is refused before it is unpacked")
  func zstdBomb() throws {
    var block = bytes(hex: Self.goldenZstd)
    block.overwrite(at: 20, bigEndian: UInt32(8 << 20))
    let damaged = resealed(block)
    #expect(code { _ = try decode(damaged, key: 1) } == "DAMAGED")
  }

  @Test("a damaged block leaves none of its records in the batch")
  func damageLeavesNothing() {
    var block = bytes(hex: Self.goldenRaw)
    block[19] = 4
    let damaged = resealed(block)
    var decoder = BlockDecoder()
    var records = batch([[1]])
    _ = try? decoder.decode(damaged.span.bytes, key: 7, into: &records)
    #expect(records.count == 1)
    #expect(records.byteCount == 1)
  }

  @Test("a block under the wrong key is refused")
  func wrongKey() {
    let block = bytes(hex: Self.goldenRaw)
    #expect(code { _ = try decode(block, key: 8) } == "DAMAGED")
  }

  @Test("a batch forgets exactly the records after the cut")
  func truncation() {
    var records = batch([[1], [2, 2], [3, 3, 3]])
    records.truncate(toCount: 3)
    #expect(records.byteCount == 6)
    records.truncate(toCount: 1)
    #expect((records.count, records.byteCount) == (1, 1))
    records.append([4, 4])
    #expect(records.withRecord(1) { [UInt8]($0) } == [4, 4])
    records.truncate(toCount: 0)
    #expect(records.isEmpty && records.byteCount == 0)
  }
}
