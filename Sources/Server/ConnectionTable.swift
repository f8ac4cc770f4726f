import Synchronization

/// Who is connected: counts and bounds connections, in all and by user.
final class ConnectionTable: Sendable {
  private struct Entry {
    let userID: UInt32
    let close: @Sendable () -> Void
  }

  private let entries = Mutex<[ObjectIdentifier: Entry]>([:])
  private let limits: Limits

  init(limits: Limits) {
    self.limits = limits
  }

  var count: Int { entries.withLock { $0.count } }

  /// Admits a connection, or says why not.
  func admit(
    _ session: AnyObject, userID: UInt32, close: @escaping @Sendable () -> Void
  ) -> String? {
    let key = ObjectIdentifier(session)
    let limits = limits
    return entries.withLock { entries in
      if entries.count >= limits.connections {
        return "the daemon serves its \(limits.connections) connections already: try again later"
      }
      if entries.values.count(where: { $0.userID == userID }) >= limits.connectionsPerUser {
        return "user \(userID) has its \(limits.connectionsPerUser) connections already"
      }
      entries[key] = Entry(userID: userID, close: close)
      return nil
    }
  }

  func remove(_ session: AnyObject) {
    let key = ObjectIdentifier(session)
    entries.withLock { $0[key] = nil }
  }

  /// Asks every connection to flush and close.
  func closeAll() {
    let all = entries.withLock { Array($0.values) }
    for entry in all { entry.close() }
  }
}
