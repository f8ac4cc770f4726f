import Opportunities
import Schema
import Testing

/// What a whole message gives when every field is read by one method.
private func read<Value>(
  _ bytes: [UInt8], _ field: (inout WireReader) throws(WireError) -> Value
) throws(WireError) -> [Value] {
  var reader = WireReader(bytes.span.bytes)
  var values: [Value] = []
  while try reader.nextField() != nil { values.append(try field(&reader)) }
  return values
}

/// What is thrown when every field is read by one method, or passed over.
private func failure<Value>(
  _ hex: String, _ field: (inout WireReader) throws(WireError) -> Value
) throws -> WireError? {
  let bytes = try bytes(hex: hex)
  do throws(WireError) {
    _ = try read(bytes, field)
    return nil
  } catch {
    return error
  }
}

@Suite("the wire, byte by byte")
struct WireReaderTests {
  @Test(
    "varints at the edges",
    arguments: [
      ("08 00", 0), ("08 7f", 127), ("08 8001", 128), ("08 8000", 0), ("08 808080808000", 0),
      ("08 ffffffffffffffff7f", UInt64.max >> 1), ("08 ffffffffffffffffff01", .max),
    ] as [(String, UInt64)])
  func varints(_ hex: String, _ value: UInt64) throws {
    let bytes = try bytes(hex: hex)
    let values = try read(bytes) { reader throws(WireError) in try reader.uint64("n") }
    #expect(values == [value])
  }

  @Test(
    "what is no field is refused where it stands",
    arguments: [
      ("08 ffffffffffffffffff02", .malformedVarint, 0),  // A 65th bit.
      ("08 80808080808080808080", .malformedVarint, 0),  // An eleventh byte.
      ("08 80", .truncated, 0), ("08", .truncated, 0), ("88", .truncated, 0),
      ("00 00", .malformedTag, 0), ("04", .malformedTag, 0),  // Field 0.
      ("0b 0c", .malformedTag, 0), ("0c", .malformedTag, 0),  // A group and its end.
      ("0e 00", .malformedTag, 0), ("0f 00", .malformedTag, 0),
      ("808080808001", .malformedTag, 0),  // Field 2^31.
      ("888080808000 00", .malformedTag, 0),  // Field 1 in more bytes than any number needs.
      ("09 01020304050607", .truncated, 0), ("0d 010203", .truncated, 0),
      ("0800 12 05 61626364", .truncated, 2),
      ("12 ffffffffffffffffff01", .truncated, 0), ("12 ffffffff07", .truncated, 0),
      ("12 ffffffffffffffff7f", .truncated, 0),
    ] as [(String, WireError.Reason, Int)])
  func damage(_ hex: String, _ reason: WireError.Reason, _ offset: Int) throws {
    let error = try failure(hex) { reader throws(WireError) in try reader.skip() }
    #expect(error?.reason == reason)
    #expect(error?.offset == offset)
  }

  @Test(
    "text is UTF-8 and nothing else, and the first bad byte is named",
    arguments: [
      ("0a01 ff", 2), ("0a02 c080", 2), ("0a03 eda080", 2), ("0a04 f4908080", 2),
      ("0a03 61e4b8", 3), ("0a04 e4b8ade4", 5), ("0a00 0a02 6180", 5),
    ])
  func invalidUTF8(_ hex: String, _ offset: Int) throws {
    let error = try failure(hex) { reader throws(WireError) in try reader.string("title") }
    #expect(error == WireError(.invalidUTF8, field: 1, path: "title", offset: offset))
  }

  @Test("every type refuses every other wire type, and numbers that do not fit")
  func types() throws {
    let values = ["0801", "09 0102030405060708", "0a00", "0d 01020304"]
    for (index, hex) in values.enumerated() {
      let number = try failure(hex) { reader throws(WireError) in try reader.uint64("n") }
      #expect(number?.reason == (index == 0 ? nil : .wrongWireType))
      let text = try failure(hex) { reader throws(WireError) in try reader.byteArray("b") }
      #expect(text?.reason == (index == 2 ? nil : .wrongWireType))
      let word = try failure(hex) { reader throws(WireError) -> Stage? in
        try reader.enumeration("e")
      }
      #expect(word?.reason == (index == 0 ? nil : .wrongWireType))
      let message = try failure(hex) { reader throws(WireError) -> Label in
        try reader.message("m")
      }
      #expect(message?.reason == (index == 2 ? nil : .wrongWireType))
    }
    let large = try failure("08 8080808010") { reader throws(WireError) in
      try reader.uint32("minutes")
    }
    #expect(large == WireError(.outOfRange, field: 1, path: "minutes", offset: 0))
  }

  @Test(
    "enums have the values of the schema",
    arguments: [
      ("0800", nil, nil), ("0801", Grade.a, nil), ("0803", .c, nil),
      ("0804", nil, .unknownEnumValue), ("08 8102", nil, .unknownEnumValue),
      ("08 ffffffffffffffffff01", nil, .unknownEnumValue),
    ] as [(String, Grade?, WireError.Reason?)])
  func enums(_ hex: String, _ grade: Grade?, _ reason: WireError.Reason?) throws {
    var seen: Grade?
    let error = try failure(hex) { reader throws(WireError) in
      seen = try reader.enumeration("grade")
    }
    #expect(seen == grade)
    #expect(error?.reason == reason)
  }

  @Test(
    "lists of numbers are read packed, one by one and mixed",
    arguments: ["0a03 010203", "0801 0802 0803", "0801 0a02 0203", "0a01 01 0a00 0a02 0203"])
  func packed(_ hex: String) throws {
    var roles: [Role] = []
    let error = try failure(hex) { reader throws(WireError) in
      try reader.append(to: &roles, "roles")
    }
    #expect(error == nil)
    #expect(roles == [.rep, .manager, .departmentHead])
  }

  @Test("signed numbers fold", arguments: [0, -1, 1, 63, -64, 64, .max, .min] as [Int32])
  func zigzag(_ value: Int32) throws {
    var bytes: [UInt8] = []
    WireWriter.append(to: &bytes) { $0.optionalSInt32(1, value) }
    #expect(try read(bytes) { reader throws(WireError) in try reader.sint32("n") } == [value])
  }

  @Test("a message gets its length", arguments: [0, 127, 128, 16_383, 16_384, 70_000])
  func lengths(_ count: Int) throws {
    let code = String(repeating: "x", count: count)
    let reason = LossReason(code: code, label: Label(zh: "", en: ""))
    var bytes: [UInt8] = []
    WireWriter.append(to: &bytes) { writer in
      writer.message(1) { $0.message(2, reason) }
    }
    let inner = try read(bytes) { reader throws(WireError) in
      var inner = try reader.submessage("outer")
      _ = try inner.nextField()
      return try inner.message("reason", as: LossReason.self)
    }
    #expect(inner == [reason])
  }
}
