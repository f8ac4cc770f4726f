package import EventLog
package import SignedNotes

/// A copy of a ledger's directory that is whole, verified, and carries the notes that were signed of it.
package enum Backup {
  /// What was copied.
  package struct Report: Sendable {
    package let log: LogVerification
    /// The newest signed head that the copy has; nil: none was signed.
    package let signed: KeptHead?
  }

  /// Copies the ledger in `store`, which a daemon may be writing to, to the new directory `target`, and
  /// replays the copy: every record is read, judged and folded.
  ///
  /// - Throws: when the log is damaged, or not what was signed of it; nothing stands at `target` then.
  package static func make(
    of store: LMDBStore, to target: String, progress: (LogVerification) -> Void = { _ in }
  ) throws(LogError) -> Report {
    // Before the copy is made, so that it reaches as far as each of them.
    let notes = try NoteBook.notes(in: store.directory)
    let last = notes.last
    let check = LedgerCheck(store: store)
    let log = try store.copy(
      to: target, rootsAt: last.map { [$0.head.size] } ?? [], progress: progress,
      record: { check.take($0, $1) }
    ) { (sibling, log) throws(LogError) in
      if let failure = check.finish().failure {
        throw .damaged(position: nil, place: "the history in it", what: "\(failure)")
      }
      guard let last else { return }
      guard log.roots[last.head.size]?.bytes == last.head.root else {
        throw .damaged(
          position: nil, place: "the log, by what was signed of it",
          what: "the last signed head has \(last.head.size) records under root "
            + "\(Base64.text(last.head.root)), and the log of \(log.records) has another there")
      }
      try NoteBook.write(notes, in: sibling)
    }
    return Report(log: log, signed: last)
  }
}
