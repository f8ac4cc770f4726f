/// Everything that can go wrong between the ledger and its bytes.
///
/// The set is closed: a caller can handle each case. Each message says what happened, where, and
/// what the operator can do; ``code`` is the stable name for machines.
package enum LogError: Error, Equatable, Sendable {
  /// The directory holds no ledger at all.
  case notALedger(path: String)
  /// No archive of a ledger is there.
  case notAnArchive(path: String)
  /// A newer program wrote this ledger; reading on could misread it.
  case newerFormat(path: String, found: UInt64, supported: UInt64)
  /// The data file is shorter than its own pages say; mapping it would end in SIGBUS.
  case truncated(path: String, expectedBytes: UInt64, actualBytes: UInt64)
  /// Stored bytes are not what was written. `position` is the first record of the damaged block,
  /// where the damage lies in one.
  case damaged(position: UInt64?, place: String, what: String)
  /// It was begun and not completed; `what` says what it is and how to go on.
  case unfinished(path: String, what: String)
  /// Another process holds the writer lock; its process number when it could be read.
  case lockedByAnother(path: String, pid: Int32?)
  /// This process has the ledger open already; LMDB's locks do not survive a second opening.
  case openTwice(path: String)
  /// Something is there already, so nothing was created.
  case alreadyExists(path: String)
  /// Definitely not written: neither the map nor the file system has room.
  case diskFull(path: String, needBytes: UInt64, freeBytes: UInt64)
  /// A commit failed half way: it may or may not be on disk, and this store will not guess.
  case inDoubt(reason: String)
  /// The log does not end where the writer believed it did.
  case headMoved(expected: UInt64, actual: UInt64)
  /// There is no such position yet.
  case notFound(position: UInt64, head: UInt64)
  /// Longer than ``RecordBatch/recordBytesMaximum``.
  case recordTooLarge(bytes: Int, maximum: Int)
  /// The store was opened for reading only.
  case readOnly(path: String)
  /// The store was closed.
  case closed(path: String)
  /// The operating system or the storage engine refused; definitely not written.
  case io(operation: String, path: String, reason: String)

  /// A stable name for machines: never translated, never reworded.
  package var code: String {
    switch self {
    case .notALedger: "NOT_A_LEDGER"
    case .notAnArchive: "NOT_AN_ARCHIVE"
    case .newerFormat: "NEWER_FORMAT"
    case .truncated: "TRUNCATED"
    case .damaged: "DAMAGED"
    case .unfinished: "UNFINISHED"
    case .lockedByAnother: "LOCKED"
    case .openTwice: "OPEN_TWICE"
    case .alreadyExists: "ALREADY_EXISTS"
    case .diskFull: "DISK_FULL"
    case .inDoubt: "IN_DOUBT"
    case .headMoved: "HEAD_MOVED"
    case .notFound: "NOT_FOUND"
    case .recordTooLarge: "RECORD_TOO_LARGE"
    case .readOnly: "READ_ONLY"
    case .closed: "CLOSED"
    case .io: "IO"
    }
  }
}

extension LogError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notAnArchive(let path):
      "\(path) is not an archive: it has no file named ARCHIVE. Name a directory that oppreplay archive "
        + "has written."
    case .notALedger(let path):
      "\(path) is not a ledger: it has no readable FORMAT file. Name the data directory itself, "
        + "or create a ledger there first."
    case .newerFormat(let path, let found, let supported):
      "\(path) has log format \(found), and this program understands up to \(supported). "
        + "Use a newer program; this one changed nothing."
    case .truncated(let path, let expected, let actual):
      "\(path) is cut off: \(actual) bytes, and its pages need \(expected). "
        + "Do not write to it; restore it from a verified copy."
    case .damaged(let position, let place, let what):
      damageDescription(position: position, place: place, what: what)
    case .unfinished(let path, let what):
      "\(path) is not complete: \(what)."
    case .lockedByAnother(let path, let pid):
      "\(path) is in use by \(pid.map { "process \($0)" } ?? "another process"). "
        + "Stop that process, or talk to it through its socket."
    case .openTwice(let path):
      "\(path) is open in this process already. Share the open store; do not open a second one."
    case .alreadyExists(let path):
      "\(path) exists already and is not empty; nothing was changed. Choose another directory."
    case .diskFull(let path, let need, let free):
      "\(path) has no room: \(need) bytes needed, \(free) free. Nothing was written. "
        + "Free some space and send the commands again."
    case .inDoubt(let reason):
      "A commit failed half way (\(reason)), so its records may or may not be on disk. "
        + "Restart, verify, and send the same commands again with the same ids."
    case .headMoved(let expected, let actual):
      "The log ends at position \(actual), not \(expected): nothing was written. "
        + "Read on from there and decide again."
    case .notFound(let position, let head):
      "There is no record at position \(position): the log ends at \(head)."
    case .recordTooLarge(let bytes, let maximum):
      "A record of \(bytes) bytes is over the limit of \(maximum). Nothing was written. "
        + "Split the command."
    case .readOnly(let path):
      "\(path) was opened for reading only. Send commands to the daemon that owns it."
    case .closed(let path):
      "\(path) was closed by this process; open it again."
    case .io(let operation, let path, let reason):
      "Could not \(operation) \(path): \(reason). Check the path, its permissions and the disk."
    }
  }

  private func damageDescription(position: UInt64?, place: String, what: String) -> String {
    let block = position.map { ", block from position \($0)" } ?? ""
    return "Damaged bytes in \(place)\(block): \(what). They were not served as data. "
      + "Stop writing, keep a copy of the directory, and restore from a verified copy."
  }
}
