/// An `OpportunityRow` as it lies in a page: its numbers, and where its texts are.
struct OpportunityRowPieces {
  var id = Piece()
  var title = Piece()
  var customer = Piece()
  var customerName = Piece()
  var owner = Piece()
  /// Numbers of the enums; see ``CodeTexts``.
  var status = 0
  var stage = 0
  var grade = 0
  var amount: AmountPieces?
  /// Days since 1970-01-01.
  var expectedClose: Int32?
  var pushCount: UInt32 = 0
  var createdAt: Int64 = 0
  var stageEnteredAt: Int64 = 0
  var lastFollowUpAt: Int64 = 0
  var closedAt: Int64 = 0
  var lossReason = Piece()
  var version: UInt64 = 0
  var followUpCount: UInt32 = 0
  var winProbability: UInt32 = 0
  var health: HealthPieces?
  var due: DuePieces?
  /// Where the row is, for its flags: few rows have any, so they are looked for again.
  var whole = Piece()
  var flagCount = 0

  static let flagField: UInt64 = 22

  init(_ row: Piece, of bytes: borrowing RawSpan) throws(ExportFault) {
    whole = row
    var cursor = FieldCursor(row)
    while try cursor.next(bytes) {
      switch cursor.number {
      case 1: id = cursor.piece
      case 2: title = cursor.piece
      case 3: customer = cursor.piece
      case 4: customerName = cursor.piece
      case 5: owner = cursor.piece
      case 6: status = cursor.enumeration
      case 7: stage = cursor.enumeration
      case 8: grade = cursor.enumeration
      case 9: amount = try AmountPieces(cursor.piece, of: bytes)
      case 10: expectedClose = cursor.sint32
      case 11: pushCount = cursor.uint32
      case 12: createdAt = cursor.int64
      case 13: stageEnteredAt = cursor.int64
      case 14: lastFollowUpAt = cursor.int64
      case 15: closedAt = cursor.int64
      case 16: lossReason = cursor.piece
      case 17: version = cursor.value
      case 18: followUpCount = cursor.uint32
      case 19: winProbability = cursor.uint32
      case 20: health = try HealthPieces(cursor.piece, of: bytes)
      case 21: due = try DuePieces(cursor.piece, of: bytes)
      case Self.flagField: flagCount += 1
      default: break
      }
    }
  }
}

/// A `Money`.
struct AmountPieces {
  var minorUnits: Int64 = 0
  var currency = Piece()

  init(_ amount: Piece, of bytes: borrowing RawSpan) throws(ExportFault) {
    var cursor = FieldCursor(amount)
    while try cursor.next(bytes) {
      switch cursor.number {
      case 1: minorUnits = cursor.int64
      case 2: currency = cursor.piece
      default: break
      }
    }
  }
}

/// A `HealthRow` without the names of what is assessed.
struct HealthPieces {
  var frequency: UInt32 = 0
  var feedback: UInt32 = 0
  var stage: UInt32 = 0
  var total: UInt32 = 0
  var stuckReason = Piece()
  var silentDays: UInt32 = 0
  var daysWithoutProgress: UInt32 = 0
  var isEliminationAdvised = false

  init(_ row: Piece, of bytes: borrowing RawSpan) throws(ExportFault) {
    var cursor = FieldCursor(row)
    while try cursor.next(bytes) {
      switch cursor.number {
      case 4: frequency = cursor.uint32
      case 5: feedback = cursor.uint32
      case 6: stage = cursor.uint32
      case 7: total = cursor.uint32
      case 8: stuckReason = cursor.piece
      case 9: silentDays = cursor.uint32
      case 10: daysWithoutProgress = cursor.uint32
      case 11: isEliminationAdvised = cursor.bool
      default: break
      }
    }
  }
}

/// A `DueRow` without the names of what is due.
struct DuePieces {
  var dueAt: Int64 = 0
  var rule = Piece()
  var overdue: Int64 = 0
  var isRed = false
  var redSince: Int64 = 0
  var isStalled = false
  var suspendedUntil: Int64 = 0
  var lastTopic = Piece()
  /// Where the row is, for those who are told.
  var whole = Piece()
  var notifyCount = 0

  static let notifyField: UInt64 = 10

  init(_ row: Piece, of bytes: borrowing RawSpan) throws(ExportFault) {
    whole = row
    var cursor = FieldCursor(row)
    while try cursor.next(bytes) {
      switch cursor.number {
      case 4: dueAt = cursor.int64
      case 5: rule = cursor.piece
      case 6: overdue = cursor.int64
      case 7: isRed = cursor.bool
      case 8: redSince = cursor.int64
      case 9: isStalled = cursor.bool
      case Self.notifyField: notifyCount += 1
      case 11: suspendedUntil = cursor.int64
      case 12: lastTopic = cursor.piece
      default: break
      }
    }
  }
}

extension FieldCursor {
  fileprivate var int64: Int64 { Int64(bitPattern: value) }
  fileprivate var uint32: UInt32 { UInt32(truncatingIfNeeded: value) }
  fileprivate var enumeration: Int { Int(Int32(truncatingIfNeeded: value)) }
  fileprivate var bool: Bool { value != 0 }
  fileprivate var sint32: Int32 {
    Int32(bitPattern: uint32 >> 1) ^ -Int32(bitPattern: uint32 & 1)
  }
}
