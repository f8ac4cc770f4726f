import FoundationEssentials
import Opportunities
import Schema
import SwiftProtobuf
import Testing

private func scan(
  _ bytes: [UInt8], batchCommandsMaximum: Int = 1_000
) throws(WireError) -> ClientFrameScan {
  try ClientFrameScan.scan(bytes.span.bytes, batchCommandsMaximum: batchCommandsMaximum)
}

@Suite("frames of clients are taken apart without being decoded")
struct ClientFrameScanTests {
  private static let frames: [(ClientFrameScan.Request, PBClientFrame.OneOf_Body)] = [
    (.hello, .hello(.with { $0.client = "test" })), (.hello, .hello(.init())),
    (.submit, .submit(.with { $0.backfillReason = "late" })), (.query, .query(.init())),
    (.status, .status(.init())), (.tail, .tail(.with { $0.credit = 300 })),
    (.tailCredit, .tailCredit(.with { $0.credit = 1 })), (.tailCancel, .tailCancel(.init())),
  ]

  @Test("each request is found, with its bytes", arguments: [0, 1, 300, UInt64.max])
  func requests(_ id: UInt64) throws {
    for (request, body) in Self.frames {
      let frame = PBClientFrame.with {
        $0.requestID = id
        $0.body = body
      }
      let bytes: [UInt8] = try frame.serializedBytes()
      let found = try scan(bytes)
      #expect(found.requestID == id)
      #expect(found.request == request)
      #expect(found.batch == nil)
      let sent: [UInt8] = try Self.serialized(body)
      #expect(Array(bytes[found.body]) == sent)
      #expect(found.body.upperBound == bytes.count)
    }
  }

  private static func serialized(_ body: PBClientFrame.OneOf_Body) throws -> [UInt8] {
    switch body {
    case .hello(let message): try message.serializedBytes()
    case .submit(let message): try message.serializedBytes()
    case .submitBatch(let message): try message.serializedBytes()
    case .query(let message): try message.serializedBytes()
    case .status(let message): try message.serializedBytes()
    case .tail(let message): try message.serializedBytes()
    case .tailCredit(let message): try message.serializedBytes()
    case .tailCancel(let message): try message.serializedBytes()
    }
  }

  @Test("a batch's commands stand where the scan says", arguments: [0, 1, 2, 300])
  func batches(_ count: Int) throws {
    var random = Random(seed: 6)
    let commands = (0..<count).map { _ in PBCommand(random.envelope(of: random.one())) }
    let frame = PBClientFrame.with {
      $0.requestID = 9
      $0.submitBatch.commands = commands
      $0.submitBatch.atomic = count % 2 == 0
    }
    let bytes: [UInt8] = try frame.serializedBytes()
    let found = try scan(bytes, batchCommandsMaximum: max(count, 1))
    #expect(found.request == .submitBatch)
    let batch = try #require(found.batch)
    #expect(batch.isAtomic == (count % 2 == 0))
    let sent: [[UInt8]] = try commands.map { try $0.serializedBytes() }
    #expect(batch.commands.map { Array(bytes[$0]) } == sent)
    let whole: [UInt8] = try frame.submitBatch.serializedBytes()
    #expect(Array(bytes[found.body]) == whole)
    guard count > 0 else { return }
    let error = #expect(throws: WireError.self) {
      try scan(bytes, batchCommandsMaximum: count - 1)
    }
    #expect(error?.reason == .tooManyElements)
    #expect(error?.path == "submit_batch.commands")
  }

  @Test(
    "what is no single request is refused",
    arguments: [
      ("", .missingField), ("0805", .missingField),
      ("0805 5200", .missingField),  // Field 10, of a later version.
      ("0805 3200 3200", .repeatedField), ("1a00 0805 3200", .repeatedField),
      ("2200 2200", .repeatedField), ("2200 1a00", .repeatedField),
      ("0805 1805", .wrongWireType), ("0805 2005", .wrongWireType), ("0a00", .wrongWireType),
      ("0805 1a02 00", .truncated), ("2202 0a05", .truncated), ("2202 0805", .wrongWireType),
      ("2201 0a", .truncated), ("1b 1c", .malformedTag),
    ] as [(String, WireError.Reason)])
  func refusals(_ hex: String, _ reason: WireError.Reason) throws {
    let bytes = try bytes(hex: hex)
    let error = #expect(throws: WireError.self) { try scan(bytes) }
    #expect(error?.reason == reason)
  }

  @Test("unknown fields beside the request are passed over, the id may come last")
  func unknownFields() throws {
    let bytes = try bytes(hex: "5201 ff  22 07 0a0178 1001 1805  a006 01 0807")
    let found = try scan(bytes)
    #expect(found.requestID == 7)
    #expect(found.body == 5..<12)
    #expect(found.batch?.commands == [7..<8])
    #expect(found.batch?.isAtomic == true)
  }

  @Test("damage is survived, and every range lies within the frame", .timeLimit(.minutes(30)))
  func damage() throws {
    var random = Random(seed: 12)
    let frame = PBClientFrame.with {
      $0.requestID = 77
      $0.submitBatch.commands = [.logFollowUp, .registerTeam, .winOpportunity].map {
        PBCommand(random.envelope(of: $0))
      }
      $0.submitBatch.atomic = true
    }
    let whole: [UInt8] = try frame.serializedBytes()
    func judge(_ bytes: [UInt8]) {
      guard let found = try? scan(bytes) else { return }
      #expect(found.body.upperBound <= bytes.count)
      for range in found.batch?.commands ?? [] {
        #expect(found.body.lowerBound <= range.lowerBound)
        #expect(range.upperBound <= found.body.upperBound)
      }
    }
    for bytes in beginnings(of: whole) { judge(bytes) }
    for bytes in mutations(of: whole, count: 10_000, seed: 3) { judge(bytes) }
  }
}
