/// A set of small numbers as bits, with a bit more for each 64 of them, so that going through a
/// thousand members among millions looks at little else.
struct OpenSet: Sendable {
  private var words: [UInt64] = []
  /// Bit n of word m: word 64 m + n has a member.
  private var summary: [UInt64] = []
  private(set) var count = 0

  func contains(_ number: Int) -> Bool {
    let word = number >> 6
    return word < words.count && words[word] >> UInt64(number & 63) & 1 == 1
  }

  mutating func insert(_ number: Int) {
    guard !contains(number) else { return }
    let word = number >> 6
    while words.count <= word {
      if words.count & 63 == 0 { summary.append(0) }
      words.append(0)
    }
    words[word] |= 1 << UInt64(number & 63)
    summary[word >> 6] |= 1 << UInt64(word & 63)
    count += 1
  }

  mutating func remove(_ number: Int) {
    guard contains(number) else { return }
    let word = number >> 6
    words[word] &= ~(1 << UInt64(number & 63))
    if words[word] == 0 { summary[word >> 6] &= ~(1 << UInt64(word & 63)) }
    count -= 1
  }

  /// Calls `body` with each member, in ascending order.
  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    for high in summary.indices {
      var nonempty = summary[high]
      while nonempty != 0 {
        let word = high << 6 | nonempty.trailingZeroBitCount
        nonempty &= nonempty - 1
        var members = words[word]
        while members != 0 {
          body(word << 6 | members.trailingZeroBitCount)
          members &= members - 1
        }
      }
    }
  }
}
