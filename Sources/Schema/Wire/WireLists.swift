package import Opportunities

// Repeated fields: one element a field, or all packed into one.

extension WireReader {
  /// Appends the message in the current field to `list`.
  package mutating func append<Message: WireReadable>(
    to list: inout [Message], _ name: StaticString
  ) throws(WireError) {
    try requireRoom(after: list.count, name)
    var inner = try submessage(name)
    do throws(WireError) {
      list.append(try Message(reading: &inner))
    } catch {
      throw error.inside("\(name)[\(list.count)]")
    }
  }

  /// Appends the message in the current field to `list` unless details are skipped.
  package mutating func appendDetail<Message: WireReadable>(
    to list: inout [Message], _ name: StaticString
  ) throws(WireError) {
    if skipsDetails { _ = try lengthDelimited(name) } else { try append(to: &list, name) }
  }

  /// Appends the text in the current field to `list`.
  package mutating func append(
    to list: inout [String], _ name: StaticString
  ) throws(WireError) {
    try requireRoom(after: list.count, name)
    list.append(try string(name))
  }

  /// Appends the text in the current field to `list` unless details are skipped.
  package mutating func appendDetail(
    to list: inout [String], _ name: StaticString
  ) throws(WireError) {
    if skipsDetails { _ = try lengthDelimited(name) } else { try append(to: &list, name) }
  }

  /// Appends the enum values in the current field to `list`, whether packed or one a field.
  ///
  /// - Throws: `unknownEnumValue`, also for the unspecified value 0, which says nothing in a list.
  package mutating func append<Value: WireEnum>(
    to list: inout [Value], _ name: StaticString
  ) throws(WireError) {
    guard wireType == WireType.lengthDelimited.rawValue else {
      try requireRoom(after: list.count, name)
      try require(.varint, name)
      try append(varint(name), to: &list, name)
      return
    }
    var packed = try submessage(name)
    packed.number = number
    while packed.position < packed.bytes.count {
      packed.fieldStart = packed.position
      try packed.requireRoom(after: list.count, name)
      try packed.append(packed.varint(name), to: &list, name)
    }
  }

  /// Appends the enum values in the current field to `list` unless details are skipped.
  package mutating func appendDetail<Value: WireEnum>(
    to list: inout [Value], _ name: StaticString
  ) throws(WireError) {
    if skipsDetails { try skip() } else { try append(to: &list, name) }
  }

  private func append<Value: WireEnum>(
    _ raw: UInt64, to list: inout [Value], _ name: StaticString
  ) throws(WireError) {
    guard let value: Value = try known(raw, name) else { throw error(.unknownEnumValue, name) }
    list.append(value)
  }

  private func requireRoom(after count: Int, _ name: StaticString) throws(WireError) {
    guard count < Self.elementsMaximum else { throw error(.tooManyElements, name) }
  }

  /// The numbers in the current field, whether packed or one a field: of enums whose words are data.
  package mutating func numbers(_ name: StaticString) throws(WireError) -> [UInt64] {
    guard wireType == WireType.lengthDelimited.rawValue else {
      return [try uint64(name)]
    }
    var packed = try submessage(name)
    var numbers: [UInt64] = []
    while packed.position < packed.bytes.count {
      try packed.requireRoom(after: numbers.count, name)
      numbers.append(try packed.varint(name))
    }
    return numbers
  }

  /// Appends the id in the current field to `list`.
  package mutating func append<Subject>(
    to list: inout [Identifier<Subject>], _ name: StaticString
  ) throws(WireError) {
    try requireRoom(after: list.count, name)
    list.append(try identifier(name))
  }
}
