package import Opportunities

/// What a finding says beyond its rule. It has no words: a report is read in more than one language.
package enum ConformityAccount: Equatable, Sendable {
  /// Nothing that its rule does not say.
  case ruleOnly
  /// The rules of the day do not make these facts of their command.
  case unfit(Nonconformity)
  /// The command's first record says that there are so many; 0: the record is of no command.
  case cut(announced: Int)
  case aboutUnreadableText
  /// It had occurred so many whole days before it was recorded.
  case late(days: UInt32)
  /// Conditions that were not met.
  case unmet([UnmetGate])
  /// An approval opened the way past conditions, if there were any.
  case approved(String, unmet: [UnmetGate])
}

extension ConformityAccount {
  /// What is to be said about a record that an auditor wants to see.
  init(_ remark: Remark, on record: RecordedEvent) {
    self =
      switch (remark, record.event) {
      case (.backfilled, _): .late(days: record.recordedAt.since(record.occurredAt).wholeDays)
      case (.gateOverridden, .stageMoved(let event)):
        .approved(event.overrideApprovalID, unmet: event.unmetGates)
      case (.eliminatedDirectly, .opportunityEliminated(let event)):
        .approved(event.approvalID, unmet: [])
      case (.gateFlagged, .stageMoved(let event)): .unmet(event.unmetGates)
      case (.gateFlagged, .opportunityCreated(let event)): .unmet(event.unmetGates)
      default: .ruleOnly
      }
  }
}
