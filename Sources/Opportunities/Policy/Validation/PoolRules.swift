// Who may hold, take, share and approve.

extension PoolRules {
  func check(_ faults: inout PolicyFaults) {
    faults.check("pool.claim_quota", claimQuota, in: 1...100_000)
    faults.check("pool.prior_owner_bar_days", priorOwnerBarDays, in: 0...3_650)
    faults.check("pool.untouched_reclaim_days", untouchedReclaimDays, in: 1...3_650)
    faults.check("pool.reactivated_follow_up_days", reactivatedFollowUpDays, in: 1...365)
    faults.checkOnce("pool.reclaim", reclaim.map(\.stage), field: "stage")
    for (index, rule) in reclaim.enumerated() {
      let path = "pool.reclaim[\(index)]"
      if (rule.days == 0) == (rule.redMultiple == 0) {
        faults.add(path, "has either days or red_multiple")
      }
      faults.check("\(path).days", rule.days, in: 0...3_650)
      faults.check("\(path).red_multiple", rule.redMultiple, in: 0...100)
    }
  }
}

extension QuietRules {
  func check(_ faults: inout PolicyFaults) {
    faults.check("quiet.days_maximum", daysMaximum, in: 1...3_650)
    faults.check("quiet.push_cap_per_month", pushCapPerMonth, in: 0...1_000)
  }
}

extension SplitRules {
  func check(_ faults: inout PolicyFaults) {
    if methods.isEmpty { faults.add("splits.methods", "allows no method") }
    faults.checkOnce("splits.methods", methods, field: nil)
    faults.check("splits.mentor_share_maximum_ppm", mentorShareMaximum, in: 0...999_999)
    faults.check("splits.parties_maximum", partiesMaximum, in: 2...UInt32(Text.listCountMaximum))
  }
}

extension ApprovalRules {
  func check(_ faults: inout PolicyFaults) {
    if !Currency(code: currency).isKnown {
      faults.add("approvals.currency", "is no ISO 4217 currency code such as CNY, EUR or USD")
    }
    faults.checkOnce("approvals.flows", flows.map(\.kind), field: "kind")
    if !flows.contains(where: { $0.kind == .other }) {
      faults.add("approvals.flows", "has no flow for other, which stands for kinds without one")
    }
    for (index, flow) in flows.enumerated() {
      flow.check(&faults, path: "approvals.flows[\(index)]")
    }
  }
}

extension ApprovalFlow {
  fileprivate func check(_ faults: inout PolicyFaults, path: String) {
    faults.check("\(path).sla_hours", slaHours, in: 1...8_760)
    faults.check("\(path).bands", count: bands.count, in: 1...20)
    var previous: Int64 = 0
    for (index, band) in bands.enumerated() {
      let place = "\(path).bands[\(index)]"
      let isLast = index == bands.count - 1
      if isLast, band.upToMinorUnits != 0 {
        faults.add("\(place).up_to_minor_units", "is 0 in the last band: no limit")
      } else if !isLast, !(previous + 1...Money.minorUnitsMaximum).contains(band.upToMinorUnits) {
        faults.add(
          "\(place).up_to_minor_units",
          "is \(previous + 1) to \(Money.minorUnitsMaximum), more than in the band before it")
      }
      if !isLast { previous = min(max(previous, band.upToMinorUnits), Money.minorUnitsMaximum - 1) }
      faults.check("\(place).chain", count: band.chain.count, in: 1...10)
      faults.checkOnce("\(place).chain", band.chain, field: nil)
    }
  }
}

extension ReviewRules {
  func check(_ faults: inout PolicyFaults) {
    faults.check("review.sample_minimum", sampleMinimum, in: 0...10_000)
    faults.check("review.sample_ppm", sample, in: 0...1_000_000)
    if weekly, sampleMinimum == 0, sample == .zero {
      faults.add("review", "a weekly sample has a minimum or a share")
    }
    faults.check("review.penalty_points", penaltyPoints, in: 0...1_000)
    faults.check("review.explanation_days", explanationDays, in: 1...365)
  }
}
