import EventLog
import Foundation
import Ledger
import SignedNotes

/// Signed heads that somebody kept outside the ledger's directory, and what a log says to them.
///
/// A log that is sound in itself can still be another one than was signed: a tail removed together with
/// its head, an older backup put back, records changed and everything computed anew. Each shows as a
/// signed head that the log does not have; the last head it does have says from where on.
struct Continuity {
  private let notes: [KeptHead]
  /// Whether a key was given; without one the notes are believed.
  let isVerified: Bool

  /// How many signed heads were compared.
  var count: Int { notes.count }

  /// Reads notes and checks their signatures and that they agree among each other.
  ///
  /// - Parameters:
  ///   - files: each with one note or many.
  ///   - keys: verifier keys, any of which may have signed a note; none: signatures are not checked.
  init(files: [String], keys: [String]) throws {
    var notes: [KeptHead] = []
    do throws(NoteFault) {
      let keys = try keys.map { (text) throws(NoteFault) in try VerifierKey(text) }
      for file in files {
        let text = try Self.read(file)
        let found: [KeptHead]
        do throws(NoteFault) {
          found = try [KeptHead](reading: text)
          if !keys.isEmpty { for kept in found { try kept.note.verify(with: keys) } }
        } catch {
          throw NoteFault(error.code, "\(file): \(error)")
        }
        guard !found.isEmpty else { throw NoteFault(.malformedNote, "\(file): no note is in it") }
        notes += found
      }
      isVerified = !keys.isEmpty
    } catch {
      throw Refusal(code: error.code.rawValue, message: "\(error)")
    }
    self.notes = notes.sorted { $0.head.size < $1.head.size }
    try Self.requireOneHistory(self.notes)
  }

  private static let fileBytesMaximum: UInt64 = 256 << 20

  private static func read(_ file: String) throws(NoteFault) -> String {
    do {
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      if let bytes = attributes[.size] as? UInt64, bytes > fileBytesMaximum {
        throw NoteFault(.malformedNote, "\(file): more than \(fileBytesMaximum) bytes")
      }
      return try String(contentsOfFile: file, encoding: .utf8)
    } catch let fault as NoteFault {
      throw fault
    } catch {
      throw NoteFault(.malformedNote, "\(file) cannot be read: \(error.localizedDescription)")
    }
  }

  /// Two histories may have been signed, and shown to different people.
  private static func requireOneHistory(_ notes: [KeptHead]) throws {
    for (one, next) in zip(notes, notes.dropFirst()) {
      guard one.head.origin == next.head.origin else {
        throw Refusal(
          code: "TWO_LOGS",
          message: "the notes are of '\(one.head.origin)' and of '\(next.head.origin)'")
      }
      guard one.head.size != next.head.size || one.head.root == next.head.root else {
        throw Refusal(
          code: "TWO_HISTORIES",
          message: """
            at \(one.head.size) records two different roots were signed: whoever holds the key has \
            shown two histories, and these notes prove it
            """)
      }
    }
  }

  /// What is wrong with a log by the newest head that its own directory has; nil: nothing, or there is
  /// none. Nobody has checked that signature: it is no proof of anything, but what does not fit it is
  /// not as its daemon left it.
  ///
  /// - Parameter root: of the log's first records, as many as the head has; nil: it ends earlier.
  static func contradiction(
    of own: SignedHead?, ending at: UInt64, in directory: String, root: [UInt8]?
  ) -> Refusal? {
    guard let own, root != own.root else { return nil }
    guard root != nil else {
      return Refusal(
        code: "ROLLED_BACK",
        message: """
          \(directory)/signed-heads says that \(own.size) records were signed, and the log ends at \
          \(at): its tail was removed, or an older copy put back beside newer heads
          """)
    }
    return Refusal(
      code: "REWRITTEN",
      message: """
        the first \(own.size) records are not those that \(directory)/signed-heads says were signed
        """)
  }

  /// The sizes whose roots ``contradiction(in:)`` needs.
  var sizes: Set<UInt64> { Set(notes.map(\.head.size)) }

  /// What is wrong with the log by these notes, by a stable code; nil: it is what was signed, or more.
  func contradiction(in log: LogVerification) -> Refusal? {
    var last: UInt64 = 0
    for kept in notes {
      let head = kept.head
      guard let root = log.roots[head.size] else {
        return Refusal(
          code: "ROLLED_BACK",
          message: """
            \(head.size) records were signed, and the log ends at \(log.records): from record \
            \(log.records + 1) on everything is missing. Its tail was removed or an older copy put \
            back\(last == 0 ? "" : "; it agrees with what was signed of the first \(last)")
            """)
      }
      guard root.bytes == head.root else {
        return Refusal(
          code: "REWRITTEN",
          message: """
            the first \(head.size) records are not those that were signed: the root is \
            \(root), \(Digest(head.root).map { "\($0)" } ?? "another") was signed. \
            \(last == 0 ? "No shorter head is at hand that is right" : "The first \(last) are right"), so \
            a record of \(last + 1) to \(head.size) was changed, added, removed or moved, unless these \
            notes are of two histories
            """)
      }
      last = head.size
    }
    return nil
  }

  /// For the verdict line.
  var summary: String {
    let largest = notes.last.map { "\($0.head.size)" } ?? "0"
    let unverified = isVerified ? "" : " (signatures not checked: no --key)"
    return "; \(notes.count) signed heads up to \(largest) records agree\(unverified)"
  }
}
