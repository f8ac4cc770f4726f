import EventLog

/// The write model as it is after the last record of `frontier`, all of which is on disk.
///
/// Taken between two commits; it costs a reference for each few hundred rows.
struct WriteModelCopy: Sendable {
  var writer: RecoveredWriter
  var frontier: MerkleFrontier
}
