internal import Glibc

/// The right to write, held as a lock on `writer.lock` until this value goes.
///
/// It is a file of its own because POSIX drops a process's fcntl locks on LMDB's files when any
/// descriptor of them is closed; flock on a separate file has no such trap, and the kernel frees it
/// however the process ends.
struct WriterLock: ~Copyable {
  private let file: File
  private static let pidBytesMaximum = 16

  /// Takes the lock for writing and leaves this process's number in the file, for people.
  /// - Throws: ``LogError/lockedByAnother(path:pid:)`` at once when it is taken.
  init(writing directory: DataDirectory) throws(LogError) {
    let file = try File(opening: directory.writerLockFile, flags: O_RDWR | O_CREAT)
    guard try file.tryLock(exclusively: true) else {
      throw .lockedByAnother(path: directory.path, pid: try WriterLock.pid(in: file))
    }
    try file.replaceContents(with: Array("\(getpid())\n".utf8))
    self.file = file
  }

  /// Makes sure that nobody writes while a copy is read without LMDB's own lock file.
  ///
  /// - Returns: `nil` when there is no lock file that can be read, as in a bare copy.
  static func whileReadingUnlocked(_ directory: DataDirectory) throws(LogError) -> WriterLock? {
    guard let file = try? File(opening: directory.writerLockFile, flags: O_RDONLY) else {
      // A bare copy has no such file, and then there is no writer to keep out.
      return nil
    }
    guard try file.tryLock(exclusively: false) else {
      throw .lockedByAnother(path: directory.path, pid: try WriterLock.pid(in: file))
    }
    return WriterLock(file)
  }

  private init(_ file: consuming File) {
    self.file = file
  }

  private static func pid(in file: borrowing File) throws(LogError) -> Int32? {
    let text = try file.read(at: 0, count: pidBytesMaximum)
    return Int32(String(decoding: text.prefix { $0 != 0x0A }, as: UTF8.self))
  }
}
