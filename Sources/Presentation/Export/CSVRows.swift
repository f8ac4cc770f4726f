import Schema

/// Which columns there are and in which order: those of the first row, then what other rows add.
struct CSVLayout {
  var beginsWithOpen: Bool
  var holdsOpen: Bool
  var holdsClosed: Bool

  /// Names in the order of their first appearance, like ``Renderer``'s.
  var heading: [String] {
    var open = PBOpportunityRow()
    open.amount.currency = ""
    var closed = open
    open.health = PBHealthRow()
    open.due = PBDueRow()
    if !beginsWithOpen { swap(&open, &closed) }
    let rows = holdsOpen && holdsClosed ? [open, closed] : [open]
    var names: [String] = []
    for row in rows {
      let cells = (row.fields + Renderer.basis(PBAnswer())).flatMap(\.cells)
      for cell in cells where !names.contains(cell.name) { names.append(cell.name) }
    }
    return names
  }
}

extension OpportunityExport {
  mutating func append(
    csv row: OpportunityRowPieces, _ header: PageHeader, _ page: borrowing RawSpan,
    to output: inout ByteOutput
  ) throws(ExportFault) {
    let isOpen = row.status == PBStatus.open.rawValue
    guard let amount = row.amount, isOpen == (row.health != nil), isOpen == (row.due != nil) else {
      throw ExportFault("row \(rowCount + 1) has not the parts that go with its status")
    }
    if rowCount == 0 {
      let openRows = header.openRows ?? 0
      layout = CSVLayout(
        beginsWithOpen: isOpen, holdsOpen: openRows > 0, holdsClosed: openRows < rowsExpected ?? 0)
      output.put(Array(CSVText.line(layout.heading).utf8))
    }
    guard isOpen ? layout.holdsOpen : layout.holdsClosed else {
      throw ExportFault("row \(rowCount + 1) is of a kind that the answer said it would not hold")
    }
    try append(csvFacts: row, amount, page, to: &output)
    // The parts of the kind that came first stand before the basis, those of the other behind it.
    if layout.beginsWithOpen {
      if isOpen {
        try append(csvParts: row, page, to: &output)
      } else {
        output.put(Self.emptyParts)
      }
      output.put(basis)
      if layout.holdsClosed { output.put(",,") }
    } else {
      output.put(",,")
      output.put(basis)
      if isOpen {
        try append(csvParts: row, page, to: &output)
      } else if layout.holdsOpen {
        output.put(Self.emptyParts)
      }
    }
    output.put("\n")
  }

  /// What ``append(csvParts:_:to:)`` writes, without anything between the commas.
  private static var emptyParts: StaticString { ",,,,,,,,,,,,,,,,,,,," }

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

  /// Health and due, each cell behind a comma.
  private func append(
    csvParts row: OpportunityRowPieces, _ page: borrowing RawSpan, to output: inout ByteOutput
  ) throws(ExportFault) {
    guard let health = row.health, let due = row.due else { return output.put(Self.emptyParts) }
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
    output.put(health.isEliminationAdvised ? ",true," : ",false,")
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
