import Testing

@testable import Opportunities

/// One damage to a document, and the paths of all faults that it makes.
struct Damage: Sendable, CustomTestStringConvertible {
  let paths: [String]
  let apply: @Sendable (inout PolicyDocument) -> Void

  init(_ paths: String..., apply: @escaping @Sendable (inout PolicyDocument) -> Void) {
    self.paths = paths
    self.apply = apply
  }

  var testDescription: String { paths.joined(separator: ", ") }

  static func paths(of document: PolicyDocument) -> [String] {
    document.faults().map { fault in
      fault.firstRange(of: ": ").map { String(fault[..<$0.lowerBound]) } ?? fault
    }
  }

  static let flow: [Damage] = [
    Damage("gates.stages[1].stage") { $0.gates?.stages[1].stage = .contact },
    Damage("gates.stages[2].evidence[0].any_of") {
      $0.gates?.stages[2].evidence[0].anyOf = []
    },
    Damage("gates.stages[2].evidence[0].any_of[1]") {
      $0.gates?.stages[2].evidence[0].anyOf = [.email, .email]
    },
    Damage("gates.stages[0].verified_evidence") { $0.gates?.stages[0].verifiedEvidence = true },
    Damage("gates.win[0].any_of") { $0.gates?.win[0].anyOf = [] },
    Damage("gates.win") {
      $0.gates?.win = Array(repeating: EvidenceNeed(anyOf: [.contract]), count: 17)
    },
    Damage("pipelines.templates", "pipelines.standard_template") { $0.pipelines?.templates = [] },
    Damage("pipelines.standard_template") { $0.pipelines?.standardTemplate = "none" },
    Damage("pipelines.templates[2].code") { $0.pipelines?.templates[2].code = "five-steps" },
    Damage("pipelines.templates[3].code") { $0.pipelines?.templates[3].code = "a b" },
    Damage("pipelines.templates[3].label.zh") { $0.pipelines?.templates[3].label.zh = " " },
    Damage("pipelines.templates[4].collection.en") {
      $0.pipelines?.templates[4].collection?.en = ""
    },
    Damage("pipelines.templates[1].stages") { $0.pipelines?.templates[1].stages = [] },
    Damage("pipelines.templates[1].stages[1].stage") {
      $0.pipelines?.templates[1].stages[1].stage = .contact
    },
    Damage("pipelines.templates[1].stages[4].planned_day") {
      $0.pipelines?.templates[1].stages[4].plannedDay = 3_651
    },
    Damage("pipelines.templates[1].stages[1].planned_day") {
      $0.pipelines?.templates[1].stages[0].plannedDay = 5
      $0.pipelines?.templates[1].stages[2].plannedDay = 5
    },
    Damage("pipelines.templates[0].stages[5].label.en") {
      $0.pipelines?.templates[0].stages[5].label.en = "two\nlines"
    },
    Damage("pool.claim_quota") { $0.pool?.claimQuota = 0 },
    Damage("pool.prior_owner_bar_days") { $0.pool?.priorOwnerBarDays = 3_651 },
    Damage("pool.untouched_reclaim_days") { $0.pool?.untouchedReclaimDays = 0 },
    Damage("pool.reactivated_follow_up_days") { $0.pool?.reactivatedFollowUpDays = 366 },
    Damage("pool.reclaim[5].stage") { $0.pool?.reclaim[5].stage = .contact },
    Damage("pool.reclaim[0]") { $0.pool?.reclaim[0].days = 7 },
    Damage("pool.reclaim[0]") { $0.pool?.reclaim[0].redMultiple = 0 },
    Damage("pool.reclaim[3].red_multiple") { $0.pool?.reclaim[3].redMultiple = 101 },
    Damage("quiet.days_maximum") { $0.quiet?.daysMaximum = 0 },
    Damage("quiet.push_cap_per_month") { $0.quiet?.pushCapPerMonth = 1_001 },
    Damage("splits.methods") { $0.splits?.methods = [] },
    Damage("splits.methods[1]") { $0.splits?.methods[1] = .negotiated },
    Damage("splits.mentor_share_maximum_ppm") { $0.splits?.mentorShareMaximum = .one },
    Damage("splits.parties_maximum") { $0.splits?.partiesMaximum = 1 },
    Damage("approvals.currency") { $0.approvals?.currency = "RMB " },
    Damage("approvals.flows[3].kind") { $0.approvals?.flows[3].kind = .gateOverride },
    Damage("approvals.flows") { $0.approvals?.flows.removeLast() },
    Damage("approvals.flows[0].sla_hours") { $0.approvals?.flows[0].slaHours = 0 },
    Damage("approvals.flows[4].bands") { $0.approvals?.flows[4].bands = [] },
    Damage("approvals.flows[0].bands[2].up_to_minor_units") {
      $0.approvals?.flows[0].bands[2].upToMinorUnits = 1
    },
    Damage("approvals.flows[0].bands[1].up_to_minor_units") {
      $0.approvals?.flows[0].bands[1].upToMinorUnits = 10_000_000
    },
    Damage("approvals.flows[1].bands[0].up_to_minor_units") {
      $0.approvals?.flows[1].bands[0].upToMinorUnits = -1
    },
    Damage("approvals.flows[6].bands[0].chain") { $0.approvals?.flows[6].bands[0].chain = [] },
    Damage("approvals.flows[4].bands[0].chain[1]") {
      $0.approvals?.flows[4].bands[0].chain = [.manager, .manager]
    },
    Damage("review.sample_minimum") { $0.review?.sampleMinimum = 10_001 },
    Damage("review.sample_ppm") { $0.review?.sample = PartsPerMillion(1_000_001) },
    Damage("review") {
      $0.review?.sampleMinimum = 0
      $0.review?.sample = .zero
    },
    Damage("review.penalty_points") { $0.review?.penaltyPoints = 1_001 },
    Damage("review.explanation_days") { $0.review?.explanationDays = 0 },
  ]

  static let measures: [Damage] = [
    Damage("scorecard.dimensions") { $0.scorecard?.dimensions = [] },
    Damage("scorecard.dimensions") { $0.scorecard?.dimensions.removeLast() },
    Damage("scorecard.dimensions", "scorecard.dimensions[0].options") {
      $0.scorecard?.dimensions[0].weight = 4
    },
    Damage("scorecard.dimensions[1].code") { $0.scorecard?.dimensions[1].code = "industry-fit" },
    Damage("scorecard.dimensions[1].label.en") { $0.scorecard?.dimensions[1].label.en = "" },
    Damage("scorecard.dimensions[2].options") { $0.scorecard?.dimensions[2].options = [] },
    Damage("scorecard.dimensions[2].options") { $0.scorecard?.dimensions[2].options.removeFirst() },
    Damage("scorecard.dimensions[2].options[1].code") {
      $0.scorecard?.dimensions[2].options[1].code = "clear"
    },
    Damage("scorecard.dimensions[2].options[2].label.zh") {
      $0.scorecard?.dimensions[2].options[2].label.zh = ""
    },
    Damage("scorecard.dimensions[3].options[1].points_hundredths") {
      $0.scorecard?.dimensions[3].options[1].pointsHundredths = 201
    },
    Damage("scorecard.hint_a_hundredths") { $0.scorecard?.hintAHundredths = 1_001 },
    Damage("scorecard.hint_b_hundredths") { $0.scorecard?.hintBHundredths = 750 },
    Damage("alerts.routes[1].kind") { $0.alerts?.routes[1].kind = .firstResponse },
    Damage("alerts.routes[1].recipients") { $0.alerts?.routes[1].recipients = [] },
    Damage("alerts.routes[1].channels") { $0.alerts?.routes[1].channels = [] },
    Damage("alerts.routes[2].recipients[1]") { $0.alerts?.routes[2].recipients = [.rep, .rep] },
    Damage("alerts.routes[2].channels[1]") { $0.alerts?.routes[2].channels = [.sms, .sms] },
    Damage("alerts.routes[6].recipients") { $0.alerts?.routes[6].recipients = [.rep] },
    Damage("alerts.routes[0].action.zh") { $0.alerts?.routes[0].action.zh = "" },
    Damage("thresholds.at_risk_score") { $0.thresholds?.atRiskScore = 101 },
    Damage("thresholds.backlog[4].stage") { $0.thresholds?.backlog[4].stage = .needs },
    Damage("thresholds.backlog[0].opportunities_maximum") {
      $0.thresholds?.backlog[0].opportunitiesMaximum = 0
    },
    Damage("win_odds.cap_ppm") { $0.winOdds?.cap = .one },
    Damage("win_odds.cap_ppm") {
      $0.winOdds?.kind = .relativeCapped
      $0.winOdds?.cap = PartsPerMillion(699_999)
    },
    Damage("win_odds.cap_ppm") {
      $0.winOdds?.kind = .relativeCapped
      $0.winOdds?.cap = .zero
    },
    Damage("win_odds.silence_days", "win_odds.silence_odds_ppm") {
      $0.winOdds?.silenceDays = 3_651
    },
    Damage("win_odds.silence_odds_ppm") { $0.winOdds?.silenceDays = 14 },
    Damage("win_odds.silence_odds_ppm") { $0.winOdds?.silenceOdds = PartsPerMillion(1_000_001) },
    Damage("grade_honesty.resolved_minimum") { $0.gradeHonesty?.resolvedMinimum = 0 },
    Damage("grade_honesty.margin_ppm") { $0.gradeHonesty?.margin = .one },
    Damage("grade_honesty.certainty_ppm") {
      $0.gradeHonesty?.certainty = PartsPerMillion(499_999)
    },
    Damage("incentives.star_completeness_ppm") { $0.incentives?.starCompleteness = .zero },
    Damage("incentives.kpi_share_ppm") { $0.incentives?.kpiShare = PartsPerMillion(1_000_001) },
    Damage("incentives.star_award.currency") {
      $0.incentives?.starAward.currency = Currency(code: "元")
    },
    Damage("incentives.star_award.minor_units") { $0.incentives?.starAward.minorUnits = -1 },
    Damage("growth.churn_weeks") { $0.growth?.churnWeeks = 0 },
    Damage("growth.cross_sell_months") { $0.growth?.crossSellMonths = 0 },
    Damage("growth.renewal_tolerance_days") { $0.growth?.renewalToleranceDays = 366 },
    Damage("growth.low_value_permille") { $0.growth?.lowValuePermille = 1_000_001 },
  ]

  static let catalogues: [Damage] = [
    Damage("qualification.checklists") { $0.qualification?.checklists.removeLast() },
    Damage("qualification.checklists[0].items") { $0.qualification?.checklists[0].items = [] },
    Damage("qualification.checklists[0].items[1].code") {
      $0.qualification?.checklists[0].items[1].code = "company-name"
    },
    Damage("qualification.checklists[1].items[2].label.en") {
      $0.qualification?.checklists[1].items[2].label.en = ""
    },
    Damage("profile.fields[1].code") { $0.profile?.fields[1].code = "industry" },
    Damage("profile.fields[1].label.zh") { $0.profile?.fields[1].label.zh = "" },
    Damage("profile.fields[0].choices") { $0.profile?.fields[0].choices = [] },
    Damage("profile.fields[0].choices") { $0.profile?.fields[0].valueKind = .text },
    Damage("profile.fields[0].choices[1].code") {
      $0.profile?.fields[0].choices[1].code = "healthcare"
    },
    Damage("profile.fields[4].choices[0].label.en") {
      $0.profile?.fields[4].choices[0].label.en = ""
    },
    Damage(
      "profile.tag_groups[1].code", "profile.tags[3].group", "profile.tags[4].group",
      "profile.tags[5].group"
    ) { $0.profile?.tagGroups[1].code = "relation" },
    Damage("profile.tag_groups[0].label.en") { $0.profile?.tagGroups[0].label.en = "" },
    Damage("profile.tags[1].code") { $0.profile?.tags[1].code = "new-customer" },
    Damage("profile.tags[3].group") { $0.profile?.tags[3].group = "nowhere" },
    Damage("profile.tags[0].label.zh") { $0.profile?.tags[0].label.zh = "" },
    Damage("scripts.templates[1].code") { $0.scripts?.templates[1].code = "first-contact" },
    Damage("scripts.templates[1].label.zh") { $0.scripts?.templates[1].label.zh = "" },
    Damage("scripts.templates[1].body.zh") { $0.scripts?.templates[1].body.zh = "  \n" },
    Damage("scripts.templates[1].body.en") { $0.scripts?.templates[1].body.en = "Dear {name}" },
    Damage("scripts.templates[1].body.en") { $0.scripts?.templates[1].body.en = "Dear {contact" },
    Damage("scripts.templates[1].body.en") { $0.scripts?.templates[1].body.en = "Dear contact}" },
    Damage("scripts.templates[1].stages[1]") {
      $0.scripts?.templates[1].stages = [.needs, .needs]
    },
    Damage("scripts.templates[4].feedback_tags[0]") {
      $0.scripts?.templates[4].feedbackTags[0] = "unheard-of"
    },
    Damage("scripts.templates[4].feedback_tags[1]") {
      $0.scripts?.templates[4].feedbackTags[1] = "price-too-high"
    },
    Damage("transcripts.tags[1].tag") { $0.transcripts?.tags[1].tag = "interested" },
    Damage("transcripts.tags[1].tag") { $0.transcripts?.tags[1].tag = "unheard-of" },
    Damage("transcripts.tags[0]") {
      $0.transcripts?.tags[0].zh = []
      $0.transcripts?.tags[0].en = []
    },
    Damage("transcripts.tags[0].zh[1]") { $0.transcripts?.tags[0].zh[1] = "有兴趣" },
    Damage("transcripts.tags[0].en[0]") { $0.transcripts?.tags[0].en[0] = "" },
    Damage("competitors[1].code") { $0.competitors = [.named("a", "甲"), .named("a", "乙")] },
    Damage("competitors[0].label.en") { $0.competitors = [.named("a", "甲", en: "")] },
    Damage("competitors[1].aliases[0]") {
      $0.competitors = [.named("a", "甲", "加"), .named("b", "乙", "加")]
    },
    Damage("competitors[0].aliases[0]") { $0.competitors = [.named("a", "甲", "")] },
  ]

  static let all = flow + measures + catalogues
}

extension Competitor {
  fileprivate static func named(
    _ code: String, _ zh: String, _ alias: String? = nil, en: String = "Rival"
  ) -> Competitor {
    Competitor(code: code, label: Label(zh: zh, en: en), aliases: alias.map { [$0] } ?? [])
  }
}

@Suite("The groups of a policy are judged whole")
struct PolicyGroupTests {
  @Test("One damage gives exactly its paths", arguments: Damage.all)
  func single(_ damage: Damage) {
    var document = PolicyDocument.standard
    damage.apply(&document)
    #expect(Damage.paths(of: document) == damage.paths, "\(document.faults())")
  }

  @Test("Damages to different groups are reported together")
  func together() {
    let groups = [Damage.flow, Damage.measures, Damage.catalogues]
    for round in 0..<200 {
      var document = PolicyDocument.standard
      var expected: Set<String> = []
      for (place, damages) in groups.enumerated() {
        let damage = damages[(round * (place + 1) + place) % damages.count]
        damage.apply(&document)
        expected.formUnion(damage.paths)
      }
      #expect(Set(Damage.paths(of: document)) == expected)
    }
  }

  @Test("A group that is left out is not judged, and means the standard one")
  func silence() {
    let policy = Policy(document: .silent)
    #expect(PolicyDocument.silent.faults() == [])
    #expect(policy.gates == .standard)
    #expect(policy.pipelines == .standard)
    #expect(policy.scorecard == .standard)
    #expect(policy.pool == .standard)
    #expect(policy.quiet == .standard)
    #expect(policy.splits == .standard)
    #expect(policy.approvals == .standard)
    #expect(policy.review == .standard)
    #expect(policy.alerts == .standard)
    #expect(policy.thresholds == .standard)
    #expect(policy.winOdds == .standard)
    #expect(policy.incentives == .standard)
    #expect(policy.growth == .standard)
    #expect(policy.qualification == .standard)
    #expect(policy.profile == .standard)
    #expect(policy.scripts == .standard)
    #expect(policy.transcripts == .standard)
    #expect(policy.competitors == [])
    #expect(policy.gradeHonesty == .standard)
    #expect(policy.winOdds.silenceDays == 0)
    #expect(PolicyDocument.silent.completed == .standard)
    #expect(PolicyDocument.standard.completed == .standard)
  }

  @Test("A new ledger starts with the standard, but silence lowers the odds")
  func initial() {
    #expect(PolicyDocument.initial.faults() == [])
    var document = PolicyDocument.initial
    #expect(document.winOdds?.silenceDays == 14)
    #expect(document.winOdds?.silenceOdds.count == 428_571)
    document.winOdds = .standard
    #expect(document == .standard)
  }

  @Test("What a document says wins over the standard")
  func said() {
    var document = PolicyDocument.standard
    document.pool?.claimQuota = 5
    document.scripts = ScriptRules(templates: [])
    let policy = Policy(document: document)
    #expect(policy.pool.claimQuota == 5)
    #expect(policy.scripts.templates.isEmpty)
    #expect(document.completed == document)
  }

  @Test("What silence means fits the document's own words, and has no fault")
  func impliedFits() {
    var document = PolicyDocument.silent
    document.feedbackTags.removeAll { $0.code != "price-too-high" }
    document.stages[0].label.zh = "初见"
    document.stages[1].plannedDay = 9_000
    let whole = document.completed
    #expect(whole.faults() == [])
    #expect(whole.transcripts?.tags.map(\.tag) == ["price-too-high"])
    #expect(whole.scripts?.template("price-objection")?.feedbackTags == ["price-too-high"])
    #expect(whole.scripts?.template("security-answer") == nil)
    #expect(whole.scripts?.template("quote-follow-up") != nil)
    #expect(whole.pipelines?.templates[0].step(at: .contact)?.label.zh == "初见")
    #expect(whole.pipelines?.templates[0].step(at: .closing)?.plannedDay == 3_650)
  }

  @Test("The approval that a policy rests on stands in its event; what is no identifier is refused")
  func approval() throws {
    let world = try World.company()
    let command = PublishPolicy(document: .standard, reason: "approved", approvalID: "ap-1")
    let decision = try world.judge(.publishPolicy(command))
    guard case .policyPublished(let published)? = decision.facts.events.first else {
      Issue.record("no policy was published")
      return
    }
    #expect(published.approvalID == "ap-1")
    let wrong = PublishPolicy(document: .standard, reason: "approved", approvalID: "ap 1")
    let rejection = #expect(throws: Rejection.self) { try world.judge(.publishPolicy(wrong)) }
    #expect(rejection?.field == "approval_id")
  }
}

extension PolicyDocument {
  /// The standard document as it was before documents had groups.
  static let silent: PolicyDocument = {
    var document = PolicyDocument.standard
    document.gates = nil
    document.pipelines = nil
    document.scorecard = nil
    document.pool = nil
    document.quiet = nil
    document.splits = nil
    document.approvals = nil
    document.review = nil
    document.alerts = nil
    document.thresholds = nil
    document.winOdds = nil
    document.incentives = nil
    document.growth = nil
    document.qualification = nil
    document.profile = nil
    document.scripts = nil
    document.transcripts = nil
    document.gradeHonesty = nil
    return document
  }()
}

extension Policy {
  convenience init(document: PolicyDocument) {
    self.init(
      version: 1, effectiveFrom: Instant(milliseconds: 0), position: 1, reason: "test",
      document: document)
  }
}
