import Opportunities
import Testing

@testable import Insight

@Suite("The board knows teams, users and customers as they are by now")
struct DirectoryTests {
  @Test("Who moves with the team or alone is counted where he or she is now")
  func moves() throws {
    var story = try Story()
    #expect(story.board.directory.teams(from: TeamID("sales")).count == 3)
    try story.submit(
      .registerTeam(RegisterTeam(teamID: TeamID("all"), name: "all", parent: nil)), at: day(1))
    // Sales stands before its parent now, and east before sales.
    try story.submit(
      .changeTeam(ChangeTeam(teamID: TeamID("sales"), name: "销售部", parent: TeamID("all"))),
      at: day(2))
    let everybody = story.board.directory.teams(from: TeamID("all"))
    #expect(
      everybody == ["all", "sales", "east", "west"].reduce(into: []) { $0.insert(TeamID($1)) })
    #expect(story.board.directory.team(TeamID("sales"))?.name == "销售部")
    try story.submit(
      .changeUser(
        ChangeUser(userID: UserID("ana"), name: "安娜", roles: [.manager], team: TeamID("west"))),
      at: day(3))
    let ana = story.board.directory.user(UserID("ana"))
    #expect(
      ana == Directory.Member(name: "安娜", team: TeamID("west"), roles: [.manager]))
    try story.submit(
      .changeUser(ChangeUser(userID: UserID("ana"), roles: [.rep], team: nil)), at: day(4))
    #expect(story.board.directory.user(UserID("ana"))?.name == "安娜")
  }

  @Test("A circle of teams, which only a selection of the log can show, ends")
  func circle() throws {
    let story = try Story()
    var board = story.board
    var record = try #require(story.records.last)
    for (team, parent) in [("sales", "east"), ("east", "sales")] {
      record.position += 1
      record.stream = Stream(kind: .team, id: team)
      record.event = .teamChanged(
        TeamChanged(oldName: "", name: team, oldParent: nil, parent: TeamID(parent)))
      try board.apply(record)
    }
    #expect(board.directory.teams(from: TeamID("east")).count == 3)
    #expect(board.directory.teams(from: TeamID("west")) == [TeamID("west")])
  }

  @Test("A customer is shown by the name it has now, a company's or a person's")
  func renames() throws {
    var story = try Story()
    try story.create()
    try story.submit(
      .updateProfile(
        UpdateProfile(
          customerID: CustomerID("acme"), fieldCode: "name", value: "Acme Asia",
          provenance: "card")),
      at: day(1))
    #expect(story.card(at: day(3))?.customerName == "Acme Asia")
    try story.submit(
      .updateProfile(
        UpdateProfile(
          customerID: CustomerID("acme"), fieldCode: "size", value: "300", provenance: "card")),
      at: day(2))
    #expect(story.card(at: day(3))?.customerName == "Acme Asia")
  }

  @Test("What changes nobody who is there is refused, and nothing has changed")
  func strangers() throws {
    let story = try Story()
    var record = try #require(story.records.last)
    record.position += 1
    let changes: [(Event, Stream.Kind)] = [
      (
        .teamChanged(TeamChanged(oldName: "", name: "n", oldParent: nil, parent: nil)), .team
      ),
      (
        .userChanged(UserChanged(name: "n", roles: [], team: nil, manager: nil, capacity: 0)), .user
      ),
      (
        .profileUpdated(
          ProfileUpdated(fieldCode: "name", old: "", new: "n", personalNew: "", provenance: "p")),
        .customer
      ),
    ]
    for (event, kind) in changes {
      record.event = event
      record.stream = Stream(kind: kind, id: "x")
      var board = story.board
      let change = record
      let error = #expect(throws: ProjectionError.self) { try board.apply(change) }
      #expect(error?.reason == .unknownSubject)
      #expect(board.position == story.board.position)
    }
  }
}
