/// The Merkle tree over records that come one by one: gathers some, and hashes them together.
///
/// It is for whoever reads a log through ``LogStore`` and wants its root; a commit has its records
/// together already.
package struct RecordTree: Sendable {
  private var frontier = MerkleFrontier()
  private var waiting = RecordBatch()

  /// More records at once are hardly cheaper, and these still lie in the processor's cache.
  private static let waitingRecordsMaximum = 64

  /// - Parameter frontier: of the records that came before; empty for none.
  package init(after frontier: MerkleFrontier = MerkleFrontier()) {
    self.frontier = frontier
  }

  /// How many records were added.
  package var count: UInt64 { frontier.count + UInt64(waiting.count) }

  /// Adds the next record of the log, of at least one byte.
  package mutating func append(_ record: RawSpan) {
    waiting.append(record)
    if waiting.count == Self.waitingRecordsMaximum { hashWaiting() }
  }

  /// The Merkle root over all records so far; ``Digest/empty`` for none.
  package var root: Digest {
    mutating get {
      hashWaiting()
      return frontier.root
    }
  }

  private mutating func hashWaiting() {
    frontier.append(contentsOf: waiting.leafHashes())
    waiting.removeAll()
  }
}
