import Testing

@testable import Opportunities

@Suite("Teams and users change their place, and scope follows at once")
struct OrganisationChangeTests {
  @Test("Refused, with its code and field", arguments: refusals)
  func refused(_ refusal: Refusal) throws { refusal.check(in: try World.company()) }

  @Test("A team that moves takes its people to other managers")
  func moves() throws {
    var world = try World.company()
    #expect(world.refusal(of: .grade("open"), as: World.user("mia")) == nil)
    // East goes below west: whoever manages west now reaches ana.
    try world.submit(.person("wim", roles: [.manager], team: "west"))
    #expect(world.refusal(of: .grade("open"), as: World.user("wim"))?.code == .forbidden)
    let event = try world.submit(.change(team: "east", name: "华东", parent: "west"))
    #expect(
      event
        == .teamChanged(
          TeamChanged(
            oldName: "east", name: "华东", oldParent: TeamID("sales"), parent: TeamID("west"))))
    #expect(world.refusal(of: .grade("open"), as: World.user("wim")) == nil)
    #expect(world.state.version(of: Stream(kind: .team, id: "east")) == 2)
    // West stands below sales, so sales cannot go below east.
    let cycle = world.refusal(of: .change(team: "sales", name: "sales", parent: "east"))
    #expect(cycle?.code == .teamCycle)
    // A top team again.
    try world.submit(.change(team: "east", name: "华东"))
    #expect(world.refusal(of: .grade("open"), as: World.user("hal"))?.code == .forbidden)
    #expect(Snapshot(world.replayed()) == Snapshot(world.state))
  }

  @Test("A user gets another team, manager and capacity; an empty name stays")
  func changes() throws {
    var world = try World.company()
    let event = try world.submit(
      .change(user: "ana", roles: [.rep, .manager], team: "west", manager: "hal", capacity: 40))
    #expect(
      event
        == .userChanged(
          UserChanged(
            name: "", roles: [.rep, .manager], team: TeamID("west"), manager: UserID("hal"),
            capacity: 40)))
    let ana = try #require(world.state.users[UserID("ana")])
    #expect(ana.team == TeamID("west") && ana.manager == UserID("hal"))
    #expect(ana.capacity == 40 && ana.version == 2)
    #expect(world.refusal(of: .grade("open"), as: World.user("mia"))?.code == .forbidden)
    let same = world.refusal(
      of: .change(user: "ana", roles: [.rep, .manager], team: "west", manager: "hal", capacity: 40))
    #expect(same?.code == .unchanged)
    // Nobody answers to those who answer to him.
    let circle = world.refusal(
      of: .change(user: "hal", roles: [.departmentHead], team: "sales", manager: "ana"))
    #expect(circle?.code == .invalidField && circle?.field == "manager_id")
    #expect(Snapshot(world.replayed()) == Snapshot(world.state))
  }

  @Test("Who is registered names a manager who is registered")
  func registersWithManager() throws {
    var world = try World.company()
    let command = RegisterUser(
      userID: UserID("new"), name: "N", roles: [.rep], team: nil, manager: UserID("mia"),
      capacity: 5)
    try world.submit(.registerUser(command))
    #expect(world.state.users[UserID("new")]?.manager == UserID("mia"))
    var orphan = command
    orphan.userID = UserID("other")
    orphan.manager = UserID("x")
    #expect(world.refusal(of: .registerUser(orphan))?.field == "manager_id")
  }

  static let ana = World.user("ana")

  static let refusals: [Refusal] = [
    Refusal(
      "a rep moves a team", .change(team: "east", name: "e"), as: ana, .forbidden, "actor.id"),
    Refusal("no such team", .change(team: "x", name: "e"), .notFound, "team_id"),
    Refusal("no name", .change(team: "east", name: ""), .invalidField, "name"),
    Refusal(
      "below nothing", .change(team: "east", name: "e", parent: "x"), .notFound, "parent_id"),
    Refusal(
      "below itself", .change(team: "east", name: "e", parent: "east"), .teamCycle, "parent_id"),
    Refusal(
      "below its child", .change(team: "sales", name: "s", parent: "west"), .teamCycle,
      "parent_id"),
    Refusal(
      "as it is", .change(team: "east", name: "east", parent: "sales"), .unchanged, "team_id"),
    Refusal("a rep changes a user", .change(user: "bo"), as: ana, .forbidden, "actor.id"),
    Refusal("no such user", .change(user: "x"), .notFound, "user_id"),
    Refusal("no role", .change(user: "bo", roles: []), .invalidField, "roles"),
    Refusal("a line break", .change(user: "bo", name: "a\nb"), .invalidField, "name"),
    Refusal("no such team of a user", .change(user: "bo", team: "x"), .notFound, "team_id"),
    Refusal("no such manager", .change(user: "bo", manager: "x"), .notFound, "manager_id"),
    Refusal("his own manager", .change(user: "bo", manager: "bo"), .invalidField, "manager_id"),
    Refusal("as he is", .change(user: "bo", team: "west"), .unchanged, "user_id"),
  ]
}

extension Command {
  static func change(team id: String, name: String, parent: String? = nil) -> Command {
    .changeTeam(ChangeTeam(teamID: TeamID(id), name: name, parent: parent.map { TeamID($0) }))
  }

  static func change(
    user id: String, name: String = "", roles: [Role] = [.rep], team: String? = nil,
    manager: String? = nil, capacity: UInt32 = 0
  ) -> Command {
    .changeUser(
      ChangeUser(
        userID: UserID(id), name: name, roles: roles, team: team.map { TeamID($0) },
        manager: manager.map { UserID($0) }, capacity: capacity))
  }
}
