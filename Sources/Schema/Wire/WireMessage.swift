package import Opportunities

/// A value that can be read from the bytes of a protobuf message.
package protocol WireReadable {
  /// Reads the whole of `reader`, which holds this message and nothing else.
  init(reading reader: inout WireReader) throws(WireError)
}

/// A value that can be read into a place where there is one already.
package protocol WireReadableInPlace {
  /// Reads the whole of `reader` into a value that says nothing yet.
  mutating func read(from reader: inout WireReader) throws(WireError)
}

/// A value that can be written as the bytes of a protobuf message.
package protocol WireWritable {
  /// Appends the fields in the order of their numbers, without those that have their default.
  func write(to writer: inout WireWriter)
}

/// A message that can be written in two: what everybody may know, and its texts.
package protocol TextWritable: WireWritable {
  /// Whether a field is there that says something about a person, or may.
  var hasTexts: Bool { get }

  /// Appends those fields to `texts` and all others to `writer`, both as ``WireWritable`` does. Of a
  /// message inside it both get one, even if there is nothing to it.
  func write(to writer: inout WireWriter, texts: inout WireWriter)
}

package typealias WireMessage = WireReadable & WireWritable

/// An enum whose cases have the numbers of the schema. 0 (`…_UNSPECIFIED`) is nil, never a case.
package protocol WireEnum: RawRepresentable where RawValue == UInt8 {}

extension Actor.Kind: WireEnum {}
extension Stream.Kind: WireEnum {}
