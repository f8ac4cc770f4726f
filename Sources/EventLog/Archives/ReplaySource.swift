/// Where a history is read from without its daemon: a ledger's directory, or an archive of one.
package protocol ReplaySource: LogStore {
  /// Where it lies.
  var directory: String { get }

  /// Checks every byte, see ``LogVerifier``; a live ledger as far as its head reaches at the start.
  func verify(
    rootsAt sizes: Set<UInt64>, progress: (LogVerification) -> Void,
    record: (UInt64, RawSpan) -> Void
  ) throws(LogError) -> LogVerification

  /// The sizes at which ``root(of:)`` is known without reading the records up to there.
  func knownRoots() throws(LogError) -> KnownRoots

  /// The root of the first `size` records, one of the known sizes.
  func root(of size: UInt64) throws(LogError) -> Digest

  /// Where the record at `position` is stored, for people.
  func place(of position: UInt64) throws(LogError) -> String

  /// Which file has the keys of the texts; nil: none yet.
  func textKeysIdentity() throws(LogError) -> [UInt8]?
}

/// At which sizes a history has a root at hand.
package enum KnownRoots: Equatable, Sendable {
  /// At all: the tree is kept, and a few hundred records give the rest.
  case everywhere
  /// At these, in ascending order.
  case at([UInt64])
}

/// The one door to both.
package enum ReplaySources {
  /// Opens a ledger's directory, live or a copy, or an archive, for reading only.
  package static func open(_ path: String) throws(LogError) -> any ReplaySource {
    guard ArchiveDirectory.isOne(path), !File.exists(DataDirectory(path).formatFile) else {
      return try LMDBStore(opening: path, mode: .readOnly)
    }
    return try Archive(opening: path)
  }
}

extension LMDBStore: ReplaySource {
  package func verify(
    rootsAt sizes: Set<UInt64>, progress: (LogVerification) -> Void,
    record: (UInt64, RawSpan) -> Void
  ) throws(LogError) -> LogVerification {
    try LogVerifier.verify(self, rootsAt: sizes, progress: progress, record: record)
  }

  package func knownRoots() throws(LogError) -> KnownRoots {
    let end = head.position
    let complete = TreeNode.count(level: 1, at: end)
    guard complete > 0 else { return .everywhere }
    // Nodes may be missing at the end only, and a live ledger may have more of them by now.
    let known = keepsTree ? try lastKeptNode()?.end ?? 0 : 0
    return known >= complete << UInt64(TreeNode.tileHeight) ? .everywhere : .at([end])
  }

  package func root(of size: UInt64) throws(LogError) -> Digest {
    if size == 0 { return .empty }
    // Of a ledger that keeps no tree the head is all that is known.
    if size == head.position, try knownRoots() != .everywhere { return head.root }
    var tree = TreeReader(self)
    return try tree.root(of: size)
  }

  package func place(of position: UInt64) throws(LogError) -> String {
    var place: String?
    try visitBlocks(from: position) { key, block throws(LogError) in
      // What is damaged may not say how many records it holds; where it lies is known all the same.
      let header = try? BlockHeader(reading: block, key: key)
      guard key <= position, header.map({ $0.lastPosition >= position }) ?? true else {
        return .stop
      }
      let records = header.map { "records \(key) to \($0.lastPosition)" } ?? "record \(key)"
      place = MappedFile.place("the block of \(records)", of: block)
      return .stop
    }
    return place ?? "no block"
  }

  package func textKeysIdentity() throws(LogError) -> [UInt8]? { try note(.textKeys) }
}
