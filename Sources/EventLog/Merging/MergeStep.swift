/// What one step of merging did.
package struct MergeStep: Equatable, Sendable {
  package enum Outcome: Equatable, Sendable {
    /// Nothing to do until the log is longer.
    case idle
    /// Blocks that need no merging were passed by; the next step goes on behind them.
    case passed
    /// Small blocks were replaced.
    case merged(MergeReport)
  }

  /// Where the next step begins.
  package var next: UInt64
  package var outcome: Outcome
}

/// One exchange of small blocks for large ones.
package struct MergeReport: Equatable, Sendable {
  package var records: UInt64
  package var blocksBefore: Int
  package var blocksAfter: Int
  package var storedBytesBefore: Int
  package var storedBytesAfter: Int
  /// How long appends had to wait at most.
  package var exchange: Duration
}

/// By what a block is known again: its place, its length and its checksum.
struct BlockIdentity: Equatable {
  let key: UInt64
  let byteCount: Int
  let checksum: UInt32

  init(key: UInt64, _ block: RawSpan) {
    self.key = key
    byteCount = block.byteCount
    checksum = BlockHeader.checksum(of: block)
  }
}
