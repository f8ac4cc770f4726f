/// The hash of a complete subtree of 256, 256², 256³, … leaves: what is kept of the tree beside its
/// frontier.
///
/// These are the hashes of which the tiles of C2SP's tlog-tiles consist from level 1 on: tile n of a
/// level holds its nodes 256·n to 256·n + 255. Leaf hashes, level 0, are not kept: they cannot be
/// packed, and would cost as much of the disk as the records do. 256 records give them back at once.
struct TreeNode: Equatable, Sendable {
  /// Where a node stands. Places are ordered as nodes become complete.
  struct Place: Hashable, Comparable, Sendable {
    /// 1 for 256 leaves, 2 for 256², and so on, to 7.
    let level: Int
    /// Counted from 0 among those of its level.
    let index: UInt64

    static let levelMaximum = 7
    private static let keyBytes = 9

    init(level: Int, index: UInt64) {
      precondition((1...Self.levelMaximum).contains(level), "a level that is kept")
      self.level = level
      self.index = index
    }

    /// Position of its last record: it is complete when the log is so long.
    var end: UInt64 { (index + 1) << UInt64(TreeNode.tileHeight * level) }

    /// Its key: the end, big-endian, and the level.
    var key: [UInt8] {
      var bytes: [UInt8] = []
      bytes.append(bigEndian: end)
      bytes.append(UInt8(level))
      return bytes
    }

    /// Reads a key; nil: no node has it.
    init?(key: [UInt8]) {
      guard key.count == Self.keyBytes, let last = key.last,
        (1...Self.levelMaximum).contains(Int(last))
      else { return nil }
      let end: UInt64 = key.withRawSpan { $0.bigEndian(at: 0) }
      let height = UInt64(TreeNode.tileHeight) * UInt64(last)
      guard end > 0, (end >> height) << height == end else { return nil }
      level = Int(last)
      index = end >> height - 1
    }

    static func < (left: Place, right: Place) -> Bool {
      (left.end, left.level) < (right.end, right.level)
    }
  }

  let place: Place
  let hash: Digest

  /// How many levels of the tree one level of tiles spans: 8.
  static let tileHeight = 8
  /// Hashes in a full tile: 256.
  static let tileWidth: UInt64 = 1 << UInt64(tileHeight)

  init(level: Int, index: UInt64, hash: Digest) {
    place = Place(level: level, index: index)
    self.hash = hash
  }

  /// How many nodes of the level a log of `position` records has.
  static func count(level: Int, at position: UInt64) -> UInt64 {
    position >> UInt64(tileHeight * level)
  }

  static func damaged(_ place: Place, _ what: String) -> LogError {
    .damaged(
      position: place.end, place: "the kept tree, level \(place.level), node \(place.index)",
      what: what)
  }
}
