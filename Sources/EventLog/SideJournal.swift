internal import Glibc
internal import Synchronization

/// A file in the ledger's directory that only grows, besides the log: each piece is on the device when
/// ``append(_:)`` returns. A power cut may leave part of the last piece.
package final class SideJournal: Sendable {
  private let file: File
  /// How many bytes it has; held while one is appended.
  private let byteCount: Mutex<UInt64>

  /// Opens the journal, or begins an empty one.
  package init(opening name: String, in directory: String) throws(LogError) {
    precondition(!name.contains("/"), "a journal lies in the ledger's directory")
    let path = directory + "/" + name
    let isNew = !File.exists(path)
    file = try File(opening: path, flags: O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK)
    byteCount = Mutex(try file.status().byteCount)
    if isNew { try File.synchronizeDirectory(directory) }
  }

  /// Its first bytes, `limit` at most.
  package func contents(limit: Int) throws(LogError) -> [UInt8] {
    let count = byteCount.withLock { $0 }
    return try file.read(at: 0, count: min(limit, Int(clamping: count)))
  }

  package func append(_ bytes: [UInt8]) throws(LogError) {
    try byteCount.withLock { byteCount throws(LogError) in
      try file.write(bytes, at: byteCount)
      try file.synchronize()
      byteCount += UInt64(bytes.count)
    }
  }
}
