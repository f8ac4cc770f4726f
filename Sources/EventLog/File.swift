internal import Glibc

/// An open file, closed when it goes. Every call names its path in the error it throws.
struct File: ~Copyable {
  let path: String
  private let descriptor: Int32

  /// Opens with close-on-exec; new files are for their owner only.
  init(opening path: String, flags: Int32) throws(LogError) {
    // Safe: the string is passed as a C string that lives for the call.
    let descriptor = unsafe Glibc.open(path, flags | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw File.failure("open", path) }
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    _ = Glibc.close(descriptor)
  }

  /// Device and inode: the same for every path to the same file.
  struct Identity: Hashable, Sendable {
    var device: UInt64
    var inode: UInt64
  }

  /// What the file is and how long, in bytes.
  func status() throws(LogError) -> (identity: Identity, byteCount: UInt64) {
    var info = stat()
    // Safe: the structure lives for the call.
    guard unsafe fstat(descriptor, &info) == 0 else { throw File.failure("examine", path) }
    let identity = Identity(device: UInt64(info.st_dev), inode: UInt64(info.st_ino))
    return (identity, UInt64(max(0, info.st_size)))
  }

  /// Whether nobody but its owner may read or write it.
  func isForOwnerOnly() throws(LogError) -> Bool {
    var info = stat()
    // Safe: the structure lives for the call.
    guard unsafe fstat(descriptor, &info) == 0 else { throw File.failure("examine", path) }
    return info.st_mode & 0o077 == 0
  }

  /// Up to `count` bytes from `offset`; fewer only when the file ends before.
  func read(at offset: UInt64, count: Int) throws(LogError) -> [UInt8] {
    precondition(count >= 0 && offset <= UInt64(Int64.max), "an offset that a file can have")
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let start = done
      // Safe: the pointer stays inside the array, and no more than its rest is read.
      let result = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe pread(
          descriptor, buffer.baseAddress?.advanced(by: start), count - start,
          off_t(offset) + start)
      }
      if result < 0 && errno == EINTR { continue }
      guard result >= 0 else { throw File.failure("read", path) }
      if result == 0 { break }
      done += result
    }
    bytes.removeLast(count - done)
    return bytes
  }

  /// Makes the file exactly `bytes`.
  func replaceContents(with bytes: [UInt8]) throws(LogError) {
    guard ftruncate(descriptor, 0) == 0 else { throw File.failure("empty", path) }
    try write(bytes, at: 0)
  }

  /// Writes all of `bytes` from `offset` on.
  func write(_ bytes: [UInt8], at offset: UInt64) throws(LogError) {
    precondition(offset <= UInt64(Int64.max) - UInt64(bytes.count), "an offset a file can have")
    var done = 0
    while done < bytes.count {
      let start = done
      // Safe: the pointer stays inside the array, and no more than its rest is written.
      let result = unsafe bytes.withUnsafeBytes { buffer in
        unsafe pwrite(
          descriptor, buffer.baseAddress?.advanced(by: start), bytes.count - start,
          off_t(offset) + start)
      }
      if result < 0 && errno == EINTR { continue }
      guard result > 0 else { throw File.failure("write", path) }
      done += result
    }
  }

  /// Waits until the file, or the entries of a directory, are on the device.
  func synchronize() throws(LogError) {
    guard fsync(descriptor) == 0 else { throw File.failure("sync", path) }
  }

  /// Takes a lock on the whole file without waiting; `false` when another holds one against it.
  func tryLock(exclusively: Bool) throws(LogError) -> Bool {
    if flock(descriptor, (exclusively ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0 { return true }
    guard errno == EWOULDBLOCK else { throw File.failure("lock", path) }
    return false
  }

  /// The error of the system call that just failed on this thread.
  static func failure(_ operation: String, _ path: String) -> LogError {
    let number = errno
    // Safe: strerror returns a C string that is copied at once.
    let reason = unsafe String(cString: strerror(number))
    return .io(operation: operation, path: path, reason: reason)
  }
}

extension File {
  /// How many bytes an unprivileged process may still write where `path` lies.
  static func freeBytes(at path: String) throws(LogError) -> UInt64 {
    var info = statvfs()
    // Safe: the structure and the C string live for the call.
    guard unsafe statvfs(path, &info) == 0 else { throw failure("examine", path) }
    let free = UInt64(info.f_bavail).multipliedReportingOverflow(by: UInt64(info.f_frsize))
    return free.overflow ? .max : free.partialValue
  }

  static func makeDirectory(_ path: String) throws(LogError) {
    // Safe: the C string lives for the call.
    guard unsafe mkdir(path, 0o700) == 0 else { throw failure("create", path) }
  }

  static func isDirectory(_ path: String) -> Bool {
    (try? File(opening: path, flags: O_RDONLY | O_DIRECTORY)) != nil
  }

  /// Whether something stands at `path` that is no plain file itself: a link, a pipe, a device.
  static func isSomethingElse(_ path: String) -> Bool {
    var info = stat()
    // Safe: the structure and the C string live for the call.
    return unsafe lstat(path, &info) == 0 && info.st_mode & S_IFMT != S_IFREG
  }

  static func exists(_ path: String) -> Bool {
    // Safe: the C string lives for the call.
    unsafe access(path, F_OK) == 0
  }

  /// Moves a file or directory in one step. A directory may replace an empty one, never a full one.
  /// - Returns: `false` when something that is not empty is there already.
  static func move(_ source: String, to target: String) throws(LogError) -> Bool {
    // Safe: both C strings live for the call.
    if unsafe rename(source, target) == 0 { return true }
    guard [ENOTEMPTY, EEXIST, ENOTDIR].contains(errno) else { throw failure("create", target) }
    return false
  }

  /// Removes the named files in a directory and then the directory: cleaning up, so never an error.
  static func removeDirectory(_ path: String, files: [String]) {
    for file in files {
      // Safe: the C string lives for the call.
      _ = unsafe unlink(path + "/" + file)
    }
    // Safe: the C string lives for the call.
    _ = unsafe rmdir(path)
  }

  /// The directory that holds `path`.
  static func parent(of path: String) -> String {
    let trimmed = path.last == "/" ? path.dropLast() : path[...]
    guard let slash = trimmed.lastIndex(of: "/") else { return "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
  }

  static func synchronizeDirectory(_ path: String) throws(LogError) {
    try File(opening: path, flags: O_RDONLY | O_DIRECTORY).synchronize()
  }
}
