import Crypto
import FoundationEssentials

/// The public half of a key that signs notes: who checks a note needs nothing else.
///
/// Its text is that of C2SP's signed notes and of Go's `sumdb/note`: name, key id in hexadecimal, and
/// the base64 of the algorithm (1: Ed25519) and the public key, joined by plus signs.
package struct VerifierKey: Equatable, Sendable {
  package let name: String
  /// The first four bytes of SHA-256 over the name, a line feed, the algorithm and the public key.
  package let id: UInt32
  package let publicKey: [UInt8]

  static let algorithm: UInt8 = 1
  private static let keyBytes = 32
  static let nameBytesMaximum = 200

  init(name: String, publicKey: [UInt8]) throws(NoteFault) {
    guard Self.isName(name) else {
      throw NoteFault(
        .malformedKey,
        "'\(name.prefix(80))' cannot name a key: 1 to \(Self.nameBytesMaximum) bytes without spaces, "
          + "control characters or '+', such as example.com/acme")
    }
    precondition(publicKey.count == Self.keyBytes, "an Ed25519 key")
    self.name = name
    self.publicKey = publicKey
    let hashed = Array(name.utf8) + [10, Self.algorithm] + publicKey
    id = SHA256.hash(data: hashed).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Reads `NAME+ID+KEY`.
  package init(_ text: String) throws(NoteFault) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let data = Base64.bytes(parts[2]), data.count == Self.keyBytes + 1,
      data.first == Self.algorithm
    else {
      throw NoteFault(
        .malformedKey, "'\(text.prefix(80))' is not a verifier key: NAME+ID+KEY of Ed25519")
    }
    try self.init(name: String(parts[0]), publicKey: Array(data.dropFirst()))
    guard parts[1] == Self.hexadecimal(id) else {
      throw NoteFault(.malformedKey, "the id of verifier key '\(name)' does not fit its key")
    }
  }

  package var text: String {
    "\(name)+\(Self.hexadecimal(id))+\(Base64.text([Self.algorithm] + publicKey))"
  }

  func isRight(_ signature: some Sequence<UInt8>, of text: String) -> Bool {
    // 32 bytes always make a key; a point that is none fails below, as any wrong signature does.
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
      return false
    }
    return key.isValidSignature(Array(signature), for: Array(text.utf8))
  }

  static func hexadecimal(_ id: UInt32) -> String {
    let digits = String(id, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= nameBytesMaximum
      && name.unicodeScalars.allSatisfy {
        $0 != "+" && $0.value > 0x20 && $0.value != 0x7F && !$0.properties.isWhitespace
      }
  }
}

/// The private half. Whoever has it can sign any history; it never leaves its file and this process.
package struct SigningKey: Sendable {
  package let verifier: VerifierKey
  private let key: Curve25519.Signing.PrivateKey

  private static let prefix = "PRIVATE+KEY+"
  private static let seedBytes = 32

  /// Makes a new key of that name.
  package init(newNamed name: String) throws(NoteFault) {
    try self.init(name: name, key: Curve25519.Signing.PrivateKey())
  }

  private init(name: String, key: Curve25519.Signing.PrivateKey) throws(NoteFault) {
    self.key = key
    verifier = try VerifierKey(name: name, publicKey: Array(key.publicKey.rawRepresentation))
  }

  /// Reads `PRIVATE+KEY+NAME+ID+KEY`; what is refused is never repeated in the message.
  init(_ text: String) throws(NoteFault) {
    let parts = text.dropFirst(Self.prefix.count)
      .split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard text.hasPrefix(Self.prefix), parts.count == 3, let data = Base64.bytes(parts[2]),
      data.count == Self.seedBytes + 1, data.first == VerifierKey.algorithm,
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: data.dropFirst())
    else {
      throw NoteFault(.malformedKey, "a line of it is not a private key of signed notes")
    }
    try self.init(name: String(parts[0]), key: key)
    guard parts[1] == VerifierKey.hexadecimal(verifier.id) else {
      throw NoteFault(.malformedKey, "the id of private key '\(verifier.name)' does not fit it")
    }
  }

  var text: String {
    Self.prefix + "\(verifier.name)+\(VerifierKey.hexadecimal(verifier.id))+"
      + Base64.text([VerifierKey.algorithm] + Array(key.rawRepresentation))
  }

  func signature(of text: String) throws(NoteFault) -> [UInt8] {
    do {
      return Array(try key.signature(for: Array(text.utf8)))
    } catch {
      throw NoteFault(.badSignature, "key '\(verifier.name)' could not sign: \(error)")
    }
  }
}

/// Base 64 of RFC 4648, section 4, in its one canonical form.
package enum Base64 {
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    Data(bytes).base64EncodedString()
  }

  /// - Returns: nil when the text is anything but what ``text(_:)`` gives.
  package static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    guard let data = Data(base64Encoded: String(text)), data.base64EncodedString() == text else {
      return nil
    }
    return Array(data)
  }
}
