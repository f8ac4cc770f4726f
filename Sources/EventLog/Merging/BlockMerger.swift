/// Merges small blocks into large ones in columns: reads, packs, checks, and has them exchanged.
///
/// Nothing is held open while it packs. What it writes has been unpacked again and compared with
/// what it read, and what it read has passed its checksum: damage is reported, never carried on.
struct BlockMerger<Source: BlockExchange>: ~Copyable {
  private let source: Source
  private var decoder = BlockDecoder()

  /// Merged blocks are closed at so many records or raw bytes. Twice as many records save 3 to 5 %,
  /// but a stored block needs its pages in one piece, and what LMDB takes to find it among many
  /// freed pages grows with the square of that: with 18 pages up to 27 ms, with 9 pages 2 ms.
  private static var recordsTarget: Int { 1_024 }
  private static var rawBytesTarget: Int { 256 << 10 }
  /// What packs worse than usual is cut until it needs no more pages in one piece than this (13).
  private static var storedBytesTarget: Int { 48 << 10 }
  /// Merged blocks passed by in one read transaction.
  private static var passedMaximum: Int { 1_024 }

  init(_ source: Source) {
    self.source = source
  }

  /// Small blocks in a row.
  private struct Group {
    /// Where it begins, or the first position not looked at when it is empty.
    var next: UInt64
    var blockCount = 0
    var records = 0
    var rawBytes = 0
    /// No further block belongs to it.
    var isComplete = false
    var passed = 0
  }

  /// What was read of a group.
  private struct Contents {
    var identities: [BlockIdentity] = []
    var records = RecordBatch()
    var storedBytes: Int { identities.reduce(0) { $0 + $1.byteCount } }
  }

  /// One step from `position` on; no block behind `last` is touched.
  mutating func step(
    from position: UInt64, through last: UInt64
  ) throws(LogError) -> MergeStep {
    precondition(position >= 1, "positions start at 1")
    guard position <= last else { return MergeStep(next: position, outcome: .idle) }
    let group = try group(from: position, through: last)
    guard group.isComplete else {
      return MergeStep(next: group.next, outcome: group.passed > 0 ? .passed : .idle)
    }
    let old = try contents(of: group)
    let end = group.next + UInt64(old.records.count)
    let new = try pack(old.records, at: group.next)
    let report = MergeReport(
      records: UInt64(old.records.count), blocksBefore: old.identities.count,
      blocksAfter: new.count, storedBytesBefore: old.storedBytes,
      storedBytesAfter: new.reduce(0) { $0 + $1.bytes.count }, exchange: .zero)
    guard Self.isWorthwhile(report) else { return MergeStep(next: end, outcome: .passed) }
    guard let duration = try source.exchange(old.identities, for: new) else {
      throw .damaged(
        position: group.next, place: "the block sequence",
        what: "blocks changed while they were merged; nothing was replaced")
    }
    var done = report
    done.exchange = duration
    return MergeStep(next: end, outcome: .merged(done))
  }

  /// Finds the next blocks to merge, looking at headers only: what it finds is checked when read.
  private func group(
    from position: UInt64, through last: UInt64
  ) throws(LogError) -> Group {
    var group = Group(next: position)
    try source.visitBlocks(from: position) { key, block throws(LogError) in
      let size = BlockHeader.statedSize(of: block)
      let following = key.addingReportingOverflow(UInt64(size.records))
      guard size.records >= 1, !following.overflow else {
        // Whatever is wrong with it, the full checks know how to say it.
        throw try Self.fault(of: block, key: key)
      }
      if size.codec == BlockHeader.Codec.columns.rawValue {
        group.isComplete = group.blockCount > 0
        if group.isComplete { return .stop }
        group.next = following.partialValue
        group.passed += 1
        return group.passed < Self.passedMaximum ? .next : .stop
      }
      guard following.partialValue - 1 <= last else { return .stop }
      let fits =
        group.records + size.records <= Self.recordsTarget
        && group.rawBytes + size.rawBytes <= Self.rawBytesTarget
      if !fits && group.blockCount > 0 {
        group.isComplete = true
        return .stop
      }
      if group.blockCount == 0 { group.next = key }
      group.blockCount += 1
      group.records += size.records
      group.rawBytes += size.rawBytes
      group.isComplete = !fits
      return fits ? .next : .stop
    }
    return group
  }

  private static func fault(of block: RawSpan, key: UInt64) throws(LogError) -> LogError {
    let header = try BlockHeader(reading: block, key: key)
    return .damaged(
      position: key, place: "a stored block", what: "it cannot hold \(header.recordCount) records")
  }

  /// Reads and checks the blocks of a group, in one read transaction.
  private mutating func contents(of group: Group) throws(LogError) -> Contents {
    var contents = Contents()
    var next = group.next
    try source.visitBlocks(from: group.next) { key, block throws(LogError) in
      guard key == next else {
        throw .damaged(
          position: next, place: "the block sequence",
          what: "record \(next) should come next: the next block starts at \(key)")
      }
      next = try decoder.decode(block, key: key, into: &contents.records).lastPosition + 1
      contents.identities.append(BlockIdentity(key: key, block))
      return contents.identities.count < group.blockCount ? .next : .stop
    }
    guard contents.identities.count == group.blockCount else {
      throw .damaged(
        position: next, place: "the block sequence", what: "no block holds record \(next)")
    }
    return contents
  }

  /// Packs the records into as few and as equal blocks as the targets allow.
  private mutating func pack(
    _ records: borrowing RecordBatch, at firstPosition: UInt64
  ) throws(LogError) -> [BlockEncoder.Block] {
    let parts = max(
      1, (records.count + Self.recordsTarget - 1) / Self.recordsTarget,
      (records.byteCount + Self.rawBytesTarget - 1) / Self.rawBytesTarget)
    let recordsInPart = max(1, (records.count + parts - 1) / parts)
    var blocks: [BlockEncoder.Block] = []
    var start = 0
    var rawBytes = 0
    for index in 0..<records.count {
      let bytes = records.byteCount(of: index) + Varint.byteCount(of: records.byteCount(of: index))
      let isFull =
        index - start == recordsInPart || rawBytes + bytes > BlockHeader.rawBytesTarget
      if isFull && index > start {
        blocks += try cut(records, start..<index, at: firstPosition)
        start = index
        rawBytes = 0
      }
      rawBytes += bytes
    }
    return blocks + (try cut(records, start..<records.count, at: firstPosition))
  }

  /// Packs a range into one block, or into as many as it takes to keep each of them small.
  private mutating func cut(
    _ records: borrowing RecordBatch, _ range: Range<Int>, at firstPosition: UInt64
  ) throws(LogError) -> [BlockEncoder.Block] {
    let block = try block(records, range, at: firstPosition)
    guard block.bytes.count > Self.storedBytesTarget, range.count > 1 else { return [block] }
    let middle = range.lowerBound + range.count / 2
    return try cut(records, range.lowerBound..<middle, at: firstPosition)
      + (try cut(records, middle..<range.upperBound, at: firstPosition))
  }

  /// One merged block, which has been unpacked again.
  private mutating func block(
    _ records: borrowing RecordBatch, _ range: Range<Int>, at firstPosition: UInt64
  ) throws(LogError) -> BlockEncoder.Block {
    let first = firstPosition + UInt64(range.lowerBound)
    let rawBytes = range.reduce(0) { sum, index in
      sum + records.byteCount(of: index) + Varint.byteCount(of: records.byteCount(of: index))
    }
    let form = ColumnEncoder.encode(records, range)
    let compressor = Compressor(level: Compressor.levelOfMerging)
    guard form.count <= BlockHeader.rawBytesMaximum,
      let packed = form.withRawSpan({ compressor.compress($0) })
    else {
      throw .io(operation: "pack", path: "block \(first)", reason: "zstd refused")
    }
    let header = BlockHeader(
      codec: .columns, firstPosition: first, recordCount: range.count, rawBytes: rawBytes,
      storedBytes: packed.count)
    let bytes = packed.withRawSpan { header.block(around: $0) }
    var unpacked = RecordBatch()
    let read = try bytes.withRawSpan { block throws(LogError) in
      try decoder.decode(block, key: first, into: &unpacked)
    }
    let isSame = range.allSatisfy { index in
      records.withRecord(index) { record in
        unpacked.withRecord(index - range.lowerBound) { record.isEqual(to: $0) }
      }
    }
    guard read == header && isSame else {
      throw .damaged(
        position: first, place: "a merged block in memory",
        what: "it does not unpack to its records, so nothing was replaced")
    }
    return BlockEncoder.Block(firstPosition: first, bytes: bytes)
  }

  /// Fewer blocks, or fewer bytes by an eighth: anything less is not worth writing.
  private static func isWorthwhile(_ report: MergeReport) -> Bool {
    report.blocksAfter < report.blocksBefore
      || report.storedBytesAfter <= report.storedBytesBefore / 8 * 7
  }
}
