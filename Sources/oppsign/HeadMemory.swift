import EventLog
import SignedNotes

/// What the signer has signed last: it signs nothing that does not extend this, so that whoever has
/// the ledger, its data and its processor still gets no second history signed.
///
/// It is a file with the last note, or one that says that there is none yet, replaced as a whole, and on
/// the device before a signature leaves. An empty one is none of these: it was cut off, and what was
/// signed is not known.
struct HeadMemory {
  private(set) var last: KeptHead?
  private let directory: String
  private let name: String
  private let keys: [SigningKey]

  private static let bytesMaximum = SignedNote.bytesMaximum
  /// What a memory says before the first signature.
  private static let begun = "no head of this ledger was signed yet\n"

  /// - Parameter isBeginning: there is no memory yet, and that is right.
  init(file path: String, keys: [SigningKey], isBeginning: Bool) throws(NoteFault) {
    (directory, name) = Self.parts(of: path)
    self.keys = keys
    guard !name.isEmpty else { throw NoteFault(.keyFile, "\(path) cannot be the name of a file") }
    guard let found = try Self.read(name, in: directory) else {
      guard isBeginning else {
        throw NoteFault(
          .keyFile,
          "\(path) is not there: without it a history could be signed that contradicts what was signed "
            + "before. For a ledger whose heads this key never signed, say --begin")
      }
      try write(Self.begun)
      return
    }
    guard !isBeginning else {
      throw NoteFault(.keyFile, "\(path) is there: leave out --begin, which is for the first time")
    }
    if found == Self.begun { return }
    guard !found.isEmpty else {
      throw NoteFault(
        .keyFile,
        "\(path) is empty, so what was signed last is not known: put back what it held (its ledger's "
          + "signed-heads has it last). Only if this key never signed a head of the ledger, remove the file "
          + "and say --begin")
    }
    do throws(NoteFault) {
      let kept = try KeptHead(SignedNote(found))
      try kept.note.verify(with: keys.map(\.verifier))
      last = kept
    } catch {
      throw NoteFault(error.code, "\(path): \(error)")
    }
  }

  /// Keeps a second signer away from the memory at `path`: two would sign two histories.
  static func lock(_ path: String) throws(NoteFault) -> SideFileLock {
    let (directory, name) = parts(of: path)
    do throws(LogError) {
      return try SideFileLock(name: name, in: directory)
    } catch {
      guard case .lockedByAnother = error else { throw NoteFault(.keyFile, "\(error)") }
      throw NoteFault(.signer, "another oppsign has the memory \(path): stop it first")
    }
  }

  private static func parts(of path: String) -> (directory: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    return (
      slash == path.startIndex ? "/" : String(path[..<slash]),
      String(path[path.index(after: slash)...])
    )
  }

  /// Signs what extends the last head, and remembers it.
  mutating func answer(_ request: SigningRequest) throws(NoteFault) -> SigningAnswer {
    let head = request.head
    guard let key = keys.first, head.origin == key.verifier.name else {
      return .refused("the head is of '\(head.origin)', and the key is another ledger's")
    }
    guard request.oldSize == last?.head.size ?? 0 else {
      return .conflict(size: last?.head.size ?? 0)
    }
    if let last {
      guard Self.extends(last.head, request) else { return Self.refusal(last.head, head) }
    }
    let kept = try KeptHead(head.signed(with: keys))
    try write(kept.note.whole)
    last = kept
    return .signed(kept.note)
  }

  private static func extends(_ last: SignedHead, _ request: SigningRequest) -> Bool {
    guard let oldRoot = Digest(last.root), let root = Digest(request.head.root) else {
      return false
    }
    let path = request.proof.compactMap { Digest($0) }
    guard path.count == request.proof.count, request.head.size >= last.size else { return false }
    return MerkleProof.isConsistent(
      last.size, oldRoot, with: request.head.size, root, by: path)
  }

  private static func refusal(_ last: SignedHead, _ head: SignedHead) -> SigningAnswer {
    head.size < last.size
      ? .refused(
        "it has \(head.size) records, and one of \(last.size) was signed: put back to an earlier state"
      )
      : .refused(
        "it does not extend the head of \(last.size) records that was signed: the history was changed"
      )
  }

  private func write(_ text: String) throws(NoteFault) {
    do throws(LogError) {
      let file = try SideFileWriter(name: name, in: directory)
      try file.append(Array(text.utf8))
      try file.publish()
    } catch {
      throw NoteFault(.keyFile, "what was signed could not be remembered: \(error)")
    }
  }

  private static func read(_ name: String, in directory: String) throws(NoteFault) -> String? {
    do throws(LogError) {
      guard let file = try SideFile(opening: name, in: directory) else { return nil }
      let bytes = try file.read(at: 0, count: bytesMaximum + 1)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw LogError.damaged(position: nil, place: name, what: "it is no text")
      }
      return text
    } catch {
      throw NoteFault(.keyFile, "\(error)")
    }
  }
}
