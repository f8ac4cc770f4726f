internal import Glibc

/// Keeps other processes from changing a side file that is replaced as a whole, until this value goes.
///
/// The lock is on `NAME.lock` beside it, because the file itself is another one after each replacing.
package final class SideFileLock: Sendable {
  private let file: File

  /// - Throws: ``LogError/lockedByAnother(path:pid:)`` at once when somebody else has it.
  package init(name: String, in directory: String) throws(LogError) {
    let path = directory + "/" + name
    let file = try File(opening: path + ".lock", flags: O_RDWR | O_CREAT | O_NOFOLLOW)
    guard try file.tryLock(exclusively: true) else {
      throw .lockedByAnother(path: path, pid: nil)
    }
    self.file = file
  }
}
