// 人走商机不走: people leave, opportunities stay. All that somebody held goes to others in the very
// command by which he or she leaves, so that nothing is without a keeper in between.

extension LedgerState {
  /// What is closed stays in the name of whoever closed it.
  ///
  /// - Throws: `FORBIDDEN`, `NOT_FOUND`, `USER_INACTIVE`, `INVALID_FIELD`, `HANDOVER_REQUIRED`,
  ///   `REASON_REQUIRED`.
  func decide(_ command: DeactivateUser, in context: CommandContext) throws(Rejection) -> Facts {
    try requireAdministration(by: context.actor)
    let leaver = try activeUser(command.userID, field: "user_id")
    if let successor = command.successor {
      guard !command.toPool else {
        throw Rejection(
          .invalidField, field: "to_pool", "name a successor or the pool, not both")
      }
      guard successor != command.userID else {
        throw Rejection(.invalidField, field: "successor_id", "nobody succeeds himself or herself")
      }
      _ = try activeUser(successor, field: "successor_id")
    }
    let held = users[leaver].openCount
    guard held == 0 || command.successor != nil || command.toPool else {
      throw Rejection(
        .handoverRequired, field: "successor_id",
        "'\(command.userID)' has \(held) open opportunities: name a successor, or the pool")
    }
    try Text.validateReason(command.reason)
    return Facts(
      .userDeactivated(UserDeactivated(reason: command.reason, successor: command.successor)),
      elsewhere: handover(of: opportunitiesHeld(by: leaver), as: command)
        + handover(ofTasksOf: command))
  }

  /// The open opportunities of one owner, in order of creation. Looks at all there are: people leave
  /// rarely.
  private func opportunitiesHeld(by owner: RowNumber<User>) -> [OpportunityID] {
    let count = Int(users[owner].openCount)
    var held: [OpportunityID] = []
    held.reserveCapacity(count)
    var place = 0
    while held.count < count, place < opportunities.count {
      if opportunities.rows[place].holder == owner { held.append(opportunities.keys[place]) }
      place += 1
    }
    return held
  }

  private func handover(
    of held: [OpportunityID], as command: DeactivateUser
  ) -> [(stream: Stream, event: Event)] {
    held.map { id in
      guard let successor = command.successor else {
        return (
          Stream(id),
          .opportunityReturnedToPool(
            OpportunityReturnedToPool(from: command.userID, reason: command.reason))
        )
      }
      return (
        Stream(id),
        .opportunityReassigned(
          OpportunityReassigned(from: command.userID, to: successor, reason: command.reason))
      )
    }
  }

  /// Without a successor the teams that owe the tasks find somebody.
  private func handover(
    ofTasksOf command: DeactivateUser
  ) -> [(stream: Stream, event: Event)] {
    (0..<tasks.count).compactMap { place in
      let task = tasks.rows[place]
      guard !task.isCompleted, task.assignee == command.userID else { return nil }
      return (
        Stream(kind: .departmentTask, id: tasks.keys[place].bytes),
        .taskReassigned(
          TaskReassigned(from: command.userID, to: command.successor, reason: command.reason))
      )
    }
  }

  mutating func evolve(with event: UserDeactivated, on id: UserID) {
    users.modify(id) { user in
      user.version += 1
      user.isActive = false
    }
  }
}
