import FoundationEssentials
import Opportunities
import Schema
import SwiftProtobuf

// Envelopes as generated messages, field by field and without our wire code: the oracle. The kinds
// inside them stand in Language.

func word<Word: SwiftProtobuf.Enum>(_ value: (some RawRepresentable<UInt8>)?) -> Word {
  Word(rawValue: Int(value?.rawValue ?? 0)) ?? Word()
}

func data(_ id: CommandID?) -> Data {
  guard let id else { return Data() }
  return Data(
    [id.high, id.low].flatMap { half in
      (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * UInt64($0))) }
    })
}

extension PBMoney {
  init(_ money: Money) {
    self.init()
    minorUnits = money.minorUnits
    currency = money.currency.code
  }
}

extension PBActor {
  init(_ actor: Actor) {
    self.init()
    kind = word(actor.kind)
    id = actor.id.text
  }
}

extension PBImportRow {
  init(_ row: ImportRow) {
    self.init()
    batchID = row.batchID.text
    self.row = row.row
    part = row.part
  }
}

extension PBCommand {
  /// The command field by field, without our wire code.
  init(_ envelope: CommandEnvelope) {
    self.init()
    commandID = data(envelope.id)
    actor = PBActor(envelope.actor)
    occurredAtMs = envelope.occurredAt?.milliseconds ?? 0
    if let version = envelope.expectedVersion { expectedVersion = version }
    correlationID = data(envelope.correlation)
    backfillReason = envelope.backfillReason
    if let row = envelope.importRow { self.import = PBImportRow(row) }
    body = OneOf_Body(envelope.command)
  }
}

extension PBRecord {
  /// The record field by field, without our wire code.
  init(_ record: RecordedEvent) {
    self.init()
    position = record.position
    recordedAtMs = record.recordedAt.milliseconds
    occurredAtMs = record.occurredAt.milliseconds
    if record.commandID != .zero { commandID = data(record.commandID) }
    if record.commandDigest != .zero { commandDigest = data(record.commandDigest) }
    commandRecords = record.commandRecords
    actor = PBActor(record.actor)
    peerUid = record.peerUserID
    policyVersion = record.policyVersion
    streamKind = word(record.stream.kind)
    streamID = record.stream.id.text
    streamVersion = record.streamVersion
    causationPosition = record.causationPosition
    correlationID = data(record.correlation)
    backfillReason = record.backfillReason
    if let row = record.importRow { self.import = PBImportRow(row) }
    schemaVersion = record.schemaVersion
    event = OneOf_Event(record.event)
  }
}
