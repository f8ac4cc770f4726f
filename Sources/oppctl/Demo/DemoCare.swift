import Schema
import SwiftProtobuf

// 客户: registered with a contact, known better deal by deal, left alone when they want that.

extension DemoStory {
  /// The first deal of a customer registers it, and has the say about its profile from then on.
  mutating func registerCustomer(of deal: inout DemoDeal, at moment: Int64) {
    guard registeredCustomers.insert(deal.customer).inserted else { return }
    deal.registersCustomer = true
    let by = deal.lead?.keeper ?? cast.reps[deal.owner].id
    let customer = cast.customerID(deal.customer)
    say(.registerCustomer(cast.registration(ofCustomer: deal.customer)), by: by, at: moment)
    say(.addContact(cast.firstContact(ofCustomer: deal.customer)), by: by, at: moment)
    say(
      .tagCustomer(
        .with {
          $0.customerID = customer
          $0.tag = "new-customer"
        }), by: by, at: moment)
    if deal.random.chance(0.03) { registerTwice(deal.customer, by: by, at: moment) }
  }

  /// Two people enter the same company; operations finds out and merges the entries.
  private mutating func registerTwice(_ customer: Int, by actor: String, at moment: Int64) {
    var twin = cast.registration(ofCustomer: customer)
    let survivor = twin.customerID
    twin.customerID += "-2"
    twin.name += "（新）"
    twin.externalRefs = []
    say(.registerCustomer(twin), by: actor, at: moment)
    later(
      .mergeCustomers(
        .with {
          $0.survivorID = survivor
          $0.absorbedID = twin.customerID
          $0.reason = "同一家公司重复登记"
        }), by: cast.operations,
      at: DemoCalendar.workingTime(after: moment, days: random.between(5, 20), &random))
  }

  /// 客户画像: what a stage beyond first contact asks to be known.
  mutating func fillProfile(of deal: inout DemoDeal, at moment: Int64) {
    guard deal.registersCustomer, !deal.hasProfile, deal.random.chance(0.75) else { return }
    deal.hasProfile = true
    let values = [
      ("decision-role", deal.random.choose(["采购经理", "院长", "信息主任", "总经理"])),
      ("budget", "\(deal.amount / 100) CNY"),
      ("pain-point", deal.random.choose(["效率低，报表靠手工", "成本高", "合规检查压力大", "数据分散"])),
      ("company-size", deal.random.choose(["over-500", "100-500", "under-100"])),
    ]
    let provenance = deal.random.choose(["拜访", "名片", "沟通记录", "公开资料"])
    for (field, value) in values {
      say(
        .updateProfile(
          .with {
            $0.customerID = cast.customerID(deal.customer)
            $0.field = field
            $0.value = value
            $0.provenance = provenance
          }), by: cast.reps[deal.owner].id, at: moment)
    }
  }

  mutating func addDecisionMaker(of deal: inout DemoDeal, at moment: Int64) {
    guard deal.registersCustomer, !deal.knowsDecisionMaker else { return }
    deal.knowsDecisionMaker = true
    var contact = cast.firstContact(ofCustomer: deal.customer)
    let person = cast.contact(ofCustomer: deal.customer, 2)
    contact.contactID = "c2"
    contact.name = person.name
    contact.title = "总经理"
    contact.decisionRole = .decisionMaker
    contact.ways = []
    say(.addContact(contact), by: cast.reps[deal.owner].id, at: moment)
  }

  /// The person who was spoken to has another job now.
  mutating func updateContact(of deal: inout DemoDeal, at moment: Int64) {
    guard deal.registersCustomer, deal.random.chance(0.3) else { return }
    let first = cast.firstContact(ofCustomer: deal.customer)
    say(
      .updateContact(
        .with {
          $0.customerID = first.customerID
          $0.contactID = first.contactID
          $0.name = first.name
          $0.title = "采购总监"
          $0.decisionRole = .budgetHolder
          $0.ways = first.ways
        }), by: cast.reps[deal.owner].id, at: moment)
  }

  /// 静默期: whoever has no need is left alone for a while.
  mutating func leaveAlone(_ deal: inout DemoDeal, at moment: Int64) {
    guard deal.random.chance(0.5) else { return }
    let isWhole = deal.random.chance(0.5)
    let until = moment + Int64(deal.random.between(30, 60)) * DemoCalendar.day
    let from = quietUntil[deal.customer] ?? 0
    guard from < moment, !comingBack.contains(deal.customer) else { return }
    // A period of either scope takes the place of the last.
    quietUntil[deal.customer] = isWhole ? until : nil
    say(
      .setQuietPeriod(
        .with {
          $0.customerID = cast.customerID(deal.customer)
          $0.untilMs = until
          $0.scope = isWhole ? .allContact : .productPush
          $0.pushCapPerMonth = isWhole ? 0 : 1
          $0.reason = "客户明确表示近期没有需求"
        }), by: cast.reps[deal.owner].id, at: moment)
    guard deal.random.chance(0.25) else { return }
    comingBack.insert(deal.customer)
    later(
      lifting(deal.customer), by: cast.manager(of: deal.owner),
      at: DemoCalendar.workingTime(after: moment, days: deal.random.between(5, 20), &deal.random))
  }

  mutating func liftQuietPeriod(of deal: DemoDeal, at moment: Int64) {
    guard let until = quietUntil[deal.customer], until > moment,
      !comingBack.contains(deal.customer)
    else { return }
    quietUntil[deal.customer] = nil
    say(lifting(deal.customer), by: cast.manager(of: deal.owner), at: moment)
  }

  private func lifting(_ customer: Int) -> PBCommand.OneOf_Body {
    .liftQuietPeriod(
      .with {
        $0.customerID = cast.customerID(customer)
        $0.reason = "客户主动联系"
      })
  }

  /// After a win: what the customer is worth, and what the service desk will notice.
  mutating func growCustomer(of deal: inout DemoDeal, at moment: Int64) {
    let customer = cast.customerID(deal.customer)
    if deal.registersCustomer, !deal.isExistingCustomer {
      deal.isExistingCustomer = true
      let tags: [PBCommand.OneOf_Body] = [
        .untagCustomer(
          .with {
            $0.customerID = customer
            $0.tag = "new-customer"
          }),
        .tagCustomer(
          .with {
            $0.customerID = customer
            $0.tag = "existing-customer"
          }),
      ]
      for body in tags { say(body, by: cast.reps[deal.owner].id, at: moment) }
      let tier: PBCustomerTier =
        deal.amount > 20_000_000 ? .benchmark : deal.amount > 8_000_000 ? .highYield : .potential
      say(
        .setCustomerTier(
          .with {
            $0.customerID = customer
            $0.tier = tier
            $0.basis = "首单成交金额和后续空间"
          }), by: cast.manager(of: deal.owner), at: moment)
    }
    guard deal.random.chance(0.5) else { return }
    let (kind, value, days) = deal.random.choose(DemoTexts.signals)
    later(
      .recordCustomerSignal(
        .with {
          $0.customerID = customer
          $0.kind = kind
          $0.value = value
          $0.windowDays = days
          $0.source = "客服工单系统"
        }), by: cast.officer("service", 1 + deal.random.index(below: 2)),
      at: DemoCalendar.workingTime(after: moment, days: deal.random.between(30, 120), &deal.random))
  }
}
