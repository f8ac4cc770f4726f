import Foundation
import Opportunities
import Schema
import SwiftProtobuf
import Testing

@Suite("records once written are read for ever")
struct GoldenRecordTests {
  @Test("golden bytes written by hand stand beside the values they mean")
  func complete() {
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

@Suite("every kind of event keeps its bytes and its meaning")
struct GoldenKindTests {
  @Test(
    "a record of each kind is read as it was meant and written as it was",
    arguments: EventKind.allCases)
  func golden(_ kind: EventKind) throws {
    try GoldenKinds.writeMissing()
    let golden = try GoldenKinds.read(kind)
    #expect(try GoldenKinds.meaning(of: golden.bytes) == golden.meaning)
    let record = try decodeRecord(golden.bytes)
    #expect(hex(encoded(record)) == hex(golden.bytes))
    #expect(
      String(describing: PBRecord(record))
        == String(describing: try PBRecord(serializedBytes: golden.bytes)))
  }

  @Test("no kind that was ever written is forgotten")
  func complete() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: GoldenKinds.folder.path)
    #expect(Set(files) == Set(EventKind.allCases.map { "\($0).txt" }))
  }
}
