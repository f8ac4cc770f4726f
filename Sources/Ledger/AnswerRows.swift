package import Insight
package import Opportunities
package import Schema

// How the views of the read model stand in an `Answer` (schemas/opportunity/v1/queries.proto): one
// field a line, by its number there.
//
// An export writes millions of these rows. The generic methods of the writer are not specialised
// here (they are another module's, and look their types up at run time), so enums, identifiers and
// messages of rows are written by the plain ones: the same bytes for half of the time.

extension WireWriter {
  fileprivate mutating func code(_ number: UInt32, _ value: UInt8?) {
    uint32(number, UInt32(value ?? 0))
  }
}

extension OpportunityCard: WireWritable {
  package func write(to row: inout WireWriter) {
    row.identifierText(1, facts.id.bytes)
    row.string(2, facts.title)
    row.identifierText(3, facts.customer.bytes)
    row.string(4, customerName)
    row.identifierText(5, facts.owner.bytes)
    row.code(6, facts.status.rawValue)
    row.code(7, facts.stage.rawValue)
    row.code(8, facts.grade?.rawValue)
    row.message(9) { amount in facts.amount.write(to: &amount) }
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
    if let health { row.message(20) { health.write(to: &$0) } }
    if let due { row.message(21) { due.write(to: &$0) } }
    if !flags.isEmpty { row.strings(22, flags.map(\.rawValue)) }
  }
}

extension PipelineRow: WireWritable {
  package func write(to row: inout WireWriter) {
    row.string(1, group)
    row.code(2, stage?.rawValue)
    row.code(3, status.rawValue)
    row.string(4, currency.code)
    row.uint64(5, count)
    row.int64(6, amount.minorUnits)
    row.int64(7, weighted.minorUnits)
    row.bool(8, isSaturated)
    row.uint32(9, backloggedOwners)
  }
}

extension HealthRow: WireWritable {
  package func write(to row: inout WireWriter) {
    row.identifierText(1, opportunity.bytes)
    row.string(2, title)
    row.identifierText(3, owner.bytes)
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
    row.identifierText(1, opportunity.bytes)
    row.string(2, title)
    row.identifierText(3, owner.bytes)
    row.instant(4, dueAt)
    row.string(5, rule.rawValue)
    row.int64(6, overdue.milliseconds)
    row.bool(7, isRed)
    row.instant(8, redSince)
    row.bool(9, isStalled)
    if !recipients.isEmpty { row.strings(10, recipients.map(\.rawValue)) }
    row.instant(11, suspendedUntil)
    row.string(12, lastTopic)
    row.code(13, grade?.rawValue)
    row.code(14, stage.rawValue)
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
    answer.optionalUInt32(12, withinDays)
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
    row.code(1, grade?.rawValue)
    row.code(2, stage.rawValue)
    row.uint64(3, count)
    row.uint32(4, probability.count)
    row.bool(5, isSilent)
  }
}

extension GradeRow: WireWritable {
  package func write(to row: inout WireWriter) {
    row.identifierText(1, owner.bytes)
    row.code(2, grade?.rawValue)
    row.uint64(3, resolved)
    row.uint64(4, won)
    row.uint32(5, rate.count)
    row.uint32(6, low.count)
    row.uint32(7, high.count)
    row.uint32(8, prior.count)
    row.uint32(9, certainty.count)
    row.string(10, verdict.rawValue)
  }
}

extension WaterfallRow: WireWritable {
  package func write(to row: inout WireWriter) {
    row.string(1, currency.code)
    row.string(2, step.rawValue)
    row.uint64(3, count)
    row.int64(4, amount.minorUnits)
    row.bool(5, amount.isSaturated)
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
