/// What a frame of a client asks for, and where in the frame that stands.
///
/// Found without decoding commands: their bytes stay where they are, because the digest of a
/// command is taken over the bytes as received.
package struct ClientFrameScan: Hashable, Sendable {
  /// The requests by their field numbers in `ClientFrame`.
  package enum Request: UInt32, Hashable, Sendable, CaseIterable {
    case hello = 2
    case submit = 3
    case submitBatch = 4
    case query = 5
    case status = 6
    case tail = 7
    case tailCredit = 8
    case tailCancel = 9
  }

  /// Where the commands of a batch stand in the frame.
  package struct Batch: Hashable, Sendable {
    /// In the order sent; may be empty.
    package var commands: [Range<Int>]
    package var isAtomic: Bool
  }

  /// 0 when the client named none.
  package var requestID: UInt64
  package var request: Request
  /// The bytes of the request's message within the frame.
  package var body: Range<Int>
  /// With `submitBatch` only.
  package var batch: Batch?

  /// - Parameter batchCommandsMaximum: how many commands a batch may hold; checked while counting.
  /// - Throws: ``WireError``: `missingField` without a request, or with one of a later version;
  ///   `repeatedField` with more than one; `tooManyElements` with more commands than allowed.
  package static func scan(
    _ bytes: RawSpan, batchCommandsMaximum: Int
  ) throws(WireError) -> ClientFrameScan {
    var reader = WireReader(bytes)
    var requestID: UInt64 = 0
    var found: Request?
    var body = 0..<0
    var batch: Batch?
    while let field = try reader.nextField() {
      if field == 1 {
        requestID = try reader.uint64("request_id")
      } else if let request = Request(rawValue: field) {
        guard found == nil else { throw reader.error(.repeatedField, "body") }
        found = request
        if request == .submitBatch {
          (body, batch) = try scanBatch(from: &reader, commandsMaximum: batchCommandsMaximum)
        } else {
          body = try reader.submessageRange("body")
        }
      } else {
        try reader.skip()
      }
    }
    return ClientFrameScan(
      requestID: requestID, request: try reader.required(found, "body"), body: body, batch: batch)
  }

  /// The request id of a frame that cannot be scanned; 0 when it has none that can be found.
  package static func requestID(of bytes: RawSpan) -> UInt64 {
    var reader = WireReader(bytes)
    do throws(WireError) {
      while let field = try reader.nextField() {
        if field == 1 { return try reader.uint64("request_id") }
        try reader.skip()
      }
    } catch {
      // Damaged before the id: there is none to be had.
    }
    return 0
  }

  private static func scanBatch(
    from reader: inout WireReader, commandsMaximum: Int
  ) throws(WireError) -> (Range<Int>, Batch) {
    var inner = try reader.submessage("submit_batch")
    let start = inner.offset
    do throws(WireError) {
      let batch = try Batch(reading: &inner, commandsMaximum: commandsMaximum)
      return (start..<reader.offset, batch)
    } catch {
      throw error.inside("submit_batch")
    }
  }
}

extension ClientFrameScan.Batch {
  fileprivate init(reading reader: inout WireReader, commandsMaximum: Int) throws(WireError) {
    self.init(commands: [], isAtomic: false)
    while let field = try reader.nextField() {
      switch field {
      case 1:
        guard commands.count < commandsMaximum else {
          throw reader.error(.tooManyElements, "commands")
        }
        commands.append(try reader.submessageRange("commands"))
      case 2: isAtomic = try reader.bool("atomic")
      default: try reader.skip()
      }
    }
  }
}
