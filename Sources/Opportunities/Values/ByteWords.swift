extension Span<UInt8> {
  /// The eight bytes from `place` on, the first of them lowest; traps unless all are there.
  func word(at place: Int) -> UInt64 {
    precondition(place >= 0 && place <= count - 8, "a word lies within the bytes")
    // Safe: the eight bytes are there, and any eight bytes are a number.
    let word = unsafe bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: place, as: UInt64.self)
    return UInt64(littleEndian: word)
  }
}
