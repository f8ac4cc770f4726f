/// A run of records in a file of its own, packed, with what the tree was before them and its root after
/// them: it can be checked alone.
///
/// The records are those of the log, byte for byte; blocks of the ledger do not show in it.
struct Segment: Equatable, Sendable {
  /// The tree over all records before; its count is the position before the first one.
  let before: MerkleFrontier
  let recordCount: Int
  /// Bytes of the payload, unpacked.
  let rawBytes: Int
  /// The root over all records up to the last one.
  let root: Digest

  /// So that a segment is a bounded piece of work and of memory.
  static let recordsMaximum = 65_536
  static let rawBytesMaximum = BlockHeader.rawBytesMaximum
  /// Header, 64 subtrees, checksum, and what zstd makes of bytes that cannot be packed.
  static let fileBytesMaximum = rawBytesMaximum + rawBytesMaximum / 128 + (64 << 10)

  private static let magic: UInt32 = 0x4F50_5331  // "OPS1"
  private static let version: UInt8 = 1
  /// Magic, version, number of subtrees, two zero bytes, first position, records, raw and stored bytes,
  /// root.
  private static let fixedBytes = 4 + 1 + 1 + 2 + 8 + 4 + 4 + 4 + Digest.byteCount
  private static let checksumBytes = 4

  var firstPosition: UInt64 { before.count + 1 }
  var lastPosition: UInt64 { before.count + UInt64(recordCount) }
}

extension Segment {
  /// How many bytes a record of so many bytes takes of a payload.
  static func rawBytes(of recordBytes: Int) -> Int {
    recordBytes + Varint.byteCount(of: recordBytes)
  }

  /// Packs records that follow those of `before`, whose leaves have been hashed.
  ///
  /// - Returns: the segment and its file.
  static func packing(
    _ records: RecordBatch, after before: MerkleFrontier, by compressor: borrowing Compressor
  ) throws(LogError) -> (segment: Segment, file: [UInt8]) {
    precondition((1...recordsMaximum).contains(records.count), "a segment has records")
    var payload: [UInt8] = []
    for index in 0..<records.count {
      Varint.append(records.byteCount(of: index), to: &payload)
      records.withRecord(index) { payload.append($0) }
    }
    precondition(payload.count <= rawBytesMaximum, "an oversized segment")
    var after = before
    after.append(contentsOf: records.leafHashes())
    let segment = Segment(
      before: before, recordCount: records.count, rawBytes: payload.count, root: after.root)
    guard let packed = payload.withRawSpan({ compressor.compress($0) }) else {
      throw .io(
        operation: "pack", path: ArchiveDirectory.segmentName(segment.firstPosition),
        reason: "zstd has no memory for it")
    }
    return (segment, packed.withRawSpan { segment.file(around: $0) })
  }

  /// The file with these packed records in it.
  func file(around packed: RawSpan) -> [UInt8] {
    var file: [UInt8] = []
    file.append(bigEndian: Self.magic)
    file.append(Self.version)
    file.append(UInt8(before.subtrees.count))
    file.append(bigEndian: UInt16(0))
    file.append(bigEndian: firstPosition)
    file.append(bigEndian: UInt32(recordCount))
    file.append(bigEndian: UInt32(rawBytes))
    file.append(bigEndian: UInt32(packed.byteCount))
    file.append(contentsOf: root.bytes)
    for subtree in before.subtrees { file.append(contentsOf: subtree.bytes) }
    var checksum = CRC32C()
    file.withRawSpan { checksum.update($0) }
    checksum.update(packed)
    file.append(bigEndian: checksum.value)
    file.append(packed)
    return file
  }

  /// Reads and checks a whole file; its records come out hashed, and make the root that it says.
  ///
  /// - Parameter place: names the file in errors.
  static func read(
    _ file: RawSpan, by decompressor: borrowing Decompressor, of place: String
  ) throws(LogError) -> (segment: Segment, records: RecordBatch) {
    func damaged(_ what: String) -> LogError { .damaged(position: nil, place: place, what: what) }
    let (segment, headerBytes) = try header(file, damaged)
    var payload: [UInt8] = []
    let packed = file.extracting(headerBytes..<file.byteCount)
    if let fault = decompressor.decompress(
      packed, into: &payload, allowed: segment.rawBytes...segment.rawBytes)
    {
      throw damaged(fault)
    }
    var records = RecordBatch()
    let fault = payload.withRawSpan { split($0, segment.recordCount, into: &records) }
    if let fault { throw damaged(fault) }
    records.hashLeaves()
    var after = segment.before
    after.append(contentsOf: records.leafHashes())
    guard after.root == segment.root else {
      throw damaged("the root of its records is \(after.root), and it says \(segment.root)")
    }
    return (segment, records)
  }

  /// Checks everything before the packed records, and the checksum over both.
  private static func header(
    _ file: RawSpan, _ damaged: (String) -> LogError
  ) throws(LogError) -> (segment: Segment, bytes: Int) {
    guard file.byteCount > fixedBytes + checksumBytes else {
      throw damaged("it has only \(file.byteCount) bytes")
    }
    guard file.bigEndian(at: 0, as: UInt32.self) == magic,
      file.bigEndian(at: 4, as: UInt8.self) == version,
      file.bigEndian(at: 6, as: UInt16.self) == 0
    else {
      throw damaged("it is not a segment of version \(version)")
    }
    let subtreeCount = Int(file.bigEndian(at: 5, as: UInt8.self))
    let checksumOffset = fixedBytes + subtreeCount * Digest.byteCount
    let headerBytes = checksumOffset + checksumBytes
    let storedBytes = Int(file.bigEndian(at: 24, as: UInt32.self))
    guard storedBytes > 0, file.byteCount == headerBytes + storedBytes else {
      throw damaged("its length does not fit what it says of itself")
    }
    var checksum = CRC32C()
    checksum.update(file.extracting(0..<checksumOffset))
    checksum.update(file.extracting(headerBytes..<file.byteCount))
    guard checksum.value == file.bigEndian(at: checksumOffset, as: UInt32.self) else {
      throw damaged("its checksum does not match")
    }
    let firstPosition: UInt64 = file.bigEndian(at: 8)
    let recordCount = Int(file.bigEndian(at: 16, as: UInt32.self))
    let rawBytes = Int(file.bigEndian(at: 20, as: UInt32.self))
    guard (1...recordsMaximum).contains(recordCount), (1...rawBytesMaximum).contains(rawBytes),
      firstPosition >= 1, firstPosition < UInt64(Int64.max)
    else {
      throw damaged("\(recordCount) records in \(rawBytes) bytes from \(firstPosition): impossible")
    }
    let subtrees = (0..<subtreeCount).map { index in
      Digest(reading: file, at: fixedBytes + index * Digest.byteCount)
    }
    guard let before = MerkleFrontier(count: firstPosition - 1, subtrees: subtrees) else {
      throw damaged("\(subtreeCount) subtrees do not make \(firstPosition - 1) records")
    }
    let segment = Segment(
      before: before, recordCount: recordCount, rawBytes: rawBytes,
      root: Digest(reading: file, at: 28))
    return (segment, headerBytes)
  }

  /// Cuts a payload into exactly `count` records.
  ///
  /// - Returns: what is wrong; nil: nothing.
  private static func split(
    _ payload: RawSpan, _ count: Int, into records: inout RecordBatch
  ) -> String? {
    var offset = 0
    for index in 0..<count {
      guard let length = Varint.read(payload, at: &offset), length <= payload.byteCount - offset
      else { return "its record number \(index + 1) has no proper length" }
      records.append(payload.extracting(offset..<offset + length))
      offset += length
    }
    return offset == payload.byteCount ? nil : "bytes follow its last record"
  }
}
