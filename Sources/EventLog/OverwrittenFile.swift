internal import Glibc

/// A small file of secrets: when it is replaced, its old bytes are overwritten where they lie, so that
/// what was taken out of it is gone from the device as far as its file system writes in place.
///
/// At each moment one whole file is there. In this order: the new one, complete and on the device,
/// beside the old; zeros over the old; the new one in its place. Reading goes on where that stopped.
package struct OverwrittenFile: Sendable {
  package let path: String
  private let bytesMaximum: Int
  private let isWhole: @Sendable ([UInt8]) -> Bool

  /// - Parameters:
  ///   - bytesMaximum: a longer file is never read.
  ///   - isWhole: whether bytes are those of a file that was written to its end.
  package init(
    path: String, bytesMaximum: Int, isWhole: @escaping @Sendable ([UInt8]) -> Bool
  ) {
    self.path = path
    self.bytesMaximum = bytesMaximum
    self.isWhole = isWhole
  }

  /// What it holds.
  package struct Contents: Sendable {
    /// Empty when it is no whole file.
    package var bytes: [UInt8]
    /// Whether nobody but its owner may read or write it.
    package var isForOwnerOnly: Bool
  }

  private var newPath: String { path + ".new" }

  /// Goes on where a replacing stopped, if one did.
  ///
  /// - Returns: nil when there is none.
  package func open() throws(LogError) -> Contents? {
    if File.exists(newPath) {
      if try read(newPath).bytes.isEmpty { remove(newPath) } else { try takePlace() }
    }
    return File.exists(path) ? try read(path) : nil
  }

  /// The same for who may change nothing: of a replacing that stopped it reads what would come of it.
  package func look() throws(LogError) -> Contents? {
    if File.exists(newPath) {
      let new = try read(newPath)
      if !new.bytes.isEmpty { return new }
    }
    return File.exists(path) ? try read(path) : nil
  }

  package func replace(with bytes: [UInt8]) throws(LogError) {
    precondition(isWhole(bytes), "only a whole file is written")
    remove(newPath)
    let file = try File(opening: newPath, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
    do throws(LogError) {
      try file.write(bytes, at: 0)
      try file.synchronize()
    } catch {
      remove(newPath)
      throw error
    }
    try File.synchronizeDirectory(File.parent(of: path))
    try takePlace()
  }

  private func read(_ path: String) throws(LogError) -> Contents {
    let file = try File(opening: path, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    let status = try file.status()
    var bytes: [UInt8] = []
    if status.byteCount <= UInt64(bytesMaximum) {
      bytes = try file.read(at: 0, count: Int(status.byteCount))
    }
    return Contents(
      bytes: isWhole(bytes) ? bytes : [], isForOwnerOnly: try file.isForOwnerOnly())
  }

  private func takePlace() throws(LogError) {
    if File.exists(path) {
      let old = try File(opening: path, flags: O_WRONLY | O_NOFOLLOW)
      let count = min(try old.status().byteCount, UInt64(bytesMaximum))
      try old.write([UInt8](repeating: 0, count: Int(count)), at: 0)
      try old.synchronize()
    }
    guard try File.move(newPath, to: path) else { throw .alreadyExists(path: path) }
    try File.synchronizeDirectory(File.parent(of: path))
  }

  private func remove(_ path: String) {
    // Cleaning up: what cannot be removed is found again. Safe: the C string lives for the call.
    _ = unsafe unlink(path)
  }
}
