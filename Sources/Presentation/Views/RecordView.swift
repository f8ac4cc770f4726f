import Foundation
import Schema

// A record of the log as people and programs read it: who, when, about what, and the fact itself.

extension PBRecord {
  static let columns = ["position", "occurred_at", "actor", "stream", "event", "detail"]

  var fields: [Field] {
    let fact =
      event?.fact ?? FactView(of: self).map { Fact($0.name, $0.fields) }
      ?? Fact(.unknown("unknown"), [])
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
      Field("event", .word(fact.name)),
      Field("detail", .group(fact.fields)),
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

/// An event's name and what it says.
private struct Fact {
  let name: Word
  let fields: [Field]

  init(_ name: Word, _ fields: [Field]) {
    self.name = name
    self.fields = fields
  }
}

private func money(_ key: String, _ money: PBMoney) -> Field {
  Field(key, .money(minorUnits: money.minorUnits, currency: money.currency))
}

/// A text that is left out when nobody wrote one.
private func optional(_ key: String, _ text: String) -> [Field] {
  text.isEmpty ? [] : [Field(key, .text(text))]
}

private func optional(_ key: String, digest: Data) -> [Field] {
  digest.isEmpty ? [] : [Field(key, .hex([UInt8](digest)))]
}

private func optional(_ key: String, moment: Int64) -> [Field] {
  moment == 0 ? [] : [Field(key, .moment(moment))]
}

extension PBRecord.OneOf_Event {
  /// What is said of the kinds that have a view of their own; nil: ``FactView`` shows it.
  fileprivate var fact: Fact? {
    switch self {
    case .policyPublished(let event):
      Fact(
        Word("policy-published", "发布规则", "Policy published"),
        [
          Field("version", .unsigned(event.version)),
          Field("reason", .text(event.reason)),
          Field("effective_from", .moment(event.effectiveFromMs)),
        ] + optional("approval_id", event.approvalID))
    case .teamRegistered(let event):
      Fact(
        Word("team-registered", "登记团队", "Team registered"),
        [Field("name", .text(event.name))] + optional("parent_id", event.parentID))
    case .userRegistered(let event):
      Fact(
        Word("user-registered", "登记用户", "User registered"),
        [Field("name", .text(event.name)), Field("roles", .words(event.roles.map(\.word)))]
          + optional("team_id", event.teamID))
    case .customerRegistered(let event):
      Fact(
        Word("customer-registered", "登记客户", "Customer registered"),
        [Field("kind", .word(event.kind.word))] + optional("name", event.name)
          + optional("person_name", event.personName) + optional("industry", event.industry)
          + optional("region", event.region) + optional("source", event.source))
    default: opportunityFact
    }
  }

  private var opportunityFact: Fact? {
    switch self {
    case .opportunityCreated(let event):
      Fact(Word("opportunity-created", "录入商机", "Created"), event.fields)
    case .opportunityGraded(let event):
      Fact(
        Word("opportunity-graded", "商机分级", "Graded"),
        [
          Field("old", .word(event.old.word)), Field("new", .word(event.new.word)),
          Field("basis", .group(event.hasBasis ? event.basis.fields : nil)),
          Field("supported", .flag(event.supported)),
        ])
    case .followUpLogged(let event):
      Fact(Word("follow-up-logged", "跟进", "Followed up"), event.fields)
    case .stageMoved(let event):
      Fact(
        Word("stage-moved", "阶段推进", "Stage moved"),
        [Field("from", .word(event.from.word)), Field("to", .word(event.to.word))]
          + optional("note", event.note) + optional("file_sha256", digest: event.fileSha256))
    case .opportunityReassigned(let event):
      Fact(
        Word("opportunity-reassigned", "转移", "Reassigned"),
        [
          Field("from_owner_id", .text(event.fromOwnerID)),
          Field("to_owner_id", .text(event.toOwnerID)), Field("reason", .text(event.reason)),
        ])
    case .amountRevised(let event):
      Fact(
        Word("amount-revised", "修改金额", "Amount revised"),
        [money("old", event.old), money("new", event.new), Field("reason", .text(event.reason))])
    case .expectedCloseRevised(let event):
      Fact(
        Word("expected-close-revised", "修改预计成交日", "Expected close revised"),
        [
          Field("old", .day(event.hasOldDay ? event.oldDay : nil)),
          Field("new", .day(event.newDay)), Field("reason", .text(event.reason)),
          Field("push_count", .unsigned(UInt64(event.pushCount))),
        ])
    default: outcomeFact
    }
  }

  private var outcomeFact: Fact? {
    switch self {
    case .opportunityWon(let event):
      Fact(
        Word("opportunity-won", "成交", "Won"),
        [money("final_amount", event.finalAmount)]
          + optional("contract_number", event.contractNumber)
          + optional("contract_sha256", digest: event.contractSha256))
    case .opportunityLost(let event):
      Fact(
        Word("opportunity-lost", "丢单", "Lost"),
        [Field("reason", .word(Catalogue.lossReason(event.reason)))]
          + optional("competitor", event.competitor) + optional("note", event.note))
    case .opportunityArchived(let event):
      Fact(
        Word("opportunity-archived", "归档", "Archived"), [Field("reason", .text(event.reason))])
    case .opportunityReopened(let event):
      Fact(
        Word("opportunity-reopened", "重新打开", "Reopened"),
        [Field("from", .word(event.from.word)), Field("reason", .text(event.reason))])
    default: nil
    }
  }
}

extension PBOpportunityCreated {
  fileprivate var fields: [Field] {
    var fields = [
      Field("title", .text(title)),
      Field("customer_id", .text(customerID)),
      Field("owner_id", .text(ownerID)),
      money("amount", amount),
      Field("stage", .word(stage.word)),
      Field("grade", .word(grade.word)),
    ]
    if hasGradeBasis { fields.append(Field("grade_basis", .group(gradeBasis.fields))) }
    if grade != .unspecified { fields.append(Field("grade_supported", .flag(gradeSupported))) }
    if hasExpectedCloseDay { fields.append(Field("expected_close", .day(expectedCloseDay))) }
    if !needs.isEmpty {
      fields.append(Field("needs", .json(.array(needs.map(JSONValue.string)))))
    }
    return fields + optional("source", source)
  }
}

extension PBGradeBasis {
  fileprivate var fields: [Field] {
    var fields = [Field("need", .flag(need)), Field("budget", .flag(budget))]
    if hasDecisionDays { fields.append(Field("decision_days", .unsigned(UInt64(decisionDays)))) }
    if comparing > 0 { fields.append(Field("comparing", .unsigned(UInt64(comparing)))) }
    return fields
  }
}

extension PBFollowUpLogged {
  fileprivate var fields: [Field] {
    var fields = [
      Field("channel", .word(channel.word)),
      Field("tags", .words(tags.map(Catalogue.feedbackTag))),
      Field("sentiment", .word(sentiment.word)),
    ]
    fields += optional("note", note)
    if minutes > 0 { fields.append(Field("minutes", .unsigned(UInt64(minutes)))) }
    fields += optional("promised_feedback_at", moment: promisedFeedbackAtMs)
    fields += optional("next_due_at", moment: nextDueAtMs)
    if contradictsGrade { fields.append(Field("contradicts_grade", .flag(true))) }
    return fields
  }
}
