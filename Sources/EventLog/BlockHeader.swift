/// The 32 bytes in front of every block: what it holds, how it is stored, and its checksum.
///
/// All integers are big-endian; schemas/RECORD.md describes them byte by byte.
struct BlockHeader: Equatable {
  enum Codec: UInt8 {
    case raw = 0
    case zstd = 1
    /// The records in columns, packed with zstd: how merged blocks are stored.
    case columns = 2
  }

  static let byteCount = 32
  static let magic: UInt32 = 0x4F50_4231  // "OPB1"
  static let version: UInt8 = 1
  /// The checksum is the header's last field; it covers all before it and the stored payload.
  private static let checksumOffset = 28

  /// No block holds more records than this, so one block is always a bounded piece of work.
  static let recordsMaximum = 4_096
  /// A block is closed before its raw payload grows over this; one longer record goes alone.
  static let rawBytesTarget = 1 << 20
  /// What a header may claim before anything is allocated for it.
  static let rawBytesMaximum = 8 << 20

  var codec: Codec
  var firstPosition: UInt64
  var recordCount: Int
  var rawBytes: Int
  var storedBytes: Int

  var lastPosition: UInt64 { firstPosition + UInt64(recordCount) - 1 }
}

extension BlockHeader {
  /// Header and payload as they are stored.
  func block(around payload: RawSpan) -> [UInt8] {
    precondition(recordCount >= 1 && recordCount <= BlockHeader.recordsMaximum, "a full block")
    precondition(rawBytes <= BlockHeader.rawBytesMaximum, "an oversized block")
    precondition(storedBytes == payload.byteCount, "the header speaks of another payload")
    var block: [UInt8] = []
    block.reserveCapacity(BlockHeader.byteCount + payload.byteCount)
    block.append(bigEndian: BlockHeader.magic)
    block.append(BlockHeader.version)
    block.append(codec.rawValue)
    block.append(bigEndian: UInt16(0))
    block.append(bigEndian: firstPosition)
    block.append(bigEndian: UInt32(recordCount))
    block.append(bigEndian: UInt32(rawBytes))
    block.append(bigEndian: UInt32(storedBytes))
    var crc = CRC32C()
    block.withRawSpan { crc.update($0) }
    crc.update(payload)
    block.append(bigEndian: crc.value)
    block.append(payload)
    return block
  }

  /// Reads and checks the header of `block`, its checksum included, stored under `key`.
  init(reading block: RawSpan, key: UInt64) throws(LogError) {
    func damaged(_ what: String) -> LogError {
      .damaged(position: key, place: MappedFile.place("a stored block", of: block), what: what)
    }
    guard block.byteCount >= BlockHeader.byteCount else {
      throw damaged("it has only \(block.byteCount) bytes")
    }
    // The checksum comes first: what fails it is damaged, whatever else its fields say.
    var crc = CRC32C()
    crc.update(block.extracting(0..<BlockHeader.checksumOffset))
    crc.update(block.extracting(BlockHeader.byteCount..<block.byteCount))
    guard crc.value == block.bigEndian(at: BlockHeader.checksumOffset, as: UInt32.self) else {
      throw damaged("its checksum does not match")
    }
    guard block.bigEndian(at: 0, as: UInt32.self) == BlockHeader.magic,
      block.bigEndian(at: 4, as: UInt8.self) == BlockHeader.version,
      block.bigEndian(at: 6, as: UInt16.self) == 0
    else {
      throw damaged("it is not a block of version \(BlockHeader.version)")
    }
    guard let codec = Codec(rawValue: block.bigEndian(at: 5, as: UInt8.self)) else {
      throw damaged("it has an unknown codec")
    }
    self.codec = codec
    firstPosition = block.bigEndian(at: 8)
    recordCount = Int(block.bigEndian(at: 16, as: UInt32.self))
    rawBytes = Int(block.bigEndian(at: 20, as: UInt32.self))
    storedBytes = Int(block.bigEndian(at: 24, as: UInt32.self))

    guard firstPosition == key, key >= 1 else {
      throw damaged("it says that it starts at \(firstPosition)")
    }
    guard recordCount >= 1, recordCount <= BlockHeader.recordsMaximum else {
      throw damaged("it says that it holds \(recordCount) records")
    }
    guard firstPosition <= UInt64.max - UInt64(recordCount) else {
      throw damaged("its positions overflow")
    }
    guard rawBytes >= 2 * recordCount, rawBytes <= BlockHeader.rawBytesMaximum else {
      throw damaged("it says that it unpacks to \(rawBytes) bytes")
    }
    guard storedBytes == block.byteCount - BlockHeader.byteCount else {
      throw damaged("it says that \(storedBytes) bytes follow")
    }
    guard codec != .raw || storedBytes == rawBytes else {
      throw damaged("it is not packed, yet its two sizes differ")
    }
  }
}

extension BlockHeader {
  /// The checksum that `block` carries; 0 when it is too short for one.
  static func checksum(of block: RawSpan) -> UInt32 {
    block.byteCount >= byteCount ? block.bigEndian(at: checksumOffset) : 0
  }

  /// What `block` says of its size, unchecked: good for planning, never for trusting.
  static func statedSize(of block: RawSpan) -> (codec: UInt8, records: Int, rawBytes: Int) {
    guard block.byteCount >= byteCount else { return (0, 0, 0) }
    return (
      block.bigEndian(at: 5), Int(block.bigEndian(at: 16, as: UInt32.self)),
      Int(block.bigEndian(at: 20, as: UInt32.self))
    )
  }
}
