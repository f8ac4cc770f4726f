// 协作: presales, technicians and other reps who work on an opportunity with its owner. They may
// record what they heard, and propose how the gain is shared; all else is the owner's.

extension LedgerState {
  private static var collaboratorsMaximum: Int { 50 }

  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `USER_INACTIVE`, `INVALID_FIELD`,
  ///   `UNCHANGED`.
  func decide(_ command: AddCollaborator, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    let user = try activeUser(command.user, field: "user_id")
    guard user != opportunity.owner else {
      throw Rejection(.invalidField, field: "user_id", "'\(command.user)' owns it")
    }
    let present = opportunity.dossier?.collaborators ?? []
    guard !present.contains(command.user) else {
      throw Rejection(.unchanged, field: "user_id", "'\(command.user)' works on it already")
    }
    guard present.count < Self.collaboratorsMaximum else {
      throw Rejection(
        .invalidField, field: "user_id",
        "at most \(Self.collaboratorsMaximum) people work on one opportunity")
    }
    try Text.validateName(command.part, field: "part", required: false)
    return .collaboratorAdded(CollaboratorAdded(user: command.user, part: command.part))
  }

  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `REASON_REQUIRED`.
  func decide(
    _ command: RemoveCollaborator, in context: CommandContext
  ) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    guard opportunity.dossier?.collaborators.contains(command.user) ?? false else {
      throw .notFound("collaborator", command.user.text, field: "user_id")
    }
    try Text.validateReason(command.reason)
    return .collaboratorRemoved(CollaboratorRemoved(user: command.user, reason: command.reason))
  }

  /// Whether the actor is a user who works on the opportunity with its owner.
  func isCollaborator(
    _ context: CommandContext, on subject: RowNumber<Opportunity>
  ) -> Bool {
    guard let actor = context.user, let dossier = opportunities[subject].dossier,
      !dossier.collaborators.isEmpty
    else { return false }
    return dossier.collaborators.contains(users.key(of: actor))
  }
}

extension Dossier {
  mutating func evolve(with event: CollaboratorAdded) {
    if !collaborators.contains(event.user) { collaborators.append(event.user) }
  }

  mutating func evolve(with event: CollaboratorRemoved) {
    collaborators.removeAll { $0 == event.user }
  }
}
