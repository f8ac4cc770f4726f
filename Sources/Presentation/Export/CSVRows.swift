import Schema

/// The columns of opportunities in CSV, the same whatever the rows are, so that who reads by position or
/// appends one file to another can rely on them. What is closed has no health, and what is closed or in
/// the pool owes nobody anything: their cells are empty.
enum OpportunityColumns {
  static let csv: [String] = {
    var row = PBOpportunityRow()
    row.amount.currency = ""
    row.health = PBHealthRow()
    row.due = PBDueRow()
    return (row.fields + Renderer.basis(PBAnswer())).flatMap(\.cells).map(\.name)
  }()

  static let heading = Array(CSVText.line(csv).utf8)
}

extension OpportunityExport {
  mutating func append(
    csv row: OpportunityRowPieces, _ page: borrowing RawSpan, to output: inout ByteOutput
  ) throws(ExportFault) {
    guard let amount = row.amount else { throw ExportFault("row \(rowCount + 1) has no amount") }
    try append(csvFacts: row, amount, page, to: &output)
    try append(csvHealth: row.health, page, to: &output)
    try append(csvDue: row.due, page, to: &output)
    output.put(basis)
    output.put("\n")
  }

  private mutating func append(
    csvFacts row: OpportunityRowPieces, _ amount: AmountPieces, _ page: borrowing RawSpan,
    to output: inout ByteOutput
  ) throws(ExportFault) {
    try output.put(cell: row.id, of: page)
    output.put(",")
    try output.put(cell: row.title, of: page)
    output.put(",")
    try output.put(cell: row.customer, of: page)
    output.put(",")
    try output.put(cell: row.customerName, of: page)
    output.put(",")
    try output.put(cell: row.owner, of: page)
    output.put(",")
    output.put(CodeTexts.status[row.status])
    output.put(",")
    output.put(CodeTexts.stage[row.stage])
    output.put(",")
    output.put(CodeTexts.grade[row.grade])
    output.put(",")
    output.put(
      minorUnits: amount.minorUnits, fractionDigits: fractionDigits(amount.currency, of: page))
    output.put(",")
    try output.put(cell: amount.currency, of: page)
    output.put(",")
    output.put(number: amount.minorUnits)
    output.put(",")
    if let day = row.expectedClose { output.put(day: Int64(day)) }
    output.put(",")
    output.put(number: UInt64(row.pushCount))
    output.put(",")
    output.put(csvMoment: row.createdAt)
    output.put(",")
    output.put(csvMoment: row.stageEnteredAt)
    output.put(",")
    output.put(csvMoment: row.lastFollowUpAt)
    output.put(",")
    output.put(number: UInt64(row.followUpCount))
    output.put(",")
    output.put(csvMoment: row.closedAt)
    output.put(",")
    try output.put(cell: row.lossReason, of: page)
    output.put(",")
    output.put(number: row.version)
    output.put(",")
    if row.status == PBStatus.open.rawValue { output.put(number: UInt64(row.winProbability)) }
    output.put(",")
    try output.put(
      cells: row.flagCount, OpportunityRowPieces.flagField, in: row.whole, of: page)
  }

  /// Each cell behind a comma.
  private func append(
    csvHealth health: HealthPieces?, _ page: borrowing RawSpan, to output: inout ByteOutput
  ) throws(ExportFault) {
    guard let health else { return output.put(",,,,,,,,") }
    for number in [health.total, health.frequency, health.feedback, health.stage] {
      output.put(",")
      output.put(number: UInt64(number))
    }
    output.put(",")
    try output.put(cell: health.stuckReason, of: page)
    output.put(",")
    output.put(number: UInt64(health.silentDays))
    output.put(",")
    output.put(number: UInt64(health.daysWithoutProgress))
    output.put(health.isEliminationAdvised ? ",true" : ",false")
  }

  /// Each cell behind a comma.
  private func append(
    csvDue due: DuePieces?, _ page: borrowing RawSpan, to output: inout ByteOutput
  ) throws(ExportFault) {
    guard let due else { return output.put(",,,,,,,,,,,,") }
    output.put(",")
    output.put(csvMoment: due.dueAt)
    output.put(",")
    try output.put(cell: due.rule, of: page)
    output.put(",")
    output.put(number: due.overdue)
    output.put(due.isRed ? ",true," : ",false,")
    output.put(csvMoment: due.redSince)
    output.put(due.isStalled ? ",true," : ",false,")
    try output.put(cells: due.notifyCount, DuePieces.notifyField, in: due.whole, of: page)
    output.put(",")
    output.put(csvMoment: due.suspendedUntil)
    output.put(",")
    try output.put(cell: due.lastTopic, of: page)
  }
}

extension ByteOutput {
  /// Two cells: a time as people write it, and its milliseconds; 0: there is none.
  mutating func put(csvMoment milliseconds: Int64) {
    guard milliseconds != 0 else { return put(",") }
    put(moment: milliseconds)
    put(",")
    put(number: milliseconds)
  }

  /// One cell of the texts in a repeated field, with a space between them.
  fileprivate mutating func put(
    cells count: Int, _ field: UInt64, in message: Piece, of bytes: borrowing RawSpan
  ) throws(ExportFault) {
    guard count > 0 else { return }
    // Codes have neither commas nor quotes; one that has is a cell that must be quoted as a whole.
    var joined: [UInt8] = []
    var cursor = FieldCursor(message)
    var isFirst = true
    while try cursor.next(bytes) {
      guard cursor.number == field else { continue }
      if !isFirst { joined.append(UInt8(ascii: " ")) }
      isFirst = false
      for place in cursor.piece.start..<cursor.piece.end {
        joined.append(bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self))
      }
    }
    try put(cell: Piece(start: 0, count: joined.count), of: joined.span.bytes)
  }
}
