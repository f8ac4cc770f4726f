import EventLog
import Sealing

@testable import Ledger

extension Recovered {
  /// Both models as a daemon has them once questions are answered too, and how it came to them.
  static func recover(
    _ store: any LogStore, checkpointIn directory: String?, keys: TextKeys? = nil
  ) throws -> (recovered: Recovered, report: RecoveryReport) {
    let restart = try Restart.recover(store, checkpointIn: directory, keys: keys)
    var recovered = Recovered()
    var report = restart.report
    recovered.writer = restart.writer
    do throws(CheckpointFault) {
      recovered.readModel = try restart.readModel.wait()
    } catch {
      report.discarded = error
    }
    try recovered.readModel.follow(store, through: store.head.position, keys: keys)
    return (recovered, report)
  }
}
