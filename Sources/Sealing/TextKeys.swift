internal import Crypto
package import EventLog
package import Opportunities
internal import Schema
import Synchronization

/// The keys of a ledger's texts, from the one file that holds them.
///
/// Every owner has a key (AES-256-GCM), and after each erasure another one. Keys are computed from the
/// file's tree when they are needed; to erase texts means to take their key out of the tree and to
/// overwrite the file. Sealed is: the generation of the key as a varint, a nonce of 12 bytes that
/// never comes twice, what was encrypted, a tag of 16 bytes; the position of the record is bound to it.
package final class TextKeys: TextSealer {
  package static let fileName = "text.keys"

  private struct Held {
    var contents: TextKeyFile
    var known: [Use: Secret] = [:]
  }

  private struct Use: Hashable {
    let owner: TextKeyOwner
    let generation: UInt32

    /// Ids have room for many words and use few, so only those are hashed.
    func hash(into hasher: inout Hasher) {
      hasher.combine(owner.hash(with: .process))
      hasher.combine(generation)
    }
  }

  /// Owners whose keys are kept at hand.
  private static let knownMaximum = 32_768

  private let file: OverwrittenFile?
  /// The store that does not know yet that these are its keys; nil: it does, or there is none.
  private let unnoted: LMDBStore?
  private let isFileThere: Bool
  private let held: Mutex<Held>
  private let sealing = Mutex(Sealing())
  private let opening = Mutex(AES256GCM())

  /// Nonces of this process: 96 random bits to begin with, and one more each time. Two processes meet
  /// by chance only, and a nonce matters only beside others of the same key.
  private struct Sealing: ~Copyable {
    var cipher = AES256GCM()
    var nonce = Nonce.random()
  }

  private init(
    _ file: OverwrittenFile?, _ contents: TextKeyFile, unnotedIn store: LMDBStore? = nil,
    isFileThere: Bool = true
  ) {
    self.file = file
    unnoted = store
    self.isFileThere = isFileThere
    held = Mutex(Held(contents: contents))
  }

  // MARK: Opening

  /// The keys of the ledger at `directory`, to write and to erase with; new ones when it has none yet,
  /// which are nowhere before ``establish()``.
  ///
  /// - Parameters:
  ///   - store: notes which file it is.
  ///   - makingNew: go on with new keys when the file is gone.
  package static func open(
    of store: LMDBStore, in directory: String, makingNew: Bool = false
  ) throws(TextKeysError) -> TextKeys {
    let file = file(in: directory)
    let noted: [UInt8]?
    let found: TextKeyFile?
    do throws(LogError) {
      noted = try store.note(.textKeys)
    } catch {
      throw .unavailable(error)
    }
    found = try contents(of: file)
    if let found, noted == found.identity { return TextKeys(file, found) }
    if noted != nil, found != nil { throw .foreign(path: file.path) }
    if noted != nil, !makingNew { throw .missing(path: file.path) }
    // A file that nobody noted was made by a start that was interrupted.
    return TextKeys(file, found ?? .new(), unnotedIn: store, isFileThere: found != nil)
  }

  /// Makes new keys part of the ledger, durably: to be called once, before anything is sealed, when the
  /// log is known to be one that this program may write to.
  package func establish() throws(TextKeysError) {
    guard let store = unnoted, let file else { return }
    let contents = held.withLock { $0.contents }
    do throws(LogError) {
      if !isFileThere { try file.replace(with: contents.encoded) }
      try store.setNote(.textKeys, contents.identity)
    } catch {
      throw .unavailable(error)
    }
  }

  /// The keys to read the ledger at `directory` with; nil: none are there, or none that this process may
  /// read, and its texts stay sealed.
  package static func forReading(in directory: String) -> TextKeys? {
    let found = try? file(in: directory).look()
    return found.flatMap { TextKeyFile($0.bytes) }.map { TextKeys(nil, $0) }
  }

  /// Keys that no file holds, and that are gone with this value: for stores in memory.
  package static func inMemory() -> TextKeys { TextKeys(nil, .new()) }

  private static func file(in directory: String) -> OverwrittenFile {
    OverwrittenFile(
      path: directory + "/" + fileName, bytesMaximum: TextKeyFile.bytesMaximum,
      isWhole: TextKeyFile.isWhole)
  }

  private static func contents(
    of file: OverwrittenFile
  ) throws(TextKeysError) -> TextKeyFile? {
    let found: OverwrittenFile.Contents?
    do throws(LogError) {
      found = try file.open()
    } catch {
      throw .unavailable(error)
    }
    guard let found else { return nil }
    guard found.isForOwnerOnly else { throw .exposed(path: file.path) }
    guard let contents = TextKeyFile(found.bytes) else { throw .damaged(path: file.path) }
    return contents
  }

  // MARK: Sealing

  package func seal(
    _ texts: RawSpan, of owner: TextKeyOwner, generation: UInt32, at position: UInt64,
    into sealed: inout [UInt8]
  ) {
    let (generation, key) = keyInUse(of: owner, notBefore: generation)
    Self.append(generation, to: &sealed)
    sealing.withLock { sealing in
      sealing.nonce = sealing.nonce.next
      sealing.cipher.seal(
        texts, under: key, nonce: sealing.nonce, at: position, into: &sealed)
    }
  }

  package func open(
    _ sealed: [UInt8], of owner: TextKeyOwner, at position: UInt64
  ) -> [UInt8]? {
    var rest = sealed[...]
    guard let generation = Self.takeGeneration(&rest),
      let key = key(Use(owner: owner, generation: generation))
    else { return nil }
    let box = sealed.span.extracting(rest.indices)
    return opening.withLock { $0.open(box.bytes, under: key, at: position) }
  }

  /// The key of the first generation from `first` on that was not destroyed.
  ///
  /// That is `first`, unless an older copy of the log was put back beside these keys: the log then
  /// knows nothing of an erasure that they have gone through.
  private func keyInUse(
    of owner: TextKeyOwner, notBefore first: UInt32
  ) -> (generation: UInt32, key: Secret) {
    var generation = first
    while true {
      if let key = key(Use(owner: owner, generation: generation)) { return (generation, key) }
      generation += 1
    }
  }

  private func key(_ use: Use) -> Secret? {
    held.withLock { held in
      if let known = held.known[use] { return known }
      guard let key = held.contents.tree.key(at: Self.path(of: use, salt: held.contents.salt))
      else { return nil }
      if held.known.count >= Self.knownMaximum { held.known.removeAll(keepingCapacity: true) }
      held.known[use] = key
      return key
    }
  }

  /// 60 bits of the SHA-256 of the salt, the owner's stream and contact, each with its length before
  /// it, and the generation.
  private static func path(of use: Use, salt: Secret) -> UInt64 {
    var bytes = salt.bytes
    bytes.append(use.owner.stream.kind.rawValue)
    for text in [use.owner.stream.id, use.owner.contact] {
      let utf8 = text.text.utf8
      append(bigEndian: UInt64(utf8.count), to: &bytes)
      bytes.append(contentsOf: utf8)
    }
    append(bigEndian: UInt64(use.generation), to: &bytes)
    let first = SHA256.hash(data: bytes).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return first >> UInt64(64 - KeyTree.pathBits)
  }

  // MARK: Erasing

  /// Ends the first `times` generations of keys of each owner, durably and for good. What was erased
  /// before changes nothing.
  ///
  /// - Parameter endingCurrent: that also ends the key which was in use until the last erasure, where it is
  ///   one of a later generation (see ``keyInUse(of:notBefore:)``). Not for erasures of long ago: the
  ///   key in use is then that of what was typed since.
  /// - Throws: when that is not on the device; the keys in memory are then as they were.
  package func destroyKeys(
    of owners: [TextKeyOwner: UInt32], endingCurrent: Bool = false
  ) throws(LogError) {
    var contents = held.withLock { $0.contents }
    var isChanged = false
    for (owner, times) in owners {
      var end = times
      if endingCurrent, times > 0 {
        end = max(end, keyInUse(of: owner, notBefore: times - 1).generation + 1)
      }
      for generation in 0..<end {
        let path = Self.path(of: Use(owner: owner, generation: generation), salt: contents.salt)
        if contents.tree.destroy(path) { isChanged = true }
      }
    }
    guard isChanged else { return }
    contents.derivedKey = .random()
    try file?.replace(with: contents.encoded)
    held.withLock { held in held = Held(contents: contents) }
  }

  /// What files derived from texts are sealed with; another one after each erasure.
  package var derivedTexts: DerivedTexts {
    DerivedTexts(key: held.withLock { $0.contents.derivedKey })
  }

  // MARK: Bytes

  private static func append(bigEndian value: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  private static func append(_ generation: UInt32, to bytes: inout [UInt8]) {
    var rest = generation
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func takeGeneration(_ bytes: inout ArraySlice<UInt8>) -> UInt32? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 35, by: 7) {
      guard let byte = bytes.popFirst() else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return UInt32(exactly: value) }
    }
    return nil
  }
}
