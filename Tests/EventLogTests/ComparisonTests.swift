import Testing

@testable import EventLog

/// Where two histories part is found the same way by halving as by reading everything.
@Suite("Comparing histories finds the first difference, whatever they are kept in")
struct ComparisonTests {
  enum Kind: CaseIterable {
    case keptTree
    case archive
    case otherArchive
  }

  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func source(
    _ records: [[UInt8]], _ kind: Kind, _ name: String
  ) throws -> any ReplaySource {
    let path = directory.path + "/" + name
    try LMDBStore.create(at: path, mapBytes: testMapBytes)
    let store = try LMDBStore(opening: path, mode: .readWrite, mapBytes: testMapBytes)
    if !records.isEmpty { _ = try store.append(batch(records)) }
    if kind == .keptTree { return store }
    let limits = SegmentLimits(records: kind == .archive ? 100 : 70)
    _ = try Archiver.write(store, to: path + "-archive", limits: limits)
    store.close()
    return try Archive(opening: path + "-archive")
  }

  private static func outcome(_ comparison: LogComparison) -> String {
    switch comparison.outcome {
    case .equal: "equal"
    case .prefix: "prefix"
    case .different(let position, let first, let second):
      first.leaf == second.leaf ? "the same hash" : "\(position)"
    }
  }

  @Test(
    "every pair of forms, differences anywhere, lengths of all sorts",
    arguments: 0..<6 as Range<UInt64>)
  func pairs(seed: UInt64) throws {
    var dice = SplitMix(seed)
    for (round, kinds) in Kind.allCases.flatMap({ one in Kind.allCases.map { (one, $0) } })
      .enumerated()
    {
      let lengths = [0, 1, 255, 256, 257, 300, 512, 700, 1_000]
      let count = lengths[Int(dice.next() % 9)]
      let base = (0..<UInt64(count)).map { sample($0 + 1, bytes: 9) }
      var other = base
      var expected = "equal"
      switch dice.next() % 3 {
      case 0 where count > 0:
        other = Array(base.prefix(Int(dice.next() % UInt64(count))))
        expected = "prefix"
      case 1 where count > 0:
        let place = Int(dice.next() % UInt64(count))
        other[place] = sample(9_999, bytes: 10)
        // What follows may be the same, missing or more.
        if dice.next() % 2 == 0 { other.removeSubrange((place + 1)...) }
        expected = "\(place + 1)"
      default: break
      }
      let first = try source(base, kinds.0, "a\(round)")
      let second = try source(other, kinds.1, "b\(round)")
      defer {
        first.close()
        second.close()
      }
      for readingAll in [false, true] {
        let forward = try LogComparison.compare(first, second, readingAll: readingAll)
        let backward = try LogComparison.compare(second, first, readingAll: readingAll)
        #expect(Self.outcome(forward) == expected, "\(kinds), \(count) and \(other.count)")
        #expect(Self.outcome(backward) == expected, "\(kinds), \(count) and \(other.count)")
        if readingAll { #expect(forward.method == .everyRecord) }
      }
    }
  }

  @Test("halving reads one tile of two trees, and one segment beside an archive")
  func readsLittle() throws {
    let count: UInt64 = 20_000
    let base = (1...count).map { sample($0, bytes: 5) }
    let tree = try source(base, .keptTree, "base")
    var changed = base
    changed[12_345] = sample(1, bytes: 6)
    for kind in [Kind.keptTree, .archive] {
      let other = try source(changed, kind, "\(kind)")
      let comparison = try LogComparison.compare(tree, other)
      #expect(Self.outcome(comparison) == "12346")
      #expect(comparison.recordsRead <= (kind == .keptTree ? 256 : 100))
      #expect(comparison.rootsCompared <= 8)
      #expect(comparison.method == (kind == .keptTree ? .keptTrees : .segmentRoots))
      other.close()
    }
    tree.close()
  }

  @Test("roots that lie are found out, and never give a position")
  func lyingRoots() throws {
    let records = (1...600 as ClosedRange<UInt64>).map { sample($0) }
    let first = try source(records, .keptTree, "first")
    let second = try source(records, .archive, "second")
    let liar = LyingSource(second as! Archive)
    #expect(code { _ = try LogComparison.compare(first, liar) } == "DAMAGED")
    first.close()
  }

  /// Says another root for every size but tells the true records.
  private final class LyingSource: ReplaySource {
    private let truth: Archive

    init(_ truth: Archive) { self.truth = truth }

    var directory: String { truth.directory }
    var head: Head { truth.head }

    func root(of size: UInt64) throws(LogError) -> Digest { Digest(hashing: [1]) }
    func knownRoots() throws(LogError) -> KnownRoots { try truth.knownRoots() }
    func place(of position: UInt64) throws(LogError) -> String { "nowhere" }
    func textKeysIdentity() throws(LogError) -> [UInt8]? { nil }
    func record(at position: UInt64) throws(LogError) -> [UInt8] { try truth.record(at: position) }
    func frontier() throws(LogError) -> MerkleFrontier { try truth.frontier() }
    func spaceLeft() throws(LogError) -> UInt64 { 0 }
    func close() { truth.close() }
    func completeTree(_ progress: (UInt64, UInt64) -> Void) throws(LogError) {}

    func read(
      from: UInt64, through: UInt64, _ body: (UInt64, RawSpan) -> ReadStep
    ) throws(LogError) { try truth.read(from: from, through: through, body) }

    func append(
      _ batch: borrowing RecordBatch, expecting position: UInt64
    ) throws(LogError) -> Head { throw .readOnly(path: directory) }

    func merge(from position: UInt64, through last: UInt64) throws(LogError) -> MergeStep {
      throw .readOnly(path: directory)
    }

    func keptHashes(
      level: Int, from first: UInt64, count: Int
    ) throws(LogError) -> [Digest] { [] }

    func verify(
      rootsAt sizes: Set<UInt64>, progress: (LogVerification) -> Void,
      record: (UInt64, RawSpan) -> Void
    ) throws(LogError) -> LogVerification { try truth.verify() }
  }
}
