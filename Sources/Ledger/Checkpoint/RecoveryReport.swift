package import EventLog
package import Sealing

/// Which way recovery went.
package struct RecoveryReport: Sendable {
  /// Position of the checkpoint that was used; 0: none was, everything was replayed.
  package var checkpointPosition: UInt64 = 0
  /// Why a checkpoint that is there was not used.
  package var discarded: CheckpointFault?
  package var recordsReplayed: UInt64 = 0
  package var milliseconds: UInt64 = 0

  package init() {}
}

extension Recovered {
  /// What a daemon starts from: the checkpoint in `directory` and the records after it, or, when
  /// there is no checkpoint or it does not fit the log in every respect, the whole log.
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
  ) throws(ReplayError) -> (recovered: Recovered, report: RecoveryReport) {
    let started = ContinuousClock.now
    var report = RecoveryReport()
    var found: Recovered?
    if let directory {
      do throws(CheckpointFault) {
        let contents = try Checkpoint.load(
          from: directory, notBeyond: store.head.position, keys: keys)
        if let contents {
          let position = contents.frontier.count
          found = try contents.following(store, keys: keys, progress: progress)
          report.checkpointPosition = position
        }
      } catch {
        report.discarded = error
      }
    }
    let recovered: Recovered
    if let found {
      recovered = found
    } else {
      recovered = try replay(store, keys: keys, progress: progress)
    }
    report.recordsReplayed = recovered.readModel.position - report.checkpointPosition
    report.milliseconds = UInt64((ContinuousClock.now - started) / .milliseconds(1))
    return (recovered, report)
  }
}

extension Checkpoint.Contents {
  /// Folds what the log has after the checkpoint.
  ///
  /// - Throws: whatever is wrong, for then a full replay says what it is: a checkpoint is no
  ///   witness against the log.
  consuming func following(
    _ store: any LogStore, keys: TextKeys?, progress: (UInt64) -> Void
  ) throws(CheckpointFault) -> Recovered {
    let frontier = frontier
    do throws(ReplayError) {
      return try recovered.following(store, after: frontier, keys: keys, progress: progress)
    } catch {
      throw .otherLog("the log does not continue it: \(error)")
    }
  }
}
