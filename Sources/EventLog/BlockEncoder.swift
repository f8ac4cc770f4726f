/// Packs a commit's records into blocks.
///
/// A commit becomes one block, or several in one transaction when it holds more than 4,096 records
/// or about 1 MiB. It owns a compression context and a buffer, which every commit uses again.
struct BlockEncoder: ~Copyable {
  private var compressor = Compressor(level: Compressor.levelOfCommits)
  private var payload: [UInt8] = []

  /// Below this a compressed block would rarely save a page.
  private static let compressionBytesMinimum = 2 << 10

  struct Block {
    var firstPosition: UInt64
    var bytes: [UInt8]
  }

  /// The blocks of `batch`, whose first record gets `firstPosition`.
  mutating func blocks(of batch: borrowing RecordBatch, at firstPosition: UInt64) -> [Block] {
    precondition(firstPosition >= 1, "positions start at 1")
    var blocks: [Block] = []
    var firstInBlock = 0
    payload.removeAll(keepingCapacity: true)
    for index in 0..<batch.count {
      let bytes = batch.byteCount(of: index)
      precondition(bytes <= RecordBatch.recordBytesMaximum, "the store checks this limit first")
      let bytesAfter = payload.count + bytes + Varint.byteCount(of: bytes)
      let isFull =
        index - firstInBlock == BlockHeader.recordsMaximum
        || bytesAfter > BlockHeader.rawBytesTarget
      if isFull && index > firstInBlock {
        blocks.append(block(at: firstPosition + UInt64(firstInBlock), count: index - firstInBlock))
        firstInBlock = index
      }
      Varint.append(bytes, to: &payload)
      batch.withRecord(index) { payload.append($0) }
    }
    if batch.count > firstInBlock {
      let count = batch.count - firstInBlock
      blocks.append(block(at: firstPosition + UInt64(firstInBlock), count: count))
    }
    return blocks
  }

  /// Closes the block whose raw payload has been gathered.
  private mutating func block(at firstPosition: UInt64, count: Int) -> Block {
    var header = BlockHeader(
      codec: .raw, firstPosition: firstPosition, recordCount: count, rawBytes: payload.count,
      storedBytes: payload.count)
    defer { payload.removeAll(keepingCapacity: true) }
    if payload.count >= BlockEncoder.compressionBytesMinimum,
      let packed = payload.withRawSpan({ compressor.compress($0) }),
      packed.count <= payload.count - payload.count / 8
    {
      header.codec = .zstd
      header.storedBytes = packed.count
      let bytes = packed.withRawSpan { header.block(around: $0) }
      return Block(firstPosition: firstPosition, bytes: bytes)
    }
    let bytes = payload.withRawSpan { header.block(around: $0) }
    return Block(firstPosition: firstPosition, bytes: bytes)
  }
}

/// Lengths in front of records: base-128, least significant group first, as in protobuf.
enum Varint {
  static func byteCount(of length: Int) -> Int {
    precondition(length >= 1 && length <= RecordBatch.recordBytesMaximum, "a record's length")
    return (Int.bitWidth - length.leadingZeroBitCount + 6) / 7
  }

  static func append(_ length: Int, to bytes: inout [UInt8]) {
    var rest = length
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// The record length at `offset`, which moves behind it; `nil` unless it is 1 byte to 4 MiB and
  /// written in the shortest way.
  static func read(_ span: RawSpan, at offset: inout Int) -> Int? {
    var length = 0
    for index in 0..<4 {
      guard offset < span.byteCount else { return nil }
      let byte: UInt8 = span.native(at: offset)
      offset += 1
      length |= Int(byte & 0x7F) << (7 * index)
      if byte < 0x80 {
        let isShortest = index == 0 || byte != 0
        let isInRange = length >= 1 && length <= RecordBatch.recordBytesMaximum
        return isShortest && isInRange ? length : nil
      }
    }
    return nil
  }
}
