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
    guard shard.capacity > 0 else { return nil }
    let mask = shard.capacity - 1
    let entry = Self.slot(hash, position: 0)
    let tag = Self.tag(hash)
    var place = CommandShard.place(entry, mask)
    while true {
      let (slot, found) = shard[place]
      if slot == 0 { break }
      if slot & ~Self.positionMaximum == entry, found == tag {
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

  /// Looks where the commands of `records` will stand: each place is somewhere else in memory, which
  /// is asked for several of them at a time here, and by one insert after the other for one.
  ///
  /// - Returns: a word without a meaning, made of all that was looked at, so that it is looked at.
  func glance(ahead records: Span<RecordedEvent>) -> UInt64 {
    var seen: UInt64 = 0
    for index in records.indices where records[index].commandRecords > 0 {
      let hash = records[index].commandID.hash(with: seed)
      seen ^= shards[Self.shard(of: hash)].home(of: Self.slot(hash, position: 0))
    }
    return seen
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
    shards.reduce(0) { $0 + $1.capacity * 12 }
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
///
/// The three words of a slot stand side by side: whoever looks for an id waits for memory once.
struct CommandShard: Sendable {
  /// 24 bits of the hash above 40 bits of position, the lower half first, then 32 more bits of the
  /// hash; no position: the slot is free.
  private var words: [UInt32] = []
  private(set) var count = 0

  private static let wordsPerSlot = 3
  private static let slotsMinimum = 8

  init() {}

  /// A part of `count` slots that come one after the other from `next`.
  @inline(__always)
  init<Failure: Error>(
    count: Int, from next: () throws(Failure) -> (slot: UInt64, tag: UInt32)
  ) throws(Failure) {
    var capacity = Self.slotsMinimum
    while count * 4 > capacity * 3 { capacity *= 2 }
    words = Self.free(capacity)
    for _ in 0..<count {
      let (slot, tag) = try next()
      Self.place(slot, tag, in: &words)
    }
    self.count = count
  }

  /// How many slots there are, a power of two, or 0.
  var capacity: Int { words.count / Self.wordsPerSlot }

  /// What stands in a slot; 0: nothing.
  subscript(place: Int) -> (slot: UInt64, tag: UInt32) {
    (Self.slot(at: place, in: words), words[Self.wordsPerSlot * place + 2])
  }

  /// What stands where a slot is looked for first.
  @inline(__always)
  func home(of slot: UInt64) -> UInt64 {
    words.isEmpty ? 0 : Self.slot(at: Self.place(slot, capacity - 1), in: words)
  }

  /// The slots that are taken, in the order of their places.
  var taken: some Sequence<(slot: UInt64, tag: UInt32)> {
    (0..<capacity).lazy.map { self[$0] }.filter { $0.slot != 0 }
  }

  mutating func insert(_ slot: UInt64, _ tag: UInt32) {
    if (count + 1) * 4 > capacity * 3 { grow() }
    Self.place(slot, tag, in: &words)
    count += 1
  }

  mutating func remove(_ slot: UInt64) {
    let mask = capacity - 1
    var hole = Self.place(slot, mask)
    while self[hole].slot != slot {
      precondition(self[hole].slot != 0, "only what was inserted is removed")
      hole = (hole + 1) & mask
    }
    // Whoever stands behind the hole, and would have been put there, moves up: a free slot ends
    // every search.
    var next = (hole + 1) & mask
    while self[next].slot != 0 {
      let home = Self.place(self[next].slot, mask)
      if (next - home) & mask >= (next - hole) & mask {
        Self.set(self[next].slot, self[next].tag, at: hole, in: &words)
        hole = next
      }
      next = (next + 1) & mask
    }
    Self.set(0, 0, at: hole, in: &words)
    count -= 1
  }

  private mutating func grow() {
    let capacity = max(Self.slotsMinimum, self.capacity * 2)
    precondition(capacity <= 1 << 24, "a slot holds the part of the hash that places it")
    var larger = Self.free(capacity)
    for (slot, tag) in taken { Self.place(slot, tag, in: &larger) }
    words = larger
  }

  /// Where a slot is looked for first, by the part of the hash that it holds itself.
  static func place(_ slot: UInt64, _ mask: Int) -> Int {
    Int(slot >> 40) & mask
  }

  private static func free(_ capacity: Int) -> [UInt32] {
    Array(repeating: 0, count: wordsPerSlot * capacity)
  }

  private static func slot(at place: Int, in words: [UInt32]) -> UInt64 {
    UInt64(words[wordsPerSlot * place + 1]) << 32 | UInt64(words[wordsPerSlot * place])
  }

  private static func set(_ slot: UInt64, _ tag: UInt32, at place: Int, in words: inout [UInt32]) {
    words[wordsPerSlot * place] = UInt32(truncatingIfNeeded: slot)
    words[wordsPerSlot * place + 1] = UInt32(truncatingIfNeeded: slot >> 32)
    words[wordsPerSlot * place + 2] = tag
  }

  /// Puts a slot into the first free place from its own on.
  private static func place(_ slot: UInt64, _ tag: UInt32, in words: inout [UInt32]) {
    let mask = words.count / wordsPerSlot - 1
    var place = Self.place(slot, mask)
    while Self.slot(at: place, in: words) != 0 { place = (place + 1) & mask }
    set(slot, tag, at: place, in: &words)
  }
}
