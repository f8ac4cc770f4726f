import Testing

@testable import EventLog

@Suite("Bytes of a mapping are found in their file")
struct MappedFileTests {
  @Test("A line of the kernel's list of mappings")
  func lines() throws {
    let line = "7f1c2a000000-7f1c2a004000 r--s 00002000 fe:00 4242    /data/a ledger/data.mdb"
    let mapping = try #require(MappedFile.mapping(line[...]))
    #expect(mapping.addresses == 0x7f1c_2a00_0000..<0x7f1c_2a00_4000 && mapping.offset == 0x2000)
    for line in [
      "", "7f1c2a000000-7f1c2a004000 rw-p 00000000 00:00 0 ", "a-b-c r--s 0 0 0 /x",
      "7f1c2a004000-7f1c2a000000 r--s 0 fe:00 1 /x", "55d0-66e0 rw-p 0 00:00 0 [heap]",
    ] {
      #expect(MappedFile.mapping(line[...]) == nil, "\(line)")
    }
  }

  @Test("What lies in no file has no place in one")
  func heap() {
    let bytes: [UInt8] = [1, 2, 3]
    #expect(Self.range(bytes) == nil)
  }

  private static func range(_ bytes: [UInt8]) -> Range<UInt64>? {
    MappedFile.range(of: bytes.span.bytes)
  }
}
