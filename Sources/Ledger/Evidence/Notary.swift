import Dispatch
package import EventLog
import FoundationEssentials
import Opportunities
import Schema
import SignedNotes
import Synchronization

/// The thread that signs heads and answers questions about evidence: proofs come from the log and the
/// tree that is kept beside it, and from no read model.
///
/// A head is signed when there is news and the last signature is a second old, when somebody asks, and
/// at the end. Only committed heads are signed, so a crash takes nothing back that was; and a log that
/// does not begin with what was signed last is not signed on: the ledger does not open.
package final class Notary: Sendable {
  package struct Settings: Sendable {
    /// nil: heads are not signed.
    package var signer: (any HeadSigner)?
    /// Where the notes are kept; nil: in memory.
    package var directory: String?
    /// Least time between two signatures nobody asked for.
    package var everyMilliseconds = 1_000

    package init() {}
  }

  /// Questions that may wait; each takes about a millisecond.
  private static let questionsWaitingMaximum = 4_096

  private let settings: Settings
  private let store: any LogStore
  private let clock: any LedgerClock
  private let failed: @Sendable (String) -> Void
  private let inbox = Inbox<Question>(weightMaximum: questionsWaitingMaximum)
  private let thread: Mutex<OwnedThread?> = Mutex(nil)

  /// What belongs to the thread.
  private struct Desk: Sendable {
    var book: NoteBook
    var tree: TreeReader
    var signed: KeptHead?
    /// The keys that are in `verifier-keys`.
    var published: [VerifierKey] = []
    /// Whether the last attempt to sign failed: said once, and tried again.
    var isFailing = false
  }

  /// - Parameter failed: called when a note can be neither signed nor kept, as on a full disk; the ledger
  ///   goes on, and signing is tried again.
  /// - Throws: when the log does not begin with the head that was signed last.
  package init(
    _ settings: Settings, store: any LogStore, clock: any LedgerClock,
    failed: @escaping @Sendable (String) -> Void
  ) throws(LogError) {
    self.settings = settings
    self.store = store
    self.clock = clock
    self.failed = failed
    var desk = Desk(
      book: try NoteBook(in: settings.signer == nil ? nil : settings.directory),
      tree: TreeReader(store))
    if let last = desk.book.notes.last {
      try Self.require(store, toBeginWith: last.head, &desk.tree)
    }
    if let signer = settings.signer {
      try Self.require(signer, toSign: store.head, &desk.tree, failed)
    }
    let verifiers = settings.signer?.verifiers ?? []
    if let directory = settings.directory { try Self.publish(verifiers, in: directory) }
    desk.published = verifiers
    // What an earlier key has signed is signed again by the present one.
    desk.signed = desk.book.notes.last.flatMap { last in
      verifiers.first.flatMap { last.note.isSigned(by: $0) ? last : nil }
    }
    let owned = OwnedThread(name: "notary") { [self, desk] in run(desk) }
    thread.withLock { $0 = owned }
  }

  package func ask(_ question: Question) {
    do {
      try inbox.put(question)
    } catch {
      question.refuse(
        QueryRefusal(code: "BUSY", message: "too many questions wait: ask again in a moment"))
    }
  }

  /// Signs what is not signed yet, answers what waits, and ends the thread.
  package func stop() {
    inbox.close()
    thread.withLock { $0 }?.join()
  }

  private func run(_ desk: consuming Desk) {
    var desk = desk
    let pause: DispatchTimeInterval? =
      settings.signer == nil ? nil : .milliseconds(settings.everyMilliseconds)
    var signedAt = ContinuousClock.now
    while let questions = inbox.takeAll(timeout: pause) {
      for question in questions { question.answer(answer(question, &desk)) }
      inbox.release(weight: questions.count)
      if signedAt.duration(to: .now) >= .milliseconds(settings.everyMilliseconds) {
        sign(&desk)
        signedAt = .now
      }
    }
    sign(&desk)
  }

  // MARK: Signing

  /// Has the committed head signed, unless it is or nothing can be.
  private func sign(_ desk: inout Desk) {
    let head = store.head
    guard let signer = settings.signer, let key = signer.verifiers.first, head.position > 0,
      desk.signed?.head.size != head.position
    else { return }
    do {
      let kept = try Self.signature(of: head, by: signer, key, &desk.tree)
      if let directory = settings.directory, signer.verifiers != desk.published {
        try Self.publish(signer.verifiers, in: directory)
        desk.published = signer.verifiers
      }
      try desk.book.append(kept)
      desk.signed = kept
      desk.isFailing = false
    } catch {
      // The note does not go out: what is not remembered might be contradicted later.
      if !desk.isFailing { failed("\(error)") }
      desk.isFailing = true
    }
  }

  private static func signature(
    of head: Head, by signer: any HeadSigner, _ key: VerifierKey, _ tree: inout TreeReader
  ) throws(NoteFault) -> KeptHead {
    let signed = SignedHead(origin: key.name, size: head.position, root: head.root.bytes)
    var reader = tree
    defer { tree = reader }
    return try KeptHead(
      signer.sign(signed) { size throws(LogError) in
        try reader.consistency(from: size, to: head.position)
      })
  }

  /// Asks who remembers what was signed, before the ledger opens: whoever put an older ledger in place
  /// put the notes in it back too.
  private static func require(
    _ signer: any HeadSigner, toSign head: Head, _ tree: inout TreeReader,
    _ failed: (String) -> Void
  ) throws(LogError) {
    guard signer.remembers, head.position > 0, let key = signer.verifiers.first else { return }
    do throws(NoteFault) {
      _ = try signature(of: head, by: signer, key, &tree)
    } catch {
      guard error.code == .notExtending else { return failed("\(error)") }
      throw .damaged(
        position: nil, place: "the log, by what was signed of it",
        what:
          "\(error). To begin a new line of signed heads all the same, give the signer a new memory "
          + "(oppsign --begin)")
    }
  }

  /// - Throws: when the log is shorter than `head` says, or another one.
  private static func require(
    _ store: any LogStore, toBeginWith head: SignedHead, _ tree: inout TreeReader
  ) throws(LogError) {
    func contradicted(_ what: String) -> LogError {
      .damaged(
        position: nil, place: "the log, by what was signed of it",
        what: "the last signed head has \(head.size) records under root \(Base64.text(head.root)); "
          + "\(what). It was put back to an earlier state or changed; to begin a new line of signed "
          + "heads all the same, move \(NoteBook.fileName) away")
    }
    let position = store.head.position
    guard head.size <= position else {
      throw contradicted("the log ends at \(position)")
    }
    guard try tree.root(of: position) == store.head.root else { throw wrongTree }
    let root = try tree.root(of: head.size)
    guard root.bytes == head.root else {
      throw contradicted("the log has root \(Base64.text(root.bytes)) there")
    }
  }

  /// Adds the verifier keys to the file `verifier-keys` in the ledger's directory, newest first.
  private static func publish(_ keys: [VerifierKey], in directory: String) throws(LogError) {
    let name = "verifier-keys"
    let known = try SideFile(opening: name, in: directory)?.read(at: 0, count: 1 << 16) ?? []
    let text = String(decoding: known, as: UTF8.self)
    let lines = text.split(separator: "\n" as Character).map(String.init)
    let new = keys.map(\.text).filter { !lines.contains($0) }
    guard !new.isEmpty else { return }
    let file = try SideFileWriter(name: name, in: directory)
    try file.append(Array((new + lines).map { $0 + "\n" }.joined().utf8))
    try file.publish()
  }

  // MARK: Answers

  private func answer(
    _ question: Question, _ desk: inout Desk
  ) -> Result<AnswerPages, QueryRefusal> {
    do throws(QueryRefusal) {
      let answer = try evidence(question.query, &desk)
      let header = AnswerPages.Header(
        position: answer.size, instant: clock.now(), policyVersion: 0)
      let bytes = answer.bytes
      return .success(
        AnswerPages(header: header, totalRows: 1, rowCount: 1) { _, page in
          page.byteArray(answer.field, bytes)
        })
    } catch {
      return .failure(error)
    }
  }

  /// An answer as a field of `Answer`.
  private struct Evidence {
    var field: UInt32
    var size: UInt64
    var bytes: [UInt8]

    init(_ field: UInt32, _ size: UInt64, _ message: some PBMessage) throws(QueryRefusal) {
      self.field = field
      self.size = size
      do {
        bytes = try GeneratedCodec.encode(message)
      } catch {
        throw QueryRefusal(code: "INTERNAL", message: "\(error)")
      }
    }
  }

  private func evidence(
    _ query: PBQuery, _ desk: inout Desk
  ) throws(QueryRefusal) -> Evidence {
    switch query.view {
    case .signedHead:
      guard settings.signer != nil else {
        throw QueryRefusal(
          code: "UNSIGNED",
          message: "this daemon has no key to sign with (oppd --key FILE, or --signer SOCKET)")
      }
      let head = try head(of: 0, &desk)
      return try Evidence(60, head.size, head)
    case .inclusion(let query):
      let answer = try inclusion(query, &desk)
      return try Evidence(61, answer.head.size, answer)
    case .consistency(let query):
      let answer = try consistency(query, &desk)
      return try Evidence(62, answer.newer.size, answer)
    default: preconditionFailure("only questions about evidence come here")
    }
  }

  private func inclusion(
    _ query: PBInclusionQuery, _ desk: inout Desk
  ) throws(QueryRefusal) -> PBInclusionAnswer {
    let head = try head(of: query.size, &desk)
    guard query.position >= 1, query.position <= head.size else {
      throw QueryRefusal(
        code: "NOT_FOUND",
        message: "there is no record \(query.position) among the first \(head.size)")
    }
    return try reading { () throws(LogError) in
      var answer = PBInclusionAnswer()
      answer.position = query.position
      answer.head = head
      let record = try store.record(at: query.position)
      let leaf = Digest(leaf: record.span.bytes)
      let path = try desk.tree.inclusion(of: query.position, in: head.size)
      let isRight = Digest([UInt8](head.root)).map {
        MerkleProof.isIncluded(leaf, at: query.position - 1, of: head.size, under: $0, by: path)
      }
      guard isRight == true else { throw Self.wrongTree }
      answer.record = .init(record)
      answer.leafHash = .init(leaf.bytes)
      answer.path = path.map { .init($0.bytes) }
      return answer
    }
  }

  private func consistency(
    _ query: PBConsistencyQuery, _ desk: inout Desk
  ) throws(QueryRefusal) -> PBConsistencyAnswer {
    guard query.olderSize >= 1 else { throw .invalid("older_size must be at least 1") }
    let newer = try head(of: query.newerSize, &desk)
    guard query.olderSize <= newer.size else {
      throw .invalid("older_size \(query.olderSize) is larger than \(newer.size)")
    }
    let older = try head(of: query.olderSize, &desk)
    return try reading { () throws(LogError) in
      var answer = PBConsistencyAnswer()
      answer.older = older
      answer.newer = newer
      let path = try desk.tree.consistency(from: older.size, to: newer.size)
      guard let olderRoot = Digest([UInt8](older.root)),
        let newerRoot = Digest([UInt8](newer.root)),
        MerkleProof.isConsistent(older.size, olderRoot, with: newer.size, newerRoot, by: path)
      else { throw Self.wrongTree }
      answer.path = path.map { .init($0.bytes) }
      return answer
    }
  }

  /// The head of a log of `size` records with its note, if that was signed; 0: the newest, signed now.
  private func head(
    of size: UInt64, _ desk: inout Desk
  ) throws(QueryRefusal) -> PBSignedHeadAnswer {
    if size == 0 {
      sign(&desk)
      guard !desk.isFailing else {
        throw QueryRefusal(
          code: "INTERNAL", message: "the head could not be signed: see the daemon's log")
      }
    }
    let head = store.head
    let wanted = size > 0 ? size : desk.signed?.head.size ?? head.position
    guard wanted >= 1, wanted <= head.position else {
      throw .invalid("size \(wanted) lies beyond the head, \(head.position)")
    }
    return try reading { () throws(LogError) in
      let root = try desk.tree.root(of: wanted)
      // The kept tree is believed as far as the committed head bears it out.
      let path = try desk.tree.consistency(from: wanted, to: head.position)
      guard
        MerkleProof.isConsistent(wanted, root, with: head.position, head.root, by: path)
      else { throw Self.wrongTree }
      var answer = PBSignedHeadAnswer()
      answer.size = wanted
      answer.root = .init(root.bytes)
      answer.note = desk.book.note(of: wanted)?.whole ?? ""
      answer.verifierKeys = settings.signer?.verifiers.map(\.text) ?? []
      return answer
    }
  }

  private func reading<Answer>(
    _ body: () throws(LogError) -> Answer
  ) throws(QueryRefusal) -> Answer {
    do throws(LogError) {
      return try body()
    } catch {
      throw QueryRefusal(code: error.code, message: "\(error)")
    }
  }

  /// No proof leaves that does not hold: a hash of the kept tree was changed.
  private static let wrongTree = LogError.damaged(
    position: nil, place: "the kept tree", what: "a proof made from it does not hold")
}
