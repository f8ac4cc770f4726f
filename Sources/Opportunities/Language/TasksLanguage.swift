// Written by tools/generate.sh from schemas/opportunity/v1/tasks.proto; edit that, not this.

/// 跨部门任务: asks a team for something by a moment.
package struct OpenTask: Hashable, Sendable {
  package var taskID: DepartmentTaskID
  package var title: String
  /// Which department owes it.
  package var team: TeamID
  package var dueAt: Instant?
  /// The opportunity it serves. nil: none.
  package var opportunity: OpportunityID?
  /// nil: the team finds somebody.
  package var assignee: UserID?
  /// How long the department may take by its own promise, hours. 0: nothing was promised.
  package var slaHours: UInt32

  package init(
    taskID: DepartmentTaskID, title: String = "", team: TeamID, dueAt: Instant? = nil,
    opportunity: OpportunityID? = nil, assignee: UserID? = nil, slaHours: UInt32 = 0
  ) {
    self.taskID = taskID
    self.title = title
    self.team = team
    self.dueAt = dueAt
    self.opportunity = opportunity
    self.assignee = assignee
    self.slaHours = slaHours
  }
}

/// 新建任务: Task opened.
package struct TaskOpened: Hashable, Sendable {
  package var title: String
  package var team: TeamID
  package var dueAt: Instant?
  package var opportunity: OpportunityID?
  package var assignee: UserID?
  package var slaHours: UInt32

  package init(
    title: String, team: TeamID, dueAt: Instant?, opportunity: OpportunityID?, assignee: UserID?,
    slaHours: UInt32
  ) {
    self.title = title
    self.team = team
    self.dueAt = dueAt
    self.opportunity = opportunity
    self.assignee = assignee
    self.slaHours = slaHours
  }
}

/// 转交任务: somebody else does it.
package struct ReassignTask: Hashable, Sendable {
  package var taskID: DepartmentTaskID
  package var assignee: UserID
  package var reason: String

  package init(taskID: DepartmentTaskID, assignee: UserID, reason: String = "") {
    self.taskID = taskID
    self.assignee = assignee
    self.reason = reason
  }
}

/// 转交任务: Task reassigned.
package struct TaskReassigned: Hashable, Sendable {
  package var from: UserID?
  /// nil: whoever had it left, and the team finds somebody.
  package var to: UserID?
  package var reason: String

  package init(from: UserID?, to: UserID?, reason: String) {
    self.from = from
    self.to = to
    self.reason = reason
  }
}

/// 完成任务
package struct CompleteTask: Hashable, Sendable {
  package var taskID: DepartmentTaskID
  /// What came out of it.
  package var result: String

  package init(taskID: DepartmentTaskID, result: String = "") {
    self.taskID = taskID
    self.result = result
  }
}

/// 完成任务: Task completed.
package struct TaskCompleted: Hashable, Sendable {
  package var result: String

  package init(result: String) {
    self.result = result
  }
}
