import Opportunities

extension Workshop {
  /// A command about customers, leads, teams or users; many are refused.
  static func randomCare(_ dice: inout Dice, for opportunity: OpportunityID) -> Command {
    let customer = CustomerID("C-\(dice.roll(6))")
    let lead = LeadID("L-\(dice.roll(4))")
    switch dice.roll(12) {
    case 0:
      return .registerCustomer(
        RegisterCustomer(
          customerID: customer, kind: .organisation, name: "第\(dice.roll(9))医院", industry: "医疗",
          address: "南京路", size: "300", externalRefs: [ExternalReferenceID("sap:\(dice.roll(9))")]))
    case 1:
      return .updateProfile(
        UpdateProfile(
          customerID: customer, fieldCode: dice.pick(["size", "region", "name"]),
          value: "第\(dice.roll(20))医院", provenance: "拜访"))
    case 2:
      return .addContact(
        AddContact(
          customerID: customer, contact: ContactID("P-\(dice.roll(5))"), name: "张总",
          decisionRole: .buyer, ways: [ContactWay(channel: .phone, address: "138")]))
    case 3:
      return .tagCustomer(
        TagCustomer(customerID: customer, tag: dice.pick(["referred", "new-customer"])))
    case 4:
      return .setQuietPeriod(
        SetQuietPeriod(
          customerID: customer, from: Instant(milliseconds: 0),
          until: Instant(milliseconds: 1_000_000), scope: .productPush, pushCapPerMonth: 1,
          reason: "没有需求"))
    case 5:
      return .mergeCustomers(
        MergeCustomers(
          survivorID: customer, absorbed: CustomerID("C-\(dice.roll(6))"), reason: "同一家"))
    case 6:
      return .setCustomerTier(
        SetCustomerTier(customerID: customer, tier: dice.pick(CustomerTier.allCases), basis: "订单"))
    case 7:
      return .changeTeam(
        ChangeTeam(
          teamID: TeamID("T-\(dice.roll(4))"), name: "华南组",
          parent: dice.pick([nil, TeamID("T-1"), TeamID("T-3")])))
    case 8:
      return .changeUser(
        ChangeUser(
          userID: UserID(dice.pick(["wang", "陈-1"])), roles: [.rep], team: nil,
          manager: dice.pick([nil, UserID("li")]), capacity: UInt32(dice.roll(9))))
    case 9:
      return .qualifyLead(
        QualifyLead(
          leadID: lead,
          opportunity: CreateOpportunity(
            opportunityID: OpportunityID("线索-\(dice.roll(99))"), customer: customer, title: "报表",
            amount: Money(minorUnits: 5, currency: Currency(code: "CNY")), owner: UserID("wang")),
          realVerifiedBy: UserID("li")))
    default:
      let codes = ["company-name", "address", "contact", "need"]
      return .captureLead(
        CaptureLead(
          leadID: lead, customerKind: .organisation, source: "展会",
          owner: dice.pick([nil, "wang"])
            .map { UserID($0) },
          fields: codes.map { LeadField(code: $0, value: "有") }, note: "想了解报表"))
    }
  }
}
