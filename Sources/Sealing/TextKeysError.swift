package import EventLog

/// Why the keys of a ledger's texts cannot be used. Each says what, where and what to do.
package enum TextKeysError: Error, Equatable, CustomStringConvertible {
  /// The log has texts that were sealed with keys of a file that is gone.
  case missing(path: String)
  /// The file has the keys of another ledger.
  case foreign(path: String)
  case damaged(path: String)
  /// Others than its owner may read or write it.
  case exposed(path: String)
  case unavailable(LogError)

  package var code: String {
    switch self {
    case .missing: "TEXT_KEYS_MISSING"
    case .foreign: "TEXT_KEYS_FOREIGN"
    case .damaged: "TEXT_KEYS_DAMAGED"
    case .exposed: "TEXT_KEYS_EXPOSED"
    case .unavailable(let error): error.code
    }
  }

  package var description: String {
    switch self {
    case .missing(let path):
      """
      \(path) is missing, and with it every key to what people typed into this ledger. Put it back \
      from its backup. If there is none, --new-text-keys goes on with new keys: facts and figures \
      stay, the texts so far stay unreadable for ever
      """
    case .foreign(let path):
      "\(path) has the keys of another ledger; put the file of this ledger there"
    case .damaged(let path):
      "\(path) is not a whole file of text keys; put its backup there"
    case .exposed(let path):
      "\(path) may be read by others than its owner: chmod 600 \(path), and ask who has read it"
    case .unavailable(let error): "\(error)"
    }
  }
}
