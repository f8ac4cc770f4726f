import Schema
import SwiftProtobuf

// 线索清洗: where some of the deals come from, and what becomes of the enquiries that are none.

extension DemoStory {
  /// Somebody asks, or a rep finds somebody: the lead that the deal will be made of, if it has one.
  mutating func captureLead(of deal: inout DemoDeal, at moment: Int64) {
    let isMarketing = deal.origin == .marketing
    // Nobody who is about to leave begins something new.
    let stays = !cast.hasLeft(deal.owner, by: moment + 15 * DemoCalendar.day)
    guard isMarketing || (deal.origin == .selfDeveloped && stays) else { return }
    leads += 1
    let lead = DemoLead(
      id: leadID(), keeper: isMarketing ? cast.cleaner(leads) : cast.reps[deal.owner].id,
      source: deal.source)
    deal.lead = lead
    let need = deal.random.choose(DemoTexts.needs)
    let contact = cast.contact(ofCustomer: deal.customer, 1)
    say(
      .captureLead(
        .with {
          $0.leadID = lead.id
          $0.customerKind = .organisation
          $0.source = lead.source
          $0.campaign = isMarketing ? DemoTexts.campaign(lead.source) : ""
          $0.selfDeveloped = !isMarketing
          $0.ownerID = lead.keeper
          $0.fields = [Self.field("need", need), Self.field("contact", contact.name)]
          $0.note = isMarketing ? "官网留言：\(need)，希望尽快联系" : "展会上交换名片，有\(need)的需求"
        }), by: lead.keeper, at: moment)
  }

  /// The lead is completed, found real by somebody else, and becomes an opportunity.
  mutating func qualifyLead(of deal: inout DemoDeal, at moment: Int64) {
    guard let lead = deal.lead else { return }
    let isMarketing = deal.origin == .marketing
    let customer = cast.company(ofCustomer: deal.customer)
    say(
      .enrichLead(
        .with {
          $0.leadID = lead.id
          $0.fields = [
            Self.field("company-name", customer.name), Self.field("address", customer.address),
          ]
          $0.note = "电话核实公司信息"
        }), by: lead.keeper, at: moment)
    var opportunity = deal.creation(at: moment, cast: cast)
    // What marketing found goes to the pool, and the sales teams take it from there.
    if isMarketing { opportunity.ownerID = "" }
    deal.isPooled = isMarketing
    say(
      .qualifyLead(
        .with {
          $0.leadID = lead.id
          $0.opportunity = opportunity
          $0.realVerifiedBy =
            isMarketing ? cast.otherCleaner(than: lead.keeper) : cast.manager(of: deal.owner)
        }), by: lead.keeper, at: moment)
  }

  /// An enquiry of which nothing comes: most are found out, some are never looked at.
  mutating func captureHopelessLead(at moment: Int64) {
    leads += 1
    let id = leadID()
    let cleaner = cast.cleaner(leads)
    let source = random.choose(["市场投流", "市场活动"])
    let reason = random.choose(DemoTexts.hopelessLeads)
    say(
      .captureLead(
        .with {
          $0.leadID = id
          $0.customerKind = random.chance(0.7) ? .organisation : .person
          $0.source = source
          $0.campaign = DemoTexts.campaign(source)
          $0.ownerID = cleaner
          $0.fields = [Self.field("contact", "陌生来电")]
        }), by: cleaner, at: moment)
    guard random.chance(0.85) else { return }
    later(
      .disqualifyLead(
        .with {
          $0.leadID = id
          $0.reason = reason
        }), by: cleaner,
      at: DemoCalendar.workingTime(after: moment, days: random.between(0.1, 3), &random))
  }

  private func leadID() -> String { "\(cast.prefix)-lead-\(DemoCast.padded(leads, 6))" }

  private static func field(_ code: String, _ value: String) -> PBLeadField {
    .with {
      $0.code = code
      $0.value = value
    }
  }
}

/// What a deal was before it was one.
struct DemoLead {
  let id: String
  /// Who cleans it.
  let keeper: String
  let source: String
}
