/// The head record: where the log ends, under which root, and the frontier to append with.
///
/// Written in the transaction of the blocks it speaks of, so that log and tree cannot part. The
/// bytes are described in schemas/RECORD.md.
struct HeadRecord: Equatable, Sendable {
  let frontier: MerkleFrontier
  /// Computed once: it costs as many hashes as the frontier has subtrees.
  let head: Head

  private static let magic: UInt32 = 0x4F50_4831  // "OPH1"
  private static let version: UInt8 = 1
  /// Magic, version, number of subtrees, two zero bytes, position, root.
  private static let fixedBytes = 4 + 1 + 1 + 2 + 8 + Digest.byteCount
  private static let checksumBytes = 4
  private static let place = "the head record"

  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: HeadRecord.magic)
    bytes.append(HeadRecord.version)
    bytes.append(UInt8(frontier.subtrees.count))
    bytes.append(bigEndian: UInt16(0))
    bytes.append(bigEndian: frontier.count)
    bytes.append(contentsOf: head.root.bytes)
    for subtree in frontier.subtrees {
      bytes.append(contentsOf: subtree.bytes)
    }
    bytes.append(bigEndian: bytes.withRawSpan { CRC32C.checksum($0) })
    return bytes
  }

  init(frontier: MerkleFrontier) {
    self.frontier = frontier
    head = Head(position: frontier.count, root: frontier.root)
  }

  /// Reads and checks a stored head record, down to its root being that of its frontier.
  init(reading span: RawSpan) throws(LogError) {
    func damaged(_ what: String) -> LogError {
      .damaged(position: nil, place: HeadRecord.place, what: what)
    }
    guard span.byteCount >= HeadRecord.fixedBytes + HeadRecord.checksumBytes else {
      throw damaged("it has only \(span.byteCount) bytes")
    }
    let checkedBytes = span.byteCount - HeadRecord.checksumBytes
    let checksum = CRC32C.checksum(span.extracting(0..<checkedBytes))
    guard checksum == span.bigEndian(at: checkedBytes, as: UInt32.self) else {
      throw damaged("its checksum does not match")
    }
    guard span.bigEndian(at: 0, as: UInt32.self) == HeadRecord.magic,
      span.bigEndian(at: 4, as: UInt8.self) == HeadRecord.version,
      span.bigEndian(at: 6, as: UInt16.self) == 0
    else {
      throw damaged("it is not a head record of version \(HeadRecord.version)")
    }
    let subtreeCount = Int(span.bigEndian(at: 5, as: UInt8.self))
    guard checkedBytes == HeadRecord.fixedBytes + subtreeCount * Digest.byteCount else {
      throw damaged("its length does not fit \(subtreeCount) subtrees")
    }
    var subtrees: [Digest] = []
    for index in 0..<subtreeCount {
      let offset = HeadRecord.fixedBytes + index * Digest.byteCount
      subtrees.append(Digest(reading: span, at: offset))
    }
    let position: UInt64 = span.bigEndian(at: 8)
    guard let frontier = MerkleFrontier(count: position, subtrees: subtrees) else {
      throw damaged("\(subtreeCount) subtrees do not make \(position) records")
    }
    self.init(frontier: frontier)
    guard head.root == Digest(reading: span, at: 16) else {
      throw damaged("its root is not the root of its subtrees")
    }
  }
}
