package import EventLog
import Opportunities
package import Sealing

/// The state at a position of the log, which is all that recovery needs beside the records after it.
///
/// A checkpoint is derived from the log and disposable: the log stays the only truth. It names the
/// log it belongs to by the Merkle frontier at its position; one that does not fit, in whatever way,
/// is left alone, and the whole log is replayed instead.
package enum Checkpoint {
  /// In the ledger's directory.
  package static let fileName = "state.checkpoint"

  /// Raise it whenever a fold, a folded value or a row of a checkpoint changes in layout or meaning:
  /// an old checkpoint is then not used. A test knows the digest of a fixed history's state and
  /// fails when this was forgotten.
  package static let codeVersion: UInt32 = 4

  /// The state after the last record of `frontier`.
  package struct Contents: Sendable {
    package var recovered: Recovered
    package var frontier: MerkleFrontier

    package init(_ recovered: consuming Recovered, frontier: MerkleFrontier) {
      self.recovered = recovered
      self.frontier = frontier
    }
  }

  /// Writes `contents`, each part of which is let go of once it is written.
  ///
  /// - Parameter keys: names of people are sealed with them, so that they are gone from here too when
  ///   they are erased.
  /// - Returns: how many bytes the checkpoint has.
  @discardableResult
  package static func write(
    _ contents: consuming Contents, in directory: String, keys: TextKeys? = nil,
    pace: CheckpointPace = .full
  ) throws(CheckpointFault) -> UInt64 {
    var recovered = contents.recovered
    let frontier = contents.frontier
    contents = Contents(Recovered(), frontier: frontier)
    precondition(
      recovered.readModel.position == frontier.count, "both folds stand at the same record")
    var header = CheckpointHeader(
      frontier: frontier, lastRecordedAt: recovered.writer.lastRecordedAt)
    let sink = try FileSink(directory: directory, pace: pace)
    var rows = RowWriter(to: sink, names: keys?.derivedTexts)
    let index = recovered.writer.index
    recovered.writer.index = CommandIndex()
    try CommandIndexRows.write(consume index, to: &rows)
    try rows.finish()
    header.indexBytes = sink.takeSectionBytes()
    try LedgerStateRows.write(recovered.writer.state, to: &rows)
    try rows.finish()
    header.stateBytes = sink.takeSectionBytes()
    recovered.writer = RecoveredWriter()
    try ReadModelRows.write(recovered.readModel, to: &rows)
    try rows.finish()
    header.modelBytes = sink.takeSectionBytes()
    return try sink.publish(header)
  }

  /// The checkpoint in `directory`; nil: there is none.
  ///
  /// - Parameters:
  ///   - name: of the file; another one where somebody keeps a checkpoint elsewhere.
  ///   - head: where the log ends, which the checkpoint must not pass.
  ///   - keys: that it was written with.
  /// - Throws: why it is not used. What it holds has been checked; whether it belongs to the log
  ///   shows when the records after it are folded.
  package static func load(
    from directory: String, named name: String = fileName, notBeyond head: UInt64,
    keys: TextKeys? = nil
  ) throws(CheckpointFault) -> Contents? {
    guard let stored = try open(from: directory, named: name, notBeyond: head, keys: keys) else {
      return nil
    }
    var recovered = Recovered()
    let readModel: AwaitedReadModel
    (recovered.writer, readModel) = try stored.load()
    recovered.readModel = try readModel.wait()
    return Contents(recovered, frontier: stored.header.frontier)
  }

  /// Looks no further than at the header; otherwise as ``load(from:named:notBeyond:keys:)``.
  static func open(
    from directory: String, named name: String = fileName, notBeyond head: UInt64, keys: TextKeys?
  ) throws(CheckpointFault) -> CheckpointReader? {
    let file: SideFile?
    let page: [UInt8]
    do throws(LogError) {
      file = try SideFile(opening: name, in: directory)
      page = try file?.read(at: 0, count: CheckpointHeader.byteCount) ?? []
    } catch {
      throw .init(error)
    }
    guard let file else { return nil }
    let header = try CheckpointHeader(reading: page, fileBytes: file.byteCount)
    guard header.position > 0, header.position <= head else {
      throw .otherLog("it stands at position \(header.position), the log ends at \(head)")
    }
    return CheckpointReader(file: file, header: header, names: keys?.derivedTexts)
  }
}

/// The file as a place for frames.
private final class FileSink: FrameSink {
  private let file: SideFileWriter
  private let pace: CheckpointPace
  private var sectionStart: UInt64

  init(directory: String, pace: CheckpointPace) throws(CheckpointFault) {
    do throws(LogError) {
      file = try SideFileWriter(name: Checkpoint.fileName, in: directory)
      // Its header is written last: until then this is no checkpoint, whatever its name.
      try file.append([UInt8](repeating: 0, count: CheckpointHeader.byteCount))
    } catch {
      throw .init(error)
    }
    self.pace = pace
    sectionStart = file.byteCount
  }

  func take(_ frame: [UInt8]) throws(CheckpointFault) {
    do throws(LogError) {
      try file.append(frame)
      if pace.isPauseDue(at: file.byteCount) {
        // Little by little, so that the log's own barriers never wait for much of this.
        try file.synchronize()
        try pace.pause(at: file.byteCount)
      }
    } catch {
      throw .init(error)
    }
  }

  func takeSectionBytes() -> UInt64 {
    defer { sectionStart = file.byteCount }
    return file.byteCount - sectionStart
  }

  func publish(_ header: CheckpointHeader) throws(CheckpointFault) -> UInt64 {
    do throws(LogError) {
      try file.replaceBeginning(with: header.encoded)
      try file.publish()
    } catch {
      throw .init(error)
    }
    return file.byteCount
  }
}
