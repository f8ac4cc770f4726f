/// Why an archive could not be written.
package enum ArchiveFault: Error, Sendable {
  case log(LogError)
  /// The ledger ends before the archive does, and is the same up to there.
  case rolledBack(ledger: UInt64, archive: UInt64)
  /// A record of the ledger is not the one that the archive has.
  case rewritten(position: UInt64, ledger: LogComparison.Side, archive: LogComparison.Side)
}

/// What a run has added to an archive.
package struct ArchiveReport: Equatable, Sendable {
  /// Of the whole archive.
  package var head: Head
  package var segments: Int
  /// Bytes of all segment files.
  package var storedBytes: UInt64
  package var newRecords: UInt64
  package var newSegments: Int
  /// Whether the archive was cut off, and this run has completed it.
  package var isResumed: Bool
}

/// How a history is cut into segments.
package struct SegmentLimits: Equatable, Sendable {
  /// Records of a segment: 1 to 65,536.
  package var records: Int
  /// Bytes of a segment before packing: up to 8 MiB; one longer record goes alone.
  package var rawBytes: Int

  package static let recordsMaximum = Segment.recordsMaximum
  package static let rawBytesMaximum = Segment.rawBytesMaximum

  package init(records: Int = recordsMaximum, rawBytes: Int = rawBytesMaximum) {
    precondition((1...Self.recordsMaximum).contains(records), "records of a segment")
    precondition((1...Self.rawBytesMaximum).contains(rawBytes), "bytes of a segment")
    self.records = records
    self.rawBytes = rawBytes
  }
}

/// Writes the archive of a ledger, or goes on with it: adds segments behind those that are there, and
/// never touches one of them again.
///
/// The order on the device: the index says "unfinished"; a segment, complete and synced, gets its
/// name; the index has it; and so on; the signed heads; the index says "finished". So whatever cuts the
/// run off, the archive says so itself, and the next run goes on after its last whole segment.
package enum Archiver {
  /// Brings the archive at `path` up to the head of `store`, which another process may be writing to:
  /// records never change, so the head of this moment is the snapshot.
  ///
  /// Every segment is proved to lie under the ledger's root before it gets its name.
  ///
  /// - Parameters:
  ///   - path: an archive of this ledger, an empty directory, or nothing yet.
  ///   - notes: the file of signed heads to keep with it, given the one that the archive has; it says
  ///     nothing of records past the head.
  ///   - progress: called after each segment with the number of records that the archive has.
  package static func write(
    _ store: LMDBStore, to path: String, limits: SegmentLimits = SegmentLimits(),
    notes: ([UInt8]) throws(LogError) -> [UInt8] = { $0 }, progress: (UInt64) -> Void = { _ in }
  ) throws(ArchiveFault) -> ArchiveReport {
    let files = ArchiveDirectory(path)
    let lock: ArchiveLock
    let archive: Archive
    let fault: ArchiveFault?
    do throws(LogError) {
      lock = try files.prepare()
      archive = try Archive(files, index: try presentIndex(of: files))
      fault = try contradiction(of: archive, to: store)
    } catch {
      throw .log(error)
    }
    defer { withExtendedLifetime(lock) {} }
    if let fault { throw fault }
    do throws(LogError) {
      var run = try ArchiveRun(store, archive, limits)
      return try run.write(notes, progress)
    } catch {
      throw .log(error)
    }
  }

  /// The index that is there; one without segments in an archive that has only its name yet.
  static func presentIndex(of files: ArchiveDirectory) throws(LogError) -> ArchiveIndex {
    let isThere = File.exists(files.file(ArchiveDirectory.indexName))
    if !isThere, try files.segmentNames().isEmpty { return ArchiveIndex(isFinished: false) }
    return try Archive.index(of: files)
  }

  /// Why the ledger does not go on from the archive; nil: it does.
  private static func contradiction(
    of archive: Archive, to store: LMDBStore
  ) throws(LogError) -> ArchiveFault? {
    let (kept, now) = (archive.head, store.head)
    if kept.position == 0 || kept == now { return nil }
    if kept.position < now.position, try root(of: kept.position, in: store) == kept.root {
      return nil
    }
    let comparison = try LogComparison.compare(store, archive)
    switch comparison.outcome {
    case .different(let position, let ledger, let other):
      return .rewritten(position: position, ledger: ledger, archive: other)
    case .prefix where now.position < kept.position:
      return .rolledBack(ledger: now.position, archive: kept.position)
    case .prefix, .equal:
      throw .damaged(
        position: nil, place: store.directory,
        what: "its root at record \(kept.position) is not that of its records: verify it")
    }
  }

  /// The root of the first `size` records; of a ledger that keeps no tree from its records, all of
  /// which are verified for it.
  private static func root(of size: UInt64, in store: LMDBStore) throws(LogError) -> Digest? {
    if try store.knownRoots() == .everywhere { return try store.root(of: size) }
    return try LogVerifier.verify(store, rootsAt: [size]).roots[size]
  }
}

/// One run that brings an archive up to a ledger's head.
private struct ArchiveRun: ~Copyable {
  private let store: LMDBStore
  private let archive: Archive
  private let files: ArchiveDirectory
  private let head: Head
  private let limits: RecordLimits
  /// Nil: the ledger keeps no tree, and all its records were verified instead.
  private var tree: TreeReader?
  private var index: ArchiveIndex
  private let compressor = Compressor(level: Compressor.levelOfMerging)
  private let decompressor = Decompressor()

  init(_ store: LMDBStore, _ archive: Archive, _ limits: SegmentLimits) throws(LogError) {
    self.store = store
    self.archive = archive
    files = archive.files
    head = store.head
    self.limits = RecordLimits(records: limits.records, rawBytes: limits.rawBytes)
    index = archive.index
    if try store.knownRoots() == .everywhere {
      tree = TreeReader(store)
    } else {
      _ = try LogVerifier.verify(store)
    }
  }

  mutating func write(
    _ notes: ([UInt8]) throws(LogError) -> [UInt8], _ progress: (UInt64) -> Void
  ) throws(LogError) -> ArchiveReport {
    let before = index
    let notesThere = try before.isFinished ? archive.notes() : archive.notesOfUnfinished()
    let notesNow = try notes(notesThere)
    let textKeys = try store.note(.textKeys)
    guard textKeys.map({ $0.count == ArchiveIndex.textKeysBytes }) ?? true else {
      throw .damaged(position: nil, place: "the note of text keys", what: "it is not 16 bytes long")
    }
    let isNews = head.position > before.head.position || notesNow != notesThere
    if before.isFinished, !isNews, textKeys == before.textKeys {
      return report(since: before)
    }
    removeUnfinished()
    index.isFinished = false
    try publishIndex()
    while index.frontier.count < head.position {
      try addSegment()
      progress(index.frontier.count)
    }
    guard index.head == head else {
      throw .damaged(
        position: nil, place: store.directory,
        what: "its root is \(head.root), that of its records is \(index.head.root)")
    }
    if notesNow.isEmpty {
      index.notes = nil
    } else {
      try files.publish(notesNow, as: ArchiveDirectory.notesName)
      index.notes = ArchiveIndex.Notes(
        byteCount: notesNow.count, digest: Digest(hashing: notesNow))
    }
    index.textKeys = textKeys
    index.isFinished = true
    try publishIndex()
    return report(since: before)
  }

  private func publishIndex() throws(LogError) {
    try files.publish(index.encoded, as: ArchiveDirectory.indexName)
  }

  /// What a run that was cut off left behind the last segment of the index.
  private func removeUnfinished() {
    // Cleaning up: what is still there is written over, or found again by the next run.
    guard let names = try? File.names(in: files.path) else { return }
    let known = Set(index.entries.map { ArchiveDirectory.segmentName($0.firstPosition) })
    for name in names where name.hasSuffix(".segment.writing") { files.remove(name) }
    guard !index.isFinished else { return }
    for name in names where name.hasSuffix(".segment") && !known.contains(name) {
      files.remove(name)
    }
  }

  private mutating func addSegment() throws(LogError) {
    let before = index.frontier
    var records = try RecordBatch(
      reading: store, from: before.count + 1, through: head.position, limits: limits)
    records.hashLeaves()
    let nodes = LeafTree(before: before, leaves: records.leafHashes())
    let (segment, file) = try Segment.packing(records, after: before, by: compressor)
    try requireUnderHead(nodes.after)
    try requireSame(records, segment, file)
    let proof = nodes.consistencyProof()
    let name = ArchiveDirectory.segmentName(segment.firstPosition)
    try files.publish(file, as: name)
    index.entries.append(
      ArchiveIndex.Entry(
        firstPosition: segment.firstPosition, recordCount: segment.recordCount,
        rawBytes: segment.rawBytes, fileBytes: file.count, fileDigest: Digest(hashing: file),
        root: segment.root, proof: proof))
    index.frontier = nodes.after
    try publishIndex()
  }

  /// The ledger's tree must begin with these records under the root that its head has.
  private mutating func requireUnderHead(_ after: MerkleFrontier) throws(LogError) {
    guard tree != nil else { return }
    let path = try tree?.consistency(from: after.count, to: head.position) ?? []
    guard
      MerkleProof.isConsistent(
        after.count, after.root, with: head.position, head.root, by: path)
    else {
      throw .damaged(
        position: index.frontier.count + 1, place: store.directory,
        what: "its records up to \(after.count) are not those under its root: verify it")
    }
  }

  /// What was packed is unpacked and compared before anybody relies on it.
  private func requireSame(
    _ records: RecordBatch, _ segment: Segment, _ file: [UInt8]
  ) throws(LogError) {
    let place = ArchiveDirectory.segmentName(segment.firstPosition)
    let (again, copies) = try file.withRawSpan { span throws(LogError) in
      try Segment.read(span, by: decompressor, of: place)
    }
    guard again == segment, copies.leafHashes() == records.leafHashes() else {
      throw .io(operation: "pack", path: place, reason: "it unpacks to something else")
    }
  }

  private func report(since before: ArchiveIndex) -> ArchiveReport {
    ArchiveReport(
      head: index.head, segments: index.entries.count,
      storedBytes: index.entries.reduce(0) { $0 + UInt64($1.fileBytes) },
      newRecords: index.head.position - before.head.position,
      newSegments: index.entries.count - before.entries.count,
      isResumed: !before.isFinished && !before.entries.isEmpty)
  }
}

/// The tree over new leaves behind known ones: gives what proves that the larger one has grown from
/// the smaller.
private struct LeafTree {
  let before: MerkleFrontier
  let leaves: [Digest]
  let after: MerkleFrontier

  init(before: MerkleFrontier, leaves: [Digest]) {
    self.before = before
    self.leaves = leaves
    var after = before
    after.append(contentsOf: leaves)
    self.after = after
  }

  /// From the root before to the root after; empty when nothing was before.
  func consistencyProof() -> [Digest] {
    guard before.count > 0 else { return [] }
    return MerkleProof.consistency(from: before.count, to: after.count) { hash(of: $0) }
  }

  /// A proof asks for the subtrees of the frontier before, and for such of new leaves only.
  private func hash(of subtree: Subtree) -> Digest {
    let start = subtree.index << UInt64(subtree.height)
    guard start < before.count else {
      let first = Int(start - before.count)
      var row = Array(leaves[first..<first + (1 << subtree.height)])
      while row.count > 1 { HashLanes.best(for: row.count / 2).hashPairs(&row) }
      return row[0]
    }
    var end: UInt64 = 0
    for known in before.subtrees {
      if end == start { return known }
      end += 1 << UInt64(63 - (before.count - end).leadingZeroBitCount)
    }
    preconditionFailure("a subtree of the frontier")
  }
}
