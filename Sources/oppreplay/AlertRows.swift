import Insight
import Opportunities
import Presentation

// Alerts that were up, as rows of fields.

extension AlertRow {
  /// Every record it names.
  var allPositions: [UInt64] {
    positions + [endedBy, acknowledged?.position ?? 0, snoozed?.position ?? 0].filter { $0 > 0 }
  }

  static let columns = [
    "opportunity_id", "title", "owner_id", "kind", "since", "raised_at", "ended_at", "rule",
    "notify", "answered", "events",
  ]

  func fields(_ names: RecordNames, _ style: Style) -> [Field] {
    [
      Field("opportunity_id", .text(opportunity.text)),
      Field("title", .text(title)),
      Field(
        "owner_id", owner == .nobody ? .blank(Word("", "公海", "Pool")) : .text(owner.text)),
      Field("stage", .word(stage.word)),
      Field("grade", .word(grade?.word ?? .absent)),
      Field("kind", .word(Catalogue.word(of: kind.rawValue, in: "AlertKind"))),
      Field("since", .moment(since.milliseconds)),
      Field("raised_at", .moment(raisedAt?.milliseconds ?? 0)),
      Field("ended_at", .moment(endedAt?.milliseconds ?? 0)),
      Field("rule", .word(rule.map { Catalogue.dueRule($0.rawValue) } ?? .absent)),
      Field("severity", .word(Catalogue.word(of: route.severity.rawValue, in: "Severity"))),
      Field(
        "notify",
        .words(route.recipients.map { Catalogue.word(of: $0.rawValue, in: "Role") })),
      Field("muted", .flag(route.muted)),
      names.field("ended_by", endedBy > 0 ? [endedBy] : [], style),
      names.field("events", positions, style),
    ] + (style.format == .table ? [Field("answered", .words(answers))] : replies(names))
  }

  private func replies(_ names: RecordNames) -> [Field] {
    [
      Field("acknowledged_at", .moment(acknowledged?.occurredAt.milliseconds ?? 0)),
      names.actor("acknowledged_by", of: acknowledged?.position),
      Field(
        "acknowledged_position", acknowledged.map { .unsigned($0.position) } ?? .absent),
      Field("snoozed_at", .moment(snoozed?.occurredAt.milliseconds ?? 0)),
      Field("snoozed_until", .moment(snoozed?.until?.milliseconds ?? 0)),
      names.actor("snoozed_by", of: snoozed?.position),
      Field("snoozed_position", snoozed.map { .unsigned($0.position) } ?? .absent),
    ]
  }

  /// For people: what was done about it, by which record.
  private var answers: [Word] {
    var answers: [Word] = []
    if let acknowledged {
      answers.append(
        Word(
          "acknowledged", "已确认 #\(acknowledged.position)",
          "Acknowledged #\(acknowledged.position)"))
    }
    if let snoozed, let until = snoozed.until {
      answers.append(
        Word(
          "snoozed", "暂缓至 \(until.utcText) #\(snoozed.position)",
          "Snoozed until \(until.utcText) #\(snoozed.position)"))
    }
    if route.muted { answers.append(Word("muted", "已静音", "Muted")) }
    return answers
  }
}
