import FoundationEssentials
import Opportunities
import Schema
import SwiftProtobuf
import Testing

/// Our bytes of `record`.
func encoded(_ record: RecordedEvent) -> [UInt8] {
  var bytes: [UInt8] = []
  RecordCodec.encode(record, into: &bytes)
  return bytes
}

func decodeRecord(_ bytes: [UInt8]) throws(WireError) -> RecordedEvent {
  try RecordCodec.decode(bytes.span.bytes)
}

@Suite("records are read and written as swift-protobuf does")
struct RecordCodecTests {
  @Test("what we write is what swift-protobuf writes", arguments: EventKind.allCases)
  func sameBytes(_ kind: EventKind) throws {
    for seed in 1...300 as ClosedRange<UInt64> {
      var random = Random(seed: seed)
      let record = random.record(of: kind)
      let ours = encoded(record)
      let oracle = PBRecord(record)
      let message = try PBRecord(serializedBytes: ours)
      #expect(message == oracle, "seed \(seed)")
      let theirs: [UInt8] = try oracle.serializedBytes()
      #expect(ours == theirs, "seed \(seed)")
      #expect(try decodeRecord(theirs) == record, "seed \(seed)")
    }
  }

  @Test("without details notes are read as empty", arguments: EventKind.allCases)
  func skipsDetails(_ kind: EventKind) throws {
    for seed in 1...100 as ClosedRange<UInt64> {
      var random = Random(seed: seed)
      let record = random.record(of: kind)
      let lean = try RecordCodec.decode(encoded(record).span.bytes, skippingDetails: true)
      #expect(lean.position == record.position && lean.stream == record.stream)
      #expect(lean.commandID == record.commandID && lean.importRow == record.importRow)
      #expect(lean.isImported == record.isImported && lean.backfillReason.isEmpty)
      switch (lean.event, record.event) {
      case (.followUpLogged(let lean), .followUpLogged(var whole)):
        whole.note = ""
        whole.contacts = []
        whole.transcript = ""
        #expect(lean == whole)
      case (.opportunityLost(let lean), .opportunityLost(var whole)):
        whole.note = ""
        whole.competitor = ""
        #expect(lean == whole)
      case (.stageMoved(let lean), .stageMoved(var whole)):
        whole.note = ""
        whole.fileDigest = []
        whole.skipped = []
        whole.unmetGates = []
        #expect(lean == whole)
      case (.opportunityCreated(let lean), .opportunityCreated(var whole)):
        whole.needs = []
        whole.source = ""
        whole.unmetGates = []
        #expect(lean == whole)
      case (.policyPublished, .policyPublished), (.teamRegistered, .teamRegistered),
        (.userRegistered, .userRegistered):
        #expect(lean.event == record.event)
      default:
        break
      }
    }
  }

  @Test("records are appended one after another")
  func appends() {
    var random = Random(seed: 7)
    let first = random.record(of: .opportunityLost)
    let second = random.record(of: .opportunityWon)
    var bytes = encoded(first)
    RecordCodec.encode(second, into: &bytes)
    #expect(bytes == encoded(first) + encoded(second))
  }

  @Test("fields nobody knows are passed over, everywhere", arguments: EventKind.allCases)
  func skipsUnknownFields(_ kind: EventKind) throws {
    var random = Random(seed: 11)
    let record = random.record(of: kind)
    // Fields 1900 to 1903: a varint, 8 bytes, a message, 4 bytes.
    let unknown = try bytes(hex: "e076 ff01  e976 0102030405060708  f276 03616263  fd76 01020304")
    var message = PBRecord(record)
    try message.actor.merge(serializedBytes: unknown)
    try message.merge(serializedBytes: unknown)
    let withUnknown: [UInt8] = try message.serializedBytes()
    #expect(withUnknown.count > encoded(record).count + 2 * unknown.count - 1)
    #expect(try decodeRecord(withUnknown) == record)
    #expect(try decodeRecord((unknown + encoded(record))) == record)
  }

  @Test("an event, a meaning or a word of a later version is said to be newer")
  func newerVersion() throws {
    var random = Random(seed: 3)
    let base = PBRecord(random.record(of: .opportunityReopened))
    var laterMeaning = base
    laterMeaning.schemaVersion = RecordCodec.sealedVersion + 1
    var laterStream = base
    laterStream.streamKind = .UNRECOGNIZED(255)
    var laterStatus = base
    laterStatus.opportunityReopened.from = .UNRECOGNIZED(-1)
    var laterEvent = base
    laterEvent.event = nil
    try laterEvent.merge(serializedBytes: try bytes(hex: "ea03 00"))  // Field 61, empty.
    for message in [laterMeaning, laterStream, laterStatus, laterEvent] {
      let bytes: [UInt8] = try message.serializedBytes()
      let error = #expect(throws: WireError.self) { try decodeRecord(bytes) }
      #expect(error?.reason == .newerVersion)
      #expect(error?.description.contains("newer version of this program") == true)
    }
  }

  @Test("a missing schema version reads as 1, a missing part has its name")
  func missingParts() throws {
    var random = Random(seed: 5)
    let record = random.record(of: .stageMoved)
    var message = PBRecord(record)
    message.schemaVersion = 0
    let old: [UInt8] = try message.serializedBytes()
    #expect(try decodeRecord(old) == record)
    let damages: [(String, (inout PBRecord) -> Void)] = [
      ("actor", { $0.clearActor() }),
      ("actor.kind", { $0.actor.kind = .unspecified }),
      ("stream_kind", { $0.streamKind = .unspecified }),
      ("stage_moved.to", { $0.stageMoved.to = .unspecified }),
      ("event", { $0.event = nil }),
    ]
    for (path, damage) in damages {
      var message = PBRecord(record)
      damage(&message)
      let bytes: [UInt8] = try message.serializedBytes()
      let error = #expect(throws: WireError.self) { try decodeRecord(bytes) }
      #expect(error?.reason == .missingField)
      #expect(error?.path == path)
    }
  }

  @Test("a second event is refused")
  func secondEvent() throws {
    var random = Random(seed: 9)
    let record = encoded(random.record(of: .opportunityArchived))
    for second in ["da03 00", "f203 00"] {  // Fields 59 and 62.
      let bytes = try record + bytes(hex: second)
      if second == "f203 00" {
        #expect(throws: Never.self) { try decodeRecord(bytes) }
      } else {
        let error = #expect(throws: WireError.self) { try decodeRecord(bytes) }
        #expect(error?.reason == .repeatedField)
      }
    }
  }

  @Test(
    "damage is survived, and what is still read is what swift-protobuf reads",
    .timeLimit(.minutes(30)), arguments: EventKind.allCases)
  func damage(_ kind: EventKind) throws {
    var random = Random(seed: UInt64(kind.rawValue))
    let whole = encoded(random.record(of: kind))
    var accepted = 0
    func judge(_ bytes: [UInt8]) throws {
      guard let record = try? decodeRecord(bytes) else { return }
      accepted += 1
      let again = encoded(record)
      #expect(try decodeRecord(again) == record)
      guard accepted % 8 == 0 else { return }
      do {
        let message = try PBRecord(serializedBytes: bytes)
        #expect(message.position == record.position && message.streamID == record.stream.id.text)
      } catch {
        Issue.record("\(error): \(hex(bytes))")
      }
    }
    for bytes in beginnings(of: whole) { try judge(bytes) }
    for bytes in mutations(of: whole, count: 10_000, seed: 1) { try judge(bytes) }
    #expect(accepted > 0)
  }
}
