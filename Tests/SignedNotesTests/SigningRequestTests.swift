import Foundation
import Testing

@testable import SignedNotes

@Suite("What a ledger and its signer say to each other")
struct SigningRequestTests {
  private static let head = SignedHead(
    origin: "ledger.example/acme", size: 1_300, root: [UInt8](repeating: 7, count: 32))
  private static let hash = [UInt8](repeating: 9, count: 32)

  @Test("A request is C2SP's, and reads back")
  func golden() throws {
    let request = SigningRequest(oldSize: 1_200, proof: [Self.hash, Self.hash], head: Self.head)
    let line = "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=\n"
    let text =
      "sign\nold 1200\n" + line + line
      + "\nledger.example/acme\n1300\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n"
    #expect(request.text == text)
    #expect(try SigningRequest(text: text) == request)
    let first = SigningRequest(oldSize: 0, proof: [], head: Self.head)
    #expect(try SigningRequest(text: first.text) == first)
  }

  @Test("A hostile request is refused, whatever it is cut to")
  func hostile() throws {
    let request = SigningRequest(oldSize: 1_200, proof: [Self.hash], head: Self.head)
    for length in 0..<request.text.utf8.count {
      let cut = String(decoding: Array(request.text.utf8.prefix(length)), as: UTF8.self)
      #expect(throws: NoteFault.self, "cut to \(length)") { try SigningRequest(text: cut) }
    }
    let many = SigningRequest(
      oldSize: 1, proof: Array(repeating: Self.hash, count: 65), head: Self.head)
    for text in [
      "", "\n", "keys", "sign\nold -1\n\na\n1\n", "sign\nold 01\n\n" + Self.head.text,
      "sign\nold 18446744073709551616\n\n" + Self.head.text, many.text,
      request.text + "a line that nobody asked for\n", "sign\nold 1\nAAAA\n\n" + Self.head.text,
      String(repeating: "sign\n", count: 10_000),
    ] {
      #expect(throws: NoteFault.self, "\(text.prefix(40))") { try SigningRequest(text: text) }
    }
  }

  @Test("Answers read back; what is none is refused")
  func answers() throws {
    let key = try SigningKey(newNamed: Self.head.origin)
    let all: [SigningAnswer] = [
      .signed(try Self.head.signed(with: [key])), .keys([key.verifier]), .conflict(size: 12),
      .refused("it does not extend it"),
    ]
    for answer in all { #expect(try SigningAnswer(text: answer.text) == answer) }
    for text in [
      "", "signed", "signed\n", "keys\n", "keys\nx\n", "conflict\n", "conflict\n-1\n", "yes\n",
    ] {
      #expect(throws: NoteFault.self, "\(text)") { try SigningAnswer(text: text) }
    }
  }

  @Test("A socket passes one text each way; a path in use and one that is a file are left alone")
  func sockets() throws {
    let path = NSTemporaryDirectory() + "signer-\(UUID().uuidString.prefix(8))"
    defer { unlink(path) }
    #expect(throws: NoteFault.self) { try Self.exchange("keys\n", at: path) }
    let listener = try LocalSocket.listening(at: path, mode: 0o600)
    #expect(throws: NoteFault.self) { try Self.listen(at: path) }
    let thread = Thread {
      // Two come: the attempt to listen above, which says nothing, and the one that asks.
      for _ in 0..<2 {
        guard let asking = listener.accepted(patience: 5) else { continue }
        let text = (try? asking.receive(bytesMaximum: 100)) ?? "nothing"
        try? asking.send(text + "heard")
      }
    }
    thread.start()
    #expect(try Self.exchange("keys\n", at: path) == "keys\nheard")
    let file = path + ".file"
    #expect(FileManager.default.createFile(atPath: file, contents: Data("a".utf8)))
    defer { unlink(file) }
    #expect(throws: NoteFault.self) { try Self.listen(at: file) }
    #expect(FileManager.default.fileExists(atPath: file))
    #expect(throws: NoteFault.self) {
      try Self.exchange("keys\n", at: String(repeating: "x", count: 200))
    }
  }

  private static func listen(at path: String) throws {
    _ = try LocalSocket.listening(at: path, mode: 0o600)
  }

  private static func exchange(_ text: String, at path: String) throws -> String {
    let socket = try LocalSocket.connected(to: path, patience: 5)
    try socket.send(text)
    return try socket.receive(bytesMaximum: 100)
  }
}
