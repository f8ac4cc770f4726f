import EventLog
import Opportunities
import Schema

/// What the log itself says of a command it holds: identity and receipt, read from its records.
struct AcceptedCommand {
  let id: CommandID
  let digest: CommandID
  let receipt: ReceiptFields
}

/// Reads accepted commands back from the log, a run at a time.
///
/// Whoever sends a command again mostly sends its successors again too (an import that is repeated,
/// a client that lost its connection), so what stands behind the one asked for is kept.
struct AcceptedCommands {
  /// Records read at once.
  private static let runRecords: UInt64 = 256
  private static let keptMaximum = 4_096

  private var kept: [UInt64: AcceptedCommand] = [:]

  /// The command whose first record stands at `position`; nil: that record begins no command.
  ///
  /// - Throws: when the log cannot be read, or holds what is no record.
  mutating func command(
    at position: UInt64, in store: any LogStore, reading runRecords: UInt64 = runRecords
  ) throws(LogError) -> AcceptedCommand? {
    if let known = kept[position] { return known }
    if kept.count >= Self.keptMaximum { kept.removeAll(keepingCapacity: true) }
    let last = min(store.head.position, position + runRecords - 1)
    var failure: LogError?
    var found: [UInt64: AcceptedCommand] = [:]
    var open: AcceptedCommand?
    try store.read(from: position, through: last) { place, bytes in
      do throws(WireError) {
        let record = try RecordCodec.decode(bytes)
        open = Self.command(record, Digest(leaf: bytes), continuing: open)
        if let command = open, command.receipt.lastPosition == place {
          found[command.receipt.firstPosition] = command
        }
        return .next
      } catch {
        failure = .damaged(position: place, place: "record \(place)", what: "\(error)")
        return .stop
      }
    }
    if let failure { throw failure }
    kept.merge(found) { _, new in new }
    if kept[position] == nil, let open, open.receipt.firstPosition == position {
      // A command of more records than a run: read as far as it says it goes.
      let records = open.receipt.lastPosition - position + 1
      precondition(records > runRecords, "a run holds what is shorter than it")
      return try command(at: position, in: store, reading: records)
    }
    return kept[position]
  }

  /// The command that `record` begins, or `open` with the version that `record` ends it at.
  private static func command(
    _ record: RecordedEvent, _ leaf: Digest, continuing open: AcceptedCommand?
  ) -> AcceptedCommand? {
    guard record.commandRecords > 0 else {
      guard let open else { return nil }
      var receipt = open.receipt
      receipt.streamVersion = record.streamVersion
      return AcceptedCommand(id: open.id, digest: open.digest, receipt: receipt)
    }
    return AcceptedCommand(
      id: record.commandID, digest: record.commandDigest,
      receipt: ReceiptFields(
        commandID: record.commandID, firstPosition: record.position,
        lastPosition: record.position + UInt64(record.commandRecords) - 1,
        recordedAt: record.recordedAt, streamVersion: record.streamVersion, isDuplicate: false,
        leafHash: LeafHash(leaf.bigEndianWords)))
  }
}
