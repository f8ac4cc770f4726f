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
