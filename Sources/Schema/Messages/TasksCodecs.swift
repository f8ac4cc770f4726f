// Written by tools/generate.sh from schemas/opportunity/v1/tasks.proto; edit that, not this.

package import Opportunities

extension OpenTask: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var taskID: DepartmentTaskID = DepartmentTaskID(.empty)
    var title: String = ""
    var team: TeamID = TeamID(.empty)
    var dueAt: Instant?
    var opportunity: OpportunityID?
    var assignee: UserID?
    var slaHours: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: taskID = try reader.identifier("task_id")
      case 2: title = try reader.detail("title")
      case 3: team = try reader.identifier("team_id")
      case 4: dueAt = try reader.instant("due_at_ms")
      case 5: opportunity = try reader.optionalIdentifier("opportunity_id")
      case 6: assignee = try reader.optionalIdentifier("assignee_id")
      case 7: slaHours = try reader.uint32("sla_hours")
      default: try reader.skip()
      }
    }
    self.init(
      taskID: taskID, title: title, team: team, dueAt: dueAt, opportunity: opportunity,
      assignee: assignee, slaHours: slaHours)
  }
}

extension TaskOpened: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var title: String = ""
    var team: TeamID = TeamID(.empty)
    var dueAt: Instant?
    var opportunity: OpportunityID?
    var assignee: UserID?
    var slaHours: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: title = try reader.detail("title")
      case 2: team = try reader.identifier("team_id")
      case 3: dueAt = try reader.instant("due_at_ms")
      case 4: opportunity = try reader.optionalIdentifier("opportunity_id")
      case 5: assignee = try reader.optionalIdentifier("assignee_id")
      case 6: slaHours = try reader.uint32("sla_hours")
      default: try reader.skip()
      }
    }
    self.init(
      title: title, team: team, dueAt: dueAt, opportunity: opportunity, assignee: assignee,
      slaHours: slaHours)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, title)
    writer.identifier(2, team)
    writer.instant(3, dueAt)
    writer.identifier(4, opportunity)
    writer.identifier(5, assignee)
    writer.uint32(6, slaHours)
  }
}

extension ReassignTask: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var taskID: DepartmentTaskID = DepartmentTaskID(.empty)
    var assignee: UserID = UserID(.empty)
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: taskID = try reader.identifier("task_id")
      case 2: assignee = try reader.identifier("assignee_id")
      case 3: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(taskID: taskID, assignee: assignee, reason: reason)
  }
}

extension TaskReassigned: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var from: UserID?
    var to: UserID?
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: from = try reader.optionalIdentifier("from_assignee_id")
      case 2: to = try reader.optionalIdentifier("to_assignee_id")
      case 3: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(from: from, to: to, reason: reason)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, from)
    writer.identifier(2, to)
    writer.string(3, reason)
  }
}

extension CompleteTask: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var taskID: DepartmentTaskID = DepartmentTaskID(.empty)
    var result: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: taskID = try reader.identifier("task_id")
      case 2: result = try reader.detail("result")
      default: try reader.skip()
      }
    }
    self.init(taskID: taskID, result: result)
  }
}

extension TaskCompleted: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var result: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: result = try reader.detail("result")
      default: try reader.skip()
      }
    }
    self.init(result: result)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, result)
  }
}
