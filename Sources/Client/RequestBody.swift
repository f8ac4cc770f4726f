import NIOCore
import Schema
import SwiftProtobuf

/// What follows the request id in a `ClientFrame`: one field of its `body`, encoded.
///
/// Commands are written as the bytes the caller made, never re-encoded: the ledger compares the
/// bytes of a command with those it was first sent (PROTOCOL.md, idempotency).
struct RequestBody: Sendable {
  /// Tag, length and message.
  private(set) var bytes: ByteBuffer

  /// Field numbers of `ClientFrame.body`.
  enum Field: UInt64 {
    case hello = 2
    case submit = 3
    case submitBatch = 4
    case query = 5
    case status = 6
    case tail = 7
    case tailCredit = 8
    case tailCancel = 9
  }

  private static let lengthDelimited: UInt64 = 2

  /// A body of bytes that are a message already.
  init(_ field: Field, messageBytes: [UInt8]) {
    bytes = ByteBufferAllocator().buffer(capacity: messageBytes.count + 16)
    bytes.writeVarint(field.rawValue << 3 | Self.lengthDelimited)
    bytes.writeVarint(UInt64(messageBytes.count))
    bytes.writeBytes(messageBytes)
  }

  /// - Throws: ``ClientError/invalidRequest(_:)`` when the message cannot be encoded.
  init(_ field: Field, _ message: some Message) throws(ClientError) {
    do {
      let encoded: [UInt8] = try message.serializedBytes()
      self.init(field, messageBytes: encoded)
    } catch {
      throw .invalidRequest("\(error)")
    }
  }

  /// A batch of commands, each as its bytes.
  init(batch commands: [[UInt8]], atomic: Bool) {
    var length = atomic ? 2 : 0
    for command in commands {
      length += 1 + Self.varintLength(UInt64(command.count)) + command.count
    }
    bytes = ByteBufferAllocator().buffer(capacity: length + 16)
    bytes.writeVarint(Field.submitBatch.rawValue << 3 | Self.lengthDelimited)
    bytes.writeVarint(UInt64(length))
    for command in commands {
      bytes.writeVarint(1 << 3 | Self.lengthDelimited)
      bytes.writeVarint(UInt64(command.count))
      bytes.writeBytes(command)
    }
    if atomic {
      bytes.writeVarint(2 << 3)
      bytes.writeVarint(1)
    }
  }

  /// The length prefix and the request id that go before the body.
  func head(requestID: UInt64) -> ByteBuffer {
    var head = ByteBufferAllocator().buffer(capacity: 16)
    let idBytes = 1 + Self.varintLength(requestID)
    head.writeInteger(UInt32(clamping: idBytes + bytes.readableBytes), endianness: .big)
    head.writeVarint(1 << 3)
    head.writeVarint(requestID)
    return head
  }

  /// Bytes of the whole message, at most: what the frame limit is compared with.
  var frameBytesMaximum: Int { bytes.readableBytes + 11 }

  static func varintLength(_ value: UInt64) -> Int {
    max(1, (64 - value.leadingZeroBitCount + 6) / 7)
  }
}

extension ByteBuffer {
  mutating func writeVarint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      writeInteger(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    writeInteger(UInt8(truncatingIfNeeded: rest))
  }
}
