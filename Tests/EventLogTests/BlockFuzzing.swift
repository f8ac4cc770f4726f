@testable import EventLog

/// What must hold for any bytes that are read as a block, a head record, a zstd frame, or a segment or
/// the index of an archive. The fuzzer
/// (tools/fuzz.sh) tries bytes of its own, and an ordinary test what it once found interesting.
enum BlockFuzzing {
  /// Bytes for which it does not hold.
  struct Finding: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
      self.description = description
    }
  }

  typealias Target = @Sendable ([UInt8]) throws -> Void

  /// By the name of the corpus.
  static let targets: [(name: String, run: Target)] = [
    ("block", block), ("head", head), ("zstd", zstd), ("segment", segment), ("index", index),
  ]

  /// A block gives the records its header promises, or none.
  ///
  /// The block is tried as it is, and with a checksum that fits: what an attacker would write, and
  /// what the checksum would otherwise keep from all other checks.
  private static func block(_ bytes: [UInt8]) throws {
    try decode(bytes)
    guard bytes.count >= BlockHeader.byteCount else { return }
    var sealed = Array(bytes[..<28])
    var crc = CRC32C()
    crc.update(bytes.span.bytes.extracting(0..<28))
    crc.update(bytes.span.bytes.extracting(32..<bytes.count))
    sealed.append(bigEndian: crc.value)
    sealed += bytes[32...]
    try decode(sealed)
  }

  private static func decode(_ block: [UInt8]) throws {
    // Under the key it claims; a wrong one is refused before anything else is looked at.
    let key = block.count >= 16 ? block.span.bytes.bigEndian(at: 8, as: UInt64.self) : 1
    var decoder = BlockDecoder()
    var records = RecordBatch()
    records.append([1])
    let header: BlockHeader
    do throws(LogError) {
      header = try decoder.decode(block.span.bytes, key: key, into: &records)
    } catch {
      guard records.count == 1, records.byteCount == 1 else {
        throw Finding("a refused block left \(records.count - 1) records: \(error)")
      }
      return
    }
    guard records.count == 1 + header.recordCount else {
      throw Finding("\(records.count - 1) records, and its header says \(header.recordCount)")
    }
    guard records.byteCount <= 1 + BlockHeader.rawBytesMaximum else {
      throw Finding("\(records.byteCount) bytes from one block")
    }
  }

  /// A head record that is read is written as the same bytes.
  private static func head(_ bytes: [UInt8]) throws {
    try readHead(bytes)
    guard bytes.count >= 4 else { return }
    var sealed = Array(bytes.dropLast(4))
    sealed.append(bigEndian: sealed.withRawSpan { CRC32C.checksum($0) })
    try readHead(sealed)
  }

  private static func readHead(_ bytes: [UInt8]) throws {
    guard let head = try? HeadRecord(reading: bytes.span.bytes) else { return }
    guard head.encoded == bytes else {
      throw Finding("a head record is not written as it was read")
    }
  }

  /// A frame unpacks to exactly the size that was asked for, or is refused; and what is packed
  /// unpacks to itself. The first three bytes say the size.
  private static func zstd(_ bytes: [UInt8]) throws {
    guard bytes.count >= 3 else { return }
    let wanted = bytes[..<3].reduce(0) { $0 << 8 | Int($1) } % (BlockHeader.rawBytesMaximum + 1)
    let frame = Array(bytes[3...])
    var target: [UInt8] = []
    let decompressor = Decompressor()
    if isUnpacked(decompressor, frame, &target, wanted), target.count != wanted {
      throw Finding("\(target.count) bytes unpacked instead of \(wanted)")
    }
    guard !frame.isEmpty else { return }
    let packed = Compressor(level: Compressor.levelOfCommits).compress(frame.span.bytes)
    guard let packed, isUnpacked(decompressor, packed, &target, frame.count), target == frame
    else { throw Finding("\(frame.count) bytes do not survive packing") }
  }

  private static func isUnpacked(
    _ decompressor: borrowing Decompressor, _ frame: [UInt8], _ target: inout [UInt8], _ size: Int
  ) -> Bool {
    decompressor.decompress(frame.span.bytes, into: &target, allowed: size...size) == nil
  }

  /// A segment that is read has the records it promises, and is written as the same bytes.
  private static func segment(_ bytes: [UInt8]) throws {
    try readSegment(bytes)
    guard bytes.count > 64 else { return }
    // With the checksum that fits, as for blocks.
    let offset = 60 + 32 * Int(bytes[5])
    guard bytes.count >= offset + 4 else { return }
    var crc = CRC32C()
    crc.update(bytes.span.bytes.extracting(0..<offset))
    crc.update(bytes.span.bytes.extracting(offset + 4..<bytes.count))
    var sealed = Array(bytes[..<offset])
    sealed.append(bigEndian: crc.value)
    try readSegment(sealed + bytes[(offset + 4)...])
  }

  private static func readSegment(_ bytes: [UInt8]) throws {
    let read = try? bytes.withRawSpan { span throws(LogError) in
      try Segment.read(span, by: Decompressor(), of: "fuzz")
    }
    guard let (segment, records) = read else { return }
    guard records.count == segment.recordCount, records.byteCount <= Segment.rawBytesMaximum else {
      throw Finding("\(records.count) records of \(records.byteCount) bytes in a segment")
    }
    let packed = Array(bytes[(64 + 32 * segment.before.subtrees.count)...])
    guard packed.withRawSpan({ segment.file(around: $0) }) == bytes else {
      throw Finding("a segment is not written as it was read")
    }
  }

  /// An index that is read is written as the same bytes, and its segments follow each other.
  private static func index(_ bytes: [UInt8]) throws {
    try readIndex(bytes)
    guard bytes.count >= 32 else { return }
    let body = Array(bytes.dropLast(32))
    try readIndex(body + Digest(hashing: body).bytes)
  }

  private static func readIndex(_ bytes: [UInt8]) throws {
    guard let index = try? ArchiveIndex(reading: bytes, of: "fuzz") else { return }
    var next: UInt64 = 1
    for entry in index.entries {
      guard entry.firstPosition == next else { throw Finding("a gap before record \(next)") }
      next = entry.lastPosition + 1
    }
    guard next == index.head.position + 1 else { throw Finding("the head is not the last record") }
    guard index.encoded == bytes else {
      throw Finding("an index is not written as it was read")
    }
  }
}
