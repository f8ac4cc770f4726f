import FoundationEssentials
import Opportunities
import Schema
import SwiftProtobuf
import Testing

func decodeCommand(_ bytes: [UInt8]) throws(Rejection) -> CommandEnvelope {
  try CommandCodec.decode(bytes.span.bytes)
}

func commandID(of bytes: [UInt8]) -> CommandID? {
  CommandCodec.commandID(of: bytes.span.bytes)
}

@Suite("commands are read as swift-protobuf writes them")
struct CommandCodecTests {
  @Test("every command is read as it was meant", arguments: CommandKind.allCases)
  func reads(_ kind: CommandKind) throws {
    for seed in 1...300 as ClosedRange<UInt64> {
      var random = Random(seed: seed)
      let envelope = random.envelope(of: kind)
      let bytes: [UInt8] = try PBCommand(envelope).serializedBytes()
      let read = try decodeCommand(bytes)
      #expect(String(reflecting: read) == String(reflecting: envelope), "seed \(seed)")
      #expect(commandID(of: bytes) == envelope.id)
    }
  }

  @Test("what is missing or meaningless is named", arguments: CommandFault.all)
  func faults(_ fault: CommandFault) throws {
    var random = Random(seed: 4)
    var message = PBCommand(random.envelope(of: fault.kind))
    fault.damage(&message)
    let bytes: [UInt8] = try message.serializedBytes()
    let rejection = #expect(throws: Rejection.self) { try decodeCommand(bytes) }
    #expect(rejection?.code == fault.code)
    #expect(rejection?.field == fault.field)
    #expect(rejection?.message.isEmpty == false)
  }

  @Test("damaged bytes are malformed, with the byte at which they are")
  func malformed() throws {
    var random = Random(seed: 8)
    let envelope = random.envelope(of: .loseOpportunity)
    let whole: [UInt8] = try PBCommand(envelope).serializedBytes()
    // Field 58 again; field 59; a group; an actor that claims a gigabyte; a note that is no UTF-8.
    for tail in ["d20300", "da0300", "a306", "12ffffffff03", "3201ff"] {
      let bytes = try whole + bytes(hex: tail)
      let rejection = #expect(throws: Rejection.self) {
        try decodeCommand(bytes)
      }
      #expect(rejection?.code == .malformedCommand)
      #expect(rejection?.message.contains("at byte ") == true)
      #expect(commandID(of: bytes) == envelope.id)
    }
  }

  @Test("the id of damaged bytes is found when it stands before the damage")
  func bestEffortID() throws {
    let id = CommandID(high: 0x0001_0203_0405_0607, low: 0x0809_0A0B_0C0D_0E0F)
    let field = "0a10 000102030405060708090a0b0c0d0e0f"
    let table: [(String, CommandID?)] = [
      ("", nil), (field, id), (field + "ff", id), ("ff" + field, nil), ("12 01" + field, nil),
      ("0a0f 000102030405060708090a0b0c0d0e", nil), ("0a10 0001", nil), ("0a00", nil),
      ("0a10 00000000000000000000000000000000", nil),
    ]
    for (hex, expected) in table {
      let bytes = try bytes(hex: hex)
      #expect(commandID(of: bytes) == expected, "\(hex)")
    }
  }

  @Test("damage is survived", .timeLimit(.minutes(30)), arguments: CommandKind.allCases)
  func damage(_ kind: CommandKind) throws {
    var random = Random(seed: UInt64(kind.rawValue))
    let whole: [UInt8] = try PBCommand(random.envelope(of: kind)).serializedBytes()
    var codes: Set<String> = []
    func judge(_ bytes: [UInt8]) {
      _ = commandID(of: bytes)
      do throws(Rejection) {
        _ = try decodeCommand(bytes)
      } catch {
        codes.insert(error.code.rawValue)
      }
    }
    for bytes in beginnings(of: whole) { judge(bytes) }
    for bytes in mutations(of: whole, count: 10_000, seed: 2) { judge(bytes) }
    #expect(codes == ["INVALID_FIELD", "MALFORMED_COMMAND"])
  }
}

/// One thing wrong with a command, and what is said about it.
struct CommandFault: CustomTestStringConvertible, Sendable {
  let kind: CommandKind
  let code: Rejection.Code
  let field: String
  let damage: @Sendable (inout PBCommand) -> Void

  var testDescription: String { "\(kind): \(code) \(field)" }

  init(
    _ kind: CommandKind, _ field: String, _ code: Rejection.Code = .invalidField,
    _ damage: @escaping @Sendable (inout PBCommand) -> Void
  ) {
    self.kind = kind
    self.code = code
    self.field = field
    self.damage = damage
  }

  static let all = [
    CommandFault(.loseOpportunity, "command_id") { $0.commandID = Data() },
    CommandFault(.loseOpportunity, "command_id") { $0.commandID = Data([1, 2, 3]) },
    CommandFault(.loseOpportunity, "command_id") { $0.commandID = Data(repeating: 0, count: 16) },
    CommandFault(.loseOpportunity, "command_id") { $0.commandID = Data(repeating: 1, count: 17) },
    CommandFault(.loseOpportunity, "correlation_id") { $0.correlationID = Data([1]) },
    CommandFault(.loseOpportunity, "actor") { $0.clearActor() },
    CommandFault(.loseOpportunity, "actor.kind") { $0.actor.kind = .unspecified },
    CommandFault(.loseOpportunity, "actor.kind") { $0.actor.kind = .UNRECOGNIZED(5) },
    CommandFault(.loseOpportunity, "", .malformedCommand) { $0.body = nil },
    CommandFault(.publishPolicy, "document") { $0.publishPolicy.clearDocument() },
    CommandFault(.publishPolicy, "document.cadence") { $0.publishPolicy.document.clearCadence() },
    CommandFault(.publishPolicy, "document.grades[1].grade") {
      $0.publishPolicy.document.grades = [.init(), .with { $0.grade = .UNRECOGNIZED(4) }]
    },
    CommandFault(.publishPolicy, "document.feedback_tags[0].label") {
      $0.publishPolicy.document.feedbackTags = [.with { $0.sentiment = .neutral }]
    },
    CommandFault(.publishPolicy, "document.loss_reasons") {
      let reason = PBLossReason.with { $0.label = .init() }
      $0.publishPolicy.document.lossReasons = Array(repeating: reason, count: 1_025)
    },
    CommandFault(.registerUser, "roles") { $0.registerUser.roles = [.rep, .UNRECOGNIZED(99)] },
    CommandFault(.registerUser, "roles") { $0.registerUser.roles = [.unspecified] },
    CommandFault(.registerUser, "roles") {
      $0.registerUser.roles = Array(repeating: .rep, count: 1_025)
    },
    CommandFault(.registerCustomer, "kind") { $0.registerCustomer.kind = .unspecified },
    CommandFault(.createOpportunity, "amount") { $0.createOpportunity.clearAmount() },
    CommandFault(.createOpportunity, "stage") { $0.createOpportunity.stage = .UNRECOGNIZED(7) },
    CommandFault(.gradeOpportunity, "grade") { $0.gradeOpportunity.grade = .unspecified },
    CommandFault(.gradeOpportunity, "basis") { $0.gradeOpportunity.clearBasis() },
    CommandFault(.logFollowUp, "channel") { $0.logFollowUp.channel = .UNRECOGNIZED(-1) },
    CommandFault(.logFollowUp, "tags") {
      $0.logFollowUp.tags = Array(repeating: "", count: 1_025)
    },
    CommandFault(.moveStage, "from") { $0.moveStage.from = .unspecified },
    CommandFault(.moveStage, "to") { $0.moveStage.to = .UNRECOGNIZED(Int(Int32.max)) },
    CommandFault(.reviseAmount, "amount") { $0.reviseAmount.clearAmount() },
  ]
}
