/// Records waiting for one commit: contiguous bytes, where each ends, and each one's leaf hash.
///
/// Three allocations serve any number of records, and emptying keeps them for the next commit. The
/// leaf hash is taken once, on the way in: the tree needs it, and so does whoever gives receipts.
package struct RecordBatch: Sendable {
  /// The longest record a store takes: 4 MiB.
  package static let recordBytesMaximum = 4 << 20

  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var leaves: [Digest] = []

  package init() {}

  /// How many records wait.
  package var count: Int { ends.count }
  /// How many bytes they have together.
  package var byteCount: Int { bytes.count }
  package var isEmpty: Bool { ends.isEmpty }

  /// Adds a record of at least one byte.
  ///
  /// The upper limit is checked by the store, which can say so as an error.
  package mutating func append(_ record: [UInt8]) {
    precondition(!record.isEmpty, "a record has at least one byte")
    bytes.append(contentsOf: record)
    ends.append(bytes.count)
    leaves.append(withRecord(ends.count - 1) { Digest(leaf: $0) })
  }

  /// Adds a copy of a record of at least one byte.
  package mutating func append(_ record: RawSpan) {
    precondition(!record.isEmpty, "a record has at least one byte")
    bytes.append(record)
    ends.append(bytes.count)
    leaves.append(Digest(leaf: record))
  }

  /// Forgets all but the first `count` records: how an atomic batch is rolled back.
  package mutating func truncate(toCount count: Int) {
    precondition(count >= 0 && count <= ends.count, "truncation only shortens a batch")
    bytes.removeLast(bytes.count - (count == 0 ? 0 : ends[count - 1]))
    ends.removeLast(ends.count - count)
    leaves.removeLast(leaves.count - count)
  }

  package mutating func removeAll(keepingCapacity: Bool = true) {
    bytes.removeAll(keepingCapacity: keepingCapacity)
    ends.removeAll(keepingCapacity: keepingCapacity)
    leaves.removeAll(keepingCapacity: keepingCapacity)
  }

  /// Lends the bytes of the record at `index`, counted from 0.
  package func withRecord<Result, Failure: Error>(
    _ index: Int, _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try bytes.withRawSpan { all throws(Failure) in
      try body(all.extracting(start(of: index)..<ends[index]))
    }
  }

  /// RFC 6962 leaf hash of the record at `index`, counted from 0.
  package func leaf(of index: Int) -> Digest {
    leaves[index]
  }

  /// How many bytes the record at `index` has.
  package func byteCount(of index: Int) -> Int {
    ends[index] - start(of: index)
  }

  private func start(of index: Int) -> Int {
    index == 0 ? 0 : ends[index - 1]
  }
}
