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
      let document = seed == 0 ? .standard : random.policyDocument()
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
    #expect(PolicyCodec.faults(of: PolicyCodec.message(.standard)) == [])
  }

  @Test("faults are told by their paths, of the message as of the document")
  func faults() throws {
    var message = PolicyCodec.message(.standard)
    message.pool.claimQuota = 0
    message.quiet.daysMaximum = 0
    let paths = PolicyCodec.faults(of: message).map { $0.prefix { $0 != ":" } }
    #expect(paths == ["pool.claim_quota", "quiet.days_maximum"])
    message.pool.transferScope = .unspecified
    #expect(
      PolicyCodec.faults(of: message).map { $0.prefix { $0 != ":" } } == [
        "pool.transfer_scope"
      ])
  }

  @Test("a message with nothing but the old groups is completed to the standard")
  func completed() throws {
    var message = PolicyCodec.message(.standard)
    message.clearGates()
    message.clearPool()
    message.clearScripts()
    message.clearAlerts()
    #expect(try PolicyCodec.completed(message) == PolicyCodec.message(.standard))
  }

  @Test("the standard document keeps its bytes: what policies mean by their silence never changes")
  func standardIsFrozen() {
    // FNV-1a of the bytes. A new default is a new document that somebody publishes, never another
    // value here: histories would be judged by rules that nobody had. Only what no policy could
    // speak of before may be added.
    let hash = PolicyCodec.encode(.standard).reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    #expect(String(hash, radix: 16) == "c8fb956aa2959cd0")
  }

  @Test("a group of numbers that stands there twice is refused")
  func repeatedGroup() throws {
    let bytes = try PolicyCodec.encode(.standard) + bytes(hex: "2200")
    let error = #expect(throws: WireError.self) { try decodePolicy(bytes) }
    #expect(error?.reason == .repeatedField)
    #expect(error?.path == "cadence")
  }
}
