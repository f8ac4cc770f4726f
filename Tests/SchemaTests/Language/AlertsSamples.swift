// Written by tools/generate.sh from schemas/opportunity/v1/alerts.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func acknowledgeAlert() -> AcknowledgeAlert {
    AcknowledgeAlert(opportunityID: id(), kind: one(), note: text())
  }
}

extension PBAcknowledgeAlert {
  init(_ value: AcknowledgeAlert) {
    self.init()
    opportunityID = value.opportunityID.text
    kind = word(value.kind)
    note = value.note
  }
}

extension Random {
  mutating func alertAcknowledged() -> AlertAcknowledged {
    AlertAcknowledged(kind: one(), since: instant(), note: text())
  }
}

extension PBAlertAcknowledged {
  init(_ value: AlertAcknowledged) {
    self.init()
    kind = word(value.kind)
    sinceMs = value.since.milliseconds
    note = value.note
  }
}

extension Random {
  mutating func snoozeAlert() -> SnoozeAlert {
    SnoozeAlert(
      opportunityID: id(), kind: one(), until: maybe { $0.laterInstant() }, reason: text())
  }
}

extension PBSnoozeAlert {
  init(_ value: SnoozeAlert) {
    self.init()
    opportunityID = value.opportunityID.text
    kind = word(value.kind)
    if let until = value.until { self.untilMs = until.milliseconds }
    reason = value.reason
  }
}

extension Random {
  mutating func alertSnoozed() -> AlertSnoozed {
    AlertSnoozed(kind: one(), since: instant(), until: instant(), reason: text())
  }
}

extension PBAlertSnoozed {
  init(_ value: AlertSnoozed) {
    self.init()
    kind = word(value.kind)
    sinceMs = value.since.milliseconds
    untilMs = value.until.milliseconds
    reason = value.reason
  }
}
