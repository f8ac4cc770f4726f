/// Records waiting for one commit, or just read: contiguous bytes, and where each begins and ends.
///
/// Few allocations serve any number of records, and emptying keeps them for the next commit. Leaf
/// hashes are taken when they are asked for, of all records at once, and of most batches never.
package struct RecordBatch: Sendable {
  /// The longest record a store takes: 4 MiB.
  package static let recordBytesMaximum = 4 << 20

  private var bytes: [UInt8] = []
  /// Record i lies between the bounds i and i + 1.
  private var bounds: [Int] = [0]
  /// Of the first records; those behind have not been hashed yet.
  private var leaves: [Digest] = []

  package init() {}

  /// How many records wait.
  package var count: Int { bounds.count - 1 }
  /// How many bytes they have together.
  package var byteCount: Int { bytes.count }
  package var isEmpty: Bool { bytes.isEmpty }

  /// Adds a record of at least one byte.
  ///
  /// The upper limit is checked by the store, which can say so as an error.
  package mutating func append(_ record: [UInt8]) {
    precondition(!record.isEmpty, "a record has at least one byte")
    bytes.append(contentsOf: record)
    bounds.append(bytes.count)
  }

  /// Adds a copy of a record of at least one byte.
  package mutating func append(_ record: RawSpan) {
    precondition(!record.isEmpty, "a record has at least one byte")
    bytes.append(record)
    bounds.append(bytes.count)
  }

  /// Adds copies of records that lie end to end, each of at least one byte.
  ///
  /// - Parameter ends: where each of them ends in `records`.
  mutating func append(_ records: RawSpan, endingAt ends: Span<Int>) {
    let start = bytes.count
    bytes.append(records)
    bounds.reserveCapacity(bounds.count + ends.count)
    for index in 0..<ends.count { bounds.append(start + ends[index]) }
    precondition(bounds.last == bytes.count, "the last record ends with the bytes")
  }

  /// Forgets all but the first `count` records: how an atomic batch is rolled back.
  package mutating func truncate(toCount count: Int) {
    precondition(count >= 0 && count <= self.count, "truncation only shortens a batch")
    bytes.removeLast(bytes.count - bounds[count])
    bounds.removeLast(self.count - count)
    leaves.removeLast(max(0, leaves.count - count))
  }

  package mutating func removeAll(keepingCapacity: Bool = true) {
    bytes.removeAll(keepingCapacity: keepingCapacity)
    bounds.removeAll(keepingCapacity: keepingCapacity)
    bounds.append(0)
    leaves.removeAll(keepingCapacity: keepingCapacity)
  }

  /// Lends the bytes of the record at `index`, counted from 0.
  package func withRecord<Result, Failure: Error>(
    _ index: Int, _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try bytes.withRawSpan { all throws(Failure) in
      try body(all.extracting(bounds[index]..<bounds[index + 1]))
    }
  }

  /// How many bytes the record at `index` has.
  package func byteCount(of index: Int) -> Int {
    bounds[index + 1] - bounds[index]
  }
}

extension RecordBatch {
  /// Takes the leaf hashes of all records that have none yet, in lanes: see ``leaf(of:)``.
  ///
  /// Call it once, when all records are there.
  package mutating func hashLeaves() {
    guard leaves.count < count else { return }
    leaves += hashes(from: leaves.count)
  }

  /// RFC 6962 leaf hash of the record at `index`, counted from 0; ``hashLeaves()`` must have seen it.
  package func leaf(of index: Int) -> Digest {
    leaves[index]
  }

  /// The leaf hashes of all records, in order; hashes those that have none yet, without keeping them.
  package func leafHashes() -> [Digest] {
    leaves.count == count ? leaves : leaves + hashes(from: leaves.count)
  }

  private func hashes(from first: Int) -> [Digest] {
    let bounds = bounds.span
    return bytes.withRawSpan {
      Digest.hashing(
        $0, bounds: bounds.extracting(first..<bounds.count), prefix: Digest.leafPrefix)
    }
  }
}
