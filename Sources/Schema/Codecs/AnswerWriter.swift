package import Opportunities

/// What became of one command, as it is answered (`CommandResult` in protocol.proto).
package enum CommandOutcome: Equatable, Sendable {
  case receipt(ReceiptFields)
  /// With the id of the command, unless it was too damaged to have one.
  case rejection(Rejection, CommandID?)
}

/// The command's facts are on disk (`Receipt` in protocol.proto).
package struct ReceiptFields: Hashable, Sendable {
  package var commandID: CommandID
  package var firstPosition: UInt64
  package var lastPosition: UInt64
  package var recordedAt: Instant
  /// Version of the command's stream after it.
  package var streamVersion: UInt64
  /// The ledger had this command already; this is the first answer again.
  package var isDuplicate: Bool
  /// RFC 6962 leaf hash of the first record.
  package var leafHash: LeafHash

  package init(
    commandID: CommandID, firstPosition: UInt64, lastPosition: UInt64, recordedAt: Instant,
    streamVersion: UInt64, isDuplicate: Bool, leafHash: LeafHash
  ) {
    self.commandID = commandID
    self.firstPosition = firstPosition
    self.lastPosition = lastPosition
    self.recordedAt = recordedAt
    self.streamVersion = streamVersion
    self.isDuplicate = isDuplicate
    self.leafHash = leafHash
  }
}

/// The 32 bytes of a leaf hash, kept as four words so that a receipt needs no heap.
package struct LeafHash: Hashable, Sendable {
  package static let zero = LeafHash([0, 0, 0, 0])

  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64

  /// - Parameter words: the first byte stands in the high end of the first word.
  package init(_ words: InlineArray<4, UInt64>) {
    first = words[0]
    second = words[1]
    third = words[2]
    fourth = words[3]
  }

  /// The bytes in their order, as they lie in memory.
  var bigEndianBytes: InlineArray<4, UInt64> {
    [first.bigEndian, second.bigEndian, third.bigEndian, fourth.bigEndian]
  }

  package var bytes: [UInt8] {
    withUnsafeBytes(of: bigEndianBytes) { [UInt8]($0) }
  }
}

/// Writes the answers to commands, each one `ServerFrame` message without its length before it.
///
/// Every function appends, so that many answers can share one buffer.
package enum AnswerWriter {
  package static func receipt(
    requestID: UInt64, _ receipt: ReceiptFields, into bytes: inout [UInt8]
  ) {
    outcome(requestID: requestID, .receipt(receipt), into: &bytes)
  }

  package static func rejection(
    requestID: UInt64, _ rejection: Rejection, of command: CommandID?, into bytes: inout [UInt8]
  ) {
    outcome(requestID: requestID, .rejection(rejection, command), into: &bytes)
  }

  /// The answer to `submit`.
  package static func outcome(
    requestID: UInt64, _ outcome: CommandOutcome, into bytes: inout [UInt8]
  ) {
    WireWriter.append(to: &bytes) { Self.outcome(requestID: requestID, outcome, into: &$0) }
  }

  /// The answer to `submit_batch`: one outcome for each command, in their order.
  package static func batch(
    requestID: UInt64, _ outcomes: [CommandOutcome], into bytes: inout [UInt8]
  ) {
    WireWriter.append(to: &bytes) { batch(requestID: requestID, outcomes, into: &$0) }
  }

  package static func outcome(
    requestID: UInt64, _ outcome: CommandOutcome, into writer: inout WireWriter
  ) {
    writer.uint64(1, requestID)
    writer.message(3, outcome)
  }

  package static func batch(
    requestID: UInt64, _ outcomes: [CommandOutcome], into writer: inout WireWriter
  ) {
    writer.uint64(1, requestID)
    writer.message(4) { writer in writer.messages(1, outcomes) }
  }
}

extension CommandOutcome: WireWritable {
  package func write(to writer: inout WireWriter) {
    switch self {
    case .receipt(let receipt):
      writer.message(1, receipt)
    case .rejection(let rejection, let command):
      writer.message(2) { writer in rejection.write(of: command, to: &writer) }
    }
  }
}

extension ReceiptFields: WireWritable {
  package func write(to writer: inout WireWriter) {
    writer.commandID(1, commandID)
    writer.uint64(2, firstPosition)
    writer.uint64(3, lastPosition)
    writer.int64(4, recordedAt.milliseconds)
    writer.uint64(5, streamVersion)
    writer.bool(6, isDuplicate)
    writer.leafHash(7, leafHash)
  }
}

extension Rejection {
  fileprivate func write(of command: CommandID?, to writer: inout WireWriter) {
    writer.string(1, code.rawValue)
    writer.string(2, message)
    writer.string(3, field)
    writer.uint64(4, currentVersion)
    writer.strings(5, details)
    writer.commandID(6, command)
  }
}
