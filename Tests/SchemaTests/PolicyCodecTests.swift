import Opportunities
import Schema
import SwiftProtobuf
import Testing

private func decodePolicy(_ bytes: [UInt8]) throws(WireError) -> PolicyDocument {
  try PolicyCodec.decode(bytes.span.bytes)
}

@Suite("policies go between domain, bytes and generated messages")
struct PolicyCodecTests {
  @Test("there and back, and as swift-protobuf does")
  func roundTrip() throws {
    for seed in 0...200 as ClosedRange<UInt64> {
      var random = Random(seed: seed)
      let document = seed == 0 ? .standard : random.policy()
      let oracle = PBPolicyDocument(document)
      let theirs: [UInt8] = try oracle.serializedBytes()
      #expect(PolicyCodec.encode(document) == theirs)
      #expect(try decodePolicy(theirs) == document)
      #expect(PolicyCodec.message(document) == oracle)
      #expect(try PolicyCodec.document(oracle) == document)
    }
  }

  @Test("the standard policy has no faults after a round trip")
  func standard() throws {
    let again = try PolicyCodec.document(PolicyCodec.message(.standard))
    #expect(again.faults().isEmpty)
  }

  @Test("a group of numbers that stands there twice is refused")
  func repeatedGroup() throws {
    let bytes = try PolicyCodec.encode(.standard) + bytes(hex: "2200")
    let error = #expect(throws: WireError.self) { try decodePolicy(bytes) }
    #expect(error?.reason == .repeatedField)
    #expect(error?.path == "cadence")
  }
}
