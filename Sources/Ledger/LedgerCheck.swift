package import EventLog
import Insight
import Opportunities
package import Sealing
import Synchronization

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
    /// Of both models after the last record that could be folded.
    package var digests: ModelDigests
    /// The same at the position asked for; nil: it was not reached.
    package var digestsAt: ModelDigests?
  }

  private let crew: ReplayCrew
  private let seen: Seen
  private let digestsPosition: UInt64
  private var isStopped = false

  /// What the fold's thread saw on its way.
  private final class Seen: Sendable {
    let digests = Mutex<ModelDigests?>(nil)
  }

  /// - Parameters:
  ///   - store: of the same records, to look a command up that seems to stand there twice.
  ///   - keys: to the names that read models show.
  ///   - position: where the digests of both models are wanted, beside the end; 0: nowhere.
  package init(store: any LogStore, keys: TextKeys? = nil, digestsAt position: UInt64 = 0) {
    let seen = Seen()
    self.seen = seen
    digestsPosition = position
    crew = ReplayCrew(
      after: Recovered(), skippingDetails: false, keys: keys,
      check: { (writer, record, position) throws(ReplayError) in
        try LedgerCheck.requireNewCommand(record, at: position, writer.index, store)
      },
      look: ReplayCrew.Look(position: position) { recovered in
        let digests = ModelDigests(of: recovered)
        seen.digests.withLock { $0 = digests }
      })
  }

  /// Takes the next record of the log.
  package func take(_ position: UInt64, _ bytes: RawSpan) {
    if !isStopped { isStopped = crew.take(position, bytes) == .stop }
  }

  /// Waits until every record taken is judged. Call it once, at the end.
  package consuming func finish() -> Verdict {
    let seen = seen
    let (recovered, failure) = crew.finish()
    let digestsAt = seen.digests.withLock { $0 }
    // Most checkpoints are written at the stop, so they stand at the end.
    let isAtEnd = recovered.readModel.position == digestsPosition
    let digests = (isAtEnd ? digestsAt : nil) ?? ModelDigests(of: recovered)
    return Verdict(
      failure: failure, commands: recovered.writer.index.count,
      opportunities: recovered.readModel.board.counts.opportunities, digests: digests,
      digestsAt: digestsAt)
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
