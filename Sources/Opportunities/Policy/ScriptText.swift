/// What a script may leave to be filled in, written in braces: `{contact}`.
package enum ScriptPlaceholder: String, CaseIterable, Sendable {
  /// Whom one talks to.
  case contact
  case customer
  /// Who talks: the owner of the opportunity.
  case owner
  case title
  case amount
  case stage
  case need
  /// What was talked about last.
  case lastTopic = "last_topic"
  case quoteAmount = "quote_amount"
  case expectedClose = "expected_close"
  case competitor
}

/// The body of a script in one language: words, and places to fill in.
package struct ScriptText: Sendable {
  package enum Part: Hashable, Sendable {
    case words(String)
    case placeholder(ScriptPlaceholder)
  }

  package private(set) var parts: [Part] = []
  /// What is wrong with its braces; empty when it can be filled in.
  package private(set) var faults: [String] = []

  package init(_ text: String) {
    var rest = text[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      add(words: rest[..<brace])
      guard rest[brace] == "{" else {
        faults.append("a closing brace has no opening one")
        return
      }
      let inside = rest[rest.index(after: brace)...]
      guard let end = inside.firstIndex(where: { $0 == "{" || $0 == "}" }), inside[end] == "}"
      else {
        faults.append("an opening brace has no closing one")
        return
      }
      let name = String(inside[..<end])
      if let placeholder = ScriptPlaceholder(rawValue: name) {
        parts.append(.placeholder(placeholder))
      } else {
        let known = ScriptPlaceholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
        faults.append("there is no placeholder \(Text.quoted(name)), only \(known)")
      }
      rest = inside[inside.index(after: end)...]
    }
    add(words: rest)
  }

  private mutating func add(words: Substring) {
    if !words.isEmpty { parts.append(.words(String(words))) }
  }

  /// The text with each placeholder replaced; one of which nothing is known stays as it is written,
  /// so that a person sees what to fill in.
  package func filled(with value: (ScriptPlaceholder) -> String?) -> String {
    parts.map { part in
      switch part {
      case .words(let words): words
      case .placeholder(let placeholder): value(placeholder) ?? "{\(placeholder.rawValue)}"
      }
    }.joined()
  }
}
