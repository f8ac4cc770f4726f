// Written by tools/generate.sh from schemas/opportunity/v1/opportunities.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func offeredProduct() -> OfferedProduct {
    OfferedProduct(
      productID: text(), productClass: maybe { $0.one() }, fit: maybe { $0.one() }, amount: money())
  }
}

extension PBOfferedProduct {
  init(_ value: OfferedProduct) {
    self.init()
    productID = value.productID
    if let productClass = value.productClass { self.class = word(productClass) }
    if let fit = value.fit { self.fit = word(fit) }
    amount = PBMoney(value.amount)
  }
}

extension Random {
  mutating func createOpportunity() -> CreateOpportunity {
    CreateOpportunity(
      opportunityID: id(), customer: id(), title: text(), amount: money(), owner: maybe { $0.id() },
      needs: list { $0.text() }, expectedClose: maybe { $0.day() }, source: text(),
      stage: maybe { $0.one() }, grade: maybe { $0.one() }, gradeBasis: maybe { $0.gradeBasis() },
      products: list { $0.offeredProduct() }, template: text())
  }
}

extension PBCreateOpportunity {
  init(_ value: CreateOpportunity) {
    self.init()
    opportunityID = value.opportunityID.text
    customerID = value.customer.text
    title = value.title
    amount = PBMoney(value.amount)
    if let owner = value.owner { self.ownerID = owner.text }
    needs = value.needs.map { $0 }
    if let expectedClose = value.expectedClose { self.expectedCloseDay = expectedClose.number }
    source = value.source
    if let stage = value.stage { self.stage = word(stage) }
    if let grade = value.grade { self.grade = word(grade) }
    if let gradeBasis = value.gradeBasis { self.gradeBasis = PBGradeBasis(gradeBasis) }
    products = value.products.map { PBOfferedProduct($0) }
    template = value.template
  }
}

extension Random {
  mutating func opportunityCreated() -> OpportunityCreated {
    OpportunityCreated(
      customer: id(), title: text(), amount: money(), owner: maybe { $0.id() },
      needs: list { $0.text() }, expectedClose: maybe { $0.day() }, source: text(), stage: one(),
      grade: maybe { $0.one() }, gradeBasis: maybe { $0.gradeBasis() }, gradeSupported: bool(),
      products: list { $0.offeredProduct() }, template: text(), unmetGates: list { $0.unmetGate() })
  }
}

extension PBOpportunityCreated {
  init(_ value: OpportunityCreated) {
    self.init()
    customerID = value.customer.text
    title = value.title
    amount = PBMoney(value.amount)
    if let owner = value.owner { self.ownerID = owner.text }
    needs = value.needs.map { $0 }
    if let expectedClose = value.expectedClose { self.expectedCloseDay = expectedClose.number }
    source = value.source
    stage = word(value.stage)
    if let grade = value.grade { self.grade = word(grade) }
    if let gradeBasis = value.gradeBasis { self.gradeBasis = PBGradeBasis(gradeBasis) }
    gradeSupported = value.gradeSupported
    products = value.products.map { PBOfferedProduct($0) }
    template = value.template
    unmetGates = value.unmetGates.map { PBUnmetGate($0) }
  }
}

extension Random {
  mutating func reviseAmount() -> ReviseAmount {
    ReviseAmount(opportunityID: id(), amount: money(), reason: text())
  }
}

extension PBReviseAmount {
  init(_ value: ReviseAmount) {
    self.init()
    opportunityID = value.opportunityID.text
    amount = PBMoney(value.amount)
    reason = value.reason
  }
}

extension Random {
  mutating func amountRevised() -> AmountRevised {
    AmountRevised(old: money(), new: money(), reason: text())
  }
}

extension PBAmountRevised {
  init(_ value: AmountRevised) {
    self.init()
    old = PBMoney(value.old)
    new = PBMoney(value.new)
    reason = value.reason
  }
}

extension Random {
  mutating func reviseExpectedClose() -> ReviseExpectedClose {
    ReviseExpectedClose(opportunityID: id(), expectedClose: day(), reason: text())
  }
}

extension PBReviseExpectedClose {
  init(_ value: ReviseExpectedClose) {
    self.init()
    opportunityID = value.opportunityID.text
    expectedCloseDay = value.expectedClose.number
    reason = value.reason
  }
}

extension Random {
  mutating func expectedCloseRevised() -> ExpectedCloseRevised {
    ExpectedCloseRevised(old: maybe { $0.day() }, new: day(), reason: text(), pushCount: uint32())
  }
}

extension PBExpectedCloseRevised {
  init(_ value: ExpectedCloseRevised) {
    self.init()
    if let old = value.old { self.oldDay = old.number }
    newDay = value.new.number
    reason = value.reason
    pushCount = value.pushCount
  }
}
