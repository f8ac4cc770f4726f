package import SwiftProtobuf

/// A message of the generated code: the reference reading of the schemas, for what is not hot.
package typealias PBMessage = SwiftProtobuf.Message

/// Bytes ⇄ generated messages, for rooms that need not know the library behind them.
package enum GeneratedCodec {
  /// - Throws: the library's error when `bytes` are no such message.
  package static func decode<Message: PBMessage>(_ bytes: [UInt8]) throws -> Message {
    try Message(serializedBytes: bytes)
  }

  /// - Throws: never for messages of these schemas, which have no required fields.
  package static func encode(_ message: some PBMessage) throws -> [UInt8] {
    try message.serializedBytes()
  }
}
