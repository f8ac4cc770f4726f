import NIOCore
import Testing

@testable import Server

@Suite("The frame decoder")
struct FrameDecoderTests {
  private static func stream(_ frames: [[UInt8]]) -> [UInt8] {
    frames.flatMap { frame in
      let length = UInt32(frame.count)
      return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + frame
    }
  }

  @Test("frames come out whole however the bytes arrive", arguments: [1, 2, 3, 7, 64, 10_000])
  func pieces(size: Int) throws {
    let frames: [[UInt8]] = [[1], [], Array(repeating: 9, count: 300), [2, 3]]
    let bytes = Self.stream(frames)
    var decoder = FrameDecoder(frameBytesMaximum: 1_000)
    var found: [[UInt8]] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      decoder.append(ByteBuffer(bytes: bytes[start..<min(start + size, bytes.count)]))
      while let frame = try decoder.next() { found.append(Array(frame.readableBytesView)) }
    }
    #expect(found == frames)
    #expect(!decoder.isInsideFrame)
  }

  @Test(
    "a length over the maximum is refused before its bytes arrive",
    arguments: [1_001, 65_536, UInt32.max])
  func tooLarge(length: UInt32) {
    var decoder = FrameDecoder(frameBytesMaximum: 1_000)
    decoder.append(
      ByteBuffer(bytes: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }))
    do {
      _ = try decoder.next()
      Issue.record("a frame of \(length) bytes was let in")
    } catch {
      #expect(error.length == length)
    }
  }

  @Test("half a frame is known to be half")
  func half() throws {
    var decoder = FrameDecoder(frameBytesMaximum: 1_000)
    decoder.append(ByteBuffer(bytes: [0, 0, 0, 5, 1, 2]))
    let frame = try decoder.next()
    #expect(frame == nil)
    #expect(decoder.isInsideFrame)
  }
}
