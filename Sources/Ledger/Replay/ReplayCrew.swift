import EventLog
import Opportunities
import Schema
import Sealing

/// Replays a log on two threads: the caller's reads, checks and decodes, and behind it another folds
/// each record into the write model and the read models.
///
/// One thread folds both, because two would count references to the same events at the same moment,
/// and each would wait for the other's cache. What comes out is what one thread would have made, and
/// so is every error: the one at the lowest position wins, and at one position reading comes before
/// the write model, and that before the read models.
final class ReplayCrew {
  /// Few enough to lie in a processor's own cache, and in less than the 64 KiB from which on glibc
  /// tidies its heap up at every free; many enough that handing them on costs nothing.
  private static let recordsPerRun = 128

  /// What else must hold of a record, before the write model folds it at the position given.
  typealias Check =
    @Sendable (borrowing RecoveredWriter, RecordedEvent, UInt64) throws(ReplayError) -> Void

  /// Looks at the state after one record, on the fold's thread.
  struct Look: Sendable {
    var position: UInt64
    var look: @Sendable (borrowing Recovered) -> Void
  }

  private let folds: FoldLane<Recovered>
  private let skipsDetails: Bool
  private let keys: TextKeys?
  // Only the caller's thread knows it, so nobody else can be changing it; to check that dynamically
  // took a twentieth of the time of a record.
  @exclusivity(unchecked) private var run = RecordRun(firstPosition: 0)
  private var readingFailure: ReplayError?
  private var isStopped = false

  /// - Parameters:
  ///   - recovered: what the first record follows.
  ///   - skipsDetails: leave texts empty that no fold keeps.
  ///   - keys: to the names that read models show.
  ///   - check: asked about each record before the write model folds it, on that fold's thread; nil:
  ///     nothing is asked.
  ///   - look: nil: nobody looks on the way.
  ///   - models: what the records are folded into.
  init(
    after recovered: consuming Recovered, skippingDetails skipsDetails: Bool,
    keys: TextKeys? = nil, check: Check? = nil, look: Look? = nil,
    folding models: Recovered.Models = .both
  ) {
    self.skipsDetails = skipsDetails
    self.keys = keys
    folds = FoldLane(name: "fold", consume recovered) { (recovered, run) throws(FoldFailure) in
      recovered.writer.prepare(for: run.records.span)
      var position = run.firstPosition
      for index in run.records.indices {
        do throws(ReplayError) {
          try check?(recovered.writer, run.records[index], position)
          try recovered.fold(run.records[index], expecting: position, into: models)
          if let look, look.position == position { look.look(recovered) }
        } catch {
          throw FoldFailure(position: position, error: error)
        }
        position += 1
      }
    }
    run.records.reserveCapacity(Self.recordsPerRun)
  }

  /// Takes the next record of the log.
  ///
  /// - Returns: `stop` when nothing behind it matters any more.
  func take(_ position: UInt64, _ bytes: RawSpan) -> ReadStep {
    guard !isStopped else { return .stop }
    do throws(ReplayError) {
      if run.records.isEmpty { run.firstPosition = position }
      // In the place where it stays: a record is wide.
      run.records.append(.unread)
      try decodeRecord(
        bytes, at: position, into: &run.records[run.records.count - 1],
        skippingDetails: skipsDetails, keys: keys)
    } catch {
      run.records.removeLast()
      readingFailure = error
      isStopped = true
      return .stop
    }
    if run.records.count == Self.recordsPerRun { handOn() }
    return isStopped ? .stop : .next
  }

  private func handOn() {
    if !folds.put(run) { isStopped = true }
    run.records = []
    run.records.reserveCapacity(Self.recordsPerRun)
  }

  /// Waits until everything taken is folded.
  ///
  /// - Returns: what came of it up to the first failure, and that failure.
  consuming func finish() -> (recovered: Recovered, failure: ReplayError?) {
    if !run.records.isEmpty { handOn() }
    let (recovered, failure) = folds.finish()
    // Only records before the one that could not be read were folded.
    return (recovered, failure?.error ?? readingFailure)
  }
}
