import EventLog
import Ledger
import Opportunities
import Testing

@Suite("The bytes of a group's commands")
struct CommandBytesTests {
  @Test("each command has the first half of its own SHA-256, whatever stands around it")
  func digests() {
    // Lengths around the blocks of SHA-256 (64 bytes, padding from 56 on), and nothing at all.
    let lengths = [3, 0, 55, 56, 63, 64, 65, 200, 5_000]
    let commands = lengths.map { length in
      (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ length) }
    }
    var bytes = CommandBytes()
    for command in commands { command.withUnsafeBytes { bytes.append($0) } }
    let digests = bytes.digests()
    #expect(bytes.count == lengths.count)
    #expect(digests.count == lengths.count)
    for (command, digest) in zip(commands, digests) {
      let words = Digest(hashing: command).bigEndianWords
      #expect(digest == CommandID(high: words[0], low: words[1]))
    }
    // FIPS 180-2: SHA-256("abc") begins ba7816bf 8f01cfea 414140de 5dae2223.
    var known = CommandBytes()
    Array("abc".utf8).withUnsafeBytes { known.append($0) }
    #expect(
      known.digests() == [CommandID(high: 0xba78_16bf_8f01_cfea, low: 0x4141_40de_5dae_2223)])
  }
}
