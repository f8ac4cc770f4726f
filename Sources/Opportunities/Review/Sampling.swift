// 每周抽查: which high grades are checked this week. Nobody chooses them, and anybody can draw them
// again from the log.
//
// The choice is a pure function of the ledger: opportunities are ranked by a digest of a seed and
// their id, and the first are taken. The seed is a digest of the week, the position of the log, the
// ledger's clock to the millisecond, the rules' version, and the id and version of every opportunity.
// - What makes it unsteerable: none of these is a word of the command (its id, its actor and the
//   time it claims stand outside the seed), any fact recorded by anybody gives another choice, and a
//   week is drawn once, so nobody draws until he likes the sample.
// - What does not: who can read the whole ledger, knows of every fact that comes before the draw and
//   hits a millisecond of the ledger's clock can know the choice before. Drawing at a moment that
//   others choose, best on a busy ledger, takes that away; the seed in the event lets all of it be
//   checked afterwards.

extension LedgerState {
  /// More would not fit into one record; how many there were stands in the event all the same.
  static var reviewSampleMaximum: Int { 1_000 }

  /// - Throws: `FORBIDDEN` for who checks no grades, `INVALID_FIELD`, `BAD_DATE` for any week but
  ///   this, `DUPLICATE_ID` when it was drawn.
  func decide(_ command: DrawReviewSample, in context: CommandContext) throws(Rejection) -> Event {
    if let user = context.user,
      users[user].roles.allSatisfy({ $0 == .rep || $0 == .customerService })
    {
      throw Rejection(.forbidden, field: "actor.id", "those who are checked draw no sample")
    }
    try command.week.validate(field: "week")
    let today = Day(of: context.day, utcOffsetMinutes: context.policy.document.utcOffsetMinutes)
    guard command.week.text == today.isoWeek else {
      throw Rejection(
        .badDate, field: "week",
        "\(Text.quoted(command.week.text)) cannot be drawn now: this week is \(today.isoWeek)")
    }
    guard reviews[command.week] == nil else {
      throw Rejection(
        .duplicateID, field: "week", "the sample of \(command.week) was drawn already")
    }
    let population = openHighGrades()
    let seed = reviewSeed(of: command.week, in: context)
    return .reviewSampleDrawn(
      ReviewSampleDrawn(
        population: UInt32(clamping: population.count),
        populationDigest: SHA256.digest(
          of: population.lazy.flatMap { Array($0.text.utf8) + [UInt8(ascii: "\n")] }),
        seedDigest: seed,
        selected: Self.draw(
          context.policy.review.sampleSize(of: population.count), of: population, seed: seed)))
  }

  /// In the order of their bytes.
  private func openHighGrades() -> [OpportunityID] {
    var ids: [OpportunityID] = []
    for place in 0..<opportunities.count {
      let opportunity = opportunities.rows[place]
      if opportunity.isOpen, opportunity.grade == .a { ids.append(opportunities.keys[place]) }
    }
    return ids.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
  }

  private func reviewSeed(of week: ReviewID, in context: CommandContext) -> [UInt8] {
    var hash = SHA256()
    hash.update("review sample \(week)\n".utf8)
    hash.update(head)
    hash.update(UInt64(bitPattern: context.now.milliseconds))
    hash.update(context.policy.version)
    for place in 0..<opportunities.count {
      hash.update(opportunities.keys[place].text.utf8)
      hash.update([UInt8(ascii: "\n")])
      hash.update(opportunities.rows[place].version)
    }
    return hash.finish()
  }

  /// The first `count` of `population` by the digest of the seed and their id.
  static func draw(
    _ count: Int, of population: [OpportunityID], seed: [UInt8]
  ) -> [OpportunityID] {
    let ranked = population.map { (rank: SHA256.digest(of: seed + $0.text.utf8), id: $0) }
    return ranked.sorted { $0.rank.lexicographicallyPrecedes($1.rank) }.prefix(count).map(\.id)
  }
}

extension ReviewRules {
  /// The larger of the least number and the share, rounded up; never more than there are, nor than
  /// ``LedgerState/reviewSampleMaximum``.
  func sampleSize(of population: Int) -> Int {
    let share = (population * Int(sample.count) + 999_999) / 1_000_000
    return min(
      population, max(Int(sampleMinimum), share), LedgerState.reviewSampleMaximum)
  }
}
