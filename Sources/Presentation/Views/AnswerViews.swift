import Schema

// What each row of an answer says, in the order JSON and CSV print it. Tables show a choice.

/// The elimination advice as people read it.
private let eliminationAdvice = Word("elimination-advised", "建议标记为淘汰", "Mark as eliminated")

/// What nobody owns is in the pool while it is open.
private func owner(_ key: String, _ id: String, isOpen: Bool) -> Field {
  Field(key, id.isEmpty && isOpen ? .blank(Word("", "公海", "Pool")) : .text(id))
}

private func money(_ key: String, _ money: PBMoney, isSet: Bool = true) -> Field {
  Field(key, isSet ? .money(minorUnits: money.minorUnits, currency: money.currency) : .absent)
}

extension PBOpportunityRow {
  static let columns = [
    "opportunity_id", "title", "customer_name", "owner_id", "status", "stage", "grade", "amount",
    "win_probability", "expected_close", "last_follow_up_at", "flags",
  ]

  var fields: [Field] {
    [
      Field("opportunity_id", .text(opportunityID)),
      Field("title", .text(title)),
      Field("customer_id", .text(customerID)),
      Field("customer_name", .text(customerName)),
      owner("owner_id", ownerID, isOpen: status == .open),
      Field("status", .word(status.word)),
      Field("stage", .word(stage.word)),
      Field("grade", .word(grade.word)),
      money("amount", amount, isSet: hasAmount),
      Field("expected_close", .day(hasExpectedCloseDay ? expectedCloseDay : nil)),
      Field("push_count", .unsigned(UInt64(pushCount))),
      Field("created_at", .moment(createdAtMs)),
      Field("stage_entered_at", .moment(stageEnteredAtMs)),
      Field("last_follow_up_at", .moment(lastFollowUpAtMs)),
      Field("follow_up_count", .unsigned(UInt64(followUpCount))),
      Field("closed_at", .moment(closedAtMs)),
      Field("loss_reason", .word(Catalogue.lossReason(lossReason))),
      Field("version", .unsigned(version)),
      // An outcome is never a probability of 0 or 1, so what is closed has none.
      Field("win_probability", .probability(status == .open ? winProbabilityPpm : nil)),
      Field("flags", .words(flags.map(Catalogue.flag))),
      Field("health", .group(hasHealth ? health.assessment : nil)),
      Field("due", .group(hasDue ? due.assessment : nil)),
    ]
  }
}

extension PBHealthRow {
  static let columns = [
    "opportunity_id", "title", "owner_id", "total", "frequency", "feedback", "stage_points",
    "stuck_reason", "silent_days", "days_without_progress", "elimination_advised",
  ]

  var fields: [Field] {
    [
      Field("opportunity_id", .text(opportunityID)),
      Field("title", .text(title)),
      owner("owner_id", ownerID, isOpen: true),
    ] + assessment
  }

  /// Without the names of what is assessed.
  var assessment: [Field] {
    [
      Field("total", .unsigned(UInt64(total))),
      Field("frequency", .unsigned(UInt64(frequency))),
      Field("feedback", .unsigned(UInt64(feedback))),
      Field("stage_points", .unsigned(UInt64(stage))),
      Field("stuck_reason", .word(Catalogue.stuckReason(stuckReason))),
      Field("silent_days", .unsigned(UInt64(silentDays))),
      Field("days_without_progress", .unsigned(UInt64(daysWithoutProgress))),
      Field("elimination_advised", .advice(eliminationAdvised, eliminationAdvice)),
    ]
  }
}

extension PBDueRow {
  static let columns = [
    "opportunity_id", "title", "owner_id", "grade", "stage", "due_at", "rule", "overdue", "red",
    "stalled", "notify", "last_topic",
  ]

  var fields: [Field] {
    [
      Field("opportunity_id", .text(opportunityID)),
      Field("title", .text(title)),
      owner("owner_id", ownerID, isOpen: true),
      Field("grade", .word(grade.word)),
      Field("stage", .word(stage.word)),
    ] + assessment
  }

  /// Without the names of what is due.
  var assessment: [Field] {
    [
      Field("due_at", .moment(dueAtMs)),
      Field("rule", .word(Catalogue.dueRule(rule))),
      Field("overdue", .length(overdueMs)),
      Field("red", .flag(red)),
      Field("red_since", .moment(redSinceMs)),
      Field("stalled", .flag(stalled)),
      Field("notify", .words(notify.map(Catalogue.notified))),
      Field("suspended_until", .moment(suspendedUntilMs)),
      Field("last_topic", .word(Catalogue.feedbackTag(lastTopic))),
    ]
  }
}

extension PBPipelineRow {
  static let columns = [
    "group_id", "status", "stage", "count", "amount", "weighted", "saturated",
    "backlogged_owners",
  ]

  var fields: [Field] { fields(byOwner: false) }

  /// - Parameter byOwner: whether the group is an owner, so that an empty one is nobody.
  func fields(byOwner: Bool) -> [Field] {
    [
      byOwner
        ? owner("group_id", groupID, isOpen: status == .open) : Field("group_id", .text(groupID)),
      Field("status", .word(status.word)),
      Field("stage", .word(stage.word)),
      Field("count", .unsigned(count)),
      Field("amount", .money(minorUnits: amountMinor, currency: currency)),
      Field("weighted", .money(minorUnits: weightedMinor, currency: currency)),
      Field("saturated", .flag(saturated)),
      Field("backlogged_owners", .unsigned(UInt64(backloggedOwners))),
    ]
  }
}

extension PBForecast {
  var fields: [Field] {
    [
      Field("open_count", .unsigned(openCount)),
      Field("wins_mean", .real(winsMean)),
      Field("wins_deviation", .real(winsDeviation)),
      Field("wins_p10", .unsigned(winsP10)),
      Field("wins_p50", .unsigned(winsP50)),
      Field("wins_p90", .unsigned(winsP90)),
      Field("model", .text(model)),
      Field("within_days", hasWithinDays ? .unsigned(UInt64(withinDays)) : .absent),
      Field("currencies", .groups(currencies.map(\.fields))),
      Field("grades", .groups(grades.map(\.fields))),
      Field("at_least", .groups(atLeast)),
    ]
  }

  /// P(N ≥ k) for the k that are neither certain nor out of reach.
  var atLeast: [[Field]] {
    atLeastPpm.enumerated().map { offset, ppm in
      [
        Field("wins", .unsigned(firstK + UInt64(offset))),
        Field("probability", .probability(ppm)),
      ]
    }
  }
}

extension PBForecastCurrency {
  var fields: [Field] {
    [
      Field("currency", .text(currency)),
      Field("open_count", .unsigned(openCount)),
      Field("open", .money(minorUnits: openMinor, currency: currency)),
      Field("expected", .money(minorUnits: expectedMinor, currency: currency)),
      Field("won_count", .unsigned(wonCount)),
      Field("won", .money(minorUnits: wonMinor, currency: currency)),
      Field("saturated", .flag(saturated)),
    ]
  }
}

extension PBForecastGrade {
  var fields: [Field] {
    [
      Field("grade", .word(grade.word)),
      Field("stage", .word(stage.word)),
      Field("count", .unsigned(count)),
      Field("probability", .probability(probabilityPpm)),
      Field("silent", .flag(silent)),
    ]
  }
}

extension PBGradeRow {
  static let columns = [
    "owner_id", "grade", "resolved", "won_count", "rate", "rate_low", "rate_high", "prior",
    "certainty", "verdict",
  ]

  /// - Parameter byOwner: whether rows are apart by owner, so that an empty one is nobody.
  func fields(byOwner: Bool) -> [Field] {
    [
      owner("owner_id", ownerID, isOpen: byOwner),
      Field("grade", .word(grade.word)),
      Field("resolved", .unsigned(resolved)),
      Field("won_count", .unsigned(won)),
      Field("rate", .probability(ratePpm)),
      Field("rate_low", .probability(lowPpm)),
      Field("rate_high", .probability(highPpm)),
      Field("prior", .probability(priorPpm)),
      Field("certainty", .probability(certaintyPpm)),
      Field("verdict", .word(Catalogue.gradeVerdict(verdict))),
    ]
  }
}

extension PBWaterfallRow {
  static let columns = ["currency", "step", "count", "amount", "saturated"]

  var fields: [Field] {
    [
      Field("currency", .text(currency)),
      Field("step", .word(Catalogue.waterfallStep(step))),
      Field("count", .unsigned(count)),
      Field("amount", .money(minorUnits: amountMinor, currency: currency)),
      Field("saturated", .flag(saturated)),
    ]
  }
}

extension PBWaterfallQuery {
  /// What rows of the answer say about the question, so that a number in a report can be computed
  /// again.
  var fields: [Field] {
    [
      Field("from", .moment(fromMs)),
      Field("closing_from", .day(hasClosingFromDay ? closingFromDay : nil)),
      Field("closing_until", .day(hasClosingUntilDay ? closingUntilDay : nil)),
    ]
  }
}

extension PBStatusAnswer {
  var fields: [Field] {
    [
      Field("head_position", .unsigned(headPosition)),
      Field("root", .hex([UInt8](root))),
      Field("server_version", .text(version)),
      Field("started_at", .moment(startedAtMs)),
      Field("uptime_ms", .unsigned(uptimeMs)),
      Field("commands_accepted", .unsigned(commandsAccepted)),
      Field("commands_rejected", .unsigned(commandsRejected)),
      Field("commands_duplicate", .unsigned(commandsDuplicate)),
      Field("commits", .unsigned(commits)),
      Field("connections", .unsigned(UInt64(connections))),
      Field("opportunities", .unsigned(opportunities)),
      Field("customers", .unsigned(customers)),
      Field("users", .unsigned(users)),
      Field("policy_version", .unsigned(policyVersion)),
      Field("space_left_bytes", .unsigned(spaceLeftBytes)),
      Field("data_directory", .text(dataDirectory)),
      Field("projections", .groups(projections.map(\.fields))),
      Field("rejections", .groups(rejections.map(\.fields))),
    ]
  }
}

extension PBProjectionStatus {
  var fields: [Field] {
    [
      Field("name", .text(name)), Field("position", .unsigned(position)),
      Field("lag", .unsigned(lag)),
    ]
  }
}

extension PBRejectionCount {
  var fields: [Field] { [Field("code", .text(code)), Field("count", .unsigned(count))] }
}
