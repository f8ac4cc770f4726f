/// What stands in front of the rows on each page of an answer.
package struct PageHeader: Equatable, Sendable {
  package private(set) var position: UInt64 = 0
  package private(set) var instantMilliseconds: Int64 = 0
  package private(set) var policyVersion: UInt64 = 0
  package private(set) var isLast = false
  /// Rows of the whole answer before any limit.
  package private(set) var totalRows: UInt64 = 0

  static let opportunityField: UInt64 = 10

  /// Reads it from the bytes of a page, wherever among the rows its fields stand.
  package init(page: borrowing RawSpan) throws(ExportFault) {
    var cursor = FieldCursor(Piece(start: 0, count: page.byteCount))
    while try cursor.next(page) {
      switch cursor.number {
      case 1: position = cursor.value
      case 2: instantMilliseconds = Int64(bitPattern: cursor.value)
      case 3: policyVersion = cursor.value
      case 4: isLast = cursor.value != 0
      case 5: totalRows = cursor.value
      default: break
      }
    }
  }

  /// Whether `other` is of a page of the same answer.
  func belongsTogether(with other: PageHeader) -> Bool {
    var other = other
    other.isLast = isLast
    return self == other
  }
}
