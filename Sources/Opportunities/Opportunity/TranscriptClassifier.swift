/// Suggests feedback tags for a transcript by the phrases of the policy's catalogue.
///
/// A suggestion and nothing more: what people tick is what the ledger rests on. A phrase that is
/// denied ("不感兴趣", "not interested") suggests nothing.
package struct TranscriptClassifier {
  private struct Phrase {
    let bytes: [UInt8]
    /// Which tag of the rules it means.
    let tag: Int
    /// Stands alone between other words, as in languages that put spaces between them.
    let isWord: Bool
  }

  private let tags: [String]
  /// By their first byte, so that most places of a transcript need one look.
  private var phrases: [[Phrase]]

  package init(_ rules: TranscriptRules) {
    tags = rules.tags.map(\.tag)
    phrases = Array(repeating: [], count: 256)
    for (tag, entry) in rules.tags.enumerated() {
      for (texts, isWord) in [(entry.zh, false), (entry.en, true)] {
        for text in texts {
          let bytes = text.utf8.map(Self.lowercased)
          guard let first = bytes.first else { continue }
          phrases[Int(first)].append(Phrase(bytes: bytes, tag: tag, isWord: isWord))
        }
      }
    }
  }

  /// The tags of which a phrase stands in `transcript`, each once, in the order of the catalogue.
  package func suggestedTags(for transcript: String) -> [String] {
    let text = transcript.utf8.map(Self.lowercased)
    var isFound = Array(repeating: false, count: tags.count)
    for place in text.indices {
      for phrase in phrases[Int(text[place])] where !isFound[phrase.tag] {
        isFound[phrase.tag] = stands(phrase, at: place, in: text)
      }
    }
    return tags.indices.filter { isFound[$0] }.map { tags[$0] }
  }

  private func stands(_ phrase: Phrase, at place: Int, in text: [UInt8]) -> Bool {
    let end = place + phrase.bytes.count
    guard end <= text.count, text[place..<end].elementsEqual(phrase.bytes) else { return false }
    if phrase.isWord {
      if place > 0, Self.isLetter(text[place - 1]) { return false }
      if end < text.count, Self.isLetter(text[end]) { return false }
    }
    return !isDenied(text[..<place])
  }

  /// Whether what stands before a phrase turns it into its contrary.
  private func isDenied(_ before: ArraySlice<UInt8>) -> Bool {
    if Self.chineseDenials.contains(where: before.ends) { return true }
    var words = before
    while words.last == UInt8(ascii: " ") { words.removeLast() }
    guard words.count < before.count else { return false }
    return Self.englishDenials.contains { denial in
      guard words.ends(with: denial) else { return false }
      let start = words.endIndex - denial.count
      return denial.first == UInt8(ascii: "n") && denial.contains(UInt8(ascii: "'"))
        || start == words.startIndex || !Self.isLetter(words[start - 1])
    }
  }

  private static let chineseDenials = ["不", "没", "没有", "未", "无", "别"].map { Array($0.utf8) }
  private static let englishDenials = ["not", "no", "never", "n't", "not very", "not so"].map {
    Array($0.utf8)
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with end: [UInt8]) -> Bool {
    count >= end.count && suffix(end.count).elementsEqual(end)
  }
}
