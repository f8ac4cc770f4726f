import Testing

@testable import Opportunities

@Suite("Tasks of other departments")
struct TaskTests {
  static func open(
    _ id: String = "t1", title: String = "Draft the contract", team: String = "west",
    due: Instant? = World.start + .days(2), about opportunity: String? = "open",
    assignee: String? = nil
  ) -> Command {
    .openTask(
      OpenTask(
        taskID: DepartmentTaskID(id), title: title, team: TeamID(team), dueAt: due,
        opportunity: opportunity.map { OpportunityID($0) }, assignee: assignee.map { UserID($0) },
        slaHours: 24))
  }

  static func pass(
    _ id: String = "t1", to assignee: String = "bo", reason: String = "knows it"
  ) -> Command {
    .reassignTask(
      ReassignTask(taskID: DepartmentTaskID(id), assignee: UserID(assignee), reason: reason))
  }

  static func complete(_ id: String = "t1", result: String = "sent") -> Command {
    .completeTask(CompleteTask(taskID: DepartmentTaskID(id), result: result))
  }

  @Test("A task is opened for a deal, passed on and done")
  func lives() throws {
    var world = try World.company()
    try world.submit(Self.open(), as: World.user("ana"))
    let passed = try world.submit(Self.pass(), as: World.user("bo"))
    #expect(
      passed == .taskReassigned(TaskReassigned(from: nil, to: UserID("bo"), reason: "knows it")))
    try world.submit(Self.complete(), as: World.user("bo"))
    let task = try #require(world.state.tasks[DepartmentTaskID("t1")])
    #expect(task.isCompleted && task.version == 3 && task.assignee == UserID("bo"))
    #expect(world.replayed().tasks[DepartmentTaskID("t1")] == task)
  }

  @Test("Opening is refused")
  func refusesOpening() throws {
    var world = try World.company()
    try world.submit(Self.open())
    world.expectRefusal(Self.open(""), .invalidField, "task_id")
    world.expectRefusal(Self.open(), .duplicateID, "task_id")
    world.expectRefusal(Self.open("t2", title: " "), .invalidField, "title")
    world.expectRefusal(Self.open("t2", team: "x"), .notFound, "team_id")
    world.expectRefusal(Self.open("t2", about: "x"), .notFound, "opportunity_id")
    world.expectRefusal(Self.open("t2"), as: World.user("bo"), .forbidden, "actor.id")
    world.expectRefusal(Self.open("t2", assignee: "x"), .notFound, "assignee_id")
    world.expectRefusal(Self.open("t2", due: nil), .badDate, "due_at_ms")
    world.expectRefusal(Self.open("t2", due: World.start), .badDate, "due_at_ms")
  }

  @Test("Passing on and completing are refused")
  func refusesWork() throws {
    var world = try World.company()
    try world.submit(Self.open(assignee: "bo"))
    for command in [Self.pass("x"), Self.complete("x")] {
      world.expectRefusal(command, .notFound, "task_id")
    }
    for command in [Self.pass(to: "ana"), Self.complete()] {
      world.expectRefusal(command, as: World.user("ana"), .forbidden, "actor.id")
    }
    world.expectRefusal(Self.pass(to: "x"), .notFound, "assignee_id")
    world.expectRefusal(Self.pass(), .unchanged, "assignee_id")
    world.expectRefusal(Self.pass(to: "ana", reason: ""), .reasonRequired, "reason")
    world.expectRefusal(Self.complete(result: RefusalTests.huge), .invalidField, "result")
    try world.submit(Self.complete(), as: World.user("hal"))
    for command in [Self.pass(to: "ana"), Self.complete()] {
      world.expectRefusal(command, .taskCompleted, "task_id")
    }
  }

  @Test("What nobody has is passed on by its team or the company, by nobody else")
  func scopeOfUnassigned() throws {
    var world = try World.company()
    try world.submit(Self.open())
    world.expectRefusal(Self.pass(), as: World.user("mia"), .forbidden, "actor.id")
    try world.submit(Self.pass(), as: World.user("oli"))
  }

  @Test("Nobody learns the version of a task out of reach")
  func hidesVersion() throws {
    var world = try World.company()
    try world.submit(Self.open(assignee: "bo"))
    for version in [1, 5] as [UInt64] {
      let refusal = #expect(throws: Rejection.self) {
        try world.judge(Self.complete(), as: World.user("ana"), expectedVersion: version)
      }
      #expect(refusal?.code == .forbidden && refusal?.currentVersion == 0)
    }
    let conflict = #expect(throws: Rejection.self) {
      try world.judge(Self.complete(), as: World.user("bo"), expectedVersion: 5)
    }
    #expect(conflict?.code == .versionConflict && conflict?.currentVersion == 1)
  }

  @Test("A log that opens a task twice is a misfit, not a trap")
  func hostileLog() throws {
    var world = try World.company()
    let event = try world.submit(Self.open())
    let stream = Stream(kind: .departmentTask, id: "t1")
    #expect(world.misfit(event, on: stream, version: 2) != nil)
    let team = Event.teamRegistered(TeamRegistered(name: "east", parent: nil))
    #expect(world.misfit(team, on: Stream(kind: .team, id: "east"), version: 2) != nil)
    let created = try #require(world.records.first { $0.stream.kind == .opportunity })
    #expect(world.misfit(created.event, on: created.stream, version: 2) != nil)
  }
}
