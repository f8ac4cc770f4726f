package import Opportunities

/// Where the first record of every command ever accepted stands: 12 bytes a slot, between three
/// eighths and three quarters of them taken, so 16 to 32 bytes a command.
///
/// It holds 56 bits of a hash, not the id; who finds one confirms it against the record itself. The
/// hash is keyed with a random seed, so nobody outside can make ids collide. The index is cut into
/// shards by the highest bits of the hash: each grows by itself, so no command ever waits until
/// millions of slots are moved, and a copy shares the shards that do not change: at ten million
/// commands the first change to one after a copy moves 48 KiB.
package struct CommandIndex: Sendable {
  private static let shardBits: UInt64 = 12
  private static let positionBits: UInt64 = 40
  /// A trillion records: at a thousand a second, 34 years.
  static let positionMaximum: UInt64 = 1 << positionBits - 1

  /// Where an id is looked for; only the index that gave it understands it.
  package struct Fingerprint: Hashable, Sendable {
    fileprivate let hash: UInt64
  }

  private(set) var shards = Array(repeating: CommandShard(), count: 1 << Int(shardBits))
  let seed: HashSeed
  package private(set) var count = 0

  package init(seed: HashSeed = .random()) {
    self.seed = seed
  }

  package func fingerprint(of id: CommandID) -> Fingerprint {
    Fingerprint(hash: id.hash(with: seed))
  }

  /// Calls `body` with each position that may hold the first record of the id with this
  /// fingerprint, until it says yes; almost always none or one.
  package func first<Failure: Error>(
    for fingerprint: Fingerprint, where body: (UInt64) throws(Failure) -> Bool
  ) throws(Failure) -> UInt64? {
    let hash = fingerprint.hash
    let shard = shards[Self.shard(of: hash)]
    guard !shard.slots.isEmpty else { return nil }
    let mask = shard.slots.count - 1
    let entry = Self.slot(hash, position: 0)
    let tag = Self.tag(hash)
    var place = CommandShard.place(entry, mask)
    while shard.slots[place] != 0 {
      let slot = shard.slots[place]
      if slot & ~Self.positionMaximum == entry, shard.tags[place] == tag {
        let position = slot & Self.positionMaximum
        if try body(position) { return position }
      }
      place = (place + 1) & mask
    }
    return nil
  }

  /// Positions that may hold `id`'s first record.
  package func candidates(for id: CommandID) -> [UInt64] {
    candidates(for: fingerprint(of: id))
  }

  package func candidates(for fingerprint: Fingerprint) -> [UInt64] {
    var found: [UInt64] = []
    _ = first(for: fingerprint) { position in
      found.append(position)
      return false
    }
    return found
  }

  /// Remembers that `id`'s first record stands at `position`. The caller knows that it is new.
  package mutating func insert(_ id: CommandID, at position: UInt64) {
    insert(fingerprint(of: id), at: position)
  }

  package mutating func insert(_ fingerprint: Fingerprint, at position: UInt64) {
    precondition(position > 0 && position <= Self.positionMaximum, "positions count from 1")
    let hash = fingerprint.hash
    shards[Self.shard(of: hash)].insert(Self.slot(hash, position: position), Self.tag(hash))
    count += 1
  }

  /// Forgets what was inserted with the same words: the command did not land after all.
  package mutating func remove(_ fingerprint: Fingerprint, at position: UInt64) {
    let hash = fingerprint.hash
    shards[Self.shard(of: hash)].remove(Self.slot(hash, position: position))
    count -= 1
  }

  /// Puts a shard that came back from a checkpoint in the place of an empty one.
  mutating func restore(_ shard: CommandShard, at place: Int) {
    precondition(shards[place].count == 0, "a shard comes back once")
    count += shard.count
    shards[place] = shard
  }

  /// Takes a shard out, so that whoever has read it holds it no longer.
  mutating func takeShard(at place: Int) -> CommandShard {
    let shard = shards[place]
    shards[place] = CommandShard()
    count -= shard.count
    return shard
  }

  /// Bytes that the slots take.
  package var byteCount: Int {
    shards.reduce(0) { $0 + $1.slots.count * 12 }
  }

  private static func shard(of hash: UInt64) -> Int { Int(hash >> (64 - shardBits)) }

  private static func slot(_ hash: UInt64, position: UInt64) -> UInt64 {
    hash << positionBits | position
  }

  private static func tag(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash >> (64 - positionBits))
  }
}

/// A part of a ``CommandIndex``: open addressing, the hash's low 24 bits saying where to look first.
struct CommandShard: Sendable {
  /// 24 bits of the hash above 40 bits of position; 0: the slot is free.
  private(set) var slots: [UInt64] = []
  /// 32 more bits of the hash.
  private(set) var tags: [UInt32] = []
  private(set) var count = 0

  private static let slotsMinimum = 8

  init() {}

  /// A part of `count` slots that come one after the other from `next`.
  @inline(__always)
  init<Failure: Error>(
    count: Int, from next: () throws(Failure) -> (slot: UInt64, tag: UInt32)
  ) throws(Failure) {
    var capacity = Self.slotsMinimum
    while count * 4 > capacity * 3 { capacity *= 2 }
    let mask = capacity - 1
    var slots = [UInt64](repeating: 0, count: capacity)
    var tags = [UInt32](repeating: 0, count: capacity)
    for _ in 0..<count {
      let (slot, tag) = try next()
      var place = Self.place(slot, mask)
      while slots[place] != 0 { place = (place + 1) & mask }
      slots[place] = slot
      tags[place] = tag
    }
    self.slots = slots
    self.tags = tags
    self.count = count
  }

  mutating func insert(_ slot: UInt64, _ tag: UInt32) {
    if (count + 1) * 4 > slots.count * 3 { grow() }
    let mask = slots.count - 1
    var place = Self.place(slot, mask)
    while slots[place] != 0 { place = (place + 1) & mask }
    slots[place] = slot
    tags[place] = tag
    count += 1
  }

  mutating func remove(_ slot: UInt64) {
    let mask = slots.count - 1
    var hole = Self.place(slot, mask)
    while slots[hole] != slot {
      precondition(slots[hole] != 0, "only what was inserted is removed")
      hole = (hole + 1) & mask
    }
    // Whoever stands behind the hole, and would have been put there, moves up: a free slot ends
    // every search.
    var next = (hole + 1) & mask
    while slots[next] != 0 {
      let home = Self.place(slots[next], mask)
      if (next - home) & mask >= (next - hole) & mask {
        slots[hole] = slots[next]
        tags[hole] = tags[next]
        hole = next
      }
      next = (next + 1) & mask
    }
    slots[hole] = 0
    count -= 1
  }

  private mutating func grow() {
    let old = self
    let capacity = max(Self.slotsMinimum, slots.count * 2)
    precondition(capacity <= 1 << 24, "a slot holds the part of the hash that places it")
    slots = Array(repeating: 0, count: capacity)
    tags = Array(repeating: 0, count: capacity)
    count = 0
    for place in old.slots.indices where old.slots[place] != 0 {
      insert(old.slots[place], old.tags[place])
    }
  }

  /// Where a slot is looked for first, by the part of the hash that it holds itself.
  static func place(_ slot: UInt64, _ mask: Int) -> Int {
    Int(slot >> 40) & mask
  }
}
