import Testing

@testable import EventLog

@Suite("Merged blocks keep their bytes for ever and refuse all others")
struct ColumnTests {
  /// Records of numbers and strings, one that is no message and one that is a message written long.
  static let goldenRecords: [[UInt8]] = [
    [0x08, 0x01, 0x12, 0x02, 0x61, 0x62], [0x08, 0x02, 0x12, 0x02, 0x61, 0x63],
    [
      0x08, 0x03, 0x12, 0x01, 0x61, 0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
      0x01,
    ],
    [0xFF], [0x08, 0x84, 0x00], [0x08, 0x03],
  ]

  /// The column form of those records, byte by byte as schemas/RECORD.md says.
  static let goldenForm =
    "04" + "00" + "02" + "04" + "08" + "04" + "00" + "12" + "03" + "05" + "18" + "01" + "00"
    + "04" + "0100" + "020102" + "03010203" + "0101" + "010102000003"
    + "0103" + "ff088400" + "02020200" + "020201" + "6162616361" + "01"

  /// The same as a merged block from position 7, packed with zstd 1.5.7 by another program.
  static let goldenBlock =
    "4f50423101020000000000000000000700000006000000280000003b0cb66139"
    + "28b52ffd20329101000400020408040012030518010004010002010203010203010101010200"
    + "00030103ff08840002020200020201616261636101"

  private func encode(_ records: [[UInt8]]) -> [UInt8] {
    ColumnEncoder.encode(batch(records), 0..<records.count)
  }

  /// The header that goes with `records`.
  private func header(_ records: [[UInt8]]) -> BlockHeader {
    let rawBytes = records.reduce(0) { $0 + $1.count + Varint.byteCount(of: $1.count) }
    return BlockHeader(
      codec: .columns, firstPosition: 7, recordCount: records.count, rawBytes: rawBytes,
      storedBytes: 1)
  }

  private func decode(_ form: [UInt8], _ header: BlockHeader) -> [[UInt8]]? {
    var decoder = ColumnDecoder()
    guard form.withRawSpan({ decoder.decode($0, header) }) == nil else { return nil }
    var records = RecordBatch()
    decoder.withRecords { bytes, ends in records.append(bytes, endingAt: ends) }
    return (0..<records.count).map { records.withRecord($0) { [UInt8]($0) } }
  }

  private func decodeEach(_ form: [UInt8], _ header: BlockHeader) -> [[UInt8]?] {
    var decoder = ColumnDecoder()
    return (0..<header.recordCount).map { index in
      form.withRawSpan { decoder.record(index, of: $0, header) }
    }
  }

  @Test("the golden records become the golden columns, and come back")
  func golden() {
    let form = encode(Self.goldenRecords)
    #expect(form == bytes(hex: Self.goldenForm))
    #expect(decode(form, header(Self.goldenRecords)) == Self.goldenRecords)
  }

  @Test("the golden block unpacks to its records, and any flipped bit is found")
  func goldenBlock() throws {
    let block = bytes(hex: Self.goldenBlock)
    #expect(try decodedBlock(block) == Self.goldenRecords)
    for (index, record) in Self.goldenRecords.enumerated() {
      #expect(try oneRecord(at: 7 + UInt64(index), of: block) == record)
    }
    for bit in 0..<block.count * 8 {
      var damaged = block
      damaged[bit / 8] ^= 1 << (bit % 8)
      #expect(code { _ = try decodedBlock(damaged) } == "DAMAGED", "bit \(bit)")
      #expect(code { _ = try oneRecord(at: 8, of: damaged) } == "DAMAGED", "bit \(bit)")
    }
  }

  private func decodedBlock(_ block: [UInt8]) throws -> [[UInt8]] {
    var decoder = BlockDecoder()
    var records = RecordBatch()
    _ = try decoder.decode(block.span.bytes, key: 7, into: &records)
    return (0..<records.count).map { records.withRecord($0) { [UInt8]($0) } }
  }

  private func oneRecord(at position: UInt64, of block: [UInt8]) throws -> [UInt8]? {
    var decoder = BlockDecoder()
    return try decoder.record(at: position, of: block.span.bytes, key: 7)
  }

  @Test("each record comes back without the others")
  func single() {
    let form = encode(Self.goldenRecords)
    #expect(decodeEach(form, header(Self.goldenRecords)) == Self.goldenRecords)
  }

  /// Messages of random fields, some of them cut off, doubled or mixed with noise.
  static func records(seed: UInt64, count: Int) -> [[UInt8]] {
    var dice = SplitMix(seed)
    return (0..<count).map { index in
      var record: [UInt8] = []
      for field in 1...Int(dice.next() % 6 + 1) {
        if dice.next() % 2 == 0 {
          Varint.append(number: UInt64(field << 3), to: &record)
          Varint.append(number: dice.next() >> (dice.next() % 64), to: &record)
        } else {
          Varint.append(number: UInt64(field << 3 | 2), to: &record)
          let length = Int(dice.next() % 40)
          Varint.append(number: UInt64(length), to: &record)
          record += sample(dice.next() % 5, bytes: length + 1).prefix(length)
        }
      }
      switch dice.next() % 10 {
      case 0: record = sample(UInt64(index), bytes: 1 + Int(dice.next() % 50))
      case 1: record.removeLast(min(record.count - 1, Int(dice.next() % 3)))
      case 2: record += [0x80, 0x00]
      default: break
      }
      return record
    }
  }

  @Test("any records come back byte for byte", arguments: 0..<60 as Range<UInt64>)
  func roundTrip(seed: UInt64) {
    let records = Self.records(seed: seed, count: 1 + Int(seed * 3))
    #expect(decode(encode(records), header(records)) == records)
    #expect(decodeEach(encode(records), header(records)) == records)
  }

  @Test("a single record of a damaged form is found or refused, never trapped on")
  func singleOfDamaged() {
    let records = Self.records(seed: 4, count: 6)
    let form = encode(records)
    for bit in 0..<form.count * 8 {
      var damaged = form
      damaged[bit / 8] ^= 1 << (bit % 8)
      // What passes the columns is caught by the block's checksum before it comes here.
      for case let record? in decodeEach(damaged, header(records)) { #expect(!record.isEmpty) }
    }
  }

  @Test("more tags and shapes than a block has room for are kept all the same")
  func manyShapes() {
    // Each record has its own tag; then each its own set of tags.
    var records = (1...600).map { tag in
      var record: [UInt8] = []
      Varint.append(number: UInt64(tag << 3), to: &record)
      return record + [1]
    }
    for set in 1...600 {
      var record: [UInt8] = []
      for bit in 0..<10 where (set >> bit) & 1 == 1 { record += [UInt8((bit + 1) << 3), 5] }
      records.append(record)
    }
    records.append([UInt8](repeating: 0x08, count: 200))
    #expect(decode(encode(records), header(records)) == records)
  }

  @Test("columns with any byte changed or cut off are other records of the same size, or refused")
  func everyByte() {
    let records = Self.records(seed: 11, count: 12)
    let form = encode(records)
    let header = header(records)
    func check(_ damaged: [UInt8]) {
      guard let decoded = decode(damaged, header) else { return }
      let rawBytes = decoded.reduce(0) { $0 + $1.count + Varint.byteCount(of: $1.count) }
      #expect(decoded.count == records.count && rawBytes == header.rawBytes)
    }
    for index in form.indices {
      for mask in [1, 2, 0x80, 0xFF] as [UInt8] {
        var damaged = form
        damaged[index] ^= mask
        check(damaged)
      }
      #expect(decode(Array(form[..<index]), header) == nil)
    }
    #expect(decode(form + [0], header) == nil)
  }

  @Test("sizes that lie are refused before they are believed")
  func liars() {
    let records = Self.goldenRecords
    var larger = header(records)
    larger.rawBytes += 1
    #expect(decode(encode(records), larger) == nil)
    var smaller = header(records)
    smaller.rawBytes -= 1
    #expect(decode(encode(records), smaller) == nil)
    var more = header(records)
    more.recordCount += 1
    #expect(decode(encode(records), more) == nil)
    // A column that says it has as many bytes as there are addresses.
    var huge = [UInt8]([1, 0])
    Varint.append(number: .max, to: &huge)
    #expect(decode(huge + [0, 1, 1, 0, 0], header(records)) == nil)
  }
}

/// A small random generator that gives the same numbers everywhere.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
