/// A hash of a key that nobody outside can predict, so that nobody can make keys collide.
///
/// It only decides where a key is looked for: no order of anything that is seen or written depends
/// on it.
package protocol TableKey: Hashable, Sendable {
  func hash(with seed: HashSeed) -> UInt64
}

/// The secret of a hash: two random words.
package struct HashSeed: Equatable, Sendable {
  @usableFromInline package let start: UInt64
  @usableFromInline package let multiplier: UInt64

  package init(start: UInt64, multiplier: UInt64) {
    self.start = start
    // An even multiplier would lose the highest bits of what it multiplies.
    self.multiplier = multiplier | 1
  }

  /// This process's own.
  package static let process = HashSeed.random()

  package static func random() -> HashSeed {
    HashSeed(start: .random(in: .min ... .max), multiplier: .random(in: .min ... .max))
  }

  /// Takes in another word: the two halves of a 128-bit product, folded (as in wyhash,
  /// https://github.com/wangyi-fudan/wyhash).
  @inlinable
  package func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: multiplier)
    return product.high ^ product.low
  }
}

extension IdentifierText: TableKey {
  package func hash(with seed: HashSeed) -> UInt64 {
    var hash = seed.mix(seed.start, UInt64(byteCount))
    for index in 0..<wordCount { hash = seed.mix(hash, words[index]) }
    return seed.mix(hash, seed.start)
  }
}

extension Identifier: TableKey {
  package func hash(with seed: HashSeed) -> UInt64 { bytes.hash(with: seed) }
}

extension String: TableKey {
  package func hash(with seed: HashSeed) -> UInt64 {
    // Equal texts may have different bytes (canonical equivalence), which only `Hasher` knows.
    var hasher = Hasher()
    hasher.combine(self)
    return seed.mix(seed.start, UInt64(bitPattern: Int64(hasher.finalize())))
  }
}

extension CommandID: TableKey {
  package func hash(with seed: HashSeed) -> UInt64 {
    seed.mix(seed.mix(seed.mix(seed.start, high), low), seed.start)
  }
}
