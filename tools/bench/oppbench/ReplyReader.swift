import Schema

/// Counts what a server frame confirms, and refuses everything that is not a fresh receipt.
///
/// It reads the wire itself instead of building messages, so that the load generator takes as
/// little as possible of the two cores it shares with the daemon.
struct ReplyReader {
  /// What one answered frame confirms.
  struct Confirmation {
    var requestID: UInt64 = 0
    var receipts = 0
    /// Records these receipts say are on disk.
    var records: UInt64 = 0
  }

  /// - Throws: ``BenchFailure`` with what the daemon said, when it is anything but receipts.
  static func read(_ frame: RawSpan) throws -> Confirmation {
    var confirmation = Confirmation()
    do throws(WireError) {
      var reader = WireReader(frame)
      while let field = try reader.nextField() {
        switch field {
        case 1: confirmation.requestID = try reader.uint64("request_id")
        case 3:
          var result = try reader.submessage("result")
          try add(&result, to: &confirmation)
        case 4:
          var batch = try reader.submessage("batch_result")
          while let field = try batch.nextField() {
            guard field == 1 else { throw batch.error(.malformedTag, "results") }
            var result = try batch.submessage("results")
            try add(&result, to: &confirmation)
          }
        default: throw reader.error(.malformedTag, "body")
        }
      }
    } catch {
      throw BenchFailure("the daemon did not confirm a command: \(said(in: frame))")
    }
    return confirmation
  }

  /// The answer to a command of no kind: refused, and so nothing on disk.
  ///
  /// - Throws: ``BenchFailure`` with what the daemon said, when it is anything else.
  static func readRefusal(_ frame: RawSpan) throws -> Confirmation {
    var confirmation = Confirmation()
    do throws(WireError) {
      var reader = WireReader(frame)
      while let field = try reader.nextField() {
        switch field {
        case 1: confirmation.requestID = try reader.uint64("request_id")
        case 3:
          var result = try reader.submessage("result")
          guard try result.nextField() == 2 else {
            throw result.error(.missingField, "rejection")
          }
          confirmation.receipts += 1
        default: throw reader.error(.malformedTag, "body")
        }
      }
    } catch {
      throw BenchFailure("the daemon did not refuse a command of no kind: \(said(in: frame))")
    }
    return confirmation
  }

  private static func add(
    _ result: inout WireReader, to confirmation: inout Confirmation
  ) throws(WireError) {
    guard try result.nextField() == 1 else { throw result.error(.malformedTag, "receipt") }
    var receipt = try result.submessage("receipt")
    var first: UInt64 = 0
    var last: UInt64 = 0
    while let field = try receipt.nextField() {
      switch field {
      case 2: first = try receipt.uint64("first_position")
      case 3: last = try receipt.uint64("last_position")
      // A duplicate costs no commit, so a run that holds one measures something else.
      case 6: throw receipt.error(.repeatedField, "duplicate")
      default: try receipt.skip()
      }
    }
    guard first > 0, last >= first else { throw receipt.error(.missingField, "positions") }
    confirmation.receipts += 1
    confirmation.records += last - first + 1
  }

  private static func said(in frame: RawSpan) -> String {
    let bytes = frame.withUnsafeBytes { [UInt8]($0) }
    do {
      let message: PBServerFrame = try GeneratedCodec.decode(bytes)
      return "\(message)"
    } catch {
      return "\(bytes.count) bytes that are no server frame"
    }
  }
}
