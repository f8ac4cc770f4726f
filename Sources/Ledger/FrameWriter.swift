package import Schema

/// Writes whole `ServerFrame`s, each with its length in front, into bytes ready for a socket.
package enum FrameWriter {
  /// Field numbers of `ServerFrame.body` (schemas/opportunity/v1/protocol.proto).
  private enum Body {
    static let answer: UInt32 = 5
    static let tailEvents: UInt32 = 7
    static let refusal: UInt32 = 8
  }

  /// The answer to `submit`.
  package static func result(
    requestID: UInt64, _ outcome: CommandOutcome, into frames: inout WireWriter
  ) {
    frames.frame { AnswerWriter.outcome(requestID: requestID, outcome, into: &$0) }
  }

  /// The answer to `submit_batch`.
  package static func batchResult(
    requestID: UInt64, _ outcomes: [CommandOutcome], into frames: inout WireWriter
  ) {
    frames.frame { AnswerWriter.batch(requestID: requestID, outcomes, into: &$0) }
  }

  package static func refusal(
    requestID: UInt64, code: String, message: String, closing: Bool,
    into frames: inout WireWriter
  ) {
    frames.frame { frame in
      frame.uint64(1, requestID)
      frame.message(Body.refusal) { refusal in
        refusal.string(1, code)
        refusal.string(2, message)
        refusal.bool(3, closing)
      }
    }
  }

  package static func result(
    requestID: UInt64, _ outcome: CommandOutcome, into frames: inout [UInt8]
  ) {
    WireWriter.append(to: &frames) { result(requestID: requestID, outcome, into: &$0) }
  }

  package static func refusal(
    requestID: UInt64, code: String, message: String, closing: Bool, into frames: inout [UInt8]
  ) {
    WireWriter.append(to: &frames) {
      refusal(requestID: requestID, code: code, message: message, closing: closing, into: &$0)
    }
  }

  /// - Parameter answer: bytes of an `Answer` message.
  package static func answer(
    requestID: UInt64, _ answer: [UInt8], into frames: inout [UInt8]
  ) {
    appendFrame(to: &frames, bytes: answer.count) { frame in
      frame.uint64(1, requestID)
      frame.byteArray(Body.answer, answer)
    }
  }

  /// - Parameters:
  ///   - header: of a page: the first bytes of an `Answer` message.
  ///   - rows: the rest of them.
  static func answer(
    requestID: UInt64, header: [UInt8], rows: [UInt8], into frames: inout [UInt8]
  ) {
    frames.reserveCapacity(frames.count + 32 + header.count + rows.count)
    var start: [UInt8] = []
    WireWriter.append(to: &start) { $0.uint64(1, requestID) }
    // Tag and length by hand, so that the rows are copied once.
    start.append(UInt8(Body.answer << 3 | 2))
    var length = header.count + rows.count
    let count = length
    while length >= 0x80 {
      start.append(UInt8(length & 0x7F | 0x80))
      length >>= 7
    }
    start.append(UInt8(length))
    withUnsafeBytes(of: UInt32(start.count + count).bigEndian) { frames.append(contentsOf: $0) }
    frames += start
    frames += header
    frames += rows
  }

  package static func tailEvents(
    requestID: UInt64, firstPosition: UInt64, _ records: [[UInt8]], headPosition: UInt64,
    into frames: inout [UInt8]
  ) {
    let bytes = records.reduce(0) { $0 + $1.count + 4 }
    appendFrame(to: &frames, bytes: bytes) { frame in
      frame.uint64(1, requestID)
      frame.message(Body.tailEvents) { events in
        events.uint64(1, firstPosition)
        for record in records { events.byteArray(2, record) }
        events.uint64(3, headPosition)
      }
    }
  }

  /// Appends a frame made elsewhere.
  package static func append(_ frame: PBServerFrame, to frames: inout [UInt8]) throws {
    let bytes = try GeneratedCodec.encode(frame)
    withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { frames.append(contentsOf: $0) }
    frames += bytes
  }

  /// - Parameter bytes: about how many the message will have.
  private static func appendFrame(
    to frames: inout [UInt8], bytes: Int, _ write: (inout WireWriter) -> Void
  ) {
    var writer = WireWriter(capacity: bytes + 128)
    writer.frame(write)
    writer.append(to: &frames)
  }
}
