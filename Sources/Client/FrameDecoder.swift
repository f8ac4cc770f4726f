import NIOCore

/// Cuts the byte stream into frames: a big-endian length of four bytes, then so many bytes.
///
/// The length is compared with the maximum before anything is set aside for it, so that a broken
/// or hostile peer cannot make us allocate.
struct FrameDecoder: NIOSingleStepByteToMessageDecoder {
  typealias InboundOut = ByteBuffer

  /// Longest message that is taken, bytes, without the length itself.
  static let frameBytesMaximum: UInt32 = 1_048_576
  static let lengthBytes = 4

  mutating func decode(buffer: inout ByteBuffer) throws -> ByteBuffer? {
    guard
      let length = buffer.getInteger(at: buffer.readerIndex, endianness: .big, as: UInt32.self)
    else { return nil }
    guard length <= Self.frameBytesMaximum else {
      throw ClientError.protocolViolation(
        "a frame of \(length) bytes; at most \(Self.frameBytesMaximum) are allowed")
    }
    guard buffer.readableBytes >= Self.lengthBytes + Int(length) else { return nil }
    buffer.moveReaderIndex(forwardBy: Self.lengthBytes)
    return buffer.readSlice(length: Int(length))
  }

  mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> ByteBuffer? {
    try decode(buffer: &buffer)
  }
}
