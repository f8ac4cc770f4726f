import EventLog
import SignedNotes

/// The notes this ledger has signed, in the file `signed-heads` of its directory, oldest first.
///
/// It only grows, up to a limit; then every other note of its older half is left out and the rest
/// written anew. So the older they are the farther they lie apart, the first and the last always stay,
/// and the file has a few megabytes however old the ledger is. Nothing is lost by that: between any two
/// notes that somebody has kept the log itself proves the rest.
struct NoteBook: Sendable {
  static let fileName = "signed-heads"
  /// Four hours and a half of a note every second.
  static let notesMaximum = 16_384
  private static let bytesMaximum = notesMaximum * SignedNote.bytesMaximum / 64

  private let directory: String?
  private var journal: SideJournal?
  private(set) var notes: [KeptHead] = []

  /// Opens the book of the ledger at `directory`; nil: the notes are kept in memory only.
  init(in directory: String?) throws(LogError) {
    self.directory = directory
    guard let directory else { return }
    let journal = try SideJournal(opening: Self.fileName, in: directory)
    let bytes = try journal.contents(limit: Self.bytesMaximum + 1)
    notes = try Self.notes(bytes, of: directory)
    self.journal = journal
    // What a power cut left of a note must not stand before the next one.
    if Array(Self.text(notes).utf8) != bytes { try rewrite() }
  }

  /// The notes in a ledger's directory, which a daemon may be adding to.
  static func notes(in directory: String) throws(LogError) -> [KeptHead] {
    guard let file = try SideFile(opening: fileName, in: directory) else { return [] }
    let count = Int(min(file.byteCount, UInt64(bytesMaximum) + 1))
    return try notes(file.read(at: 0, count: count), of: directory)
  }

  /// - Parameter directory: where the file lies, for errors.
  static func notes(
    _ bytes: [UInt8], of directory: String
  ) throws(LogError) -> [KeptHead] {
    do throws(NoteFault) {
      guard bytes.count <= bytesMaximum else {
        throw NoteFault(.malformedNote, "it has more than \(bytesMaximum) bytes")
      }
      // Not validated: the cut of a power failure may go through a letter, and such a note is left out.
      return try [KeptHead](
        reading: String(decoding: bytes, as: UTF8.self), toleratesCut: true)
    } catch {
      throw .damaged(
        position: nil, place: directory + "/" + fileName,
        what: "\(error); it is not needed to read the log: move it away to go on without it")
    }
  }

  /// The newest note of a log of `size` records.
  func note(of size: UInt64) -> SignedNote? {
    // Sizes never fall, so it is found by halving.
    var (low, high) = (0, notes.count)
    while low < high {
      let middle = (low + high) / 2
      if notes[middle].head.size <= size { low = middle + 1 } else { high = middle }
    }
    guard low > 0, notes[low - 1].head.size == size else { return nil }
    return notes[low - 1].note
  }

  /// Keeps a note; it is on the device when this returns. One that could not be kept may be tried again.
  mutating func append(_ kept: KeptHead) throws(LogError) {
    precondition(notes.last.map { $0.head.size <= kept.head.size } ?? true, "heads only grow")
    if notes.count < Self.notesMaximum {
      try journal?.append(Array(Self.text([kept]).utf8))
      return notes.append(kept)
    }
    let all = notes
    notes = Self.thinned(all + [kept])
    do throws(LogError) {
      try rewrite()
    } catch {
      notes = all
      throw error
    }
  }

  static func thinned(_ notes: [KeptHead]) -> [KeptHead] {
    let half = notes.count / 2
    return notes[..<half].enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      + notes[half...]
  }

  private mutating func rewrite() throws(LogError) {
    guard let directory else { return }
    try Self.write(notes, in: directory)
    journal = try SideJournal(opening: Self.fileName, in: directory)
  }

  /// Writes a book as a whole.
  static func write(_ notes: [KeptHead], in directory: String) throws(LogError) {
    let file = try SideFileWriter(name: fileName, in: directory)
    try file.append(Array(text(notes).utf8))
    try file.publish()
  }

  static func text(_ notes: [KeptHead]) -> String {
    notes.map { $0.note.whole + "\n" }.joined()
  }
}
