// What is known of an opportunity beyond the few fields that every one has: most have none of it, so
// the row of an opportunity holds a reference, and only those that need more pay for more.

extension Dossier {
  static let empty = Dossier(quoteVersion: 0)

  /// Applies a fact that concerns only what stands here; false: it concerns the opportunity itself.
  ///
  /// Never fails: a replay must be total, so each fact takes the state as it finds it.
  mutating func evolve(with event: Event) -> Bool {
    switch event {
    case .quoteIssued(let event): evolve(with: event)
    default: return false
    }
    return true
  }
}

extension Opportunity {
  /// nil: nothing is known but the few fields.
  package var dossier: Dossier? { dossiers.first }

  /// Changes what is known, which is there from now on.
  mutating func note(_ change: (inout Dossier) -> Void) {
    if dossiers.isEmpty { dossiers.append(.empty) }
    change(&dossiers[0])
  }
}
