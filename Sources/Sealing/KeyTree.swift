internal import CLibCrypto

/// A key for each of 2^60 paths, all from one secret, of which single ones can be destroyed.
///
/// A tree in which a node's sixteen children are hashes of it (Goldreich, Goldwasser and Micali, "How
/// to Construct Random Functions", 1986). Kept are nodes that together cover every path that is left:
/// at first the root alone. To destroy a key, the node above it gives way to the sides of the way down
/// to it; whoever has those can compute every other key as before, and this one never again.
struct KeyTree: Sendable, Equatable {
  /// Each takes four bits of the path.
  static let levels = 15
  static let pathBits = 60
  /// Of a destroyed key's way down: what it adds to what is kept.
  static let nodesPerDestruction = 15 * levels

  /// Where a node stands: how deep, and the bits of the path that lead there.
  struct Place: Hashable, Sendable {
    var level: Int
    var prefix: UInt64
  }

  private(set) var nodes: [Place: Secret]

  /// A new tree with a root from the system's random numbers.
  init() {
    nodes = [Place(level: 0, prefix: 0): Secret.random()]
  }

  /// - Returns: nil when the nodes cannot be those of a tree.
  init?(nodes: [Place: Secret]) {
    for (place, _) in nodes {
      guard (0...Self.levels).contains(place.level), place.prefix >> UInt64(4 * place.level) == 0
      else { return nil }
      // No node stands above another one: what is destroyed would come back.
      for level in 0..<place.level
      where nodes[Place(level: level, prefix: Self.prefix(place, at: level))] != nil {
        return nil
      }
    }
    self.nodes = nodes
  }

  /// nil: it was destroyed.
  func key(at path: UInt64) -> Secret? {
    guard let (place, node) = node(above: path) else { return nil }
    var secret = node
    for level in place.level..<Self.levels {
      secret = secret.child(Self.step(path, from: level))
    }
    return secret
  }

  /// - Returns: false when it was destroyed before, and nothing has changed.
  mutating func destroy(_ path: UInt64) -> Bool {
    guard let (top, node) = node(above: path) else { return false }
    nodes[top] = nil
    var secret = node
    for level in top.level..<Self.levels {
      let down = Self.step(path, from: level)
      let prefix = path >> UInt64(Self.pathBits - 4 * level)
      for side in 0..<UInt8(16) where side != down {
        nodes[Place(level: level + 1, prefix: prefix << 4 | UInt64(side))] = secret.child(side)
      }
      secret = secret.child(down)
    }
    return true
  }

  private func node(above path: UInt64) -> (Place, Secret)? {
    for level in 0...Self.levels {
      let place = Place(level: level, prefix: path >> UInt64(Self.pathBits - 4 * level))
      if let node = nodes[place] { return (place, node) }
    }
    return nil
  }

  private static func prefix(_ place: Place, at level: Int) -> UInt64 {
    place.prefix >> UInt64(4 * (place.level - level))
  }

  /// Which child of its node at `level` the path goes to.
  private static func step(_ path: UInt64, from level: Int) -> UInt8 {
    UInt8(path >> UInt64(pathBits - 4 * (level + 1)) & 0xF)
  }
}

/// 32 bytes that nobody may know.
struct Secret: Sendable, Equatable {
  static let byteCount = 32

  /// The bytes as they lie in memory.
  private var words: InlineArray<4, UInt64>

  static func == (left: Secret, right: Secret) -> Bool { left.bytes == right.bytes }

  private init(_ words: InlineArray<4, UInt64>) { self.words = words }

  /// - Parameter bytes: 32 of them.
  init(_ bytes: ArraySlice<UInt8>) {
    precondition(bytes.count == Self.byteCount, "a secret has 32 bytes")
    self = bytes.withUnsafeBytes { Secret(reading: $0) }
  }

  private init(reading buffer: UnsafeRawBufferPointer) {
    words = InlineArray { buffer.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self) }
  }

  /// From the system's random numbers.
  static func random() -> Secret {
    var source = SystemRandomNumberGenerator()
    return Secret(InlineArray { _ in source.next() })
  }

  var bytes: [UInt8] { withBytes { [UInt8]($0) } }

  /// Lends the 32 bytes.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withUnsafeBytes(of: words) { body($0) }
  }

  /// SHA-256 of the secret and the number of the child: 33 bytes, always as many, so that no hash is
  /// the beginning of another's computation.
  func child(_ number: UInt8) -> Secret {
    // Fifteen of these are the way to a key, so nothing is allocated, here or in the library.
    var context = SHA256_CTX()
    var number = number
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.byteCount) { digest in
      let isHashed =
        SHA256_Init(&context) == 1
        && withBytes { SHA256_Update(&context, $0.baseAddress, $0.count) } == 1
        && SHA256_Update(&context, &number, 1) == 1
        && SHA256_Final(digest.baseAddress, &context) == 1
      precondition(isHashed, "SHA-256 of what is in memory cannot fail")
      return Secret(reading: UnsafeRawBufferPointer(digest))
    }
  }
}
