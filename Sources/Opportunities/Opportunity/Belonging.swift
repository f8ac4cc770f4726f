// Which opportunity a fact of another stream is about: what an auditor reads beside its own records.

extension Event {
  /// Whether the fact stands in another stream and is about the opportunity `id` by name.
  package func names(opportunity id: OpportunityID) -> Bool {
    switch self {
    case .taskOpened(let event): event.opportunity == id
    case .approvalRequested(let event): event.opportunity == id
    case .leadQualified(let event): event.opportunity == id
    case .reviewSampleDrawn(let event): event.selected.contains(id)
    case .personalDataErased(let event):
      event.erased.contains { $0.kind == .opportunity && $0.id == id.text }
    default: false
    }
  }

  /// Whether the whole stream the fact stands in is about what it names: a task, an approval, a lead.
  /// A sample names many opportunities, an erasure many owners of texts.
  package var namesForItsStream: Bool {
    switch self {
    case .taskOpened, .approvalRequested, .leadQualified, .opportunityCreated: true
    default: false
    }
  }

  /// Whether the fact is about the customer `id` by name, in whatever stream it stands.
  package func names(customer id: CustomerID) -> Bool {
    switch self {
    case .opportunityCreated(let event): event.customer == id
    case .leadQualified(let event): event.customer == id
    case .customersMerged(let event): event.survivor == id || event.absorbed == id
    case .personalDataErased(let event):
      event.erased.contains { $0.kind == .customer && $0.id == id.text }
    default: false
    }
  }

  /// Whether the fact gives something to the user `id`, or takes it from there.
  package func names(user id: UserID) -> Bool {
    if nextOwner == id { return true }
    if case .some(.some(id)) = formerOwner { return true }
    return switch self {
    case .opportunityCreated(let event): event.owner == id
    case .taskOpened(let event): event.assignee == id
    case .taskReassigned(let event): event.from == id || event.to == id
    case .awardGranted(let event): event.user == id
    case .userDeactivated(let event): event.successor == id
    case .personalDataErased(let event):
      event.erased.contains { $0.kind == .user && $0.id == id.text }
    default: false
    }
  }
}
