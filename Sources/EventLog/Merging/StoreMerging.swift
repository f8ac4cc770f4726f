internal import Synchronization

// How the two stores exchange small blocks for merged ones.

extension LMDBStore: BlockExchange {
  /// Merging leaves so much room, which appends are worth more: it runs on no full disk.
  private static let mergeReserveBytes: UInt64 = 32 << 20
  /// How long an exchange waits for an append that takes it along, while the ledger is written.
  private static let patienceMilliseconds = 50

  package func merge(
    from position: UInt64, through last: UInt64
  ) throws(LogError) -> MergeStep {
    guard mode == .readWrite else { throw .readOnly(path: directory) }
    var merger = BlockMerger(self)
    return try merger.step(from: position, through: min(last, head.position))
  }

  func exchange(
    _ old: [BlockIdentity], for new: [BlockEncoder.Block]
  ) throws(LogError) -> Duration? {
    try checkSpace(Self.needOfExchange(new))
    try environment.directory.raiseFormat(to: .merged)
    if exchanges.isBusy() {
      let offer = ExchangeOffer(old, for: new)
      if let outcome = exchanges.leave(offer, milliseconds: Self.patienceMilliseconds) {
        return try outcome.get()
      }
    }
    var began = ContinuousClock.now
    var isExchanged = false
    try write { transaction throws(LogError) in
      began = ContinuousClock.now
      isExchanged = try exchange(old, for: new, in: transaction)
      return isExchanged
    }
    return isExchanged ? began.duration(to: .now) : nil
  }

  /// The old pages are free only after the commit, so the new ones need room of their own.
  static func needOfExchange(_ new: [BlockEncoder.Block]) -> UInt64 {
    need(bytes: new.reduce(0) { $0 + $1.bytes.count }, blocks: new.count) + mergeReserveBytes
  }

  /// Puts `new` blocks in the place of `old` ones, of which the format must be raised already.
  ///
  /// - Returns: whether they were there as they were read; if not, nothing was changed.
  func exchange(
    _ old: [BlockIdentity], for new: [BlockEncoder.Block],
    in transaction: borrowing WriteTransaction
  ) throws(LogError) -> Bool {
    guard try transaction.holds(old) else { return false }
    for block in old { try transaction.deleteBlock(at: block.key) }
    for block in new { try transaction.putBlock(block) }
    try raiseFormat(to: .merged, in: transaction)
    return true
  }
}

extension MemoryStore: BlockExchange {
  package func merge(
    from position: UInt64, through last: UInt64
  ) throws(LogError) -> MergeStep {
    var merger = BlockMerger(self)
    return try merger.step(from: position, through: min(last, head.position))
  }

  /// Lets the next exchange of merged blocks fail as an append would.
  package func failExchange(with fault: AppendFault) {
    disk.withLock { $0.exchangeFault = fault }
  }

  func exchange(
    _ old: [BlockIdentity], for new: [BlockEncoder.Block]
  ) throws(LogError) -> Duration? {
    try checkOpen()
    return try disk.withLock { disk throws(LogError) in
      if let doubt = disk.doubt { throw .inDoubt(reason: doubt) }
      let fault = disk.exchangeFault
      disk.exchangeFault = nil
      if case .notWritten(let error) = fault { throw error }
      let newBytes = UInt64(new.reduce(0) { $0 + $1.bytes.count })
      guard disk.spaceLeft >= newBytes else {
        throw .diskFull(path: Self.path, needBytes: newBytes, freeBytes: disk.spaceLeft)
      }
      guard let first = old.first,
        let start = disk.blocks.firstIndex(where: { $0.key == first.key }),
        start + old.count <= disk.blocks.count,
        zip(old, disk.blocks[start...]).allSatisfy({ identity, block in
          block.bytes.withRawSpan { BlockIdentity(key: block.key, $0) == identity }
        })
      else { return nil }
      if case .inDoubt(let isWritten) = fault {
        disk.doubt = "injected fault in merging in \(Self.path)"
        guard isWritten else { throw .inDoubt(reason: disk.doubt ?? "") }
      }
      let merged = new.map { StoredBlock(key: $0.firstPosition, bytes: $0.bytes) }
      disk.blocks.replaceSubrange(start..<start + old.count, with: merged)
      if let doubt = disk.doubt { throw .inDoubt(reason: doubt) }
      return .zero
    }
  }
}
