internal import Glibc

/// The files of an archive: static ones, that any other program can copy, and none that a mapping follows.
///
/// `ARCHIVE` says what the directory is, `index` what is in it, `signed-heads` is the ledger's own file of
/// that name, and each segment has the position of its first record for a name. Every file has its name
/// only once it is complete and on the device. schemas/ARCHIVE.md has every byte.
struct ArchiveDirectory: Sendable {
  let path: String

  static let markerName = "ARCHIVE"
  static let indexName = "index"
  static let notesName = "signed-heads"
  /// The newest layout that this program reads, and the one it writes.
  static let formatSupported: UInt64 = 1
  private static let markerPrefix = "opportunity-ledger archive "
  private static let markerBytesMaximum = 64
  private static let segmentSuffix = ".segment"
  private static let positionDigits = 20

  init(_ path: String) {
    self.path = path.count > 1 && path.last == "/" ? String(path.dropLast()) : path
  }

  /// Whether something says here that it is an archive.
  static func isOne(_ path: String) -> Bool {
    File.exists(ArchiveDirectory(path).file(markerName))
  }

  func file(_ name: String) -> String { path + "/" + name }

  /// `00000000000000000001.segment`: so a listing is in the order of positions.
  static func segmentName(_ firstPosition: UInt64) -> String {
    let digits = String(firstPosition)
    return String(repeating: "0", count: positionDigits - digits.count) + digits + segmentSuffix
  }

  /// Checks that this is an archive of a format that this program reads.
  func check() throws(LogError) {
    guard File.isDirectory(path), File.exists(file(Self.markerName)) else {
      throw .notAnArchive(path: path)
    }
    let bytes = try contents(Self.markerName, limit: Self.markerBytesMaximum)
    let text = String(decoding: bytes, as: UTF8.self)
    let number = text.dropFirst(Self.markerPrefix.count).dropLast()
    guard text.hasPrefix(Self.markerPrefix), text.hasSuffix("\n"), let found = UInt64(number),
      found >= 1, String(found) == number
    else {
      throw .damaged(
        position: nil, place: file(Self.markerName), what: "it does not say what an archive's says")
    }
    guard found <= Self.formatSupported else {
      throw .newerFormat(path: path, found: found, supported: Self.formatSupported)
    }
  }

  /// A whole file of the archive.
  ///
  /// - Parameter limit: a longer one is damage, and is not read.
  func contents(_ name: String, limit: Int) throws(LogError) -> [UInt8] {
    guard let file = try SideFile(opening: name, in: path) else {
      throw .damaged(position: nil, place: self.file(name), what: "it is missing")
    }
    guard file.byteCount <= UInt64(limit) else {
      throw .damaged(
        position: nil, place: self.file(name),
        what: "it has \(file.byteCount) bytes, and \(limit) at most are possible")
    }
    return try file.read(at: 0, count: Int(file.byteCount))
  }

  /// Puts a whole file in the place of the one of that name, if there is one.
  func publish(_ bytes: [UInt8], as name: String) throws(LogError) {
    let file = try SideFileWriter(name: name, in: path)
    try file.append(bytes)
    try file.publish()
  }

  /// The names of segments, sorted.
  func segmentNames() throws(LogError) -> [String] {
    try File.names(in: path).filter { $0.hasSuffix(Self.segmentSuffix) }.sorted()
  }

  func remove(_ name: String) {
    // Cleaning up: what cannot be removed is found again. Safe: the C string lives for the call.
    _ = unsafe unlink(file(name))
  }
}

extension ArchiveDirectory {
  /// Makes the directory an archive without segments unless it is an archive already, and keeps other
  /// writers out for as long as the lock lives that is returned.
  func prepare() throws(LogError) -> ArchiveLock {
    if !File.exists(path) {
      try File.makeDirectory(path)
      try File.synchronizeDirectory(File.parent(of: path))
    }
    if !File.exists(file(Self.markerName)) {
      let unfinished = [Self.markerName, Self.indexName].map { $0 + ".writing" }
      guard try File.names(in: path).allSatisfy(unfinished.contains) else {
        throw .alreadyExists(path: path)
      }
      try publish(Array("\(Self.markerPrefix)\(Self.formatSupported)\n".utf8), as: Self.markerName)
    }
    try check()
    return try ArchiveLock(self)
  }
}

/// The right to write an archive: a lock on its first file, which the kernel frees however a process
/// ends.
final class ArchiveLock: Sendable {
  private let file: File

  init(_ files: ArchiveDirectory) throws(LogError) {
    file = try File(
      opening: files.file(ArchiveDirectory.markerName), flags: O_RDONLY | O_NOFOLLOW)
    guard try file.tryLock(exclusively: true) else {
      throw .lockedByAnother(path: files.path, pid: nil)
    }
  }
}

extension File {
  /// The names in a directory, without `.` and `..`.
  static func names(in directory: String) throws(LogError) -> [String] {
    // Safe: the stream is checked before use and closed at the end; the C string lives for the call.
    guard let stream = unsafe opendir(directory) else { throw failure("list", directory) }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      // Safe: the name ends with a zero byte inside its field, and is copied at once.
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }
}
