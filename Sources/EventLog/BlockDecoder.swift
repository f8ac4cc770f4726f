/// Unpacks stored blocks, believing nothing they say before it is checked.
struct BlockDecoder: ~Copyable {
  private var decompressor = Decompressor()
  private var columns = ColumnDecoder()
  private var scratch: [UInt8] = []
  /// The block whose payload lies in `scratch`, with all its checks done; nil: none.
  private var held: BlockHeader?

  /// A payload that is larger is not held: a single record of that size goes alone.
  static let heldBytesMaximum = BlockHeader.rawBytesTarget

  /// Appends the records of `block` to `batch`, all of them or, when it is damaged, none.
  mutating func decode(
    _ block: RawSpan, key: UInt64, into batch: inout RecordBatch
  ) throws(LogError) -> BlockHeader {
    let header = try BlockHeader(reading: block, key: key)
    let countBefore = batch.count
    do throws(LogError) {
      switch header.codec {
      case .raw:
        let payload = block.extracting(BlockHeader.byteCount..<block.byteCount)
        try BlockDecoder.split(payload, header, into: &batch)
      case .zstd:
        try unpack(block, header)
        try scratch.withRawSpan { payload throws(LogError) in
          try BlockDecoder.split(payload, header, into: &batch)
        }
      case .columns:
        try unpack(block, header)
        if let fault = scratch.withRawSpan({ columns.decode($0, header) }) {
          throw Self.damaged(header, fault)
        }
        columns.withRecords { bytes, ends in batch.append(bytes, endingAt: ends) }
      }
    } catch {
      batch.truncate(toCount: countBefore)
      throw Self.placed(error, of: block)
    }
    return header
  }

  /// A copy of the one record at `position`, without what only the others need. The block is held
  /// afterwards, see ``heldRecord(at:)``.
  ///
  /// - Returns: `nil` when the block, which is sound, ends before that position.
  mutating func record(
    at position: UInt64, of block: RawSpan, key: UInt64
  ) throws(LogError) -> [UInt8]? {
    held = nil
    let header = try BlockHeader(reading: block, key: key)
    guard position >= key, position <= header.lastPosition else { return nil }
    let record: [UInt8]
    do throws(LogError) {
      try unpack(block, header)
      record = try self.record(at: position, of: header)
    } catch {
      throw Self.placed(error, of: block)
    }
    if scratch.count <= Self.heldBytesMaximum { held = header } else { scratch = [] }
    return record
  }

  /// A copy of the record at `position`, if it lies in the block that was unpacked last for one.
  mutating func heldRecord(at position: UInt64) throws(LogError) -> [UInt8]? {
    guard let held, position >= held.firstPosition, position <= held.lastPosition else {
      return nil
    }
    return try record(at: position, of: held)
  }

  /// A copy of a record of the block whose payload lies in `scratch`.
  private mutating func record(
    at position: UInt64, of header: BlockHeader
  ) throws(LogError) -> [UInt8] {
    let index = Int(position - header.firstPosition)
    if header.codec == .columns {
      let record = scratch.withRawSpan { columns.record(index, of: $0, header) }
      guard let record else {
        throw Self.damaged(header, ColumnDecoder.fault)
      }
      return record
    }
    return try scratch.withRawSpan { payload throws(LogError) in
      var offset = 0
      for place in 0..<index {
        let length = try BlockDecoder.length(place, of: payload, header, at: &offset)
        offset += length
      }
      let length = try BlockDecoder.length(index, of: payload, header, at: &offset)
      return [UInt8](payload.extracting(offset..<offset + length))
    }
  }

  /// Puts the payload of a block into `scratch`, unpacked.
  private mutating func unpack(_ block: RawSpan, _ header: BlockHeader) throws(LogError) {
    held = nil
    let stored = block.extracting(BlockHeader.byteCount..<block.byteCount)
    let fault: String?
    switch header.codec {
    case .raw:
      scratch.removeAll(keepingCapacity: true)
      scratch.append(stored)
      fault = nil
    case .zstd:
      fault = decompressor.decompress(
        stored, into: &scratch, allowed: header.rawBytes...header.rawBytes)
    case .columns:
      fault = decompressor.decompress(
        stored, into: &scratch, allowed: 1...BlockHeader.rawBytesMaximum)
    }
    if let fault { throw Self.damaged(header, fault) }
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

  /// The same fault of a block, with the bytes of the file in which it lies.
  private static func placed(_ fault: LogError, of block: RawSpan) -> LogError {
    guard case .damaged(let position, let place, let what) = fault else { return fault }
    return .damaged(position: position, place: MappedFile.place(place, of: block), what: what)
  }
}
