import Testing

@testable import oppctl

@Suite("Reading CSV")
struct CSVReaderTests {
  /// Reads all rows, the text arriving in pieces of the given size.
  static func rows(_ bytes: [UInt8], pieces: Int = 1 << 20) throws -> [CSVReader.Row] {
    var rest = bytes[...]
    var reader = CSVReader {
      let piece = Array(rest.prefix(pieces))
      rest = rest.dropFirst(pieces)
      return piece
    }
    var rows: [CSVReader.Row] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  @Test(
    "well-formed text",
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
      ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
      ("\u{FEFF}a,b\n", [["a", "b"]]),
      ("\"a,b\",\"c\"\"d\"\n", [["a,b", "c\"d"]]),
      ("\"two\nlines\",x\n", [["two\nlines", "x"]]),
      ("\"two\r\nlines\",x\r\n", [["two\r\nlines", "x"]]),
      ("a,,\n,,\n", [["a", "", ""], ["", "", ""]]),
      ("a\n\n\r\nb\n", [["a"], ["b"]]),
      ("\"\"\nb\n", [[""], ["b"]]),
      ("a\rb,c\n", [["a\rb", "c"]]),
      ("张三,商机\n", [["张三", "商机"]]),
      ("", []),
      ("\n\n", []),
    ] as [(String, [[String]])])
  func wellFormed(text: String, expected: [[String]]) throws {
    #expect(try Self.rows(Array(text.utf8)).map(\.fields) == expected)
    // Where the pieces are cut makes no difference.
    #expect(try Self.rows(Array(text.utf8), pieces: 4).map(\.fields) == expected)
  }

  @Test(
    "broken text names the line on which the row begins",
    arguments: [
      ("a\nb\"c\n", CSVError.Fault.strayQuote, 2), ("a\n\"b\"c\n", .strayQuote, 2),
      ("a\nb\n\"c\nd\ne", .openQuote, 3), ("\"", .openQuote, 1),
    ])
  func broken(text: String, fault: CSVError.Fault, line: Int) {
    #expect(throws: CSVError(fault: fault, line: line)) { try Self.rows(Array(text.utf8)) }
  }

  @Test("fields, rows and numbers of fields are bounded")
  func bounds() throws {
    let longest = String(repeating: "x", count: CSVReader.fieldBytesMaximum)
    #expect(try Self.rows(Array(longest.utf8))[0].fields[0].utf8.count == longest.utf8.count)
    #expect(throws: CSVError(fault: .fieldTooLong, line: 1)) {
      try Self.rows(Array((longest + "x").utf8))
    }
    let row = Array(repeating: longest, count: 8).joined(separator: ",")
    #expect(throws: CSVError(fault: .rowTooLong, line: 1)) { try Self.rows(Array(row.utf8)) }
    let wide = String(repeating: ",", count: CSVReader.fieldsMaximum)
    #expect(throws: CSVError(fault: .tooManyFields, line: 1)) { try Self.rows(Array(wide.utf8)) }
  }

  @Test("a field that is not UTF-8 damages its row only")
  func damaged() throws {
    let rows = try Self.rows([0x61, 0x2C, 0xFF, 0x0A, 0x62, 0x2C, 0x63, 0x0A])
    #expect(rows.map(\.isDamaged) == [true, false])
  }

  @Test("lines are counted through quoted line ends")
  func lines() throws {
    #expect(try Self.rows(Array("a\n\"b\n\nc\"\nd".utf8)).map(\.line) == [1, 2, 5])
  }
}
