/// Why an answer cannot be printed row by row: the daemon said something it may not say.
package struct ExportFault: Error, Equatable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }

  static let notAMessage = ExportFault("a page of an answer is no protobuf message")
}

/// A part of some bytes: a text, or a message.
struct Piece {
  var start = 0
  var count = 0

  var end: Int { start + count }
}

/// Goes through the fields of one protobuf message, checking every length before it is believed.
///
/// It keeps nothing but places, so whoever walks decides whose bytes they are.
struct FieldCursor {
  private var position: Int
  private let end: Int
  /// Of the field reached last.
  private(set) var number: UInt64 = 0
  /// Its number, if it is one; 0 otherwise.
  private(set) var value: UInt64 = 0
  /// Where its bytes are, if it has some; nothing otherwise.
  private(set) var piece = Piece()

  init(_ piece: Piece) {
    position = piece.start
    end = piece.end
  }

  /// Goes on to the next field.
  ///
  /// - Parameter bytes: that the piece is a part of.
  /// - Returns: false at the end of the message.
  @inline(__always)
  mutating func next(_ bytes: borrowing RawSpan) throws(ExportFault) -> Bool {
    guard position < end else { return false }
    let tag = try varint(bytes)
    number = tag >> 3
    value = 0
    piece = Piece()
    switch tag & 7 {
    case 0: value = try varint(bytes)
    case 2:
      let length = try varint(bytes)
      guard length <= UInt64(end - position) else { throw .notAMessage }
      try pass(Int(length))
    case 1: try pass(8)
    case 5: try pass(4)
    default: throw .notAMessage
    }
    return true
  }

  @inline(__always)
  private mutating func pass(_ count: Int) throws(ExportFault) {
    guard count <= end - position else { throw .notAMessage }
    piece = Piece(start: position, count: count)
    position += count
  }

  @inline(__always)
  private mutating func varint(_ bytes: borrowing RawSpan) throws(ExportFault) -> UInt64 {
    guard position < end else { throw .notAMessage }
    let first = bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self)
    position += 1
    if first < 0x80 { return UInt64(first) }
    return try longVarint(UInt64(first & 0x7F), bytes)
  }

  private mutating func longVarint(
    _ first: UInt64, _ bytes: borrowing RawSpan
  ) throws(ExportFault) -> UInt64 {
    var value = first
    var shift: UInt64 = 7
    while position < end, shift < 70 {
      // Safe: the place lies before the end of a piece, which lies in the bytes.
      let byte = bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self)
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw .notAMessage
  }
}
