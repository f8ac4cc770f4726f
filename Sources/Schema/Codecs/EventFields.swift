import Opportunities

// Which field of a record holds which event (record.proto). A number is never used again.

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
    }
  }
}
