// Written by tools/generate.sh from schemas/opportunity/v1/follow_ups.proto; edit that, not this.

package import Opportunities

extension LogFollowUp: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var channel: Channel?
    var tags: [String] = []
    var sentiment: Sentiment?
    var note: String = ""
    var minutes: UInt32 = 0
    var promisedFeedbackAt: Instant?
    var nextDueAt: Instant?
    var contacts: [String] = []
    var contentUsed: [String] = []
    var scriptID: String = ""
    var transcript: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: channel = try reader.enumeration("channel")
      case 3: try reader.append(to: &tags, "tags")
      case 4: sentiment = try reader.enumeration("sentiment")
      case 5: note = try reader.detail("note")
      case 6: minutes = try reader.uint32("minutes")
      case 7: promisedFeedbackAt = try reader.instant("promised_feedback_at_ms")
      case 8: nextDueAt = try reader.instant("next_due_at_ms")
      case 9: try reader.appendDetail(to: &contacts, "contact_ids")
      case 10: try reader.append(to: &contentUsed, "content_used")
      case 11: scriptID = try reader.string("script_id")
      case 12: transcript = try reader.detail("transcript")
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, channel: try reader.required(channel, "channel"), tags: tags,
      sentiment: sentiment, note: note, minutes: minutes, promisedFeedbackAt: promisedFeedbackAt,
      nextDueAt: nextDueAt, contacts: contacts, contentUsed: contentUsed, scriptID: scriptID,
      transcript: transcript)
  }
}

extension FollowUpLogged: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var channel: Channel?
    var tags: [String] = []
    var sentiment: Sentiment?
    var note: String = ""
    var minutes: UInt32 = 0
    var promisedFeedbackAt: Instant?
    var nextDueAt: Instant?
    var contradictsGrade: Bool = false
    var contacts: [String] = []
    var contentUsed: [String] = []
    var scriptID: String = ""
    var transcript: String = ""
    var suggestedTags: [String] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: channel = try reader.enumeration("channel")
      case 2: try reader.append(to: &tags, "tags")
      case 3: sentiment = try reader.enumeration("sentiment")
      case 4: note = try reader.detail("note")
      case 5: minutes = try reader.uint32("minutes")
      case 6: promisedFeedbackAt = try reader.instant("promised_feedback_at_ms")
      case 7: nextDueAt = try reader.instant("next_due_at_ms")
      case 8: contradictsGrade = try reader.bool("contradicts_grade")
      case 9: try reader.appendDetail(to: &contacts, "contact_ids")
      case 10: try reader.append(to: &contentUsed, "content_used")
      case 11: scriptID = try reader.string("script_id")
      case 12: transcript = try reader.detail("transcript")
      case 13: try reader.append(to: &suggestedTags, "suggested_tags")
      default: try reader.skip()
      }
    }
    self.init(
      channel: try reader.required(channel, "channel"), tags: tags,
      sentiment: try reader.required(sentiment, "sentiment"), note: note, minutes: minutes,
      promisedFeedbackAt: promisedFeedbackAt, nextDueAt: nextDueAt,
      contradictsGrade: contradictsGrade, contacts: contacts, contentUsed: contentUsed,
      scriptID: scriptID, transcript: transcript, suggestedTags: suggestedTags)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, channel)
    writer.strings(2, tags)
    writer.enumeration(3, sentiment)
    writer.string(4, note)
    writer.uint32(5, minutes)
    writer.instant(6, promisedFeedbackAt)
    writer.instant(7, nextDueAt)
    writer.bool(8, contradictsGrade)
    writer.strings(9, contacts)
    writer.strings(10, contentUsed)
    writer.string(11, scriptID)
    writer.string(12, transcript)
    writer.strings(13, suggestedTags)
  }
}

extension CommitmentRecorded: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var dueAt: Instant = Instant(milliseconds: 0)
    var channel: Channel?
    while let field = try reader.nextField() {
      switch field {
      case 1: dueAt.milliseconds = try reader.int64("due_at_ms")
      case 2: channel = try reader.enumeration("channel")
      default: try reader.skip()
      }
    }
    self.init(dueAt: dueAt, channel: try reader.required(channel, "channel"))
  }

  package func write(to writer: inout WireWriter) {
    writer.instant(1, dueAt)
    writer.enumeration(2, channel)
  }
}
