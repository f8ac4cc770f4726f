import Insight
import Opportunities

/// The read model as rows of a checkpoint: everything in the order in which it came in, but users
/// by their ids.
enum ReadModelRows {
  /// What a byte says of a customer.
  fileprivate static let isStranger: UInt8 = 1
  fileprivate static let isQuiet: UInt8 = 2

  static func write(_ model: ReadModel, to rows: inout RowWriter) throws(CheckpointFault) {
    let board = model.board
    let directory = board.directory
    try PolicyRows.write(board.policies, to: &rows)
    for place in rows.places(.teams, directory.teams.count) {
      let team = directory.teams[place]
      try rows.row(.teams) { row in
        row.identifier(team.id)
        row.text(team.name)
        row.optionalIdentifier(team.parent)
      }
    }
    for place in rows.places(.customers, directory.customers.count) {
      let number = UInt32(place)
      try rows.row(.customers) { row in
        let texts = directory.customers.bytes(of: number)
        row.identifierBytes(texts.id)
        row.data(texts.name)
        let quiet = directory.quietSpans[number]
        row.byte(
          (directory.strangers.contains(number) ? isStranger : 0) | (quiet == nil ? 0 : isQuiet))
        if let quiet {
          row.signed(quiet.from)
          row.signed(quiet.until)
        }
      }
    }
    let members = rows.places(.members, directory.members.count)
    let sorted =
      members.isEmpty
      ? [] : directory.members.sorted { $0.key.bytes < $1.key.bytes }
    for place in members {
      let (id, member) = sorted[place]
      try rows.row(.members) { row in
        row.identifier(id)
        row.text(member.name)
        RoleList.write(member.roles, to: &row)
        row.optionalIdentifier(member.team)
      }
    }
    for place in rows.places(.owners, directory.owners.count) {
      try rows.row(.owners) { row in
        row.identifierBytes(directory.owners.bytes(of: UInt32(place)).id)
      }
    }
    for place in rows.places(.words, board.words.words.count) {
      try rows.row(.words) { row in row.text(board.words.words[place]) }
    }
    let opportunities = board.opportunities
    for place in rows.places(.facts, opportunities.count) {
      try rows.row(.facts) { row in FactsRow.write(opportunities, place, to: &row) }
    }
    let links = model.timelines.links
    for place in rows.places(.links, links.count) {
      try rows.row(.links) { row in
        let link = links[place]
        // Since the one before.
        row.number(link.position - (place == 0 ? 0 : links[place - 1].position))
        // How far back the link before is; 0: there is none. The link at `place` has number
        // `place + 1`, and those before it have lower ones.
        row.number(link.before == 0 ? 0 : UInt64(place) + 1 - link.before)
      }
    }
    for place in rows.places(.newestLinks, model.timelines.newest.count) {
      try rows.row(.newestLinks) { row in row.number(model.timelines.newest[place]) }
    }
  }

  /// A read model on its way back.
  struct Builder {
    private let position: UInt64
    private var policies = PolicyHistory()
    private var directory = Directory()
    private var words = Vocabulary()
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
      let board = board ?? emptyBoard
      guard timelines.newest.count == board.counts.opportunities else {
        throw .damaged("the checkpoint has not one timeline for each opportunity")
      }
      return ReadModel(board: board, timelines: timelines)
    }

    private var emptyBoard: Board {
      Board(position: position, policies: policies, directory: directory, words: words)
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
          let name = try row.textBytes()
          let marks = try row.byte()
          var quiet: QuietSpan?
          if marks & ReadModelRows.isQuiet != 0 {
            let from = try row.signed()
            quiet = QuietSpan(from: from, until: try row.signed())
          }
          fits =
            marks & ~(ReadModelRows.isStranger | ReadModelRows.isQuiet) == 0
            && directory.restore(
              customer: id, name: name, isStranger: marks & ReadModelRows.isStranger != 0,
              quiet: quiet)
        case .members:
          let id = UserID(try row.identifier())
          let name = try row.text()
          let roles = try RoleList.read(&row)
          fits = directory.restore(
            Directory.Member(name: name, team: try row.optionalIdentifier(), roles: roles),
            as: id)
        case .owners: fits = directory.restore(owner: UserID(try row.identifier()))
        case .words:
          let count = words.words.count
          fits = words.number(of: try row.text()) == UInt32(count)
        default: fits = false
        }
        guard fits else { throw .damaged("a row of the checkpoint does not fit those before it") }
      }
    }

    private mutating func takeFacts(_ frame: inout FrameReader.Frame) throws(CheckpointFault) {
      var board = self.board.take() ?? emptyBoard
      try frame.eachRow { row throws(CheckpointFault) in
        guard try FactsRow.read(&row, position, into: &board) else {
          throw .damaged("an opportunity of the checkpoint does not fit what stands before it")
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

/// What the read model knows of one opportunity, as a row: its texts, then its fields as they lie in
/// memory, because most of the time of a start would go into anything cleverer.
enum FactsRow {
  static func write(_ opportunities: OpportunityList, _ place: Int, to row: inout FieldWriter) {
    let stored = opportunities.stored(place)
    row.identifierBytes(stored.id)
    row.data(stored.title)
    row.words(stored.row.core.words)
    row.words(stored.row.detail.words)
  }

  /// Adds the next opportunity to `board`.
  ///
  /// - Parameter position: of the last record folded; no version can be higher.
  /// - Returns: whether it fits what stands there.
  static func read(
    _ row: inout FieldReader, _ position: UInt64, into board: inout Board
  ) throws(CheckpointFault) -> Bool {
    let id = OpportunityID(try row.identifier())
    let title = try row.textBytes()
    let facts = OpportunityRow(
      core: OpportunityCore(words: try row.words()),
      detail: OpportunityDetail(words: try row.words()))
    guard (1...max(1, position)).contains(facts.detail.version),
      (0...Money.minorUnitsMaximum).contains(facts.amount.minorUnits)
    else { throw FieldReader.invalid("version or amount") }
    return board.restore(id, title: title, facts)
  }
}
