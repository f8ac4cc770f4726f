package import Schema

/// Writes whole `ServerFrame`s, each with its length in front, into bytes ready for a socket.
package enum FrameWriter {
  /// Field numbers of `ServerFrame.body` (schemas/opportunity/v1/protocol.proto).
  private enum Body {
    static let answer: UInt32 = 5
    static let tailEvents: UInt32 = 7
    static let refusal: UInt32 = 8
  }

  package static func result(
    requestID: UInt64, _ outcome: CommandOutcome, into frames: inout [UInt8]
  ) {
    append(to: &frames) { AnswerWriter.outcome(requestID: requestID, outcome, into: &$0) }
  }

  package static func batchResult(
    requestID: UInt64, _ outcomes: [CommandOutcome], into frames: inout [UInt8]
  ) {
    append(to: &frames) { AnswerWriter.batch(requestID: requestID, outcomes, into: &$0) }
  }

  package static func refusal(
    requestID: UInt64, code: String, message: String, closing: Bool, into frames: inout [UInt8]
  ) {
    appendFrame(requestID, Body.refusal, to: &frames) { refusal in
      refusal.string(1, code)
      refusal.string(2, message)
      refusal.bool(3, closing)
    }
  }

  /// - Parameter answer: bytes of an `Answer` message.
  package static func answer(
    requestID: UInt64, _ answer: [UInt8], into frames: inout [UInt8]
  ) {
    append(to: &frames) { bytes in
      WireWriter.append(to: &bytes) { frame in
        frame.uint64(1, requestID)
        frame.byteArray(Body.answer, answer)
      }
    }
  }

  package static func tailEvents(
    requestID: UInt64, firstPosition: UInt64, _ records: [[UInt8]], headPosition: UInt64,
    into frames: inout [UInt8]
  ) {
    appendFrame(requestID, Body.tailEvents, to: &frames) { events in
      events.uint64(1, firstPosition)
      for record in records { events.byteArray(2, record) }
      events.uint64(3, headPosition)
    }
  }

  /// Appends a frame made elsewhere.
  package static func append(_ frame: PBServerFrame, to frames: inout [UInt8]) throws {
    let bytes = try GeneratedCodec.encode(frame)
    append(to: &frames) { $0 += bytes }
  }

  private static func appendFrame(
    _ requestID: UInt64, _ body: UInt32, to frames: inout [UInt8],
    _ write: (inout WireWriter) -> Void
  ) {
    append(to: &frames) { bytes in
      WireWriter.append(to: &bytes) { frame in
        frame.uint64(1, requestID)
        frame.message(body, write)
      }
    }
  }

  /// Leaves room for the length, lets `write` append the message, then fills the length in.
  private static func append(to frames: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
    let start = frames.count
    frames += [0, 0, 0, 0]
    write(&frames)
    let length = UInt32(frames.count - start - 4)
    for place in 0..<4 {
      frames[start + place] = UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32(place)))
    }
  }
}
