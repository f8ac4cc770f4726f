import Testing

@testable import Opportunities

@Suite("People leave, opportunities stay")
struct DepartureTests {
  @Test("A refused departure names its code and field, and leaves no trace", arguments: refusals)
  func refuses(_ refusal: Refusal) throws {
    var world = try World.pool()
    try world.check(refusal)
  }

  static let refusals: [Refusal] = [
    Refusal("by a rep", .leave("bo"), as: World.user("ana"), .forbidden, "actor.id"),
    Refusal("of nobody", .leave("x"), .notFound, "user_id"),
    Refusal("twice", .leave("lea"), .userInactive, "user_id"),
    Refusal("without handover", .leave("ana"), .handoverRequired, "successor_id"),
    Refusal("without reason", .leave("bo", reason: ""), .reasonRequired, "reason"),
    Refusal(
      "to two places", .leave("ana", successor: "bo", toPool: true), .invalidField, "to_pool"),
    Refusal("to oneself", .leave("ana", successor: "ana"), .invalidField, "successor_id"),
    Refusal("to nobody", .leave("ana", successor: "x"), .notFound, "successor_id"),
    Refusal("to who left", .leave("ana", successor: "lea"), .userInactive, "successor_id"),
  ]

  private static func work(_ world: inout World) throws {
    for (task, assignee) in [("t1", "ana"), ("t2", "bo"), ("t3", "ana")] {
      try world.submit(
        .openTask(
          OpenTask(
            taskID: DepartmentTaskID(task), title: "Demo", team: TeamID("east"),
            dueAt: world.now + .days(3), assignee: UserID(assignee))))
    }
    try world.submit(.completeTask(CompleteTask(taskID: DepartmentTaskID("t3"))))
  }

  @Test("A successor gets every open opportunity and task in one command, and nothing else changes")
  func successor() throws {
    var world = try World.pool()
    try Self.work(&world)
    let before = Snapshot(world.state).opportunities
    let ana = try #require(world.state.users.number(of: UserID("ana")))
    let bo = try #require(world.state.users.number(of: UserID("bo")))
    let decision = try world.judge(.leave("ana", successor: "bo"))
    #expect(
      decision.facts.first
        == .userDeactivated(UserDeactivated(reason: "left", successor: UserID("bo"))))
    #expect(
      decision.facts.elsewhere.map(\.stream.id.text) == ["open", "worked", "closing", "t1"])
    try world.submit(.leave("ana", successor: "bo"))
    for (id, old) in before {
      let new = try #require(world.state.opportunities[id])
      #expect(new.owner == (old.holder == ana ? bo : old.owner), "\(id)")
      #expect(new.ownerAside == old.ownerAside, "\(id)")
    }
    #expect(world.state.tasks[DepartmentTaskID("t1")]?.assignee == UserID("bo"))
    #expect(world.state.tasks[DepartmentTaskID("t3")]?.assignee == UserID("ana"))
    #expect(world.state.users[ana].openCount == 0)
    #expect(world.state.users[bo].openCount == 3)
    #expect(world.state.version(of: Stream(kind: .user, id: "ana")) == 2)
    #expect(world.code(of: .follow("open"), as: World.user("ana")) == .userInactive)
  }

  @Test("To the pool: opportunities lose their owner, tasks go back to their team")
  func pool() throws {
    var world = try World.pool()
    try Self.work(&world)
    try world.submit(.leave("ana", toPool: true))
    for id in ["open", "worked", "closing"] {
      let opportunity = try #require(world.state.opportunities[OpportunityID(id)])
      #expect(opportunity.owner == nil && opportunity.isOpen)
      #expect(opportunity.dossier?.formerOwners.last?.user == UserID("ana"))
    }
    #expect(world.state.opportunities[OpportunityID("lost")]?.owner != nil)
    let task = try #require(world.state.tasks[DepartmentTaskID("t1")])
    #expect(task.assignee == nil && !task.isCompleted)
    // And the team's own people can still do it.
    try world.judge(
      .completeTask(CompleteTask(taskID: DepartmentTaskID("t1"))), as: World.user("mia"))
  }

  @Test("Who holds nothing leaves without a destination")
  func nothingHeld() throws {
    var world = try World.pool()
    let decision = try world.judge(.leave("bo"))
    #expect(decision.facts.count == 1)
    try world.submit(.leave("bo"))
    #expect(world.code(of: .create("n"), as: World.user("bo")) == .userInactive)
  }

  @Test("A task goes to nobody who left")
  func tasks() throws {
    var world = try World.pool()
    try Self.work(&world)
    let open = OpenTask(
      taskID: DepartmentTaskID("t4"), title: "Demo", team: TeamID("east"),
      dueAt: world.now + .days(3), assignee: UserID("lea"))
    #expect(world.code(of: .openTask(open)) == .userInactive)
    let move = ReassignTask(
      taskID: DepartmentTaskID("t1"), assignee: UserID("lea"), reason: "busy")
    #expect(world.code(of: .reassignTask(move)) == .userInactive)
  }
}

extension Opportunity {
  /// All that a change of owner must leave as it is; what belongs to the owner's axis is put aside.
  var ownerAside: Opportunity {
    var copy = self
    copy.version = 0
    copy.owner = nil
    copy.idleSince = Instant(milliseconds: 0)
    copy.isUntouched = false
    copy.lastImport = nil
    copy.note { $0.formerOwners = [] }
    return copy
  }
}
