/// The right edge of an RFC 6962 Merkle tree: all that is needed to append and to know the root.
///
/// It holds one hash per set bit of `count`, the largest complete subtree first: 64 hashes at most,
/// however long the log is. Equal sequences of leaves give equal frontiers, and nothing else does.
package struct MerkleFrontier: Equatable, Sendable {
  /// How many leaves were appended.
  package private(set) var count: UInt64 = 0
  /// Roots of the complete subtrees, largest first.
  package private(set) var subtrees: [Digest] = []

  /// The empty tree.
  package init() {}

  /// Rebuilds a frontier; `nil` when the number of subtrees does not fit the count.
  package init?(count: UInt64, subtrees: [Digest]) {
    guard subtrees.count == count.nonzeroBitCount else { return nil }
    self.count = count
    self.subtrees = subtrees
  }

  /// Adds the next leaf hash, see ``Digest/init(leaf:)``.
  package mutating func append(_ leaf: Digest) {
    precondition(count < UInt64.max, "a tree of 2^64 leaves is full")
    subtrees.append(leaf)
    // Every trailing one bit of the old count is a complete subtree as large as the one just made.
    for _ in 0..<(~count).trailingZeroBitCount {
      let right = subtrees.removeLast()
      let left = subtrees.removeLast()
      subtrees.append(Digest(nodeOf: left, right))
    }
    count += 1
    assert(subtrees.count == count.nonzeroBitCount, "one subtree a bit")
  }

  /// Adds many leaf hashes, in order: the same tree as one by one, several times cheaper.
  ///
  /// - Parameter lanes: nil chooses the fastest way for each row; tests force one.
  package mutating func append(contentsOf leaves: [Digest], by lanes: HashLanes? = nil) {
    var ignored: [TreeNode] = []
    append(contentsOf: leaves, by: lanes, noting: &ignored)
  }

  /// Adds many leaf hashes, in order, and appends to `nodes` those that became complete and are kept.
  mutating func append(
    contentsOf leaves: [Digest], by lanes: HashLanes? = nil, noting nodes: inout [TreeNode]
  ) {
    precondition(UInt64(leaves.count) <= UInt64.max - count, "a tree of 2^64 leaves is full")
    var row = leaves
    var waiting: [Digest] = []
    var subtreesOfRow = count
    var height = 0
    let known = nodes.count
    while !row.isEmpty {
      // The row holds the subtrees of its height that these leaves complete, and no others yet.
      if height > 0, height % TreeNode.tileHeight == 0 {
        nodes += row.indices.map { index in
          TreeNode(
            level: height / TreeNode.tileHeight, index: subtreesOfRow + UInt64(index),
            hash: row[index])
        }
      }
      height += 1
      // Row by row upwards: the complete subtree that waited on this row comes before the new ones,
      // and what then has no right neighbour waits in its turn.
      if subtreesOfRow & 1 == 1 { row.insert(subtrees.removeLast(), at: 0) }
      if row.count & 1 == 1 { waiting.append(row.removeLast()) }
      (lanes ?? .best(for: row.count / 2)).hashPairs(&row)
      subtreesOfRow >>= 1
    }
    subtrees += waiting.reversed()
    count += UInt64(leaves.count)
    if nodes.count > known + 1 { nodes[known...].sort { $0.place < $1.place } }
    assert(subtrees.count == count.nonzeroBitCount, "one subtree a bit")
  }

  /// The Merkle root over all leaves so far; ``Digest/empty`` for none.
  package var root: Digest {
    guard var root = subtrees.last else { return .empty }
    for subtree in subtrees.dropLast().reversed() {
      root = Digest(nodeOf: subtree, root)
    }
    return root
  }
}
