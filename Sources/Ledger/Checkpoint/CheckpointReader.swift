import EventLog
import Opportunities
import Sealing

/// A checkpoint whose header is sound and does not pass the log; its rows are still to be read.
struct CheckpointReader: Sendable {
  let file: SideFile
  let header: CheckpointHeader
  let names: DerivedTexts?

  /// The write model, at once, and the read model as soon as another thread has it.
  ///
  /// Commands need the write model only, so two threads make that: one reads rows, and the calling one
  /// puts them into their tables, which is as much work. A third one makes the read model beside them.
  ///
  /// - Throws: what is wrong with the write model; what is wrong with the read model shows when it is
  ///   waited for.
  func load() throws(CheckpointFault) -> (writer: RecoveredWriter, readModel: AwaitedReadModel) {
    let rows = Conveyor<LedgerStateRows.Portion>(itemsMaximum: Self.portionsWaitingMaximum)
    let index = Delivery<Result<CommandIndex, CheckpointFault>>()
    let readModel = AwaitedReadModel {
      Result { () throws(CheckpointFault) in try self.readModel() }
    }
    let reader = OwnedThread(name: "rows") {
      let found = Result { () throws(CheckpointFault) in
        try readState(into: rows)
        return try readIndex()
      }
      index.bring(found)
    }
    defer { reader.join() }
    var writer = RecoveredWriter()
    writer.lastRecordedAt = header.lastRecordedAt
    do throws(CheckpointFault) {
      while let portions = rows.takeAll() {
        for portion in portions {
          try LedgerStateRows.add(portion, to: &writer.state, position: header.position)
        }
      }
    } catch {
      rows.abandon()
      throw error
    }
    writer.index = try index.wait().get()
    return (writer, readModel)
  }

  /// Enough to even out what is slow on either side.
  private static let portionsWaitingMaximum = 8

  /// - Throws: also when the taker of the rows has found something wrong and wants no more.
  private func readState(
    into rows: Conveyor<LedgerStateRows.Portion>
  ) throws(CheckpointFault) {
    defer { rows.close() }
    var frames = FrameReader(file, header.stateSection, names)
    var isWanted = true
    while let frame = try frames.next() {
      try LedgerStateRows.read(frame, position: header.position) { portion in
        isWanted = isWanted && rows.put(portion)
        return isWanted
      }
      guard isWanted else { throw .unavailable("what came before it is damaged") }
    }
  }

  private func readIndex() throws(CheckpointFault) -> CommandIndex {
    var index = CommandIndex()
    var frames = FrameReader(file, header.indexSection, names)
    while var frame = try frames.next() {
      try CommandIndexRows.read(&frame, into: &index, position: header.position)
    }
    return index
  }

  private func readModel() throws(CheckpointFault) -> ReadModel {
    var builder = ReadModelRows.Builder(position: header.position)
    var frames = FrameReader(file, header.modelSection, names)
    while var frame = try frames.next() { try builder.take(&frame) }
    return try builder.finish()
  }
}
