/// What is said in a report, in both languages of its readers.
struct Phrase {
  var zh: String
  var en: String

  static let empty = Phrase(zh: "", en: "")

  /// One after the other; what is empty is left out.
  static func joined(_ phrases: [Phrase]) -> Phrase {
    Phrase(
      zh: phrases.map(\.zh).filter { !$0.isEmpty }.joined(separator: "；"),
      en: phrases.map(\.en).filter { !$0.isEmpty }.joined(separator: "; "))
  }
}
