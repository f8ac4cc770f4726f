package import Opportunities
import SwiftProtobuf

/// Policy documents between the domain, their bytes and the generated message (policy.proto).
package enum PolicyCodec {
  package static func encode(_ document: PolicyDocument) -> [UInt8] {
    var bytes: [UInt8] = []
    WireWriter.append(document, to: &bytes)
    return bytes
  }

  package static func decode(_ bytes: RawSpan) throws(WireError) -> PolicyDocument {
    var reader = WireReader(bytes)
    return try PolicyDocument(reading: &reader)
  }

  /// The document as a generated message, for queries, tools and JSON.
  package static func message(_ document: PolicyDocument) -> PBPolicyDocument {
    do {
      return try PBPolicyDocument(serializedBytes: encode(document))
    } catch {
      preconditionFailure("swift-protobuf reads what the wire writer writes: \(error)")
    }
  }

  /// The document of a generated message, as one reads it from JSON.
  ///
  /// - Throws: `missingField`, `unknownEnumValue` where the message says too little.
  package static func document(_ message: PBPolicyDocument) throws(WireError) -> PolicyDocument {
    let bytes: [UInt8]
    do {
      bytes = try message.serializedBytes()
    } catch {
      preconditionFailure("a proto3 message of this size can always be written: \(error)")
    }
    return try decode(bytes.span.bytes)
  }
}

extension PolicyCodec {
  /// Every fault of the document that a message says, each with its path; empty when it may be
  /// published. What cannot stand in a document at all is one fault, and hides the others.
  package static func faults(of message: PBPolicyDocument) -> [String] {
    do {
      return try document(message).faults()
    } catch {
      return ["\(error.path): \(error.reason.sentence)"]
    }
  }

  /// The same rules with nothing left unsaid; see ``PolicyDocument/completed``.
  ///
  /// - Throws: as ``document(_:)``.
  package static func completed(
    _ message: PBPolicyDocument
  ) throws(WireError) -> PBPolicyDocument {
    self.message(try document(message).completed)
  }
}
