/// Where a CSV text breaks its own rules, so that nobody can say where the next row begins.
struct CSVError: Error, Equatable, CustomStringConvertible {
  enum Fault: Equatable {
    /// Text follows a closing quote, or a quote stands inside an unquoted field.
    case strayQuote
    /// The text ends inside quotes.
    case openQuote
    case fieldTooLong
    case rowTooLong
    case tooManyFields
  }

  let fault: Fault
  /// Where the row begins, from 1.
  let line: Int

  var description: String {
    let what =
      switch fault {
      case .strayQuote: "a quote stands where none may; quote the whole field and double the quote"
      case .openQuote: "a quoted field never ends"
      case .fieldTooLong: "a field has more than \(CSVReader.fieldBytesMaximum) bytes"
      case .rowTooLong: "the row has more than \(CSVReader.rowBytesMaximum) bytes"
      case .tooManyFields: "the row has more than \(CSVReader.fieldsMaximum) fields"
      }
    return "line \(line): \(what)"
  }
}

/// Reads CSV as it comes (RFC 4180): quotes, doubled quotes, line ends inside quotes, LF or CRLF,
/// a byte order mark. Empty lines are passed over. What a field or a row may hold is bounded.
struct CSVReader {
  static let fieldBytesMaximum = 65_536
  static let rowBytesMaximum = 524_288
  static let fieldsMaximum = 1_024

  struct Row: Equatable {
    var fields: [String]
    /// Where it begins, from 1.
    var line: Int
    /// A field is not UTF-8; its text is then repaired and should not be used.
    var isDamaged = false
  }

  private enum State {
    case fieldStart, unquoted, quoted, quoteInQuoted, carriageReturn
  }

  private let read: () throws -> [UInt8]
  private var chunk: [UInt8] = []
  private var index = 0
  private var line = 1
  private var isAtStart = true

  /// - Parameter read: the next bytes of the text; none at its end.
  init(_ read: @escaping () throws -> [UInt8]) {
    self.read = read
  }

  private mutating func nextByte() throws -> UInt8? {
    if index == chunk.count {
      chunk = try read()
      index = 0
      if chunk.isEmpty { return nil }
      if isAtStart {
        isAtStart = false
        if chunk.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        if index == chunk.count { return try nextByte() }
      }
    }
    defer { index += 1 }
    return chunk[index]
  }

  /// The next row; nil at the end.
  ///
  /// - Throws: ``CSVError``, after which nothing more can be read; or what `read` throws.
  mutating func next() throws -> Row? {
    while true {
      var row = RowBuilder(line: line)
      let isWhole = try fill(&row)
      if !row.isBlank { return row.row }
      if !isWhole { return nil }
    }
  }

  /// Reads up to the end of a row.
  ///
  /// - Returns: false at the end of the text.
  private mutating func fill(_ row: inout RowBuilder) throws -> Bool {
    var state = State.fieldStart
    while let byte = try nextByte() {
      if byte == UInt8(ascii: "\n") { line += 1 }
      switch (state, byte) {
      case (.quoted, UInt8(ascii: "\"")):
        state = .quoteInQuoted
      case (.quoted, _):
        try row.append(byte)
      case (.quoteInQuoted, UInt8(ascii: "\"")):
        try row.append(byte)
        state = .quoted
      case (.carriageReturn, UInt8(ascii: "\n")), (_, UInt8(ascii: "\n")):
        try row.endField()
        return true
      case (.carriageReturn, _):
        // A carriage return that ends no line is part of the field.
        try row.append(UInt8(ascii: "\r"))
        state = .unquoted
        index -= 1
      case (_, UInt8(ascii: ",")):
        try row.endField()
        state = .fieldStart
      case (_, UInt8(ascii: "\r")):
        state = .carriageReturn
      case (.fieldStart, UInt8(ascii: "\"")):
        row.isQuoted = true
        state = .quoted
      case (.quoteInQuoted, _), (.unquoted, UInt8(ascii: "\"")):
        throw CSVError(fault: .strayQuote, line: row.row.line)
      case (.fieldStart, _), (.unquoted, _):
        try row.append(byte)
        state = .unquoted
      }
    }
    guard state != .quoted else { throw CSVError(fault: .openQuote, line: row.row.line) }
    try row.endField()
    return false
  }
}

/// A row that is being read.
private struct RowBuilder {
  private(set) var row: CSVReader.Row
  var isQuoted = false
  private var field: [UInt8] = []
  private var rowBytes = 0

  init(line: Int) {
    row = CSVReader.Row(fields: [], line: line)
  }

  /// An empty line, which is no row.
  var isBlank: Bool { row.fields == [""] && !isQuoted }

  mutating func append(_ byte: UInt8) throws(CSVError) {
    guard field.count < CSVReader.fieldBytesMaximum else {
      throw CSVError(fault: .fieldTooLong, line: row.line)
    }
    field.append(byte)
  }

  mutating func endField() throws(CSVError) {
    rowBytes += field.count + 1
    guard rowBytes <= CSVReader.rowBytesMaximum else {
      throw CSVError(fault: .rowTooLong, line: row.line)
    }
    guard row.fields.count < CSVReader.fieldsMaximum else {
      throw CSVError(fault: .tooManyFields, line: row.line)
    }
    if let text = String(validating: field, as: UTF8.self) {
      row.fields.append(text)
    } else {
      row.fields.append(String(decoding: field, as: UTF8.self))
      row.isDamaged = true
    }
    field.removeAll(keepingCapacity: true)
  }
}
