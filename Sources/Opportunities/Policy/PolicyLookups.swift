// What rules look up in the groups of a policy. The lists are short, so they are searched.

extension GateRules {
  /// What entering `stage` needs; nil: nothing.
  package func gate(for stage: Stage) -> StageGate? {
    stages.first { $0.stage == stage }
  }
}

extension EvidenceNeed {
  package func isMet(by kinds: some Sequence<EvidenceKind>) -> Bool {
    kinds.contains(where: anyOf.contains)
  }
}

extension PipelineRules {
  package func template(_ code: String) -> PipelineTemplate? {
    templates.first { $0.code == code }
  }
}

extension PipelineTemplate {
  /// How the template calls `stage`; nil: it does not use it.
  package func step(at stage: Stage) -> TemplateStage? {
    stages.first { $0.stage == stage }
  }
}

extension ScorecardRules {
  package func dimension(_ code: String) -> ScorecardDimension? {
    dimensions.first { $0.code == code }
  }

  /// The grade that a total of `hundredths` points suggests.
  package func hint(for hundredths: UInt32) -> Grade {
    if hundredths >= hintAHundredths { return .a }
    return hundredths >= hintBHundredths ? .b : .c
  }
}

extension ScorecardDimension {
  package func option(_ code: String) -> ScorecardOption? {
    options.first { $0.code == code }
  }
}

extension Policy {
  /// Days of silence after which an opportunity of this stage and grade may be reclaimed; nil: never.
  package func reclaimDays(at stage: Stage, graded grade: Grade?) -> UInt32? {
    guard let rule = pool.reclaim.first(where: { $0.stage == stage }) else { return nil }
    return rule.redMultiple > 0 ? rule.redMultiple * redDays(graded: grade) : rule.days
  }

  /// Days of silence after which an opportunity of this grade is red.
  package func redDays(graded grade: Grade?) -> UInt32 {
    max(document.cadence.redDaysMinimum, rule(for: grade).cadenceDays)
  }

  /// How many open opportunities one owner may have at `stage` before it is a backlog; nil: any.
  package func backlogMaximum(at stage: Stage) -> UInt32? {
    thresholds.backlog.first { $0.stage == stage }?.opportunitiesMaximum
  }
}

extension ApprovalRules {
  /// A kind without a flow of its own takes the one for `other`.
  package func flow(for kind: ApprovalKind) -> ApprovalFlow {
    guard
      let flow = flows.first(where: { $0.kind == kind })
        ?? flows.first(where: { $0.kind == .other })
    else { preconditionFailure("a published policy has a flow for other") }
    return flow
  }

  /// Who approves `kind`, one after the other.
  ///
  /// - Parameter amount: what it is about; nil where no money is: the first band.
  package func chain(for kind: ApprovalKind, amount: Money?) -> [Role] {
    let bands = flow(for: kind).bands
    guard let first = bands.first, let last = bands.last else {
      preconditionFailure("a published flow has a band")
    }
    guard let amount else { return first.chain }
    guard amount.currency.code == currency else { return last.chain }
    let band = bands.first { $0.upToMinorUnits == 0 || amount.minorUnits <= $0.upToMinorUnits }
    return (band ?? last).chain
  }
}

extension AlertRules {
  /// Who hears of an alert of this kind; a kind that the rules leave out has the standard route.
  package func route(for kind: AlertKind) -> AlertRoute {
    guard
      let route = routes.first(where: { $0.kind == kind })
        ?? AlertRules.standard.routes.first(where: { $0.kind == kind })
    else { preconditionFailure("the standard routes name every kind of alert") }
    return route
  }
}

extension QualificationRules {
  package func checklist(for kind: CustomerKind) -> QualificationChecklist? {
    checklists.first { $0.customerKind == kind }
  }
}

extension ProfileRules {
  package func field(_ code: String) -> ProfileField? {
    fields.first { $0.code == code }
  }

  package func tag(_ code: String) -> CustomerTag? {
    tags.first { $0.code == code }
  }

  package func group(_ code: String) -> TagGroup? {
    tagGroups.first { $0.code == code }
  }
}

extension ScriptRules {
  package func template(_ code: String) -> ScriptTemplate? {
    templates.first { $0.code == code }
  }
}

extension Policy {
  package func competitor(_ code: String) -> Competitor? {
    competitors.first { $0.code == code }
  }
}
