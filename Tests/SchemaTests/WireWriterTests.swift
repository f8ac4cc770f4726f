import Opportunities
import Schema
import Testing

@Suite("The writer's memory")
struct WireWriterTests {
  private func bytes(of writer: borrowing WireWriter) -> [UInt8] {
    var bytes: [UInt8] = []
    writer.append(to: &bytes)
    return bytes
  }

  /// Every kind of field, so that each comes to stand at the end of the room there is.
  private func writeAll(_ writer: inout WireWriter, _ text: String) {
    writer.uint64(1, .max)
    writer.double(2, 1.5)
    writer.string(3, text)
    writer.identifierText(4, IdentifierText(text))
    writer.commandID(5, CommandID(high: 1, low: 2))
    writer.byteArray(2_047, Array(text.utf8))
    writer.message(536_870_911) { $0.string(1, text) }
    writer.enumerations(6, [Grade.a, .b])
    writer.packedUInt32(7, [0, .max])
    writer.strings(8, ["", text])
  }

  @Test("grows wherever a field meets its end", arguments: 1...400)
  func grows(_ capacity: Int) {
    let text = String(repeating: "x", count: capacity % 150)
    var roomy = WireWriter(capacity: 1 << 16)
    writeAll(&roomy, text)
    var tight = WireWriter(capacity: capacity)
    writeAll(&tight, text)
    #expect(bytes(of: tight) == bytes(of: roomy))
    #expect(tight.count == roomy.count)
  }

  @Test("an identifier is followed by what comes next", arguments: 0...65)
  func identifiers(_ count: Int) {
    var writer = WireWriter(capacity: 1)
    writer.identifierText(1, IdentifierText(String(repeating: "i", count: count)))
    writer.uint64(2, 3)
    let kept = UInt8(min(count, 64))
    let identifier = count == 0 ? [] : [0x0A, kept] + Array(repeating: 0x69, count: Int(kept))
    #expect(bytes(of: writer) == identifier + [0x10, 0x03])
  }

  private func firstIdentifier(_ bytes: [UInt8]) throws(WireError) -> IdentifierText {
    var reader = WireReader(bytes.span.bytes)
    guard try reader.nextField() == 1 else { return .empty }
    return try reader.identifierText("id")
  }

  @Test("an identifier is read back, whatever stands behind it", arguments: 0...64)
  func readsIdentifiers(_ count: Int) throws {
    let text = IdentifierText(String(repeating: "i", count: count))
    for behind in 0...9 {
      var bytes: [UInt8] = []
      WireWriter.append(to: &bytes) { writer in
        writer.identifierText(1, text)
        writer.byteArray(2, Array(repeating: 0xFF, count: behind))
      }
      let found = try firstIdentifier(bytes)
      #expect(found == text)
    }
  }

  @Test("is empty again when emptied, and a frame has its length in front")
  func frames() {
    var writer = WireWriter()
    writer.string(1, String(repeating: "x", count: 3 << 20))
    writer.removeAll()
    #expect(writer.count == 0)
    writer.frame { $0.uint64(1, 300) }
    writer.frame { _ in }
    #expect(bytes(of: writer) == [0, 0, 0, 3, 0x08, 0xAC, 0x02, 0, 0, 0, 0])
  }
}
