package import Opportunities

/// People, teams and customers by name, as far as views need them.
package struct Directory: Sendable {
  package struct Member: Hashable, Sendable {
    package var name: String
    package var team: TeamID?
    package var roles: [Role]

    package init(name: String, team: TeamID?, roles: [Role]) {
      self.name = name
      self.team = team
      self.roles = roles
    }
  }

  package struct TeamEntry: Hashable, Sendable {
    package var id: TeamID
    package var name: String
    package var parent: TeamID?

    package init(id: TeamID, name: String, parent: TeamID?) {
      self.id = id
      self.name = name
      self.parent = parent
    }
  }

  package struct CustomerEntry: Hashable, Sendable {
    package var id: CustomerID
    /// Of the organisation or person, for display.
    package var name: String

    package init(id: CustomerID, name: String) {
      self.id = id
      self.name = name
    }
  }

  package private(set) var members: [UserID: Member] = [:]
  /// In order of registration. There may be as many as opportunities, so they are held as those are.
  package private(set) var customers = ChunkedArray<CustomerEntry>()
  private var customerPlaces = SlotIndex()
  private let seed = HashSeed.process
  /// In order of registration, so that a parent stands before every team below it.
  package private(set) var teams: [TeamEntry] = []
  private var teamIndices: [TeamID: Int] = [:]

  package init() {}

  package var userCount: Int { members.count }
  package var customerCount: Int { customers.count }

  package func user(_ id: UserID) -> Member? { members[id] }

  package func team(_ id: TeamID) -> TeamEntry? { teamIndices[id].map { teams[$0] } }

  /// Display name of the organisation or person; nil: not registered.
  package func customerName(_ id: CustomerID) -> String? {
    customerPlace(of: id).map { customers[$0].name }
  }

  private func customerPlace(of id: CustomerID) -> Int? {
    customerPlaces.row(hash: id.hash(with: seed)) { customers[$0].id == id }
  }

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
    restore(Member(name: user.name, team: user.team, roles: user.roles), as: id)
  }

  /// - Returns: whether it is new; if not, nothing has changed. So for those below.
  package mutating func restore(_ member: Member, as id: UserID) -> Bool {
    guard members[id] == nil else { return false }
    members[id] = member
    return true
  }

  mutating func register(_ customer: CustomerRegistered, as id: CustomerID) -> Bool {
    let name =
      switch customer.kind {
      case .organisation: customer.name
      case .person: customer.personName
      }
    return restore(CustomerEntry(id: id, name: name))
  }

  package mutating func restore(_ customer: CustomerEntry) -> Bool {
    guard customerPlace(of: customer.id) == nil else { return false }
    customerPlaces.insert(hash: customer.id.hash(with: seed), row: customers.count)
    customers.append(customer)
    return true
  }

  mutating func register(_ team: TeamRegistered, as id: TeamID) -> Bool {
    restore(TeamEntry(id: id, name: team.name, parent: team.parent))
  }

  package mutating func restore(_ team: TeamEntry) -> Bool {
    guard teamIndices[team.id] == nil else { return false }
    teamIndices[team.id] = teams.count
    teams.append(team)
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
