/// What is signed of a log: whose it is, how long, and under which root; C2SP's tlog-checkpoint.
///
/// It is called a signed head here and nowhere a checkpoint: that is what the daemon's snapshot of its
/// own memory is called.
package struct SignedHead: Equatable, Sendable {
  /// Whose log: the name of the key that the first note was signed with.
  package let origin: String
  /// How many records.
  package let size: UInt64
  /// The Merkle root over them, 32 bytes.
  package let root: [UInt8]

  private static let rootBytes = 32

  package init(origin: String, size: UInt64, root: [UInt8]) {
    precondition(root.count == Self.rootBytes && !origin.isEmpty, "a head")
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// Reads the text of a note; lines after the third are other people's business.
  package init(text: String) throws(NoteFault) {
    let lines = text.split(separator: "\n" as Character, omittingEmptySubsequences: false)
    guard lines.count >= 4, lines.last == "", !lines.dropLast().contains(""),
      let size = UInt64(lines[1]), String(size) == lines[1],
      let root = Base64.bytes(lines[2]), root.count == Self.rootBytes
    else {
      throw NoteFault(
        .malformedNote, "the note is not about a head: origin, size and base64 of the root")
    }
    self.init(origin: String(lines[0]), size: size, root: root)
  }

  package var text: String { "\(origin)\n\(size)\n\(Base64.text(root))\n" }

  /// Signs it with every key.
  package func signed(with keys: [SigningKey]) throws(NoteFault) -> SignedNote {
    try SignedNote(signing: text, with: keys)
  }
}

/// A signed head with its note, as they were read.
package struct KeptHead: Equatable, Sendable {
  package let head: SignedHead
  package let note: SignedNote

  package init(_ note: SignedNote) throws(NoteFault) {
    head = try SignedHead(text: note.text)
    self.note = note
  }
}

extension [KeptHead] {
  /// Reads notes that stand one after the other, with empty lines between them or without.
  ///
  /// - Parameter toleratesCut: leave out a last note that ends in the middle, as a power cut leaves it.
  package init(reading text: String, toleratesCut: Bool = false) throws(NoteFault) {
    self = []
    var rest = text.split(separator: "\n" as Character, omittingEmptySubsequences: false)[...]
    if rest.last == "" {
      rest.removeLast()
    } else if toleratesCut {
      // The line that was cut off; the lines of its note that are whole go below.
      rest.removeLast()
    }
    while let start = rest.firstIndex(where: { !$0.isEmpty }) {
      rest = rest[start...]
      guard let blank = rest.firstIndex(of: "") else {
        if toleratesCut { return }
        throw NoteFault(.malformedNote, "the last note has no signature")
      }
      // Signatures go on as far as lines look like them; the next note may follow at once.
      var end = blank + 1
      while end < rest.endIndex, rest[end].hasPrefix("— ") { end += 1 }
      let note = rest[..<end].joined(separator: "\n") + "\n"
      rest = rest[end...]
      if toleratesCut, rest.isEmpty, (try? SignedNote(note)) == nil { return }
      append(try KeptHead(SignedNote(note)))
    }
  }
}
