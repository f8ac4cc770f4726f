import EventLog

/// Why a checkpoint is not used, or was not written. The log has everything, so it costs time only.
package enum CheckpointFault: Error, Equatable, CustomStringConvertible {
  /// The file could not be read or written.
  case file(String)
  /// Not one of ours, of another format or code version, or not all there.
  case foreign(String)
  /// Bytes that are not what was written, or make no state.
  case damaged(String)
  /// A checkpoint of another log, or of more than this log has.
  case otherLog(String)
  /// The state, or what follows it, could not be had.
  case unavailable(String)

  init(_ error: LogError) {
    self = .file("\(error)")
  }

  package var description: String {
    switch self {
    case .file(let what), .foreign(let what), .damaged(let what), .otherLog(let what),
      .unavailable(let what):
      what
    }
  }
}
