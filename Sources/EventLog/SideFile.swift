internal import Glibc

/// A file in the ledger's directory that is derived from the log and may be lost at any time.
///
/// It has its name only once it is complete and on the device; what was there before stays until
/// then.
package final class SideFileWriter {
  private let file: File
  private let directory: String
  private let name: String
  private var isPublished = false
  /// How many bytes were appended.
  package private(set) var byteCount: UInt64 = 0

  private static let unfinishedSuffix = ".writing"

  /// Begins the file; what an earlier process left unfinished is written over.
  package init(name: String, in directory: String) throws(LogError) {
    precondition(!name.contains("/"), "a side file lies in the ledger's directory")
    self.name = name
    self.directory = directory
    let path = directory + "/" + name + Self.unfinishedSuffix
    // Removed first, so that no link that stands there is followed.
    SideFileWriter.unlinkIfThere(path)
    file = try File(opening: path, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
  }

  deinit {
    if !isPublished { SideFileWriter.unlinkIfThere(file.path) }
  }

  package func append(_ bytes: [UInt8]) throws(LogError) {
    try file.write(bytes, at: byteCount)
    byteCount += UInt64(bytes.count)
  }

  /// Writes over the beginning.
  package func replaceBeginning(with bytes: [UInt8]) throws(LogError) {
    precondition(UInt64(bytes.count) <= byteCount, "what is replaced was there")
    try file.write(bytes, at: 0)
  }

  /// Waits until what was written is on the device: now and then, so that little is left at the end.
  package func synchronize() throws(LogError) { try file.synchronize() }

  /// Gives the finished file its name, in one step and for good.
  package func publish() throws(LogError) {
    try file.synchronize()
    guard try File.move(file.path, to: directory + "/" + name) else {
      throw .alreadyExists(path: directory + "/" + name)
    }
    isPublished = true
    try File.synchronizeDirectory(directory)
  }

  /// Removes what an earlier process left unfinished under this name.
  package static func removeUnfinished(name: String, in directory: String) {
    unlinkIfThere(directory + "/" + name + unfinishedSuffix)
  }

  private static func unlinkIfThere(_ path: String) {
    // Cleaning up: what cannot be removed is found again by the next open. Safe: the C string lives
    // for the call.
    _ = unsafe unlink(path)
  }
}

/// A finished ``SideFileWriter`` file, read from any thread.
package final class SideFile: Sendable {
  private let file: File
  package let byteCount: UInt64

  /// - Returns: nil when there is none.
  package init?(opening name: String, in directory: String) throws(LogError) {
    let path = directory + "/" + name
    guard File.exists(path) else { return nil }
    // Not blocking, in case it is a pipe that somebody put there; reading it then fails.
    file = try File(opening: path, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    byteCount = try file.status().byteCount
  }

  /// Up to `count` bytes from `offset`; fewer only when the file ends before.
  package func read(at offset: UInt64, count: Int) throws(LogError) -> [UInt8] {
    try file.read(at: offset, count: count)
  }
}
