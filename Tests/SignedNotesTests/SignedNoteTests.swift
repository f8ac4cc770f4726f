import Foundation
import Testing

@testable import SignedNotes

@Suite("Signed notes are those of C2SP")
struct SignedNoteTests {
  /// The example of golang.org/x/mod/sumdb/note.
  static let secret =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
  static let verifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
  static let text = """
    If you think cryptography is the answer to your problem,
    then you don't know what your problem is.

    """
  static let note = """
    If you think cryptography is the answer to your problem,
    then you don't know what your problem is.

    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

    """

  static func code(_ body: () throws(NoteFault) -> Void) -> NoteFault.Code? {
    do throws(NoteFault) {
      try body()
      return nil
    } catch {
      return error.code
    }
  }

  @Test("the published key and note are read, and the note is right")
  func published() throws {
    let key = try VerifierKey(Self.verifier)
    #expect(key.name == "PeterNeumann")
    #expect(key.id == 0xc74f_20a3)
    #expect(key.text == Self.verifier)
    let note = try SignedNote(Self.note)
    #expect(note.text == Self.text)
    #expect(note.whole == Self.note)
    try note.verify(with: [key])
    #expect(note.isSigned(by: key))
    let signing = try SigningKey(Self.secret)
    #expect(signing.verifier == key)
    #expect(signing.text == Self.secret)
    let again = try SignedNote(signing: Self.text, with: [signing])
    try SignedNote(again.whole).verify(with: [key])
  }

  @Test("the example key of the specification has its id")
  func specificationKey() throws {
    let text = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    let note = """
      This is an example message.

      — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

      """
    try SignedNote(note).verify(with: [VerifierKey(text)])
  }

  @Test("every byte of a note counts")
  func everyByte() throws {
    let key = try VerifierKey(Self.verifier)
    let bytes = Array(Self.note.utf8)
    for index in bytes.indices {
      for mask in [1, 0x20, 0x80] as [UInt8] {
        var changed = bytes
        changed[index] ^= mask
        let text = String(decoding: changed, as: UTF8.self)
        let found = Self.code { () throws(NoteFault) in try SignedNote(text).verify(with: [key]) }
        #expect(found != nil, "byte \(index) xor \(mask)")
      }
    }
    for count in 0..<bytes.count {
      let text = String(decoding: bytes.prefix(count), as: UTF8.self)
      #expect(Self.code { () throws(NoteFault) in _ = try SignedNote(text) } == .malformedNote)
    }
  }

  @Test("signatures of strangers say nothing, and a wrong one of a known key refuses the note")
  func strangers() throws {
    let (one, two) = (
      try SigningKey(newNamed: "a.example/l"), try SigningKey(newNamed: "b.example")
    )
    let note = try SignedNote(signing: "text\n", with: [one, two])
    try note.verify(with: [one.verifier])
    try note.verify(with: [two.verifier, one.verifier])
    let stranger = try SigningKey(newNamed: "a.example/l").verifier
    #expect(
      Self.code { () throws(NoteFault) in try note.verify(with: [stranger]) } == .badSignature)
    #expect(Self.code { () throws(NoteFault) in try note.verify(with: []) } == .badSignature)
    let forged = try SignedNote(note.whole.replacing("text\n", with: "test\n", maxReplacements: 1))
    #expect(
      Self.code { () throws(NoteFault) in try forged.verify(with: [one.verifier]) } == .badSignature
    )
  }

  @Test(
    "what is no key is refused",
    arguments: [
      "", "+", "a+b+c", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TX\n",
      "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ])
  func noKeys(text: String) {
    #expect(Self.code { () throws(NoteFault) in _ = try VerifierKey(text) } == .malformedKey)
    #expect(
      Self.code { () throws(NoteFault) in _ = try SigningKey("PRIVATE+KEY+" + text) }
        == .malformedKey)
  }

  @Test("a head is the three lines of tlog-checkpoint")
  func heads() throws {
    // The example of the specification.
    let text =
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    let head = try SignedHead(text: text)
    #expect(head.origin == "example.com/behind-the-sofa")
    #expect(head.size == 20_852_163)
    #expect(head.text == text)
    #expect(try SignedHead(text: text + "an extension\n") == head)
    let wrong = [
      "", "\n", "a\n1\n", text.replacing("20852163", with: "020852163"),
      text.replacing("20852163", with: "+20852163"), text.replacing("20852163", with: "-1"),
      text.replacing("=", with: ""), text.replacing("q2I=", with: "q2J="), "\n" + text,
      text + "\n", String(text.dropLast()),
      text.replacing("20852163", with: "18446744073709551616"),
    ]
    for text in wrong {
      #expect(
        Self.code { () throws(NoteFault) in _ = try SignedHead(text: text) } == .malformedNote,
        "\(text)")
    }
  }

  @Test("notes are read one after the other, and a cut one is left out where it may be")
  func manyNotes() throws {
    let key = try SigningKey(newNamed: "a.example/l")
    let kept = try (1...3).map { size in
      let root = [UInt8](repeating: UInt8(size), count: 32)
      return try KeptHead(
        SignedHead(origin: "a.example/l", size: UInt64(size), root: root).signed(with: [key]))
    }
    let wholes = kept.map(\.note.whole)
    #expect(try [KeptHead](reading: wholes.joined(separator: "\n")) == kept)
    #expect(try [KeptHead](reading: "\n\n" + wholes.joined(separator: "\n\n") + "\n") == kept)
    #expect(try [KeptHead](reading: "") == [])
    let text = wholes.map { $0 + "\n" }.joined()
    let bytes = Array(text.utf8)
    // All cuts inside the last note, through letters of several bytes too.
    let two = (wholes[0] + "\n" + wholes[1] + "\n").utf8.count
    for count in two..<bytes.count - 1 {
      let cut = String(decoding: bytes.prefix(count), as: UTF8.self)
      let read = try [KeptHead](reading: cut, toleratesCut: true)
      #expect(read == Array(kept.prefix(2)) || read == kept && count == bytes.count - 1, "\(count)")
    }
    #expect(
      Self.code { () throws(NoteFault) in _ = try [KeptHead](reading: wholes[0] + "\nmore\n") }
        == .malformedNote)
  }
}

@Suite("Key files are their owner's")
struct KeyFileTests {
  private let directory: String

  init() throws {
    directory = NSTemporaryDirectory() + "/keys-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
  }

  private func mode(_ name: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: directory + "/" + name)
    return attributes[.posixPermissions] as? Int
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: directory + "/" + name, encoding: .utf8)
  }

  @Test("a key is made once, changed in two steps, and its public half is always known")
  func life() throws {
    let file = KeyFile(directory + "/k")
    let first = try file.create(name: "a.example/l").verifier
    #expect(try mode("k") == 0o600)
    #expect(try mode("k.pub") == 0o644)
    #expect(try text("k.pub") == first.text + "\n")
    #expect(try file.read().map(\.verifier) == [first])
    #expect(
      SignedNoteTests.code { () throws(NoteFault) in _ = try file.create(name: "a.example/l") }
        == .keyFile)
    #expect(try file.read().map(\.verifier) == [first])
    #expect(
      SignedNoteTests.code { () throws(NoteFault) in _ = try file.finishRotation() } == .keyFile)

    let both = try file.rotate().map(\.verifier)
    #expect(both.count == 2 && both[1] == first && both[0] != first)
    #expect(try file.read().map(\.verifier) == both)
    #expect(try mode("k") == 0o600)
    #expect(SignedNoteTests.code { () throws(NoteFault) in _ = try file.rotate() } == .keyFile)
    #expect(try file.finishRotation().map(\.verifier) == [both[0]])
    #expect(try text("k.pub") == both.map { $0.text + "\n" }.joined())
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: directory).sorted() == ["k", "k.pub"])
  }

  @Test(
    "a key file that others may read is refused", arguments: [0o640, 0o604, 0o660, 0o602, 0o610])
  func modes(mode: Int) throws {
    let file = KeyFile(directory + "/k")
    _ = try file.create(name: "a.example/l")
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    #expect(SignedNoteTests.code { () throws(NoteFault) in _ = try file.read() } == .keyFile)
  }

  @Test("a file that holds no key is refused, and what it holds is not repeated")
  func nonsense() throws {
    let path = directory + "/k"
    for content in ["", "secret words\n", SignedNoteTests.verifier + "\n"] {
      _ = FileManager.default.createFile(
        atPath: path, contents: Data(content.utf8), attributes: [.posixPermissions: 0o600])
      do throws(NoteFault) {
        _ = try KeyFile(path).read()
        Issue.record("\(content) was read as a key")
      } catch {
        #expect(!error.description.contains("secret"))
      }
    }
    #expect(
      SignedNoteTests.code { () throws(NoteFault) in _ = try KeyFile(directory).read() } == .keyFile
    )
    #expect(
      SignedNoteTests.code { () throws(NoteFault) in _ = try KeyFile(path + "-").read() }
        == .keyFile)
  }

  @Test(
    "a name that cannot stand in a note is refused",
    arguments: ["", "a b", "a+b", "a\nb", "a\u{3000}b"])
  func names(name: String) {
    #expect(
      SignedNoteTests.code { () throws(NoteFault) in
        _ = try KeyFile(directory + "/k").create(name: name)
      } == .malformedKey)
  }
}
