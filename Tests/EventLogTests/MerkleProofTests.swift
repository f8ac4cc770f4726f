import Testing

@testable import EventLog

@Suite("Merkle proofs are those of RFC 6962, and RFC 9162 checks them")
struct MerkleProofTests {
  /// Hashes of complete subtrees, straight from the definition.
  private struct Tree {
    let leaves: [Digest]

    func hash(_ subtree: Subtree) -> Digest {
      let start = Int(subtree.index) << subtree.height
      return naive(leaves[start..<start + 1 << subtree.height])
    }

    func root(_ size: Int) -> Digest { naive(leaves[..<size]) }

    private func naive(_ leaves: ArraySlice<Digest>) -> Digest {
      if leaves.isEmpty { return .empty }
      if leaves.count == 1 { return leaves[leaves.startIndex] }
      var split = 1
      while split * 2 < leaves.count { split *= 2 }
      let middle = leaves.startIndex + split
      return Digest(nodeOf: naive(leaves[..<middle]), naive(leaves[middle...]))
    }

    /// PATH and PROOF of RFC 6962, word for word.
    func inclusion(_ leaf: Int, _ leaves: ArraySlice<Digest>) -> [Digest] {
      if leaves.count <= 1 { return [] }
      var split = 1
      while split * 2 < leaves.count { split *= 2 }
      let middle = leaves.startIndex + split
      return leaf < split
        ? inclusion(leaf, leaves[..<middle]) + [naive(leaves[middle...])]
        : inclusion(leaf - split, leaves[middle...]) + [naive(leaves[..<middle])]
    }

    func consistency(_ older: Int, _ leaves: ArraySlice<Digest>, isWhole: Bool = true) -> [Digest] {
      if older == leaves.count { return isWhole ? [] : [naive(leaves)] }
      var split = 1
      while split * 2 < leaves.count { split *= 2 }
      let middle = leaves.startIndex + split
      return older <= split
        ? consistency(older, leaves[..<middle], isWhole: isWhole) + [naive(leaves[middle...])]
        : consistency(older - split, leaves[middle...], isWhole: false) + [naive(leaves[..<middle])]
    }
  }

  /// SplitMix64: the same numbers from the same seed.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }

  private static let reference = Tree(
    leaves: HashingTests.leaves.map { Digest(leaf: $0.span.bytes) })
  private static let sampled = Tree(
    leaves: (0..<600).map { Digest(leaf: sample(UInt64($0)).span.bytes) })

  /// The paths of certificate-transparency's reference tests; leaves counted from 0.
  static let publishedPaths: [(leaf: UInt64, size: UInt64, path: [String])] = [
    (0, 1, []),
    (
      0, 8,
      [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
      ]
    ),
    (
      5, 8,
      [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      ]
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
      1, 5,
      [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      ]
    ),
  ]

  static let publishedProofs: [(older: UInt64, newer: UInt64, path: [String])] = [
    (1, 1, []),
    (
      1, 8,
      [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
      ]
    ),
    (
      6, 8,
      [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      ]
    ),
    (
      2, 5,
      [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      ]
    ),
  ]

  @Test("the reference tree has its published paths", arguments: publishedPaths)
  func publishedInclusion(leaf: UInt64, size: UInt64, path: [String]) {
    let tree = Self.reference
    let made = MerkleProof.inclusion(of: leaf, in: size, tree.hash)
    #expect(made.map(\.description) == path)
    #expect(
      MerkleProof.isIncluded(
        tree.leaves[Int(leaf)], at: leaf, of: size, under: tree.root(Int(size)), by: made))
  }

  @Test("the reference tree has its published consistency proofs", arguments: publishedProofs)
  func publishedConsistency(older: UInt64, newer: UInt64, path: [String]) {
    let tree = Self.reference
    let made = MerkleProof.consistency(from: older, to: newer, tree.hash)
    #expect(made.map(\.description) == path)
    #expect(
      MerkleProof.isConsistent(
        older, tree.root(Int(older)), with: newer, tree.root(Int(newer)), by: made))
  }

  @Test("every path of every tree up to 70 leaves is the recursive definition's, and fits it only")
  func everySmallInclusion() {
    let tree = Self.sampled
    var checked = 0
    for size in 1...70 {
      let root = tree.root(size)
      #expect(MerkleProof.root(of: UInt64(size), tree.hash) == root)
      for leaf in 0..<size {
        let path = MerkleProof.inclusion(of: UInt64(leaf), in: UInt64(size), tree.hash)
        #expect(path == tree.inclusion(leaf, tree.leaves[..<size]))
        for place in 0..<size {
          let fits = MerkleProof.isIncluded(
            tree.leaves[leaf], at: UInt64(place), of: UInt64(size), under: root, by: path)
          #expect(fits == (place == leaf))
          checked += 1
        }
      }
    }
    #expect(checked == (1...70).reduce(0) { $0 + $1 * $1 })
  }

  @Test("every consistency proof up to 70 leaves is the recursive definition's, and fits it only")
  func everySmallConsistency() {
    let tree = Self.sampled
    for newer in 1...70 {
      for older in 1...newer {
        let path = MerkleProof.consistency(from: UInt64(older), to: UInt64(newer), tree.hash)
        #expect(path == tree.consistency(older, tree.leaves[..<newer]))
        func fits(_ older: Int, _ olderRoot: Digest, _ newerRoot: Digest, _ path: [Digest]) -> Bool
        {
          MerkleProof.isConsistent(
            UInt64(older), olderRoot, with: UInt64(newer), newerRoot, by: path)
        }
        #expect(fits(older, tree.root(older), tree.root(newer), path))
        #expect(!fits(older, tree.leaves[599], tree.root(newer), path))
        #expect(!fits(older, tree.root(older), tree.leaves[599], path))
        #expect(!fits(older, tree.root(older), tree.root(newer), path + [tree.leaves[0]]))
        if !path.isEmpty {
          #expect(!fits(older, tree.root(older), tree.root(newer), Array(path.dropLast())))
        }
        if older > 1 { #expect(!fits(older - 1, tree.root(older), tree.root(newer), path)) }
      }
    }
    #expect(
      !MerkleProof.isConsistent(0, .empty, with: 1, tree.root(1), by: []),
      "an empty tree says nothing")
  }

  @Test("a proof with any bit flipped is refused", arguments: 0..<20)
  func flipped(seed: Int) {
    let tree = Self.sampled
    var generator = Numbers(state: UInt64(seed))
    let newer = Int.random(in: 2...600, using: &generator)
    let older = Int.random(in: 1..<newer, using: &generator)
    let leaf = Int.random(in: 0..<newer, using: &generator)
    let inclusion = MerkleProof.inclusion(of: UInt64(leaf), in: UInt64(newer), tree.hash)
    let consistency = MerkleProof.consistency(from: UInt64(older), to: UInt64(newer), tree.hash)
    let root = tree.root(newer)
    for index in inclusion.indices {
      var bytes = inclusion[index].bytes
      bytes[Int.random(in: 0..<32, using: &generator)] ^=
        1 << UInt8.random(in: 0..<8, using: &generator)
      var changed = inclusion
      changed[index] = Digest(bytes) ?? .empty
      #expect(
        !MerkleProof.isIncluded(
          tree.leaves[leaf], at: UInt64(leaf), of: UInt64(newer), under: root, by: changed),
        "leaf \(leaf) of \(newer), step \(index)")
    }
    for index in consistency.indices {
      var bytes = consistency[index].bytes
      bytes[Int.random(in: 0..<32, using: &generator)] ^=
        1 << UInt8.random(in: 0..<8, using: &generator)
      var changed = consistency
      changed[index] = Digest(bytes) ?? .empty
      #expect(
        !MerkleProof.isConsistent(
          UInt64(older), tree.root(older), with: UInt64(newer), root, by: changed),
        "\(older) to \(newer), step \(index)")
    }
  }

  @Test("sizes near 2^64 and paths without end are no trouble")
  func extremes() {
    let some = Digest(hashing: [1])
    let path = [Digest](repeating: some, count: 200)
    for size in [1, 2, .max / 2, .max - 1, .max] as [UInt64] {
      #expect(!MerkleProof.isIncluded(some, at: size - 1, of: size, under: .empty, by: path))
      #expect(!MerkleProof.isIncluded(some, at: size, of: size, under: .empty, by: path))
      #expect(!MerkleProof.isConsistent(size, some, with: .max, .empty, by: path))
    }
    let large = MerkleProof.inclusion(of: .max / 3, in: .max) { _ in some }
    #expect(large.count == 64)
    #expect(MerkleProof.root(of: .max) { _ in some } != some)
  }
}
