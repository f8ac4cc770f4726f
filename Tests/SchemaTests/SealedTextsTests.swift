import FoundationEssentials
import Opportunities
import SwiftProtobuf
import Synchronization
import Testing

@testable import Schema

/// Hides texts by turning each byte over; whose are erased cannot be opened.
final class TurningSealer: TextSealer {
  private let owners = Mutex<[TextKeyOwner]>([])
  private let isErased: Bool

  init(isErased: Bool = false) { self.isErased = isErased }

  var sealedOwners: [TextKeyOwner] { owners.withLock { $0 } }

  func seal(
    _ texts: RawSpan, of owner: TextKeyOwner, generation: UInt32, at position: UInt64,
    into sealed: inout [UInt8]
  ) {
    owners.withLock { $0.append(owner) }
    sealed += texts.withUnsafeBytes { $0.map { ~$0 } } + [UInt8(truncatingIfNeeded: position)]
  }

  func open(_ sealed: [UInt8], of owner: TextKeyOwner, at position: UInt64) -> [UInt8]? {
    guard !isErased, sealed.last == UInt8(truncatingIfNeeded: position) else { return nil }
    return sealed.dropLast().map { ~$0 }
  }
}

@Suite("Records keep their texts sealed")
struct SealedTextsTests {
  private static func sealed(
    _ record: RecordedEvent, by sealer: any TextSealer
  ) -> [UInt8] {
    var encoder = RecordEncoder(sealer: sealer)
    encoder.encode(record, generation: 0)
    return encoder.bytes.withUnsafeBytes { [UInt8]($0) }
  }

  @Test("What was sealed and opened is the record", arguments: EventKind.allCases)
  func roundTrip(_ kind: EventKind) throws {
    let sealer = TurningSealer()
    for seed in 1...150 as ClosedRange<UInt64> {
      var random = Random(seed: seed)
      let record = random.record(of: kind)
      let bytes = Self.sealed(record, by: sealer)
      let opened = try SealedTexts.opened(bytes.span.bytes, by: sealer)
      #expect(try decodeRecord(opened ?? bytes) == record, "seed \(seed)")
      // Byte for byte as if nothing had been sealed.
      #expect((opened ?? bytes) == encoded(record), "seed \(seed)")
      // Nothing is sealed twice, and what has no texts stays as it was.
      #expect((opened == nil) == (bytes == encoded(record)), "seed \(seed)")
    }
  }

  @Test("No fold rests on a sealed text but names that are shown", arguments: EventKind.allCases)
  func folds(_ kind: EventKind) throws {
    for seed in 1...150 as ClosedRange<UInt64> {
      var random = Random(seed: seed)
      let record = random.record(of: kind)
      let bytes = Self.sealed(record, by: TurningSealer())
      var lean = try RecordCodec.decode(encoded(record).span.bytes, skippingDetails: true)
      let blind = try RecordCodec.decode(bytes.span.bytes, skippingDetails: true)
      switch lean.event {
      case .userRegistered(var event):
        event.name = ""
        lean.event = .userRegistered(event)
      case .userChanged(var event):
        event.name = ""
        lean.event = .userChanged(event)
      case .customerRegistered(var event):
        event.personName = ""
        lean.event = .customerRegistered(event)
      case .profileUpdated(var event):
        event.personalNew = ""
        lean.event = .profileUpdated(event)
      // Of these only the codes and channels matter.
      case .leadCaptured(var event):
        event.fields = event.fields.map { LeadField(code: $0.code, value: "") }
        lean.event = .leadCaptured(event)
      case .leadEnriched(var event):
        event.fields = event.fields.map { LeadField(code: $0.code, value: "") }
        lean.event = .leadEnriched(event)
      case .contactAdded(var event):
        event.ways = event.ways.map { ContactWay(channel: $0.channel, address: "") }
        lean.event = .contactAdded(event)
      case .contactUpdated(var event):
        event.ways = event.ways.map { ContactWay(channel: $0.channel, address: "") }
        lean.event = .contactUpdated(event)
      case .postMortemRecorded(var event):
        event.findings = event.findings.map { PostMortemFinding(cause: $0.cause, lesson: "") }
        lean.event = .postMortemRecorded(event)
      default: #expect(!record.event.hasShownTexts)
      }
      #expect(blind == lean, "seed \(seed)")
    }
  }

  @Test("Erased texts are nowhere in what is shown, and the record says that it had some")
  func erased() throws {
    let planted = "王芳 138 0013 8000"
    var random = Random(seed: 5)
    var record = random.record(of: .contactAdded)
    let contact = ContactID("K-1")
    record.event = .contactAdded(
      ContactAdded(
        contact: contact, name: planted, title: "采购经理", decisionRole: .buyer,
        ways: [ContactWay(channel: .phone, address: planted)]))
    record.circumstances.backfillReason = planted
    let sealer = TurningSealer(isErased: true)
    let bytes = Self.sealed(record, by: sealer)
    #expect(sealer.sealedOwners == [TextKeyOwner(record.stream, contact: contact.bytes)])
    #expect(try SealedTexts.opened(bytes.span.bytes, by: sealer) == nil)
    let shown = try SealedTexts.shown(bytes.span.bytes, by: sealer)
    #expect(shown == bytes)
    #expect(try SealedTexts.shown(bytes.span.bytes, by: nil) == bytes)
    let message = try PBRecord(serializedBytes: shown)
    #expect(!message.sealed.isEmpty && message.schemaVersion == 2)
    #expect(message.backfillReason.isEmpty && message.contactAdded.name.isEmpty)
    #expect(message.contactAdded.title == "采购经理")
    #expect(message.contactAdded.ways.map(\.address) == [""])
    #expect(message.contactAdded.ways.map(\.channel) == [.phone])
    #expect(!String(decoding: bytes, as: UTF8.self).contains("王芳"))
  }

  @Test("Sealed bytes that are no texts are an error or nothing, never a trap")
  func hostile() throws {
    var random = Random(seed: 9)
    let record = random.record(of: .contactAdded)
    let good = Self.sealed(record, by: TurningSealer())
    for place in good.indices {
      for flip in [0x01, 0x80, 0xFF] as [UInt8] {
        var bad = good
        bad[place] ^= flip
        _ = try? SealedTexts.shown(bad.span.bytes, by: TurningSealer())
      }
      _ = try? SealedTexts.shown(Array(good[..<place]).span.bytes, by: TurningSealer())
    }
    // Texts of another kind of event, and more of them than there are places.
    let other = Self.sealed(random.record(of: .leadCaptured), by: TurningSealer())
    let secret = try #require(try SealedTexts.sealedPart(of: other.span.bytes))
    var message = try PBRecord(serializedBytes: good)
    message.sealed = .init(secret)
    let mixed: [UInt8] = try message.serializedBytes()
    _ = try? SealedTexts.shown(mixed.span.bytes, by: TurningSealer())
  }

  @Test("A sealed record, byte for byte, for ever")
  func golden() throws {
    var record = RecordedEvent.unread
    record.position = 7
    record.actor = Actor(kind: .user, id: "wang")
    record.stream = Stream(kind: .customer, id: "C-1")
    record.streamVersion = 2
    record.event = .contactAdded(
      ContactAdded(
        contact: ContactID("K-1"), name: "a", title: "t", decisionRole: .buyer,
        ways: [ContactWay(channel: .phone, address: "b")]))
    let bytes = Self.sealed(record, by: TurningSealer())
    let text = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(
      text == """
        08073a080801120477616e6750045a03432d31600288010292010c2dfdf7edfe9ed5fcedfe9d07d2020e0a034b2d31\
        1a017420022a020801
        """)
  }
}
