// Written by tools/generate.sh from schemas/opportunity/v1/quotes.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func issueQuote() -> IssueQuote {
    IssueQuote(
      opportunityID: id(), version: uint32(), amount: money(), fileDigest: digest(),
      validUntil: maybe { $0.laterInstant() })
  }
}

extension PBIssueQuote {
  init(_ value: IssueQuote) {
    self.init()
    opportunityID = value.opportunityID.text
    version = value.version
    amount = PBMoney(value.amount)
    fileSha256 = Data(value.fileDigest)
    if let validUntil = value.validUntil { self.validUntilMs = validUntil.milliseconds }
  }
}

extension Random {
  mutating func quoteIssued() -> QuoteIssued {
    QuoteIssued(
      version: uint32(), amount: money(), fileDigest: digest(),
      validUntil: maybe { $0.laterInstant() })
  }
}

extension PBQuoteIssued {
  init(_ value: QuoteIssued) {
    self.init()
    version = value.version
    amount = PBMoney(value.amount)
    fileSha256 = Data(value.fileDigest)
    if let validUntil = value.validUntil { self.validUntilMs = validUntil.milliseconds }
  }
}

extension Random {
  mutating func recordSalesPromise() -> RecordSalesPromise {
    RecordSalesPromise(
      opportunityID: id(), text: text(), dueAt: maybe { $0.laterInstant() }, team: id())
  }
}

extension PBRecordSalesPromise {
  init(_ value: RecordSalesPromise) {
    self.init()
    opportunityID = value.opportunityID.text
    text = value.text
    if let dueAt = value.dueAt { self.dueAtMs = dueAt.milliseconds }
    teamID = value.team.text
  }
}

extension Random {
  mutating func salesPromiseRecorded() -> SalesPromiseRecorded {
    SalesPromiseRecorded(text: text(), dueAt: instant(), team: id())
  }
}

extension PBSalesPromiseRecorded {
  init(_ value: SalesPromiseRecorded) {
    self.init()
    text = value.text
    dueAtMs = value.dueAt.milliseconds
    teamID = value.team.text
  }
}
