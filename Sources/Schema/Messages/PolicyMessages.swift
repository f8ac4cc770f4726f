package import Opportunities

// The rules as they stand in a policy event and in the command that publishes them (policy.proto).

extension PublishPolicy: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var document: PolicyDocument?
    var reason = ""
    var effectiveFrom: Instant?
    while let field = try reader.nextField() {
      switch field {
      case 1: document = try reader.message("document")
      case 2: reason = try reader.string("reason")
      case 3: effectiveFrom = try reader.instant("effective_from_ms")
      default: try reader.skip()
      }
    }
    self.init(
      document: try reader.required(document, "document"), reason: reason,
      effectiveFrom: effectiveFrom)
  }
}

extension PolicyPublished: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var version: UInt64 = 0
    var document: PolicyDocument?
    var reason = ""
    var effectiveFrom = Instant(milliseconds: 0)
    while let field = try reader.nextField() {
      switch field {
      case 1: version = try reader.uint64("version")
      case 2: document = try reader.message("document")
      case 3: reason = try reader.string("reason")
      case 4: effectiveFrom.milliseconds = try reader.int64("effective_from_ms")
      default: try reader.skip()
      }
    }
    self.init(
      version: version, document: try reader.required(document, "document"), reason: reason,
      effectiveFrom: effectiveFrom)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint64(1, version)
    writer.message(2, document)
    writer.string(3, reason)
    writer.instant(4, effectiveFrom)
  }
}

extension PolicyDocument: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var utcOffsetMinutes: Int32 = 0
    var grades: [GradeRule] = []
    var stages: [StageRule] = []
    var cadence: CadenceRules?
    var health: HealthRules?
    var recording: RecordingRules?
    var feedbackTags: [FeedbackTag] = []
    var lossReasons: [LossReason] = []
    var strictGradeA = false
    while let field = try reader.nextField() {
      switch field {
      case 1: utcOffsetMinutes = try reader.sint32("utc_offset_minutes")
      case 2: try reader.append(to: &grades, "grades")
      case 3: try reader.append(to: &stages, "stages")
      case 4: cadence = try reader.message("cadence")
      case 5: health = try reader.message("health")
      case 6: recording = try reader.message("recording")
      case 7: try reader.append(to: &feedbackTags, "feedback_tags")
      case 8: try reader.append(to: &lossReasons, "loss_reasons")
      case 9: strictGradeA = try reader.bool("strict_grade_a")
      default: try reader.skip()
      }
    }
    self.init(
      utcOffsetMinutes: utcOffsetMinutes, grades: grades, stages: stages,
      cadence: try reader.required(cadence, "cadence"),
      health: try reader.required(health, "health"),
      recording: try reader.required(recording, "recording"),
      feedbackTags: feedbackTags, lossReasons: lossReasons, strictGradeA: strictGradeA)
  }

  package func write(to writer: inout WireWriter) {
    writer.sint32(1, utcOffsetMinutes)
    writer.messages(2, grades)
    writer.messages(3, stages)
    writer.message(4, cadence)
    writer.message(5, health)
    writer.message(6, recording)
    writer.messages(7, feedbackTags)
    writer.messages(8, lossReasons)
    writer.bool(9, strictGradeA)
  }
}

extension Label: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    self.init(zh: "", en: "")
    while let field = try reader.nextField() {
      switch field {
      case 1: zh = try reader.string("zh")
      case 2: en = try reader.string("en")
      default: try reader.skip()
      }
    }
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, zh)
    writer.string(2, en)
  }
}

extension GradeRule: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    self.init(
      grade: nil, requiresNeed: false, requiresBudget: false, decisionDaysMaximum: 0,
      cadenceDays: 0, winPrior: .zero, meanDaysToWin: 0)
    while let field = try reader.nextField() {
      switch field {
      case 1: grade = try reader.enumeration("grade")
      case 2: requiresNeed = try reader.bool("requires_need")
      case 3: requiresBudget = try reader.bool("requires_budget")
      case 4: decisionDaysMaximum = try reader.uint32("decision_days_maximum")
      case 5: cadenceDays = try reader.uint32("cadence_days")
      case 6: winPrior.count = try reader.uint32("win_prior_ppm")
      case 7: meanDaysToWin = try reader.uint32("mean_days_to_win")
      default: try reader.skip()
      }
    }
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, grade)
    writer.bool(2, requiresNeed)
    writer.bool(3, requiresBudget)
    writer.uint32(4, decisionDaysMaximum)
    writer.uint32(5, cadenceDays)
    writer.uint32(6, winPrior.count)
    writer.uint32(7, meanDaysToWin)
  }
}

extension StageRule: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var stage: Stage?
    var label: Label?
    var plannedDay: UInt32 = 0
    var oddsPermille: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: stage = try reader.enumeration("stage")
      case 2: label = try reader.message("label")
      case 3: plannedDay = try reader.uint32("planned_day")
      case 4: oddsPermille = try reader.uint32("odds_permille")
      default: try reader.skip()
      }
    }
    self.init(
      stage: try reader.required(stage, "stage"), label: try reader.required(label, "label"),
      plannedDay: plannedDay, oddsPermille: oddsPermille)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, stage)
    writer.message(2, label)
    writer.uint32(3, plannedDay)
    writer.uint32(4, oddsPermille)
  }
}
