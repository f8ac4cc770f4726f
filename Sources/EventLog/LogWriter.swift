/// What the one writer knows, and how it turns a batch into the bytes of a commit.
///
/// Both stores use it, so that they differ in where bytes go and in nothing else.
struct LogWriter: ~Copyable {
  /// The head record of the last commit.
  var committed: HeadRecord
  /// Why the last commit is in doubt; once set, nothing is ever appended again.
  var doubt: String?
  private var encoder = BlockEncoder()

  init(_ committed: HeadRecord) {
    self.committed = committed
  }

  /// Everything one commit writes.
  struct CommitPlan {
    var blocks: [BlockEncoder.Block]
    var headRecord: HeadRecord
    /// What these records add to the tree that is kept, in the order of their places.
    var nodes: [TreeNode]

    var byteCount: Int { blocks.reduce(0) { $0 + $1.bytes.count } }
  }

  /// Checks that `batch` may follow `position`, then packs it. Writes nothing.
  mutating func plan(
    _ batch: borrowing RecordBatch, expecting position: UInt64
  ) throws(LogError) -> CommitPlan {
    if let doubt { throw .inDoubt(reason: doubt) }
    guard position == committed.head.position else {
      throw .headMoved(expected: position, actual: committed.head.position)
    }
    for index in 0..<batch.count {
      let bytes = batch.byteCount(of: index)
      guard bytes <= RecordBatch.recordBytesMaximum else {
        throw .recordTooLarge(bytes: bytes, maximum: RecordBatch.recordBytesMaximum)
      }
    }
    var next = committed.frontier
    var nodes: [TreeNode] = []
    next.append(contentsOf: batch.leafHashes(), noting: &nodes)
    precondition(next.count == position + UInt64(batch.count), "one leaf a record")
    let blocks = encoder.blocks(of: batch, at: position + 1)
    return CommitPlan(blocks: blocks, headRecord: HeadRecord(frontier: next), nodes: nodes)
  }
}
