// Written by tools/generate.sh from schemas/opportunity/v1/state.proto; edit that, not this.

/// What is known of an opportunity beyond the few fields that every one has.
package struct Dossier: Hashable, Sendable {
  /// Of the last quote; 0: none was issued.
  package var quoteVersion: UInt32

  package init(quoteVersion: UInt32) {
    self.quoteVersion = quoteVersion
  }
}

/// A task of another department.
package struct DepartmentTask: Hashable, Sendable {
  package var version: UInt64
  package var team: TeamID
  package var assignee: UserID?
  package var opportunity: OpportunityID?
  package var isCompleted: Bool

  package init(
    version: UInt64, team: TeamID, assignee: UserID?, opportunity: OpportunityID?, isCompleted: Bool
  ) {
    self.version = version
    self.team = team
    self.assignee = assignee
    self.opportunity = opportunity
    self.isCompleted = isCompleted
  }
}
