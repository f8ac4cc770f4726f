import Testing

/// Damaged versions of `bytes`: flips, insertions, deletions and doubled pieces, the same ones for
/// the same seed.
func mutations(of bytes: [UInt8], count: Int, seed: UInt64) -> some Sequence<[UInt8]> {
  var random = Random(seed: seed)
  return (0..<count).lazy.map { _ in
    var damaged = bytes
    for _ in 0...random.next() % 3 where !damaged.isEmpty {
      let index = Int(random.next() % UInt64(damaged.count))
      switch random.next() % 8 {
      case 0: damaged.remove(at: index)
      case 1: damaged.insert(UInt8(truncatingIfNeeded: random.next()), at: index)
      case 2: damaged[index] = 0xFF
      case 3: damaged.append(contentsOf: damaged[index...])
      default: damaged[index] ^= 1 << UInt8(random.next() % 8)
      }
    }
    return damaged
  }
}

/// Every proper beginning of `bytes`, shortest first.
func beginnings(of bytes: [UInt8]) -> some Sequence<[UInt8]> {
  bytes.indices.lazy.map { Array(bytes[..<$0]) }
}

/// Bytes written as hexadecimal digits; white space is for the eye.
func bytes(hex: String) throws -> [UInt8] {
  let digits = try hex.filter { !$0.isWhitespace }.map { try #require($0.hexDigitValue) }
  try #require(digits.count % 2 == 0)
  return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

func hex(_ bytes: [UInt8]) -> String {
  bytes.map { byte in
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0\(digits)" : digits
  }.joined()
}
