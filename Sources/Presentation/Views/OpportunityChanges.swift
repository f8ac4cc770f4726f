package import Schema

/// One opportunity field by field, as the card said it at two moments.
package struct OpportunityChanges {
  /// Only what differs: its name, then both values.
  package let rows: [[Field]]

  /// - Parameter before: nil: there was none.
  package init(before: PBOpportunityRow?, after: PBOpportunityRow) {
    let old = before.map { Self.flat($0.fields) } ?? []
    rows =
      Self.flat(after.fields).compactMap { field in
        let earlier = old.first { $0.key == field.key }
        // The names differ only in what stands before them, so both are compared under one.
        if let earlier, earlier.isSame(as: field) { return nil }
        if before == nil, field.isSame(as: Field(field.key, .absent)) { return nil }
        return [
          Field("field", .word(Headings.word(field.key))),
          (earlier ?? Field(field.key, .absent)).named("before"), field.named("after"),
        ]
      } + Self.gone(from: old, in: Self.flat(after.fields))
  }

  package static let columns = ["field", "before", "after"]

  /// What stood there and does not any more, as the health of what was closed.
  private static func gone(from old: [Field], in new: [Field]) -> [[Field]] {
    old.filter { field in !new.contains { $0.key == field.key } }.map { field in
      [
        Field("field", .word(Headings.word(field.key))), field.named("before"),
        Field("after", .absent),
      ]
    }
  }

  /// Parts of a group beside the others, under the name of both.
  private static func flat(_ fields: [Field]) -> [Field] {
    fields.flatMap { field in
      guard case .group(let parts) = field.value else { return [field] }
      return (parts ?? []).map { $0.named("\(field.key).\($0.key)") }
    }
  }
}

extension Headings {
  /// The name of a field as programs and people read it; of a part of a group both names.
  fileprivate static func word(_ key: String) -> Word {
    let parts = key.split(separator: ".").map(String.init)
    func label(_ language: Language) -> String {
      parts.map { heading($0, language) }.joined(separator: language.choose("·", " · "))
    }
    return Word(key, label(.zh), label(.en))
  }
}

extension Renderer {
  /// A line above a table; nothing in the other forms.
  package func title(_ zh: String, _ en: String) -> String {
    style.format == .table ? style.language.choose(zh, en) + "\n" : ""
  }

  /// A moment with its position, for a title.
  package func momentText(position: UInt64, milliseconds: Int64) -> String {
    let moment = CalendarText.local(
      milliseconds: milliseconds, utcOffsetMinutes: style.utcOffsetMinutes)
    return style.language.choose("位置 \(position)（\(moment)）", "position \(position) (\(moment))")
  }
}
