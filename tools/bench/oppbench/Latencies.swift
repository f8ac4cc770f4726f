/// How long answers took: counts in buckets whose width grows with the value, at most 1.6 % wide.
///
/// Adding one costs a shift and an increment, so measuring does not change what is measured.
struct Latencies {
  /// Below 2⁷ ns every value has its own bucket; above, each power of two has 64.
  private static let subBits = 6
  private var counts = [UInt64](repeating: 0, count: 64 << subBits)
  private(set) var count: UInt64 = 0

  mutating func add(nanoseconds: Int64) {
    counts[Self.bucket(of: UInt64(max(0, nanoseconds)))] += 1
    count += 1
  }

  /// The value that `share` of all stay at or below, microseconds; 0 when there are none.
  func percentileMicroseconds(_ share: Double) -> Double {
    guard count > 0 else { return 0 }
    let rank = max(1, UInt64((Double(count) * share).rounded(.up)))
    var seen: UInt64 = 0
    for (bucket, inside) in counts.enumerated() {
      seen += inside
      if seen >= rank { return Double(Self.upperEnd(of: bucket)) / 1_000 }
    }
    return 0
  }

  private static func bucket(of value: UInt64) -> Int {
    let shift = max(0, 63 - value.leadingZeroBitCount - subBits)
    return shift << subBits + Int(value >> UInt64(shift))
  }

  private static func upperEnd(of bucket: Int) -> UInt64 {
    guard bucket >= 2 << subBits else { return UInt64(bucket) }
    let shift = bucket >> subBits - 1
    let mantissa = bucket - shift << subBits
    return UInt64(mantissa + 1) << UInt64(shift) - 1
  }
}
