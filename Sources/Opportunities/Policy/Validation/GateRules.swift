extension GateRules {
  func check(_ faults: inout PolicyFaults) {
    faults.checkOnce("gates.stages", stages.map(\.stage), field: "stage")
    for (index, gate) in stages.enumerated() {
      let path = "gates.stages[\(index)]"
      EvidenceNeed.check(gate.evidence, path: "\(path).evidence", &faults)
      if gate.verifiedEvidence, gate.evidence.isEmpty {
        faults.add("\(path).verified_evidence", "names no evidence that could be verified")
      }
    }
    EvidenceNeed.check(win, path: "gates.win", &faults)
  }
}

extension EvidenceNeed {
  static func check(_ needs: [EvidenceNeed], path: String, _ faults: inout PolicyFaults) {
    faults.check(path, count: needs.count, in: 0...16)
    for (index, need) in needs.enumerated() {
      let kinds = "\(path)[\(index)].any_of"
      if need.anyOf.isEmpty { faults.add(kinds, "names no kind, so nothing can meet it") }
      faults.checkOnce(kinds, need.anyOf, field: nil)
    }
  }
}

extension PipelineRules {
  static let plannedDayMaximum: UInt32 = 3_650

  func check(_ faults: inout PolicyFaults) {
    faults.check("pipelines.templates", count: templates.count, in: 1...100)
    faults.check("pipelines.templates", codes: templates.map(\.code))
    if template(standardTemplate) == nil {
      faults.add(
        "pipelines.standard_template", "\(Text.quoted(standardTemplate)) is no template's code")
    }
    for (index, template) in templates.enumerated() {
      template.check(&faults, path: "pipelines.templates[\(index)]")
    }
  }
}

extension PipelineTemplate {
  fileprivate func check(_ faults: inout PolicyFaults, path: String) {
    faults.check("\(path).label", label)
    if let collection { faults.check("\(path).collection", collection) }
    if stages.isEmpty { faults.add("\(path).stages", "has no stage") }
    for (index, step) in stages.enumerated() {
      let place = "\(path).stages[\(index)]"
      faults.check("\(place).label", step.label)
      faults.check("\(place).planned_day", step.plannedDay, in: 0...PipelineRules.plannedDayMaximum)
      guard index > 0 else { continue }
      if step.stage <= stages[index - 1].stage {
        faults.add("\(place).stage", "\(step.stage) does not come after \(stages[index - 1].stage)")
      }
      if step.plannedDay < stages[index - 1].plannedDay {
        faults.add("\(place).planned_day", "lies before that of the stage before it")
      }
    }
  }
}
