package import Schema

/// What two answers say differently of one opportunity.
package enum OpportunityComparison {
  /// A field and its value in both, as programs read them; empty: there is none.
  package struct Difference: Hashable, Sendable {
    package let field: String
    package let old: String
    package let new: String
  }

  /// In the order in which the fields stand in JSON; those of a part have its name before them.
  package static func differences(
    from old: PBOpportunityRow, to new: PBOpportunityRow
  ) -> [Difference] {
    let before = values(of: old)
    let after = values(of: new)
    let later = Dictionary(after, uniquingKeysWith: { first, _ in first })
    let earlier = Dictionary(before, uniquingKeysWith: { first, _ in first })
    let names = before.map(\.name) + after.map(\.name).filter { earlier[$0] == nil }
    return names.compactMap { name in
      let (one, other) = (earlier[name] ?? "", later[name] ?? "")
      return one == other ? nil : Difference(field: name, old: one, new: other)
    }
  }

  /// Moments once only: without their milliseconds.
  private static func values(of row: PBOpportunityRow) -> [(name: String, value: String)] {
    row.fields.flatMap(\.cells).filter { !$0.name.hasSuffix("_at_ms") }
  }
}
