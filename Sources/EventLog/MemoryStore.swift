internal import Synchronization

/// The log in memory, for tests and simulation: the same blocks, the same checks, and faults on
/// demand.
///
/// What it holds plays the part of the disk: ``reopened()`` is what a restart would find.
package final class MemoryStore: LogStore {
  /// What goes wrong with an append.
  package enum AppendFault: Sendable {
    /// Refused before anything is written; the store lives on.
    case notWritten(LogError)
    /// The commit fails half way. `isWritten` is what a restart would find; the store is poisoned.
    case inDoubt(isWritten: Bool)
  }

  let disk: Mutex<Disk>
  private let writer: Mutex<LogWriter>

  struct Disk: Sendable {
    var head: Head
    var headBytes: [UInt8]
    var blocks: [StoredBlock] = []
    /// The kept tree: the hashes of each level from 1 on.
    var tree: [[Digest]] = []
    var appendsSeen = 0
    var appendFaults: [Int: AppendFault] = [:]
    var readFaults: [UInt64: LogError] = [:]
    /// What happens to the next exchange of merged blocks.
    var exchangeFault: AppendFault?
    /// Why an exchange left the disk in doubt.
    var doubt: String?
    var spaceLeft: UInt64 = .max
    var isClosed = false
  }

  struct StoredBlock: Sendable {
    var key: UInt64
    var bytes: [UInt8]
  }

  static let path = "memory"

  /// An empty log.
  package init() {
    let record = HeadRecord(frontier: MerkleFrontier())
    disk = Mutex(Disk(head: record.head, headBytes: record.encoded))
    writer = Mutex(LogWriter(record))
  }

  private init(restarting disk: Disk, _ record: HeadRecord) {
    self.disk = Mutex(disk)
    writer = Mutex(LogWriter(record))
  }

  package var head: Head { disk.withLock { $0.head } }

  package func frontier() throws(LogError) -> MerkleFrontier { try storedHead().frontier }

  package func append(
    _ batch: borrowing RecordBatch, expecting position: UInt64
  ) throws(LogError) -> Head {
    let head = try writer.withLockIfAvailable { writer throws(LogError) in
      try append(batch, expecting: position, &writer)
    }
    guard let head else { preconditionFailure("two threads append at the same moment") }
    return head
  }

  private func append(
    _ batch: borrowing RecordBatch, expecting position: UInt64, _ writer: inout LogWriter
  ) throws(LogError) -> Head {
    try checkOpen()
    if let doubt = disk.withLock({ $0.doubt }) { throw .inDoubt(reason: doubt) }
    let plan = try writer.plan(batch, expecting: position)
    guard !batch.isEmpty else { return head }
    let (fault, spaceLeft) = disk.withLock { disk in
      disk.appendsSeen += 1
      return (disk.appendFaults.removeValue(forKey: disk.appendsSeen), disk.spaceLeft)
    }
    if case .notWritten(let error) = fault { throw error }
    let need = UInt64(plan.byteCount)
    guard spaceLeft >= need else {
      throw .diskFull(path: MemoryStore.path, needBytes: need, freeBytes: spaceLeft)
    }
    let newHead = plan.headRecord.head
    var isWritten = true
    if case .inDoubt(let survives) = fault { isWritten = survives }
    disk.withLock { disk in
      guard isWritten else { return }
      disk.blocks += plan.blocks.map { StoredBlock(key: $0.firstPosition, bytes: $0.bytes) }
      disk.headBytes = plan.headRecord.encoded
      for node in plan.nodes { disk.keep(node) }
      if disk.spaceLeft < .max { disk.spaceLeft -= need }
      // Readers see a commit when it is acknowledged; one in doubt never is.
      if fault == nil { disk.head = newHead }
    }
    if fault != nil {
      let reason = "injected fault in append to \(MemoryStore.path)"
      writer.doubt = reason
      throw .inDoubt(reason: reason)
    }
    writer.committed = plan.headRecord
    return newHead
  }

  package func read(
    from: UInt64, through: UInt64, _ body: (UInt64, RawSpan) -> ReadStep
  ) throws(LogError) {
    try checkOpen()
    var reader = RecordReader(self)
    try reader.read(head: head, from: from, through: through, body)
  }

  package func record(at position: UInt64) throws(LogError) -> [UInt8] {
    try checkOpen()
    var reader = RecordReader(self)
    return try reader.record(head: head, at: position)
  }

  package func spaceLeft() throws(LogError) -> UInt64 {
    try checkOpen()
    return disk.withLock { $0.spaceLeft }
  }

  package func close() {
    disk.withLock { $0.isClosed = true }
  }

  func checkOpen() throws(LogError) {
    guard disk.withLock({ !$0.isClosed }) else { throw .closed(path: MemoryStore.path) }
  }
}

extension MemoryStore {
  /// Lets the `number`-th append from now on fail; the next one is number 1.
  package func failAppend(_ number: Int, with fault: AppendFault) {
    precondition(number >= 1, "appends are counted from 1")
    disk.withLock { $0.appendFaults[$0.appendsSeen + number] = fault }
  }

  /// Lets every read that touches the block of `position` fail, until ``healReads()``.
  package func failReads(at position: UInt64, with error: LogError) {
    disk.withLock { disk in
      guard let index = MemoryStore.blockIndex(of: position, in: disk.blocks) else {
        preconditionFailure("no block holds position \(position)")
      }
      disk.readFaults[disk.blocks[index].key] = error
    }
  }

  package func healReads() {
    disk.withLock { $0.readFaults = [:] }
  }

  /// Flips the bits of `mask` in one stored byte of the block that holds `position`.
  ///
  /// - Parameter offset: counted from the block's first byte, and taken modulo its length.
  package func flipBits(_ mask: UInt8, inBlockHolding position: UInt64, byte offset: Int) {
    precondition(mask != 0 && offset >= 0, "a flip changes something")
    disk.withLock { disk in
      guard let index = MemoryStore.blockIndex(of: position, in: disk.blocks) else {
        preconditionFailure("no block holds position \(position)")
      }
      disk.blocks[index].bytes[offset % disk.blocks[index].bytes.count] ^= mask
    }
  }

  /// Flips the bits of `mask` in one stored byte of the head record.
  package func flipBits(_ mask: UInt8, inHeadRecordByte offset: Int) {
    precondition(mask != 0 && offset >= 0, "a flip changes something")
    disk.withLock { $0.headBytes[offset % $0.headBytes.count] ^= mask }
  }

  /// Sets how many bytes may still be written; every append takes its blocks from it.
  package func setSpaceLeft(_ bytes: UInt64) {
    disk.withLock { $0.spaceLeft = bytes }
  }

  /// The store that a restart would find: what was written, checked as on opening, without faults.
  package func reopened() throws(LogError) -> MemoryStore {
    var survivor = disk.withLock { $0 }
    let record = try storedHead()
    survivor.appendsSeen = 0
    survivor.appendFaults = [:]
    survivor.exchangeFault = nil
    survivor.doubt = nil
    survivor.readFaults = [:]
    survivor.isClosed = false
    survivor.head = record.head
    var lastPosition: UInt64 = 0
    if let last = survivor.blocks.last {
      lastPosition = try last.bytes.withRawSpan { block throws(LogError) in
        try BlockHeader(reading: block, key: last.key).lastPosition
      }
    }
    guard lastPosition == record.head.position else {
      throw .damaged(
        position: nil, place: "the head record",
        what: "it says the log ends at \(record.head.position), the blocks at \(lastPosition)")
    }
    return MemoryStore(restarting: survivor, record)
  }

  static func blockIndex(of position: UInt64, in blocks: [StoredBlock]) -> Int? {
    var low = 0
    var high = blocks.count
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].key <= position { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}

extension MemoryStore: BlockSource {
  func visitBlocks(
    from position: UInt64,
    _ visit: (_ key: UInt64, _ block: RawSpan) throws(LogError) -> ReadStep
  ) throws(LogError) {
    try checkOpen()
    // The copy shares its storage; a commit meanwhile makes its own.
    let (blocks, faults) = disk.withLock { ($0.blocks, $0.readFaults) }
    let start = MemoryStore.blockIndex(of: position, in: blocks) ?? 0
    for block in blocks[start...] {
      if let fault = faults[block.key] { throw fault }
      let step = try block.bytes.withRawSpan { bytes throws(LogError) in
        try visit(block.key, bytes)
      }
      guard step == .next else { return }
    }
  }

  func storedHead() throws(LogError) -> HeadRecord {
    let bytes = disk.withLock { $0.headBytes }
    return try bytes.withRawSpan { span throws(LogError) in try HeadRecord(reading: span) }
  }
}

extension MemoryStore.Disk {
  fileprivate mutating func keep(_ node: TreeNode) {
    let level = node.place.level - 1
    if tree.count == level { tree.append([]) }
    precondition(node.place.index == UInt64(tree[level].count), "nodes come in order")
    tree[level].append(node.hash)
  }
}

extension MemoryStore {
  package func keptHashes(
    level: Int, from first: UInt64, count: Int
  ) throws(LogError) -> [Digest] {
    precondition(level >= 1 && count >= 0, "leaves are not kept")
    try checkOpen()
    return disk.withLock { disk in
      guard level <= disk.tree.count, first < UInt64(disk.tree[level - 1].count) else { return [] }
      return Array(disk.tree[level - 1][Int(first)...].prefix(count))
    }
  }

  package func completeTree(_ progress: (UInt64, UInt64) -> Void) throws(LogError) {
    try checkOpen()
  }

  func lastKeptNode() throws(LogError) -> TreeNode.Place? {
    disk.withLock { disk in
      let ends = disk.tree.enumerated().map { level, nodes in
        TreeNode.Place(level: level + 1, index: UInt64(nodes.count) - 1)
      }
      return ends.max()
    }
  }

  var keepsTree: Bool { true }

  /// Puts another hash into the kept tree, as a damaged disk might.
  package func replaceKeptHash(level: Int, at index: UInt64, with hash: Digest) {
    disk.withLock { $0.tree[level - 1][Int(index)] = hash }
  }
}
