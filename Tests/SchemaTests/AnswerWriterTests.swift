import FoundationEssentials
import Opportunities
import Schema
import SwiftProtobuf
import Testing

@Suite("answers are written as swift-protobuf writes them")
struct AnswerWriterTests {
  @Test("a receipt, new or duplicate", arguments: [1, 300, UInt64.max])
  func receipts(_ requestID: UInt64) throws {
    var random = Random(seed: requestID)
    for _ in 0..<100 {
      let receipt = random.receipt()
      var bytes: [UInt8] = []
      AnswerWriter.receipt(requestID: requestID, receipt, into: &bytes)
      let expected = PBServerFrame.with {
        $0.requestID = requestID
        $0.result.receipt = PBReceipt(receipt)
      }
      #expect(try PBServerFrame(serializedBytes: bytes) == expected)
      let theirs: [UInt8] = try expected.serializedBytes()
      #expect(bytes == theirs)
    }
  }

  @Test("a rejection of every code, with or without an id", arguments: Rejection.Code.allCases)
  func rejections(_ code: Rejection.Code) throws {
    var random = Random(seed: 2)
    for id in [nil, random.commandID()] {
      let rejection = random.rejection(code)
      var bytes: [UInt8] = []
      AnswerWriter.rejection(requestID: 5, rejection, of: id, into: &bytes)
      let expected = PBServerFrame.with {
        $0.requestID = 5
        $0.result.rejection = PBRejection(rejection, of: id)
      }
      #expect(try PBServerFrame(serializedBytes: bytes) == expected)
      let theirs: [UInt8] = try expected.serializedBytes()
      #expect(bytes == theirs)
    }
  }

  @Test("a batch's outcomes in order, after what the buffer holds", arguments: [0, 1, 3, 1_000])
  func batches(_ count: Int) throws {
    var random = Random(seed: 3)
    let outcomes = (0..<count).map { _ -> CommandOutcome in
      random.bool()
        ? .receipt(random.receipt())
        : .rejection(random.rejection(random.one()), random.commandID())
    }
    var bytes: [UInt8] = [1, 2, 3]
    AnswerWriter.batch(requestID: 8, outcomes, into: &bytes)
    let expected = PBServerFrame.with {
      $0.requestID = 8
      $0.batchResult.results = outcomes.map { outcome in
        switch outcome {
        case .receipt(let receipt): .with { $0.receipt = PBReceipt(receipt) }
        case .rejection(let rejection, let id):
          .with { $0.rejection = PBRejection(rejection, of: id) }
        }
      }
    }
    let theirs: [UInt8] = try expected.serializedBytes()
    #expect(bytes == [1, 2, 3] + theirs)
  }
}

extension Random {
  fileprivate mutating func receipt() -> ReceiptFields {
    ReceiptFields(
      commandID: commandID(), firstPosition: uint64(), lastPosition: uint64(),
      recordedAt: instant(), streamVersion: uint64(), isDuplicate: bool(),
      leafHash: LeafHash([uint64(), uint64(), uint64(), uint64()]))
  }

  fileprivate mutating func rejection(_ code: Rejection.Code) -> Rejection {
    Rejection(
      code, field: text(), currentVersion: uint64(), details: list { $0.text() }, text())
  }
}

extension PBReceipt {
  fileprivate init(_ receipt: ReceiptFields) {
    self.init()
    commandID = data(receipt.commandID)
    firstPosition = receipt.firstPosition
    lastPosition = receipt.lastPosition
    recordedAtMs = receipt.recordedAt.milliseconds
    streamVersion = receipt.streamVersion
    duplicate = receipt.isDuplicate
    leafHash = Data(receipt.leafHash.bytes)
  }
}

extension PBRejection {
  fileprivate init(_ rejection: Rejection, of id: CommandID?) {
    self.init()
    code = rejection.code.rawValue
    message = rejection.message
    field = rejection.field
    currentVersion = rejection.currentVersion
    details = rejection.details
    commandID = data(id)
  }
}
