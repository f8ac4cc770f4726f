import Opportunities

extension Random {
  mutating func money() -> Money {
    Money(minorUnits: int64(), currency: Currency(code: one(of: ["CNY", "EUR", "JPY", ""])))
  }

  mutating func basis() -> GradeBasis {
    GradeBasis(
      need: bool(), budget: bool(), decisionDays: maybe { $0.uint32() }, comparing: uint32())
  }

  mutating func label() -> Label { Label(zh: text(), en: text()) }

  mutating func policy() -> PolicyDocument {
    PolicyDocument(
      utcOffsetMinutes: int32(),
      grades: list {
        GradeRule(
          grade: $0.maybe { $0.one() }, requiresNeed: $0.bool(), requiresBudget: $0.bool(),
          decisionDaysMaximum: $0.uint32(), cadenceDays: $0.uint32(),
          winPrior: PartsPerMillion($0.uint32()), meanDaysToWin: $0.uint32())
      },
      stages: list {
        StageRule(
          stage: $0.one(), label: $0.label(), plannedDay: $0.uint32(), oddsPermille: $0.uint32())
      },
      cadence: CadenceRules(
        firstResponseHours: uint32(), firstFollowUpDays: uint32(), closingDays: uint32(),
        promiseLeadHours: uint32(), redDaysMinimum: uint32(), stagnationDays: uint32(),
        suspensionDaysMaximum: uint32()),
      health: HealthRules(
        frequencyWeight: uint32(), feedbackWeight: uint32(), stageWeight: uint32(),
        positivePoints: uint32(), neutralPoints: uint32(), objectionPoints: uint32(),
        deferralPoints: uint32(), negativePoints: uint32(), eliminationScore: uint32(),
        eliminationDays: uint32()),
      recording: RecordingRules(
        futureToleranceMinutes: uint32(), backfillFlagHours: uint32(),
        backfillReasonDays: uint32()),
      feedbackTags: list {
        FeedbackTag(
          code: $0.text(), label: $0.label(), sentiment: $0.one(), contradictsGradeA: $0.bool())
      },
      lossReasons: list { LossReason(code: $0.text(), label: $0.label()) }, strictGradeA: bool())
  }

  mutating func customer() -> CustomerRegistered {
    CustomerRegistered(
      kind: one(), name: text(), personName: text(), industry: text(), region: text(),
      source: text())
  }

  mutating func actor() -> Actor { Actor(kind: one(), id: idText()) }

  mutating func importRow() -> ImportRow {
    ImportRow(batchID: idText(), row: uint64(), part: uint32())
  }

  mutating func record(of kind: EventKind) -> RecordedEvent {
    RecordedEvent(
      position: uint64(), recordedAt: instant(), occurredAt: instant(), commandID: commandID(),
      commandDigest: maybe { $0.commandID() } ?? .zero, commandRecords: uint32(), actor: actor(),
      peerUserID: uint32(), policyVersion: uint64(), stream: Stream(kind: one(), id: idText()),
      streamVersion: uint64(), causationPosition: uint64(), correlation: maybe { $0.commandID() },
      backfillReason: text(), importRow: maybe { $0.importRow() }, event: event(of: kind))
  }

  mutating func envelope(of kind: EventKind) -> CommandEnvelope {
    CommandEnvelope(
      id: commandID(), actor: actor(), occurredAt: maybe { $0.laterInstant() },
      expectedVersion: maybe { $0.uint64() }, correlation: maybe { $0.commandID() },
      backfillReason: text(), importRow: maybe { $0.importRow() }, command: command(of: kind))
  }
}

/// Every kind of event; each has one command that leads to it.
enum EventKind: Int, CaseIterable {
  case policy, team, user, customer, creation, grading, followUp, stageMove, assignment
  case amount, expectedClose, win, loss, archiving, reopening
}
