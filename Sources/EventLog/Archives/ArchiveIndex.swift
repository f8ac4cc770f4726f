/// What an archive says of itself: which segments it has, under which roots, and whether it is whole.
///
/// Each segment comes with the proof that the tree after it begins with the tree after the one before
/// (RFC 6962, section 2.1.2), so the roots of an archive can be checked without reading a record.
struct ArchiveIndex: Equatable, Sendable {
  struct Entry: Equatable, Sendable {
    let firstPosition: UInt64
    let recordCount: Int
    let rawBytes: Int
    /// Length of the file.
    let fileBytes: Int
    /// SHA-256 of the file.
    let fileDigest: Digest
    /// Over all records up to its last one.
    let root: Digest
    /// From the root before to this one; none in the first.
    let proof: [Digest]

    var lastPosition: UInt64 { firstPosition + UInt64(recordCount) - 1 }

    fileprivate static let fixedBytes = 8 + 4 + 4 + 4 + 1 + 3 + 2 * Digest.byteCount
  }

  /// The file of signed heads.
  struct Notes: Equatable, Sendable {
    let byteCount: Int
    let digest: Digest
  }

  /// False from before the first change of a run until after its last.
  var isFinished: Bool
  var entries: [Entry] = []
  /// The tree over all records.
  var frontier = MerkleFrontier()
  var notes: Notes?
  /// Which file has the keys of the texts, see ``StoreNote/textKeys``; never a key.
  var textKeys: [UInt8]?

  static let bytesMaximum = 256 << 20
  static let notesBytesMaximum = 64 << 20
  static let textKeysBytes = 16
  private static let magic: UInt32 = 0x4F50_5831  // "OPX1"
  private static let version: UInt8 = 1
  private static let fixedBytes = 16 + Digest.byteCount + textKeysBytes
  /// A path is no longer than twice the height of the largest tree.
  private static let proofMaximum = 128

  var head: Head { Head(position: frontier.count, root: frontier.root) }

  /// The root before segment `number`.
  func root(before number: Int) -> Digest { number == 0 ? .empty : entries[number - 1].root }

  /// The number of the segment that holds `position`, which traps unless there is one.
  func segment(holding position: UInt64) -> Int {
    precondition(position >= 1 && position <= frontier.count, "a record of the archive")
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].lastPosition < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension ArchiveIndex {
  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: Self.magic)
    bytes.append(Self.version)
    bytes.append(isFinished ? 1 : 0)
    bytes.append(textKeys == nil ? 0 : 1)
    bytes.append(0)
    bytes.append(bigEndian: UInt32(entries.count))
    bytes.append(bigEndian: UInt32(notes?.byteCount ?? 0))
    bytes += notes?.digest.bytes ?? [UInt8](repeating: 0, count: Digest.byteCount)
    bytes += textKeys ?? [UInt8](repeating: 0, count: Self.textKeysBytes)
    precondition(bytes.count == Self.fixedBytes, "an identity has its length")
    for entry in entries {
      bytes.append(bigEndian: entry.firstPosition)
      bytes.append(bigEndian: UInt32(entry.recordCount))
      bytes.append(bigEndian: UInt32(entry.rawBytes))
      bytes.append(bigEndian: UInt32(entry.fileBytes))
      bytes.append(UInt8(entry.proof.count))
      bytes += [0, 0, 0]
      bytes += entry.fileDigest.bytes + entry.root.bytes
      for hash in entry.proof { bytes += hash.bytes }
    }
    bytes += HeadRecord(frontier: frontier).encoded
    return bytes + Digest(hashing: bytes).bytes
  }

  /// Reads and checks an index, down to its roots being those of one growing tree.
  ///
  /// - Parameter place: names the file in errors.
  init(reading bytes: [UInt8], of place: String) throws(LogError) {
    let digest = Digest(hashing: Array(bytes.dropLast(Digest.byteCount)))
    self = try bytes.withRawSpan { span throws(LogError) in
      try Self.read(span, digest: digest, place)
    }
    // Also what says nothing is as it must be.
    guard encoded == bytes else {
      throw .damaged(position: nil, place: place, what: "bytes that should be zero are not")
    }
  }

  private static func read(
    _ span: RawSpan, digest: Digest, _ place: String
  ) throws(LogError) -> ArchiveIndex {
    func damaged(_ what: String) -> LogError { .damaged(position: nil, place: place, what: what) }
    let end = span.byteCount - Digest.byteCount
    guard end >= fixedBytes else { throw damaged("it has only \(span.byteCount) bytes") }
    guard Digest(reading: span, at: end) == digest else {
      throw damaged("its checksum does not match: it was changed or cut off")
    }
    guard span.bigEndian(at: 0, as: UInt32.self) == magic,
      span.bigEndian(at: 4, as: UInt8.self) == version
    else { throw damaged("it is not an archive's index of version \(version)") }
    let state: UInt8 = span.bigEndian(at: 5)
    let hasTextKeys: UInt8 = span.bigEndian(at: 6)
    let count = Int(span.bigEndian(at: 8, as: UInt32.self))
    let notesBytes = Int(span.bigEndian(at: 12, as: UInt32.self))
    guard state <= 1, hasTextKeys <= 1, count <= (end - fixedBytes) / Entry.fixedBytes,
      notesBytes <= notesBytesMaximum
    else { throw damaged("what it says of itself is impossible") }
    var index = ArchiveIndex(isFinished: state == 1)
    if notesBytes > 0 {
      index.notes = Notes(byteCount: notesBytes, digest: Digest(reading: span, at: 16))
    }
    if hasTextKeys == 1 {
      index.textKeys = [UInt8](span.extracting(48..<48 + textKeysBytes))
    }
    var offset = fixedBytes
    for _ in 0..<count {
      guard let entry = entry(span, at: &offset, before: end, index.entries.last) else {
        throw damaged("what it says of segment \(index.entries.count + 1) is impossible")
      }
      index.entries.append(entry)
    }
    index.frontier = try HeadRecord(reading: span.extracting(offset..<end)).frontier
    guard index.head.position == index.entries.last?.lastPosition ?? 0,
      index.head.root == index.root(before: count)
    else { throw damaged("its head is not that of its last segment") }
    return index
  }

  /// An entry that follows `last`; nil: it is none, or its proof is wrong.
  private static func entry(
    _ span: RawSpan, at offset: inout Int, before end: Int, _ last: Entry?
  ) -> Entry? {
    guard end - offset >= Entry.fixedBytes else { return nil }
    let proofCount = Int(span.bigEndian(at: offset + 20, as: UInt8.self))
    let proofStart = offset + Entry.fixedBytes
    guard proofCount <= proofMaximum, end - proofStart >= proofCount * Digest.byteCount else {
      return nil
    }
    let entry = Entry(
      firstPosition: span.bigEndian(at: offset),
      recordCount: Int(span.bigEndian(at: offset + 8, as: UInt32.self)),
      rawBytes: Int(span.bigEndian(at: offset + 12, as: UInt32.self)),
      fileBytes: Int(span.bigEndian(at: offset + 16, as: UInt32.self)),
      fileDigest: Digest(reading: span, at: offset + 24),
      root: Digest(reading: span, at: offset + 24 + Digest.byteCount),
      proof: (0..<proofCount).map {
        Digest(reading: span, at: proofStart + $0 * Digest.byteCount)
      })
    offset = proofStart + proofCount * Digest.byteCount
    let before = last?.lastPosition ?? 0
    guard entry.firstPosition == before + 1,
      (1...Segment.recordsMaximum).contains(entry.recordCount),
      (1...Segment.rawBytesMaximum).contains(entry.rawBytes),
      (1...Segment.fileBytesMaximum).contains(entry.fileBytes)
    else { return nil }
    guard let last else { return entry.proof.isEmpty ? entry : nil }
    let isGrown = MerkleProof.isConsistent(
      before, last.root, with: entry.lastPosition, entry.root, by: entry.proof)
    return isGrown ? entry : nil
  }
}
