internal import Glibc

/// Integers as they lie on disk: big-endian everywhere, so that keys sort as numbers do and a hex
/// dump reads as the schema document does.
extension [UInt8] {
  mutating func append<Integer: FixedWidthInteger & UnsignedInteger>(bigEndian value: Integer) {
    for shift in stride(from: Integer.bitWidth - 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: value >> Integer(shift)))
    }
  }

  mutating func append(_ span: RawSpan) {
    // Safe: the pointer is used only inside the closure, for exactly the bytes of the span.
    unsafe span.withUnsafeBytes { unsafe append(contentsOf: $0) }
  }

  /// Lends the bytes, untyped.
  func withRawSpan<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // Safe: bytes have no padding, which is all that could be uninitialised.
    try body(unsafe span.bytes)
  }

  init(_ span: RawSpan) {
    self.init()
    reserveCapacity(span.byteCount)
    append(span)
  }
}

extension RawSpan {
  func isEqual(to other: RawSpan) -> Bool {
    guard byteCount == other.byteCount, byteCount > 0 else { return byteCount == other.byteCount }
    // Safe: both buffers have as many bytes as are compared, and live for the call.
    return unsafe withUnsafeBytes { own in
      unsafe other.withUnsafeBytes { other in
        guard let own = own.baseAddress, let other = other.baseAddress else { return false }
        return unsafe memcmp(own, other, byteCount) == 0
      }
    }
  }

  /// The big-endian integer at `offset`; traps when it would reach past the end.
  func bigEndian<Integer: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
    at offset: Int, as type: Integer.Type = Integer.self
  ) -> Integer {
    // Safe: bounds are checked by the call, and every bit pattern is an integer.
    Integer(bigEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: type))
  }

  /// The integer at `offset` in this machine's byte order, as LMDB writes its own pages.
  func native<Integer: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: Integer.Type = Integer.self
  ) -> Integer {
    // Safe: bounds are checked by the call, and every bit pattern is an integer.
    unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: type)
  }
}
