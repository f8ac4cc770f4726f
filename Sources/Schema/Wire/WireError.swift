/// Why bytes are not the message they claim to be: what is wrong, in which field, at which byte.
package struct WireError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// The bytes end before the value does.
    case truncated
    /// A varint of more than 10 bytes, or with bits beyond the 64th.
    case malformedVarint
    /// A field number of 0 or beyond 536,870,911, a group, or a wire type nobody defined.
    case malformedTag
    /// The field is there, in another wire type than the schema says.
    case wrongWireType
    case invalidUTF8
    /// The number does not fit the field's type.
    case outOfRange
    /// A field of a fixed length (an id, a digest) has another.
    case wrongLength
    /// An identifier of more than 64 bytes.
    case tooLong
    /// The field must be there and is not.
    case missingField
    /// A number the enum of the schema does not name.
    case unknownEnumValue
    /// A field that may stand there once stands there twice.
    case repeatedField
    /// More elements than a list may have.
    case tooManyElements
    /// Bytes of a later version of this program: an event or a meaning this one does not know.
    case newerVersion
  }

  package var reason: Reason
  /// Number of the innermost field; 0: none was begun.
  package var field: UInt32
  /// Path of the field by the schema's names, such as `document.grades[2].grade`; may be empty.
  package var path: String
  /// Byte of the outermost message at which reading stopped.
  package var offset: Int

  package init(_ reason: Reason, field: UInt32 = 0, path: String = "", offset: Int) {
    self.reason = reason
    self.field = field
    self.path = path
    self.offset = offset
  }

  /// Whether the bytes are a message that says too little or something unknown, rather than damage.
  package var isAboutContent: Bool {
    switch reason {
    case .missingField, .unknownEnumValue, .wrongLength, .tooLong, .tooManyElements: true
    case .truncated, .malformedVarint, .malformedTag, .wrongWireType, .invalidUTF8, .outOfRange,
      .repeatedField, .newerVersion:
      false
    }
  }

  /// The same error as seen from the message that holds this one in the field `name`; an empty
  /// name adds nothing to the path.
  func inside(_ name: String) -> WireError {
    if name.isEmpty { return self }
    var outer = self
    outer.path = path.isEmpty ? name : "\(name).\(path)"
    return outer
  }
}

extension WireError: CustomStringConvertible {
  package var description: String {
    let place = path.isEmpty ? (field == 0 ? "" : " in field \(field)") : " in \(path)"
    return "\(reason.sentence)\(place), at byte \(offset)"
  }
}

extension WireError.Reason {
  package var sentence: String {
    switch self {
    case .truncated: "the bytes end in the middle of a value"
    case .malformedVarint: "no varint of at most 10 bytes and 64 bits"
    case .malformedTag: "no field number and wire type of proto3"
    case .wrongWireType: "another wire type than the schema has"
    case .invalidUTF8: "text that is not UTF-8"
    case .outOfRange: "a number too large for the field"
    case .wrongLength: "another length than the schema asks for"
    case .tooLong: "an identifier has 1 to 64 bytes"
    case .missingField: "a required field is missing"
    case .unknownEnumValue: "a value the schema does not name"
    case .repeatedField: "a field that may stand there once stands there twice"
    case .tooManyElements: "more elements than are taken"
    case .newerVersion: "written by a newer version of this program; use that version to read it"
    }
  }
}
