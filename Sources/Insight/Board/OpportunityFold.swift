import Opportunities

// How an opportunity's facts follow from the records about it: the one place where they change.

extension OpportunityRow {
  /// - Parameters:
  ///   - directory: gives the owner and the customer their numbers.
  init(
    _ event: OpportunityCreated, from record: RecordedEvent, isBackfilled: Bool,
    _ directory: inout Directory
  ) {
    core = OpportunityCore(
      createdAt: record.occurredAt, stage: event.stage,
      owner: directory.ownerNumber(of: event.owner ?? .nobody))
    detail = OpportunityDetail(
      version: record.streamVersion, amount: event.amount,
      customer: directory.customerNumber(of: event.customer))
    core.grade = event.grade
    core.gradeSupported = event.gradeSupported
    core.isBackfilled = isBackfilled
    core.hasGaps = record.streamVersion != 1
    gradeBasis = event.gradeBasis
    expectedClose = event.expectedClose
  }

  /// What the record of its beginning settles.
  static let beginning = FactSources(
    .creation, .owner, .stage, .progress, .grade, .amount, .expectedClose)

  /// Why `record` cannot follow what stands here; nil: it can.
  func objection(
    to record: RecordedEvent, _ directory: borrowing Directory
  ) -> ProjectionError.Reason? {
    let version = detail.version
    guard record.streamVersion > version else { return .streamVersionNotAhead(of: version) }
    guard !core.hasGaps, record.streamVersion == version + 1 else { return nil }
    return contradiction(in: record.event, directory).map { .contradictsState($0) }
  }

  private func contradiction(in event: Event, _ directory: borrowing Directory) -> String? {
    switch event {
    case .opportunityReopened(let event):
      return event.from == core.status
        ? nil : "reopened from \(event.from), but it is \(core.status)"
    case _ where !event.mayHappen(while: core.status):
      return "it is \(core.status)"
    case .stageMoved(let event) where event.from != core.stage:
      return "moved from stage \(event.from), but it is at \(core.stage)"
    case _ where event.formerOwner.map({ ($0 ?? .nobody) != directory.owner(core.owner) }) ?? false:
      return "taken from '\(event.formerOwner.flatMap(\.self) ?? .nobody)', but "
        + "'\(directory.owner(core.owner))' owns it"
    case .opportunityGraded(let event) where event.old != core.grade:
      return "its old grade is not the one it has"
    case .amountRevised(let event) where event.old != amount:
      return "its old amount is not the one it has"
    case .expectedCloseRevised(let event) where event.old != expectedClose:
      return "its old expected close is not the one it has"
    default:
      return nil
    }
  }

  /// Applies a record that ``objection(to:_:)`` has nothing against.
  ///
  /// - Returns: the facts that rest on it from now on.
  mutating func apply(
    _ record: RecordedEvent, isBackfilled: Bool, _ directory: inout Directory,
    _ words: inout Vocabulary
  ) -> FactSources {
    var settled = FactSources()
    if record.streamVersion != detail.version + 1 { core.hasGaps = true }
    detail.version = record.streamVersion
    if isBackfilled, !core.isBackfilled {
      core.isBackfilled = true
      settled.insert(.backfill)
    }
    let occurredAt = record.occurredAt
    switch record.event {
    case .opportunityGraded(let event):
      core.grade = event.new
      gradeBasis = event.basis
      core.gradeSupported = event.supported
      core.gradeContradicted = false
      settled.insert(.grade)
    // Of an event that stands behind a reference only parts are handed on: whole, it would be copied.
    case .followUpLogged(let event):
      if event.contradictsGrade, !core.gradeContradicted {
        core.gradeContradicted = true
        settled.insert(.contradiction)
      }
      detail.followUpCount += 1
      if isLastTalk(at: occurredAt) {
        core.lastSentiment = event.sentiment
        core.promisedFeedbackAt = event.promisedFeedbackAt
        core.nextDueAt = event.nextDueAt
        lastTag = event.tags.first.map { words.number(of: $0) }
        settled.insert(.followUp)
        settled.insert(.plan)
      }
    case .followUpPlanned(let event):
      if plan(event.dueAt, at: occurredAt) { settled.insert(.plan) }
    case .planCancelled:
      if plan(nil, at: occurredAt) { settled.insert(.plan) }
    case .stageMoved(let event):
      core.stage = event.to
      core.stageEnteredAt = occurredAt
      settled.insert(.stage)
      if event.to > event.from, progress(at: occurredAt) { settled.insert(.progress) }
    case .evidenceVerified:
      if progress(at: occurredAt) { settled.insert(.progress) }
    // The owner changes, and neither stage nor any clock does.
    case _ where record.event.nextOwner != nil:
      core.owner = directory.ownerNumber(of: record.event.nextOwner ?? .nobody)
      settled.insert(.owner)
    case .opportunityReturnedToPool, .opportunityReclaimed:
      core.owner = directory.ownerNumber(of: .nobody)
      settled.insert(.owner)
    case .amountRevised(let event):
      amount = event.new
      settled.insert(.amount)
    case .expectedCloseRevised(let event):
      expectedClose = event.new
      detail.pushCount = event.pushCount
      settled.insert(.expectedClose)
    case .opportunityWon(let event):
      amount = event.finalAmount
      settled.insert(.amount)
      settled.insert(close(as: .won, at: occurredAt))
    case .opportunityLost(let event):
      lastLossReason = words.number(of: event.reason)
      settled.insert(close(as: .lost, at: occurredAt))
    case .opportunityArchived:
      settled.insert(close(as: .archived, at: occurredAt))
    case .opportunityMadeDormant:
      core.owner = directory.ownerNumber(of: .nobody)
      settled.insert(.owner)
      settled.insert(close(as: .dormant, at: occurredAt))
    case .opportunityEliminated:
      core.owner = directory.ownerNumber(of: .nobody)
      settled.insert(.owner)
      settled.insert(close(as: .eliminated, at: occurredAt))
    case .opportunityReopened, .opportunityReactivated:
      core.status = .open
      closedAt = nil
      core.reopenedAt = occurredAt
      settled.insert(.reopening)
      settled.insert(.outcome)
    default:
      // Whatever else happens to an opportunity changes its version and nothing that is read here.
      precondition(record.event.streamKind == .opportunity, "a record of another stream came here")
    }
    return settled
  }

  private mutating func close(as outcome: Status, at instant: Instant) -> FactSource {
    core.status = outcome
    closedAt = instant
    return .outcome
  }

  /// What was entered late is progress only if none since is known.
  private mutating func progress(at instant: Instant) -> Bool {
    guard instant >= core.lastProgressAt else { return false }
    core.lastProgressAt = instant
    return true
  }

  /// A step planned by itself takes the place of the one agreed in the last talk; a talk entered since
  /// has answered what was planned before it.
  private mutating func plan(_ dueAt: Instant?, at instant: Instant) -> Bool {
    if let last = core.lastFollowUpAt, instant < last { return false }
    core.nextDueAt = dueAt
    return true
  }

  /// Remembers a talk at `instant`, unless a later one is known: a talk entered late counts, but does
  /// not overrule that one.
  private mutating func isLastTalk(at instant: Instant) -> Bool {
    if let last = core.lastFollowUpAt, instant < last { return false }
    core.lastFollowUpAt = instant
    return true
  }
}
