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
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, channel: try reader.required(channel, "channel"), tags: tags,
      sentiment: sentiment, note: note, minutes: minutes, promisedFeedbackAt: promisedFeedbackAt,
      nextDueAt: nextDueAt)
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
      default: try reader.skip()
      }
    }
    self.init(
      channel: try reader.required(channel, "channel"), tags: tags,
      sentiment: try reader.required(sentiment, "sentiment"), note: note, minutes: minutes,
      promisedFeedbackAt: promisedFeedbackAt, nextDueAt: nextDueAt,
      contradictsGrade: contradictsGrade)
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
  }
}
