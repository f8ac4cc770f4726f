extension Lexicon {
  /// Everything a record may be as this program reads it, as one number: every kind of event, every
  /// field and closed list of words they are made of, and the version of their meaning.
  ///
  /// What was folded from a log by a program with this number was folded by one that knew each kind in
  /// it as this one does. Names for people are not in it. FNV-1a, 64 bits, over one line for each.
  package static let registry: UInt64 = current.registryNumber(
    schemaVersion: RecordCodec.schemaVersion)

  func registryNumber(schemaVersion: UInt32) -> UInt64 {
    var hash = Fingerprint()
    hash.add("version \(schemaVersion)")
    for kind in events { Self.add(kind, to: &hash) }
    for (_, value) in values.sorted(by: { $0.key < $1.key }) { Self.add(value, to: &hash) }
    for (list, words) in words.sorted(by: { $0.key < $1.key }) {
      for word in words { hash.add("word \(list) \(word.number) \(word.schemaName)") }
    }
    return hash.value
  }

  private static func add(_ kind: Kind, to hash: inout Fingerprint) {
    hash.add("kind \(kind.number) \(kind.message)")
    for field in kind.fields {
      hash.add(
        """
        field \(field.number) \(field.name) \(field.form) \(field.of) \(field.isRepeated) \
        \(field.isRequired)
        """)
    }
  }
}

/// FNV-1a (Fowler, Noll and Vo), 64 bits: tells programs apart, and is no defence against forgers.
private struct Fingerprint {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ line: String) {
    for byte in line.utf8 { mix(byte) }
    mix(0x0A)
  }

  private mutating func mix(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }
}
