/// What is wrong with a JSON text, and where.
package struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
  package let message: String
  /// From 1.
  package let line: Int
  /// From 1, in bytes.
  package let column: Int

  package var description: String { "line \(line), column \(column): \(message)" }
}

/// Reads JSON (RFC 8259) with bounded depth; comments of people are optional.
package struct JSONParser {
  /// Deeper nesting is refused, so that no input can exhaust the stack.
  package static let depthMaximum = 64

  private let bytes: [UInt8]
  private let allowsComments: Bool
  private var index = 0

  private init(_ bytes: [UInt8], allowsComments: Bool) {
    self.bytes = bytes
    self.allowsComments = allowsComments
  }

  /// Reads one value that takes up the whole text.
  ///
  /// - Parameter allowsComments: `// …` to the end of a line, outside texts.
  package static func parse(
    _ text: String, allowsComments: Bool = false
  ) throws(JSONError) -> JSONValue {
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    var parser = JSONParser(bytes, allowsComments: allowsComments)
    let value = try parser.value(depth: 0)
    try parser.skipSpace()
    guard parser.index == bytes.count else { throw parser.error("more text after the value") }
    return value
  }

  private func error(_ message: String, at position: Int? = nil) -> JSONError {
    let before = bytes[..<min(position ?? index, bytes.count)]
    let newline = UInt8(ascii: "\n")
    let column = before.count - (before.lastIndex(of: newline).map { $0 + 1 } ?? 0) + 1
    return JSONError(
      message: message, line: before.count { $0 == newline } + 1, column: column)
  }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() throws(JSONError) {
    while let byte = current {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
        index += 1
      case UInt8(ascii: "/") where allowsComments:
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "/") else {
          throw error("a comment begins with //")
        }
        while let byte = current, byte != UInt8(ascii: "\n") { index += 1 }
      default:
        return
      }
    }
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < Self.depthMaximum else { throw error("nested too deeply") }
    try skipSpace()
    switch current {
    case nil: throw error("the text ends where a value should stand")
    case UInt8(ascii: "{"): return .object(try members(depth: depth))
    case UInt8(ascii: "["): return .array(try elements(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func members(depth: Int) throws(JSONError) -> [JSONValue.Member] {
    index += 1
    var members: [JSONValue.Member] = []
    var keys: Set<String> = []
    try skipSpace()
    while current != UInt8(ascii: "}") {
      if !members.isEmpty {
        try expect(UInt8(ascii: ","), "',' or '}'")
        try skipSpace()
      }
      let start = index
      guard current == UInt8(ascii: "\"") else { throw error("a member's name in quotes expected") }
      let key = try string()
      guard keys.insert(key).inserted else { throw error("'\(key)' stands twice", at: start) }
      try skipSpace()
      try expect(UInt8(ascii: ":"), "':'")
      members.append(.init(key, try value(depth: depth + 1)))
      try skipSpace()
    }
    index += 1
    return members
  }

  private mutating func elements(depth: Int) throws(JSONError) -> [JSONValue] {
    index += 1
    var elements: [JSONValue] = []
    try skipSpace()
    while current != UInt8(ascii: "]") {
      if !elements.isEmpty { try expect(UInt8(ascii: ","), "',' or ']'") }
      elements.append(try value(depth: depth + 1))
      try skipSpace()
    }
    index += 1
    return elements
  }

  private mutating func expect(_ byte: UInt8, _ name: String) throws(JSONError) {
    guard current == byte else { throw error("\(name) expected") }
    index += 1
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    guard bytes[index...].starts(with: word.utf8) else { throw error("not a JSON value") }
    index += word.utf8.count
    return value
  }

  private mutating func number() throws(JSONError) -> String {
    let start = index
    if current == UInt8(ascii: "-") { index += 1 }
    let digits = try digits()
    if digits > 1, bytes[index - digits] == UInt8(ascii: "0") {
      throw error("a number has no leading zeros", at: start)
    }
    if current == UInt8(ascii: ".") {
      index += 1
      _ = try self.digits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      index += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { index += 1 }
      _ = try self.digits()
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// Skips one digit or more and says how many.
  private mutating func digits() throws(JSONError) -> Int {
    let start = index
    while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
    guard index > start else { throw error("not a JSON value") }
    return index - start
  }

  private mutating func string() throws(JSONError) -> String {
    let start = index
    index += 1
    var text: [UInt8] = []
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        guard let valid = String(validating: text, as: UTF8.self) else {
          throw error("the text is not UTF-8", at: start)
        }
        return valid
      case UInt8(ascii: "\\"):
        index += 1
        text += Array(String(try escape()).utf8)
      case 0..<0x20:
        throw error("a control character inside a text must be escaped")
      default:
        text.append(byte)
        index += 1
      }
    }
    throw error("the text that begins here never ends", at: start)
  }

  private mutating func escape() throws(JSONError) -> Character {
    guard let byte = current else { throw error("the text ends inside an escape") }
    index += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw error("unknown escape", at: index - 1)
    }
  }

  private mutating func unicodeEscape() throws(JSONError) -> Character {
    let start = index
    var code = try hexadecimal()
    if (0xD800..<0xDC00).contains(code) {
      guard bytes[index...].starts(with: "\\u".utf8) else {
        throw error("half of a surrogate pair", at: start)
      }
      index += 2
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low) else {
        throw error("half of a surrogate pair", at: start)
      }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw error("half of a surrogate pair", at: start)
    }
    return Character(scalar)
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    let digits = bytes[index...].prefix(4)
    guard digits.count == 4,
      let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
      digits.first != UInt8(ascii: "+"), digits.first != UInt8(ascii: "-")
    else { throw error("four hexadecimal digits expected") }
    index += 4
    return code
  }
}
