import Schema

/// Prints an answer of opportunities as CSV or as JSON lines while it arrives, page by page, from
/// the pages' own bytes: a page and its text are all that is in memory.
///
/// What it prints is byte for byte what ``Renderer`` prints for the same answer as a whole.
package struct OpportunityExport {
  /// How many rows were printed.
  package private(set) var rowCount: UInt64 = 0
  /// Rows that the answer will have; nil before its first page.
  package private(set) var rowsExpected: UInt64?

  private let format: Format
  private let limit: UInt64
  private var first: PageHeader?
  private var isComplete = false
  /// The end of every row: what it was computed from.
  private(set) var basis: [UInt8] = []
  var fractionDigits = FractionDigits()

  /// - Parameters:
  ///   - format: `csv` or `json`; tables need every row before the first.
  ///   - limit: of the question; 0: none.
  package init(format: Format, limit: UInt64) {
    precondition(format != .table, "the widths of a table depend on every row of it")
    self.format = format
    self.limit = limit
  }

  /// Prints the rows of the next page.
  ///
  /// - Throws: when it is not the next page of the same answer.
  package mutating func append(
    page: borrowing RawSpan, to output: inout ByteOutput
  ) throws(ExportFault) {
    let header = try PageHeader(page: page)
    try begin(with: header, &output)
    var cursor = FieldCursor(Piece(start: 0, count: page.byteCount))
    while try cursor.next(page) {
      guard cursor.number == PageHeader.opportunityField else { continue }
      let row = try OpportunityRowPieces(cursor.piece, of: page)
      switch format {
      case .csv: try append(csv: row, page, to: &output)
      case .json: try append(json: row, page, to: &output)
      case .table: preconditionFailure("checked when the export began")
      }
      rowCount += 1
    }
    isComplete = header.isLast
  }

  /// - Throws: unless the whole answer has been printed, every row that it said it would have.
  package func finish() throws(ExportFault) {
    guard isComplete, let rowsExpected else {
      throw ExportFault("the answer ended after \(rowCount) rows, before its last page")
    }
    guard rowCount == rowsExpected else {
      throw ExportFault("the answer has \(rowCount) rows where it said \(rowsExpected)")
    }
  }

  private mutating func begin(
    with header: PageHeader, _ output: inout ByteOutput
  ) throws(ExportFault) {
    guard !isComplete else { throw ExportFault("a page came after the last one") }
    if let first {
      guard first.belongsTogether(with: header) else {
        throw ExportFault("two pages of one answer were computed from different facts")
      }
      return
    }
    first = header
    rowsExpected = limit == 0 ? header.totalRows : min(limit, header.totalRows)
    basis = Self.basis(header, format)
    if format == .csv { output.put(OpportunityColumns.heading) }
  }

  private static func basis(_ header: PageHeader, _ format: Format) -> [UInt8] {
    var output = ByteOutput(capacity: 256)
    let instant = header.instantMilliseconds
    if format == .csv {
      output.put(",")
      output.put(number: header.position)
      output.put(",")
      output.put(csvMoment: instant)
      output.put(",")
      output.put(number: header.policyVersion)
    } else {
      output.put(#","as_of_position":"#)
      output.put(number: header.position)
      output.put(jsonMoment: instant, #","as_of":"#, #","as_of_ms":"#)
      output.put(#","as_of_policy_version":"#)
      output.put(number: header.policyVersion)
      output.put("}\n")
    }
    return output.bytes
  }
}
