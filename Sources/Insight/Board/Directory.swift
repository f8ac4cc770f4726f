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

  package private(set) var members: [UserID: Member] = [:]
  /// Organisations and persons by the name that is shown, numbered as they were first heard of.
  package private(set) var customers = NameTable()
  /// Numbers of customers that an opportunity names and nobody has registered: in a selection only.
  package private(set) var strangers: Set<UInt32> = []
  /// The last quiet period of those who have one, by number.
  package private(set) var quietSpans: [UInt32: QuietSpan] = [:]
  func quietSpan(of customer: UInt32) -> QuietSpan? {
    quietSpans.isEmpty ? nil : quietSpans[customer]
  }

  /// Whoever owned an opportunity, numbered likewise; without names, which members have. The pool is
  /// one of them, under the empty id.
  package private(set) var owners = NameTable()
  /// In order of registration. A team that moved may stand before its parent.
  package private(set) var teams: [TeamEntry] = []
  private var teamIndices: [TeamID: Int] = [:]

  package init() {}

  package var userCount: Int { members.count }
  package var customerCount: Int { customers.count - strangers.count }

  package func user(_ id: UserID) -> Member? { members[id] }

  package func team(_ id: TeamID) -> TeamEntry? { teamIndices[id].map { teams[$0] } }

  package func hasCustomer(_ id: CustomerID) -> Bool {
    customers.number(of: id.bytes).map { !strangers.contains($0) } ?? false
  }

  func customer(_ number: UInt32) -> CustomerID { CustomerID(customers.id(of: number)) }

  func owner(_ number: UInt32) -> UserID { UserID(owners.id(of: number)) }

  mutating func ownerNumber(of id: UserID) -> UInt32 { owners.numberOrInsert(id.bytes) }

  /// The number under which the pool owns opportunities; nil: none has been in it.
  var poolNumber: UInt32? { owners.number(of: UserID.nobody.bytes) }

  mutating func customerNumber(of id: CustomerID) -> UInt32 {
    let countBefore = customers.count
    let number = customers.numberOrInsert(id.bytes)
    if customers.count > countBefore { strangers.insert(number) }
    return number
  }

  /// The team and every team below it; just itself when nobody registered it.
  package func teams(from top: TeamID) -> Set<TeamID> {
    var inside: Set<TeamID> = [top]
    // A parent mostly stands before those below it, so the second round mostly finds nothing more.
    // It ends even where a selection of the log has parents in a circle.
    var countBefore = 0
    while inside.count > countBefore {
      countBefore = inside.count
      for team in teams {
        if let parent = team.parent, inside.contains(parent) { inside.insert(team.id) }
      }
    }
    return inside
  }

  /// Whose opportunities `filter` means, resolved once for a whole answer.
  func membership(of filter: ScopeFilter) -> ScopeMembership {
    if filter == .everybody { return ScopeMembership(isMember: nil) }
    let inside = filter.team.map { teams(from: $0) }
    let isMember = (0..<UInt32(owners.count)).map { number in
      let id = owner(number)
      if let wanted = filter.owner, id != wanted { return false }
      guard let inside else { return true }
      return members[id]?.team.map { inside.contains($0) } ?? false
    }
    return ScopeMembership(isMember: isMember)
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
    guard let number = customers.number(of: id.bytes) else {
      return customers.insert(id.bytes, name: name.utf8) != nil
    }
    guard strangers.remove(number) != nil else { return false }
    customers.rename(number, to: name)
    return true
  }

  /// - Returns: whether there is such a user; if not, nothing has changed. So for those below.
  mutating func change(_ event: UserChanged, as id: UserID) -> Bool {
    guard var member = members[id] else { return false }
    if !event.name.isEmpty { member.name = event.name }
    member.team = event.team
    member.roles = event.roles
    members[id] = member
    return true
  }

  mutating func change(_ event: TeamChanged, as id: TeamID) -> Bool {
    guard let place = teamIndices[id] else { return false }
    teams[place].name = event.name
    teams[place].parent = event.parent
    return true
  }

  /// Of a profile only the name is shown.
  mutating func change(_ event: ProfileUpdated, as id: CustomerID) -> Bool {
    guard hasCustomer(id), let number = customers.number(of: id.bytes) else { return false }
    if event.fieldCode == ProfileRules.nameField {
      customers.rename(number, to: event.personalNew.isEmpty ? event.new : event.personalNew)
    }
    return true
  }

  /// Their names are empty from now on, as they will be whenever the log is replayed.
  mutating func forgetNames(of erased: [ErasedOwner]) {
    for owner in erased {
      let id = IdentifierText(owner.id)
      switch owner.kind {
      case .user: members[UserID(id)]?.name = ""
      case .customer where owner.isPerson:
        if let number = customers.number(of: id) { customers.rename(number, to: "") }
      case .customer, .contact, .lead, .opportunity: break
      }
    }
  }

  /// - Parameter span: nil: the customer is to be left alone no more.
  mutating func change(quiet span: QuietSpan?, of id: CustomerID) -> Bool {
    guard hasCustomer(id), let number = customers.number(of: id.bytes) else { return false }
    quietSpans[number] = span
    return true
  }

  /// Adds the next customer, in the order of numbers.
  package mutating func restore(
    customer id: CustomerID, name: ArraySlice<UInt8>, isStranger: Bool, quiet span: QuietSpan?
  ) -> Bool {
    guard let number = customers.insert(id.bytes, name: name) else { return false }
    if isStranger { strangers.insert(number) }
    quietSpans[number] = span
    return true
  }

  /// Adds the next owner, in the order of numbers.
  package mutating func restore(owner id: UserID) -> Bool {
    owners.insert(id.bytes, name: EmptyCollection()) != nil
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

extension Identifier<User> {
  /// The pool's place in lists of owners.
  package static var nobody: UserID { UserID(.empty) }
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
  /// By the owner's number; nil: whoever.
  var isMember: [Bool]?

  @inline(__always)
  func contains(owner: UInt32) -> Bool { isMember?[Int(owner)] ?? true }
}
