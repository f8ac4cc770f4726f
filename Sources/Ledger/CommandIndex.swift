package import Opportunities

/// Where the first record of every command ever accepted stands: 16 bytes a slot, at most three
/// quarters of them taken, so 21 to 43 bytes a command.
///
/// It holds a fingerprint, not the id; who finds one confirms it against the record itself. The
/// fingerprint is keyed with this process's random seed, so nobody outside can make ids collide.
package struct CommandIndex: Sendable {
  private struct Slot {
    var fingerprint: UInt64
    /// 0: the slot is free.
    var position: UInt64
  }

  private var slots: [Slot]
  package private(set) var count = 0

  package init(minimumCapacity: Int = 1_024) {
    var capacity = 1_024
    while capacity * 3 < minimumCapacity * 4 { capacity *= 2 }
    slots = Array(repeating: Slot(fingerprint: 0, position: 0), count: capacity)
  }

  /// Positions that may hold `id`'s first record: almost always none or one.
  package func candidates(for id: CommandID) -> [UInt64] {
    let fingerprint = Self.fingerprint(of: id)
    var found: [UInt64] = []
    var index = slot(for: fingerprint)
    while slots[index].position != 0 {
      if slots[index].fingerprint == fingerprint { found.append(slots[index].position) }
      index = (index + 1) & (slots.count - 1)
    }
    return found
  }

  /// Remembers that `id`'s first record stands at `position`. The caller knows that it is new.
  package mutating func insert(_ id: CommandID, at position: UInt64) {
    precondition(position > 0, "positions count from 1")
    if (count + 1) * 4 > slots.count * 3 { grow() }
    place(Slot(fingerprint: Self.fingerprint(of: id), position: position))
    count += 1
  }

  private mutating func place(_ entry: Slot) {
    var index = slot(for: entry.fingerprint)
    while slots[index].position != 0 {
      index = (index + 1) & (slots.count - 1)
    }
    slots[index] = entry
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(fingerprint: 0, position: 0), count: old.count * 2)
    for entry in old where entry.position != 0 { place(entry) }
  }

  private func slot(for fingerprint: UInt64) -> Int {
    Int(truncatingIfNeeded: fingerprint & UInt64(slots.count - 1))
  }

  private static func fingerprint(of id: CommandID) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(id.high)
    hasher.combine(id.low)
    return UInt64(truncatingIfNeeded: hasher.finalize())
  }
}
