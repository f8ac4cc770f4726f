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

package typealias WireMessage = WireReadable & WireWritable

/// An enum whose cases have the numbers of the schema. 0 (`…_UNSPECIFIED`) is nil, never a case.
package protocol WireEnum: RawRepresentable where RawValue == UInt8 {}

extension Actor.Kind: WireEnum {}
extension Stream.Kind: WireEnum {}
