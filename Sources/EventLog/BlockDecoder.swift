/// Unpacks stored blocks, believing nothing they say before it is checked.
struct BlockDecoder: ~Copyable {
  private var decompressor = Decompressor()
  private var columns = ColumnDecoder()
  private var scratch: [UInt8] = []

  /// Appends the records of `block` to `batch`, all of them or, when it is damaged, none.
  mutating func decode(
    _ block: RawSpan, key: UInt64, into batch: inout RecordBatch
  ) throws(LogError) -> BlockHeader {
    let header = try BlockHeader(reading: block, key: key)
    let countBefore = batch.count
    do throws(LogError) {
      if header.codec == .columns {
        try unpackColumns(block, header, count: header.recordCount)
        for index in 0..<header.recordCount {
          columns.withRecord(index) { batch.append($0) }
        }
      } else {
        try withPayload(block, header) { payload throws(LogError) in
          try BlockDecoder.split(payload, header, into: &batch)
        }
      }
    } catch {
      batch.truncate(toCount: countBefore)
      throw error
    }
    return header
  }

  /// A copy of the one record at `position`, without what only the others need.
  ///
  /// - Returns: `nil` when the block, which is sound, ends before that position.
  mutating func record(
    at position: UInt64, of block: RawSpan, key: UInt64
  ) throws(LogError) -> [UInt8]? {
    let header = try BlockHeader(reading: block, key: key)
    guard position >= key, position <= header.lastPosition else { return nil }
    let index = Int(position - key)
    if header.codec == .columns {
      try unpackColumns(block, header, count: index + 1)
      return columns.withRecord(index) { [UInt8]($0) }
    }
    return try withPayload(block, header) { payload throws(LogError) in
      var offset = 0
      for place in 0..<index {
        let length = try BlockDecoder.length(place, of: payload, header, at: &offset)
        offset += length
      }
      let length = try BlockDecoder.length(index, of: payload, header, at: &offset)
      return [UInt8](payload.extracting(offset..<offset + length))
    }
  }

  private mutating func unpackColumns(
    _ block: RawSpan, _ header: BlockHeader, count: Int
  ) throws(LogError) {
    let stored = block.extracting(BlockHeader.byteCount..<block.byteCount)
    var fault = decompressor.decompress(
      stored, into: &scratch, allowed: 1...BlockHeader.rawBytesMaximum)
    if fault == nil {
      fault = scratch.withRawSpan { columns.decode($0, header, count: count) }
    }
    if let fault {
      throw .damaged(position: header.firstPosition, place: "a stored block", what: fault)
    }
  }

  /// Lends the raw payload of a block that has one.
  private mutating func withPayload<Result>(
    _ block: RawSpan, _ header: BlockHeader, _ body: (RawSpan) throws(LogError) -> Result
  ) throws(LogError) -> Result {
    let stored = block.extracting(BlockHeader.byteCount..<block.byteCount)
    guard header.codec == .zstd else { return try body(stored) }
    let fault = decompressor.decompress(
      stored, into: &scratch, allowed: header.rawBytes...header.rawBytes)
    if let fault {
      throw .damaged(position: header.firstPosition, place: "a stored block", what: fault)
    }
    return try scratch.withRawSpan { payload throws(LogError) in try body(payload) }
  }

  /// Cuts a raw payload into records: exactly as many as the header says, and nothing after them.
  private static func split(
    _ payload: RawSpan, _ header: BlockHeader, into batch: inout RecordBatch
  ) throws(LogError) {
    var offset = 0
    for index in 0..<header.recordCount {
      let length = try length(index, of: payload, header, at: &offset)
      batch.append(payload.extracting(offset..<offset + length))
      offset += length
    }
    guard offset == payload.byteCount else {
      throw damaged(header, "\(payload.byteCount - offset) bytes follow its last record")
    }
  }

  /// The length of the record at `index`; `offset` moves to its first byte.
  private static func length(
    _ index: Int, of payload: RawSpan, _ header: BlockHeader, at offset: inout Int
  ) throws(LogError) -> Int {
    guard let length = Varint.read(payload, at: &offset) else {
      throw damaged(header, "record \(header.firstPosition + UInt64(index)) has no proper length")
    }
    guard length <= payload.byteCount - offset else {
      throw damaged(header, "record \(header.firstPosition + UInt64(index)) reaches past the block")
    }
    return length
  }

  private static func damaged(_ header: BlockHeader, _ what: String) -> LogError {
    .damaged(position: header.firstPosition, place: "a stored block", what: what)
  }
}
