package import EventLog
import Insight
import Opportunities

/// What verification adds to the log's own checks: that the records are a history.
package struct LedgerCheck {
  /// The first thing found wrong; nil so far.
  package private(set) var failure: ReplayError?
  package private(set) var commands = 0
  /// The root of the log at the position asked for; nil: the log does not reach it.
  package private(set) var rootAtExpected: Digest?

  private var recovered = Recovered()
  private var commandIDs: Set<CommandID> = []
  private var tree = RecordTree()
  private let expectedPosition: UInt64

  package init(expected: (position: UInt64, root: Digest)?) {
    expectedPosition = expected?.position ?? 0
  }

  package var opportunities: Int { recovered.readModel.board.counts.opportunities }

  /// Takes the next record of the log.
  package mutating func take(_ position: UInt64, _ bytes: RawSpan) {
    if position <= expectedPosition {
      tree.append(bytes)
      if position == expectedPosition { rootAtExpected = tree.root }
    }
    guard failure == nil else { return }
    do throws(ReplayError) {
      let record = try decodeRecord(bytes, at: position)
      if record.commandRecords > 0 {
        guard commandIDs.insert(record.commandID).inserted else {
          throw .misfit(position: position, what: "its command id was accepted before")
        }
        commands += 1
      }
      try recovered.writer.fold(record, expecting: position)
      try recovered.readModel.apply(record)
    } catch {
      failure = error
    }
  }
}
