/// An array in pieces of 512 elements: growing never moves what is there, and a copy shares every
/// piece until one of the two changes it.
///
/// So a ledger of millions of rows has no moment in which an array is doubled, and a consistent copy
/// of it for a checkpoint costs a reference a piece.
///
/// Public, where the rest is package, because the compiler specialises and inlines only public code
/// across modules (Swift 6.3): without it each access would look a type up at run time.
public struct ChunkedArray<Element: Sendable>: Sendable {
  @inlinable static var shift: Int { 9 }
  @inlinable static var chunkCount: Int { 1 << shift }

  @usableFromInline var chunks: [[Element]] = []
  @usableFromInline var length = 0

  @inlinable
  public init() {}

  @inlinable
  public mutating func append(_ element: Element) {
    if length & (Self.chunkCount - 1) == 0 {
      chunks.append([])
      // The first piece of a small table stays small; later ones will be filled.
      if length > 0 { chunks[chunks.count - 1].reserveCapacity(Self.chunkCount) }
    }
    chunks[chunks.count - 1].append(element)
    length += 1
  }

  @inlinable
  public mutating func removeLast() {
    length -= 1
    chunks[chunks.count - 1].removeLast()
    if chunks[chunks.count - 1].isEmpty { chunks.removeLast() }
  }
}

extension ChunkedArray {
  /// Lends each element with its index, in order, without copying it: for views that look at
  /// millions of wide rows.
  @inlinable
  public func lendEach(_ body: (Int, borrowing Element) -> Void) {
    var index = 0
    for chunk in chunks {
      for place in chunk.indices {
        body(index, chunk[place])
        index += 1
      }
    }
  }
}

extension ChunkedArray: RandomAccessCollection {
  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { length }
  @inlinable public var count: Int { length }

  @inlinable
  public subscript(index: Int) -> Element {
    _read { yield chunks[index >> Self.shift][index & (Self.chunkCount - 1)] }
    _modify { yield &chunks[index >> Self.shift][index & (Self.chunkCount - 1)] }
  }
}

extension ChunkedArray: Equatable where Element: Equatable {
  public static func == (left: ChunkedArray, right: ChunkedArray) -> Bool {
    left.chunks == right.chunks
  }
}
