import Testing

@testable import SignedNotes

@Suite("A signed report names its bytes and the log it rests on")
struct ReportStatementTests {
  private static let report = Array("{\"row\":\"summary\"}\n".utf8)

  private static func digest(_ bytes: [UInt8]) -> FileDigest {
    var digest = FileDigest()
    // In two pieces, as a file comes.
    digest.append(bytes.prefix(3))
    digest.append(bytes.dropFirst(3))
    return digest
  }

  private static func statement(
    log: ReportStatement.Log?, head: SignedNote? = nil
  ) -> ReportStatement {
    let digest = digest(report)
    return ReportStatement(
      command: "conform", byteCount: digest.byteCount, digest: digest.bytes, log: log, head: head)
  }

  private static let log = ReportStatement.Log(size: 7, root: [UInt8](repeating: 5, count: 32))

  /// These bytes stay valid for ever.
  static let golden = """
    opportunity-ledger/report/v1
    conform
    18 4mIUGk8ZLlA4FEDjRXu9iukirfJiSqgJyqLPOreJbCo=
    log 7 BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU=

    """

  @Test("The text has these bytes, and they are read")
  func goldenBytes() throws {
    let statement = Self.statement(log: Self.log)
    #expect(statement.text == Self.golden)
    #expect(try ReportStatement(text: Self.golden) == statement)
  }

  @Test("A report about a log that could not be read names none")
  func noLog() throws {
    let statement = Self.statement(log: nil)
    #expect(statement.text.contains("\nlog -\n"))
    #expect(try ReportStatement(text: statement.text) == statement)
  }

  @Test("The signed head of the ledger goes along whole")
  func head() throws {
    let key = try SigningKey(SignedNoteTests.secret)
    let head = try SignedHead(origin: "acme", size: 6, root: [UInt8](repeating: 4, count: 32))
      .signed(with: [key])
    let statement = Self.statement(log: Self.log, head: head)
    let note = try SignedNote(try statement.signed(with: [key]).whole)
    try note.verify(with: [key.verifier])
    let read = try ReportStatement(text: note.text)
    #expect(read == statement)
    #expect(read.head == head)
  }

  @Test("Another report is refused")
  func changed() throws {
    let statement = Self.statement(log: Self.log)
    let right = Self.digest(Self.report)
    try statement.requireReport(byteCount: right.byteCount, digest: right.bytes)
    var bytes = Self.report
    bytes[2] ^= 1
    let wrong = Self.digest(bytes)
    #expect(throws: NoteFault.self) {
      try statement.requireReport(byteCount: wrong.byteCount, digest: wrong.bytes)
    }
    let longer = Self.digest(Self.report + [10])
    #expect(throws: NoteFault.self) {
      try statement.requireReport(byteCount: longer.byteCount, digest: longer.bytes)
    }
  }

  @Test(
    "What is no such text is refused",
    arguments: [
      ("report/v1", "report/v2"), ("conform", "Conform"), ("conform", ""), ("18 ", "018 "),
      ("18 ", "18  "), ("4mI", "4m"), ("log 7", "log"), ("log 7", "tree 7"), ("log 7", "log -7"),
      ("\nlog", "\n\nlog"), ("U=\n", "U="), ("U=\n", "U=\nhead ====\n"),
      ("U=\n", "U=\nhead AAAA\n"), ("U=\n", "U=\nmore\nlines\n"),
    ])
  func malformed(_ change: (String, String)) {
    let text = Self.golden.replacing(change.0, with: change.1)
    #expect(text != Self.golden)
    #expect(throws: NoteFault.self) { try ReportStatement(text: text) }
  }
}
