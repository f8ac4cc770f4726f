import Schema

// A record of the log as people and programs read it: who, when, about what, and the fact itself.

extension PBRecord {
  static let columns = ["position", "occurred_at", "actor", "stream", "event", "detail"]

  /// Instead of what was typed, where nobody can read it any more.
  private static var unreadable: Field {
    Field(
      "texts", .word(Word("unreadable", "已删除,或没有密钥", "Erased, or there is no key to them")))
  }

  var fields: [Field] {
    let fact = FactView(of: self)
    var fields = [
      Field("position", .unsigned(position)),
      Field("recorded_at", .moment(recordedAtMs)),
      Field("occurred_at", .moment(occurredAtMs)),
      Field("actor", .text("\(actor.kind.word.code):\(actor.id)")),
      Field("peer_uid", .unsigned(UInt64(peerUid))),
      Field("stream", .text("\(streamKind.word.code):\(streamID)")),
      Field("stream_version", .unsigned(streamVersion)),
      Field("policy_version", .unsigned(policyVersion)),
      Field("command_id", .text(HexText.identity(commandID))),
      // Without a fact it is of a kind that only a later program knows.
      Field("event", .word(fact?.name ?? Word("unknown", "未知事件", "Unknown event"))),
      Field("detail", .group((fact?.fields ?? []) + (sealed.isEmpty ? [] : [Self.unreadable]))),
    ]
    if !correlationID.isEmpty {
      fields.append(Field("correlation_id", .text(HexText.identity(correlationID))))
    }
    if causationPosition > 0 {
      fields.append(Field("causation_position", .unsigned(causationPosition)))
    }
    if !backfillReason.isEmpty {
      fields.append(Field("backfill_reason", .text(backfillReason)))
    }
    if hasImport {
      fields.append(
        Field(
          "import",
          .group([
            Field("batch_id", .text(self.import.batchID)),
            Field("row", .unsigned(self.import.row)),
            Field("part", .unsigned(UInt64(self.import.part))),
          ])))
    }
    return fields
  }
}
