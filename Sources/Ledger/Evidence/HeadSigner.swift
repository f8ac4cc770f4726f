package import EventLog
package import SignedNotes
import Synchronization

/// Who signs the heads of a ledger.
package protocol HeadSigner: Sendable {
  /// The keys that sign, the current one first. May change while a ledger runs.
  var verifiers: [VerifierKey] { get }

  /// Whether it knows what it signed last, and signs only what extends that.
  var remembers: Bool { get }

  /// - Parameter proof: the proof of consistency from a smaller head of the log to this one.
  /// - Throws: ``NoteFault`` when it cannot sign, or does not.
  func sign(
    _ head: SignedHead, _ proof: (_ size: UInt64) throws(LogError) -> [Digest]
  ) throws(NoteFault) -> SignedNote
}

/// Signs with keys in the memory of this process, whatever the head is.
package struct KeySigner: HeadSigner {
  private let keys: [SigningKey]

  /// - Parameter keys: at least one, the current one first.
  package init(_ keys: [SigningKey]) {
    precondition(!keys.isEmpty, "who signs has a key")
    self.keys = keys
  }

  package var verifiers: [VerifierKey] { keys.map(\.verifier) }

  package var remembers: Bool { false }

  package func sign(
    _ head: SignedHead, _ proof: (_ size: UInt64) throws(LogError) -> [Digest]
  ) throws(NoteFault) -> SignedNote {
    try head.signed(with: keys)
  }
}

/// Has heads signed by a process that keeps the key (`oppsign`), and that remembers what it signed last.
package final class RemoteSigner: HeadSigner {
  private let path: String
  private let known: Mutex<[VerifierKey]>
  /// How many records the head has that the other side signed last, as far as is known here.
  private let signedSize = Mutex<UInt64>(0)

  /// How long each step of an exchange may take, seconds: questions about evidence wait meanwhile.
  private static let patience = 3

  /// Asks for the keys.
  /// - Throws: when nobody listens at `path`.
  package init(socket path: String) throws(NoteFault) {
    self.path = path
    known = Mutex(try Self.keys(at: path))
  }

  package var verifiers: [VerifierKey] { known.withLock { $0 } }

  package var remembers: Bool { true }

  package func sign(
    _ head: SignedHead, _ proof: (_ size: UInt64) throws(LogError) -> [Digest]
  ) throws(NoteFault) -> SignedNote {
    var answer = try ask(head, from: signedSize.withLock { $0 }, proof)
    if case .conflict(let size) = answer { answer = try ask(head, from: size, proof) }
    switch answer {
    case .signed(let note):
      guard note.text == head.text else {
        throw NoteFault(.badSignature, "the signer at \(path) has signed something else")
      }
      try verify(note)
      signedSize.withLock { $0 = head.size }
      return note
    case .conflict(let size):
      throw NoteFault(.signer, "the signer at \(path) signs for somebody else too, now at \(size)")
    case .refused(let reason):
      throw NoteFault(.notExtending, "the signer at \(path) refused to sign: \(reason)")
    case .keys:
      throw NoteFault(.malformedRequest, "the signer at \(path) gave keys instead of a signature")
    }
  }

  /// Its keys may have been changed since, so that they are asked for again before a note is refused.
  private func verify(_ note: SignedNote) throws(NoteFault) {
    do throws(NoteFault) {
      try note.verify(with: verifiers)
    } catch {
      let keys = try Self.keys(at: path)
      try note.verify(with: keys)
      known.withLock { $0 = keys }
    }
  }

  private func ask(
    _ head: SignedHead, from size: UInt64, _ proof: (UInt64) throws(LogError) -> [Digest]
  ) throws(NoteFault) -> SigningAnswer {
    guard size <= head.size else {
      throw NoteFault(
        .notExtending,
        "the signer at \(path) has signed \(size) records of this ledger, which has \(head.size): it was "
          + "put back to an earlier state")
    }
    var path: [Digest] = []
    do throws(LogError) {
      if size > 0, size < head.size { path = try proof(size) }
    } catch {
      throw NoteFault(.signer, "the proof from \(size) to \(head.size) could not be made: \(error)")
    }
    let request = SigningRequest(oldSize: size, proof: path.map(\.bytes), head: head)
    return try Self.exchange(request.text, at: self.path)
  }

  private static func keys(at path: String) throws(NoteFault) -> [VerifierKey] {
    guard case .keys(let keys) = try exchange(SigningRequest.keys, at: path) else {
      throw NoteFault(.malformedRequest, "the signer at \(path) does not say which keys it has")
    }
    return keys
  }

  private static func exchange(
    _ text: String, at path: String
  ) throws(NoteFault) -> SigningAnswer {
    let socket = try LocalSocket.connected(to: path, patience: patience)
    try socket.send(text)
    return try SigningAnswer(text: socket.receive(bytesMaximum: SigningAnswer.bytesMaximum))
  }
}
