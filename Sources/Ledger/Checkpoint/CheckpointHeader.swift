import EventLog
import Opportunities
import Schema

/// The first page of a checkpoint: what it is, of which log, up to where, and where its parts lie.
///
/// Eight bytes of magic, format and code version (4 each), registry of kinds (8), position (8), when the last record was
/// recorded (8), the subtrees of the log's Merkle frontier at the position (32 each, as many as the
/// position has bits), bytes of the three sections (8 each), zeros, CRC-32C of all that (4). Numbers
/// have their lowest byte first.
struct CheckpointHeader: Equatable {
  static let byteCount = 4_096
  private static let magic = Array("OPPCKPT\n".utf8)
  /// Of the frames and this header.
  private static let formatVersion: UInt32 = 2

  /// Of the log that the state was folded from, at the last record folded.
  var frontier: MerkleFrontier
  var lastRecordedAt: Instant
  var indexBytes: UInt64 = 0
  var stateBytes: UInt64 = 0
  var modelBytes: UInt64 = 0

  var position: UInt64 { frontier.count }

  /// Where the command index lies in the file; the others follow it.
  var indexSection: Range<UInt64> {
    UInt64(Self.byteCount)..<UInt64(Self.byteCount) + indexBytes
  }
  var stateSection: Range<UInt64> {
    indexSection.upperBound..<indexSection.upperBound + stateBytes
  }
  var modelSection: Range<UInt64> {
    stateSection.upperBound..<stateSection.upperBound + modelBytes
  }

  init(frontier: MerkleFrontier, lastRecordedAt: Instant) {
    self.frontier = frontier
    self.lastRecordedAt = lastRecordedAt
  }

  var encoded: [UInt8] {
    var fields = FieldWriter()
    for byte in Self.magic { fields.byte(byte) }
    fields.word32(Self.formatVersion)
    fields.word32(Checkpoint.codeVersion)
    fields.word64(Lexicon.registry)
    fields.word64(position)
    fields.word64(UInt64(bitPattern: lastRecordedAt.milliseconds))
    for subtree in frontier.subtrees {
      for byte in subtree.bytes { fields.byte(byte) }
    }
    for count in [indexBytes, stateBytes, modelBytes] { fields.word64(count) }
    while fields.bytes.count < Self.byteCount - 4 { fields.byte(0) }
    var checksum = CRC32C()
    checksum.update(fields.bytes.span.bytes)
    fields.word32(checksum.value)
    precondition(fields.bytes.count == Self.byteCount, "64 subtrees fit into the page")
    return fields.bytes
  }

  /// Reads and checks the header of a file of `fileBytes`.
  init(reading bytes: [UInt8], fileBytes: UInt64) throws(CheckpointFault) {
    guard bytes.count == Self.byteCount, bytes.starts(with: Self.magic) else {
      throw .foreign("it is no checkpoint, or one that was never finished")
    }
    var fields = FieldReader(bytes)
    _ = try fields.word64()
    // Before the checksum: another format may have another one.
    let format = try fields.word32()
    let code = try fields.word32()
    guard format == Self.formatVersion, code == Checkpoint.codeVersion else {
      throw .foreign(
        """
        it is of format \(format) and code version \(code), this program writes \
        \(Self.formatVersion) and \(Checkpoint.codeVersion)
        """)
    }
    let registry = try fields.word64()
    guard registry == Lexicon.registry else {
      throw .foreign("its writer knew other kinds of events, or other fields of them")
    }
    var checksum = CRC32C()
    checksum.update(Array(bytes.dropLast(4)).span.bytes)
    var tail = FieldReader(Array(bytes.suffix(4)))
    guard try tail.word32() == checksum.value else {
      throw .damaged("the checksum of its header is wrong")
    }
    let position = try fields.word64()
    lastRecordedAt = Instant(milliseconds: Int64(bitPattern: try fields.word64()))
    var subtrees: [Digest] = []
    for _ in 0..<position.nonzeroBitCount {
      var digest: [UInt8] = []
      for _ in 0..<Digest.byteCount { digest.append(try fields.byte()) }
      guard let digest = Digest(digest) else { preconditionFailure("a digest has 32 bytes") }
      subtrees.append(digest)
    }
    guard let frontier = MerkleFrontier(count: position, subtrees: subtrees) else {
      preconditionFailure("there are as many subtrees as bits")
    }
    self.frontier = frontier
    let counts = [try fields.word64(), try fields.word64(), try fields.word64()]
    (indexBytes, stateBytes, modelBytes) = (counts[0], counts[1], counts[2])
    guard counts.allSatisfy({ $0 <= fileBytes }),
      counts.reduce(UInt64(Self.byteCount), &+) == fileBytes
    else { throw .damaged("it has \(fileBytes) bytes, its header says otherwise") }
  }
}
