/// Who heads which team (部门负责人), as the organisation stands: made for many look-ups at one moment.
struct DepartmentHeads {
  private let state: LedgerState
  /// Of several in one team the one who was registered first.
  private var heads: [TeamID: RowNumber<User>] = [:]
  private var known: [RowNumber<User>: RowNumber<User>?] = [:]

  init(of state: LedgerState) {
    self.state = state
    for place in 0..<state.users.count {
      let user = state.users.rows[place]
      guard user.isActive, user.roles.contains(.departmentHead), let team = user.team,
        heads[team] == nil
      else { continue }
      heads[team] = RowNumber(UInt32(place))
    }
  }

  /// The head of the nearest team above `owner`; nil: there is none.
  ///
  /// Above somebody who heads a team are only those of the teams over it, or two heads of one team
  /// would hand an opportunity to and fro; above the owner of the company and operations is nobody.
  mutating func head(above owner: RowNumber<User>) -> RowNumber<User>? {
    if let answer = known[owner] { return answer }
    let answer = find(above: state.users[owner])
    known[owner] = .some(answer)
    return answer
  }

  private func find(above user: User) -> RowNumber<User>? {
    guard !state.isWide(user), let team = user.team else { return nil }
    var current: TeamID? =
      user.roles.contains(.departmentHead) ? state.teams[team]?.parent : team
    // No way up is longer than there are teams, whatever a checkpoint says.
    for _ in 0..<state.teams.count {
      guard let step = current else { return nil }
      if let head = heads[step] { return head }
      current = state.teams[step]?.parent
    }
    return nil
  }
}
