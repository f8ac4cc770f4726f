/// Bytes on their way out, written one after another and handed on in large pieces.
///
/// It grows when it must and keeps its memory when it is emptied, so a million rows cost a few
/// allocations in all.
package struct ByteOutput: ~Copyable {
  // Safe: owned by this value alone, allocated with `capacity` bytes and freed once, by deinit. Every
  // write makes room first, so nothing is ever written behind them.
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  package private(set) var count = 0

  package init(capacity: Int = 256 << 10) {
    self.capacity = max(capacity, 64)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// Lends what was written since ``removeAll()``.
  package func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: base, count: count))
  }

  package mutating func removeAll() { count = 0 }

  /// A copy of everything written.
  package var bytes: [UInt8] { Array(UnsafeBufferPointer(start: base, count: count)) }

  @inline(__always)
  mutating func makeRoom(_ more: Int) {
    if more > capacity - count { grow(more) }
  }

  private mutating func grow(_ more: Int) {
    let larger = max(capacity * 2, count + more)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.update(from: base, count: count)
    base.deallocate()
    base = moved
    capacity = larger
  }

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    makeRoom(1)
    base[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func put(_ text: StaticString) {
    let length = text.utf8CodeUnitCount
    makeRoom(length)
    (base + count).update(from: text.utf8Start, count: length)
    count += length
  }

  mutating func put(_ bytes: [UInt8]) {
    makeRoom(bytes.count)
    bytes.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      (base + count).update(from: start, count: source.count)
    }
    count += bytes.count
  }

  @inline(__always)
  mutating func put(_ bytes: borrowing RawSpan) {
    makeRoom(bytes.byteCount)
    bytes.withUnsafeBytes { source in
      guard let start = source.baseAddress else { return }
      UnsafeMutableRawPointer(base + count).copyMemory(from: start, byteCount: source.count)
    }
    count += bytes.byteCount
  }

  /// Appends `length` bytes that `write` fills in, all of them.
  @inline(__always)
  mutating func put(length: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Void) {
    makeRoom(length)
    write(base + count)
    count += length
  }
}
