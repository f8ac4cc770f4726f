/// Reads the tree of a store tile by tile: for proofs about any leaf, and between any two sizes.
///
/// Tiles of leaf hashes are made of their 256 records; those above are kept (``TreeNode``). What was
/// read stays in memory up to a limit, because a tile of one size of the log never changes.
package struct TreeReader: Sendable {
  private struct Tile: Hashable {
    var level: Int
    var index: UInt64
    var width: Int
  }

  /// Of 8 KiB each: 2 MiB in all.
  private static let tilesMaximum = 256

  private let store: any LogStore
  private var tiles: [Tile: [Digest]] = [:]

  package init(_ store: any LogStore) {
    self.store = store
  }

  /// The proof that the record at `position` is among the first `size`; traps unless it is.
  package mutating func inclusion(
    of position: UInt64, in size: UInt64
  ) throws(LogError) -> [Digest] {
    try MerkleProof.inclusion(of: position - 1, in: size) { (subtree) throws(LogError) in
      try hash(of: subtree, in: size)
    }
  }

  /// The proof that the first `older` records begin the first `newer`.
  package mutating func consistency(
    from older: UInt64, to newer: UInt64
  ) throws(LogError) -> [Digest] {
    try MerkleProof.consistency(from: older, to: newer) { (subtree) throws(LogError) in
      try hash(of: subtree, in: newer)
    }
  }

  /// The root of the first `size` records.
  package mutating func root(of size: UInt64) throws(LogError) -> Digest {
    try MerkleProof.root(of: size) { (subtree) throws(LogError) in
      try hash(of: subtree, in: size)
    }
  }

  /// The hashes of tile `index` of a level in a log of `size` records, all or as many as there are.
  package mutating func tile(
    level: Int, _ index: UInt64, in size: UInt64
  ) throws(LogError) -> [Digest] {
    let first = index << UInt64(TreeNode.tileHeight)
    let there = TreeNode.count(level: level, at: size)
    guard first < there else { return [] }
    let tile = Tile(
      level: level, index: index, width: Int(min(TreeNode.tileWidth, there - first)))
    if let known = tiles[tile] { return known }
    let hashes =
      level == 0
      ? try leafHashes(from: first, count: tile.width)
      : try store.keptHashes(level: level, from: first, count: tile.width)
    guard hashes.count == tile.width else {
      throw TreeNode.damaged(
        TreeNode.Place(level: max(1, level), index: first + UInt64(hashes.count)), "it is missing")
    }
    if tiles.count == Self.tilesMaximum { tiles = [:] }
    tiles[tile] = hashes
    return hashes
  }

  private func leafHashes(from first: UInt64, count: Int) throws(LogError) -> [Digest] {
    var records = RecordBatch()
    try store.read(from: first + 1, through: first + UInt64(count)) { _, record in
      records.append(record)
      return .next
    }
    return records.leafHashes()
  }

  /// The hash of a complete subtree of the first `size` records.
  mutating func hash(
    of subtree: Subtree, in size: UInt64
  ) throws(LogError) -> Digest {
    let level = subtree.height / TreeNode.tileHeight
    let width = 1 << (subtree.height % TreeNode.tileHeight)
    let first = subtree.index * UInt64(width)
    let hashes = try tile(level: level, first / TreeNode.tileWidth, in: size)
    let offset = Int(first % TreeNode.tileWidth)
    var row = Array(hashes[offset..<offset + width])
    while row.count > 1 { HashLanes.best(for: row.count / 2).hashPairs(&row) }
    return row[0]
  }
}
