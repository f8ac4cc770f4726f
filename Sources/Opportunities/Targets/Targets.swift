// 目标与预测: what a person, a team or the company is to reach in a period, and what somebody says
// will be reached. Both stand on one stream, named by whose it is and by the period.

/// Whose figures, and when: what the id of a target says.
struct TargetSubject {
  let scope: TargetScope
  let user: UserID?
  let team: TeamID?
  let period: Period

  /// - Throws: `INVALID_FIELD`.
  init(_ id: TargetID) throws(Rejection) {
    try id.validate(field: "target_id")
    let text = id.text
    guard let colon = text.lastIndex(of: ":"),
      let period = Period(text[text.index(after: colon)...])
    else { throw Self.invalid(id) }
    self.period = period
    let parts = text[..<colon].split(separator: "/", maxSplits: 1)
    switch (parts.first, parts.count) {
    case ("user", 2): (scope, user, team) = (.user, UserID(String(parts[1])), nil)
    case ("team", 2): (scope, user, team) = (.team, nil, TeamID(String(parts[1])))
    case ("company", 1): (scope, user, team) = (.company, nil, nil)
    default: throw Self.invalid(id)
    }
  }

  private static func invalid(_ id: TargetID) -> Rejection {
    Rejection(
      .invalidField, field: "target_id",
      """
      \(Text.quoted(id.text)) is no target: write user/ana:2026-Q1, team/east:2026-03 or \
      company:2026
      """)
  }
}

extension LedgerState {
  /// - Throws: `INVALID_FIELD`, `NOT_FOUND` (user, team), `FORBIDDEN` also for one's own target,
  ///   `PERIOD_CLOSED`, `BAD_AMOUNT`, `BAD_CURRENCY`, `CURRENCY_CHANGED`, `UNCHANGED`.
  func decide(_ command: SetTarget, in context: CommandContext) throws(Rejection) -> Event {
    let subject = try reachableSubject(command.targetID, in: context)
    if let actor = context.user, subject.user == users.key(of: actor) {
      try requireAdministration(by: context.actor)
    }
    try requireOpen(subject.period, in: context)
    try command.amount.validate(field: "amount")
    let old = targets[command.targetID]?.amount
    try requireCurrency(of: old, command.amount, field: "amount.currency")
    guard command.amount != old else {
      throw Rejection(.unchanged, field: "amount", "that is the target already")
    }
    return .targetSet(
      TargetSet(
        scope: subject.scope, user: subject.user, team: subject.team, period: subject.period.kind,
        first: subject.period.first, last: subject.period.last, oldAmount: old,
        amount: command.amount))
  }

  /// - Throws: `INVALID_FIELD`, `NOT_FOUND` (user, team), `FORBIDDEN`, `PERIOD_CLOSED`,
  ///   `BAD_AMOUNT` also when `best` is less than `commit`, `BAD_CURRENCY`, `CURRENCY_CHANGED`.
  func decide(
    _ command: SubmitForecastCall, in context: CommandContext
  ) throws(Rejection) -> Event {
    let subject = try reachableSubject(command.targetID, in: context)
    try requireOpen(subject.period, in: context)
    try command.commit.validate(field: "commit")
    try command.best.validate(field: "best")
    let target = targets[command.targetID]?.amount
    try requireCurrency(of: target, command.commit, field: "commit.currency")
    try requireCurrency(of: command.commit, command.best, field: "best.currency")
    guard command.best.minorUnits >= command.commit.minorUnits else {
      throw Rejection(
        .badAmount, field: "best.minor_units", "the best case is no less than what is committed")
    }
    try Text.validateNote(command.note, field: "note")
    return .forecastCallSubmitted(
      ForecastCallSubmitted(
        scope: subject.scope, user: subject.user, team: subject.team, period: subject.period.kind,
        first: subject.period.first, last: subject.period.last, commit: command.commit,
        best: command.best, note: command.note))
  }

  /// Whose it is, once the actor is known to look after it: a user's by the user and those above, a
  /// team's by its managers and those above, the company's by owner and operations.
  func reachableSubject(
    _ id: TargetID, in context: CommandContext
  ) throws(Rejection) -> TargetSubject {
    let subject = try TargetSubject(id)
    if let user = subject.user {
      guard let number = users.number(of: user) else {
        throw .notFound("user", user.text, field: "target_id")
      }
      try requireScope(of: context, over: number)
    } else if let team = subject.team {
      guard teams[team] != nil else { throw .notFound("team", team.text, field: "target_id") }
      try requireScope(of: context, overTeam: team)
    } else {
      try requireAdministration(by: context.actor)
    }
    return subject
  }

  /// A period closes with its last day, where clocks show the rules' time. Imported history is as of
  /// when it happened.
  private func requireOpen(_ period: Period, in context: CommandContext) throws(Rejection) {
    let today = Day(of: context.day, utcOffsetMinutes: context.policy.document.utcOffsetMinutes)
    guard today <= period.last else {
      throw Rejection(
        .periodClosed, field: "target_id",
        "the period ended with \(period.last.dateText); today is \(today.dateText)")
    }
  }

  private func requireCurrency(
    of known: Money?, _ amount: Money, field: String
  ) throws(Rejection) {
    guard let known, known.currency != amount.currency else { return }
    throw Rejection(
      .currencyChanged, field: field,
      "this is in \(known.currency.code); \(amount.currency.code) would not compare with it")
  }

  mutating func evolve(onTarget record: RecordedEvent) {
    let id = TargetID(record.stream.id)
    if targets[id] == nil { targets.insert(Target(version: 0, amount: nil), at: id) }
    targets.modify(id) { target in
      target.version += 1
      if case .targetSet(let event) = record.event { target.amount = event.amount }
    }
  }
}
