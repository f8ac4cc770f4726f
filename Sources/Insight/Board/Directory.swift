package import Opportunities

/// People, teams and customers by name, as far as views need them.
package struct Directory: Sendable {
  package struct Member: Hashable, Sendable {
    package var name: String
    package var team: TeamID?
    package var roles: [Role]
  }

  package struct TeamEntry: Hashable, Sendable {
    package var id: TeamID
    package var name: String
    package var parent: TeamID?
  }

  private var members: [UserID: Member] = [:]
  private var customerNames: [CustomerID: String] = [:]
  /// In order of registration, so that a parent stands before every team below it.
  package private(set) var teams: [TeamEntry] = []
  private var teamIndices: [TeamID: Int] = [:]

  init() {}

  package var userCount: Int { members.count }
  package var customerCount: Int { customerNames.count }

  package func user(_ id: UserID) -> Member? { members[id] }

  package func team(_ id: TeamID) -> TeamEntry? { teamIndices[id].map { teams[$0] } }

  /// Display name of the organisation or person; nil: not registered.
  package func customerName(_ id: CustomerID) -> String? { customerNames[id] }

  /// The team and every team below it; just itself when nobody registered it.
  package func teams(from top: TeamID) -> Set<TeamID> {
    var inside: Set<TeamID> = [top]
    for team in teams {
      if let parent = team.parent, inside.contains(parent) { inside.insert(team.id) }
    }
    return inside
  }

  /// Whose opportunities `filter` means, resolved once for a whole answer.
  func membership(of filter: ScopeFilter) -> ScopeMembership {
    guard let team = filter.team else { return ScopeMembership(owner: filter.owner, owners: nil) }
    let inside = teams(from: team)
    var owners: Set<UserID> = []
    for (id, member) in members {
      if let own = member.team, inside.contains(own) { owners.insert(id) }
    }
    return ScopeMembership(owner: filter.owner, owners: owners)
  }

  mutating func register(_ user: UserRegistered, as id: UserID) -> Bool {
    let member = Member(name: user.name, team: user.team, roles: user.roles)
    guard members[id] == nil else { return false }
    members[id] = member
    return true
  }

  mutating func register(_ customer: CustomerRegistered, as id: CustomerID) -> Bool {
    guard customerNames[id] == nil else { return false }
    customerNames[id] =
      switch customer.kind {
      case .organisation: customer.name
      case .person: customer.personName
      }
    return true
  }

  mutating func register(_ team: TeamRegistered, as id: TeamID) -> Bool {
    guard teamIndices[id] == nil else { return false }
    teamIndices[id] = teams.count
    teams.append(TeamEntry(id: id, name: team.name, parent: team.parent))
    return true
  }
}

/// Whose opportunities an answer is about. Both nil: everybody's. Both set: both must hold.
package struct ScopeFilter: Hashable, Sendable {
  package var owner: UserID?
  /// The team and every team below it, by the team the owner belongs to now.
  package var team: TeamID?

  package init(owner: UserID? = nil, team: TeamID? = nil) {
    self.owner = owner
    self.team = team
  }

  package static let everybody = ScopeFilter()
}

/// A scope with its owners looked up.
struct ScopeMembership {
  var owner: UserID?
  /// nil: whoever.
  var owners: Set<UserID>?

  func contains(_ facts: OpportunityFacts) -> Bool {
    if let owner, facts.owner != owner { return false }
    return owners?.contains(facts.owner) ?? true
  }
}
