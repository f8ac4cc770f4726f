/// A text under which signatures stand, as C2SP's signed-note describes it.
///
///     text, one or more lines
///
///     — name base64 of the key id and the signature
package struct SignedNote: Equatable, Sendable {
  struct Signature: Equatable, Sendable {
    var name: String
    var keyID: UInt32
    var bytes: [UInt8]
  }

  /// What is signed, with its last line feed.
  package let text: String
  let signatures: [Signature]

  /// Longest note that is read: 64 KiB, room for all signatures one may have.
  package static let bytesMaximum = 64 << 10
  private static let signaturesMaximum = 64
  private static let dash = "— "

  /// Signs `text`, which ends in a line feed, with every key.
  package init(signing text: String, with keys: [SigningKey]) throws(NoteFault) {
    precondition(text.hasSuffix("\n") && !text.isEmpty, "a text of whole lines")
    self.text = text
    var signatures: [Signature] = []
    for key in keys {
      signatures.append(
        Signature(
          name: key.verifier.name, keyID: key.verifier.id, bytes: try key.signature(of: text)))
    }
    self.signatures = signatures
  }

  /// Reads a note and nothing after it.
  package init(_ note: String) throws(NoteFault) {
    func malformed(_ what: String) -> NoteFault { NoteFault(.malformedNote, what) }
    guard note.utf8.count <= Self.bytesMaximum else {
      throw malformed("a note of \(note.utf8.count) bytes is longer than \(Self.bytesMaximum)")
    }
    guard note.unicodeScalars.allSatisfy({ $0.value >= 0x20 || $0 == "\n" }) else {
      throw malformed("a note has no control characters")
    }
    let lines = note.split(separator: "\n" as Character, omittingEmptySubsequences: false)
    guard lines.last == "", let blank = lines.dropLast().lastIndex(of: ""), blank > 0 else {
      throw malformed("a note is a text, an empty line, and signatures, each line ended")
    }
    let signed = lines[(blank + 1)...].dropLast()
    guard (1...Self.signaturesMaximum).contains(signed.count) else {
      throw malformed("a note has 1 to \(Self.signaturesMaximum) signatures")
    }
    var signatures: [Signature] = []
    for line in signed {
      let parts = line.dropFirst(Self.dash.count).split(
        separator: " ", omittingEmptySubsequences: false)
      guard line.hasPrefix(Self.dash), parts.count == 2, VerifierKey.isName(String(parts[0])),
        let bytes = Base64.bytes(parts[1]), bytes.count > 4
      else {
        throw malformed("'\(line.prefix(80))' is not a signature")
      }
      signatures.append(
        Signature(
          name: String(parts[0]), keyID: bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) },
          bytes: Array(bytes.dropFirst(4))))
    }
    text = lines[..<blank].joined(separator: "\n") + "\n"
    self.signatures = signatures
  }

  /// The whole note.
  package var whole: String {
    let lines = signatures.map { signature in
      let id = (0..<4).map { UInt8(truncatingIfNeeded: signature.keyID >> (24 - 8 * $0)) }
      return "\(Self.dash)\(signature.name) \(Base64.text(id + signature.bytes))\n"
    }
    return text + "\n" + lines.joined()
  }

  /// Whether that key has signed the text.
  package func isSigned(by key: VerifierKey) -> Bool {
    signatures.contains {
      $0.name == key.name && $0.keyID == key.id && key.isRight($0.bytes, of: text)
    }
  }

  /// Checks that at least one of `keys` has signed the text, and that none of their signatures is wrong.
  ///
  /// Signatures of other keys say nothing and are passed by.
  package func verify(with keys: [VerifierKey]) throws(NoteFault) {
    var isSigned = false
    for signature in signatures {
      let known = keys.first { $0.name == signature.name && $0.id == signature.keyID }
      guard let known else { continue }
      guard known.isRight(signature.bytes, of: text) else {
        throw NoteFault(.badSignature, "the signature of '\(known.name)' does not fit the note")
      }
      isSigned = true
    }
    guard isSigned else {
      let names = keys.map { "\($0.name)+\(VerifierKey.hexadecimal($0.id))" }
      throw NoteFault(.badSignature, "none of the keys \(names.joined(separator: ", ")) signed it")
    }
  }
}
