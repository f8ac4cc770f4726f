/// A complete subtree: all leaves of the log from `index << height` on, `1 << height` of them.
///
/// Once its last leaf is there it never changes again, which is why proofs are made of such.
package struct Subtree: Hashable, Sendable {
  package let height: Int
  /// Counted from 0 among those of its height.
  package let index: UInt64

  package init(height: Int, index: UInt64) {
    self.height = height
    self.index = index
  }
}

/// Proofs over the tree of RFC 6962: how they are made (its sections 2.1.1 and 2.1.2) and how they are
/// checked (RFC 9162, sections 2.1.3.2 and 2.1.4.2).
///
/// Making needs hashes of complete subtrees only, wherever they come from; checking needs nothing.
/// Leaves are counted from 0, as in the two documents: the record at position p is leaf p − 1.
package enum MerkleProof {
  /// The hashes that lead from a leaf to the root of the first `size` leaves, the lowest first.
  ///
  /// - Parameters:
  ///   - leaf: traps unless it is one of those.
  ///   - hash: the hash of a complete subtree among them.
  package static func inclusion<Failure: Error>(
    of leaf: UInt64, in size: UInt64, _ hash: (Subtree) throws(Failure) -> Digest
  ) throws(Failure) -> [Digest] {
    precondition(leaf < size, "a leaf of the tree")
    var path: [Digest] = []
    var start: UInt64 = 0
    var end = size
    while end - start > 1 {
      let middle = start + split(end - start)
      if leaf < middle {
        path.append(try root(of: middle..<end, hash))
        end = middle
      } else {
        path.append(try root(of: start..<middle, hash))
        start = middle
      }
    }
    return path.reversed()
  }

  /// The hashes that show that the tree of the first `older` leaves begins the tree of `newer` ones.
  ///
  /// - Parameters:
  ///   - older: 1 to `newer`; traps otherwise. Equal sizes need no hash at all.
  ///   - hash: the hash of a complete subtree among the `newer` leaves.
  package static func consistency<Failure: Error>(
    from older: UInt64, to newer: UInt64, _ hash: (Subtree) throws(Failure) -> Digest
  ) throws(Failure) -> [Digest] {
    precondition(older >= 1 && older <= newer, "an older tree and a newer one")
    var path: [Digest] = []
    var start: UInt64 = 0
    var end = newer
    // Down to the subtree that ends where the older tree ends. Who checks knows its hash already when
    // it is that tree itself.
    while end != older {
      let middle = start + split(end - start)
      if older <= middle {
        path.append(try root(of: middle..<end, hash))
        end = middle
      } else {
        path.append(try root(of: start..<middle, hash))
        start = middle
      }
    }
    if start > 0 { path.append(try root(of: start..<end, hash)) }
    return path.reversed()
  }

  /// The root of the first `size` leaves; ``Digest/empty`` for none.
  package static func root<Failure: Error>(
    of size: UInt64, _ hash: (Subtree) throws(Failure) -> Digest
  ) throws(Failure) -> Digest {
    size == 0 ? .empty : try root(of: 0..<size, hash)
  }

  /// Whether a leaf with this hash stands at this place of the tree with this root.
  package static func isIncluded(
    _ leaf: Digest, at index: UInt64, of size: UInt64, under root: Digest, by path: [Digest]
  ) -> Bool {
    guard index < size else { return false }
    var (number, last) = (index, size - 1)
    var hash = leaf
    for step in path {
      guard last > 0 else { return false }
      if number & 1 == 1 || number == last {
        hash = Digest(nodeOf: step, hash)
        while number & 1 == 0 && number > 0 {
          number >>= 1
          last >>= 1
        }
      } else {
        hash = Digest(nodeOf: hash, step)
      }
      number >>= 1
      last >>= 1
    }
    return last == 0 && hash == root
  }

  /// Whether the tree of `newer` leaves begins with all leaves of the older one, in their order.
  package static func isConsistent(
    _ older: UInt64, _ olderRoot: Digest, with newer: UInt64, _ newerRoot: Digest,
    by path: [Digest]
  ) -> Bool {
    guard older >= 1, older <= newer else { return false }
    guard older < newer else { return path.isEmpty && olderRoot == newerRoot }
    // An older tree that is one complete subtree is not sent: its hash is the older root.
    let steps = older & (older - 1) == 0 ? [olderRoot] + path : path
    guard let first = steps.first else { return false }
    var (number, last) = (older - 1, newer - 1)
    while number & 1 == 1 {
      number >>= 1
      last >>= 1
    }
    var (olderHash, newerHash) = (first, first)
    for step in steps.dropFirst() {
      guard last > 0 else { return false }
      if number & 1 == 1 || number == last {
        olderHash = Digest(nodeOf: step, olderHash)
        newerHash = Digest(nodeOf: step, newerHash)
        while number & 1 == 0 && number > 0 {
          number >>= 1
          last >>= 1
        }
      } else {
        newerHash = Digest(nodeOf: newerHash, step)
      }
      number >>= 1
      last >>= 1
    }
    return last == 0 && olderHash == olderRoot && newerHash == newerRoot
  }

  /// How many of `count` leaves are in the left branch: the largest power of two below it.
  private static func split(_ count: UInt64) -> UInt64 {
    1 << UInt64(UInt64.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }

  /// The hash over a range of leaves that begins where a complete subtree of its length rounded up would.
  private static func root<Failure: Error>(
    of range: Range<UInt64>, _ hash: (Subtree) throws(Failure) -> Digest
  ) throws(Failure) -> Digest {
    // The complete subtrees from left to right, each the largest that fits; then from the right.
    var parts: [Digest] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let height = UInt64.bitWidth - 1 - (range.upperBound - start).leadingZeroBitCount
      parts.append(try hash(Subtree(height: height, index: start >> UInt64(height))))
      start += 1 << UInt64(height)
    }
    guard var root = parts.popLast() else { preconditionFailure("a range of leaves is not empty") }
    for part in parts.reversed() { root = Digest(nodeOf: part, root) }
    return root
  }
}
