import Crypto
import FoundationEssentials
import Testing

@testable import Sealing

@Suite("Texts are encrypted as the standard says")
struct AES256GCMTests {
  /// Test case 14 of McGrew and Viega, "The Galois/Counter Mode of Operation (GCM)", appendix B.
  @Test("A published vector")
  func vector() {
    var sealed: [UInt8] = []
    var cipher = AES256GCM()
    let key = Secret([UInt8](repeating: 0, count: 32)[...])
    let zeros = [UInt8](repeating: 0, count: 16)
    cipher.seal(
      zeros.span.bytes, under: key, nonce: Nonce(high: 0, low: 0), at: nil, into: &sealed)
    let hexadecimal = sealed.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(
      hexadecimal == "000000000000000000000000"
        + "cea7403d4d606b6e074ec5d3baf39d18" + "d0d1c8a799996bf0265b98b5d48ab919")
  }

  @Test("Another implementation reads it and is read, whatever came before in the same context")
  func differential() throws {
    var cipher = AES256GCM()
    var nonce = Nonce(high: .max, low: .max - 50)
    for length in Array(0...66) + [127, 128, 255, 1_000, 70_000] {
      let key = Secret.random()
      let other = SymmetricKey(data: key.bytes)
      let text = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ length) }
      let position: UInt64? = length % 3 == 0 ? nil : UInt64(length) << 40 | 9
      let bound = position.map { Data(withUnsafeBytes(of: $0.bigEndian) { [UInt8]($0) }) } ?? Data()
      nonce = nonce.next
      var sealed: [UInt8] = [1, 2]
      cipher.seal(text.span.bytes, under: key, nonce: nonce, at: position, into: &sealed)
      #expect(sealed.prefix(2) == [1, 2])
      let box = try AES.GCM.SealedBox(combined: sealed.dropFirst(2))
      #expect(try AES.GCM.open(box, using: other, authenticating: bound) == Data(text))
      let theirs = try #require(
        try AES.GCM.seal(text, using: other, authenticating: bound).combined)
      let bytes = [UInt8](theirs)
      let mine = cipher.open(bytes.span.bytes, under: key, at: position)
      #expect(mine == text)
      let elsewhere = cipher.open(bytes.span.bytes, under: key, at: 7)
      #expect(elsewhere == nil)
      // A refusal leaves nothing behind for the next one.
      let again = cipher.open(bytes.span.bytes, under: key, at: position)
      #expect(again == text)
    }
  }

  @Test("Nonces go on past the end of each half")
  func nonces() {
    #expect(Nonce(high: 1, low: 2).next == Nonce(high: 1, low: 3))
    #expect(Nonce(high: 1, low: .max).next == Nonce(high: 2, low: 0))
    #expect(Nonce(high: .max, low: .max).next == Nonce(high: 0, low: 0))
  }
}
