import EventLog
import Foundation
import Opportunities
import Testing

@testable import Sealing

/// A directory that is gone when the test is.
final class Folder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "sealing-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var keys: String { ledger + "/" + TextKeys.fileName }
  var ledger: String { path + "/ledger" }

  func bytes(_ file: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
  }

  func write(_ bytes: [UInt8], to file: String, mode: Int = 0o600) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
  }

  /// The keys of the ledger there, opened as the daemon does.
  func open(makingNew: Bool = false) throws -> TextKeys {
    let store = try LMDBStore.openOrCreate(at: ledger)
    defer { store.close() }
    let keys = try TextKeys.open(of: store, in: ledger, makingNew: makingNew)
    try keys.establish()
    return keys
  }
}

extension TextKeys {
  fileprivate func seal(
    _ texts: [UInt8], of owner: TextKeyOwner, generation: UInt32, at position: UInt64
  ) -> [UInt8] {
    var sealed: [UInt8] = []
    seal(texts.span.bytes, of: owner, generation: generation, at: position, into: &sealed)
    return sealed
  }
}

@Suite("Texts are sealed under keys of one file, which an erasure overwrites")
struct TextKeysTests {
  private let owner = TextKeyOwner(Stream(kind: .customer, id: "C-1"), contact: "K-1")
  private let text = Array("王芳 138 0000 0000".utf8)

  @Test("What is sealed opens with its owner, generation and position, and with nothing else")
  func seals() throws {
    let keys = TextKeys.inMemory()
    for generation in [0, 1, 127, 128, UInt32.max] {
      let sealed = keys.seal(text, of: owner, generation: generation, at: 7)
      #expect(keys.open(sealed, of: owner, at: 7) == text)
      #expect(keys.open(sealed, of: owner, at: 8) == nil)
      #expect(keys.open(sealed, of: TextKeyOwner(owner.stream), at: 7) == nil)
      #expect(TextKeys.inMemory().open(sealed, of: owner, at: 7) == nil)
      for place in sealed.indices {
        var changed = sealed
        changed[place] ^= 0x40
        #expect(keys.open(changed, of: owner, at: 7) == nil, "byte \(place)")
        #expect(keys.open(Array(sealed[..<place]), of: owner, at: 7) == nil)
      }
    }
    let one = keys.seal(text, of: owner, generation: 0, at: 7)
    #expect(one != keys.seal(text, of: owner, generation: 0, at: 7))
  }

  @Test("The keys stay with the ledger; an erasure ends them in the file too")
  func erases() throws {
    let folder = try Folder()
    let other = TextKeyOwner(Stream(kind: .opportunity, id: "O-1"))
    var keys = try folder.open()
    let sealed = keys.seal(text, of: owner, generation: 0, at: 7)
    let kept = keys.seal(text, of: other, generation: 0, at: 8)
    let names = keys.derivedTexts.seal(text)
    keys = try folder.open()
    #expect(keys.open(sealed, of: owner, at: 7) == text)
    #expect(keys.derivedTexts.open(names) == text)
    let before = try folder.bytes(folder.keys)
    try keys.destroyKeys(of: [owner: 1])
    for keys in [keys, try folder.open(), try #require(TextKeys.forReading(in: folder.ledger))] {
      #expect(keys.open(sealed, of: owner, at: 7) == nil)
      #expect(keys.open(kept, of: other, at: 8) == text)
      #expect(keys.derivedTexts.open(names) == nil)
      // What is typed afterwards is readable.
      let after = keys.seal(text, of: owner, generation: 1, at: 9)
      #expect(keys.open(after, of: owner, at: 9) == text)
    }
    // Of the old file's secrets only the salt is left.
    let after = try folder.bytes(folder.keys)
    let secrets = before[48..<80] + before[89..<121]
    #expect(after.count > before.count && after[16..<48] == before[16..<48])
    for start in after.indices.dropLast(31) {
      #expect(!secrets.starts(with: after[start..<start + 32]))
      #expect(!secrets.dropFirst(32).starts(with: after[start..<start + 32]))
    }
    let unchanged = after
    try keys.destroyKeys(of: [owner: 1])
    #expect(try folder.bytes(folder.keys) == unchanged)
  }

  @Test("Keys from a backup bring nobody back once the log's erasures are carried out again")
  func backup() throws {
    let folder = try Folder()
    let keys = try folder.open()
    let sealed = keys.seal(text, of: owner, generation: 0, at: 7)
    let backup = try folder.bytes(folder.keys)
    try keys.destroyKeys(of: [owner: 1])
    try folder.write(backup, to: folder.keys)
    let restored = try folder.open()
    #expect(restored.open(sealed, of: owner, at: 7) == text)
    try restored.destroyKeys(of: [owner: 1])
    #expect(try folder.open().open(sealed, of: owner, at: 7) == nil)
  }

  @Test("A replacing that stops anywhere leaves the old keys or the new ones")
  func interrupted() throws {
    let folder = try Folder()
    let keys = try folder.open()
    let old = try folder.bytes(folder.keys)
    let sealed = keys.seal(text, of: owner, generation: 0, at: 7)
    try keys.destroyKeys(of: [owner: 1])
    let new = try folder.bytes(folder.keys)
    // While the new one is written: the old ones.
    for length in [0, 1, 60, new.count / 2, new.count - 1] {
      try folder.write(old, to: folder.keys)
      try folder.write(Array(new[..<length]), to: folder.keys + ".new")
      #expect(TextKeys.forReading(in: folder.ledger)?.open(sealed, of: owner, at: 7) == text)
      #expect(try folder.open().open(sealed, of: owner, at: 7) == text)
      #expect(!FileManager.default.fileExists(atPath: folder.keys + ".new"))
    }
    // While the old one is overwritten: the new ones.
    for zeros in [0, 1, 40, old.count / 2, old.count] {
      try folder.write(
        Array(repeating: 0, count: zeros) + old[zeros...], to: folder.keys)
      try folder.write(new, to: folder.keys + ".new")
      #expect(TextKeys.forReading(in: folder.ledger)?.open(sealed, of: owner, at: 7) == nil)
      #expect(
        FileManager.default.fileExists(atPath: folder.keys + ".new"), "who reads changes nothing")
      #expect(try folder.open().open(sealed, of: owner, at: 7) == nil)
      #expect(try folder.bytes(folder.keys) == new)
      #expect(!FileManager.default.fileExists(atPath: folder.keys + ".new"))
    }
  }

  @Test("Keys that are missing, foreign, damaged or exposed are refused by name")
  func refused() throws {
    let folder = try Folder()
    func code() -> String? {
      do {
        _ = try folder.open()
        return nil
      } catch let error as TextKeysError {
        #expect(error.description.contains(folder.keys))
        return error.code
      } catch {
        return "\(error)"
      }
    }
    #expect(code() == nil)
    let good = try folder.bytes(folder.keys)
    try folder.write(good, to: folder.keys, mode: 0o640)
    #expect(code() == "TEXT_KEYS_EXPOSED")
    for place in stride(from: 0, to: good.count, by: 5) {
      var bad = good
      bad[place] ^= 1
      try folder.write(bad, to: folder.keys)
      #expect(code() == "TEXT_KEYS_DAMAGED")
    }
    try folder.write(TextKeyFile.new().encoded, to: folder.keys)
    #expect(code() == "TEXT_KEYS_FOREIGN")
    #expect(throws: TextKeysError.self) { try folder.open(makingNew: true) }
    try FileManager.default.removeItem(atPath: folder.keys)
    #expect(code() == "TEXT_KEYS_MISSING")
    #expect(TextKeys.forReading(in: folder.ledger) == nil)
    _ = try folder.open(makingNew: true)
    #expect(code() == nil)
  }
}
