internal import CHashLanes

/// CRC-32C (Castagnoli), the checksum of iSCSI and ext4: finds every burst up to 32 bits and every
/// flip of up to three bits in blocks of our size.
///
/// Polynomial 0x1EDC6F41, reflected (0x82F63B78), initial value and final xor all ones.
/// "123456789" gives 0xE3069283. The processor's own instruction computes it where there is one;
/// elsewhere eight table look-ups take eight bytes at a time.
package struct CRC32C: Sendable {
  private var state: UInt32 = .max

  package init() {}

  /// The checksum of all bytes so far.
  package var value: UInt32 { ~state }

  package mutating func update(_ span: RawSpan) {
    guard CRC32C.hasInstruction else { return updateByTable(span) }
    // Safe: the C function reads exactly these bytes; without an address there are none.
    unsafe span.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      state = unsafe hash_lanes_crc32c(
        state, start.assumingMemoryBound(to: UInt8.self), bytes.count)
    }
  }

  /// Whether this processor has the instruction: about 20 bytes a nanosecond instead of one or two.
  static let hasInstruction = hash_lanes_has_crc32c()

  /// The same on every processor, and what tests compare the instruction with.
  mutating func updateByTable(_ span: RawSpan) {
    let table = CRC32C.table.span
    var crc = state
    var offset = 0
    while offset + 8 <= span.byteCount {
      let word: UInt64 = span.native(at: offset)
      let mixed = UInt64(littleEndian: word) ^ UInt64(crc)
      crc = 0
      for lane in 0..<8 {
        let byte = Int(truncatingIfNeeded: mixed >> UInt64(8 * lane)) & 0xFF
        crc ^= table[(7 - lane) * 256 + byte]
      }
      offset += 8
    }
    while offset < span.byteCount {
      let byte: UInt8 = span.native(at: offset)
      crc = table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] ^ (crc >> 8)
      offset += 1
    }
    state = crc
  }

  static func checksum(_ span: RawSpan) -> UInt32 {
    var crc = CRC32C()
    crc.update(span)
    return crc.value
  }

  /// Eight rows of 256: row k advances a byte that is followed by k zero bytes.
  private static let table: [UInt32] = {
    var table = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      for _ in 0..<8 {
        crc = (crc >> 1) ^ (crc & 1 == 1 ? 0x82F6_3B78 : 0)
      }
      table[byte] = crc
    }
    for index in 256..<(8 * 256) {
      let previous = table[index - 256]
      table[index] = table[Int(previous & 0xFF)] ^ (previous >> 8)
    }
    return table
  }()
}
