package import Opportunities

// What happens to an open opportunity: follow-ups, stage moves, another owner.

extension LogFollowUp: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID = OpportunityID(.empty)
    var fields = FollowUpFields()
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      // The fields of the fact follow in the same order, each one further back.
      case 2...8: try fields.read(field - 1, from: &reader)
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, channel: try reader.required(fields.channel, "channel"),
      tags: fields.tags, sentiment: fields.sentiment, note: fields.note, minutes: fields.minutes,
      promisedFeedbackAt: fields.promisedFeedbackAt, nextDueAt: fields.nextDueAt)
  }
}

extension FollowUpLogged: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var fields = FollowUpFields()
    var contradictsGrade = false
    while let field = try reader.nextField() {
      switch field {
      case 1...7: try fields.read(field, from: &reader)
      case 8: contradictsGrade = try reader.bool("contradicts_grade")
      default: try reader.skip()
      }
    }
    self.init(
      channel: try reader.required(fields.channel, "channel"), tags: fields.tags,
      sentiment: try reader.required(fields.sentiment, "sentiment"), note: fields.note,
      minutes: fields.minutes, promisedFeedbackAt: fields.promisedFeedbackAt,
      nextDueAt: fields.nextDueAt, contradictsGrade: contradictsGrade)
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

/// What command and fact have in common: everything but the id and the verdict on the grade.
private struct FollowUpFields {
  var channel: Channel?
  var tags: [String] = []
  var sentiment: Sentiment?
  var note = ""
  var minutes: UInt32 = 0
  var promisedFeedbackAt: Instant?
  var nextDueAt: Instant?

  /// - Parameter field: its number in the fact.
  mutating func read(_ field: UInt32, from reader: inout WireReader) throws(WireError) {
    switch field {
    case 1: channel = try reader.enumeration("channel")
    case 2: try reader.append(to: &tags, "tags")
    case 3: sentiment = try reader.enumeration("sentiment")
    case 4: note = try reader.detail("note")
    case 5: minutes = try reader.uint32("minutes")
    case 6: promisedFeedbackAt = try reader.instant("promised_feedback_at_ms")
    case 7: nextDueAt = try reader.instant("next_due_at_ms")
    default: try reader.skip()
    }
  }
}

extension MoveStage: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID = OpportunityID(.empty)
    var from: Stage?
    var to: Stage?
    var note = ""
    var fileDigest: [UInt8] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: from = try reader.enumeration("from")
      case 3: to = try reader.enumeration("to")
      case 4: note = try reader.detail("note")
      case 5: fileDigest = try reader.detailBytes("file_sha256")
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, from: try reader.required(from, "from"),
      to: try reader.required(to, "to"), note: note, fileDigest: fileDigest)
  }
}

extension StageMoved: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var from: Stage?
    var to: Stage?
    var note = ""
    var fileDigest: [UInt8] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: from = try reader.enumeration("from")
      case 2: to = try reader.enumeration("to")
      case 3: note = try reader.detail("note")
      case 4: fileDigest = try reader.detailBytes("file_sha256")
      default: try reader.skip()
      }
    }
    self.init(
      from: try reader.required(from, "from"), to: try reader.required(to, "to"), note: note,
      fileDigest: fileDigest)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, from)
    writer.enumeration(2, to)
    writer.string(3, note)
    writer.byteArray(4, fileDigest)
  }
}

extension ReassignOpportunity: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    self.init(opportunityID: OpportunityID(.empty), owner: UserID(.empty), reason: "")
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: owner = try reader.identifier("owner_id")
      case 3: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
  }
}

extension OpportunityReassigned: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    self.init(from: UserID(.empty), to: UserID(.empty), reason: "")
    while let field = try reader.nextField() {
      switch field {
      case 1: from = try reader.identifier("from_owner_id")
      case 2: to = try reader.identifier("to_owner_id")
      case 3: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, from)
    writer.identifier(2, to)
    writer.string(3, reason)
  }
}
