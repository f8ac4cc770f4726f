/// Unpacks stored blocks, believing nothing they say before it is checked.
struct BlockDecoder: ~Copyable {
  private var decompressor = Decompressor()
  private var scratch: [UInt8] = []

  /// Appends the records of `block` to `batch`, all of them or, when it is damaged, none.
  mutating func decode(
    _ block: RawSpan, key: UInt64, into batch: inout RecordBatch
  ) throws(LogError) -> BlockHeader {
    let header = try BlockHeader(reading: block, key: key)
    let stored = block.extracting(BlockHeader.byteCount..<block.byteCount)
    let countBefore = batch.count
    do throws(LogError) {
      switch header.codec {
      case .raw:
        try BlockDecoder.split(stored, header, into: &batch)
      case .zstd:
        let fault = decompressor.decompress(stored, into: &scratch, rawBytes: header.rawBytes)
        if let fault {
          throw LogError.damaged(position: key, place: "a stored block", what: fault)
        }
        try scratch.withRawSpan { payload throws(LogError) in
          try BlockDecoder.split(payload, header, into: &batch)
        }
      }
    } catch {
      batch.truncate(toCount: countBefore)
      throw error
    }
    return header
  }

  /// Cuts a raw payload into records: exactly as many as the header says, and nothing after them.
  private static func split(
    _ payload: RawSpan, _ header: BlockHeader, into batch: inout RecordBatch
  ) throws(LogError) {
    func damaged(_ what: String) -> LogError {
      .damaged(position: header.firstPosition, place: "a stored block", what: what)
    }
    var offset = 0
    for index in 0..<header.recordCount {
      guard let length = Varint.read(payload, at: &offset) else {
        throw damaged("record \(header.firstPosition + UInt64(index)) has no proper length")
      }
      guard length <= payload.byteCount - offset else {
        throw damaged("record \(header.firstPosition + UInt64(index)) reaches past the block")
      }
      batch.append(payload.extracting(offset..<offset + length))
      offset += length
    }
    guard offset == payload.byteCount else {
      throw damaged("\(payload.byteCount - offset) bytes follow its last record")
    }
  }
}
