internal import CLMDB

/// A read transaction: one consistent state of the file. Dropping it ends it.
///
/// While it lives LMDB keeps every page it can see, so it lives for one run of blocks at most.
@safe struct ReadTransaction: ~Copyable {
  private let environment: Environment
  private let handle: OpaquePointer
  private let treeTable: MDB_dbi?

  init(_ environment: Environment) throws(LogError) {
    try environment.enter()
    // Before it begins, so that it knows every table this may name.
    let treeTable = environment.treeTable
    do throws(LogError) {
      unsafe handle = try environment.begin(flags: UInt32(MDB_RDONLY))
    } catch {
      environment.leave()
      throw error
    }
    self.environment = environment
    self.treeTable = treeTable
  }

  deinit {
    // Safe: the handle is live, owned, and gone after this.
    unsafe mdb_txn_abort(handle)
    environment.leave()
  }

  /// Lends the value under a `meta` key; `nil` when there is none.
  func withMeta<Result>(
    _ name: String, _ body: (RawSpan) throws(LogError) -> Result
  ) throws(LogError) -> Result? {
    unsafe try Transaction.withMeta(name, handle, environment, body)
  }

  /// Lends a cursor over the blocks, which ends before the transaction does.
  func withBlockCursor<Result>(
    _ body: (inout BlockCursor) throws(LogError) -> Result
  ) throws(LogError) -> Result {
    var cursor = unsafe try BlockCursor(handle, environment)
    return try body(&cursor)
  }

  /// The kept nodes of `level` from `first` on: `count` of them, or fewer when they end before.
  func nodes(
    level: Int, from first: UInt64, count: Int
  ) throws(LogError) -> [Digest] {
    guard let treeTable else { return [] }
    return unsafe try Transaction.nodes(handle, treeTable, environment, level, first, count)
  }

  /// The place of the last kept node; nil: there is none.
  func lastNode() throws(LogError) -> TreeNode.Place? {
    guard let treeTable else { return nil }
    return unsafe try Transaction.lastNode(handle, treeTable, environment)
  }
}

/// The write transaction. Exactly one of ``commit()`` and dropping it (which aborts) ends it.
///
/// LMDB's writer mutex belongs to the thread: begin and end happen in one synchronous function.
@safe struct WriteTransaction: ~Copyable {
  private let environment: Environment
  /// `nil` once committed: LMDB frees it whether or not the commit succeeds.
  private var handle: OpaquePointer?

  init(_ environment: Environment) throws(LogError) {
    try environment.enter()
    do throws(LogError) {
      unsafe handle = try environment.begin(flags: 0)
    } catch {
      environment.leave()
      throw error
    }
    self.environment = environment
  }

  deinit {
    // Safe: the handle is owned and gone after this; LMDB ignores nil.
    unsafe mdb_txn_abort(handle)
    environment.leave()
  }

  /// Lends the value under a `meta` key; `nil` when there is none.
  func withMeta<Result>(
    _ name: String, _ body: (RawSpan) throws(LogError) -> Result
  ) throws(LogError) -> Result? {
    unsafe try Transaction.withMeta(name, handle, environment, body)
  }

  /// Replaces the value under a `meta` key.
  func putMeta(_ name: String, _ value: [UInt8]) throws(LogError) {
    let status = unsafe Transaction.withValues(Array(name.utf8), value) { key, value in
      // Safe: the transaction is live, and LMDB copies both values before it returns.
      unsafe mdb_put(handle, environment.meta, &key, &value, 0)
    }
    try LogError.check(status, "write to", environment.directory.dataFile)
  }

  /// Adds a block after all others; LMDB itself refuses a key that does not grow.
  func appendBlock(_ block: BlockEncoder.Block) throws(LogError) {
    var keyBytes: [UInt8] = []
    keyBytes.append(bigEndian: block.firstPosition)
    let status = unsafe Transaction.withValues(keyBytes, block.bytes) { key, value in
      // Safe: the transaction is live, and LMDB copies both values before it returns.
      unsafe mdb_put(handle, environment.blocks, &key, &value, UInt32(MDB_APPEND))
    }
    guard status != MDB_KEYEXIST else {
      throw .damaged(
        position: block.firstPosition, place: "the block sequence",
        what: "a block at or after this position is there already")
    }
    try LogError.check(status, "write to", environment.directory.dataFile)
  }

  /// Makes the table of the kept tree, whose number is good once this transaction is committed.
  func makeTreeTable() throws(LogError) -> MDB_dbi {
    var table: MDB_dbi = 0
    // Safe: the transaction is live; the name lives for the call.
    let status = unsafe mdb_dbi_open(
      handle, Environment.treeTableName, UInt32(MDB_CREATE), &table)
    try LogError.check(status, "write to", environment.directory.dataFile)
    return table
  }

  /// Adds nodes after all others, in the order of their places.
  func appendNodes(_ nodes: [TreeNode]) throws(LogError) {
    guard !nodes.isEmpty else { return }
    guard let table = environment.treeTable else {
      preconditionFailure("the table is made before the first node is written")
    }
    for node in nodes {
      let status = unsafe Transaction.withValues(node.place.key, node.hash.bytes) { key, value in
        // Safe: the transaction is live, and LMDB copies both values before it returns.
        unsafe mdb_put(handle, table, &key, &value, UInt32(MDB_APPEND))
      }
      guard status != MDB_KEYEXIST else {
        throw .damaged(
          position: node.place.end, place: "the kept tree",
          what: "a node at or after this position is there already")
      }
      try LogError.check(status, "write to", environment.directory.dataFile)
    }
  }

  /// Whether exactly the blocks `old` lie at their keys, with no other between them.
  func holds(_ old: [BlockIdentity]) throws(LogError) -> Bool {
    guard let first = old.first, let handle = unsafe handle else { return false }
    var cursor = unsafe try BlockCursor(handle, environment)
    var key = try cursor.move(.atOrAfter(first.key))
    for block in old {
      guard key == block.key else { return false }
      let isSame = try cursor.withBlock { BlockIdentity(key: block.key, $0) == block }
      guard isSame else { return false }
      key = try cursor.move(.next)
    }
    return true
  }

  /// Removes the block at `key`.
  func deleteBlock(at key: UInt64) throws(LogError) {
    var keyBytes: [UInt8] = []
    keyBytes.append(bigEndian: key)
    let status = unsafe Transaction.withValues(keyBytes, []) { key, _ in
      // Safe: the transaction is live, and LMDB only reads the key.
      unsafe mdb_del(handle, environment.blocks, &key, nil)
    }
    try LogError.check(status, "write to", environment.directory.dataFile)
  }

  /// Puts a block at its key, replacing the one that is there.
  func putBlock(_ block: BlockEncoder.Block) throws(LogError) {
    var keyBytes: [UInt8] = []
    keyBytes.append(bigEndian: block.firstPosition)
    let status = unsafe Transaction.withValues(keyBytes, block.bytes) { key, value in
      // Safe: the transaction is live, and LMDB copies both values before it returns.
      unsafe mdb_put(handle, environment.blocks, &key, &value, 0)
    }
    try LogError.check(status, "write to", environment.directory.dataFile)
  }

  /// Makes everything durable.
  ///
  /// - Throws: ``LogError/diskFull(path:needBytes:freeBytes:)`` when the map was full, which LMDB
  ///   finds out before it writes; ``LogError/inDoubt(reason:)`` for everything else.
  consuming func commit() throws(LogError) {
    // Safe: the handle is live, and deinit does not see it again.
    let status = unsafe mdb_txn_commit(handle.take())
    switch status {
    case MDB_SUCCESS: return
    case MDB_MAP_FULL:
      throw LogError(engine: status, "write to", environment.directory.dataFile)
    default:
      let error = LogError(engine: status, "commit to", environment.directory.dataFile)
      throw .inDoubt(reason: "\(error)")
    }
  }
}

/// Steps through the blocks of one read transaction in key order.
@safe struct BlockCursor: ~Copyable {
  enum Motion {
    case first
    case last
    case next
    case previous
    /// The first block at or after a position.
    case atOrAfter(UInt64)

    var operation: MDB_cursor_op {
      switch self {
      case .first: MDB_FIRST
      case .last: MDB_LAST
      case .next: MDB_NEXT
      case .previous: MDB_PREV
      case .atOrAfter: MDB_SET_RANGE
      }
    }
  }

  private let handle: OpaquePointer
  private let path: String
  private var value = unsafe MDB_val()

  fileprivate init(_ transaction: OpaquePointer, _ environment: Environment) throws(LogError) {
    var opened: OpaquePointer?
    path = environment.directory.dataFile
    // Safe: the transaction outlives the cursor, and LMDB fills in the pointer.
    let status = unsafe mdb_cursor_open(transaction, environment.blocks, &opened)
    guard status == MDB_SUCCESS, let cursor = unsafe opened else {
      throw LogError(engine: status, "read", path)
    }
    unsafe handle = unsafe cursor
  }

  deinit {
    // Safe: the handle is live, owned, and gone after this.
    unsafe mdb_cursor_close(handle)
  }

  /// Moves the cursor.
  /// - Returns: the key of the block it is on now; `nil` when there is none that way.
  mutating func move(_ motion: Motion) throws(LogError) -> UInt64? {
    var wanted: UInt64 = 0
    if case .atOrAfter(let position) = motion { wanted = position.bigEndian }
    var keyBytes: [UInt8]?
    // Safe: the key points to `wanted` for the call only; LMDB's answer points into the map, and is
    // copied before the transaction ends.
    let status = unsafe withUnsafeMutableBytes(of: &wanted) { bytes in
      var key = unsafe MDB_val(mv_size: bytes.count, mv_data: bytes.baseAddress)
      let status = unsafe mdb_cursor_get(handle, &key, &value, motion.operation)
      if status == MDB_SUCCESS {
        unsafe keyBytes = Array(UnsafeRawBufferPointer(start: key.mv_data, count: key.mv_size))
      }
      return status
    }
    if status == MDB_NOTFOUND { return nil }
    try LogError.check(status, "read", path)
    guard let keyBytes, keyBytes.count == 8 else {
      throw .damaged(position: nil, place: "the block sequence", what: "a key is not a position")
    }
    return keyBytes.withRawSpan { $0.bigEndian(at: 0) }
  }

  /// Lends the block the cursor is on.
  func withBlock<Result>(
    _ body: (RawSpan) throws(LogError) -> Result
  ) throws(LogError) -> Result {
    // Safe: the value was set by a successful move and points into the map while the transaction
    // lives, which is longer than this call.
    let buffer = unsafe UnsafeRawBufferPointer(start: value.mv_data, count: value.mv_size)
    return try body(unsafe RawSpan(_unsafeBytes: buffer))
  }
}

/// What both kinds of transaction do in the same way.
private enum Transaction {
  static func withMeta<Result>(
    _ name: String, _ transaction: OpaquePointer?, _ environment: Environment,
    _ body: (RawSpan) throws(LogError) -> Result
  ) throws(LogError) -> Result? {
    var found = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
    let status = unsafe withValues(Array(name.utf8), []) { key, value in
      // Safe: the transaction is live; the answer points into the map while it lives.
      let status = unsafe mdb_get(transaction, environment.meta, &key, &value)
      unsafe found = UnsafeRawBufferPointer(start: value.mv_data, count: value.mv_size)
      return status
    }
    if status == MDB_NOTFOUND { return nil }
    try LogError.check(status, "read", environment.directory.dataFile)
    return try body(unsafe RawSpan(_unsafeBytes: found))
  }

  static func nodes(
    _ transaction: OpaquePointer, _ table: MDB_dbi, _ environment: Environment, _ level: Int,
    _ first: UInt64, _ count: Int
  ) throws(LogError) -> [Digest] {
    var digests: [Digest] = []
    for index in first..<first + UInt64(count) {
      let place = TreeNode.Place(level: level, index: index)
      var digest: Digest?
      let status = unsafe withValues(place.key, []) { key, value in
        // Safe: the transaction is live; the answer points into the map while it lives, and is copied.
        let status = unsafe mdb_get(transaction, table, &key, &value)
        if status == MDB_SUCCESS {
          unsafe digest = Digest(
            Array(UnsafeRawBufferPointer(start: value.mv_data, count: value.mv_size)))
        }
        return status
      }
      if status == MDB_NOTFOUND { break }
      try LogError.check(status, "read", environment.directory.dataFile)
      guard let digest else { throw TreeNode.damaged(place, "it is no hash") }
      digests.append(digest)
    }
    return digests
  }

  static func lastNode(
    _ transaction: OpaquePointer, _ table: MDB_dbi, _ environment: Environment
  ) throws(LogError) -> TreeNode.Place? {
    let path = environment.directory.dataFile
    var opened: OpaquePointer?
    // Safe: the transaction outlives the cursor, and LMDB fills in the pointer.
    let opening = unsafe mdb_cursor_open(transaction, table, &opened)
    guard opening == MDB_SUCCESS, let cursor = unsafe opened else {
      throw LogError(engine: opening, "read", path)
    }
    // Safe: the cursor is live, owned, and gone after this.
    defer { unsafe mdb_cursor_close(cursor) }
    var key = unsafe MDB_val()
    var value = unsafe MDB_val()
    // Safe: the cursor is live; the key points into the map and is copied at once.
    let status = unsafe mdb_cursor_get(cursor, &key, &value, MDB_LAST)
    if status == MDB_NOTFOUND { return nil }
    try LogError.check(status, "read", path)
    let bytes = unsafe Array(UnsafeRawBufferPointer(start: key.mv_data, count: key.mv_size))
    guard let place = TreeNode.Place(key: bytes) else {
      throw .damaged(position: nil, place: "the kept tree", what: "a key is not a place in it")
    }
    return place
  }

  /// Lends two byte strings to LMDB, which reads them and never writes through them.
  static func withValues(
    _ key: [UInt8], _ value: [UInt8], _ body: (inout MDB_val, inout MDB_val) -> Int32
  ) -> Int32 {
    // Safe: both pointers live for the call; MDB_val has no const form, but put and get only read.
    unsafe key.withUnsafeBytes { keyBuffer in
      unsafe value.withUnsafeBytes { valueBuffer in
        var keyValue = unsafe MDB_val(
          mv_size: keyBuffer.count,
          mv_data: UnsafeMutableRawPointer(mutating: keyBuffer.baseAddress))
        var valueValue = unsafe MDB_val(
          mv_size: valueBuffer.count,
          mv_data: UnsafeMutableRawPointer(mutating: valueBuffer.baseAddress))
        return unsafe body(&keyValue, &valueValue)
      }
    }
  }
}
