// Written by tools/generate.sh from schemas/opportunity/v1/needs.proto; edit that, not this.

/// 更新需求: what the customer cares about now, whole; what was said before stays in the history.
package struct UpdateNeeds: Hashable, Sendable {
  package var opportunityID: OpportunityID
  package var needs: [String]
  package var reason: String

  package init(opportunityID: OpportunityID, needs: [String] = [], reason: String = "") {
    self.opportunityID = opportunityID
    self.needs = needs
    self.reason = reason
  }
}

/// 更新需求: Needs updated.
package struct NeedsUpdated: Hashable, Sendable {
  package var needs: [String]
  package var reason: String

  package init(needs: [String], reason: String) {
    self.needs = needs
    self.reason = reason
  }
}

/// 记录竞品: somebody else is in the race.
package struct NoteCompetitor: Hashable, Sendable {
  package var opportunityID: OpportunityID
  /// A code, a name or another name of the policy's competitors; any name where it has none.
  package var competitor: String
  /// What is known of their offer.
  package var note: String

  package init(opportunityID: OpportunityID, competitor: String = "", note: String = "") {
    self.opportunityID = opportunityID
    self.competitor = competitor
    self.note = note
  }
}

/// 记录竞品: Competitor noted.
package struct CompetitorNoted: Hashable, Sendable {
  /// The code, where the policy knows the competitor; otherwise the name as it was said.
  package var competitor: String
  package var isKnown: Bool
  package var note: String

  package init(competitor: String, isKnown: Bool, note: String) {
    self.competitor = competitor
    self.isKnown = isKnown
    self.note = note
  }
}
