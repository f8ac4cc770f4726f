// 预测留存: a forecast as it was computed then, so that it is compared with what happened and never with
// today's chances. The ledger checks what can be known at once; that it is right, whoever has the log
// finds out by computing it again as of its position.

extension LedgerState {
  /// - Throws: `INVALID_FIELD`, `NOT_FOUND` (user, team, version of the policy), `FORBIDDEN`,
  ///   `BEYOND_HEAD`, `BAD_AMOUNT` also when quantiles do not rise, `BAD_CURRENCY`,
  ///   `CURRENCY_CHANGED`.
  func decide(
    _ command: TakeForecastSnapshot, in context: CommandContext
  ) throws(Rejection) -> Event {
    let subject = try reachableSubject(command.targetID, in: context)
    try validateOrigin(
      asOf: command.asOfPosition, policy: command.policyVersion, model: command.model)
    try validate(command.wins)
    try validate(command.amounts)
    try requireDigest(command.answerDigest, field: "answer_sha256", "the answer that it keeps")
    return .forecastSnapshotTaken(
      ForecastSnapshotTaken(
        scope: subject.scope, user: subject.user, team: subject.team, period: subject.period.kind,
        first: subject.period.first, last: subject.period.last,
        asOfPosition: command.asOfPosition, policyVersion: command.policyVersion,
        model: command.model, wins: command.wins, amounts: command.amounts,
        answerDigest: command.answerDigest))
  }

  /// Checks that something can have been computed as of there, under these rules.
  ///
  /// - Throws: `INVALID_FIELD`, `BEYOND_HEAD`, `NOT_FOUND`.
  func validateOrigin(
    asOf position: UInt64, policy version: UInt64, model: String
  ) throws(Rejection) {
    try requireReached(position, field: "as_of_position")
    guard let policy = policies[version: version] else {
      throw .notFound("policy", "\(version)", field: "policy_version")
    }
    guard policy.position <= position else {
      throw Rejection(
        .invalidField, field: "policy_version",
        "policy \(version) was published at \(policy.position), after position \(position)")
    }
    try IdentifierRules.validate(model, field: "model")
  }

  /// - Throws: `INVALID_FIELD` unless `digest` is a SHA-256.
  func requireDigest(_ digest: [UInt8], field: String, _ what: String) throws(Rejection) {
    try Self.validateDigest(digest, field: field)
    guard !digest.isEmpty else {
      throw Rejection(.invalidField, field: field, "name \(what) by its SHA-256")
    }
  }

  /// Nobody wins more than there is to be won.
  private func validate(_ wins: ForecastWins) throws(Rejection) {
    guard wins.p10 <= wins.p50, wins.p50 <= wins.p90, wins.p90 <= wins.openCount else {
      throw Rejection(
        .invalidField, field: "wins",
        "p10, p50 and p90 rise and are no more than the \(wins.openCount) that are open")
    }
    guard wins.expectedMillionths <= UInt64(wins.openCount) * 1_000_000 else {
      throw Rejection(
        .invalidField, field: "wins.expected_millionths",
        "no more wins are expected than opportunities are open")
    }
  }

  /// - Throws: `INVALID_FIELD`, `BAD_AMOUNT`, `BAD_CURRENCY`, `CURRENCY_CHANGED`.
  private func validate(_ amounts: [ForecastAmounts]) throws(Rejection) {
    guard amounts.count <= Text.listCountMaximum else {
      throw Rejection(
        .invalidField, field: "amounts", "at most \(Text.listCountMaximum) currencies are kept")
    }
    for (index, sums) in amounts.enumerated() {
      let field = "amounts[\(index)]"
      let currency = sums.won.currency
      guard !amounts[..<index].contains(where: { $0.won.currency == currency }) else {
        throw Rejection(
          .invalidField, field: "\(field).won.currency", "'\(currency.code)' stands here twice")
      }
      for (name, amount) in sums.named {
        try amount.validate(field: "\(field).\(name)")
        guard amount.currency == currency else {
          throw Rejection(
            .currencyChanged, field: "\(field).\(name).currency",
            "these are in \(currency.code); \(amount.currency.code) would not compare with it")
        }
      }
      guard sums.p10.minorUnits <= sums.p50.minorUnits, sums.p50.minorUnits <= sums.p90.minorUnits
      else {
        throw Rejection(.badAmount, field: field, "p10, p50 and p90 rise")
      }
    }
  }
}

extension ForecastAmounts {
  fileprivate var named: [(String, Money)] {
    [("won", won), ("expected", expected), ("p10", p10), ("p50", p50), ("p90", p90)]
  }
}
