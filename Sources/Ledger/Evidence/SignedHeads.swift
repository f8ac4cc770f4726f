package import EventLog
package import SignedNotes

/// What the daemon of a ledger signed of it, for those who only read its directory.
package enum SignedHeads {
  /// The newest of all. Read it before the log: what is signed later is of a longer log.
  ///
  /// - Throws: ``LogError``: the file with them is damaged.
  package static func last(in directory: String) throws(LogError) -> SignedHead? {
    try NoteBook.notes(in: directory).last?.head
  }

  /// The newest note about a log of at most `size` records; nil: there is none that can be read.
  ///
  /// It is what somebody else kept beside the log, so what it says is for the reader to compare.
  package static func newest(in directory: String, notBeyond size: UInt64) -> SignedNote? {
    // A book that is damaged says nothing here: `verify` is where that is looked into.
    guard let notes = try? NoteBook.notes(in: directory) else { return nil }
    return notes.last { $0.head.size <= size }?.note
  }
}
