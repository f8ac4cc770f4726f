import Insight
import Opportunities

/// The read model as rows of a checkpoint: everything in the order in which it came in, but users
/// by their ids.
enum ReadModelRows {
  static func write(_ model: ReadModel, to rows: inout RowWriter) throws(CheckpointFault) {
    let board = model.board
    let directory = board.directory
    try PolicyRows.write(board.policies, to: &rows)
    for team in directory.teams {
      try rows.row(.teams) { row in
        row.identifier(team.id)
        row.text(team.name)
        row.optionalIdentifier(team.parent)
      }
    }
    for customer in directory.customers {
      try rows.row(.customers) { row in
        row.identifier(customer.id)
        row.text(customer.name)
      }
    }
    for (id, member) in directory.members.sorted(by: { $0.key.bytes < $1.key.bytes }) {
      try rows.row(.members) { row in
        row.identifier(id)
        row.text(member.name)
        RoleList.write(member.roles, to: &row)
        row.optionalIdentifier(member.team)
      }
    }
    for place in 0..<board.opportunities.count {
      try rows.row(.facts) { row in FactsRow.write(board.opportunities[place], to: &row) }
    }
    var position: UInt64 = 0
    for place in 0..<model.timelines.links.count {
      try rows.row(.links) { row in
        let link = model.timelines.links[place]
        row.number(link.position - position)
        // How far back the link before is; 0: there is none. The link at `place` has number
        // `place + 1`, and those before it have lower ones.
        row.number(link.before == 0 ? 0 : UInt64(place) + 1 - link.before)
        position = link.position
      }
    }
    for link in model.timelines.newest {
      try rows.row(.newestLinks) { row in row.number(link) }
    }
  }

  /// A read model on its way back.
  struct Builder {
    private let position: UInt64
    private var policies = PolicyHistory()
    private var directory = Directory()
    private var board: Board?
    private var timelines = TimelineIndex()
    private var lastLinked: UInt64 = 0

    /// - Parameter position: of the last record folded; nothing can speak of later ones.
    init(position: UInt64) {
      self.position = position
    }

    mutating func take(_ frame: inout FrameReader.Frame) throws(CheckpointFault) {
      switch frame.part {
      case .facts: try takeFacts(&frame)
      case .links: try takeLinks(&frame)
      case .newestLinks:
        try frame.eachRow { row throws(CheckpointFault) in
          guard timelines.restore(newest: try row.number()) else {
            throw FieldReader.invalid("timeline")
          }
        }
      default: try takeDirectory(&frame)
      }
    }

    consuming func finish() throws(CheckpointFault) -> ReadModel {
      let board =
        board ?? Board(position: position, policies: policies, directory: directory)
      guard timelines.newest.count == board.opportunities.count else {
        throw .damaged("the checkpoint has not one timeline for each opportunity")
      }
      return ReadModel(board: board, timelines: timelines)
    }

    private mutating func takeDirectory(
      _ frame: inout FrameReader.Frame
    ) throws(CheckpointFault) {
      let part = frame.part
      try frame.eachRow { row throws(CheckpointFault) in
        let fits: Bool
        switch part {
        case .policies:
          let policy = try PolicyRows.read(&row)
          fits = policies.accepts(policy)
          if fits { policies.append(policy) }
        case .teams:
          let id = TeamID(try row.identifier())
          let name = try row.text()
          fits = directory.restore(
            Directory.TeamEntry(id: id, name: name, parent: try row.optionalIdentifier()))
        case .customers:
          let id = CustomerID(try row.identifier())
          fits = directory.restore(Directory.CustomerEntry(id: id, name: try row.text()))
        case .members:
          let id = UserID(try row.identifier())
          let name = try row.text()
          let roles = try RoleList.read(&row)
          fits = directory.restore(
            Directory.Member(name: name, team: try row.optionalIdentifier(), roles: roles),
            as: id)
        default: fits = false
        }
        guard fits else { throw .damaged("a row of the checkpoint does not fit those before it") }
      }
    }

    private mutating func takeFacts(_ frame: inout FrameReader.Frame) throws(CheckpointFault) {
      var board =
        self.board.take() ?? Board(position: position, policies: policies, directory: directory)
      try frame.eachRow { row throws(CheckpointFault) in
        guard board.restore(try FactsRow.read(&row, position)) else {
          throw .damaged("an opportunity stands in the checkpoint twice")
        }
      }
      self.board = board
    }

    private mutating func takeLinks(_ frame: inout FrameReader.Frame) throws(CheckpointFault) {
      try frame.eachRow { row throws(CheckpointFault) in
        let step = try row.number()
        let back = try row.number()
        let own = UInt64(timelines.links.count) + 1
        guard step > 0, step <= position - lastLinked, back < own else {
          throw FieldReader.invalid("timeline")
        }
        lastLinked += step
        let link = TimelineIndex.Link(position: lastLinked, before: back == 0 ? 0 : own - back)
        guard timelines.restore(link: link) else { throw FieldReader.invalid("timeline") }
      }
    }
  }
}

/// What the read model knows of one opportunity, as a row.
enum FactsRow {
  /// Which of the fields that may be absent are there, and what is only yes or no.
  private struct Marks: OptionSet {
    let rawValue: UInt32

    static let basis = Marks(rawValue: 1 << 0)
    static let need = Marks(rawValue: 1 << 1)
    static let budget = Marks(rawValue: 1 << 2)
    static let decisionDays = Marks(rawValue: 1 << 3)
    static let gradeSupported = Marks(rawValue: 1 << 4)
    static let gradeContradicted = Marks(rawValue: 1 << 5)
    static let expectedClose = Marks(rawValue: 1 << 6)
    static let lastFollowUp = Marks(rawValue: 1 << 7)
    static let lastTag = Marks(rawValue: 1 << 8)
    static let promisedFeedback = Marks(rawValue: 1 << 9)
    static let nextDue = Marks(rawValue: 1 << 10)
    static let closed = Marks(rawValue: 1 << 11)
    static let reopened = Marks(rawValue: 1 << 12)
    static let lastLossReason = Marks(rawValue: 1 << 13)
    static let backfilled = Marks(rawValue: 1 << 14)
    static let gaps = Marks(rawValue: 1 << 15)
    static let all = Marks(rawValue: 1 << 16 - 1)

    mutating func insert(_ mark: Marks, if isSo: Bool) {
      if isSo { formUnion(mark) }
    }
  }

  private static func marks(of facts: OpportunityFacts) -> Marks {
    var marks: Marks = []
    marks.insert(.basis, if: facts.gradeBasis != nil)
    marks.insert(.need, if: facts.gradeBasis?.need ?? false)
    marks.insert(.budget, if: facts.gradeBasis?.budget ?? false)
    marks.insert(.decisionDays, if: facts.gradeBasis?.decisionDays != nil)
    marks.insert(.gradeSupported, if: facts.gradeSupported)
    marks.insert(.gradeContradicted, if: facts.gradeContradicted)
    marks.insert(.expectedClose, if: facts.expectedClose != nil)
    marks.insert(.lastFollowUp, if: facts.lastFollowUpAt != nil)
    marks.insert(.lastTag, if: facts.lastTag != nil)
    marks.insert(.promisedFeedback, if: facts.promisedFeedbackAt != nil)
    marks.insert(.nextDue, if: facts.nextDueAt != nil)
    marks.insert(.closed, if: facts.closedAt != nil)
    marks.insert(.reopened, if: facts.reopenedAt != nil)
    marks.insert(.lastLossReason, if: facts.lastLossReason != nil)
    marks.insert(.backfilled, if: facts.isBackfilled)
    marks.insert(.gaps, if: facts.hasGaps)
    return marks
  }

  static func write(_ facts: OpportunityFacts, to row: inout FieldWriter) {
    let created = facts.createdAt
    row.word32(marks(of: facts).rawValue)
    row.byte(facts.status.rawValue)
    row.byte(facts.stage.rawValue)
    row.byte(facts.grade?.rawValue ?? 0)
    row.byte(facts.lastSentiment?.rawValue ?? 0)
    row.identifier(facts.id)
    row.text(facts.title)
    row.identifier(facts.customer)
    row.identifier(facts.owner)
    row.money(facts.amount)
    row.number(facts.version)
    row.number(facts.pushCount)
    row.number(facts.followUpCount)
    row.word64(UInt64(bitPattern: created.milliseconds))
    row.instant(facts.stageEnteredAt, from: created)
    row.instant(facts.lastProgressAt, from: created)
    if let basis = facts.gradeBasis {
      if let days = basis.decisionDays { row.number(days) }
      row.number(basis.comparing)
    }
    if let day = facts.expectedClose { row.signed(Int64(day.number)) }
    let instants = [
      facts.lastFollowUpAt, facts.promisedFeedbackAt, facts.nextDueAt, facts.closedAt,
      facts.reopenedAt,
    ]
    for case let instant? in instants { row.instant(instant, from: created) }
    if let tag = facts.lastTag { row.text(tag) }
    if let reason = facts.lastLossReason { row.text(reason) }
  }

  /// - Parameter position: of the last record folded; no count can be higher.
  static func read(
    _ row: inout FieldReader, _ position: UInt64
  ) throws(CheckpointFault) -> OpportunityFacts {
    let marks = Marks(rawValue: try row.word32())
    guard Marks.all.isSuperset(of: marks) else { throw FieldReader.invalid("marks") }
    guard let status = Status(rawValue: try row.byte()) else { throw FieldReader.invalid("status") }
    guard let stage = Stage(rawValue: try row.byte()) else { throw FieldReader.invalid("stage") }
    let grade = try OptionalCode.read(&row, as: Grade.self)
    let sentiment = try OptionalCode.read(&row, as: Sentiment.self)
    let id = OpportunityID(try row.identifier())
    let title = try row.text()
    let customer = CustomerID(try row.identifier())
    let owner = UserID(try row.identifier())
    let amount = try row.money()
    let version = try row.number()
    let pushCount = try row.number32()
    let followUpCount = try row.number32()
    guard (1...max(1, position)).contains(version), UInt64(pushCount) <= version,
      UInt64(followUpCount) <= version
    else { throw FieldReader.invalid("version") }
    let created = Instant(milliseconds: Int64(bitPattern: try row.word64()))
    let stageEnteredAt = try row.instant(from: created)
    let lastProgressAt = try row.instant(from: created)
    var basis: GradeBasis?
    if marks.contains(.basis) {
      let days = marks.contains(.decisionDays) ? try row.number32() : nil
      basis = GradeBasis(
        need: marks.contains(.need), budget: marks.contains(.budget), decisionDays: days,
        comparing: try row.number32())
    }
    let expectedClose = marks.contains(.expectedClose) ? try row.day() : nil
    let lastFollowUpAt = marks.contains(.lastFollowUp) ? try row.instant(from: created) : nil
    let promised = marks.contains(.promisedFeedback) ? try row.instant(from: created) : nil
    let nextDueAt = marks.contains(.nextDue) ? try row.instant(from: created) : nil
    let closedAt = marks.contains(.closed) ? try row.instant(from: created) : nil
    let reopenedAt = marks.contains(.reopened) ? try row.instant(from: created) : nil
    let lastTag = marks.contains(.lastTag) ? try row.text() : nil
    let lastLossReason = marks.contains(.lastLossReason) ? try row.text() : nil
    return OpportunityFacts(
      id: id, title: title, customer: customer, createdAt: created, owner: owner, status: status,
      stage: stage, grade: grade, gradeBasis: basis,
      gradeSupported: marks.contains(.gradeSupported),
      gradeContradicted: marks.contains(.gradeContradicted), amount: amount,
      expectedClose: expectedClose, pushCount: pushCount, stageEnteredAt: stageEnteredAt,
      lastFollowUpAt: lastFollowUpAt, followUpCount: followUpCount, lastSentiment: sentiment,
      lastTag: lastTag, promisedFeedbackAt: promised, nextDueAt: nextDueAt,
      lastProgressAt: lastProgressAt, closedAt: closedAt, reopenedAt: reopenedAt,
      lastLossReason: lastLossReason, version: version,
      isBackfilled: marks.contains(.backfilled), hasGaps: marks.contains(.gaps))
  }
}
