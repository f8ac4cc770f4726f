/// Reads records out of any store's blocks: the one way from stored bytes to lent records.
///
/// It gathers a run of blocks inside one short read transaction, ends the transaction, and only
/// then lends the records. So no reader, however slow, keeps old pages alive.
struct RecordReader<Source: BlockSource>: ~Copyable {
  /// Whole blocks that follow each other, unpacked.
  struct Run {
    var firstPosition: UInt64
    var lastPosition: UInt64
    var blockCount: UInt64 = 0
    var rawBytes: UInt64 = 0
    var storedBytes: UInt64 = 0
    /// What ended the run early. Its records are sound and come before the damage.
    var damage: LogError?
  }

  private let source: Source
  private var decoder = BlockDecoder()
  private var records = RecordBatch()

  /// A run ends with the block that reaches either limit.
  private static var runBytesTarget: Int { 256 << 10 }
  private static var runRecordsTarget: Int { 4_096 }

  init(_ source: Source) {
    self.source = source
  }

  /// Lends `from...through` to `body` until it says stop.
  mutating func read(
    head: Head, from: UInt64, through: UInt64, _ body: (UInt64, RawSpan) -> ReadStep
  ) throws(LogError) {
    precondition(from >= 1, "positions start at 1")
    guard from <= through else { return }
    guard through <= head.position else {
      throw .notFound(position: through, head: head.position)
    }
    var next = from
    while next <= through {
      let run = try gather(from: next, through: through)
      let last = min(run.lastPosition, through)
      guard lend(run, next...last, body) == .next else { return }
      if let damage = run.damage, last < through { throw damage }
      next = last + 1
    }
  }

  /// A copy of one record.
  mutating func record(head: Head, at position: UInt64) throws(LogError) -> [UInt8] {
    guard position >= 1, position <= head.position else {
      throw .notFound(position: position, head: head.position)
    }
    return try Self.record(at: position, in: source, &decoder)
  }

  /// A copy of a record that a block of `source` must hold, unpacked by `decoder`.
  static func record(
    at position: UInt64, in source: Source, _ decoder: inout BlockDecoder
  ) throws(LogError) -> [UInt8] {
    var found: [UInt8]?
    try source.visitBlocks(from: position) { key, block throws(LogError) in
      guard key <= position else { throw gap(at: position, nextKey: key) }
      found = try decoder.record(at: position, of: block, key: key)
      return .stop
    }
    guard let found else { throw gap(at: position, nextKey: nil) }
    return found
  }

  /// Lends records of the run that was gathered last.
  func lend(
    _ run: Run, _ positions: ClosedRange<UInt64>, _ body: (UInt64, RawSpan) -> ReadStep
  ) -> ReadStep {
    for position in positions {
      let index = Int(position - run.firstPosition)
      guard records.withRecord(index, { body(position, $0) }) == .next else { return .stop }
    }
    return .next
  }

  /// The leaf hashes of all records of the run that was gathered last.
  func leafHashes() -> [Digest] { records.leafHashes() }

  /// Unpacks whole blocks, the first of which holds the record `from`, in one transaction.
  ///
  /// It stops after the block that holds `through`, or when it has enough; then it looks at one
  /// more key, so that no block can hide between two runs.
  mutating func gather(from: UInt64, through: UInt64) throws(LogError) -> Run {
    precondition(from >= 1 && from <= through, "a run has at least one record")
    records.removeAll()
    var gathered: Run?
    do {
      try source.visitBlocks(from: from) { key, block throws(LogError) in
        let expected = gathered.map { $0.lastPosition + 1 }
        guard expected == nil ? key <= from : key == expected else {
          throw Self.gap(at: expected ?? from, nextKey: key)
        }
        if gathered != nil, hasEnough { return .stop }
        let header = try decoder.decode(block, key: key, into: &records)
        guard header.lastPosition >= from else { throw Self.gap(at: from, nextKey: nil) }
        var run = gathered ?? Run(firstPosition: key, lastPosition: key)
        run.lastPosition = header.lastPosition
        run.blockCount += 1
        run.rawBytes += UInt64(header.rawBytes)
        run.storedBytes += UInt64(block.byteCount)
        gathered = run
        return header.lastPosition >= through ? .stop : .next
      }
    } catch {
      guard gathered != nil else { throw error }
      gathered?.damage = error
    }
    guard let gathered else { throw Self.gap(at: from, nextKey: nil) }
    let gatheredCount = gathered.lastPosition - gathered.firstPosition + 1
    precondition(gatheredCount == UInt64(records.count), "a run is gapless")
    return gathered
  }

  private var hasEnough: Bool {
    records.byteCount >= Self.runBytesTarget || records.count >= Self.runRecordsTarget
  }

  private static func gap(at position: UInt64, nextKey: UInt64?) -> LogError {
    let next = nextKey.map { "the next block starts at \($0)" } ?? "no block holds it"
    return .damaged(
      position: position, place: "the block sequence",
      what: "record \(position) should come next: \(next)")
  }
}
