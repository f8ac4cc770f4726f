/// How the read model came to be there, after the ledger began to take commands.
package struct ReadModelReport: Sendable {
  /// Why that of the checkpoint could not be used; it was folded from the whole log instead.
  package var discarded: CheckpointFault?
  /// The record it is at.
  package var position: UInt64
  package var milliseconds: UInt64
}
