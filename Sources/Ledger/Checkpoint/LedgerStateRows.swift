import Opportunities

/// The write model as rows of a checkpoint, each table in order of insertion.
enum LedgerStateRows {
  static func write(_ state: LedgerState, to rows: inout RowWriter) throws(CheckpointFault) {
    try PolicyRows.write(state.policies, to: &rows)
    for place in 0..<state.teams.count {
      try rows.row(.teams) { row in
        let team = state.teams.rows[place]
        row.identifier(state.teams.keys[place])
        row.text(team.name)
        row.optionalIdentifier(team.parent)
      }
    }
    for place in 0..<state.users.count {
      try rows.row(.users) { row in
        let user = state.users.rows[place]
        row.identifier(state.users.keys[place])
        RoleList.write(user.roles, to: &row)
        row.optionalIdentifier(user.team)
      }
    }
    for place in 0..<state.customers.count {
      try rows.row(.customers) { row in
        row.identifier(state.customers.keys[place])
        row.byte(state.customers.rows[place].kind.rawValue)
      }
    }
    for place in 0..<state.organisationNames.count {
      try rows.row(.organisationNames) { row in
        row.text(state.organisationNames.keys[place])
        row.identifier(state.organisationNames.rows[place])
      }
    }
    for place in 0..<state.importBatches.count {
      try rows.row(.importBatches) { row in row.identifier(state.importBatches.keys[place]) }
    }
    for place in 0..<state.opportunities.count {
      try rows.row(.opportunities) { row in
        row.identifier(state.opportunities.keys[place])
        write(state.opportunities.rows[place], to: &row)
      }
    }
    try NounRows.write(state, to: &rows)
  }

  /// Adds the rows of `frame`.
  ///
  /// - Parameter position: of the last record folded; no version can be higher.
  static func read(
    _ frame: inout FrameReader.Frame, into state: inout LedgerState, position: UInt64
  ) throws(CheckpointFault) {
    let part = frame.part
    try frame.eachRow { row throws(CheckpointFault) in
      let fits =
        switch part {
        case .policies: state.restore(try PolicyRows.read(&row))
        case .teams: try readTeam(&row, into: &state)
        case .users: try readUser(&row, into: &state)
        case .customers: try readCustomer(&row, into: &state)
        case .organisationNames:
          state.restore(
            organisation: try row.text(), as: CustomerID(try row.identifier()))
        case .importBatches: state.restore(importBatch: try row.identifier())
        case .nouns: try NounRows.read(&row, into: &state)
        case .opportunities: try readOpportunity(&row, into: &state, position)
        default: false
        }
      guard fits else { throw .damaged("a row of the checkpoint does not fit those before it") }
    }
  }

  private static func readTeam(
    _ row: inout FieldReader, into state: inout LedgerState
  ) throws(CheckpointFault) -> Bool {
    let id = TeamID(try row.identifier())
    let name = try row.text()
    return state.restore(Team(name: name, parent: try row.optionalIdentifier()), as: id)
  }

  private static func readUser(
    _ row: inout FieldReader, into state: inout LedgerState
  ) throws(CheckpointFault) -> Bool {
    let id = UserID(try row.identifier())
    let roles = try RoleList.read(&row)
    return state.restore(User(roles: roles, team: try row.optionalIdentifier()), as: id)
  }

  private static func readCustomer(
    _ row: inout FieldReader, into state: inout LedgerState
  ) throws(CheckpointFault) -> Bool {
    let id = CustomerID(try row.identifier())
    guard let kind = CustomerKind(rawValue: try row.byte()) else {
      throw FieldReader.invalid("kind of customer")
    }
    return state.restore(Customer(kind: kind), as: id)
  }

  // MARK: Opportunities

  /// Which of the fields that may be absent are there.
  private static let hasExpectedClose: UInt8 = 1
  private static let hasImport: UInt8 = 2
  private static let hasDossier: UInt8 = 4

  private static func write(_ opportunity: Opportunity, to row: inout FieldWriter) {
    row.byte(opportunity.status.rawValue)
    row.byte(opportunity.stage.rawValue)
    row.byte(opportunity.grade?.rawValue ?? 0)
    row.byte(
      (opportunity.expectedClose == nil ? 0 : hasExpectedClose)
        | (opportunity.lastImport == nil ? 0 : hasImport)
        | (opportunity.dossier == nil ? 0 : hasDossier))
    row.number(opportunity.version)
    row.number(opportunity.customer.value)
    row.number(opportunity.owner.value)
    row.money(opportunity.amount)
    row.number(opportunity.pushCount)
    if let day = opportunity.expectedClose { row.signed(Int64(day.number)) }
    if let mark = opportunity.lastImport {
      row.number(mark.batch.value)
      row.number(mark.row)
      row.number(mark.part)
    }
    if let dossier = opportunity.dossier { row.message(dossier) }
  }

  private static func readOpportunity(
    _ row: inout FieldReader, into state: inout LedgerState, _ position: UInt64
  ) throws(CheckpointFault) -> Bool {
    let id = OpportunityID(try row.identifier())
    guard let status = Status(rawValue: try row.byte()) else {
      throw FieldReader.invalid("status")
    }
    guard let stage = Stage(rawValue: try row.byte()) else { throw FieldReader.invalid("stage") }
    let grade = try OptionalCode.read(&row, as: Grade.self)
    let present = try row.byte()
    let version = try row.number()
    let customer = RowNumber<Customer>(try row.number32())
    let owner = RowNumber<User>(try row.number32())
    let amount = try row.money()
    let pushCount = try row.number32()
    guard (1...max(1, position)).contains(version), UInt64(pushCount) <= version,
      present & ~(hasExpectedClose | hasImport | hasDossier) == 0
    else { throw FieldReader.invalid("version") }
    let expectedClose = present & hasExpectedClose == 0 ? nil : try row.day()
    var mark: ImportMark?
    if present & hasImport != 0 {
      let batch = try row.number32()
      let number = try row.number()
      mark = ImportMark(batch: batch, row: number, part: try row.number32())
    }
    let dossier: Dossier? = present & hasDossier == 0 ? nil : try NounRows.message(&row)
    return state.restore(
      Opportunity(
        version: version, customer: customer, owner: owner, status: status, stage: stage,
        grade: grade, amount: amount, expectedClose: expectedClose, pushCount: pushCount,
        lastImport: mark, dossier: dossier),
      as: id)
  }
}

/// The roles of a user, in their order.
enum RoleList {
  static func write(_ roles: [Role], to row: inout FieldWriter) {
    row.number(UInt64(roles.count))
    for role in roles { row.byte(role.rawValue) }
  }

  static func read(_ row: inout FieldReader) throws(CheckpointFault) -> [Role] {
    var roles: [Role] = []
    for _ in 0..<(try row.number32()) {
      guard let role = Role(rawValue: try row.byte()) else { throw FieldReader.invalid("role") }
      roles.append(role)
    }
    return roles
  }
}

/// A value of a closed list that need not be there; its numbers begin at 1.
enum OptionalCode {
  @inline(__always)
  static func read<Value: RawRepresentable>(
    _ row: inout FieldReader, as _: Value.Type
  ) throws(CheckpointFault) -> Value? where Value.RawValue == UInt8 {
    let code = try row.byte()
    if code == 0 { return nil }
    guard let value = Value(rawValue: code) else { throw FieldReader.invalid("code") }
    return value
  }
}
