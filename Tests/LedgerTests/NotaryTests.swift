import EventLog
import Foundation
import Schema
import SignedNotes
import Synchronization
import Testing

@testable import Ledger

@Suite("The notary signs what is committed, and proves from it")
struct NotaryTests {
  /// Takes the one frame that answers a question.
  private final class Sink: AnswerSink {
    let frame = Delivery<[UInt8]>()

    var isCongested: Bool { false }

    func deliver(_ frames: [UInt8], answering commands: Int) { frame.bring(frames) }

    func deliver(_ pages: AnswerPages, requestID: UInt64) {
      var pages = pages
      var frames: [UInt8] = []
      while pages.appendNextFrame(requestID: requestID, to: &frames) {}
      frame.bring(frames)
    }
  }

  private static func ask(_ notary: Notary, _ view: PBQuery.OneOf_View) throws -> PBServerFrame {
    let sink = Sink()
    var query = PBQuery()
    query.view = view
    notary.ask(Question(requestID: 1, query: query, sink: sink))
    let frame = try #require(sink.frame.wait(seconds: 60, while: { true }))
    return try GeneratedCodec.decode(Array(frame[4...]))
  }

  private static func store(_ records: Int) throws -> MemoryStore {
    let store = MemoryStore()
    try append(records, to: store)
    return store
  }

  private static func append(_ records: Int, to store: MemoryStore) throws {
    var batch = RecordBatch()
    for index in 0..<records { batch.append([UInt8(truncatingIfNeeded: index), 1]) }
    _ = try store.append(batch)
  }

  private static func settings(in directory: String?) throws -> (Notary.Settings, VerifierKey) {
    var settings = Notary.Settings()
    let key = try SigningKey(newNamed: "a.example/l")
    settings.signer = KeySigner([key])
    settings.directory = directory
    settings.everyMilliseconds = 3_600_000
    return (settings, key.verifier)
  }

  private static func directory() throws -> String {
    let path = NSTemporaryDirectory() + "/notary-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  @Test("a head is signed for whoever asks, and again only when there is news")
  func signing() throws {
    let directory = try Self.directory()
    let store = try Self.store(300)
    let (settings, key) = try Self.settings(in: directory)
    let notary = try Notary(settings, store: store, clock: SystemClock(), failed: { _ in })
    let first = try Self.ask(notary, .signedHead(.init())).answer.signedHead
    #expect(first.size == 300 && [UInt8](first.root) == store.head.root.bytes)
    let note = try SignedNote(first.note)
    try note.verify(with: [key])
    #expect(try SignedHead(text: note.text).root == store.head.root.bytes)
    #expect(try Self.ask(notary, .signedHead(.init())).answer.signedHead.note == first.note)
    try Self.append(1, to: store)
    #expect(try Self.ask(notary, .signedHead(.init())).answer.signedHead.size == 301)
    try Self.append(1, to: store)
    notary.stop()
    let kept = try String(contentsOfFile: directory + "/signed-heads", encoding: .utf8)
    #expect(try [KeptHead](reading: kept).map(\.head.size) == [300, 301, 302])
    let keys = try String(contentsOfFile: directory + "/verifier-keys", encoding: .utf8)
    #expect(keys == key.text + "\n")
  }

  @Test("proofs hold, and a changed hash of the kept tree gives none")
  func proofs() throws {
    let store = try Self.store(1_000)
    let notary = try Notary(.init(), store: store, clock: SystemClock(), failed: { _ in })
    defer { notary.stop() }
    var wanted = PBInclusionQuery()
    wanted.position = 3
    let proof = try Self.ask(notary, .inclusion(wanted)).answer.inclusion
    #expect(proof.head.size == 1_000 && proof.head.note.isEmpty)
    let path = proof.path.compactMap { Digest([UInt8]($0)) }
    #expect(
      MerkleProof.isIncluded(
        Digest(leaf: [UInt8](proof.record).span.bytes), at: 2, of: 1_000, under: store.head.root,
        by: path))
    #expect(try Self.ask(notary, .signedHead(.init())).refusal.code == "UNSIGNED")
    wanted.position = 1_001
    #expect(try Self.ask(notary, .inclusion(wanted)).refusal.code == "NOT_FOUND")
    var grown = PBConsistencyQuery()
    #expect(try Self.ask(notary, .consistency(grown)).refusal.code == "INVALID_QUERY")
    grown.olderSize = 512
    #expect(try Self.ask(notary, .consistency(grown)).answer.consistency.path.count > 0)

    store.replaceKeptHash(level: 1, at: 2, with: .empty)
    let other = try Notary(.init(), store: store, clock: SystemClock(), failed: { _ in })
    defer { other.stop() }
    // Of any size, and at the edge of the changed node.
    for (position, size) in [(3, 0), (600, 0), (3, 800), (513, 768)] as [(UInt64, UInt64)] {
      wanted.position = position
      wanted.size = size
      #expect(try Self.ask(other, .inclusion(wanted)).refusal.code == "DAMAGED")
    }
  }

  @Test("a log that does not begin with what was signed last is not signed on")
  func contradiction() throws {
    let directory = try Self.directory()
    let (settings, _) = try Self.settings(in: directory)
    func open(_ store: MemoryStore) throws(LogError) {
      try Notary(settings, store: store, clock: SystemClock(), failed: { _ in }).stop()
    }
    try open(try Self.store(500))
    try open(try Self.store(500))
    for records in [499, 600] {
      // Both begin otherwise: the second batch of a store begins with the same bytes as the first.
      let store = try Self.store(100)
      try Self.append(records - 100, to: store)
      do throws(LogError) {
        try open(store)
        Issue.record("\(records) records were signed")
      } catch {
        #expect(error.code == "DAMAGED")
        #expect("\(error)".contains("500 records"))
      }
    }
    // In the same place, and longer.
    let longer = try Self.store(500)
    try Self.append(5, to: longer)
    try open(longer)
  }

  @Test("the book of notes has a limit, and keeps its first and its last")
  func thinning() throws {
    let directory = try Self.directory()
    let key = try SigningKey(newNamed: "a.example/l")
    let root = [UInt8](repeating: 7, count: 32)
    func kept(_ size: Int) throws -> KeptHead {
      try KeptHead(
        SignedHead(origin: "a.example/l", size: UInt64(size), root: root).signed(with: [key]))
    }
    let some = try (1...9).map(kept)
    #expect(NoteBook.thinned(some).map(\.head.size) == [1, 3, 5, 6, 7, 8, 9])
    var book = try NoteBook(in: directory)
    for note in some { try book.append(note) }
    #expect(book.note(of: 4) == some[3].note)
    #expect(book.note(of: 10) == nil && book.note(of: 0) == nil)
    #expect(try NoteBook(in: directory).notes == some)
  }
}
