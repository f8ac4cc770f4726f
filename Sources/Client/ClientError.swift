/// Why the client could not get an answer. A rejected command is an answer, not an error.
package enum ClientError: Error, Equatable, Sendable {
  /// Nobody listens at `path`, or we may not connect; `advice` says what to do.
  case unavailable(path: String, advice: String)
  /// The daemon refused the request as a whole; `code` is one of PROTOCOL.md's.
  case refused(code: String, message: String)
  /// No answer within the deadline. The command may have been recorded: resend the same bytes.
  case timedOut(seconds: Int64)
  /// The connection broke. What was in flight is in doubt: resend the same bytes.
  case connectionLost(reason: String)
  /// The daemon said something that the protocol does not allow.
  case protocolViolation(String)
  /// The request cannot be sent as it is, for instance because it exceeds the frame limit.
  case invalidRequest(String)
}

extension ClientError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unavailable(let path, let advice):
      "the ledger daemon cannot be reached at \(path): \(advice)"
    case .refused(let code, let message):
      message.isEmpty ? "refused: \(code)" : "refused: \(code): \(message)"
    case .timedOut(let seconds):
      "no answer within \(seconds) s; resending the same command ids is safe"
    case .connectionLost(let reason):
      "the connection to the ledger broke (\(reason)); resending the same command ids is safe"
    case .protocolViolation(let what):
      "the daemon broke the protocol: \(what)"
    case .invalidRequest(let what):
      "the request cannot be sent: \(what)"
    }
  }

  /// Whether the same bytes may succeed when sent again, over a new connection if need be.
  package var isWorthResending: Bool {
    switch self {
    case .connectionLost, .unavailable: true
    case .refused(let code, _): code == "BUSY" || code == "UNKNOWN" || code == "SHUTTING_DOWN"
    case .timedOut, .protocolViolation, .invalidRequest: false
    }
  }

  /// Whether the connection is of no more use after this error.
  var endsConnection: Bool {
    switch self {
    case .connectionLost, .unavailable, .protocolViolation: true
    case .refused(let code, _): code == "UNKNOWN" || code == "SHUTTING_DOWN"
    case .timedOut, .invalidRequest: false
    }
  }
}
