/// Bytes that grow at their end, for ``WireWriter`` and for nobody else.
///
/// Room is asked for once, by ``reserve(_:)``, so that a `store` is a comparison and a store instead of
/// an array's growth, which is what makes writing a field some instructions instead of some hundred.
/// Every function of the writer stores no more than it reserved; a store beyond that is a bug and
/// traps, in release builds too, before a byte is written.
struct WireBuffer: ~Copyable {
  /// The longest varint.
  static let varintBytesMaximum = 10
  /// Memory beyond this is given back when the buffer is emptied.
  private static let keptBytesMaximum = 1 << 20

  /// Owned: freed by `deinit`. The first `count` of its `capacity` bytes are written.
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    precondition(capacity > 0, "a buffer has room for something")
    start = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit {
    start.deallocate()
  }

  var bytes: RawSpan {
    @_lifetime(borrow self)
    get {
      // The first `count` bytes are there as long as nobody changes the buffer, hence as it is lent.
      let span = RawSpan(_unsafeStart: UnsafeRawPointer(start), byteCount: count)
      return _overrideLifetime(span, borrowing: self)
    }
  }

  func append(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
  }

  mutating func removeAll() {
    count = 0
    if capacity > Self.keptBytesMaximum { move(toCapacity: Self.keptBytesMaximum) }
  }

  // MARK: Room

  /// Makes room for `bytes` more.
  @inline(__always)
  mutating func reserve(_ bytes: Int) {
    if capacity &- count < bytes { grow(bytes) }
  }

  @inline(never)
  private mutating func grow(_ bytes: Int) {
    let (needed, overflow) = count.addingReportingOverflow(bytes)
    precondition(bytes >= 0 && !overflow, "a message has a size")
    move(toCapacity: max(needed, capacity * 2))
  }

  private mutating func move(toCapacity newCapacity: Int) {
    precondition(newCapacity >= count, "everything written moves along")
    let place = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity)
    place.update(from: start, count: count)
    start.deallocate()
    start = place
    capacity = newCapacity
  }

  // MARK: Storing, where there is room

  @inline(__always)
  mutating func store(byte: UInt8) {
    precondition(count < capacity, "room was reserved")
    start[count] = byte
    count &+= 1
  }

  /// The eight bytes of `word` as they lie in memory.
  @inline(__always)
  mutating func store(word: UInt64) {
    precondition(capacity - count >= 8, "room was reserved")
    UnsafeMutableRawPointer(start + count).storeBytes(of: word, as: UInt64.self)
    count &+= 8
  }

  @inline(__always)
  mutating func store(_ bytes: UnsafeBufferPointer<UInt8>) {
    precondition(capacity - count >= bytes.count, "room was reserved")
    guard let source = bytes.baseAddress else { return }
    (start + count).update(from: source, count: bytes.count)
    count &+= bytes.count
  }

  @inline(__always)
  mutating func store(varint value: UInt64) {
    if value < 0x80 {
      store(byte: UInt8(truncatingIfNeeded: value))
    } else if value < 0x4000 {
      store(byte: UInt8(truncatingIfNeeded: value) | 0x80)
      store(byte: UInt8(truncatingIfNeeded: value >> 7))
    } else {
      store(longVarint: value)
    }
  }

  private mutating func store(longVarint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      store(byte: UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    store(byte: UInt8(truncatingIfNeeded: rest))
  }

  /// Leaves bytes out that are replaced later.
  @inline(__always)
  mutating func skip(_ bytes: Int) {
    precondition(capacity - count >= bytes, "room was reserved")
    for _ in 0..<bytes { store(byte: 0) }
  }

  // MARK: Changing what was stored

  @inline(__always)
  mutating func removeLast(_ bytes: Int) {
    precondition(bytes <= count, "only what was stored is taken back")
    count &-= bytes
  }

  @inline(__always)
  mutating func replace(byte: UInt8, at place: Int) {
    precondition(place >= 0 && place < count, "only what was stored is replaced")
    start[place] = byte
  }

  mutating func replace(bigEndian value: UInt32, at place: Int) {
    for index in 0..<4 {
      let byte = UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32(index)))
      replace(byte: byte, at: place + index)
    }
  }

  /// Writes `length`, which is 128 or more, in front of as many last bytes; one byte is there for it.
  mutating func insertLength(of length: Int, at place: Int) {
    precondition(place >= 1 && place + length == count, "the length of all that follows")
    reserve(Self.varintBytesMaximum)
    let more = (Int.bitWidth - length.leadingZeroBitCount + 6) / 7 - 1
    UnsafeMutableRawPointer(start + place + more).copyMemory(
      from: start + place, byteCount: length)
    let end = count + more
    count = place - 1
    store(varint: UInt64(length))
    precondition(count == place + more, "the length has the bytes that were made free for it")
    count = end
  }
}
