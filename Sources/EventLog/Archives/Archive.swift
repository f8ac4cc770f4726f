internal import Synchronization

/// An archive open for reading: the log of a ledger as it was, from static files.
///
/// Every segment is checked whole before one of its records is lent: its SHA-256, its checksum, and
/// the root that its records make of the tree before them.
package final class Archive: ReplaySource {
  let files: ArchiveDirectory
  let index: ArchiveIndex

  private struct Held: Sendable {
    var number: Int
    var segment: Segment
    var records: RecordBatch
  }

  private let isClosed = Atomic(false)
  /// The segment that was read last: the next record asked for is mostly in it.
  private let held = Mutex<Held?>(nil)

  /// Opens the archive at `path` after checking its index and that its files are there.
  ///
  /// - Throws: ``LogError/unfinished(path:what:)`` for one that is being written, or whose writing was
  ///   cut off; ``LogError/damaged(position:place:what:)``.
  package convenience init(opening path: String) throws(LogError) {
    let files = ArchiveDirectory(path)
    try files.check()
    // Without an index and without a segment nothing was written yet.
    try self.init(files, index: Archiver.presentIndex(of: files))
    guard index.isFinished else {
      throw .unfinished(
        path: files.path,
        what: "an archive that is being written, or was cut off while it was. Up to record "
          + "\(index.head.position) its segments are whole. Run oppreplay archive on it again, which "
          + "goes on from there")
    }
  }

  /// The same for who goes on writing it.
  init(_ files: ArchiveDirectory, index: ArchiveIndex) throws(LogError) {
    self.files = files
    self.index = index
    let there = try files.segmentNames()
    let expected = index.entries.map { ArchiveDirectory.segmentName($0.firstPosition) }
    if let missing = Set(expected).subtracting(there).min() {
      throw .damaged(position: nil, place: files.file(missing), what: "it is missing")
    }
    guard index.isFinished, let stray = Set(there).subtracting(expected).min() else { return }
    throw .damaged(
      position: nil, place: files.file(stray),
      what: "the index ends at record \(index.head.position) and does not have it: an older index "
        + "was put back, or the file does not belong there")
  }

  static func index(of files: ArchiveDirectory) throws(LogError) -> ArchiveIndex {
    try ArchiveIndex(
      reading: files.contents(
        ArchiveDirectory.indexName, limit: ArchiveIndex.bytesMaximum),
      of: files.file(ArchiveDirectory.indexName))
  }

  package var directory: String { files.path }
  package var head: Head { index.head }
  package var segmentCount: Int { index.entries.count }

  package func frontier() throws(LogError) -> MerkleFrontier { index.frontier }

  package func read(
    from: UInt64, through: UInt64, _ body: (UInt64, RawSpan) -> ReadStep
  ) throws(LogError) {
    precondition(from >= 1, "positions start at 1")
    guard from <= through else { return }
    guard through <= head.position else {
      throw .notFound(position: through, head: head.position)
    }
    var next = from
    var number = index.segment(holding: from)
    while next <= through {
      let (segment, records) = try segment(number)
      let last = min(through, segment.lastPosition)
      for position in next...last {
        let place = Int(position - segment.firstPosition)
        guard records.withRecord(place, { body(position, $0) }) == .next else { return }
      }
      next = last + 1
      number += 1
    }
  }

  package func record(at position: UInt64) throws(LogError) -> [UInt8] {
    guard position >= 1, position <= head.position else {
      throw .notFound(position: position, head: head.position)
    }
    let (segment, records) = try segment(index.segment(holding: position))
    return records.withRecord(Int(position - segment.firstPosition)) { [UInt8]($0) }
  }

  package func close() { isClosed.store(true, ordering: .relaxed) }

  /// A segment and its records, hashed, with all that can be checked of it alone checked.
  func segment(_ number: Int) throws(LogError) -> (segment: Segment, records: RecordBatch) {
    guard !isClosed.load(ordering: .relaxed) else { throw .closed(path: files.path) }
    return try held.withLock { held throws(LogError) in
      if let held, held.number == number { return (held.segment, held.records) }
      let (segment, records) = try load(number)
      held = Held(number: number, segment: segment, records: records)
      return (segment, records)
    }
  }

  private func load(
    _ number: Int
  ) throws(LogError) -> (segment: Segment, records: RecordBatch) {
    let entry = index.entries[number]
    let place = place(of: entry)
    func damaged(_ what: String) -> LogError { .damaged(position: nil, place: place, what: what) }
    let bytes = try files.contents(
      ArchiveDirectory.segmentName(entry.firstPosition), limit: Segment.fileBytesMaximum)
    guard bytes.count == entry.fileBytes else {
      throw damaged("it has \(bytes.count) bytes, and \(entry.fileBytes) by the index")
    }
    guard Digest(hashing: bytes) == entry.fileDigest else {
      throw damaged("its SHA-256 is not that of the index")
    }
    let decompressor = Decompressor()
    let (segment, records) = try bytes.withRawSpan { span throws(LogError) in
      try Segment.read(span, by: decompressor, of: place)
    }
    guard segment.firstPosition == entry.firstPosition, segment.recordCount == entry.recordCount,
      segment.rawBytes == entry.rawBytes, segment.root == entry.root,
      segment.before.root == index.root(before: number)
    else { throw damaged("it is not the one of the index") }
    return (segment, records)
  }

  private func place(of entry: ArchiveIndex.Entry) -> String {
    files.file(ArchiveDirectory.segmentName(entry.firstPosition))
      + " (records \(entry.firstPosition) to \(entry.lastPosition))"
  }
}

extension Archive {
  package func verify(
    rootsAt sizes: Set<UInt64> = [], progress: (LogVerification) -> Void = { _ in },
    record: (UInt64, RawSpan) -> Void = { _, _ in }
  ) throws(LogError) -> LogVerification {
    var result = LogVerification()
    var frontier = MerkleFrontier()
    var wanted = sizes.sorted().reversed().filter { $0 <= head.position && $0 > 0 }
    if sizes.contains(0) { result.roots[0] = .empty }
    _ = try notes()
    for (number, entry) in index.entries.enumerated() {
      let (segment, records) = try segment(number)
      guard segment.before == frontier else {
        throw .damaged(
          position: nil, place: place(of: entry), what: "the tree before it is another one")
      }
      var new = records.leafHashes()[...]
      while let size = wanted.last, size <= segment.lastPosition {
        let count = Int(size - frontier.count)
        frontier.append(contentsOf: Array(new.prefix(count)))
        new = new.dropFirst(count)
        result.roots[size] = frontier.root
        wanted.removeLast()
      }
      frontier.append(contentsOf: Array(new))
      for place in 0..<records.count {
        records.withRecord(place) { record(segment.firstPosition + UInt64(place), $0) }
      }
      result.records = segment.lastPosition
      result.blocks += 1
      result.rawBytes += UInt64(entry.rawBytes)
      result.storedBytes += UInt64(entry.fileBytes)
      progress(result)
    }
    result.root = frontier.root
    guard frontier == index.frontier else {
      throw .damaged(
        position: nil, place: files.file(ArchiveDirectory.indexName),
        what: "its root is \(index.head.root), that of the records is \(frontier.root)")
    }
    return result
  }

  package func knownRoots() throws(LogError) -> KnownRoots {
    .at(index.entries.map(\.lastPosition))
  }

  package func root(of size: UInt64) throws(LogError) -> Digest {
    guard size > 0 else { return .empty }
    let entry = index.entries[index.segment(holding: size)]
    precondition(entry.lastPosition == size, "a size whose root is known")
    return entry.root
  }

  package func place(of position: UInt64) throws(LogError) -> String {
    let number = index.segment(holding: position)
    let name = ArchiveDirectory.segmentName(index.entries[number].firstPosition)
    return "segment \(number + 1), \(name)"
  }

  package func textKeysIdentity() throws(LogError) -> [UInt8]? { index.textKeys }

  /// The ledger's file of signed heads as the archive keeps it; empty: nothing was signed.
  package func notes() throws(LogError) -> [UInt8] {
    guard let notes = index.notes else { return [] }
    let bytes = try files.contents(
      ArchiveDirectory.notesName, limit: ArchiveIndex.notesBytesMaximum)
    guard bytes.count == notes.byteCount, Digest(hashing: bytes) == notes.digest else {
      throw .damaged(
        position: nil, place: files.file(ArchiveDirectory.notesName),
        what: "its SHA-256 is not that of the index")
    }
    return bytes
  }
}

extension Archive {
  /// Those of an archive whose writing was cut off: before or after they were replaced.
  func notesOfUnfinished() throws(LogError) -> [UInt8] {
    guard File.exists(files.file(ArchiveDirectory.notesName)) else { return [] }
    return try files.contents(
      ArchiveDirectory.notesName, limit: ArchiveIndex.notesBytesMaximum)
  }
}

// What only a store that grows has.
extension Archive {
  package func append(
    _ batch: borrowing RecordBatch, expecting position: UInt64
  ) throws(LogError) -> Head {
    throw .readOnly(path: files.path)
  }

  /// None are kept: segments have their roots, see ``knownRoots()``.
  package func keptHashes(
    level: Int, from first: UInt64, count: Int
  ) throws(LogError) -> [Digest] { [] }

  package func completeTree(_ progress: (UInt64, UInt64) -> Void) throws(LogError) {
    throw .readOnly(path: files.path)
  }

  package func merge(from position: UInt64, through last: UInt64) throws(LogError) -> MergeStep {
    throw .readOnly(path: files.path)
  }

  package func spaceLeft() throws(LogError) -> UInt64 { 0 }
}
