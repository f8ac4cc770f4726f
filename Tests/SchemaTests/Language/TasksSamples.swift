// Written by tools/generate.sh from schemas/opportunity/v1/tasks.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func openTask() -> OpenTask {
    OpenTask(
      taskID: id(), title: text(), team: id(), dueAt: maybe { $0.laterInstant() },
      opportunity: maybe { $0.id() }, assignee: maybe { $0.id() }, slaHours: uint32())
  }
}

extension PBOpenTask {
  init(_ value: OpenTask) {
    self.init()
    taskID = value.taskID.text
    title = value.title
    teamID = value.team.text
    if let dueAt = value.dueAt { self.dueAtMs = dueAt.milliseconds }
    if let opportunity = value.opportunity { self.opportunityID = opportunity.text }
    if let assignee = value.assignee { self.assigneeID = assignee.text }
    slaHours = value.slaHours
  }
}

extension Random {
  mutating func taskOpened() -> TaskOpened {
    TaskOpened(
      title: text(), team: id(), dueAt: maybe { $0.laterInstant() }, opportunity: maybe { $0.id() },
      assignee: maybe { $0.id() }, slaHours: uint32())
  }
}

extension PBTaskOpened {
  init(_ value: TaskOpened) {
    self.init()
    title = value.title
    teamID = value.team.text
    if let dueAt = value.dueAt { self.dueAtMs = dueAt.milliseconds }
    if let opportunity = value.opportunity { self.opportunityID = opportunity.text }
    if let assignee = value.assignee { self.assigneeID = assignee.text }
    slaHours = value.slaHours
  }
}

extension Random {
  mutating func reassignTask() -> ReassignTask {
    ReassignTask(taskID: id(), assignee: id(), reason: text())
  }
}

extension PBReassignTask {
  init(_ value: ReassignTask) {
    self.init()
    taskID = value.taskID.text
    assigneeID = value.assignee.text
    reason = value.reason
  }
}

extension Random {
  mutating func taskReassigned() -> TaskReassigned {
    TaskReassigned(from: maybe { $0.id() }, to: maybe { $0.id() }, reason: text())
  }
}

extension PBTaskReassigned {
  init(_ value: TaskReassigned) {
    self.init()
    if let from = value.from { self.fromAssigneeID = from.text }
    if let to = value.to { self.toAssigneeID = to.text }
    reason = value.reason
  }
}

extension Random {
  mutating func completeTask() -> CompleteTask {
    CompleteTask(taskID: id(), result: text())
  }
}

extension PBCompleteTask {
  init(_ value: CompleteTask) {
    self.init()
    taskID = value.taskID.text
    result = value.result
  }
}

extension Random {
  mutating func taskCompleted() -> TaskCompleted {
    TaskCompleted(result: text())
  }
}

extension PBTaskCompleted {
  init(_ value: TaskCompleted) {
    self.init()
    result = value.result
  }
}
