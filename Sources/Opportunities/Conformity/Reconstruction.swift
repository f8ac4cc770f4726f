// 复核: every fact follows from a command, so whoever has the facts can put the command together again
// and ask today's rules about it. No rule is written twice: what is judged is judged by `decide`.

extension Command {
  /// The commands that may have led to the facts of one command, the likeliest first.
  ///
  /// A fact holds nearly all that its command said. What it leaves out is an option that changes other
  /// facts (`toPool`, `sparesOpportunities`), so that is tried both ways.
  ///
  /// - Parameter records: all of one command, in order; at least one.
  /// - Returns: empty when no command begins with such a fact: it only follows another.
  package static func candidates(for records: [RecordedEvent]) -> [Command] {
    precondition(!records.isEmpty, "a command leaves at least one fact")
    let first = records[0]
    let id = first.stream.id
    let command: Command? =
      switch first.event.streamKind {
      case .opportunity: ofOpportunity(first.event, records.dropFirst(), OpportunityID(id))
      case .customer: ofCustomer(first.event, CustomerID(id))
      case .lead: ofLead(first.event, records.dropFirst(), LeadID(id))
      case .user, .team, .policy: ofOrganisation(first.event, id)
      case .approval, .departmentTask: ofOffice(first.event, id)
      case .review, .target, .award, .importBatch, .outbound, .calibration, .erasure:
        ofLedger(first.event, id)
      }
    guard let command else { return [] }
    return [command] + command.alternatives
  }

  /// The same command with what no fact of it tells said the other way.
  private var alternatives: [Command] {
    switch self {
    case .deactivateUser(var command) where command.successor == nil:
      command.toPool.toggle()
      return [.deactivateUser(command)]
    case .erasePersonalData(var command) where command.subject == .customer:
      command.sparesOpportunities.toggle()
      return [.erasePersonalData(command)]
    default:
      return []
    }
  }

  private static func ofOrganisation(_ event: Event, _ id: IdentifierText) -> Command? {
    switch event {
    case .policyPublished(let event):
      .publishPolicy(
        PublishPolicy(
          document: event.document, reason: event.reason, effectiveFrom: event.effectiveFrom,
          approvalID: event.approvalID))
    case .teamRegistered(let event):
      .registerTeam(RegisterTeam(teamID: TeamID(id), name: event.name, parent: event.parent))
    case .teamChanged(let event):
      .changeTeam(ChangeTeam(teamID: TeamID(id), name: event.name, parent: event.parent))
    case .userRegistered(let event):
      .registerUser(
        RegisterUser(
          userID: UserID(id), name: event.name, roles: event.roles, team: event.team,
          manager: event.manager, capacity: event.capacity))
    case .userChanged(let event):
      .changeUser(
        ChangeUser(
          userID: UserID(id), name: event.name, roles: event.roles, team: event.team,
          manager: event.manager, capacity: event.capacity))
    case .userDeactivated(let event):
      .deactivateUser(
        DeactivateUser(
          userID: UserID(id), successor: event.successor, toPool: event.successor == nil,
          reason: event.reason))
    default: nil
    }
  }

  private static func ofCustomer(_ event: Event, _ id: CustomerID) -> Command? {
    switch event {
    case .customerRegistered(let event):
      .registerCustomer(
        RegisterCustomer(
          customerID: id, kind: event.kind, name: event.name, personName: event.personName,
          industry: event.industry, region: event.region, source: event.source,
          address: event.address, size: event.size, externalRefs: event.externalRefs))
    case .profileUpdated(let event):
      .updateProfile(
        UpdateProfile(
          customerID: id, fieldCode: event.fieldCode, value: event.new,
          personalValue: event.personalNew, provenance: event.provenance))
    case .contactAdded(let event):
      .addContact(
        AddContact(
          customerID: id, contact: event.contact, name: event.name, title: event.title,
          decisionRole: event.decisionRole, ways: event.ways))
    case .contactUpdated(let event):
      .updateContact(
        UpdateContact(
          customerID: id, contact: event.contact, name: event.name, title: event.title,
          decisionRole: event.decisionRole, ways: event.ways))
    case .customerTagged(let event):
      .tagCustomer(TagCustomer(customerID: id, tag: event.tag))
    case .customerUntagged(let event):
      .untagCustomer(UntagCustomer(customerID: id, tag: event.tag))
    case .customerTierSet(let event):
      .setCustomerTier(SetCustomerTier(customerID: id, tier: event.new, basis: event.basis))
    case .quietPeriodSet(let event):
      .setQuietPeriod(
        SetQuietPeriod(
          customerID: id, from: event.from, until: event.until, scope: event.scope,
          pushCapPerMonth: event.pushCapPerMonth, reason: event.reason))
    case .quietPeriodLifted(let event):
      .liftQuietPeriod(LiftQuietPeriod(customerID: id, reason: event.reason))
    case .customerSignalRecorded(let event):
      .recordCustomerSignal(
        RecordCustomerSignal(
          customerID: id, kind: event.kind, value: event.value, windowDays: event.windowDays,
          source: event.source))
    case .customersMerged(let event):
      .mergeCustomers(
        MergeCustomers(survivorID: event.survivor, absorbed: event.absorbed, reason: event.reason))
    default: nil
    }
  }

  private static func ofLead(
    _ event: Event, _ others: ArraySlice<RecordedEvent>, _ id: LeadID
  ) -> Command? {
    switch event {
    case .leadCaptured(let event):
      return .captureLead(
        CaptureLead(
          leadID: id, customerKind: event.customerKind, source: event.source,
          campaign: event.campaign, isSelfDeveloped: event.isSelfDeveloped, owner: event.owner,
          fields: event.fields, note: event.note))
    case .leadEnriched(let event):
      return .enrichLead(
        EnrichLead(
          leadID: id, fields: event.fields, customerKind: event.customerKind, owner: event.owner,
          note: event.note))
    case .leadQualified(let event):
      guard case .opportunityCreated(let created)? = others.first?.event else { return nil }
      return .qualifyLead(
        QualifyLead(
          leadID: id, opportunity: created.command(creating: event.opportunity),
          realVerifiedBy: event.realVerifiedBy))
    case .leadDisqualified(let event):
      return .disqualifyLead(DisqualifyLead(leadID: id, reason: event.reason))
    default: return nil
    }
  }

  /// Approvals and tasks of other departments.
  private static func ofOffice(_ event: Event, _ id: IdentifierText) -> Command? {
    switch event {
    case .approvalRequested(let event):
      .requestApproval(
        RequestApproval(
          approvalID: ApprovalID(id), kind: event.kind, opportunity: event.opportunity,
          amount: event.amount, note: event.note))
    case .approvalGranted(let event):
      .decideApproval(
        DecideApproval(approvalID: ApprovalID(id), verdict: .approve, note: event.note))
    case .approvalRejected(let event):
      .decideApproval(
        DecideApproval(approvalID: ApprovalID(id), verdict: .reject, note: event.note))
    case .approvalEscalated:
      .escalateApproval(EscalateApproval(approvalID: ApprovalID(id)))
    case .taskOpened(let event):
      .openTask(
        OpenTask(
          taskID: DepartmentTaskID(id), title: event.title, team: event.team, dueAt: event.dueAt,
          opportunity: event.opportunity, assignee: event.assignee, slaHours: event.slaHours))
    case .taskReassigned(let event):
      event.to.map { assignee in
        .reassignTask(
          ReassignTask(taskID: DepartmentTaskID(id), assignee: assignee, reason: event.reason))
      }
    case .taskCompleted(let event):
      .completeTask(CompleteTask(taskID: DepartmentTaskID(id), result: event.result))
    default: nil
    }
  }

  /// Management, and what concerns the ledger as a whole.
  private static func ofLedger(_ event: Event, _ id: IdentifierText) -> Command? {
    switch event {
    case .reviewSampleDrawn: .drawReviewSample(DrawReviewSample(week: ReviewID(id)))
    case .targetSet(let event): .setTarget(SetTarget(targetID: TargetID(id), amount: event.amount))
    case .forecastCallSubmitted(let event):
      .submitForecastCall(
        SubmitForecastCall(
          targetID: TargetID(id), commit: event.commit, best: event.best, note: event.note))
    case .forecastSnapshotTaken(let event):
      .takeForecastSnapshot(
        TakeForecastSnapshot(
          targetID: TargetID(id), asOfPosition: event.asOfPosition,
          policyVersion: event.policyVersion, model: event.model, wins: event.wins,
          amounts: event.amounts, answerDigest: event.answerDigest))
    case .forecastCalibrated(let event):
      .calibrateForecast(
        CalibrateForecast(
          calibrationID: CalibrationID(id), asOfPosition: event.asOfPosition,
          policyVersion: event.policyVersion, model: event.model, chances: event.chances,
          mapDigest: event.mapDigest, note: event.note))
    case .awardGranted(let event):
      .grantAward(
        GrantAward(
          awardID: AwardID(id), user: event.user, kind: event.kind, amount: event.amount,
          basisDigest: event.basisDigest, basisPosition: event.basisPosition, note: event.note))
    case .importBatchOpened(let event):
      .openImportBatch(
        OpenImportBatch(
          batchID: ImportBatchID(id), source: event.source, expectedRows: event.expectedRows))
    case .importBatchClosed(let event):
      .closeImportBatch(
        CloseImportBatch(
          batchID: ImportBatchID(id), acceptedRows: event.acceptedRows,
          refusedRows: event.refusedRows, sourceDigest: event.sourceDigest))
    case .outboundAdvanced(let event):
      .advanceOutbound(AdvanceOutbound(consumerID: OutboundID(id), position: event.position))
    case .personalDataErased(let event):
      .erasePersonalData(
        ErasePersonalData(
          erasureID: ErasureID(id), subject: event.subject, subjectID: event.subjectID,
          contact: event.contact, sparesOpportunities: false, basis: event.basis))
    default: nil
    }
  }
}
