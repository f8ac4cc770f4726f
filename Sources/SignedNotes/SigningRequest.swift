/// What a ledger asks the process that keeps its key: sign this head, which extends the one you signed
/// last.
///
///     sign
///     old 1200
///     base64 of a hash of the proof of consistency, a line each, the lowest first
///
///     origin
///     1300
///     base64 of the root
///
/// From the second line on it is the request of C2SP's tlog-witness, without signatures under the head.
/// `old 0` has no proof. The other request is the line `keys`: which keys sign.
package struct SigningRequest: Equatable, Sendable {
  /// How many records the head had that was signed last; 0: none was.
  package let oldSize: UInt64
  /// The proof of RFC 6962, section 2.1.2, from `oldSize` to the size of `head`: hashes of 32 bytes.
  package let proof: [[UInt8]]
  package let head: SignedHead

  /// A longer request is refused unread: 64 hashes and a head have room.
  package static let bytesMaximum = 8 << 10
  package static let keys = "keys\n"
  private static let hashesMaximum = 64
  private static let hashBytes = 32

  package init(oldSize: UInt64, proof: [[UInt8]], head: SignedHead) {
    self.oldSize = oldSize
    self.proof = proof
    self.head = head
  }

  package var text: String {
    "sign\nold \(oldSize)\n" + proof.map { Base64.text($0) + "\n" }.joined() + "\n" + head.text
  }

  package init(text: String) throws(NoteFault) {
    let malformed = NoteFault(.malformedRequest, "the request is neither 'keys' nor 'sign'")
    guard text.utf8.count <= Self.bytesMaximum else { throw malformed }
    let lines = text.split(separator: "\n" as Character, omittingEmptySubsequences: false)
    guard lines.count >= 2, lines[0] == "sign", lines[1].hasPrefix("old "),
      let size = UInt64(lines[1].dropFirst(4)), "old \(size)" == lines[1],
      let blank = lines.firstIndex(of: ""), blank - 2 <= Self.hashesMaximum
    else { throw malformed }
    oldSize = size
    var proof: [[UInt8]] = []
    for line in lines[2..<blank] {
      guard let hash = Base64.bytes(line), hash.count == Self.hashBytes else { throw malformed }
      proof.append(hash)
    }
    self.proof = proof
    head = try SignedHead(text: lines[(blank + 1)...].joined(separator: "\n"))
    // Lines after the root would be signed unread.
    guard self.text == text else { throw malformed }
  }
}

/// What the process that keeps the key answers.
package enum SigningAnswer: Equatable, Sendable {
  case signed(SignedNote)
  /// The keys that sign, the current one first.
  case keys([VerifierKey])
  /// It has signed a head of `size` records last, and the request begins elsewhere.
  case conflict(size: UInt64)
  /// It does not sign that, ever; a line that says why.
  case refused(String)

  /// A longer answer is not read.
  package static let bytesMaximum = SignedNote.bytesMaximum + 16

  package var text: String {
    switch self {
    case .signed(let note): "signed\n" + note.whole
    case .keys(let keys): "keys\n" + keys.map { $0.text + "\n" }.joined()
    case .conflict(let size): "conflict\n\(size)\n"
    case .refused(let reason): "refused\n\(reason)\n"
    }
  }

  package init(text: String) throws(NoteFault) {
    let malformed = NoteFault(.malformedRequest, "the signer gave no answer that is known")
    guard text.utf8.count <= Self.bytesMaximum, let end = text.firstIndex(of: "\n") else {
      throw malformed
    }
    let rest = text[text.index(after: end)...]
    switch text[..<end] {
    case "signed": self = .signed(try SignedNote(String(rest)))
    case "keys":
      var keys: [VerifierKey] = []
      for line in rest.split(separator: "\n" as Character) {
        keys.append(try VerifierKey(String(line)))
      }
      guard !keys.isEmpty else { throw malformed }
      self = .keys(keys)
    case "conflict":
      guard rest.hasSuffix("\n"), let size = UInt64(rest.dropLast()) else { throw malformed }
      self = .conflict(size: size)
    case "refused": self = .refused(String(rest.prefix(400).filter { $0 != "\n" }))
    default: throw malformed
    }
  }
}
