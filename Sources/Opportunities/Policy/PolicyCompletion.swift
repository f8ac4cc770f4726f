extension PolicyDocument {
  /// The same rules with nothing left unsaid: each group that the document leaves out is the
  /// standard one, without what refers to codes that this document does not have.
  ///
  /// Publishing this instead of the document changes no decision.
  package var completed: PolicyDocument {
    var whole = self
    whole.gates = gates ?? .standard
    whole.pipelines = pipelines ?? impliedPipelines
    whole.scorecard = scorecard ?? .standard
    whole.pool = pool ?? .standard
    whole.quiet = quiet ?? .standard
    whole.splits = splits ?? .standard
    whole.approvals = approvals ?? .standard
    whole.review = review ?? .standard
    whole.alerts = alerts ?? .standard
    whole.thresholds = thresholds ?? .standard
    whole.winOdds = winOdds ?? .standard
    whole.incentives = incentives ?? .standard
    whole.growth = growth ?? .standard
    whole.qualification = qualification ?? .standard
    whole.profile = profile ?? .standard
    whole.scripts = scripts ?? impliedScripts
    whole.transcripts = transcripts ?? impliedTranscripts
    whole.gradeHonesty = gradeHonesty ?? .standard
    return whole
  }

  /// The standard templates; the first, which is the canonical list, in this document's own words.
  private var impliedPipelines: PipelineRules {
    var rules = PipelineRules.standard
    var day: UInt32 = 0
    rules.templates[0].stages = stages.sorted { $0.stage < $1.stage }.map {
      // A template's days have an order and a limit, which those of the stages never had.
      day = max(day, min($0.plannedDay, PipelineRules.plannedDayMaximum))
      return TemplateStage(stage: $0.stage, label: $0.label, plannedDay: day)
    }
    return rules
  }

  private var impliedScripts: ScriptRules {
    let known = Set(feedbackTags.map(\.code))
    var rules = ScriptRules.standard
    rules.templates.removeAll { script in
      !script.feedbackTags.isEmpty && !script.feedbackTags.contains(where: known.contains)
    }
    for index in rules.templates.indices {
      rules.templates[index].feedbackTags.removeAll { !known.contains($0) }
    }
    return rules
  }

  private var impliedTranscripts: TranscriptRules {
    let known = Set(feedbackTags.map(\.code))
    return TranscriptRules(tags: TranscriptRules.standard.tags.filter { known.contains($0.tag) })
  }
}
