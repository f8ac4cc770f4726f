package import Insight
package import Opportunities
package import Schema

// How the views of the read model stand in an `Answer` (schemas/opportunity/v1/queries.proto): one
// field a line, by its number there.

extension OpportunityCard: WireWritable {
  package func write(to row: inout WireWriter) {
    row.string(1, facts.id.text)
    row.string(2, facts.title)
    row.string(3, facts.customer.text)
    row.string(4, customerName)
    row.string(5, facts.owner.text)
    row.enumeration(6, facts.status)
    row.enumeration(7, facts.stage)
    row.enumeration(8, facts.grade)
    row.message(9, facts.amount)
    row.optionalSInt32(10, facts.expectedClose?.number)
    row.uint32(11, facts.pushCount)
    row.instant(12, facts.createdAt)
    row.instant(13, facts.stageEnteredAt)
    row.instant(14, facts.lastFollowUpAt)
    row.instant(15, facts.closedAt)
    row.string(16, facts.lastLossReason ?? "")
    row.uint64(17, facts.version)
    row.uint32(18, facts.followUpCount)
    row.uint32(19, winProbability?.count ?? 0)
    row.message(20, health)
    row.message(21, due)
    row.strings(22, flags.map(\.rawValue))
  }
}

extension PipelineRow: WireWritable {
  package func write(to row: inout WireWriter) {
    row.string(1, group)
    row.enumeration(2, stage)
    row.enumeration(3, status)
    row.string(4, currency.code)
    row.uint64(5, count)
    row.int64(6, amount.minorUnits)
    row.int64(7, weighted.minorUnits)
    row.bool(8, isSaturated)
  }
}

extension HealthRow: WireWritable {
  package func write(to row: inout WireWriter) {
    row.string(1, opportunity.text)
    row.string(2, title)
    row.string(3, owner.text)
    row.uint32(4, health.frequency)
    row.uint32(5, health.feedback)
    row.uint32(6, health.stage)
    row.uint32(7, health.total)
    row.string(8, health.stuckReason.rawValue)
    row.uint32(9, health.silentDays)
    row.uint32(10, health.daysWithoutProgress)
    row.bool(11, health.isEliminationAdvised)
  }
}

extension DueRow: WireWritable {
  package func write(to row: inout WireWriter) {
    row.string(1, opportunity.text)
    row.string(2, title)
    row.string(3, owner.text)
    row.instant(4, dueAt)
    row.string(5, rule.rawValue)
    row.int64(6, overdue.milliseconds)
    row.bool(7, isRed)
    row.instant(8, redSince)
    row.bool(9, isStalled)
    row.strings(10, recipients.map(\.rawValue))
    row.instant(11, suspendedUntil)
    row.string(12, lastTopic)
    row.enumeration(13, grade)
    row.enumeration(14, stage)
  }
}

extension Forecast: WireWritable {
  package func write(to answer: inout WireWriter) {
    answer.messages(1, currencies)
    answer.messages(2, grades)
    answer.uint64(3, openCount)
    answer.double(4, wins.mean)
    answer.double(5, wins.deviation)
    answer.uint64(6, winsP10)
    answer.uint64(7, winsP50)
    answer.uint64(8, winsP90)
    answer.uint64(9, firstK)
    answer.packedUInt32(10, atLeast.map(\.count))
    answer.string(11, model)
  }
}

extension ForecastCurrency: WireWritable {
  package func write(to row: inout WireWriter) {
    row.string(1, currency.code)
    row.uint64(2, openCount)
    row.int64(3, open.minorUnits)
    row.int64(4, expected.minorUnits)
    row.uint64(5, wonCount)
    row.int64(6, won.minorUnits)
    row.bool(7, isSaturated)
  }
}

extension ForecastGrade: WireWritable {
  package func write(to row: inout WireWriter) {
    row.enumeration(1, grade)
    row.enumeration(2, stage)
    row.uint64(3, count)
    row.uint32(4, probability.count)
  }
}

extension Policy: WireWritable {
  package func write(to answer: inout WireWriter) {
    answer.uint64(1, version)
    answer.message(2, document)
    answer.string(3, reason)
    answer.instant(4, effectiveFrom)
    answer.uint64(5, position)
  }
}
