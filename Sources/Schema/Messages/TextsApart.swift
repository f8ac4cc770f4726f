// Written by tools/generate.sh from schemas/opportunity/v1/*.proto; edit that, not this.

import Opportunities

extension SealedFields {
  /// Of the event in field `number` of a record; nil: it has none.
  static func of(event number: UInt32) -> SealedFields? {
    switch number {
    case 32: SealedFields(texts: 0b10, nested: [])
    case 33: SealedFields(texts: 0b10, nested: [])
    case 34: SealedFields(texts: 0b10, nested: [])
    case 40: SealedFields(texts: 0b10001000, nested: [])
    case 41: SealedFields(texts: 0b10000, nested: [])
    case 42: SealedFields(texts: 0b100, nested: [(5, 0b100)])
    case 43: SealedFields(texts: 0b100, nested: [(5, 0b100)])
    case 46: SealedFields(texts: 0b1000, nested: [])
    case 47: SealedFields(texts: 0b100000, nested: [])
    case 48: SealedFields(texts: 0b10, nested: [])
    case 50: SealedFields(texts: 0b100000, nested: [])
    case 52: SealedFields(texts: 0b1000000010000, nested: [])
    case 53: SealedFields(texts: 0b1000, nested: [])
    case 54: SealedFields(texts: 0b1000, nested: [])
    case 55: SealedFields(texts: 0b1000, nested: [])
    case 56: SealedFields(texts: 0b1000, nested: [])
    case 58: SealedFields(texts: 0b1000, nested: [])
    case 59: SealedFields(texts: 0b10, nested: [])
    case 60: SealedFields(texts: 0b100, nested: [])
    case 65: SealedFields(texts: 0b1000, nested: [])
    case 70: SealedFields(texts: 0b10000000, nested: [(6, 0b100)])
    case 71: SealedFields(texts: 0b10000, nested: [(1, 0b100)])
    case 73: SealedFields(texts: 0b10, nested: [])
    case 76: SealedFields(texts: 0b1000000, nested: [])
    case 81: SealedFields(texts: 0b110, nested: [])
    case 82: SealedFields(texts: 0b1000, nested: [])
    case 83: SealedFields(texts: 0b10000, nested: [])
    case 84: SealedFields(texts: 0b100, nested: [])
    case 85: SealedFields(texts: 0b100, nested: [])
    case 86: SealedFields(texts: 0b100, nested: [])
    case 87: SealedFields(texts: 0b100, nested: [])
    case 89: SealedFields(texts: 0b10, nested: [])
    case 90: SealedFields(texts: 0b0, nested: [(1, 0b100)])
    case 91: SealedFields(texts: 0b100, nested: [])
    case 93: SealedFields(texts: 0b100, nested: [])
    case 96: SealedFields(texts: 0b100, nested: [])
    case 101: SealedFields(texts: 0b100, nested: [])
    case 104: SealedFields(texts: 0b1000, nested: [])
    case 107: SealedFields(texts: 0b1000, nested: [])
    case 108: SealedFields(texts: 0b10, nested: [])
    case 109: SealedFields(texts: 0b1000000, nested: [])
    case 110: SealedFields(texts: 0b1000, nested: [])
    case 111: SealedFields(texts: 0b10000, nested: [])
    case 120: SealedFields(texts: 0b10000, nested: [])
    case 121: SealedFields(texts: 0b1000, nested: [])
    case 122: SealedFields(texts: 0b100, nested: [])
    case 126: SealedFields(texts: 0b1000, nested: [])
    case 127: SealedFields(texts: 0b10, nested: [])
    case 136: SealedFields(texts: 0b1000000000, nested: [])
    case 140: SealedFields(texts: 0b1000000, nested: [])
    case 155: SealedFields(texts: 0b11000, nested: [])
    case 156: SealedFields(texts: 0b100000, nested: [])
    default: nil
    }
  }
}

extension Event {
  /// Whether something in it says something about a person, or may.
  var hasTexts: Bool {
    switch self {
    case .alertAcknowledged(let event): event.hasTexts
    case .alertSnoozed(let event): event.hasTexts
    case .approvalRequested(let event): event.hasTexts
    case .approvalGranted(let event): event.hasTexts
    case .approvalRejected(let event): event.hasTexts
    case .awardGranted(let event): event.hasTexts
    case .customerTierSet(let event): event.hasTexts
    case .quietPeriodSet(let event): event.hasTexts
    case .quietPeriodLifted(let event): event.hasTexts
    case .customersMerged(let event): event.hasTexts
    case .recordCorrected(let event): event.hasTexts
    case .customerRegistered(let event): event.hasTexts
    case .profileUpdated(let event): event.hasTexts
    case .contactAdded(let event): event.hasTexts
    case .contactUpdated(let event): event.hasTexts
    case .personalDataErased(let event): event.hasTexts
    case .evidenceAttached(let event): event.hasTexts
    case .evidenceVerified(let event): event.hasTexts
    case .evidenceRejected(let event): event.hasTexts
    case .forecastCallSubmitted(let event): event.hasTexts
    case .forecastCategorySet(let event): event.hasTexts
    case .forecastCalibrated(let event): event.hasTexts
    case .followUpLogged(let event): event.hasTexts
    case .needsUpdated(let event): event.hasTexts
    case .competitorNoted(let event): event.hasTexts
    case .stageMoved(let event): event.hasTexts
    case .opportunityCreated(let event): event.hasTexts
    case .amountRevised(let event): event.hasTexts
    case .expectedCloseRevised(let event): event.hasTexts
    case .leadCaptured(let event): event.hasTexts
    case .leadEnriched(let event): event.hasTexts
    case .leadDisqualified(let event): event.hasTexts
    case .userChanged(let event): event.hasTexts
    case .userRegistered(let event): event.hasTexts
    case .userDeactivated(let event): event.hasTexts
    case .opportunityLost(let event): event.hasTexts
    case .opportunityArchived(let event): event.hasTexts
    case .opportunityReopened(let event): event.hasTexts
    case .opportunityReassigned(let event): event.hasTexts
    case .followUpPlanned(let event): event.hasTexts
    case .planCancelled(let event): event.hasTexts
    case .postMortemRecorded(let event): event.hasTexts
    case .salesPromiseRecorded(let event): event.hasTexts
    case .opportunityMadeDormant(let event): event.hasTexts
    case .opportunityEliminated(let event): event.hasTexts
    case .opportunityReturnedToPool(let event): event.hasTexts
    case .collaboratorRemoved(let event): event.hasTexts
    case .splitRejected(let event): event.hasTexts
    case .gradeReviewed(let event): event.hasTexts
    case .anomalyExplained(let event): event.hasTexts
    case .taskReassigned(let event): event.hasTexts
    case .taskCompleted(let event): event.hasTexts
    default: false
    }
  }

  /// Writes it with its texts apart, each part as a message in its field of a record.
  func write(to writer: inout WireWriter, texts: inout WireWriter) {
    switch self {
    case .alertAcknowledged(let event): writer.message(110, event, texts: &texts)
    case .alertSnoozed(let event): writer.message(111, event, texts: &texts)
    case .approvalRequested(let event): writer.message(120, event, texts: &texts)
    case .approvalGranted(let event): writer.message(121, event, texts: &texts)
    case .approvalRejected(let event): writer.message(122, event, texts: &texts)
    case .awardGranted(let event): writer.message(140, event, texts: &texts)
    case .customerTierSet(let event): writer.message(46, event, texts: &texts)
    case .quietPeriodSet(let event): writer.message(47, event, texts: &texts)
    case .quietPeriodLifted(let event): writer.message(48, event, texts: &texts)
    case .customersMerged(let event): writer.message(65, event, texts: &texts)
    case .recordCorrected(let event): writer.message(155, event, texts: &texts)
    case .customerRegistered(let event): writer.message(40, event, texts: &texts)
    case .profileUpdated(let event): writer.message(41, event, texts: &texts)
    case .contactAdded(let event): writer.message(42, event, texts: &texts)
    case .contactUpdated(let event): writer.message(43, event, texts: &texts)
    case .personalDataErased(let event): writer.message(156, event, texts: &texts)
    case .evidenceAttached(let event): writer.message(83, event, texts: &texts)
    case .evidenceVerified(let event): writer.message(84, event, texts: &texts)
    case .evidenceRejected(let event): writer.message(85, event, texts: &texts)
    case .forecastCallSubmitted(let event): writer.message(136, event, texts: &texts)
    case .forecastCategorySet(let event): writer.message(107, event, texts: &texts)
    case .forecastCalibrated(let event): writer.message(76, event, texts: &texts)
    case .followUpLogged(let event): writer.message(52, event, texts: &texts)
    case .needsUpdated(let event): writer.message(81, event, texts: &texts)
    case .competitorNoted(let event): writer.message(82, event, texts: &texts)
    case .stageMoved(let event): writer.message(53, event, texts: &texts)
    case .opportunityCreated(let event): writer.message(50, event, texts: &texts)
    case .amountRevised(let event): writer.message(55, event, texts: &texts)
    case .expectedCloseRevised(let event): writer.message(56, event, texts: &texts)
    case .leadCaptured(let event): writer.message(70, event, texts: &texts)
    case .leadEnriched(let event): writer.message(71, event, texts: &texts)
    case .leadDisqualified(let event): writer.message(73, event, texts: &texts)
    case .userChanged(let event): writer.message(33, event, texts: &texts)
    case .userRegistered(let event): writer.message(32, event, texts: &texts)
    case .userDeactivated(let event): writer.message(34, event, texts: &texts)
    case .opportunityLost(let event): writer.message(58, event, texts: &texts)
    case .opportunityArchived(let event): writer.message(59, event, texts: &texts)
    case .opportunityReopened(let event): writer.message(60, event, texts: &texts)
    case .opportunityReassigned(let event): writer.message(54, event, texts: &texts)
    case .followUpPlanned(let event): writer.message(86, event, texts: &texts)
    case .planCancelled(let event): writer.message(87, event, texts: &texts)
    case .postMortemRecorded(let event): writer.message(90, event, texts: &texts)
    case .salesPromiseRecorded(let event): writer.message(89, event, texts: &texts)
    case .opportunityMadeDormant(let event): writer.message(91, event, texts: &texts)
    case .opportunityEliminated(let event): writer.message(93, event, texts: &texts)
    case .opportunityReturnedToPool(let event): writer.message(96, event, texts: &texts)
    case .collaboratorRemoved(let event): writer.message(101, event, texts: &texts)
    case .splitRejected(let event): writer.message(104, event, texts: &texts)
    case .gradeReviewed(let event): writer.message(109, event, texts: &texts)
    case .anomalyExplained(let event): writer.message(108, event, texts: &texts)
    case .taskReassigned(let event): writer.message(126, event, texts: &texts)
    case .taskCompleted(let event): writer.message(127, event, texts: &texts)
    default: write(to: &writer)
    }
  }
}

extension AlertAcknowledged: TextWritable {
  package var hasTexts: Bool { !note.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.enumeration(1, kind)
    writer.instant(2, since)
    texts.string(3, note)
  }
}

extension AlertSnoozed: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.enumeration(1, kind)
    writer.instant(2, since)
    writer.instant(3, until)
    texts.string(4, reason)
  }
}

extension ApprovalRequested: TextWritable {
  package var hasTexts: Bool { !note.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.enumeration(1, kind)
    writer.identifier(2, opportunity)
    writer.message(3, amount)
    texts.string(4, note)
    writer.enumerations(5, chain)
    writer.uint32(6, slaHours)
    writer.identifier(7, requester)
  }
}

extension ApprovalGranted: TextWritable {
  package var hasTexts: Bool { !note.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.uint32(1, step)
    writer.bool(2, isLast)
    texts.string(3, note)
  }
}

extension ApprovalRejected: TextWritable {
  package var hasTexts: Bool { !note.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.uint32(1, step)
    texts.string(2, note)
  }
}

extension AwardGranted: TextWritable {
  package var hasTexts: Bool { !note.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.identifier(1, user)
    writer.enumeration(2, kind)
    writer.message(3, amount)
    writer.byteArray(4, basisDigest)
    writer.uint64(5, basisPosition)
    texts.string(6, note)
  }
}

extension CustomerTierSet: TextWritable {
  package var hasTexts: Bool { !basis.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.enumeration(1, old)
    writer.enumeration(2, new)
    texts.string(3, basis)
  }
}

extension QuietPeriodSet: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.instant(1, from)
    writer.instant(2, until)
    writer.enumeration(3, scope)
    writer.uint32(4, pushCapPerMonth)
    texts.string(5, reason)
  }
}

extension QuietPeriodLifted: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    texts.string(1, reason)
  }
}

extension CustomersMerged: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.identifier(1, survivor)
    writer.identifier(2, absorbed)
    texts.string(3, reason)
  }
}

extension RecordCorrected: TextWritable {
  package var hasTexts: Bool { !corrected.isEmpty || !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.uint64(1, version)
    writer.string(2, path)
    texts.string(3, corrected)
    texts.string(4, reason)
  }
}

extension CustomerRegistered: TextWritable {
  package var hasTexts: Bool { !personName.isEmpty || !address.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.enumeration(1, kind)
    writer.string(2, name)
    texts.string(3, personName)
    writer.string(4, industry)
    writer.string(5, region)
    writer.string(6, source)
    texts.string(7, address)
    writer.string(8, size)
    writer.identifiers(9, externalRefs)
  }
}

extension ProfileUpdated: TextWritable {
  package var hasTexts: Bool { !personalNew.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.string(1, fieldCode)
    writer.string(2, old)
    writer.string(3, new)
    texts.string(4, personalNew)
    writer.string(5, provenance)
  }
}

extension ContactWay: TextWritable {
  package var hasTexts: Bool { !address.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.enumeration(1, channel)
    texts.string(2, address)
  }
}

extension ContactAdded: TextWritable {
  package var hasTexts: Bool { !name.isEmpty || ways.contains(where: \.hasTexts) }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.identifier(1, contact)
    texts.string(2, name)
    writer.string(3, title)
    writer.enumeration(4, decisionRole)
    writer.messages(5, ways, texts: &texts)
  }
}

extension ContactUpdated: TextWritable {
  package var hasTexts: Bool { !name.isEmpty || ways.contains(where: \.hasTexts) }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.identifier(1, contact)
    texts.string(2, name)
    writer.string(3, title)
    writer.enumeration(4, decisionRole)
    writer.messages(5, ways, texts: &texts)
  }
}

extension PersonalDataErased: TextWritable {
  package var hasTexts: Bool { !basis.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.enumeration(1, subject)
    writer.string(2, subjectID)
    writer.identifier(3, contact)
    writer.messages(4, erased)
    texts.string(5, basis)
  }
}

extension EvidenceAttached: TextWritable {
  package var hasTexts: Bool { !uri.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.identifier(1, evidenceID)
    writer.enumeration(2, kind)
    writer.byteArray(3, fileDigest)
    texts.string(4, uri)
    writer.instant(5, happenedAt)
    writer.string(6, contactID)
    writer.string(7, attacherID)
  }
}

extension EvidenceVerified: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.identifier(1, evidenceID)
    texts.string(2, reason)
  }
}

extension EvidenceRejected: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.identifier(1, evidenceID)
    texts.string(2, reason)
  }
}

extension ForecastCallSubmitted: TextWritable {
  package var hasTexts: Bool { !note.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.enumeration(1, scope)
    writer.identifier(2, user)
    writer.identifier(3, team)
    writer.enumeration(4, period)
    writer.sint32(5, first.number)
    writer.sint32(6, last.number)
    writer.message(7, commit)
    writer.message(8, best)
    texts.string(9, note)
  }
}

extension ForecastCategorySet: TextWritable {
  package var hasTexts: Bool { !note.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.enumeration(1, old)
    writer.enumeration(2, new)
    texts.string(3, note)
  }
}

extension ForecastCalibrated: TextWritable {
  package var hasTexts: Bool { !note.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.uint64(1, asOfPosition)
    writer.uint64(2, policyVersion)
    writer.string(3, model)
    writer.messages(4, chances)
    writer.byteArray(5, mapDigest)
    texts.string(6, note)
  }
}

extension FollowUpLogged: TextWritable {
  package var hasTexts: Bool { !note.isEmpty || !transcript.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.enumeration(1, channel)
    writer.strings(2, tags)
    writer.enumeration(3, sentiment)
    texts.string(4, note)
    writer.uint32(5, minutes)
    writer.instant(6, promisedFeedbackAt)
    writer.instant(7, nextDueAt)
    writer.bool(8, contradictsGrade)
    writer.strings(9, contacts)
    writer.strings(10, contentUsed)
    writer.string(11, scriptID)
    texts.string(12, transcript)
    writer.strings(13, suggestedTags)
  }
}

extension NeedsUpdated: TextWritable {
  package var hasTexts: Bool { !needs.isEmpty || !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    texts.strings(1, needs)
    texts.string(2, reason)
  }
}

extension CompetitorNoted: TextWritable {
  package var hasTexts: Bool { !note.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.string(1, competitor)
    writer.bool(2, isKnown)
    texts.string(3, note)
  }
}

extension StageMoved: TextWritable {
  package var hasTexts: Bool { !note.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.enumeration(1, from)
    writer.enumeration(2, to)
    texts.string(3, note)
    writer.byteArray(4, fileDigest)
    writer.enumerations(5, skipped)
    writer.messages(6, unmetGates)
    writer.identifiers(7, evidence)
    writer.string(8, overrideApprovalID)
    writer.identifier(9, manager)
  }
}

extension OpportunityCreated: TextWritable {
  package var hasTexts: Bool { !needs.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.identifier(1, customer)
    writer.string(2, title)
    writer.message(3, amount)
    writer.identifier(4, owner)
    texts.strings(5, needs)
    writer.optionalSInt32(6, expectedClose?.number)
    writer.string(7, source)
    writer.enumeration(8, stage)
    writer.enumeration(9, grade)
    writer.message(10, gradeBasis)
    writer.bool(11, gradeSupported)
    writer.messages(12, products)
    writer.string(13, template)
    writer.messages(14, unmetGates)
  }
}

extension AmountRevised: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.message(1, old)
    writer.message(2, new)
    texts.string(3, reason)
  }
}

extension ExpectedCloseRevised: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.optionalSInt32(1, old?.number)
    writer.sint32(2, new.number)
    texts.string(3, reason)
    writer.uint32(4, pushCount)
  }
}

extension LeadField: TextWritable {
  package var hasTexts: Bool { !value.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.string(1, code)
    texts.string(2, value)
  }
}

extension LeadCaptured: TextWritable {
  package var hasTexts: Bool { fields.contains(where: \.hasTexts) || !note.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.enumeration(1, customerKind)
    writer.string(2, source)
    writer.string(3, campaign)
    writer.bool(4, isSelfDeveloped)
    writer.identifier(5, owner)
    writer.messages(6, fields, texts: &texts)
    texts.string(7, note)
  }
}

extension LeadEnriched: TextWritable {
  package var hasTexts: Bool { fields.contains(where: \.hasTexts) || !note.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.messages(1, fields, texts: &texts)
    writer.enumeration(2, customerKind)
    writer.identifier(3, owner)
    texts.string(4, note)
  }
}

extension LeadDisqualified: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    texts.string(1, reason)
  }
}

extension UserChanged: TextWritable {
  package var hasTexts: Bool { !name.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    texts.string(1, name)
    writer.enumerations(2, roles)
    writer.identifier(3, team)
    writer.identifier(4, manager)
    writer.uint32(5, capacity)
  }
}

extension UserRegistered: TextWritable {
  package var hasTexts: Bool { !name.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    texts.string(1, name)
    writer.enumerations(2, roles)
    writer.identifier(3, team)
    writer.identifier(4, manager)
    writer.uint32(5, capacity)
  }
}

extension UserDeactivated: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    texts.string(1, reason)
    writer.identifier(2, successor)
  }
}

extension OpportunityLost: TextWritable {
  package var hasTexts: Bool { !note.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.string(1, reason)
    writer.string(2, competitor)
    texts.string(3, note)
  }
}

extension OpportunityArchived: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    texts.string(1, reason)
  }
}

extension OpportunityReopened: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.enumeration(1, from)
    texts.string(2, reason)
  }
}

extension OpportunityReassigned: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.identifier(1, from)
    writer.identifier(2, to)
    texts.string(3, reason)
  }
}

extension FollowUpPlanned: TextWritable {
  package var hasTexts: Bool { !purpose.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.instant(1, dueAt)
    texts.string(2, purpose)
    writer.enumeration(3, channel)
    writer.string(4, scriptID)
    writer.instant(5, replacedDueAt)
  }
}

extension PlanCancelled: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.instant(1, dueAt)
    texts.string(2, reason)
  }
}

extension PostMortemFinding: TextWritable {
  package var hasTexts: Bool { !lesson.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.string(1, cause)
    texts.string(2, lesson)
  }
}

extension PostMortemRecorded: TextWritable {
  package var hasTexts: Bool { findings.contains(where: \.hasTexts) }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.messages(1, findings, texts: &texts)
  }
}

extension SalesPromiseRecorded: TextWritable {
  package var hasTexts: Bool { !text.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    texts.string(1, text)
    writer.instant(2, dueAt)
    writer.identifier(3, team)
  }
}

extension OpportunityMadeDormant: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.identifier(1, from)
    texts.string(2, reason)
  }
}

extension OpportunityEliminated: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.identifier(1, from)
    texts.string(2, reason)
    writer.string(3, approvalID)
  }
}

extension OpportunityReturnedToPool: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.identifier(1, from)
    texts.string(2, reason)
  }
}

extension CollaboratorRemoved: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.identifier(1, user)
    texts.string(2, reason)
  }
}

extension SplitRejected: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.uint32(1, proposal)
    writer.identifier(2, party)
    texts.string(3, reason)
  }
}

extension GradeReviewed: TextWritable {
  package var hasTexts: Bool { !note.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.enumeration(1, method)
    writer.enumeration(2, verdict)
    writer.enumeration(3, reviewedGrade)
    writer.enumeration(4, correctedGrade)
    writer.uint32(5, penaltyPoints)
    texts.string(6, note)
  }
}

extension AnomalyExplained: TextWritable {
  package var hasTexts: Bool { !text.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    texts.string(1, text)
  }
}

extension TaskReassigned: TextWritable {
  package var hasTexts: Bool { !reason.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    writer.identifier(1, from)
    writer.identifier(2, to)
    texts.string(3, reason)
  }
}

extension TaskCompleted: TextWritable {
  package var hasTexts: Bool { !result.isEmpty }

  package func write(to writer: inout WireWriter, texts: inout WireWriter) {
    texts.string(1, result)
  }
}

extension Event {
  /// Whether a read model shows a text of it that is kept sealed.
  package var hasShownTexts: Bool {
    switch self {
    case .userRegistered, .userChanged, .customerRegistered, .profileUpdated: true
    default: false
    }
  }
}
