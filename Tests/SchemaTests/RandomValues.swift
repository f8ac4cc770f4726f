import Opportunities

extension Random {
  mutating func money() -> Money {
    Money(minorUnits: int64(), currency: Currency(code: one(of: ["CNY", "EUR", "JPY", ""])))
  }

  mutating func actor() -> Actor { Actor(kind: one(), id: idText()) }

  mutating func importRow() -> ImportRow {
    ImportRow(batchID: idText(), row: uint64(), part: uint32())
  }

  mutating func record(of kind: EventKind) -> RecordedEvent {
    RecordedEvent(
      position: uint64(), recordedAt: instant(), occurredAt: instant(), commandID: commandID(),
      commandDigest: maybe { $0.commandID() } ?? .zero, commandRecords: uint32(), actor: actor(),
      peerUserID: uint32(), policyVersion: uint64(), stream: Stream(kind: one(), id: idText()),
      streamVersion: uint64(), causationPosition: uint64(), correlation: maybe { $0.commandID() },
      backfillReason: text(), importRow: maybe { $0.importRow() }, event: event(of: kind))
  }

  mutating func envelope(of kind: CommandKind) -> CommandEnvelope {
    CommandEnvelope(
      id: commandID(), actor: actor(), occurredAt: maybe { $0.laterInstant() },
      expectedVersion: maybe { $0.uint64() }, correlation: maybe { $0.commandID() },
      backfillReason: text(), importRow: maybe { $0.importRow() }, command: command(of: kind))
  }
}
