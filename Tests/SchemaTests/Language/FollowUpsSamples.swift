// Written by tools/generate.sh from schemas/opportunity/v1/follow_ups.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func logFollowUp() -> LogFollowUp {
    LogFollowUp(
      opportunityID: id(), channel: one(), tags: list { $0.text() }, sentiment: maybe { $0.one() },
      note: text(), minutes: uint32(), promisedFeedbackAt: maybe { $0.laterInstant() },
      nextDueAt: maybe { $0.laterInstant() }, contacts: list { $0.text() },
      contentUsed: list { $0.text() }, scriptID: text(), transcript: text())
  }
}

extension PBLogFollowUp {
  init(_ value: LogFollowUp) {
    self.init()
    opportunityID = value.opportunityID.text
    channel = word(value.channel)
    tags = value.tags.map { $0 }
    if let sentiment = value.sentiment { self.sentiment = word(sentiment) }
    note = value.note
    minutes = value.minutes
    if let promisedFeedbackAt = value.promisedFeedbackAt {
      self.promisedFeedbackAtMs = promisedFeedbackAt.milliseconds
    }
    if let nextDueAt = value.nextDueAt { self.nextDueAtMs = nextDueAt.milliseconds }
    contactIds = value.contacts.map { $0 }
    contentUsed = value.contentUsed.map { $0 }
    scriptID = value.scriptID
    transcript = value.transcript
  }
}

extension Random {
  mutating func followUpLogged() -> FollowUpLogged {
    FollowUpLogged(
      channel: one(), tags: list { $0.text() }, sentiment: one(), note: text(), minutes: uint32(),
      promisedFeedbackAt: maybe { $0.laterInstant() }, nextDueAt: maybe { $0.laterInstant() },
      contradictsGrade: bool(), contacts: list { $0.text() }, contentUsed: list { $0.text() },
      scriptID: text(), transcript: text(), suggestedTags: list { $0.text() })
  }
}

extension PBFollowUpLogged {
  init(_ value: FollowUpLogged) {
    self.init()
    channel = word(value.channel)
    tags = value.tags.map { $0 }
    sentiment = word(value.sentiment)
    note = value.note
    minutes = value.minutes
    if let promisedFeedbackAt = value.promisedFeedbackAt {
      self.promisedFeedbackAtMs = promisedFeedbackAt.milliseconds
    }
    if let nextDueAt = value.nextDueAt { self.nextDueAtMs = nextDueAt.milliseconds }
    contradictsGrade = value.contradictsGrade
    contactIds = value.contacts.map { $0 }
    contentUsed = value.contentUsed.map { $0 }
    scriptID = value.scriptID
    transcript = value.transcript
    suggestedTags = value.suggestedTags.map { $0 }
  }
}

extension Random {
  mutating func commitmentRecorded() -> CommitmentRecorded {
    CommitmentRecorded(dueAt: instant(), channel: one())
  }
}

extension PBCommitmentRecorded {
  init(_ value: CommitmentRecorded) {
    self.init()
    dueAtMs = value.dueAt.milliseconds
    channel = word(value.channel)
  }
}
