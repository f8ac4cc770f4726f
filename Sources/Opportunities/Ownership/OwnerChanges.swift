// What the events about ownership have in common, for all who check that they follow what was before.

extension Event {
  /// Whom the event takes an opportunity from; inside, nil: it was in the pool. nil: it takes none.
  package var formerOwner: UserID?? {
    switch self {
    case .opportunityReassigned(let event): .some(event.from)
    case .opportunityEscalated(let event): .some(event.from)
    case .opportunityReturnedToPool(let event): .some(event.from)
    case .opportunityReclaimed(let event): .some(event.from)
    case .opportunityMadeDormant(let event): .some(event.from)
    case .opportunityEliminated(let event): .some(event.from)
    case .opportunityAssigned, .opportunityClaimed: .some(nil)
    default: nil
    }
  }

  /// Who owns the opportunity from now on; nil: nobody, or the event is not about that.
  package var nextOwner: UserID? {
    switch self {
    case .opportunityReassigned(let event): event.to
    case .opportunityEscalated(let event): event.to
    case .opportunityAssigned(let event): event.to
    case .opportunityClaimed(let event): event.to
    default: nil
    }
  }

  /// Whether it may happen to an opportunity whatever its status is: who gets which share is often
  /// settled after the deal.
  package var mayFollowTheEnd: Bool {
    switch self {
    case .splitProposed, .splitAccepted, .splitEffective, .splitRejected, .mentorShareSet: true
    default: false
    }
  }

  /// Whether it begins a stream that nothing but itself begins.
  var isBeginning: Bool {
    switch self {
    case .teamRegistered, .userRegistered, .customerRegistered, .opportunityCreated, .taskOpened:
      true
    default: false
    }
  }
}
