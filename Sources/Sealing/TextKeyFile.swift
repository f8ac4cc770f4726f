import EventLog

/// What the file of text keys holds.
struct TextKeyFile: Sendable, Equatable {
  /// Mixed into the path of every owner, so that nobody can find two owners with one path.
  var salt: Secret
  /// For what is derived from texts and lies in files of its own; another one after each erasure.
  var derivedKey: Secret
  var tree: KeyTree

  static func new() -> TextKeyFile {
    TextKeyFile(salt: .random(), derivedKey: .random(), tree: KeyTree())
  }

  /// Room for some 400,000 destroyed keys: each leaves at most 225 nodes in place of one.
  static let bytesMaximum = 4 << 30
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

  /// Whether the bytes are those of a file that was written to its end: its length is what it says, and
  /// its checksum is right.
  static func isWhole(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= headerBytes + Digest.byteCount, bytes.starts(with: magic),
      number(bytes[8..<12]) == UInt64(version)
    else { return false }
    let contentBytes = bytes.count - Digest.byteCount
    return UInt64(contentBytes - headerBytes) == number(bytes[12..<16]) * UInt64(nodeBytes)
      && checksum(Array(bytes[..<contentBytes])) == Array(bytes[contentBytes...])
  }

  /// - Returns: nil when the bytes are not those of a whole file, or their nodes make no tree.
  init?(_ bytes: [UInt8]) {
    guard Self.isWhole(bytes) else { return nil }
    let salted = Self.headerBytes - 2 * Secret.byteCount
    salt = Secret(bytes[salted..<salted + Secret.byteCount])
    derivedKey = Secret(bytes[salted + Secret.byteCount..<Self.headerBytes])
    var nodes: [KeyTree.Place: Secret] = [:]
    let end = bytes.count - Digest.byteCount
    for start in stride(from: Self.headerBytes, to: end, by: Self.nodeBytes) {
      let place = KeyTree.Place(
        level: Int(bytes[start]), prefix: Self.number(bytes[start + 1..<start + 9]))
      guard
        nodes.updateValue(Secret(bytes[start + 9..<start + Self.nodeBytes]), forKey: place) == nil
      else { return nil }
    }
    guard let tree = KeyTree(nodes: nodes) else { return nil }
    self.tree = tree
  }

  private static func number(_ bigEndian: ArraySlice<UInt8>) -> UInt64 {
    bigEndian.reduce(0) { $0 << 8 | UInt64($1) }
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
