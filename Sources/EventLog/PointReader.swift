internal import Synchronization

/// Reads single records of a store, from any thread, and keeps what the next one may need: the
/// contexts of unpacking, and the few blocks that were unpacked last.
///
/// A record never changes once it is committed, and merging moves it without changing it. So what
/// was unpacked and checked stays true, whatever happens to the block it came from.
final class PointReader: Sendable {
  private final class Place: Sendable {
    let decoder = Mutex(BlockDecoder())
  }

  /// Blocks kept, each of at most ``BlockDecoder/heldBytesMaximum``.
  private static let placesCount = 4

  private let places = (0..<placesCount).map { _ in Place() }
  /// Counts up: which place is used for the next block that is not here.
  private let turn = Atomic<Int>(0)

  /// A copy of the record at `position`.
  func record<Source: BlockSource & Sendable>(
    head: Head, at position: UInt64, in source: Source
  ) throws(LogError) -> [UInt8] {
    guard position >= 1, position <= head.position else {
      throw .notFound(position: position, head: head.position)
    }
    for place in places {
      // A place in use by somebody else is passed by: unpacking again is the shorter wait.
      let found = try place.decoder.withLockIfAvailable { decoder throws(LogError) in
        try decoder.heldRecord(at: position)
      }
      if case .some(.some(let record)) = found { return record }
    }
    let next = turn.wrappingAdd(1, ordering: .relaxed).newValue
    return try places[Int(UInt(bitPattern: next) % UInt(places.count))].decoder.withLock {
      decoder throws(LogError) in
      try RecordReader<Source>.record(at: position, in: source, &decoder)
    }
  }
}
