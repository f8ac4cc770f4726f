import Ledger
import Opportunities
import Testing

@Suite("The command index")
struct CommandIndexTests {
  @Test("every id is found at its position, through every growth")
  func found() {
    var index = CommandIndex()
    for number in 1...20_000 as ClosedRange<UInt64> {
      index.insert(CommandID(high: number &* 0x9E37_79B9, low: number), at: number)
    }
    #expect(index.count == 20_000)
    for number in 1...20_000 as ClosedRange<UInt64> {
      let candidates = index.candidates(
        for: CommandID(high: number &* 0x9E37_79B9, low: number))
      #expect(candidates.contains(number))
    }
  }

  @Test("ids nobody sent have practically no candidates")
  func absent() {
    var index = CommandIndex()
    for number in 1...10_000 as ClosedRange<UInt64> {
      index.insert(CommandID(high: 0, low: number), at: number)
    }
    let strangers = (10_001...20_000 as ClosedRange<UInt64>).count { number in
      !index.candidates(for: CommandID(high: 0, low: number)).isEmpty
    }
    #expect(strangers == 0)
  }

  @Test("an id costs 16 to 32 bytes once there are many")
  func size() {
    var index = CommandIndex()
    for number in 1...300_000 as ClosedRange<UInt64> {
      index.insert(CommandID(high: number, low: 0), at: number)
      guard number % 10_000 == 0, number > 20_000 else { continue }
      let bytes = Double(index.byteCount) / Double(number)
      #expect((15...33).contains(bytes), "\(number) ids: \(bytes) bytes each")
    }
  }

  @Test("what is removed is gone, and everything else is still found")
  func removed() {
    var index = CommandIndex()
    func fingerprint(_ number: UInt64) -> CommandIndex.Fingerprint {
      index.fingerprint(of: CommandID(high: 3, low: number))
    }
    // Up to the brim of a capacity, where runs of taken slots are longest.
    for number in 1...3_000 as ClosedRange<UInt64> { index.insert(fingerprint(number), at: number) }
    for number in stride(from: 3_000, to: 0, by: -3) as StrideTo<UInt64> {
      index.remove(fingerprint(number), at: number)
    }
    #expect(index.count == 2_000)
    for number in 1...3_000 as ClosedRange<UInt64> {
      let isFound = index.candidates(for: fingerprint(number)).contains(number)
      #expect(isFound == (number % 3 != 0))
    }
  }
}
