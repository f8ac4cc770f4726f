// 进入条件: what must be there before a stage is entered. The policy says what is asked for, and whether
// a gate that is not met stops the move, is noted in its event, or is not looked at.

extension GateRules {
  var areLookedAt: Bool { mode != .off }
}

extension Policy {
  /// The stages in use by a template, in order. Without a code, or by one that the policy has dropped
  /// since, those of the standard template.
  func stages(of template: String) -> [Stage] {
    (pipelines.template(template) ?? pipelines.template(pipelines.standardTemplate))?
      .stages.map(\.stage) ?? Stage.allCases
  }

  /// The stages in use by the template strictly between the two; none when the move is not forward.
  func stagesSkipped(from: Stage, to: Stage, by template: String) -> [Stage] {
    stages(of: template).filter { from < $0 && $0 < to }
  }
}

extension Opportunity {
  /// Code of its pipeline template; empty: the standard one.
  var template: String { dossier?.template ?? "" }
}

extension LedgerState {
  /// What the gates of a move forward ask for in vain: that of `target` and, where the policy counts
  /// them, those of the `skipped` stages.
  ///
  /// - Parameter manager: who is named as the manager who takes part.
  func unmetGates(
    of opportunity: Opportunity, entering target: Stage, skipping skipped: [Stage],
    naming manager: UserID?, under policy: Policy
  ) -> [UnmetGate] {
    let rules = policy.gates
    guard rules.areLookedAt else { return [] }
    var unmet: [UnmetGate] = []
    for stage in (rules.skippedStagesCount ? skipped : []) + [target] {
      guard let gate = rules.gate(for: stage) else { continue }
      unmet += unmetConditions(of: gate, opportunity, naming: manager, under: policy)
    }
    if let first = rules.evidenceFrom, target >= first,
      opportunity.evidenceKinds(verifiedOnly: false).isEmpty
    {
      unmet.append(UnmetGate(stage: target, condition: .anyEvidence, anyOf: []))
    }
    return unmet
  }

  private func unmetConditions(
    of gate: StageGate, _ opportunity: Opportunity, naming manager: UserID?, under policy: Policy
  ) -> [UnmetGate] {
    let kinds = opportunity.evidenceKinds(verifiedOnly: gate.verifiedEvidence)
    let condition: GateCondition = gate.verifiedEvidence ? .verifiedEvidence : .evidence
    var unmet = gate.evidence.filter { !$0.isMet(by: kinds) }.map { need in
      UnmetGate(stage: gate.stage, condition: condition, anyOf: need.anyOf)
    }
    func ask(_ asked: Bool, _ condition: GateCondition, _ isMet: Bool) {
      guard asked, !isMet else { return }
      unmet.append(UnmetGate(stage: gate.stage, condition: condition, anyOf: []))
    }
    // Not for the checklist, which Qualification.swift asks for: what names people is not kept.
    ask(
      gate.profileComplete, .profileComplete,
      isProfileComplete(of: opportunity.customer, under: policy))
    ask(gate.managerNamed, .managerNamed, manager != nil)
    return unmet
  }

  /// Refuses a move whose gates are not met where the policy enforces them.
  ///
  /// Imported history happened as it did, so it is never refused for it.
  ///
  /// - Returns: the approval that opened the gates; empty: none was needed.
  /// - Throws: `GATE_NOT_MET` with one detail for each thing that is missing, `APPROVAL_REQUIRED`,
  ///   `APPROVAL_USED`, `INVALID_FIELD`.
  func passGates(
    _ unmet: [UnmetGate], overriddenBy approval: String, of id: OpportunityID,
    in context: CommandContext
  ) throws(Rejection) -> String {
    guard !unmet.isEmpty else { return "" }
    let rules = context.policy.gates
    if !approval.isEmpty, rules.overrideByApproval {
      try requireApproval(
        approval, kind: .gateOverride, of: id, field: "override_approval_id")
      return approval
    }
    try refuse(unmet, field: "to", in: context)
    return ""
  }

  /// Refuses what is not met where the policy enforces gates, except for imported history.
  ///
  /// - Throws: `GATE_NOT_MET` with one detail for each thing that is missing.
  func refuse(
    _ unmet: [UnmetGate], field: String, in context: CommandContext
  ) throws(Rejection) {
    guard !unmet.isEmpty, context.policy.gates.mode == .enforce, context.actor.kind != .import
    else { return }
    throw Rejection(
      .gateNotMet, field: field, details: unmet.map(\.description),
      "\(unmet.count) of the conditions to get there are not met")
  }

  /// A win enters no stage, but it asks for all that the way through closing asks for, and for what
  /// the policy wants of a win. Only where gates are enforced.
  ///
  /// - Parameter hasContract: the command itself names the contract.
  /// - Throws: `GATE_NOT_MET`.
  func requireClosingGate(
    of opportunity: Opportunity, hasContract: Bool, in context: CommandContext
  ) throws(Rejection) {
    let policy = context.policy
    guard policy.gates.mode == .enforce, context.actor.kind != .import else { return }
    let template = opportunity.template
    let skipped = policy.stagesSkipped(from: opportunity.stage, to: .closing, by: template)
    var unmet = unmetGates(
      of: opportunity, entering: .closing, skipping: skipped, naming: nil, under: policy)
    // Who won it without passing by negotiation had no moment to name a manager at.
    unmet.removeAll { $0.condition == .managerNamed }
    // A stage that the template does not use has no gate either.
    if !policy.stages(of: template).contains(.closing) {
      unmet.removeAll { $0.stage == .closing && $0.condition != .anyEvidence }
    }
    var kinds = opportunity.evidenceKinds(verifiedOnly: false)
    if hasContract { kinds.insert(.contract) }
    unmet += policy.gates.win.filter { !$0.isMet(by: kinds) }.map {
      UnmetGate(stage: .closing, condition: .evidence, anyOf: $0.anyOf)
    }
    guard !unmet.isEmpty else { return }
    throw Rejection(
      .gateNotMet, field: "opportunity_id", details: unmet.map(\.description),
      "\(unmet.count) of the conditions of a win are not met")
  }

  /// Checks who is named as the manager who takes part.
  ///
  /// - Throws: `NOT_FOUND`, `INVALID_FIELD` when the user leads nobody.
  func requireManager(_ id: UserID?) throws(Rejection) {
    guard let id else { return }
    guard let user = users[id] else { throw .notFound("user", id.text, field: "manager_id") }
    let leading: [Role] = [.manager, .departmentHead, .owner]
    guard user.roles.contains(where: leading.contains) else {
      throw Rejection(.invalidField, field: "manager_id", "user '\(id)' is no manager")
    }
  }
}

extension UnmetGate: CustomStringConvertible {
  /// `STAGE: CONDITION`, for evidence with the kinds that would do, such as
  /// `needs: evidence MEETING_AGREED or SITE_VISIT`. Clients match on it: stages by the codes of
  /// policies, kinds by their names in the schema without that of the list.
  package var description: String {
    let kinds = anyOf.map(\.schemaName).joined(separator: " or ")
    return switch condition {
    case .evidence: "\(stage): evidence \(kinds)"
    case .verifiedEvidence: "\(stage): verified evidence \(kinds)"
    case .anyEvidence: "\(stage): any evidence"
    case .checklistComplete: "\(stage): checklist complete"
    case .profileComplete: "\(stage): profile complete"
    case .managerNamed: "\(stage): manager named"
    }
  }
}

extension EvidenceKind {
  /// In capital letters, as the schema writes it.
  fileprivate var schemaName: String {
    String(description.map { $0 == "-" ? "_" : $0 }).uppercased()
  }
}
