internal import CLibCrypto

/// AES-256-GCM (NIST SP 800-38D): a nonce of 12 bytes before what was encrypted, a tag of 16 after it.
///
/// It is OpenSSL's, whose context is made once: a text of 150 bytes takes 0.5 µs. The other library of
/// the house, swift-crypto, makes a context and three buffers each time and takes 2.8
/// (tools/bench/README.md, "What sealing texts costs").
struct AES256GCM: ~Copyable {
  static let nonceBytes = 12
  static let tagBytes = 16

  /// Owned: freed by `deinit`.
  private let context: OpaquePointer

  init() {
    guard let context = EVP_CIPHER_CTX_new(),
      EVP_CipherInit_ex(context, EVP_aes_256_gcm(), nil, nil, nil, 1) == 1
    else { preconditionFailure("OpenSSL has AES-256-GCM, and there is memory for its context") }
    self.context = context
  }

  deinit { EVP_CIPHER_CTX_free(context) }

  /// Appends nonce, encrypted text and tag to `sealed`.
  ///
  /// - Parameters:
  ///   - nonce: never twice with one key.
  ///   - position: it opens only with the same; nil: it is bound to nothing.
  mutating func seal(
    _ text: RawSpan, under key: Secret, nonce: Nonce, at position: UInt64?,
    into sealed: inout [UInt8]
  ) {
    let start = sealed.count
    let end = start + Self.nonceBytes + text.byteCount
    sealed.append(contentsOf: repeatElement(0, count: end - start + Self.tagBytes))
    let isSealed = sealed.withUnsafeMutableBytes { bytes in
      bytes.storeBytes(of: nonce.high.bigEndian, toByteOffset: start, as: UInt32.self)
      bytes.storeBytes(of: nonce.low.bigEndian, toByteOffset: start + 4, as: UInt64.self)
      let out = UnsafeMutableRawBufferPointer(rebasing: bytes[(start + Self.nonceBytes)..<end])
      let tag = bytes.baseAddress.map { $0 + end }
      return begin(key, UnsafeRawBufferPointer(bytes), start, at: position, encrypting: true)
        && text.withUnsafeBytes { run($0, into: out) } && finish()
        && EVP_CIPHER_CTX_ctrl(
          context, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagBytes), tag) == 1
    }
    precondition(isSealed, "a key and a nonce of the right lengths always seal")
  }

  /// nil: it was sealed under another key or for another position, or changed since.
  mutating func open(_ sealed: RawSpan, under key: Secret, at position: UInt64?) -> [UInt8]? {
    let count = sealed.byteCount - Self.nonceBytes - Self.tagBytes
    guard count >= 0 else { return nil }
    var text = [UInt8](repeating: 0, count: count)
    let isOpen = sealed.withUnsafeBytes { sealed in
      text.withUnsafeMutableBytes { text in
        let end = sealed.count - Self.tagBytes
        // OpenSSL takes the tag to compare with by a pointer that it could change, and does not.
        let tag = UnsafeMutableRawPointer(mutating: sealed.baseAddress.map { $0 + end })
        return begin(key, sealed, 0, at: position, encrypting: false)
          && run(UnsafeRawBufferPointer(rebasing: sealed[Self.nonceBytes..<end]), into: text)
          && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(Self.tagBytes), tag) == 1
          && finish()
      }
    }
    return isOpen ? text : nil
  }

  // MARK: Steps; false: OpenSSL refused

  /// - Parameter offset: where in `bytes` the nonce stands.
  private func begin(
    _ key: Secret, _ bytes: UnsafeRawBufferPointer, _ offset: Int, at position: UInt64?,
    encrypting: Bool
  ) -> Bool {
    precondition(bytes.count >= offset + Self.nonceBytes, "the nonce is there")
    let nonce = bytes.assumingMemoryBound(to: UInt8.self).baseAddress.map { $0 + offset }
    let isKeyed = key.withBytes { key in
      EVP_CipherInit_ex(
        context, nil, nil, key.assumingMemoryBound(to: UInt8.self).baseAddress, nonce,
        encrypting ? 1 : 0) == 1
    }
    guard isKeyed, let position else { return isKeyed }
    return withUnsafeBytes(of: position.bigEndian) { bytes in
      var count: Int32 = 0
      return EVP_CipherUpdate(
        context, nil, &count, bytes.assumingMemoryBound(to: UInt8.self).baseAddress,
        Int32(bytes.count)) == 1
    }
  }

  private func run(
    _ text: UnsafeRawBufferPointer, into out: UnsafeMutableRawBufferPointer
  ) -> Bool {
    guard text.count > 0 else { return true }
    guard let length = Int32(exactly: text.count) else { return false }
    var count: Int32 = 0
    return EVP_CipherUpdate(
      context, out.assumingMemoryBound(to: UInt8.self).baseAddress, &count,
      text.assumingMemoryBound(to: UInt8.self).baseAddress, length) == 1 && count == length
  }

  private func finish() -> Bool {
    var count: Int32 = 0
    // GCM writes nothing at its end, but the parameter wants a place.
    return withUnsafeTemporaryAllocation(byteCount: Self.tagBytes, alignment: 1) { nothing in
      EVP_CipherFinal_ex(
        context, nothing.assumingMemoryBound(to: UInt8.self).baseAddress, &count) == 1
    }
  }
}

/// 96 bits that are used once with a key.
struct Nonce: Sendable, Equatable {
  var high: UInt32
  var low: UInt64

  static func random() -> Nonce {
    Nonce(high: .random(in: .min ... .max), low: .random(in: .min ... .max))
  }

  /// The next one in the order of their numbers, the first after the last.
  var next: Nonce {
    let (sum, overflow) = low.addingReportingOverflow(1)
    return Nonce(high: overflow ? high &+ 1 : high, low: sum)
  }
}
