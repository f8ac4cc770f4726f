package import EventLog
import Insight
package import Opportunities
package import Schema
package import Sealing

/// Turns a query and a read model into an answer. The daemon and the replay tool both ask here.
package enum Questions {
  /// - Parameters:
  ///   - instant: when the clocks are read.
  ///   - position: the last record the model rests on, or was allowed to.
  ///   - beginning: the read model at ``Basis/beginning(of:)``, for questions that have one.
  ///   - store: where stored records of a timeline are read.
  ///   - keys: to their texts.
  package static func answer(
    _ query: PBQuery, from model: ReadModel, at instant: Instant, position: UInt64,
    since beginning: ReadModel? = nil, store: any LogStore, keys: TextKeys? = nil
  ) -> Result<AnswerPages, QueryRefusal> {
    do throws(QueryRefusal) {
      guard let moment = model.board.moment(at: instant) else {
        throw .invalid("the ledger had no rules yet at position \(position)")
      }
      let inquiry = Inquiry(
        model: model, beginning: beginning, moment: moment,
        header: AnswerPages.Header(
          position: position, instant: instant, policyVersion: moment.policy.version))
      return .success(try inquiry.pages(for: query, store: store, keys: keys))
    } catch {
      return .failure(error)
    }
  }
}

/// One query being answered.
private struct Inquiry {
  let model: ReadModel
  let beginning: ReadModel?
  let moment: Moment
  let header: AnswerPages.Header

  func pages(
    for query: PBQuery, store: any LogStore, keys: TextKeys?
  ) throws(QueryRefusal) -> AnswerPages {
    switch query.view {
    case .opportunity(let query): try opportunity(OpportunityID(query.opportunityID))
    case .opportunities(let query): try opportunities(query)
    case .timeline(let query): try timeline(OpportunityID(query.opportunityID), store, keys)
    case .pipeline(let query): try pipeline(query)
    case .health(let query): try health(query)
    case .due(let query): try due(query)
    case .forecast(let query): try forecast(query)
    case .grades(let query): try grades(query)
    case .waterfall(let query): try waterfall(query)
    case .policy(let query): try policy(query)
    case .signedHead, .inclusion, .consistency:
      throw .invalid("evidence comes from a ledger itself, not from a state of it")
    case nil: throw .invalid("the query names no view that this version knows")
    }
  }

  private func opportunity(_ id: OpportunityID) throws(QueryRefusal) -> AnswerPages {
    guard let card = model.board.opportunity(id, at: moment) else {
      throw .notFound("opportunity", id.text)
    }
    return rows([card], of: 1) { card, answer in answer.message(10, card) }
  }

  private func opportunities(_ query: PBOpportunitiesQuery) throws(QueryRefusal) -> AnswerPages {
    let status: Status?
    switch query.status {
    case .unspecified: status = nil
    case .UNRECOGNIZED(let number): throw .invalid("status \(number) is unknown")
    default: status = Status(rawValue: UInt8(query.status.rawValue))
    }
    let listing = model.board.listing(
      in: try scope(query.scope), status: status, limit: Int(query.limit), at: moment)
    var header = header
    header.openRows = UInt32(clamping: listing.openCount)
    return AnswerPages(
      header: header, totalRows: listing.totalCount, rowCount: listing.count
    ) { index, answer in
      // Not as a generic value: a card has a kilobyte and a half, and would be copied once more.
      let card = listing[index]
      answer.message(10) { row in card.write(to: &row) }
    }
  }

  private func timeline(
    _ id: OpportunityID, _ store: any LogStore, _ keys: TextKeys?
  ) throws(QueryRefusal) -> AnswerPages {
    guard let positions = model.timeline(of: id) else { throw .notFound("opportunity", id.text) }
    var records: [[UInt8]] = []
    for position in positions {
      do throws(LogError) {
        let stored = try store.record(at: position)
        // What cannot be decoded was found by the fold before; it is shown as it is.
        records.append((try? SealedTexts.shown(stored.span.bytes, by: keys)) ?? stored)
      } catch {
        throw QueryRefusal(code: error.code, message: "\(error)")
      }
    }
    return rows(records, of: records.count) { record, answer in answer.byteArray(11, record) }
  }

  private func pipeline(_ query: PBPipelineQuery) throws(QueryRefusal) -> AnswerPages {
    let grouping: PipelineGrouping
    switch query.groupBy {
    case .unspecified: grouping = .none
    case .owner: grouping = .owner
    case .team: grouping = .team
    case .UNRECOGNIZED(let number): throw .invalid("group_by \(number) is unknown")
    }
    let lines = model.board.pipeline(
      in: try scope(query.scope), groupedBy: grouping, at: moment)
    return rows(lines, of: lines.count) { row, answer in answer.message(12, row) }
  }

  private func health(_ query: PBHealthQuery) throws(QueryRefusal) -> AnswerPages {
    let listing = model.board.health(
      in: try scope(query.scope), eliminationOnly: query.eliminationOnly,
      limit: Int(query.limit), at: moment)
    return rows(listing.rows, of: listing.totalCount) { row, answer in answer.message(13, row) }
  }

  private func due(_ query: PBDueQuery) throws(QueryRefusal) -> AnswerPages {
    let listing = model.board.due(
      in: try scope(query.scope), withinHours: query.withinHours, limit: Int(query.limit),
      at: moment)
    return rows(listing.rows, of: listing.totalCount) { row, answer in answer.message(14, row) }
  }

  private func forecast(_ query: PBForecastQuery) throws(QueryRefusal) -> AnswerPages {
    let times = try days(query).map { WinTimes(within: $0, under: moment.policy) }
    let forecast = model.board.forecast(in: try scope(query.scope), within: times, at: moment)
    return rows([forecast], of: 1) { forecast, answer in answer.message(15, forecast) }
  }

  /// How many days from the basis on are asked for; nil: all that may come.
  private func days(_ query: PBForecastQuery) throws(QueryRefusal) -> UInt32? {
    guard query.hasByDay else {
      guard query.withinDays > 0 else { return nil }
      guard query.withinDays <= WinTimes.daysMaximum else {
        throw .invalid("within_days is at most \(WinTimes.daysMaximum)")
      }
      return query.withinDays
    }
    guard query.withinDays == 0 else {
      throw .invalid("a forecast has within_days or by_day, not both")
    }
    let today = Day(
      of: moment.instant, utcOffsetMinutes: moment.policy.document.utcOffsetMinutes)
    let days = Int64(query.byDay) - Int64(today.number)
    guard (0...Int64(WinTimes.daysMaximum)).contains(days) else {
      throw .invalid(
        """
        by_day lies between the day of the basis, \(today.dateText), and \
        \(WinTimes.daysMaximum) days later
        """)
    }
    return UInt32(days)
  }

  private func grades(_ query: PBGradesQuery) throws(QueryRefusal) -> AnswerPages {
    let byOwner: Bool
    switch query.groupBy {
    case .unspecified: byOwner = false
    case .owner: byOwner = true
    case .UNRECOGNIZED(let number): throw .invalid("group_by \(number) is unknown")
    }
    let lines = model.board.grades(in: try scope(query.scope), byOwner: byOwner, at: moment)
    return rows(lines, of: lines.count) { row, answer in answer.message(17, row) }
  }

  private func waterfall(_ query: PBWaterfallQuery) throws(QueryRefusal) -> AnswerPages {
    guard query.fromMs > 0 else { throw .invalid("a waterfall has a beginning: from_ms") }
    guard query.fromMs <= moment.instant.milliseconds, let beginning else {
      throw .invalid("from_ms lies after the basis, \(moment.instant.utcText)")
    }
    let period: ClosedRange<Day>?
    switch (query.hasClosingFromDay, query.hasClosingUntilDay) {
    case (false, false): period = nil
    case (true, true):
      guard query.closingFromDay <= query.closingUntilDay else {
        throw .invalid("closing_from_day lies after closing_until_day")
      }
      period = Day(number: query.closingFromDay)...Day(number: query.closingUntilDay)
    default: throw .invalid("a period has closing_from_day and closing_until_day")
    }
    let steps = model.board.waterfall(
      since: beginning.board, in: try scope(query.scope), closingIn: period)
    return rows(steps, of: steps.count) { row, answer in answer.message(18, row) }
  }

  private func policy(_ query: PBPolicyQuery) throws(QueryRefusal) -> AnswerPages {
    let wanted = query.version == 0 ? moment.policy.version : query.version
    guard let policy = model.board.policies[version: wanted] else {
      throw .notFound("policy version", "\(wanted)")
    }
    return rows([policy], of: 1) { policy, answer in answer.message(16, policy) }
  }

  /// - Throws: `NOT_FOUND` for people and teams nobody registered: an empty answer would hide a
  ///   slip of the pen.
  private func scope(_ scope: PBScope) throws(QueryRefusal) -> ScopeFilter {
    var filter = ScopeFilter()
    if !scope.ownerID.isEmpty {
      let owner = UserID(scope.ownerID)
      guard model.board.directory.user(owner) != nil else { throw .notFound("user", owner.text) }
      filter.owner = owner
    }
    if !scope.teamID.isEmpty {
      let team = TeamID(scope.teamID)
      guard model.board.directory.team(team) != nil else { throw .notFound("team", team.text) }
      filter.team = team
    }
    return filter
  }

  private func rows<Row: Sendable>(
    _ rows: [Row], of total: Int, write: @escaping @Sendable (Row, inout WireWriter) -> Void
  ) -> AnswerPages {
    AnswerPages(header: header, totalRows: total, rowCount: rows.count) { index, answer in
      write(rows[index], &answer)
    }
  }
}
