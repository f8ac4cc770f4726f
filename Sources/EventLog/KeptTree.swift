// How the store on disk keeps the nodes of the tree: the table, and filling it in for records that were
// written by a program which kept none.

extension LMDBStore {
  /// Nodes that one transaction adds to an older ledger: those of a million records.
  private static let nodesOfStep = 4_096
  /// Records whose leaves are hashed together.
  private static let recordsTogether = 1_024
  private static let recordsOfProgress: UInt64 = 1 << 18

  package func keptHashes(
    level: Int, from first: UInt64, count: Int
  ) throws(LogError) -> [Digest] {
    precondition(level >= 1 && count >= 0, "leaves are not kept")
    return try ReadTransaction(environment).nodes(level: level, from: first, count: count)
  }

  func lastKeptNode() throws(LogError) -> TreeNode.Place? {
    try ReadTransaction(environment).lastNode()
  }

  var keepsTree: Bool { environment.treeTable != nil }

  /// Makes the table, and has both format numbers say so before a node is in it.
  func makeTreeIfNone() throws(LogError) {
    guard environment.treeTable == nil else { return }
    try environment.directory.raiseFormat(to: .tree)
    var table: UInt32?
    try write { transaction throws(LogError) in
      table = try transaction.makeTreeTable()
      try raiseFormat(to: .tree, in: transaction)
      return true
    }
    guard let table else { preconditionFailure("the transaction made it") }
    environment.noteTreeTable(table)
  }

  /// Makes the format record in the data file say at least `format`.
  func raiseFormat(
    to format: FormatRecord, in transaction: borrowing WriteTransaction
  ) throws(LogError) {
    let path = directory
    let found = try transaction.withMeta(Self.formatKey) { bytes throws(LogError) in
      try FormatRecord(reading: bytes, path: path)
    }
    if let found, found.logFormat >= format.logFormat { return }
    try transaction.putMeta(Self.formatKey, format.encoded)
  }

  /// Adds the nodes that a program has not written which kept none.
  ///
  /// All are computed before the first is written, so a log that is damaged stays as it is; they are
  /// written in bounded steps, each a transaction of its own, and a process that ends meanwhile goes
  /// on from there.
  func addMissingNodes(
    _ stored: HeadRecord, _ progress: (UInt64, UInt64) -> Void
  ) throws(LogError) {
    let end = stored.head.position
    let last = try lastKeptNode()
    let known = last?.end ?? 0
    if let last, known > end {
      throw TreeNode.damaged(last, "it lies past the head at \(end)")
    }
    // The last node of all has one of level 1 at the same end, so this many records are covered.
    guard TreeNode.count(level: 1, at: end) > TreeNode.count(level: 1, at: known) else { return }
    var nodes = try nodes(after: known, of: stored, progress)[...]
    try makeTreeIfNone()
    while !nodes.isEmpty {
      let step = Array(nodes.prefix(Self.nodesOfStep))
      try write { transaction throws(LogError) in
        try transaction.appendNodes(step)
        return true
      }
      nodes = nodes.dropFirst(step.count)
    }
  }

  /// The nodes that the records after `known`, a multiple of 256, make complete: a fifth of a byte a
  /// record, so all of them are held.
  private func nodes(
    after known: UInt64, of stored: HeadRecord, _ progress: (UInt64, UInt64) -> Void
  ) throws(LogError) -> [TreeNode] {
    var frontier = try keptFrontier(known)
    var nodes: [TreeNode] = []
    var records = RecordBatch()
    try read(from: known + 1, through: stored.head.position) { position, record in
      records.append(record)
      if records.count == Self.recordsTogether {
        frontier.append(contentsOf: records.leafHashes(), noting: &nodes)
        records.removeAll()
        if position % Self.recordsOfProgress < UInt64(Self.recordsTogether) {
          progress(position, stored.head.position)
        }
      }
      return .next
    }
    frontier.append(contentsOf: records.leafHashes(), noting: &nodes)
    try requireSame(frontier, stored)
    return nodes
  }

  private func requireSame(
    _ frontier: MerkleFrontier, _ stored: HeadRecord
  ) throws(LogError) {
    guard frontier == stored.frontier else {
      throw .damaged(
        position: nil, place: "the head record",
        what: "its root is \(stored.head.root), that of the records is \(frontier.root)")
    }
  }

  /// The frontier of the first `count` records, a multiple of 256, from the nodes that are kept.
  private func keptFrontier(_ count: UInt64) throws(LogError) -> MerkleFrontier {
    var reader = TreeReader(self)
    var subtrees: [Digest] = []
    var start: UInt64 = 0
    while start < count {
      let height = UInt64.bitWidth - 1 - (count - start).leadingZeroBitCount
      let subtree = Subtree(height: height, index: start >> UInt64(height))
      subtrees.append(try reader.hash(of: subtree, in: count))
      start += 1 << UInt64(height)
    }
    guard let frontier = MerkleFrontier(count: count, subtrees: subtrees) else {
      preconditionFailure("one subtree a bit")
    }
    return frontier
  }
}
