import Opportunities
import Schema
import Testing

@Suite("records once written are read for ever")
struct GoldenRecordTests {
  @Test("there are golden bytes of every kind of event")
  func complete() {
    #expect(GoldenRecords.all.count == EventKind.allCases.count)
    #expect(goldenBytes.map(\.name) == GoldenRecords.all.map(\.name))
  }

  @Test("golden bytes are read and written again", arguments: GoldenRecords.all.indices)
  func golden(_ index: Int) throws {
    let record = GoldenRecords.all[index].record
    let golden = try bytes(hex: goldenBytes[index].hex)
    #expect(try decodeRecord(golden) == record)
    #expect(hex(encoded(record)) == hex(golden))
  }
}
