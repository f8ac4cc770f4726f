internal import Crypto

/// A SHA-256 hash: 32 bytes, kept as four words so that it is cheap to compare, copy and hash.
///
/// In memory it is those 32 bytes in their order, so a row of digests is what a tree node hashes.
package struct Digest: Hashable, Sendable, BitwiseCopyable {
  /// How many bytes a digest has.
  package static let byteCount = 32

  private let words: Words

  private struct Words: Hashable, Sendable, BitwiseCopyable {
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

  /// Reads 32 bytes at `offset`; traps when they are not all there.
  init(reading span: RawSpan, at offset: Int) {
    words = Words(
      first: span.native(at: offset), second: span.native(at: offset + 8),
      third: span.native(at: offset + 16), fourth: span.native(at: offset + 24))
  }

  private init(_ hash: SHA256Digest) {
    // Safe: the span lives as long as the closure, and the digest's 32 bytes stay put during it.
    self = unsafe hash.withUnsafeBytes { buffer in
      unsafe Digest(reading: RawSpan(_unsafeBytes: buffer), at: 0)
    }
  }

  /// The 32 bytes as four words, the first bytes in the high end of the first.
  package var bigEndianWords: InlineArray<4, UInt64> {
    [
      UInt64(bigEndian: words.first), UInt64(bigEndian: words.second),
      UInt64(bigEndian: words.third), UInt64(bigEndian: words.fourth),
    ]
  }

  /// The 32 bytes, in the order SHA-256 defines.
  package var bytes: [UInt8] {
    // Safe: four words have no padding; their bytes are copied before the closure ends.
    unsafe withUnsafeBytes(of: words) { unsafe [UInt8]($0) }
  }
}

extension Digest {
  /// The SHA-256 of nothing, which RFC 6962 defines as the root of the empty tree.
  package static let empty = Digest(hashing: [])

  /// What RFC 6962 hashes in front of a record. The prefixes differ so that no record can pass for
  /// an inner node.
  package static let leafPrefix: UInt8 = 0x00
  /// What RFC 6962 hashes in front of two children.
  package static let nodePrefix: UInt8 = 0x01

  /// The SHA-256 of `bytes`.
  package init(hashing bytes: [UInt8]) {
    self = bytes.withRawSpan { Digest(hashing: $0, prefix: nil) }
  }

  /// The RFC 6962 leaf hash of a record: SHA-256 of a zero byte and the record as stored.
  ///
  /// For many records ``RecordBatch`` and ``RecordTree`` are several times cheaper.
  package init(leaf record: RawSpan) {
    self.init(hashing: record, prefix: Digest.leafPrefix)
  }

  /// The SHA-256 of `bytes`, behind one byte more.
  init(hashing bytes: RawSpan, prefix: UInt8?) {
    var hash = SHA256()
    if let prefix {
      let prefix: InlineArray<1, UInt8> = [prefix]
      hash.absorb(prefix.span)
    }
    hash.absorb(bytes)
    self.init(hash.finalize())
  }

  /// The RFC 6962 node hash: SHA-256 of a one byte and both children.
  package init(nodeOf left: Digest, _ right: Digest) {
    let children: InlineArray<2, Digest> = [left, right]
    // Safe: digests have no padding, which is all that could be uninitialised.
    self.init(hashing: unsafe children.span.bytes, prefix: Digest.nodePrefix)
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
