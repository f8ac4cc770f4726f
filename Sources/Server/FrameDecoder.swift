import NIOCore

/// Cuts a stream of bytes into frames: a u32 big-endian length, then so many bytes.
///
/// The length is compared with the maximum before anything is kept for it.
struct FrameDecoder {
  struct TooLarge: Error {
    let length: UInt32
  }

  private let frameBytesMaximum: Int
  private var buffer = ByteBuffer()

  init(frameBytesMaximum: Int) {
    self.frameBytesMaximum = frameBytesMaximum
  }

  /// Whether bytes of a frame are here that is not whole yet.
  var isInsideFrame: Bool { buffer.readableBytes > 0 }

  mutating func append(_ bytes: consuming ByteBuffer) {
    if buffer.readableBytes == 0 {
      buffer = bytes
    } else {
      buffer.writeBuffer(&bytes)
    }
  }

  /// The next whole frame; nil: more bytes are needed.
  mutating func next() throws(TooLarge) -> ByteBuffer? {
    guard
      let length: UInt32 = buffer.getInteger(at: buffer.readerIndex, endianness: .big)
    else { return nil }
    guard length <= frameBytesMaximum else { throw TooLarge(length: length) }
    guard buffer.readableBytes >= 4 + Int(length) else { return nil }
    buffer.moveReaderIndex(forwardBy: 4)
    return buffer.readSlice(length: Int(length))
  }
}
