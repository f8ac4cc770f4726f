// Written by tools/generate.sh from schemas/opportunity/v1/commands.proto and record.proto; edit that, not this.

import Opportunities

// Which field of a command or a record holds which kind. A number is never used again.

extension Command {
  /// Reads the body in the current field of a command; nil, passing over it, when it is none.
  ///
  /// Paths in errors begin inside the body, as those of the domain do.
  @inline(__always)
  init?(_ field: UInt32, reading reader: inout WireReader) throws(WireError) {
    switch field {
    case 20: self = .publishPolicy(try reader.message(""))
    case 30: self = .registerTeam(try reader.message(""))
    case 32: self = .registerUser(try reader.message(""))
    case 40: self = .registerCustomer(try reader.message(""))
    case 50: self = .createOpportunity(try reader.message(""))
    case 51: self = .gradeOpportunity(try reader.message(""))
    case 52: self = .logFollowUp(try reader.message(""))
    case 53: self = .moveStage(try reader.message(""))
    case 54: self = .reassignOpportunity(try reader.message(""))
    case 55: self = .reviseAmount(try reader.message(""))
    case 56: self = .reviseExpectedClose(try reader.message(""))
    case 57: self = .winOpportunity(try reader.message(""))
    case 58: self = .loseOpportunity(try reader.message(""))
    case 59: self = .archiveOpportunity(try reader.message(""))
    case 60: self = .reopenOpportunity(try reader.message(""))
    case 88: self = .issueQuote(try reader.message(""))
    case 125: self = .openTask(try reader.message(""))
    case 126: self = .reassignTask(try reader.message(""))
    case 127: self = .completeTask(try reader.message(""))
    default:
      try reader.skip()
      return nil
    }
  }
}

extension Event {
  /// Reads the event in the current field of a record; nil, passing over it, when it is none.
  init?(_ field: UInt32, reading reader: inout WireReader) throws(WireError) {
    switch field {
    case 20: self = .policyPublished(try reader.message("policy_published"))
    case 30: self = .teamRegistered(try reader.message("team_registered"))
    case 32: self = .userRegistered(try reader.message("user_registered"))
    case 40: self = .customerRegistered(try reader.message("customer_registered"))
    case 50: self = .opportunityCreated(try reader.message("opportunity_created"))
    case 51: self = .opportunityGraded(try reader.message("opportunity_graded"))
    case 52: self = .followUpLogged(try reader.message("follow_up_logged"))
    case 53: self = .stageMoved(try reader.message("stage_moved"))
    case 54: self = .opportunityReassigned(try reader.message("opportunity_reassigned"))
    case 55: self = .amountRevised(try reader.message("amount_revised"))
    case 56: self = .expectedCloseRevised(try reader.message("expected_close_revised"))
    case 57: self = .opportunityWon(try reader.message("opportunity_won"))
    case 58: self = .opportunityLost(try reader.message("opportunity_lost"))
    case 59: self = .opportunityArchived(try reader.message("opportunity_archived"))
    case 60: self = .opportunityReopened(try reader.message("opportunity_reopened"))
    case 88: self = .quoteIssued(try reader.message("quote_issued"))
    case 125: self = .taskOpened(try reader.message("task_opened"))
    case 126: self = .taskReassigned(try reader.message("task_reassigned"))
    case 127: self = .taskCompleted(try reader.message("task_completed"))
    default:
      try reader.skip()
      return nil
    }
  }

  func write(to writer: inout WireWriter) {
    switch self {
    case .policyPublished(let event): writer.message(20, event)
    case .teamRegistered(let event): writer.message(30, event)
    case .userRegistered(let event): writer.message(32, event)
    case .customerRegistered(let event): writer.message(40, event)
    case .opportunityCreated(let event): writer.message(50, event)
    case .opportunityGraded(let event): writer.message(51, event)
    case .followUpLogged(let event): writer.message(52, event)
    case .stageMoved(let event): writer.message(53, event)
    case .opportunityReassigned(let event): writer.message(54, event)
    case .amountRevised(let event): writer.message(55, event)
    case .expectedCloseRevised(let event): writer.message(56, event)
    case .opportunityWon(let event): writer.message(57, event)
    case .opportunityLost(let event): writer.message(58, event)
    case .opportunityArchived(let event): writer.message(59, event)
    case .opportunityReopened(let event): writer.message(60, event)
    case .quoteIssued(let event): writer.message(88, event)
    case .taskOpened(let event): writer.message(125, event)
    case .taskReassigned(let event): writer.message(126, event)
    case .taskCompleted(let event): writer.message(127, event)
    }
  }
}
