// Written by tools/generate.sh from schemas/opportunity/v1/commands.proto and record.proto; edit that, not this.

import Opportunities
import Schema

/// Every kind of command.
enum CommandKind: Int, CaseIterable {
  case publishPolicy
  case registerTeam
  case registerUser
  case registerCustomer
  case createOpportunity
  case gradeOpportunity
  case logFollowUp
  case moveStage
  case reassignOpportunity
  case reviseAmount
  case reviseExpectedClose
  case winOpportunity
  case loseOpportunity
  case archiveOpportunity
  case reopenOpportunity
  case issueQuote
  case openTask
  case reassignTask
  case completeTask
}

extension Random {
  mutating func command(of kind: CommandKind) -> Command {
    switch kind {
    case .publishPolicy: .publishPolicy(publishPolicy())
    case .registerTeam: .registerTeam(registerTeam())
    case .registerUser: .registerUser(registerUser())
    case .registerCustomer: .registerCustomer(registerCustomer())
    case .createOpportunity: .createOpportunity(createOpportunity())
    case .gradeOpportunity: .gradeOpportunity(gradeOpportunity())
    case .logFollowUp: .logFollowUp(logFollowUp())
    case .moveStage: .moveStage(moveStage())
    case .reassignOpportunity: .reassignOpportunity(reassignOpportunity())
    case .reviseAmount: .reviseAmount(reviseAmount())
    case .reviseExpectedClose: .reviseExpectedClose(reviseExpectedClose())
    case .winOpportunity: .winOpportunity(winOpportunity())
    case .loseOpportunity: .loseOpportunity(loseOpportunity())
    case .archiveOpportunity: .archiveOpportunity(archiveOpportunity())
    case .reopenOpportunity: .reopenOpportunity(reopenOpportunity())
    case .issueQuote: .issueQuote(issueQuote())
    case .openTask: .openTask(openTask())
    case .reassignTask: .reassignTask(reassignTask())
    case .completeTask: .completeTask(completeTask())
    }
  }
}

extension PBCommand.OneOf_Body {
  init(_ command: Command) {
    switch command {
    case .publishPolicy(let value): self = .publishPolicy(.init(value))
    case .registerTeam(let value): self = .registerTeam(.init(value))
    case .registerUser(let value): self = .registerUser(.init(value))
    case .registerCustomer(let value): self = .registerCustomer(.init(value))
    case .createOpportunity(let value): self = .createOpportunity(.init(value))
    case .gradeOpportunity(let value): self = .gradeOpportunity(.init(value))
    case .logFollowUp(let value): self = .logFollowUp(.init(value))
    case .moveStage(let value): self = .moveStage(.init(value))
    case .reassignOpportunity(let value): self = .reassignOpportunity(.init(value))
    case .reviseAmount(let value): self = .reviseAmount(.init(value))
    case .reviseExpectedClose(let value): self = .reviseExpectedClose(.init(value))
    case .winOpportunity(let value): self = .winOpportunity(.init(value))
    case .loseOpportunity(let value): self = .loseOpportunity(.init(value))
    case .archiveOpportunity(let value): self = .archiveOpportunity(.init(value))
    case .reopenOpportunity(let value): self = .reopenOpportunity(.init(value))
    case .issueQuote(let value): self = .issueQuote(.init(value))
    case .openTask(let value): self = .openTask(.init(value))
    case .reassignTask(let value): self = .reassignTask(.init(value))
    case .completeTask(let value): self = .completeTask(.init(value))
    }
  }
}

/// Every kind of event.
enum EventKind: Int, CaseIterable {
  case policyPublished
  case teamRegistered
  case userRegistered
  case customerRegistered
  case opportunityCreated
  case opportunityGraded
  case followUpLogged
  case stageMoved
  case opportunityReassigned
  case amountRevised
  case expectedCloseRevised
  case opportunityWon
  case opportunityLost
  case opportunityArchived
  case opportunityReopened
  case quoteIssued
  case taskOpened
  case taskReassigned
  case taskCompleted
}

extension Random {
  mutating func event(of kind: EventKind) -> Event {
    switch kind {
    case .policyPublished: .policyPublished(policyPublished())
    case .teamRegistered: .teamRegistered(teamRegistered())
    case .userRegistered: .userRegistered(userRegistered())
    case .customerRegistered: .customerRegistered(customerRegistered())
    case .opportunityCreated: .opportunityCreated(opportunityCreated())
    case .opportunityGraded: .opportunityGraded(opportunityGraded())
    case .followUpLogged: .followUpLogged(followUpLogged())
    case .stageMoved: .stageMoved(stageMoved())
    case .opportunityReassigned: .opportunityReassigned(opportunityReassigned())
    case .amountRevised: .amountRevised(amountRevised())
    case .expectedCloseRevised: .expectedCloseRevised(expectedCloseRevised())
    case .opportunityWon: .opportunityWon(opportunityWon())
    case .opportunityLost: .opportunityLost(opportunityLost())
    case .opportunityArchived: .opportunityArchived(opportunityArchived())
    case .opportunityReopened: .opportunityReopened(opportunityReopened())
    case .quoteIssued: .quoteIssued(quoteIssued())
    case .taskOpened: .taskOpened(taskOpened())
    case .taskReassigned: .taskReassigned(taskReassigned())
    case .taskCompleted: .taskCompleted(taskCompleted())
    }
  }
}

extension PBRecord.OneOf_Event {
  init(_ event: Event) {
    switch event {
    case .policyPublished(let value): self = .policyPublished(.init(value))
    case .teamRegistered(let value): self = .teamRegistered(.init(value))
    case .userRegistered(let value): self = .userRegistered(.init(value))
    case .customerRegistered(let value): self = .customerRegistered(.init(value))
    case .opportunityCreated(let value): self = .opportunityCreated(.init(value))
    case .opportunityGraded(let value): self = .opportunityGraded(.init(value))
    case .followUpLogged(let value): self = .followUpLogged(.init(value))
    case .stageMoved(let value): self = .stageMoved(.init(value))
    case .opportunityReassigned(let value): self = .opportunityReassigned(.init(value))
    case .amountRevised(let value): self = .amountRevised(.init(value))
    case .expectedCloseRevised(let value): self = .expectedCloseRevised(.init(value))
    case .opportunityWon(let value): self = .opportunityWon(.init(value))
    case .opportunityLost(let value): self = .opportunityLost(.init(value))
    case .opportunityArchived(let value): self = .opportunityArchived(.init(value))
    case .opportunityReopened(let value): self = .opportunityReopened(.init(value))
    case .quoteIssued(let value): self = .quoteIssued(.init(value))
    case .taskOpened(let value): self = .taskOpened(.init(value))
    case .taskReassigned(let value): self = .taskReassigned(.init(value))
    case .taskCompleted(let value): self = .taskCompleted(.init(value))
    }
  }
}
