package import EventLog
package import SignedNotes

/// An archive of a ledger with the notes that were signed of it, and the way back from one to a ledger.
///
/// Keys of texts are in neither: what was erased must not live on beside old keys.
package enum Archiving {
  /// What an archive holds after a run.
  package struct Report: Sendable {
    package let archive: ArchiveReport
    /// The newest signed head that is kept with it; nil: none.
    package let signed: KeptHead?
  }

  /// Brings the archive at `path` up to the head of the ledger in `store`, see ``Archiver``.
  ///
  /// - Throws: also when the log is not what was signed of it; the archive says "unfinished" then.
  package static func write(
    _ store: LMDBStore, to path: String, limits: SegmentLimits = SegmentLimits(),
    progress: (UInt64) -> Void = { _ in }
  ) throws(ArchiveFault) -> Report {
    var signed: KeptHead?
    let report = try Archiver.write(
      store, to: path, limits: limits,
      notes: { (kept) throws(LogError) in
        let earlier = try NoteBook.notes(kept, of: path)
        // The daemon may have signed more since the store was opened.
        let own = try NoteBook.notes(in: store.directory).filter {
          $0.head.size <= store.head.position
        }
        // A copy may lie beside an older book than the archive has, or beside none.
        let isNewer = (own.last?.head.size ?? 0) >= (earlier.last?.head.size ?? 0) && !own.isEmpty
        signed = (isNewer ? own : earlier).last
        try requireAgreement(of: signed, with: store)
        return isNewer ? Array(NoteBook.text(own).utf8) : kept
      }, progress: progress)
    return Report(archive: report, signed: signed)
  }

  private static func requireAgreement(
    of last: KeptHead?, with store: LMDBStore
  ) throws(LogError) {
    guard let last else { return }
    let size = last.head.size
    let root: Digest?
    if try store.knownRoots() == .everywhere {
      root = try store.root(of: size)
    } else {
      root = try LogVerifier.verify(store, rootsAt: [size]).roots[size]
    }
    try requireSame(last, root)
  }

  private static func requireSame(_ kept: KeptHead, _ root: Digest?) throws(LogError) {
    guard root?.bytes == kept.head.root else {
      throw .damaged(
        position: nil, place: "the log, by what was signed of it",
        what: "a signed head has \(kept.head.size) records under root "
          + "\(Base64.text(kept.head.root)), and the log has "
          + "\(root.map { Base64.text($0.bytes) } ?? "none") there")
    }
  }

  /// Rebuilds a ledger's directory at `target`, see ``Archive/restore(to:)``; with the notes, each of
  /// which must agree with what was restored.
  package static func restore(
    _ archive: Archive, to target: String, progress: (UInt64) -> Void = { _ in }
  ) throws(LogError) -> Backup.Report {
    let notes = try NoteBook.notes(try archive.notes(), of: archive.directory)
    let sizes = Set(notes.map(\.head.size))
    let log = try archive.restore(to: target, rootsAt: sizes, progress: progress) {
      (directory, log) throws(LogError) in
      for kept in notes { try requireSame(kept, log.roots[kept.head.size]) }
      if !notes.isEmpty { try NoteBook.write(notes, in: directory) }
    }
    return Backup.Report(log: log, signed: notes.last)
  }
}
