/// What a verified log holds.
package struct LogVerification: Equatable, Sendable {
  package var records: UInt64 = 0
  package var blocks: UInt64 = 0
  /// Bytes of all blocks' payloads, unpacked.
  package var rawBytes: UInt64 = 0
  /// Bytes of all blocks as stored, with their headers.
  package var storedBytes: UInt64 = 0
  /// The root over all records, computed from the records themselves.
  package var root: Digest = .empty
  /// The roots that the log had at the sizes asked for, as far as it reaches.
  package var roots: [UInt64: Digest] = [:]
}

/// Checks a whole log from its bytes: keys, headers, checksums, sizes, gaplessness, every leaf and
/// the root. It takes nothing on trust that the log says about itself.
///
/// LMDB maps its file and trusts it, so a file from elsewhere is verified in a process of its own:
/// what the checks before opening cannot see may still end that process.
package enum LogVerifier {
  /// What is wrong when each block is sound, but not what should stand there.
  package static let sequence = "the block sequence"

  /// Verifies the ledger at `directory`, which may be live or a read-only copy.
  ///
  /// - Parameters:
  ///   - sizes: the roots of the log when it had so many records are wanted too, for comparing with
  ///     what somebody outside has kept.
  ///   - progress: called after each run of blocks with the state so far.
  ///   - record: called with every record whose block is sound, in order, so that a caller can
  ///     decode in the same pass; believe nothing of it before this function returns.
  /// - Throws: the first damage, or why the ledger could not be opened.
  package static func verify(
    directory: String, mapBytes: Int = LMDBStore.mapBytesDefault, rootsAt sizes: Set<UInt64> = [],
    progress: (LogVerification) -> Void = { _ in },
    record: (UInt64, RawSpan) -> Void = { _, _ in }
  ) throws(LogError) -> LogVerification {
    let store = try LMDBStore(opening: directory, mode: .readOnly, mapBytes: mapBytes)
    defer { store.close() }
    return try verify(source: store, sizes, progress, record)
  }

  /// Verifies an open store; a live one as far as its head reaches at the start.
  package static func verify(
    _ store: LMDBStore, rootsAt sizes: Set<UInt64> = [],
    progress: (LogVerification) -> Void = { _ in },
    record: (UInt64, RawSpan) -> Void = { _, _ in }
  ) throws(LogError) -> LogVerification {
    try verify(source: store, sizes, progress, record)
  }

  /// Verifies a store in memory.
  package static func verify(
    _ store: MemoryStore, rootsAt sizes: Set<UInt64> = [],
    progress: (LogVerification) -> Void = { _ in },
    record: (UInt64, RawSpan) -> Void = { _, _ in }
  ) throws(LogError) -> LogVerification {
    try verify(source: store, sizes, progress, record)
  }

  private static func verify(
    source: some BlockSource, _ sizes: Set<UInt64>, _ progress: (LogVerification) -> Void,
    _ record: (UInt64, RawSpan) -> Void
  ) throws(LogError) -> LogVerification {
    let stored = try source.storedHead()
    let end = stored.head.position
    var result = LogVerification()
    var frontier = MerkleFrontier()
    var reader = RecordReader(source)
    /// The leaves of the newest records, as many as any block may hold.
    var recent: [Digest] = []
    var wanted = sizes.sorted().reversed().filter { $0 <= end }
    if sizes.contains(0) {
      wanted.removeLast()
      result.roots[0] = .empty
    }
    while result.records < end {
      let next = result.records + 1
      let run = try reader.gather(from: next, through: end)
      guard run.lastPosition <= end else {
        throw .damaged(
          position: run.firstPosition, place: Self.sequence,
          what: "it reaches record \(run.lastPosition), past the head at \(end)")
      }
      let leaves = reader.leafHashes()
      let known = Int(next - run.firstPosition)
      if known > 0 {
        try checkMerged(
          run, isKnown: recent.suffix(known).elementsEqual(leaves[..<known]), next, source)
      }
      var nodes: [TreeNode] = []
      var new = leaves[known...]
      while let size = wanted.last, size <= run.lastPosition {
        let count = Int(size - frontier.count)
        frontier.append(contentsOf: Array(new.prefix(count)), noting: &nodes)
        new = new.dropFirst(count)
        result.roots[size] = frontier.root
        wanted.removeLast()
      }
      frontier.append(contentsOf: Array(new), noting: &nodes)
      try checkKept(nodes, source)
      recent = Array((recent + leaves[known...]).suffix(BlockHeader.recordsMaximum))
      _ = reader.lend(run, next...run.lastPosition) { position, bytes in
        record(position, bytes)
        return .next
      }
      result.records = run.lastPosition
      result.blocks += run.blockCount
      result.rawBytes += run.rawBytes
      result.storedBytes += run.storedBytes
      progress(result)
      if let damage = run.damage { throw damage }
    }
    try checkNothingFollows(stored, source)
    try checkNoNodeFollows(stored, source)
    result.root = frontier.root
    guard frontier == stored.frontier else {
      throw .damaged(
        position: nil, place: "the head record",
        what: "its root is \(stored.head.root), that of the records is \(frontier.root)")
    }
    return result
  }

  /// A block that begins with records already seen was merged meanwhile, or does not belong there.
  ///
  /// It was merged if those records are the same and the block before it ends where it begins.
  private static func checkMerged(
    _ run: RecordReader<some BlockSource>.Run, isKnown: Bool, _ next: UInt64,
    _ source: some BlockSource
  ) throws(LogError) {
    let before = run.firstPosition - 1
    var endBefore: UInt64 = 0
    if before > 0 {
      try source.visitBlocks(from: before) { key, block throws(LogError) in
        endBefore = try BlockHeader(reading: block, key: key).lastPosition
        return .stop
      }
    }
    guard isKnown, endBefore == before else {
      throw .damaged(
        position: run.firstPosition, place: Self.sequence,
        what: "it holds record \(next) a second time")
    }
  }

  /// Compares the nodes that records make with those that are kept.
  ///
  /// Behind the last one they may be missing: a writer that opens an older ledger adds them step by
  /// step, and goes on with that if it is ended meanwhile.
  private static func checkKept(
    _ nodes: [TreeNode], _ source: some BlockSource
  ) throws(LogError) {
    guard source.keepsTree else { return }
    for node in nodes {
      let kept = try source.keptHashes(level: node.place.level, from: node.place.index, count: 1)
      if kept == [node.hash] { continue }
      guard kept.isEmpty else {
        throw TreeNode.damaged(node.place, "it is not the hash of its records")
      }
      guard let last = try source.lastKeptNode(), node.place < last else { continue }
      throw TreeNode.damaged(node.place, "it is missing")
    }
  }

  /// As with blocks: a node past the head belongs to a later commit, or nowhere.
  private static func checkNoNodeFollows(
    _ stored: HeadRecord, _ source: some BlockSource
  ) throws(LogError) {
    guard source.keepsTree, let last = try source.lastKeptNode(),
      last.end > stored.head.position, try source.storedHead().head.position < last.end
    else { return }
    throw TreeNode.damaged(last, "it lies past the head at \(stored.head.position)")
  }

  /// A block past the head is a later commit if the head has moved since, and damage if not.
  private static func checkNothingFollows(
    _ stored: HeadRecord, _ source: some BlockSource
  ) throws(LogError) {
    let end = stored.head.position
    var extraKey: UInt64?
    try source.visitBlocks(from: max(1, end)) { key, _ in
      guard key > end else { return .next }
      extraKey = key
      return .stop
    }
    if let extraKey, try source.storedHead().head.position < extraKey {
      throw .damaged(
        position: extraKey, place: Self.sequence, what: "it lies past the head at \(end)")
    }
  }
}
