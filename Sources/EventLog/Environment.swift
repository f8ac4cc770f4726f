internal import CLMDB
internal import Glibc
internal import Synchronization

/// One open LMDB environment with its two sub-databases.
///
/// LMDB's rules, kept here once for all: `MDB_NOTLS` always, never opened twice in a process (its
/// POSIX locks would be lost), closed only after the last transaction, never used after fork.
@safe final class Environment: @unchecked Sendable {
  enum Access {
    case create
    case readWrite
    case readOnly
  }

  let directory: DataDirectory
  /// How large the file may grow: the address space reserved for it.
  let mapBytes: Int
  /// The handles of the sub-databases; the same in every transaction.
  let blocks: MDB_dbi
  let meta: MDB_dbi
  /// Of the kept tree, once there is one; see ``treeTable``.
  private let tree: Atomic<MDB_dbi>
  /// No table has this number: 0 and 1 are LMDB's own.
  private static let noTable: MDB_dbi = 0

  private let handle: OpaquePointer
  private let identity: File.Identity
  private let usage: Mutex<Usage>

  private struct Usage: ~Copyable {
    var isClosed = false
    var transactions = 0
    /// Given back only after the environment is closed.
    var lock: WriterLock?
  }

  /// Files open in this process.
  private static let openFiles = Mutex<Set<File.Identity>>([])
  /// Daemon, auditors and exports together; a slot costs 64 bytes.
  private static let readersMaximum: UInt32 = 510
  private static let databasesMaximum: UInt32 = 4

  /// Opens the environment in `directory`, whose data file has been checked.
  init(
    _ directory: DataDirectory, identity: File.Identity, access: Access, mapBytes: Int,
    lock: consuming WriterLock?
  ) throws(LogError) {
    precondition(mapBytes > 0, "a map has room")
    let isFirst = Environment.openFiles.withLock { $0.insert(identity).inserted }
    guard isFirst else { throw .openTwice(path: directory.path) }
    do throws(LogError) {
      let flags = access == .readOnly ? UInt32(MDB_RDONLY) : 0
      var heldLock = lock.take()
      if access == .readOnly, Environment.isLockFileUnusable(directory) {
        // A copy, or one that may not be written: LMDB can keep no table of readers there, or would
        // make one, which changes what is only looked at; and nobody writes.
        heldLock = try WriterLock.whileReadingUnlocked(directory)
        unsafe handle = try Environment.open(
          directory, flags: flags | UInt32(MDB_NOLOCK), mapBytes: mapBytes)
      } else {
        unsafe handle = try Environment.open(directory, flags: flags, mapBytes: mapBytes)
      }
      do throws(LogError) {
        let tables = unsafe try Environment.openDatabases(handle, directory, access: access)
        (blocks, meta) = (tables.blocks, tables.meta)
        tree = Atomic(tables.tree)
      } catch {
        // Safe: the handle was opened above and is used by nobody else.
        unsafe mdb_env_close(handle)
        throw error
      }
      usage = Mutex(Usage(lock: heldLock))
    } catch {
      _ = Environment.openFiles.withLock { $0.remove(identity) }
      throw error
    }
    self.directory = directory
    self.identity = identity
    self.mapBytes = mapBytes
  }

  deinit {
    close()
  }

  /// The table of the kept tree; nil: this ledger has none yet, or had none when it was opened.
  ///
  /// A transaction that began before the table was there does not know its number.
  var treeTable: MDB_dbi? {
    let table = tree.load(ordering: .acquiring)
    return table == Self.noTable ? nil : table
  }

  /// Notes the table that a transaction, which is committed, has made.
  func noteTreeTable(_ table: MDB_dbi) {
    tree.store(table, ordering: .releasing)
  }

  /// Ends the use of the environment: at once, or with the last transaction under way.
  func close() {
    finish { usage in
      usage.isClosed = true
    }
  }

  /// Counts a transaction in; the environment stays open until ``leave()``.
  func enter() throws(LogError) {
    let isClosed = usage.withLock { usage in
      if !usage.isClosed { usage.transactions += 1 }
      return usage.isClosed
    }
    guard !isClosed else { throw .closed(path: directory.path) }
  }

  func leave() {
    finish { usage in
      precondition(usage.transactions > 0, "a transaction left twice")
      usage.transactions -= 1
    }
  }

  /// Changes the usage, and closes the environment when that made it closed and unused.
  private func finish(_ change: (inout Usage) -> Void) {
    let isLast = usage.withLock { usage in
      let wasOver = usage.isClosed && usage.transactions == 0
      change(&usage)
      return !wasOver && usage.isClosed && usage.transactions == 0
    }
    guard isLast else { return }
    // Safe: no transaction is open and none can begin, so this is the last use of the handle.
    unsafe mdb_env_close(handle)
    _ = Environment.openFiles.withLock { $0.remove(identity) }
    usage.withLock { $0.lock = nil }
  }
}

extension Environment {
  private static func open(
    _ directory: DataDirectory, flags: UInt32, mapBytes: Int
  ) throws(LogError) -> OpaquePointer {
    var created: OpaquePointer?
    // Safe: LMDB fills in the pointer, which is checked before use.
    try LogError.check(unsafe mdb_env_create(&created), "create an environment", directory.path)
    guard let handle = unsafe created else {
      throw .io(operation: "create an environment", path: directory.path, reason: "no handle")
    }
    do throws(LogError) {
      // Safe: the handle is live and not shared yet; the path lives for the call.
      let steps: [() -> Int32] = [
        { unsafe mdb_env_set_mapsize(handle, mapBytes) },
        { unsafe mdb_env_set_maxdbs(handle, databasesMaximum) },
        { unsafe mdb_env_set_maxreaders(handle, readersMaximum) },
        { unsafe mdb_env_open(handle, directory.path, flags | UInt32(MDB_NOTLS), 0o600) },
      ]
      for step in steps {
        try LogError.check(step(), "open", directory.dataFile)
      }
      return unsafe handle
    } catch {
      // Safe: LMDB asks for this after a failed open too (lmdb.h, mdb_env_open).
      unsafe mdb_env_close(handle)
      throw error
    }
  }

  private static func isLockFileUnusable(_ directory: DataDirectory) -> Bool {
    (try? File(opening: directory.lockFile, flags: O_RDWR)) == nil
  }

  private static func openDatabases(
    _ handle: OpaquePointer, _ directory: DataDirectory, access: Access
  ) throws(LogError) -> (blocks: MDB_dbi, meta: MDB_dbi, tree: MDB_dbi) {
    if access == .readWrite {
      var dead: Int32 = 0
      // Readers that died with their process would keep old pages alive for ever.
      // Safe: the handle is live.
      try LogError.check(unsafe mdb_reader_check(handle, &dead), "check readers of", directory.path)
    }
    var begun: OpaquePointer?
    let flags = access == .create ? 0 : UInt32(MDB_RDONLY)
    // Safe: the handle is live, and LMDB fills in the pointer.
    try LogError.check(unsafe mdb_txn_begin(handle, nil, flags, &begun), "read", directory.dataFile)
    var databases: [MDB_dbi] = []
    for name in ["blocks", "meta", treeTableName] {
      var database: MDB_dbi = 0
      var found: UInt32 = 0
      // The tree comes with its first node.
      let isOptional = name == treeTableName
      let create = access == .create && !isOptional ? UInt32(MDB_CREATE) : 0
      // Safe: the transaction is live; the name lives for the call.
      var status = unsafe mdb_dbi_open(begun, name, create, &database)
      if isOptional, status == MDB_NOTFOUND {
        databases.append(noTable)
        continue
      }
      if status == MDB_SUCCESS { status = unsafe mdb_dbi_flags(begun, database, &found) }
      guard status == MDB_SUCCESS, found == 0 else {
        // Safe: the transaction is live and ends here.
        unsafe mdb_txn_abort(begun)
        guard status == MDB_SUCCESS || status == MDB_NOTFOUND || status == MDB_INCOMPATIBLE else {
          throw LogError(engine: status, "open \(name) in", directory.dataFile)
        }
        throw .damaged(
          position: nil, place: directory.dataFile, what: "its table \(name) is missing or changed")
      }
      databases.append(database)
    }
    // Committing, even a read transaction, is what keeps the handles open (lmdb.h, mdb_dbi_open).
    // Safe: the transaction is live and ends here.
    try LogError.check(unsafe mdb_txn_commit(begun), "read", directory.dataFile)
    return (databases[0], databases[1], databases[2])
  }

  static let treeTableName = "tree"

  /// Begins a transaction; the caller has entered and will end it.
  func begin(flags: UInt32) throws(LogError) -> OpaquePointer {
    var begun: OpaquePointer?
    // Safe: the environment is open because a transaction is counted in; LMDB fills in the pointer.
    let status = unsafe mdb_txn_begin(handle, nil, flags, &begun)
    guard status == MDB_SUCCESS, let transaction = unsafe begun else {
      throw LogError(engine: status, "begin a transaction in", directory.dataFile)
    }
    return unsafe transaction
  }

  /// Writes the data file as one read transaction sees it, without pages that are free, into a directory.
  func copy(to target: String) throws(LogError) {
    try enter()
    defer { leave() }
    // Safe: the environment is open because this call is counted in; the path lives for the call.
    let status = unsafe mdb_env_copy2(handle, target, UInt32(MDB_CP_COMPACT))
    try LogError.check(status, "copy to", target)
    // LMDB makes it as the process's mask allows; the directory lets nobody else in meanwhile.
    let file = target + "/data.mdb"
    guard unsafe chmod(file, 0o600) == 0 else { throw File.failure("restrict", file) }
  }

  /// How many bytes of the map no page has ever used.
  func mapBytesFree() throws(LogError) -> UInt64 {
    try enter()
    defer { leave() }
    var info = unsafe MDB_envinfo()
    var statistics = MDB_stat()
    // Safe: the environment is open because this call is counted in; both structures live on.
    try LogError.check(unsafe mdb_env_info(handle, &info), "examine", directory.dataFile)
    try LogError.check(unsafe mdb_env_stat(handle, &statistics), "examine", directory.dataFile)
    let used = (UInt64(unsafe info.me_last_pgno) + 1) * UInt64(statistics.ms_psize)
    let size = UInt64(unsafe info.me_mapsize)
    return size > used ? size - used : 0
  }
}

extension LogError {
  /// What an LMDB status means before anything was committed.
  init(engine status: Int32, _ operation: String, _ path: String) {
    // Safe: mdb_strerror returns a C string that is copied at once.
    let reason = unsafe String(cString: mdb_strerror(status))
    switch status {
    case MDB_MAP_FULL, ENOSPC, EDQUOT:
      self = .diskFull(path: path, needBytes: 1, freeBytes: 0)
    case MDB_CORRUPTED, MDB_PAGE_NOTFOUND, MDB_INVALID, MDB_VERSION_MISMATCH:
      self = .damaged(position: nil, place: path, what: reason)
    default:
      self = .io(operation: operation, path: path, reason: reason)
    }
  }

  static func check(_ status: Int32, _ operation: String, _ path: String) throws(LogError) {
    guard status == MDB_SUCCESS else { throw LogError(engine: status, operation, path) }
  }
}
