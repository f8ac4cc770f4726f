import EventLog

/// What the file of text keys holds.
struct KeyFileContents: Sendable, Equatable {
  /// Mixed into the path of every owner, so that nobody can find two owners with one path.
  var salt: Secret
  /// For what is derived from texts and lies in files of its own; another one after each erasure.
  var derivedKey: Secret
  var tree: KeyTree

  static func new() -> KeyFileContents {
    KeyFileContents(salt: .random(), derivedKey: .random(), tree: KeyTree())
  }

  static let bytesMaximum = 256 << 20
  private static let magic = Array("OPPKEYS\n".utf8)
  private static let version: UInt32 = 1
  private static let headerBytes = 8 + 4 + 4 + 2 * Secret.byteCount
  private static let nodeBytes = 1 + 8 + Secret.byteCount

  /// Magic, version (4), number of nodes (4), salt, derived key, the nodes (level 1, prefix 8, secret
  /// 32; by level and prefix), SHA-256 of all that. Numbers are big-endian.
  var encoded: [UInt8] {
    var bytes = Self.magic
    func append(_ value: UInt64, _ count: Int) {
      for byte in (0..<count).reversed() {
        bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * byte)))
      }
    }
    append(UInt64(Self.version), 4)
    append(UInt64(tree.nodes.count), 4)
    bytes += salt.bytes
    bytes += derivedKey.bytes
    let places = tree.nodes.keys.sorted { ($0.level, $0.prefix) < ($1.level, $1.prefix) }
    for place in places {
      append(UInt64(place.level), 1)
      append(place.prefix, 8)
      bytes += tree.nodes[place]?.bytes ?? []
    }
    return bytes + Self.checksum(bytes)
  }

  /// - Returns: nil when the bytes are not those of a whole file.
  init?(_ bytes: [UInt8]) {
    let content = bytes.dropLast(Digest.byteCount)
    guard bytes.count >= Self.headerBytes + Digest.byteCount, content.starts(with: Self.magic),
      Self.checksum(Array(content)) == Array(bytes.suffix(Digest.byteCount))
    else { return nil }
    var rest = content.dropFirst(Self.magic.count)
    func take(_ count: Int) -> ArraySlice<UInt8> {
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }
    func number(_ count: Int) -> UInt64 { take(count).reduce(0) { $0 << 8 | UInt64($1) } }
    guard number(4) == UInt64(Self.version) else { return nil }
    let count = number(4)
    salt = Secret(take(Secret.byteCount))
    derivedKey = Secret(take(Secret.byteCount))
    guard UInt64(rest.count) == count * UInt64(Self.nodeBytes) else { return nil }
    var nodes: [KeyTree.Place: Secret] = [:]
    for _ in 0..<count {
      let place = KeyTree.Place(level: Int(number(1)), prefix: number(8))
      nodes[place] = Secret(take(Secret.byteCount))
    }
    guard UInt64(nodes.count) == count, let tree = KeyTree(nodes: nodes) else { return nil }
    self.tree = tree
  }

  private init(salt: Secret, derivedKey: Secret, tree: KeyTree) {
    self.salt = salt
    self.derivedKey = derivedKey
    self.tree = tree
  }

  /// The same for a file and all that followed it; says nothing of any key.
  var identity: [UInt8] {
    Array(Self.checksum(Array("opportunity-ledger text keys".utf8) + salt.bytes).prefix(16))
  }

  private static func checksum(_ bytes: [UInt8]) -> [UInt8] { Digest(hashing: bytes).bytes }
}
