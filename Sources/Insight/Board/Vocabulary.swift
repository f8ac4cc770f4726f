import Opportunities

/// Words that many facts share, such as tags and reasons, by number in order of first use.
///
/// Words are the same when their bytes are: an answer gives back exactly what was recorded.
package struct Vocabulary: Sendable {
  package private(set) var words: [String] = []
  /// The words as ids are kept, which are found and compared a few bytes at once.
  private var keys: [IdentifierText] = []
  private var index = SlotIndex()
  private let seed = HashSeed.process

  package init() {}

  package subscript(number: UInt32) -> String { words[Int(number)] }

  /// The number of `word`, which is added if it is new.
  package mutating func number(of word: String) -> UInt32 {
    let key = IdentifierText(word)
    let hash = key.hash(with: seed)
    let known = index.row(hash: hash) { row in
      // A key holds the first bytes only of what is longer.
      keys[row] == key && (!key.isTooLong || words[row].utf8.elementsEqual(word.utf8))
    }
    if let known { return UInt32(known) }
    index.insert(hash: hash, row: words.count)
    keys.append(key)
    words.append(word)
    return UInt32(words.count - 1)
  }
}
