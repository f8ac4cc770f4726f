// 预测分类: a person's own word on an opportunity. Nothing but another word changes it: it outlives
// stage moves, and stands beside what is computed.

extension LedgerState {
  /// - Throws: `NOT_FOUND`, `FORBIDDEN`, `OPPORTUNITY_CLOSED`, `UNCHANGED`, `INVALID_FIELD`.
  func decide(
    _ command: SetForecastCategory, in context: CommandContext
  ) throws(Rejection) -> Event {
    let opportunity = try openOpportunity(command.opportunityID, for: context)
    let old = opportunity.dossier?.forecastCategory
    guard command.category != old else {
      throw Rejection(.unchanged, field: "category", "that is its category already")
    }
    try Text.validateNote(command.note, field: "note")
    return .forecastCategorySet(
      ForecastCategorySet(old: old, new: command.category, note: command.note))
  }
}

extension Dossier {
  mutating func evolve(with event: ForecastCategorySet) {
    forecastCategory = event.new
  }
}
