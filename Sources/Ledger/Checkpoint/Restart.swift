package import EventLog
package import Sealing

/// What a daemon starts from.
package struct Restart: Sendable {
  /// At the end of the log.
  package var writer: RecoveredWriter
  /// At the checkpoint that was used, or at the end of the log.
  package var readModel: AwaitedReadModel
  package var report: RecoveryReport

  /// The checkpoint in `directory` and the records after it, or, when there is no checkpoint or it does
  /// not fit the log in every respect that matters to commands, the whole log.
  ///
  /// With a checkpoint the records before it are not read: their checksums, and that they follow
  /// from each other, were checked when they were folded, and auditors check them any time. Those
  /// after it are checked in full, and so is that both together have the log's Merkle root.
  ///
  /// - Parameters:
  ///   - directory: nil: there is none to look in.
  ///   - keys: to the names that are shown.
  ///   - progress: called about every 100,000 records with the position reached.
  package static func recover(
    _ store: any LogStore, checkpointIn directory: String?, keys: TextKeys? = nil,
    progress: (UInt64) -> Void = { _ in }
  ) throws(ReplayError) -> Restart {
    let started = ContinuousClock.now
    let head = store.head.position
    var report = RecoveryReport()
    var found: Restart?
    if let directory {
      do throws(CheckpointFault) {
        let stored = try Checkpoint.open(from: directory, notBeyond: head, keys: keys)
        if let stored { found = try continuing(stored, store, keys: keys, progress: progress) }
      } catch {
        report.discarded = error
      }
    }
    var restart: Restart
    if let found {
      restart = found
    } else {
      let recovered = try Recovered.replay(store, keys: keys, progress: progress)
      restart = Restart(
        writer: recovered.writer, readModel: AwaitedReadModel(recovered.readModel), report: report)
    }
    restart.report.recordsReplayed = head - restart.report.checkpointPosition
    restart.report.milliseconds = UInt64((ContinuousClock.now - started) / .milliseconds(1))
    return restart
  }

  /// Folds what the log has after the checkpoint into the write model.
  ///
  /// - Throws: whatever is wrong, for then a full replay says what it is: a checkpoint is no
  ///   witness against the log.
  private static func continuing(
    _ stored: CheckpointReader, _ store: any LogStore, keys: TextKeys?,
    progress: (UInt64) -> Void
  ) throws(CheckpointFault) -> Restart {
    var recovered = Recovered()
    let readModel: AwaitedReadModel
    (recovered.writer, readModel) = try stored.load()
    do throws(ReplayError) {
      recovered = try recovered.following(
        store, after: stored.header.frontier, keys: keys, .writeModel, progress: progress)
    } catch {
      throw .otherLog("the log does not continue it: \(error)")
    }
    var report = RecoveryReport()
    report.checkpointPosition = stored.header.position
    return Restart(writer: recovered.writer, readModel: readModel, report: report)
  }
}
