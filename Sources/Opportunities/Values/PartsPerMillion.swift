/// A probability or a share, 0 to 1,000,000 millionths. No floating point stands in events.
package struct PartsPerMillion: Hashable, Comparable, Sendable {
  package var count: UInt32

  package static let one = PartsPerMillion(1_000_000)
  package static let zero = PartsPerMillion(0)

  package init(_ count: UInt32) {
    self.count = count
  }

  package static func < (left: PartsPerMillion, right: PartsPerMillion) -> Bool {
    left.count < right.count
  }

  /// This share of `minorUnits`, rounded half away from zero; exact, without overflow.
  package func share(of minorUnits: Int64) -> Int64 {
    // Amounts below nine trillion minor units, and so nearly all, need no division of 128 bits.
    let (short, isLong) = minorUnits.multipliedReportingOverflow(by: Int64(count))
    let (quotient, remainder) =
      isLong
      ? Int64(1_000_000).dividingFullWidth(minorUnits.multipliedFullWidth(by: Int64(count)))
      : short.quotientAndRemainder(dividingBy: 1_000_000)
    if remainder >= 500_000 { return quotient + 1 }
    return remainder <= -500_000 ? quotient - 1 : quotient
  }
}
