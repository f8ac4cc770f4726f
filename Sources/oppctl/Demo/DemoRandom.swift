/// Random numbers that are the same for the same seed on every machine: xoshiro256** seeded by
/// SplitMix64 (Blackman and Vigna). Only + − × ÷ and comparisons follow, so doubles agree too.
struct DemoRandom {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// - Parameter stream: tells the generators of one seed apart.
  init(seed: UInt64, stream: UInt64) {
    var mixer = SplitMix(state: seed ^ stream &* 0xD1B5_4A32_D192_ED03)
    state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
  }

  mutating func next() -> UInt64 {
    let product = state.1 &* 5
    let result = (product << 7 | product >> 57) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = state.3 << 45 | state.3 >> 19
    return result
  }

  /// At least 0 and below 1.
  mutating func unit() -> Double {
    Double(next() >> 11) / 9_007_199_254_740_992
  }

  mutating func between(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * unit()
  }

  /// 0 and up, below `count`.
  mutating func index(below count: Int) -> Int {
    precondition(count > 0, "there must be something to choose from")
    return Int(next() % UInt64(count))
  }

  mutating func between(_ low: Int, _ high: Int) -> Int {
    low + index(below: high - low + 1)
  }

  mutating func chance(_ probability: Double) -> Bool {
    unit() < probability
  }

  mutating func choose<T>(_ choices: [T]) -> T {
    choices[index(below: choices.count)]
  }

  /// Skewed to the right like the amounts of real deals, around 1: a product of uniform factors
  /// tends to a log-normal, and needs no logarithm.
  mutating func skewed() -> Double {
    (0..<8).reduce(1.0) { product, _ in product * between(0.35, 1.75) }
  }
}

private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
