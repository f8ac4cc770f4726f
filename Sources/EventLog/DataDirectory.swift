internal import Glibc

/// The files of a ledger on disk, and which of them may be trusted before LMDB sees any.
///
/// `FORMAT` says that this is a ledger and of which format; `data.mdb` and `lock.mdb` are LMDB's;
/// `writer.lock` is locked by the one process that may write.
struct DataDirectory {
  /// How far the directory is.
  enum Stage {
    /// `FORMAT` has its name.
    case finished
    /// It is `FORMAT.restoring` until all of an archive is in the directory.
    case restoring
  }

  let path: String
  private let stage: Stage

  /// The newest layout this program can read.
  static let formatSupported = UInt64(FormatRecord.newest.logFormat)
  private static let formatPrefix = "opportunity-ledger log "
  private static let formatBytesMaximum = 64
  /// All that making or copying a ledger may leave when it fails.
  static let fileNames = [
    "FORMAT", "FORMAT.new", "FORMAT.restoring", "data.mdb", "lock.mdb", "writer.lock",
    "signed-heads", "signed-heads.writing",
  ]

  init(_ path: String, stage: Stage = .finished) {
    self.stage = stage
    let trimmed = path.count > 1 && path.last == "/" ? String(path.dropLast()) : path
    self.path = trimmed
  }

  var formatFile: String { stage == .finished ? finishedFormatFile : restoringFormatFile }
  private var finishedFormatFile: String { path + "/FORMAT" }
  private var restoringFormatFile: String { path + "/FORMAT.restoring" }
  var dataFile: String { path + "/data.mdb" }
  var lockFile: String { path + "/lock.mdb" }
  private var newFormatFile: String { path + "/FORMAT.new" }
  var writerLockFile: String { path + "/writer.lock" }

  /// Checks in plain file I/O that LMDB may map the data file: a ledger, ours, and all there.
  ///
  /// - Parameter isEvidence: somebody else may have made the directory, to be read only: a link in it
  ///   would have LMDB write its table of readers to any file of the reader's, and a pipe would have
  ///   the reader wait for ever.
  /// - Returns: which file it is.
  func check(isEvidence: Bool) throws(LogError) -> File.Identity {
    if isEvidence { try requirePlainFiles() }
    guard File.isDirectory(path), File.exists(formatFile) else {
      try requireNotHalfRestored()
      throw .notALedger(path: path)
    }
    try checkFormat()
    guard File.exists(dataFile) else {
      throw .damaged(position: nil, place: path, what: "FORMAT is there and data.mdb is not")
    }
    return try DataFileCheck.check(dataFile)
  }

  private func requirePlainFiles() throws(LogError) {
    for file in [formatFile, restoringFormatFile, dataFile, lockFile, writerLockFile]
    where File.isSomethingElse(file) {
      throw .io(
        operation: "read", path: file,
        reason: "it is a link, a pipe or a device; copy the ledger's files themselves")
    }
  }

  /// Of a restore that was cut off the name alone tells.
  private func requireNotHalfRestored() throws(LogError) {
    guard stage == .finished, File.exists(restoringFormatFile) else { return }
    throw .unfinished(
      path: path,
      what: "a directory that is being restored from an archive, or was cut off while it was. Run "
        + "oppreplay restore with the same archive again, which goes on from there, or remove it")
  }

  /// Gives a directory that was restored whole its `FORMAT`: the one step that makes it a ledger.
  func finish() throws(LogError) {
    precondition(stage == .restoring, "what is finished was being restored")
    guard try File.move(restoringFormatFile, to: finishedFormatFile) else {
      throw .alreadyExists(path: finishedFormatFile)
    }
    try File.synchronizeDirectory(path)
  }

  private func checkFormat() throws(LogError) {
    _ = try format()
  }

  /// The number in `FORMAT`, which this program can read.
  private func format() throws(LogError) -> UInt64 {
    let file = try File(opening: formatFile, flags: O_RDONLY)
    let bytes = try file.read(at: 0, count: DataDirectory.formatBytesMaximum)
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasPrefix(DataDirectory.formatPrefix), text.hasSuffix("\n"),
      let found = UInt64(text.dropFirst(DataDirectory.formatPrefix.count).dropLast()), found >= 1
    else {
      throw .notALedger(path: path)
    }
    guard found <= DataDirectory.formatSupported else {
      throw .newerFormat(
        path: path, found: found, supported: DataDirectory.formatSupported)
    }
    return found
  }

  /// What `FORMAT` says, as the record that says so in the data file.
  func writtenFormat() throws(LogError) -> FormatRecord {
    FormatRecord(logFormat: UInt32(try format()))
  }

  /// Makes `FORMAT` say at least `format`, in one step that is on the device when this returns.
  ///
  /// It comes before the first byte of that format is written, so that no older program ever meets
  /// one.
  func raiseFormat(to format: FormatRecord) throws(LogError) {
    guard try self.format() < UInt64(format.logFormat) else { return }
    let file = try File(opening: newFormatFile, flags: O_WRONLY | O_CREAT)
    try file.replaceContents(with: Self.formatText(format))
    try file.synchronize()
    guard try File.move(newFormatFile, to: formatFile) else {
      throw .io(operation: "replace", path: formatFile, reason: "it is a directory")
    }
    try File.synchronizeDirectory(path)
  }

  private static func formatText(_ format: FormatRecord) -> [UInt8] {
    Array("\(formatPrefix)\(format.logFormat)\n".utf8)
  }

  /// Makes a ledger directory that is complete and on the device before it has its name.
  ///
  /// A cut-off copy of LMDB's file can look valid, so the name is what says "finished": everything
  /// is made in a sibling, synced, and renamed.
  func create(
    _ makeDataFile: (DataDirectory) throws(LogError) -> Void
  ) throws(LogError) {
    let sibling = DataDirectory(path + ".creating-\(getpid())", stage: stage)
    let parent = File.parent(of: path)
    try requireNotHalfRestored()
    guard !File.exists(formatFile) else { throw .alreadyExists(path: path) }
    try File.makeDirectory(sibling.path)
    do throws(LogError) {
      let format = try File(opening: sibling.formatFile, flags: O_WRONLY | O_CREAT | O_EXCL)
      try format.replaceContents(with: DataDirectory.formatText(.plain))
      try format.synchronize()
      try makeDataFile(sibling)
      try File(opening: sibling.dataFile, flags: O_RDWR).synchronize()
      try File(opening: sibling.writerLockFile, flags: O_WRONLY | O_CREAT).synchronize()
      try File.synchronizeDirectory(sibling.path)
      guard try File.move(sibling.path, to: path) else { throw .alreadyExists(path: path) }
      try File.synchronizeDirectory(parent)
    } catch {
      File.removeDirectory(sibling.path, files: DataDirectory.fileNames)
      throw error
    }
  }
}
