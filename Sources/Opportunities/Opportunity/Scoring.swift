// 评分卡: how well an opportunity fits. The total suggests a grade; people judge the grade itself.

extension LedgerState {
  /// - Throws: `NOT_FOUND`, `OPPORTUNITY_CLOSED`, `BAD_OPTION`.
  func decide(_ command: ScoreOpportunity, in context: CommandContext) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    let card = context.policy.scorecard
    let chosen = try chosenOptions(command.answers, of: card)
    var items: [ScoredItem] = []
    var total: UInt64 = 0
    for dimension in card.dimensions {
      guard let option = chosen[dimension.code] else { continue }
      let points = UInt64(option.pointsHundredths) * 10
      total += points
      items.append(
        ScoredItem(
          dimension: dimension.code, option: option.code,
          pointsThousandths: UInt32(clamping: points)))
    }
    let hint = card.hint(for: UInt32(clamping: total / 10))
    return .opportunityScored(
      OpportunityScored(
        items: items, totalThousandths: UInt32(clamping: total), hint: hint,
        contradictsGrade: opportunity.grade.map { $0.rawValue < hint.rawValue } ?? false))
  }

  /// Each dimension once, each with one of its options.
  ///
  /// - Throws: `BAD_OPTION`.
  private func chosenOptions(
    _ answers: [ScoreAnswer], of card: ScorecardRules
  ) throws(Rejection) -> [String: ScorecardOption] {
    var chosen: [String: ScorecardOption] = [:]
    for (index, answer) in answers.enumerated() {
      let field = "answers[\(index)]"
      guard let dimension = card.dimension(answer.dimension) else {
        throw Rejection(
          .badOption, field: "\(field).dimension",
          "\(Text.quoted(answer.dimension)) is no dimension of the scorecard")
      }
      guard let option = dimension.option(answer.option) else {
        throw Rejection(
          .badOption, field: "\(field).option", details: dimension.options.map(\.code),
          "\(Text.quoted(answer.option)) is no option of '\(dimension.code)'")
      }
      guard chosen.updateValue(option, forKey: dimension.code) == nil else {
        throw Rejection(
          .badOption, field: "\(field).dimension", "'\(dimension.code)' is answered twice")
      }
    }
    let open = card.dimensions.map(\.code).filter { chosen[$0] == nil }
    guard open.isEmpty else {
      throw Rejection(
        .badOption, field: "answers", details: open,
        "\(open.count) dimensions of the scorecard are not answered")
    }
    return chosen
  }
}
