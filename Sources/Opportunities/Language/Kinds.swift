// Written by tools/generate.sh from schemas/opportunity/v1/commands.proto and record.proto; edit that, not this.

/// Every command, each handled by the file of its capability.
///
/// Large ones, which are rare, stand behind a reference, so that the many small ones are
/// no larger than they must be: they are copied often.
package enum Command: Sendable {
  indirect case publishPolicy(PublishPolicy)
  indirect case registerTeam(RegisterTeam)
  indirect case registerUser(RegisterUser)
  indirect case registerCustomer(RegisterCustomer)
  indirect case createOpportunity(CreateOpportunity)
  case gradeOpportunity(GradeOpportunity)
  case logFollowUp(LogFollowUp)
  case moveStage(MoveStage)
  indirect case reassignOpportunity(ReassignOpportunity)
  case reviseAmount(ReviseAmount)
  case reviseExpectedClose(ReviseExpectedClose)
  case winOpportunity(WinOpportunity)
  case loseOpportunity(LoseOpportunity)
  case archiveOpportunity(ArchiveOpportunity)
  case reopenOpportunity(ReopenOpportunity)
  case issueQuote(IssueQuote)
  indirect case openTask(OpenTask)
  indirect case reassignTask(ReassignTask)
  case completeTask(CompleteTask)

  /// Whether it begins a stream or continues one that always exists.
  var isBeginning: Bool {
    switch self {
    case .publishPolicy, .registerTeam, .registerUser, .registerCustomer, .createOpportunity,
      .openTask:
      true
    default: false
    }
  }

  /// The stream whose version the command may expect.
  package var stream: Stream {
    switch self {
    case .publishPolicy: .policy
    case .registerTeam(let command): Stream(kind: .team, id: command.teamID.bytes)
    case .registerUser(let command): Stream(kind: .user, id: command.userID.bytes)
    case .registerCustomer(let command): Stream(kind: .customer, id: command.customerID.bytes)
    case .createOpportunity(let command):
      Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .gradeOpportunity(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .logFollowUp(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .moveStage(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .reassignOpportunity(let command):
      Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .reviseAmount(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .reviseExpectedClose(let command):
      Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .winOpportunity(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .loseOpportunity(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .archiveOpportunity(let command):
      Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .reopenOpportunity(let command):
      Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .issueQuote(let command): Stream(kind: .opportunity, id: command.opportunityID.bytes)
    case .openTask(let command): Stream(kind: .departmentTask, id: command.taskID.bytes)
    case .reassignTask(let command): Stream(kind: .departmentTask, id: command.taskID.bytes)
    case .completeTask(let command): Stream(kind: .departmentTask, id: command.taskID.bytes)
    }
  }
}

extension LedgerState {
  /// Each rule stands in the file of its capability.
  func decide(_ command: Command, in context: CommandContext) throws(Rejection) -> Facts {
    switch command {
    case .publishPolicy(let command): Facts(try decide(command, in: context))
    case .registerTeam(let command): Facts(try decide(command, in: context))
    case .registerUser(let command): Facts(try decide(command, in: context))
    case .registerCustomer(let command): Facts(try decide(command, in: context))
    case .createOpportunity(let command): Facts(try decide(command, in: context))
    case .gradeOpportunity(let command): Facts(try decide(command, in: context))
    case .logFollowUp(let command): Facts(try decide(command, in: context))
    case .moveStage(let command): Facts(try decide(command, in: context))
    case .reassignOpportunity(let command): Facts(try decide(command, in: context))
    case .reviseAmount(let command): Facts(try decide(command, in: context))
    case .reviseExpectedClose(let command): Facts(try decide(command, in: context))
    case .winOpportunity(let command): Facts(try decide(command, in: context))
    case .loseOpportunity(let command): Facts(try decide(command, in: context))
    case .archiveOpportunity(let command): Facts(try decide(command, in: context))
    case .reopenOpportunity(let command): Facts(try decide(command, in: context))
    case .issueQuote(let command): Facts(try decide(command, in: context))
    case .openTask(let command): Facts(try decide(command, in: context))
    case .reassignTask(let command): Facts(try decide(command, in: context))
    case .completeTask(let command): Facts(try decide(command, in: context))
    }
  }
}

/// Every fact the ledger can hold, each with its meaning in the schema.
package enum Event: Hashable, Sendable {
  indirect case policyPublished(PolicyPublished)
  indirect case teamRegistered(TeamRegistered)
  indirect case userRegistered(UserRegistered)
  indirect case customerRegistered(CustomerRegistered)
  indirect case opportunityCreated(OpportunityCreated)
  case opportunityGraded(OpportunityGraded)
  case followUpLogged(FollowUpLogged)
  case stageMoved(StageMoved)
  indirect case opportunityReassigned(OpportunityReassigned)
  case amountRevised(AmountRevised)
  case expectedCloseRevised(ExpectedCloseRevised)
  case opportunityWon(OpportunityWon)
  case opportunityLost(OpportunityLost)
  case opportunityArchived(OpportunityArchived)
  case opportunityReopened(OpportunityReopened)
  case quoteIssued(QuoteIssued)
  indirect case taskOpened(TaskOpened)
  indirect case taskReassigned(TaskReassigned)
  case taskCompleted(TaskCompleted)

  /// The kind of the stream it belongs to.
  package var streamKind: Stream.Kind {
    switch self {
    case .policyPublished: .policy
    case .teamRegistered: .team
    case .userRegistered: .user
    case .customerRegistered: .customer
    case .opportunityCreated, .opportunityGraded, .followUpLogged, .stageMoved,
      .opportunityReassigned, .amountRevised, .expectedCloseRevised, .opportunityWon,
      .opportunityLost, .opportunityArchived, .opportunityReopened, .quoteIssued:
      .opportunity
    case .taskOpened, .taskReassigned, .taskCompleted: .departmentTask
    }
  }
}
