package import EventLog
import Insight
import Opportunities

/// What verification adds to the log's own checks: that the records are a history.
///
/// Records are decoded by whoever hands them in and folded on a thread of the check's own, so the
/// verdict is there when ``finish()`` has waited for them.
package final class LedgerCheck {
  /// What was found of a whole log.
  package struct Verdict {
    /// The first thing found wrong.
    package var failure: ReplayError?
    package var commands: Int
    package var opportunities: Int
  }

  private let crew: ReplayCrew
  private var isStopped = false

  /// - Parameter store: of the same records, to look a command up that seems to stand there twice.
  package init(store: any LogStore) {
    crew = ReplayCrew(after: Recovered(), skippingDetails: false) {
      (writer, record, position) throws(ReplayError) in
      try LedgerCheck.requireNewCommand(record, at: position, writer.index, store)
    }
  }

  /// Takes the next record of the log.
  package func take(_ position: UInt64, _ bytes: RawSpan) {
    if !isStopped { isStopped = crew.take(position, bytes) == .stop }
  }

  /// Waits until every record taken is judged. Call it once, at the end.
  package consuming func finish() -> Verdict {
    let (recovered, failure) = crew.finish()
    return Verdict(
      failure: failure, commands: recovered.writer.index.count,
      opportunities: recovered.readModel.board.counts.opportunities)
  }

  /// The index holds hashes of ids, so whatever it finds is compared with the record itself.
  private static func requireNewCommand(
    _ record: RecordedEvent, at position: UInt64, _ index: borrowing CommandIndex,
    _ store: any LogStore
  ) throws(ReplayError) {
    guard record.commandRecords > 0 else { return }
    let fingerprint = index.fingerprint(of: record.commandID)
    let earlier = try index.first(for: fingerprint) { (candidate) throws(ReplayError) in
      try commandID(at: candidate, in: store) == record.commandID
    }
    guard earlier == nil else {
      throw .misfit(position: position, what: "its command id was accepted before")
    }
  }

  private static func commandID(
    at position: UInt64, in store: any LogStore
  ) throws(ReplayError) -> CommandID {
    let bytes: [UInt8]
    do throws(LogError) {
      bytes = try store.record(at: position)
    } catch {
      throw .log(error)
    }
    return try decodeRecord(bytes.span.bytes, at: position).commandID
  }
}
