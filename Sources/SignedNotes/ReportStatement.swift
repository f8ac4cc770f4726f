import Crypto

/// What somebody signs who signs a report: which file it is, and the log it rests on.
///
/// It is the text of a signed note, in lines; `schemas/REPORT.md` has every byte:
///
///     opportunity-ledger/report/v1
///     conform
///     bytes of the report and the base64 of its SHA-256
///     log size and the base64 of its root, or: log -
///     head base64 of the signed note of the log        (where one was signed)
package struct ReportStatement: Equatable, Sendable {
  /// The log as it was read.
  package struct Log: Equatable, Sendable {
    package let size: UInt64
    /// The Merkle root over all records, 32 bytes.
    package let root: [UInt8]

    package init(size: UInt64, root: [UInt8]) {
      precondition(root.count == ReportStatement.hashBytes, "a root")
      self.size = size
      self.root = root
    }
  }

  /// What made the report.
  package let command: String
  package let byteCount: UInt64
  /// SHA-256 of the report's bytes.
  package let digest: [UInt8]
  /// nil: the log could not be read to its end.
  package let log: Log?
  /// The newest head of that log that its daemon signed; it may be of fewer records.
  package let head: SignedNote?

  private static let title = "opportunity-ledger/report/v1"
  fileprivate static let hashBytes = 32

  package init(
    command: String, byteCount: UInt64, digest: [UInt8], log: Log?, head: SignedNote?
  ) {
    precondition(digest.count == Self.hashBytes && Self.isCommand(command), "a report")
    self.command = command
    self.byteCount = byteCount
    self.digest = digest
    self.log = log
    self.head = head
  }

  /// Reads the text of a note; nothing else may stand in it.
  package init(text: String) throws(NoteFault) {
    let lines = text.split(separator: "\n" as Character, omittingEmptySubsequences: false)
    guard (5...6).contains(lines.count), lines.last == "", lines[0] == Self.title,
      Self.isCommand(String(lines[1])), let report = Self.measure(lines[2])
    else {
      throw NoteFault(.malformedNote, "the note is not about a report of this version")
    }
    let log: Log?
    if lines[3] == "log -" {
      log = nil
    } else {
      guard lines[3].hasPrefix("log "), let found = Self.measure(lines[3].dropFirst(4)) else {
        throw NoteFault(.malformedNote, "the note does not name the log that its report rests on")
      }
      log = Log(size: found.count, root: found.hash)
    }
    self.init(
      command: String(lines[1]), byteCount: report.count, digest: report.hash, log: log,
      head: lines.count == 6 ? try Self.head(lines[4]) : nil)
  }

  package var text: String {
    var text = "\(Self.title)\n\(command)\n\(byteCount) \(Base64.text(digest))\n"
    text += log.map { "log \($0.size) \(Base64.text($0.root))\n" } ?? "log -\n"
    if let head { text += "head \(Base64.text(Array(head.whole.utf8)))\n" }
    return text
  }

  package func signed(with keys: [SigningKey]) throws(NoteFault) -> SignedNote {
    try SignedNote(signing: text, with: keys)
  }

  /// Checks that these are the bytes that were signed.
  package func requireReport(byteCount: UInt64, digest: [UInt8]) throws(NoteFault) {
    guard byteCount == self.byteCount, digest == self.digest else {
      throw NoteFault(
        .badSignature,
        byteCount == self.byteCount
          ? "the report is not the one that was signed: its SHA-256 is another"
          : "the report has \(byteCount) bytes, \(self.byteCount) were signed")
    }
  }

  private static func head(_ line: Substring) throws(NoteFault) -> SignedNote {
    guard line.hasPrefix("head "), let bytes = Base64.bytes(line.dropFirst(5)),
      let whole = String(validating: bytes, as: UTF8.self)
    else {
      throw NoteFault(.malformedNote, "the signed head in the note is no note")
    }
    return try SignedNote(whole)
  }

  /// A number in its one form, a space, and a hash.
  private static func measure(_ line: Substring) -> (count: UInt64, hash: [UInt8])? {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, let count = UInt64(parts[0]), String(count) == parts[0],
      let hash = Base64.bytes(parts[1]), hash.count == hashBytes
    else { return nil }
    return (count, hash)
  }

  private static func isCommand(_ text: String) -> Bool {
    (1...32).contains(text.utf8.count)
      && text.utf8.allSatisfy { (97...122).contains($0) || $0 == 45 }
  }
}

/// SHA-256 of a file that is read piece by piece.
package struct FileDigest {
  private var hash = SHA256()
  package private(set) var byteCount: UInt64 = 0

  package init() {}

  package mutating func append(_ bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    hash.update(data: bytes)
    byteCount += UInt64(bytes.count)
  }

  package var bytes: [UInt8] { Array(hash.finalize()) }
}
