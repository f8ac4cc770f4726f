/// Digests of many messages at once: where lanes are chosen and every bound is checked.
extension Digest {
  /// The SHA-256 of many messages that follow each other in one buffer.
  ///
  /// This is several times cheaper than one after the other: the more messages at once, the better;
  /// from some dozens on it makes no difference.
  ///
  /// - Parameters:
  ///   - bytes: the buffer.
  ///   - bounds: message i is `bytes[bounds[i]..<bounds[i + 1]]`, so there is one bound more than
  ///     messages; traps unless they ascend and lie in the buffer. No bounds are no messages.
  ///   - prefix: a byte that is hashed in front of every message, such as ``leafPrefix``.
  ///   - lanes: nil chooses the fastest way; tests and benchmarks force one.
  /// - Returns: one digest a message, in order.
  package static func hashing(
    _ bytes: RawSpan, bounds: Span<Int>, prefix: UInt8? = nil, by lanes: HashLanes? = nil
  ) -> [Digest] {
    // Safe: both are lent for the call only.
    unsafe bounds.withUnsafeBufferPointer { bounds in
      unsafe hashing(
        bytes, bounds, stride: 1, count: max(0, bounds.count - 1), prefix, lanes)
    }
  }

  /// The SHA-256 of many messages anywhere in one buffer, such as the commands of a frame.
  ///
  /// As ``hashing(_:bounds:prefix:by:)``; message i is `bytes[ranges[i]]`, which traps when it does
  /// not lie in the buffer.
  package static func hashing(
    _ bytes: RawSpan, ranges: Span<Range<Int>>, prefix: UInt8? = nil, by lanes: HashLanes? = nil
  ) -> [Digest] {
    precondition(MemoryLayout<Range<Int>>.stride == 2 * MemoryLayout<Int>.stride, "two bounds")
    // Safe: a range is its lower and its upper bound and nothing else; all is lent for the call only.
    return unsafe ranges.withUnsafeBufferPointer { ranges in
      let start = unsafe UnsafeRawPointer(ranges.baseAddress)?.assumingMemoryBound(to: Int.self)
      let bounds = unsafe UnsafeBufferPointer(start: start, count: 2 * ranges.count)
      return unsafe hashing(bytes, bounds, stride: 2, count: ranges.count, prefix, lanes)
    }
  }

  private static func hashing(
    _ bytes: RawSpan, _ bounds: UnsafeBufferPointer<Int>, stride: Int, count: Int,
    _ prefix: UInt8?, _ lanes: HashLanes?
  ) -> [Digest] {
    guard count > 0, let firstBound = bounds.baseAddress else { return [] }
    let longest = lanes == nil ? HashLanes.messageBytesMaximum : .max
    return unsafe [Digest](unsafeUninitializedCapacity: count) { digests, initialized in
      // Safe: `digests` has room for `count`, and every place is written exactly once.
      guard let firstDigest = digests.baseAddress else { return }
      unsafe bytes.withUnsafeBytes { bytes in
        var done = 0
        while done < count {
          // As many as can go in lanes, then one that is too long, if that is what ended them.
          var next = done
          while next < count {
            let (start, end) = unsafe (bounds[stride * next], bounds[stride * next + 1])
            precondition(start >= 0 && start <= end && end <= bytes.count, "a message's bounds")
            if end - start > longest { break }
            next += 1
          }
          if next > done {
            unsafe (lanes ?? .best(for: next - done)).hash(
              bytes, firstBound + stride * done, stride: stride, count: next - done,
              prefix: prefix, into: firstDigest + done)
          }
          if next < count {
            unsafe HashLanes.library.hash(
              bytes, firstBound + stride * next, stride: stride, count: 1, prefix: prefix,
              into: firstDigest + next)
            next += 1
          }
          done = next
        }
      }
      initialized = count
    }
  }
}
