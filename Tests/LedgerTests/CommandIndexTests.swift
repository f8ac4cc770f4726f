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
      let candidates = index.candidates(for: CommandID(high: number &* 0x9E37_79B9, low: number))
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
}
