/// From the hash of a key to the row that may hold it: open addressing, 8 bytes a slot.
///
/// It is cut into shards by the hash's highest bits. Each grows by itself, so that no single insert
/// ever pays for moving a million slots, and a copy of the whole shares what it does not change.
/// Public for the sake of speed, like ``ChunkedArray``. A slot keeps 32 bits of the hash: growing needs no key, and a row is rarely looked at in vain.
public struct SlotIndex: Sendable {
  /// In each slot the hash's tag above the row plus one; 0: the slot is free.
  @usableFromInline var shards: [[UInt64]]
  private var counts: [UInt32]

  @inlinable static var shardBits: UInt64 { 8 }
  private static let slotsMinimum = 8

  public init() {
    shards = Array(repeating: [], count: 1 << Int(Self.shardBits))
    counts = Array(repeating: 0, count: 1 << Int(Self.shardBits))
  }

  /// The row of the key with this hash; `matches` says whether a row is the one.
  @inlinable
  public func row(hash: UInt64, where matches: (Int) -> Bool) -> Int? {
    let slots = shards[Int(hash >> (64 - Self.shardBits))]
    guard !slots.isEmpty else { return nil }
    let mask = slots.count - 1
    let tag = UInt32(truncatingIfNeeded: hash)
    var place = Int(tag) & mask
    while true {
      let slot = slots[place]
      if slot == 0 { return nil }
      if UInt32(truncatingIfNeeded: slot >> 32) == tag {
        let row = Int(UInt32(truncatingIfNeeded: slot)) - 1
        if matches(row) { return row }
      }
      place = (place + 1) & mask
    }
  }

  /// Remembers that the key with this hash stands in `row`; the caller knows that it is new.
  public mutating func insert(hash: UInt64, row: Int) {
    precondition(row >= 0 && row < Int(UInt32.max), "rows are counted in 32 bits")
    let shard = Int(hash >> (64 - Self.shardBits))
    if Int(counts[shard] + 1) * 4 > shards[shard].count * 3 { grow(shard) }
    counts[shard] += 1
    Self.place(hash << 32 | UInt64(row + 1), in: &shards[shard])
  }

  /// Forgets the row of the key with this hash, which is there.
  public mutating func remove(hash: UInt64, row: Int) {
    let shard = Int(hash >> (64 - Self.shardBits))
    let wanted = hash << 32 | UInt64(row + 1)
    // Rare (an atomic batch taken back), so the shard is simply laid out again without it.
    let rest = shards[shard].filter { $0 != 0 && $0 != wanted }
    precondition(rest.count == Int(counts[shard]) - 1, "what is removed was there")
    var slots = [UInt64](repeating: 0, count: shards[shard].count)
    for slot in rest { Self.place(slot, in: &slots) }
    shards[shard] = slots
    counts[shard] -= 1
  }

  private mutating func grow(_ shard: Int) {
    let old = shards[shard]
    var slots = [UInt64](repeating: 0, count: max(Self.slotsMinimum, old.count * 2))
    for slot in old where slot != 0 { Self.place(slot, in: &slots) }
    shards[shard] = slots
  }

  private static func place(_ slot: UInt64, in slots: inout [UInt64]) {
    let mask = slots.count - 1
    var place = Int(UInt32(truncatingIfNeeded: slot >> 32)) & mask
    while slots[place] != 0 { place = (place + 1) & mask }
    slots[place] = slot
  }
}
