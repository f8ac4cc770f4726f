// 跨部门任务: work that another department owes a deal. Who is responsible is never in doubt, and what
// was asked stays in the history (系统留痕).

extension LedgerState {
  /// - Throws: `INVALID_FIELD`, `DUPLICATE_ID`, `NOT_FOUND` (team, opportunity, assignee),
  ///   `FORBIDDEN`, `USER_INACTIVE`, `BAD_DATE`.
  func decide(_ command: OpenTask, in context: CommandContext) throws(Rejection) -> Event {
    try command.taskID.validate(field: "task_id")
    guard tasks[command.taskID] == nil else {
      throw Rejection(
        .duplicateID, field: "task_id", "task '\(command.taskID)' was opened already")
    }
    try Text.validateName(command.title, field: "title")
    guard teams[command.team] != nil else {
      throw .notFound("team", command.team.text, field: "team_id")
    }
    if let id = command.opportunity {
      guard let opportunity = opportunities.number(of: id) else {
        throw .notFound("opportunity", id.text, field: "opportunity_id")
      }
      try requireScope(of: context, over: opportunity)
    }
    if let assignee = command.assignee { _ = try activeUser(assignee, field: "assignee_id") }
    guard let dueAt = command.dueAt, dueAt > context.occurredAt else {
      throw Rejection(.badDate, field: "due_at_ms", "a task is due some time after it is opened")
    }
    return .taskOpened(
      TaskOpened(
        title: command.title, team: command.team, dueAt: dueAt, opportunity: command.opportunity,
        assignee: command.assignee, slaHours: command.slaHours))
  }

  /// - Throws: `NOT_FOUND`, `TASK_COMPLETED`, `FORBIDDEN`, `USER_INACTIVE`, `UNCHANGED`,
  ///   `REASON_REQUIRED`.
  func decide(_ command: ReassignTask, in context: CommandContext) throws(Rejection) -> Event {
    let task = try openTask(command.taskID, for: context)
    _ = try activeUser(command.assignee, field: "assignee_id")
    guard command.assignee != task.assignee else {
      throw Rejection(.unchanged, field: "assignee_id", "'\(command.assignee)' has it already")
    }
    try Text.validateReason(command.reason)
    return .taskReassigned(
      TaskReassigned(from: task.assignee, to: command.assignee, reason: command.reason))
  }

  /// - Throws: `NOT_FOUND`, `TASK_COMPLETED`, `FORBIDDEN`, `INVALID_FIELD`.
  func decide(_ command: CompleteTask, in context: CommandContext) throws(Rejection) -> Event {
    _ = try openTask(command.taskID, for: context)
    try Text.validateNote(command.result, field: "result")
    return .taskCompleted(TaskCompleted(result: command.result))
  }

  /// Checks that the actor may act on a task: as a member of the team that owes it, as whoever has it
  /// or stands above that person, or as owner or operations of the company. Comes before everything
  /// that would tell about the task.
  ///
  /// - Throws: `FORBIDDEN`.
  func requireScope(
    of context: CommandContext, over task: DepartmentTask
  ) throws(Rejection) {
    guard let user = context.user, users[user].team != task.team else { return }
    if let assignee = task.assignee.flatMap({ users.number(of: $0) }) {
      try requireScope(of: context, over: assignee)
    } else {
      try requireAdministration(by: context.actor)
    }
  }

  /// The task, once it is known to be there and open. That it is within the actor's reach was checked
  /// before any rule.
  ///
  /// - Throws: `NOT_FOUND`, `TASK_COMPLETED`.
  private func openTask(
    _ id: DepartmentTaskID, for context: CommandContext
  ) throws(Rejection) -> DepartmentTask {
    guard let task = tasks[id] else { throw .notFound("task", id.text, field: "task_id") }
    guard !task.isCompleted else {
      throw Rejection(.taskCompleted, field: "task_id", "task '\(id)' is done")
    }
    return task
  }
}

extension LedgerState {
  mutating func evolve(with event: TaskOpened, on id: DepartmentTaskID) {
    tasks.insert(
      DepartmentTask(
        version: 1, team: event.team, assignee: event.assignee, opportunity: event.opportunity,
        isCompleted: false),
      at: id)
  }
}

extension DepartmentTask {
  mutating func evolve(with event: Event) {
    version += 1
    switch event {
    case .taskReassigned(let event): assignee = event.to
    case .taskCompleted: isCompleted = true
    default: preconditionFailure("an event of another stream reached a task")
    }
  }
}

extension LedgerState {
  /// Why `record` cannot follow; nil: it can.
  func misfit(ofTask record: RecordedEvent) -> String? {
    let task = tasks[DepartmentTaskID(record.stream.id)]
    if case .taskOpened = record.event { return nil }
    guard let task else { return "its task was never opened" }
    return task.isCompleted ? "its task is done" : nil
  }
}
