internal import CHashLanes

/// Ways to compute many SHA-256 hashes at once, one message in each lane of the vector registers.
///
/// All ways give the same bytes; they differ in speed and in the processors they need. The library
/// alone serves single messages, processors without such registers, and as the reference in tests.
package enum HashLanes: CaseIterable, Sendable {
  /// One message after the other, through the library; it uses the processor's SHA instructions.
  case library
  /// Eight lanes.
  case avx2
  /// Eight lanes with the rotations of AVX-512: for few messages.
  case avx512Narrow
  /// Sixteen lanes.
  case avx512

  /// The ways this processor can go.
  package static let supported: [HashLanes] = allCases.filter { lanes in
    lanes == .library || hash_lanes_is_supported(lanes.kind)
  }

  /// A lane works on one message at about a third of the library's speed. A message longer than
  /// this could keep one lane busy while all others have run out of work, so the library takes it.
  static let messageBytesMaximum = hash_lanes_has_sha_instructions() ? 1 << 10 : 4 << 10

  /// The fastest way on this processor for `count` messages of some hundred bytes.
  package static func best(for count: Int) -> HashLanes {
    guard count >= fewest else { return .library }
    // A step of sixteen lanes takes half as long again as one of eight.
    return widest == .avx512 && count <= 8 ? .avx512Narrow : widest
  }

  /// SHA instructions do not change the choice: of the library's time for a short message they can
  /// save what it computes, but a fifth of a microsecond is spent around it, which lanes do not need.
  private static let widest: HashLanes =
    [.avx512, .avx2].first(where: supported.contains) ?? .library

  /// With fewer messages than this most lanes would be idle, and the library is faster.
  private static let fewest: Int =
    switch widest {
    case .library: .max
    case .avx2, .avx512Narrow, .avx512:
      hash_lanes_has_sha_instructions() ? 8 : widest == .avx2 ? 4 : 3
    }

  private var kind: hash_lanes_kind {
    switch self {
    case .library: preconditionFailure("the library has no lanes")
    case .avx2: hash_lanes_avx2
    case .avx512Narrow: hash_lanes_avx512_narrow
    case .avx512: hash_lanes_avx512
    }
  }
}

extension HashLanes {
  /// Hashes `count` messages, each behind `prefix`; see ``Digest/hashing(_:bounds:prefix:by:)``.
  ///
  /// Message i lies between the bounds `stride * i` and `stride * i + 1`. The bounds were checked.
  func hash(
    _ bytes: UnsafeRawBufferPointer, _ bounds: UnsafePointer<Int>, stride: Int, count: Int,
    prefix: UInt8?, into digests: UnsafeMutablePointer<Digest>
  ) {
    precondition(HashLanes.supported.contains(self), "this processor cannot hash so")
    // Bytes without an address are no bytes, so all messages are empty and lie anywhere.
    guard self != .library, let start = bytes.baseAddress else {
      for index in 0..<count {
        let range = unsafe bounds[stride * index]..<bounds[stride * index + 1]
        // Safe: the caller lends the bytes and has room for `count` digests, which are trivial.
        let message = unsafe RawSpan(_unsafeBytes: bytes).extracting(range)
        unsafe (digests + index).initialize(to: Digest(hashing: message, prefix: prefix))
      }
      return
    }
    // Safe: the C function reads only what the checked bounds enclose and writes 32 bytes a message.
    unsafe hash_lanes_sha256(
      kind, start.assumingMemoryBound(to: UInt8.self), bounds, stride, count,
      prefix.map(Int32.init) ?? -1,
      UnsafeMutableRawPointer(digests).assumingMemoryBound(to: UInt8.self))
  }

  /// Puts the nodes above the pairs of `row` into its first half; an odd last digest stays out.
  func hashPairs(_ row: inout [Digest]) {
    precondition(HashLanes.supported.contains(self), "this processor cannot hash so")
    let pairs = row.count / 2
    if self == .library {
      for index in 0..<pairs {
        row[index] = Digest(nodeOf: row[2 * index], row[2 * index + 1])
      }
    } else {
      // Safe: a digest is its 32 bytes, and the C function allows reading and writing the same row.
      unsafe row.withUnsafeMutableBytes { row in
        guard let start = unsafe row.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
          return
        }
        unsafe hash_lanes_sha256_pairs(kind, start, pairs, Int32(Digest.nodePrefix), start)
      }
    }
    row.removeLast(row.count - pairs)
  }
}
