import EventLog
import Opportunities

/// Replays a log on three threads: the caller's reads, checks and decodes, and behind it the write
/// model and the read models are folded, each by its own.
///
/// What comes out is what one thread would have made, and so is every error: the one at the lowest
/// position wins, and at one position reading comes before the write model, and that before the
/// read models.
final class ReplayCrew {
  /// Few enough to lie in a processor's own cache, many enough that handing them on costs nothing.
  private static let recordsPerRun = 256

  /// What else must hold of a record, before the write model folds it at the position given.
  typealias Check =
    @Sendable (borrowing RecoveredWriter, RecordedEvent, UInt64) throws(ReplayError) -> Void

  private let writer: FoldLane<RecoveredWriter>
  private let readModel: FoldLane<ReadModel>
  private let skipsDetails: Bool
  private var run = RecordRun(firstPosition: 0)
  private var readingFailure: ReplayError?
  private var isStopped = false

  /// - Parameters:
  ///   - recovered: what the first record follows.
  ///   - skipsDetails: leave texts empty that no fold keeps.
  ///   - check: asked about each record before the write model folds it, on that fold's thread; nil:
  ///     nothing is asked.
  init(
    after recovered: consuming Recovered, skippingDetails skipsDetails: Bool,
    check: Check? = nil
  ) {
    self.skipsDetails = skipsDetails
    // Taken apart without a second owner: see FoldLane.
    var (first, second) = (RecoveredWriter(), ReadModel())
    swap(&first, &recovered.writer)
    swap(&second, &recovered.readModel)
    writer = FoldLane(name: "fold-writer", consume first) { (writer, run) throws(FoldFailure) in
      try ReplayCrew.fold(run) { (record, position) throws(ReplayError) in
        try check?(writer, record, position)
        try writer.fold(record, expecting: position)
      }
    }
    readModel = FoldLane(name: "fold-reads", consume second) {
      (readModel, run) throws(FoldFailure) in
      try ReplayCrew.fold(run) { (record, _) throws(ReplayError) in try readModel.apply(record) }
    }
    run.records.reserveCapacity(Self.recordsPerRun)
  }

  private static func fold(
    _ run: RecordRun, by step: (RecordedEvent, UInt64) throws(ReplayError) -> Void
  ) throws(FoldFailure) {
    // Lent, not copied: both folds hold the same records, and would count the same references.
    let records = run.records.span
    for index in records.indices {
      let position = run.firstPosition + UInt64(index)
      do throws(ReplayError) {
        try step(records[index], position)
      } catch {
        throw FoldFailure(position: position, error: error)
      }
    }
  }

  /// Takes the next record of the log.
  ///
  /// - Returns: `stop` when nothing behind it matters any more.
  func take(_ position: UInt64, _ bytes: RawSpan) -> ReadStep {
    guard !isStopped else { return .stop }
    do throws(ReplayError) {
      let record = try decodeRecord(bytes, at: position, skippingDetails: skipsDetails)
      if run.records.isEmpty { run.firstPosition = position }
      run.records.append(record)
    } catch {
      readingFailure = error
      isStopped = true
      return .stop
    }
    if run.records.count == Self.recordsPerRun { handOn() }
    return isStopped ? .stop : .next
  }

  private func handOn() {
    // Both get the same runs, so that of two failures the one that comes first is always found.
    let isWritten = writer.put(run)
    let isRead = readModel.put(run)
    if !isWritten || !isRead { isStopped = true }
    run.records = []
    run.records.reserveCapacity(Self.recordsPerRun)
  }

  /// Waits until everything taken is folded.
  ///
  /// - Returns: what came of it up to the first failure, and that failure.
  consuming func finish() -> (recovered: Recovered, failure: ReplayError?) {
    if !run.records.isEmpty { handOn() }
    var recovered = Recovered()
    let written = writer.finish()
    recovered.writer = written.state
    let read = readModel.finish()
    recovered.readModel = read.state
    let folding = [written.failure, read.failure].compactMap { $0 }
      .min { $0.position < $1.position }
    // Only records before the one that could not be read were folded.
    return (recovered, folding?.error ?? readingFailure)
  }
}
