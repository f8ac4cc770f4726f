import NIOCore
import Schema

/// A `ServerFrame` that carries a page of an answer, taken apart without reading the page's rows.
struct AnswerFrame {
  let requestID: UInt64
  /// Bytes of an `Answer`.
  let answer: ByteBuffer
  let isLast: Bool

  /// Field numbers in protocol.proto and queries.proto.
  private enum Field {
    static let requestID: UInt32 = 1
    static let answer: UInt32 = 5
    static let last: UInt32 = 4
  }

  /// - Returns: nil when the frame carries something else.
  /// - Throws: `WireError` when it is no message.
  init?(_ frame: ByteBuffer) throws(WireError) {
    let bytes = frame.readableBytesSpan
    var fields = WireReader(bytes)
    var requestID: UInt64 = 0
    var body: Range<Int>?
    while let field = try fields.nextField() {
      switch field {
      case Field.requestID: requestID = try fields.uint64("request_id")
      case Field.answer: body = try fields.submessageRange("answer")
      default: return nil
      }
    }
    guard let body,
      let answer = frame.getSlice(at: frame.readerIndex + body.lowerBound, length: body.count)
    else { return nil }
    var rows = WireReader(bytes.extracting(body))
    var isLast = false
    while let field = try rows.nextField() {
      if field == Field.last { isLast = try rows.bool("last") } else { try rows.skip() }
    }
    self.requestID = requestID
    self.answer = answer
    self.isLast = isLast
  }
}
