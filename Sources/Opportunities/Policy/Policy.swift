/// A published version of the rules, with what is looked up often laid out for it.
package final class Policy: Sendable {
  package let version: UInt64
  package let effectiveFrom: Instant
  /// Position of the event that published it.
  package let position: UInt64
  package let reason: String
  package let document: PolicyDocument

  // The groups of the document, each as the document says it or, where it says nothing, as the
  // standard does. Rules read these and never the document's own, which may be absent.
  package let gates: GateRules
  package let pipelines: PipelineRules
  package let scorecard: ScorecardRules
  package let pool: PoolRules
  package let quiet: QuietRules
  package let splits: SplitRules
  package let approvals: ApprovalRules
  package let review: ReviewRules
  package let alerts: AlertRules
  package let thresholds: ThresholdRules
  package let winOdds: WinOddsRules
  package let incentives: IncentiveRules
  package let growth: GrowthRules
  package let qualification: QualificationRules
  package let profile: ProfileRules
  package let scripts: ScriptRules
  package let transcripts: TranscriptRules
  package let competitors: [Competitor]
  package let gradeHonesty: GradeHonestyRules

  private let gradeRules: [GradeRule]
  private let stageRules: [StageRule]
  /// What a tag means, without its labels, which no decision needs.
  package struct FeedbackMeaning: Sendable {
    package let sentiment: Sentiment
    package let contradictsGradeA: Bool
  }

  private let tags: [String: FeedbackMeaning]
  private let reasons: Set<String>

  /// `document` has no faults; publishing has checked that.
  package init(
    version: UInt64, effectiveFrom: Instant, position: UInt64, reason: String,
    document: PolicyDocument
  ) {
    self.version = version
    self.effectiveFrom = effectiveFrom
    self.position = position
    self.reason = reason
    self.document = document
    // Nothing is left out of a completed document, so what follows each group only unwraps it.
    let groups = document.completed
    gates = groups.gates ?? .standard
    pipelines = groups.pipelines ?? .standard
    scorecard = groups.scorecard ?? .standard
    pool = groups.pool ?? .standard
    quiet = groups.quiet ?? .standard
    splits = groups.splits ?? .standard
    approvals = groups.approvals ?? .standard
    review = groups.review ?? .standard
    alerts = groups.alerts ?? .standard
    thresholds = groups.thresholds ?? .standard
    winOdds = groups.winOdds ?? .standard
    incentives = groups.incentives ?? .standard
    growth = groups.growth ?? .standard
    qualification = groups.qualification ?? .standard
    profile = groups.profile ?? .standard
    scripts = groups.scripts ?? .standard
    transcripts = groups.transcripts ?? .standard
    competitors = groups.competitors
    gradeHonesty = groups.gradeHonesty ?? .standard
    gradeRules = document.grades.sorted { ($0.grade?.rawValue ?? 0) < ($1.grade?.rawValue ?? 0) }
    stageRules = document.stages.sorted { $0.stage < $1.stage }
    precondition(gradeRules.count == 4, "a policy has a rule for each grade and one for none")
    precondition(stageRules.count == Stage.allCases.count, "a policy has a rule for each stage")
    tags = Dictionary(
      document.feedbackTags.map { tag in
        let meaning = FeedbackMeaning(
          sentiment: tag.sentiment, contradictsGradeA: tag.contradictsGradeA)
        return (tag.code, meaning)
      }, uniquingKeysWith: { first, _ in first })
    reasons = Set(document.lossReasons.map(\.code))
  }

  package func rule(for grade: Grade?) -> GradeRule {
    gradeRules[Int(grade?.rawValue ?? 0)]
  }

  package func rule(for stage: Stage) -> StageRule {
    stageRules[Int(stage.rawValue) - 1]
  }

  package func feedbackMeaning(_ code: String) -> FeedbackMeaning? {
    tags[code]
  }

  package func hasLossReason(_ code: String) -> Bool {
    reasons.contains(code)
  }
}

/// Every version ever published. Which one is in force depends on the instant.
package struct PolicyHistory: Sendable {
  package private(set) var versions: [Policy] = []

  package init() {}

  package var latestVersion: UInt64 { versions.last?.version ?? 0 }

  /// The newest version whose time has come by `instant`.
  ///
  /// Before the first version's time (imported history is older than the ledger) the first applies.
  package func inForce(at instant: Instant) -> Policy {
    guard let first = versions.first else {
      preconditionFailure("a ledger begins with a policy")
    }
    for place in versions.indices.reversed() where versions[place].effectiveFrom <= instant {
      return versions[place]
    }
    return first
  }

  package subscript(version version: UInt64) -> Policy? {
    // Versions count up from 1, so the version is also the place.
    guard holds(version: version) else { return nil }
    return versions[Int(version) - 1]
  }

  func holds(version: UInt64) -> Bool { version >= 1 && version <= UInt64(versions.count) }

  package mutating func append(_ policy: Policy) {
    precondition(policy.version == latestVersion + 1, "policy versions count up by one")
    versions.append(policy)
  }

  package mutating func removeLast() {
    versions.removeLast()
  }
}
