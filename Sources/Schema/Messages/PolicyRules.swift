package import Opportunities

// The groups of numbers and the catalogues of a policy document (policy.proto).

extension CadenceRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    self.init(
      firstResponseHours: 0, firstFollowUpDays: 0, closingDays: 0, promiseLeadHours: 0,
      redDaysMinimum: 0, stagnationDays: 0, suspensionDaysMaximum: 0)
    while let field = try reader.nextField() {
      switch field {
      case 1: firstResponseHours = try reader.uint32("first_response_hours")
      case 2: firstFollowUpDays = try reader.uint32("first_follow_up_days")
      case 3: closingDays = try reader.uint32("closing_days")
      case 4: promiseLeadHours = try reader.uint32("promise_lead_hours")
      case 5: redDaysMinimum = try reader.uint32("red_days_minimum")
      case 6: stagnationDays = try reader.uint32("stagnation_days")
      case 7: suspensionDaysMaximum = try reader.uint32("suspension_days_maximum")
      default: try reader.skip()
      }
    }
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, firstResponseHours)
    writer.uint32(2, firstFollowUpDays)
    writer.uint32(3, closingDays)
    writer.uint32(4, promiseLeadHours)
    writer.uint32(5, redDaysMinimum)
    writer.uint32(6, stagnationDays)
    writer.uint32(7, suspensionDaysMaximum)
  }
}

extension HealthRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    self.init(
      frequencyWeight: 0, feedbackWeight: 0, stageWeight: 0, positivePoints: 0, neutralPoints: 0,
      objectionPoints: 0, deferralPoints: 0, negativePoints: 0, eliminationScore: 0,
      eliminationDays: 0)
    while let field = try reader.nextField() {
      switch field {
      case 1: frequencyWeight = try reader.uint32("frequency_weight")
      case 2: feedbackWeight = try reader.uint32("feedback_weight")
      case 3: stageWeight = try reader.uint32("stage_weight")
      case 4: positivePoints = try reader.uint32("positive_points")
      case 5: neutralPoints = try reader.uint32("neutral_points")
      case 6: objectionPoints = try reader.uint32("objection_points")
      case 7: deferralPoints = try reader.uint32("deferral_points")
      case 8: negativePoints = try reader.uint32("negative_points")
      case 9: eliminationScore = try reader.uint32("elimination_score")
      case 10: eliminationDays = try reader.uint32("elimination_days")
      default: try reader.skip()
      }
    }
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, frequencyWeight)
    writer.uint32(2, feedbackWeight)
    writer.uint32(3, stageWeight)
    writer.uint32(4, positivePoints)
    writer.uint32(5, neutralPoints)
    writer.uint32(6, objectionPoints)
    writer.uint32(7, deferralPoints)
    writer.uint32(8, negativePoints)
    writer.uint32(9, eliminationScore)
    writer.uint32(10, eliminationDays)
  }
}

extension RecordingRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    self.init(futureToleranceMinutes: 0, backfillFlagHours: 0, backfillReasonDays: 0)
    while let field = try reader.nextField() {
      switch field {
      case 1: futureToleranceMinutes = try reader.uint32("future_tolerance_minutes")
      case 2: backfillFlagHours = try reader.uint32("backfill_flag_hours")
      case 3: backfillReasonDays = try reader.uint32("backfill_reason_days")
      default: try reader.skip()
      }
    }
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, futureToleranceMinutes)
    writer.uint32(2, backfillFlagHours)
    writer.uint32(3, backfillReasonDays)
  }
}

extension FeedbackTag: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var code = ""
    var label: Label?
    var sentiment: Sentiment?
    var contradictsGradeA = false
    while let field = try reader.nextField() {
      switch field {
      case 1: code = try reader.string("code")
      case 2: label = try reader.message("label")
      case 3: sentiment = try reader.enumeration("sentiment")
      case 4: contradictsGradeA = try reader.bool("contradicts_grade_a")
      default: try reader.skip()
      }
    }
    self.init(
      code: code, label: try reader.required(label, "label"),
      sentiment: try reader.required(sentiment, "sentiment"),
      contradictsGradeA: contradictsGradeA)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, code)
    writer.message(2, label)
    writer.enumeration(3, sentiment)
    writer.bool(4, contradictsGradeA)
  }
}

extension LossReason: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var code = ""
    var label: Label?
    while let field = try reader.nextField() {
      switch field {
      case 1: code = try reader.string("code")
      case 2: label = try reader.message("label")
      default: try reader.skip()
      }
    }
    self.init(code: code, label: try reader.required(label, "label"))
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, code)
    writer.message(2, label)
  }
}
