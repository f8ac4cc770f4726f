import Schema

extension OpportunityExport {
  mutating func append(
    json row: OpportunityRowPieces, _ page: borrowing RawSpan, to output: inout ByteOutput
  ) throws(ExportFault) {
    try append(jsonNames: row, page, to: &output)
    try append(jsonAmount: row.amount, page, to: &output)
    output.put(#","expected_close":"#)
    if let day = row.expectedClose {
      output.put("\"")
      output.put(day: Int64(day))
      output.put("\"")
    } else {
      output.put("null")
    }
    output.put(#","push_count":"#)
    output.put(number: UInt64(row.pushCount))
    output.put(jsonMoment: row.createdAt, #","created_at":"#, #","created_at_ms":"#)
    output.put(
      jsonMoment: row.stageEnteredAt, #","stage_entered_at":"#, #","stage_entered_at_ms":"#)
    output.put(
      jsonMoment: row.lastFollowUpAt, #","last_follow_up_at":"#, #","last_follow_up_at_ms":"#)
    output.put(#","follow_up_count":"#)
    output.put(number: UInt64(row.followUpCount))
    output.put(jsonMoment: row.closedAt, #","closed_at":"#, #","closed_at_ms":"#)
    output.put(#","loss_reason":"#)
    try output.put(jsonCode: row.lossReason, of: page)
    output.put(#","version":"#)
    output.put(number: row.version)
    output.put(#","win_probability_ppm":"#)
    if row.status == PBStatus.open.rawValue {
      output.put(number: UInt64(row.winProbability))
    } else {
      output.put("null")
    }
    output.put(#","flags":"#)
    try output.put(
      jsonCodes: row.flagCount, OpportunityRowPieces.flagField, in: row.whole, of: page)
    try append(jsonHealth: row.health, page, to: &output)
    try append(jsonDue: row.due, page, to: &output)
    output.put(basis)
  }

  private func append(
    jsonNames row: OpportunityRowPieces, _ page: borrowing RawSpan, to output: inout ByteOutput
  ) throws(ExportFault) {
    output.put(#"{"opportunity_id":"#)
    try output.put(json: row.id, of: page)
    output.put(#","title":"#)
    try output.put(json: row.title, of: page)
    output.put(#","customer_id":"#)
    try output.put(json: row.customer, of: page)
    output.put(#","customer_name":"#)
    try output.put(json: row.customerName, of: page)
    output.put(#","owner_id":"#)
    try output.put(json: row.owner, of: page)
    output.put(#","status":"#)
    output.put(jsonCode: CodeTexts.status[row.status])
    output.put(#","stage":"#)
    output.put(jsonCode: CodeTexts.stage[row.stage])
    output.put(#","grade":"#)
    output.put(jsonCode: CodeTexts.grade[row.grade])
  }

  private mutating func append(
    jsonAmount amount: AmountPieces?, _ page: borrowing RawSpan, to output: inout ByteOutput
  ) throws(ExportFault) {
    output.put(#","amount":"#)
    guard let amount else { return output.put("null") }
    output.put(#"{"value":""#)
    output.put(
      minorUnits: amount.minorUnits, fractionDigits: fractionDigits(amount.currency, of: page))
    output.put(#"","currency":"#)
    try output.put(json: amount.currency, of: page)
    output.put(#","minor_units":"#)
    output.put(number: amount.minorUnits)
    output.put("}")
  }

  private func append(
    jsonHealth health: HealthPieces?, _ page: borrowing RawSpan, to output: inout ByteOutput
  ) throws(ExportFault) {
    output.put(#","health":"#)
    guard let health else { return output.put("null") }
    output.put(#"{"total":"#)
    output.put(number: UInt64(health.total))
    output.put(#","frequency":"#)
    output.put(number: UInt64(health.frequency))
    output.put(#","feedback":"#)
    output.put(number: UInt64(health.feedback))
    output.put(#","stage_points":"#)
    output.put(number: UInt64(health.stage))
    output.put(#","stuck_reason":"#)
    try output.put(jsonCode: health.stuckReason, of: page)
    output.put(#","silent_days":"#)
    output.put(number: UInt64(health.silentDays))
    output.put(#","days_without_progress":"#)
    output.put(number: UInt64(health.daysWithoutProgress))
    output.put(#","elimination_advised":"#)
    output.put(health.isEliminationAdvised ? "true}" : "false}")
  }

  private func append(
    jsonDue due: DuePieces?, _ page: borrowing RawSpan, to output: inout ByteOutput
  ) throws(ExportFault) {
    output.put(#","due":"#)
    guard let due else { return output.put("null") }
    output.put(jsonMoment: due.dueAt, #"{"due_at":"#, #","due_at_ms":"#)
    output.put(#","rule":"#)
    try output.put(jsonCode: due.rule, of: page)
    output.put(#","overdue_ms":"#)
    output.put(number: due.overdue)
    output.put(#","red":"#)
    output.put(due.isRed ? "true" : "false")
    output.put(jsonMoment: due.redSince, #","red_since":"#, #","red_since_ms":"#)
    output.put(#","stalled":"#)
    output.put(due.isStalled ? "true" : "false")
    output.put(#","notify":"#)
    try output.put(jsonCodes: due.notifyCount, DuePieces.notifyField, in: due.whole, of: page)
    output.put(
      jsonMoment: due.suspendedUntil, #","suspended_until":"#, #","suspended_until_ms":"#)
    output.put(#","last_topic":"#)
    try output.put(jsonCode: due.lastTopic, of: page)
    output.put("}")
  }
}

extension ByteOutput {
  /// Two members: a time as people write it, and its milliseconds; 0: there is none.
  mutating func put(
    jsonMoment milliseconds: Int64, _ name: StaticString, _ millisecondsName: StaticString
  ) {
    put(name)
    if milliseconds == 0 {
      put("null")
      put(millisecondsName)
      put("null")
    } else {
      put("\"")
      put(moment: milliseconds)
      put("\"")
      put(millisecondsName)
      put(number: milliseconds)
    }
  }

  fileprivate mutating func put(jsonCode code: [UInt8]) {
    guard !code.isEmpty else { return put("null") }
    put("\"")
    put(code)
    put("\"")
  }

  /// A code; one that says nothing is null.
  fileprivate mutating func put(
    jsonCode code: Piece, of bytes: borrowing RawSpan
  ) throws(ExportFault) {
    guard code.count > 0 else { return put("null") }
    try put(json: code, of: bytes)
  }

  /// A list of the texts in a repeated field.
  fileprivate mutating func put(
    jsonCodes count: Int, _ field: UInt64, in message: Piece, of bytes: borrowing RawSpan
  ) throws(ExportFault) {
    guard count > 0 else { return put("[]") }
    var cursor = FieldCursor(message)
    var isFirst = true
    while try cursor.next(bytes) {
      guard cursor.number == field else { continue }
      put(isFirst ? "[" : ",")
      isFirst = false
      try put(json: cursor.piece, of: bytes)
    }
    put("]")
  }
}
