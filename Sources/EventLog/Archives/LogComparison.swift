/// Where two histories part, if they do.
///
/// Where both have roots of many sizes at hand (a kept tree, the segments of an archive), halving
/// finds the stretch of records in which the first difference lies, and only that is read.
package struct LogComparison: Sendable {
  /// A record of which there are two.
  package struct Side: Sendable {
    package let record: [UInt8]
    /// Its leaf hash in the tree.
    package let leaf: Digest
    /// Where it is stored.
    package let place: String
  }

  package enum Outcome: Sendable {
    case equal
    /// All records of one are the first of the other.
    case prefix
    case different(position: UInt64, Side, Side)
  }

  package enum Method: Equatable, Sendable {
    case keptTrees
    case segmentRoots
    case everyRecord
  }

  package var outcome = Outcome.equal
  package let heads: (Head, Head)
  package var method: Method
  /// How many sizes were compared by their roots.
  package var rootsCompared = 0
  /// How many records of each were read to compare them.
  package var recordsRead: UInt64 = 0

  /// Compares two histories.
  ///
  /// - Parameters:
  ///   - readingAll: read every record, and believe no root.
  ///   - progress: called now and then with the number of records read.
  /// - Throws: damage, also where roots and records contradict each other.
  package static func compare(
    _ first: any ReplaySource, _ second: any ReplaySource, readingAll: Bool = false,
    progress: (UInt64) -> Void = { _ in }
  ) throws(LogError) -> LogComparison {
    var comparison = LogComparison(
      heads: (first.head, second.head), method: .everyRecord)
    let common = min(first.head.position, second.head.position)
    var stretch: Stretch?
    if !readingAll, common > 0 {
      stretch = try comparison.stretch(first, second, through: common)
    } else if common > 0 {
      let (one, other) = comparison.heads
      stretch = Stretch(
        records: 1...common,
        mustDiffer: one.position == other.position && one.root != other.root)
    }
    if let stretch {
      let found = try comparison.firstDifference(first, second, in: stretch.records, progress)
      if let found {
        comparison.outcome = .different(
          position: found, try side(first, found), try side(second, found))
        return comparison
      }
      guard !stretch.mustDiffer else {
        throw .damaged(
          position: nil, place: "\(first.directory) or \(second.directory)",
          what: "their roots differ between records \(stretch.records.lowerBound) and "
            + "\(stretch.records.upperBound), and their records do not: verify both")
      }
    }
    let areAsLong = first.head.position == second.head.position
    comparison.outcome = areAsLong ? .equal : .prefix
    return comparison
  }

  private static func side(
    _ source: any ReplaySource, _ position: UInt64
  ) throws(LogError) -> Side {
    let record = try source.record(at: position)
    return Side(
      record: record, leaf: record.withRawSpan { Digest(leaf: $0) },
      place: try source.place(of: position))
  }

  /// Records among which the first difference lies, if there is one.
  private struct Stretch {
    let records: ClosedRange<UInt64>
    /// Whether their roots differ behind it.
    let mustDiffer: Bool
  }

  /// Where the first difference lies by the roots; nil: there is none up to `common`.
  ///
  /// Trees only grow, so from the first size at which roots differ they differ at every larger one.
  private mutating func stretch(
    _ first: any ReplaySource, _ second: any ReplaySource, through common: UInt64
  ) throws(LogError) -> Stretch? {
    let sizes = try CommonSizes(
      first.knownRoots(), first.head.position, second.knownRoots(), second.head.position)
    guard sizes.count > 0 else { return Stretch(records: 1...common, mustDiffer: false) }
    method = sizes.isByTiles ? .keptTrees : .segmentRoots
    for source in [first, second] {
      if case .everywhere = try source.knownRoots() {
        guard try source.root(of: source.head.position) == source.head.root else {
          throw .damaged(
            position: nil, place: source.directory,
            what: "its kept tree has another root than its head: verify it")
        }
      }
    }
    var (low, high) = (0, sizes.count)
    while low < high {
      let middle = (low + high) / 2
      let size = sizes[middle]
      rootsCompared += 1
      if try first.root(of: size) == second.root(of: size) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    let equal = low == 0 ? 0 : sizes[low - 1]
    if low < sizes.count { return Stretch(records: equal + 1...sizes[low], mustDiffer: true) }
    return equal == common ? nil : Stretch(records: equal + 1...common, mustDiffer: false)
  }

  /// The first position whose records are not the same bytes.
  private mutating func firstDifference(
    _ first: any ReplaySource, _ second: any ReplaySource, in stretch: ClosedRange<UInt64>,
    _ progress: (UInt64) -> Void
  ) throws(LogError) -> UInt64? {
    var next = stretch.lowerBound
    while next <= stretch.upperBound {
      let records = try RecordBatch(
        reading: first, from: next, through: stretch.upperBound, limits: .comparing)
      let last = next + UInt64(records.count) - 1
      var different: UInt64?
      try second.read(from: next, through: last) { position, bytes in
        let isSame = records.withRecord(Int(position - next)) { $0.isEqual(to: bytes) }
        if !isSame { different = position }
        return isSame ? .next : .stop
      }
      recordsRead += (different ?? last) - next + 1
      if let different { return different }
      progress(recordsRead)
      next = last + 1
    }
    return nil
  }
}

/// Sizes at which two histories both have a root, in ascending order, up to the shorter one's.
private struct CommonSizes {
  private let listed: [UInt64]
  private let common: UInt64
  /// Whole tiles of both, and then the end.
  let isByTiles: Bool

  let count: Int

  init(
    _ first: KnownRoots, _ firstEnd: UInt64, _ second: KnownRoots, _ secondEnd: UInt64
  ) {
    common = min(firstEnd, secondEnd)
    if case (.everywhere, .everywhere) = (first, second) {
      isByTiles = true
      listed = []
      count = Int((common + TreeNode.tileWidth - 1) / TreeNode.tileWidth)
      return
    }
    isByTiles = false
    var sizes: Set<UInt64>?
    for case .at(let ends) in [first, second] {
      sizes = sizes.map { $0.intersection(ends) } ?? Set(ends)
    }
    let end = common
    listed = (sizes ?? []).filter { $0 > 0 && $0 <= end }.sorted()
    count = listed.count
  }

  subscript(index: Int) -> UInt64 {
    isByTiles ? min(common, UInt64(index + 1) * TreeNode.tileWidth) : listed[index]
  }
}

/// How many records are taken together.
struct RecordLimits {
  var records: Int
  /// Of the records and the lengths before them; one longer record goes alone.
  var rawBytes: Int

  static let comparing = RecordLimits(records: 4_096, rawBytes: 1 << 20)
}

extension RecordBatch {
  /// Copies records from a log, as many as the limits allow and at least one.
  init(
    reading store: any LogStore, from first: UInt64, through last: UInt64, limits: RecordLimits
  ) throws(LogError) {
    self.init()
    var rawBytes = 0
    var batch = RecordBatch()
    try store.read(from: first, through: last) { _, record in
      rawBytes += Segment.rawBytes(of: record.byteCount)
      guard batch.isEmpty || rawBytes <= limits.rawBytes else { return .stop }
      batch.append(record)
      return batch.count < limits.records ? .next : .stop
    }
    precondition(!batch.isEmpty, "a record was asked for")
    self = batch
  }
}
