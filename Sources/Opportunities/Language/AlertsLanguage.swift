// Written by tools/generate.sh from schemas/opportunity/v1/alerts.proto; edit that, not this.

/// 确认预警: somebody has seen it and takes care.
package struct AcknowledgeAlert: Hashable, Sendable {
  package var opportunityID: OpportunityID
  /// The alert has to be up now.
  package var kind: AlertKind
  package var note: String

  package init(opportunityID: OpportunityID, kind: AlertKind, note: String = "") {
    self.opportunityID = opportunityID
    self.kind = kind
    self.note = note
  }
}

/// 确认预警: Alert acknowledged.
package struct AlertAcknowledged: Hashable, Sendable {
  package var kind: AlertKind
  /// Since when the alert had been up, which tells it from a later one of its kind.
  package var since: Instant
  package var note: String

  package init(kind: AlertKind, since: Instant, note: String) {
    self.kind = kind
    self.since = since
    self.note = note
  }
}

/// 暂缓预警: not before a moment, for a reason.
package struct SnoozeAlert: Hashable, Sendable {
  package var opportunityID: OpportunityID
  /// The alert has to be up now.
  package var kind: AlertKind
  /// At most as long from now as a planned step suspends the clocks.
  package var until: Instant?
  package var reason: String

  package init(
    opportunityID: OpportunityID, kind: AlertKind, until: Instant? = nil, reason: String = ""
  ) {
    self.opportunityID = opportunityID
    self.kind = kind
    self.until = until
    self.reason = reason
  }
}

/// 暂缓预警: Alert snoozed.
package struct AlertSnoozed: Hashable, Sendable {
  package var kind: AlertKind
  /// Since when the alert had been up, which tells it from a later one of its kind.
  package var since: Instant
  package var until: Instant
  package var reason: String

  package init(kind: AlertKind, since: Instant, until: Instant, reason: String) {
    self.kind = kind
    self.since = since
    self.until = until
    self.reason = reason
  }
}
