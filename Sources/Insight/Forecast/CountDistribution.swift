package import Opportunities

/// How many of the open opportunities, each independent, will be won: a Poisson-binomial.
///
/// Opportunities of one probability form a binomial; binomials are convolved. Both are exact but
/// for masses below 10⁻¹⁸, cut off at the ends. Only + − × ÷ in a fixed order are used, so
/// that a past forecast computes to the same bits on any machine.
package struct CountDistribution: Hashable, Sendable {
  /// So many opportunities, each won with this probability.
  package struct Share: Hashable, Sendable {
    package var count: UInt64
    package var probability: PartsPerMillion

    package init(count: UInt64, probability: PartsPerMillion) {
      self.count = count
      self.probability = probability
    }
  }

  /// Number of wins that the first mass belongs to.
  package let first: UInt64
  /// P(N = first), P(N = first + 1), …; sums to 1 but for what was cut off. Never empty.
  package let masses: [Double]
  /// Σ n p, exact before its one rounding.
  package let mean: Double
  package let deviation: Double

  /// Mass below which an end of the distribution is cut off.
  private static let negligible = 1e-18

  package init(of shares: [Share]) {
    var counts: [UInt32: UInt64] = [:]
    for share in shares { counts[share.probability.count, default: 0] += share.count }
    // Sorted, because the order of a dictionary differs from run to run and sums would with it.
    let groups = counts.sorted { $0.key < $1.key }
    var expected: UInt64 = 0
    var variance = 0.0
    var distribution: (first: UInt64, masses: [Double]) = (0, [1])
    for (ppm, count) in groups where count > 0 {
      expected += count * UInt64(ppm)
      variance += Double(count) * Double(UInt64(ppm) * (1_000_000 - UInt64(ppm))) / 1e12
      let (start, binomial) = Self.binomial(count: count, ppm: ppm)
      distribution = Self.trimmed(
        from: distribution.first + start,
        masses: Self.convolution(of: distribution.masses, with: binomial))
    }
    first = distribution.first
    masses = distribution.masses
    mean = Double(expected) / 1e6
    deviation = Self.squareRoot(of: variance)
  }

  /// The least number of wins that is not exceeded with at least this probability.
  package func quantile(_ probability: Double) -> UInt64 {
    var sum = 0.0
    for (offset, mass) in masses.enumerated() {
      sum += mass
      if sum >= probability { return first + UInt64(offset) }
    }
    return first + UInt64(masses.count - 1)
  }

  /// P(N ≥ k) in parts per million, rounded half up, for consecutive k while it lies between 0.1 %
  /// and 99.9 %; `first` is the first such k, and 0 when there is none.
  package var atLeast: (first: UInt64, probabilities: [PartsPerMillion]) {
    var upward: [PartsPerMillion] = []
    var start: UInt64 = 0
    var sum = 0.0
    // From the top, smallest masses first: the tail keeps its digits.
    for (offset, mass) in masses.enumerated().reversed() {
      sum += mass
      if sum < 0.001 { continue }
      if sum > 0.999 { break }
      start = first + UInt64(offset)
      upward.append(PartsPerMillion(UInt32(sum * 1e6 + 0.5)))
    }
    return (start, upward.reversed())
  }

  /// Masses of the binomial distribution around its mode, and the number the first belongs to.
  ///
  /// From weight 1 at the mode outwards by the ratio of neighbours, then scaled to sum 1: no power
  /// that could underflow, no logarithm.
  private static func binomial(count: UInt64, ppm: UInt32) -> (first: UInt64, masses: [Double]) {
    precondition(ppm <= 1_000_000, "a probability is at most 1")
    if ppm == 0 { return (0, [1]) }
    if ppm == 1_000_000 { return (count, [1]) }
    let win = Double(ppm)
    let fail = Double(1_000_000 - ppm)
    let total = Double(count)
    let mode = min(count, UInt64(Double(count + 1) * win / 1e6))
    var below: [Double] = []
    var weight = 1.0
    var k = mode
    while k > 0 {
      weight = weight * (Double(k) * fail) / ((total - Double(k) + 1) * win)
      if weight < negligible { break }
      below.append(weight)
      k -= 1
    }
    var weights = Array(below.reversed())
    weights.append(1)
    weight = 1
    k = mode
    while k < count {
      weight = weight * ((total - Double(k)) * win) / ((Double(k) + 1) * fail)
      if weight < negligible { break }
      weights.append(weight)
      k += 1
    }
    var sum = 0.0
    for weight in weights { sum += weight }
    return (mode - UInt64(below.count), weights.map { $0 / sum })
  }

  private static func convolution(of left: [Double], with right: [Double]) -> [Double] {
    if left.count < right.count { return convolution(of: right, with: left) }
    var result = [Double](repeating: 0, count: left.count + right.count - 1)
    for (shift, factor) in right.enumerated() {
      for index in left.indices { result[shift + index] += factor * left[index] }
    }
    return result
  }

  /// Cuts off both ends where the mass is negligible.
  private static func trimmed(
    from first: UInt64, masses: [Double]
  ) -> (first: UInt64, masses: [Double]) {
    let start = masses.firstIndex { $0 >= negligible } ?? 0
    let end = masses.lastIndex { $0 >= negligible } ?? masses.count - 1
    guard start > 0 || end < masses.count - 1 else { return (first, masses) }
    return (first + UInt64(start), Array(masses[start...end]))
  }

  /// Newton's iteration from above; it falls until the last bit and then stands.
  static func squareRoot(of value: Double) -> Double {
    guard value > 0 else { return 0 }
    var root = max(value, 1)
    while true {
      let next = (root + value / root) / 2
      if next >= root { return root }
      root = next
    }
  }
}
