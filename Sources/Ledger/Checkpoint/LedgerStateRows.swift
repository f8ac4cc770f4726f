import Opportunities

/// The write model as rows of a checkpoint, each table in order of insertion.
enum LedgerStateRows {
  static func write(_ state: LedgerState, to rows: inout RowWriter) throws(CheckpointFault) {
    try PolicyRows.write(state.policies, to: &rows)
    for place in rows.places(.teams, state.teams.count) {
      try rows.row(.teams) { row in
        let team = state.teams.rows[place]
        row.identifier(state.teams.keys[place])
        row.text(team.name)
        row.optionalIdentifier(team.parent)
        row.number(team.version)
      }
    }
    for place in rows.places(.users, state.users.count) {
      try rows.row(.users) { row in
        let user = state.users.rows[place]
        row.identifier(state.users.keys[place])
        RoleList.write(user.roles, to: &row)
        row.optionalIdentifier(user.team)
        row.optionalIdentifier(user.manager)
        row.number(user.capacity)
        row.number(user.version)
        row.byte(user.isActive ? 1 : 0)
      }
    }
    for place in rows.places(.customers, state.customers.count) {
      try rows.row(.customers) { row in
        row.identifier(state.customers.keys[place])
        write(state.customers.rows[place], to: &row)
      }
    }
    for place in rows.places(.organisationNames, state.organisationNames.count) {
      try rows.row(.organisationNames) { row in
        row.text(state.organisationNames.keys[place])
        row.identifier(state.organisationNames.rows[place])
      }
    }
    for place in rows.places(.importBatches, state.importBatches.count) {
      try rows.row(.importBatches) { row in row.identifier(state.importBatches.keys[place]) }
    }
    for place in rows.places(.opportunities, state.opportunities.count) {
      try rows.row(.opportunities) { row in
        row.identifier(state.opportunities.keys[place])
        write(state.opportunities.rows[place], to: &row)
      }
    }
    try NounRows.write(state, to: &rows)
  }

  /// Rows on their way from a thread that reads them to the one that puts them into their tables.
  enum Portion: Sendable {
    case opportunities([(id: OpportunityID, row: Opportunity)])
    /// Not read yet: rows of which there are fewer, and which may need the tables before them.
    case frame(FrameReader.Frame)
  }

  /// So few that they are still in a processor's cache when the other thread takes them.
  private static let rowsPerPortion = 256

  /// Reads the rows of `frame` as far as that needs no tables.
  ///
  /// - Parameters:
  ///   - position: of the last record folded; no version can be higher.
  ///   - put: takes each portion, in order; false: no more are wanted.
  static func read(
    _ frame: consuming FrameReader.Frame, position: UInt64, put: (Portion) -> Bool
  ) throws(CheckpointFault) {
    guard frame.part == .opportunities else {
      _ = put(.frame(frame))
      return
    }
    var rows: [(id: OpportunityID, row: Opportunity)] = []
    try frame.eachRow { row throws(CheckpointFault) in
      if rows.isEmpty { rows.reserveCapacity(rowsPerPortion) }
      rows.append(try readOpportunity(&row, position))
      if rows.count == rowsPerPortion {
        _ = put(.opportunities(rows))
        rows = []
      }
    }
    if !rows.isEmpty { _ = put(.opportunities(rows)) }
  }

  /// Adds the rows of `portion`.
  ///
  /// - Parameter position: as ``read(_:position:put:)``.
  static func add(
    _ portion: consuming Portion, to state: inout LedgerState, position: UInt64
  ) throws(CheckpointFault) {
    state.restore(head: position)
    switch consume portion {
    case .opportunities(let rows):
      for (id, row) in rows {
        guard state.restore(row, as: id) else { throw misfit }
      }
    case .frame(var frame): try add(&frame, to: &state, position)
    }
  }

  private static var misfit: CheckpointFault {
    .damaged("a row of the checkpoint does not fit those before it")
  }

  private static func add(
    _ frame: inout FrameReader.Frame, to state: inout LedgerState, _ position: UInt64
  ) throws(CheckpointFault) {
    let part = frame.part
    try frame.eachRow { row throws(CheckpointFault) in
      let fits =
        switch part {
        case .policies: state.restore(try PolicyRows.read(&row))
        case .teams: try readTeam(&row, into: &state, position)
        case .users: try readUser(&row, into: &state, position)
        case .customers: try readCustomer(&row, into: &state, position)
        case .organisationNames:
          state.restore(
            organisation: try row.text(), as: CustomerID(try row.identifier()))
        case .importBatches: state.restore(importBatch: try row.identifier())
        case .nouns: try NounRows.read(&row, into: &state)
        default: false
        }
      guard fits else { throw misfit }
    }
  }

  private static func readTeam(
    _ row: inout FieldReader, into state: inout LedgerState, _ position: UInt64
  ) throws(CheckpointFault) -> Bool {
    let id = TeamID(try row.identifier())
    let name = try row.text()
    let parent: TeamID? = try row.optionalIdentifier()
    let version = try version(in: &row, upTo: position)
    return state.restore(Team(version: version, name: name, parent: parent), as: id)
  }

  private static func readUser(
    _ row: inout FieldReader, into state: inout LedgerState, _ position: UInt64
  ) throws(CheckpointFault) -> Bool {
    let id = UserID(try row.identifier())
    let roles = try RoleList.read(&row)
    let team: TeamID? = try row.optionalIdentifier()
    let manager: UserID? = try row.optionalIdentifier()
    let capacity = try row.number32()
    let version = try version(in: &row, upTo: position)
    let isActive = try row.byte()
    guard isActive <= 1 else { throw FieldReader.invalid("user") }
    return state.restore(
      User(
        version: version, roles: roles, team: team, manager: manager, capacity: capacity,
        isActive: isActive == 1),
      as: id)
  }

  private static func version(
    in row: inout FieldReader, upTo position: UInt64
  ) throws(CheckpointFault) -> UInt64 {
    let version = try row.number()
    guard (1...max(1, position)).contains(version) else { throw FieldReader.invalid("version") }
    return version
  }

  // MARK: Customers

  private static let hasName: UInt8 = 1
  private static let hasFile: UInt8 = 2

  private static func write(_ customer: Customer, to row: inout FieldWriter) {
    row.byte(customer.kind.rawValue)
    row.byte((customer.name == nil ? 0 : hasName) | (customer.file == nil ? 0 : hasFile))
    row.number(customer.version)
    if let name = customer.name { row.number(name.value) }
    if let file = customer.file { row.message(file) }
  }

  private static func readCustomer(
    _ row: inout FieldReader, into state: inout LedgerState, _ position: UInt64
  ) throws(CheckpointFault) -> Bool {
    let id = CustomerID(try row.identifier())
    guard let kind = CustomerKind(rawValue: try row.byte()) else {
      throw FieldReader.invalid("kind of customer")
    }
    let present = try row.byte()
    guard present & ~(hasName | hasFile) == 0 else { throw FieldReader.invalid("customer") }
    let version = try version(in: &row, upTo: position)
    let name = present & hasName == 0 ? nil : RowNumber<CustomerID>(try row.number32())
    let file: CustomerFile? = present & hasFile == 0 ? nil : try NounRows.message(&row)
    return state.restore(
      Customer(version: version, kind: kind, name: name, file: file), as: id)
  }

  // MARK: Opportunities

  /// Which of the fields that may be absent are there.
  private static let hasExpectedClose: UInt8 = 1
  private static let hasImport: UInt8 = 2
  private static let hasDossier: UInt8 = 4
  private static let hasOwner: UInt8 = 8
  private static let isUntouched: UInt8 = 16
  private static let known = hasExpectedClose | hasImport | hasDossier | hasOwner | isUntouched

  private static func write(_ opportunity: Opportunity, to row: inout FieldWriter) {
    row.byte(opportunity.status.rawValue)
    row.byte(opportunity.stage.rawValue)
    row.byte(opportunity.grade?.rawValue ?? 0)
    row.byte(
      (opportunity.expectedClose == nil ? 0 : hasExpectedClose)
        | (opportunity.lastImport == nil ? 0 : hasImport)
        | (opportunity.dossier == nil ? 0 : hasDossier)
        | (opportunity.owner == nil ? 0 : hasOwner)
        | (opportunity.isUntouched ? isUntouched : 0))
    row.number(opportunity.version)
    row.number(opportunity.customer.value)
    row.money(opportunity.amount)
    row.number(opportunity.pushCount)
    row.signed(opportunity.idleSince.milliseconds)
    write(opportunity.pulse, to: &row)
    if let owner = opportunity.owner { row.number(owner.value) }
    if let day = opportunity.expectedClose { row.signed(Int64(day.number)) }
    if let mark = opportunity.lastImport {
      row.number(mark.batch.value)
      row.number(mark.row)
      row.number(mark.part)
    }
    if let dossier = opportunity.dossier { row.message(dossier) }
  }

  private static func readOpportunity(
    _ row: inout FieldReader, _ position: UInt64
  ) throws(CheckpointFault) -> (id: OpportunityID, row: Opportunity) {
    let id = OpportunityID(try row.identifier())
    guard let status = Status(rawValue: try row.byte()) else {
      throw FieldReader.invalid("status")
    }
    guard let stage = Stage(rawValue: try row.byte()) else { throw FieldReader.invalid("stage") }
    let grade = try OptionalCode.read(&row, as: Grade.self)
    let present = try row.byte()
    let version = try row.number()
    let customer = RowNumber<Customer>(try row.number32())
    let amount = try row.money()
    let pushCount = try row.number32()
    let idleSince = Instant(milliseconds: try row.signed())
    let pulse = try readPulse(&row)
    guard (1...max(1, position)).contains(version), UInt64(pushCount) <= version,
      present & ~known == 0
    else { throw FieldReader.invalid("version") }
    let owner = present & hasOwner == 0 ? nil : RowNumber<User>(try row.number32())
    let expectedClose = present & hasExpectedClose == 0 ? nil : try row.day()
    var mark: ImportMark?
    if present & hasImport != 0 {
      let batch = try row.number32()
      let number = try row.number()
      mark = ImportMark(batch: batch, row: number, part: try row.number32())
    }
    let dossier: Dossier? = present & hasDossier == 0 ? nil : try NounRows.message(&row)
    return (
      id,
      Opportunity(
        version: version, customer: customer, owner: owner, status: status, stage: stage,
        grade: grade, isUntouched: present & isUntouched != 0, amount: amount,
        expectedClose: expectedClose, pushCount: pushCount, lastImport: mark,
        idleSince: idleSince, pulse: pulse, dossier: dossier)
    )
  }

  // MARK: Pulses

  private static func write(_ pulse: Pulse, to row: inout FieldWriter) {
    let created = pulse.createdAt
    row.signed(created.milliseconds)
    row.byte(pulse.lastSentiment?.rawValue ?? 0)
    write(pulse.stageEnteredAt, after: created, to: &row)
    write(pulse.lastProgressAt, after: created, to: &row)
    write(pulse.reopenedAt, after: created, to: &row)
    write(pulse.lastFollowUpAt, after: created, to: &row)
    write(pulse.promisedFeedbackAt, after: created, to: &row)
    write(pulse.nextDueAt, after: created, to: &row)
    write(pulse.anomalySince, after: created, to: &row)
  }

  private static func readPulse(_ row: inout FieldReader) throws(CheckpointFault) -> Pulse {
    let created = Instant(milliseconds: try row.signed())
    var pulse = Pulse(createdAt: created)
    pulse.lastSentiment = try OptionalCode.read(&row, as: Sentiment.self)
    pulse.stageEnteredAt = try readInstant(&row, after: created)
    pulse.lastProgressAt = try readInstant(&row, after: created)
    pulse.reopenedAt = try readInstant(&row, after: created)
    pulse.lastFollowUpAt = try readInstant(&row, after: created)
    pulse.promisedFeedbackAt = try readInstant(&row, after: created)
    pulse.nextDueAt = try readInstant(&row, after: created)
    pulse.anomalySince = try readInstant(&row, after: created)
    return pulse
  }

  /// One byte for what never happened; other times are counted from another, to be few bytes.
  private static func write(_ instant: Instant, after start: Instant, to row: inout FieldWriter) {
    guard instant != .never else { return row.number(UInt64(0)) }
    let distance = instant.milliseconds &- start.milliseconds
    row.number(UInt64(bitPattern: (distance << 1) ^ (distance >> 63)) &+ 1)
  }

  private static func readInstant(
    _ row: inout FieldReader, after start: Instant
  ) throws(CheckpointFault) -> Instant {
    let number = try row.number()
    guard number > 0 else { return .never }
    let folded = number &- 1
    let distance = Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
    return Instant(milliseconds: start.milliseconds &+ distance)
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
