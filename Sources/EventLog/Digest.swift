internal import Crypto

/// A SHA-256 hash: 32 bytes, kept as four words so that it is cheap to compare, copy and hash.
package struct Digest: Hashable, Sendable {
  /// How many bytes a digest has.
  package static let byteCount = 32

  private let words: Words

  private struct Words: Hashable, Sendable {
    let first: UInt64
    let second: UInt64
    let third: UInt64
    let fourth: UInt64
  }

  /// Reads a digest from exactly 32 bytes; anything else is `nil`.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count == Digest.byteCount else { return nil }
    self = bytes.withRawSpan { Digest(reading: $0, at: 0) }
  }

  /// Reads 32 bytes at `offset`; traps when they are not all there.
  /// Reads 64 hexadecimal digits; nil: they are not.
  package init?(hexadecimal text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 2 * Self.byteCount else { return nil }
    var bytes: [UInt8] = []
    for place in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(byte)
    }
    self.init(bytes)
  }

  init(reading span: RawSpan, at offset: Int) {
    words = Words(
      first: span.bigEndian(at: offset), second: span.bigEndian(at: offset + 8),
      third: span.bigEndian(at: offset + 16), fourth: span.bigEndian(at: offset + 24))
  }

  private init(_ hash: SHA256Digest) {
    // Safe: the span lives as long as the closure, and the digest's 32 bytes stay put during it.
    self = unsafe hash.withUnsafeBytes { buffer in
      unsafe Digest(reading: RawSpan(_unsafeBytes: buffer), at: 0)
    }
  }

  private func store(into node: inout InlineArray<65, UInt8>, at offset: Int) {
    let words: InlineArray<4, UInt64> = [words.first, words.second, words.third, words.fourth]
    for index in 0..<Digest.byteCount {
      let word = words[index / 8] >> UInt64(56 - 8 * (index % 8))
      node[offset + index] = UInt8(truncatingIfNeeded: word)
    }
  }

  /// The 32 bytes, in the order SHA-256 defines.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Digest.byteCount)
    bytes.append(bigEndian: words.first)
    bytes.append(bigEndian: words.second)
    bytes.append(bigEndian: words.third)
    bytes.append(bigEndian: words.fourth)
    return bytes
  }
}

extension Digest {
  /// The SHA-256 of nothing, which RFC 6962 defines as the root of the empty tree.
  package static let empty = Digest(hashing: [])

  /// The SHA-256 of `bytes`.
  package init(hashing bytes: [UInt8]) {
    var hash = SHA256()
    hash.absorb(bytes.span)
    self.init(hash.finalize())
  }

  /// The RFC 6962 leaf hash of a record: SHA-256 of a zero byte and the record as stored.
  package init(leaf record: RawSpan) {
    let prefix: InlineArray<1, UInt8> = [0x00]
    var hash = SHA256()
    hash.absorb(prefix.span)
    hash.absorb(record)
    self.init(hash.finalize())
  }

  /// The RFC 6962 node hash: SHA-256 of a one byte and both children.
  ///
  /// The prefixes differ so that no record can pass for an inner node.
  package init(nodeOf left: Digest, _ right: Digest) {
    var node = InlineArray<65, UInt8>(repeating: 0x01)
    left.store(into: &node, at: 1)
    right.store(into: &node, at: 1 + Digest.byteCount)
    var hash = SHA256()
    hash.absorb(node.span)
    self.init(hash.finalize())
  }
}

extension SHA256 {
  fileprivate mutating func absorb(_ span: Span<UInt8>) {
    // Safe: the pointer is used only inside the closure, for exactly the bytes of the span.
    unsafe span.withUnsafeBytes { unsafe update(bufferPointer: $0) }
  }

  fileprivate mutating func absorb(_ span: RawSpan) {
    // Safe: the pointer is used only inside the closure, for exactly the bytes of the span.
    unsafe span.withUnsafeBytes { unsafe update(bufferPointer: $0) }
  }
}

extension Digest: CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  package var description: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
