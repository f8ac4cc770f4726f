// The lists that people choose from, and what they refer to.

extension QualificationRules {
  func check(_ faults: inout PolicyFaults) {
    for kind in CustomerKind.allCases
    where checklists.count(where: { $0.customerKind == kind }) != 1 {
      faults.add("qualification.checklists", "exactly one for the kind \(kind) is needed")
    }
    for (index, checklist) in checklists.enumerated() {
      let path = "qualification.checklists[\(index)].items"
      faults.check(path, count: checklist.items.count, in: 1...100)
      faults.check(path, codes: checklist.items.map(\.code))
      for (place, item) in checklist.items.enumerated() {
        faults.check("\(path)[\(place)].label", item.label)
      }
    }
  }
}

extension ProfileRules {
  func check(_ faults: inout PolicyFaults) {
    faults.check("profile.fields", count: fields.count, in: 0...200)
    faults.check("profile.fields", codes: fields.map(\.code))
    for (index, field) in fields.enumerated() {
      field.check(&faults, path: "profile.fields[\(index)]")
    }
    faults.check("profile.tag_groups", count: tagGroups.count, in: 0...100)
    faults.check("profile.tag_groups", codes: tagGroups.map(\.code))
    for (index, group) in tagGroups.enumerated() {
      faults.check("profile.tag_groups[\(index)].label", group.label)
    }
    faults.check("profile.tags", count: tags.count, in: 0...500)
    faults.check("profile.tags", codes: tags.map(\.code))
    for (index, tag) in tags.enumerated() {
      faults.check("profile.tags[\(index)].label", tag.label)
      if !tag.group.isEmpty, group(tag.group) == nil {
        faults.add("profile.tags[\(index)].group", "\(Text.quoted(tag.group)) is no group's code")
      }
    }
  }
}

extension ProfileField {
  fileprivate func check(_ faults: inout PolicyFaults, path: String) {
    faults.check("\(path).label", label)
    if valueKind == .choice {
      faults.check("\(path).choices", count: choices.count, in: 1...200)
    } else if !choices.isEmpty {
      faults.add("\(path).choices", "only a field of kind choice has choices")
    }
    faults.check("\(path).choices", codes: choices.map(\.code))
    for (index, choice) in choices.enumerated() {
      faults.check("\(path).choices[\(index)].label", choice.label)
    }
  }
}

extension ScriptRules {
  func check(_ faults: inout PolicyFaults, feedbackTags: Set<String>) {
    faults.check("scripts.templates", count: templates.count, in: 0...500)
    faults.check("scripts.templates", codes: templates.map(\.code))
    for (index, script) in templates.enumerated() {
      let path = "scripts.templates[\(index)]"
      faults.check("\(path).label", script.label)
      Self.check(script.body.zh, path: "\(path).body.zh", &faults)
      Self.check(script.body.en, path: "\(path).body.en", &faults)
      faults.checkOnce("\(path).stages", script.stages, field: nil)
      faults.checkOnce("\(path).feedback_tags", script.feedbackTags, field: nil, name: Text.quoted)
      for (place, tag) in script.feedbackTags.enumerated() where !feedbackTags.contains(tag) {
        faults.add(
          "\(path).feedback_tags[\(place)]", "\(Text.quoted(tag)) is no feedback tag's code")
      }
    }
  }

  private static func check(_ body: String, path: String, _ faults: inout PolicyFaults) {
    if Text.isBlank(body) { faults.add(path, "must not be empty") }
    do throws(Rejection) {
      try Text.validateNote(body, field: path)
    } catch {
      faults.add(error.field, error.message)
    }
    for fault in ScriptText(body).faults { faults.add(path, fault) }
  }
}

extension TranscriptRules {
  func check(_ faults: inout PolicyFaults, feedbackTags: Set<String>) {
    faults.checkOnce("transcripts.tags", tags.map(\.tag), field: "tag", name: Text.quoted)
    for (index, entry) in tags.enumerated() {
      let path = "transcripts.tags[\(index)]"
      if !feedbackTags.contains(entry.tag) {
        faults.add("\(path).tag", "\(Text.quoted(entry.tag)) is no feedback tag's code")
      }
      faults.check(path, count: entry.zh.count + entry.en.count, in: 1...200)
      for (language, phrases) in [("zh", entry.zh), ("en", entry.en)] {
        faults.checkOnce("\(path).\(language)", phrases, field: nil, name: Text.quoted)
        for (place, phrase) in phrases.enumerated() {
          faults.checkLine("\(path).\(language)[\(place)]", phrase)
        }
      }
    }
  }
}

extension Competitor {
  static func check(_ competitors: [Competitor], _ faults: inout PolicyFaults) {
    faults.check("competitors", count: competitors.count, in: 0...500)
    faults.check("competitors", codes: competitors.map(\.code))
    var owners: [String: Int] = [:]
    for (index, competitor) in competitors.enumerated() {
      let path = "competitors[\(index)]"
      faults.check("\(path).label", competitor.label)
      faults.check("\(path).aliases", count: competitor.aliases.count, in: 0...50)
      for (place, alias) in competitor.aliases.enumerated() {
        faults.checkLine("\(path).aliases[\(place)]", alias)
        if let owner = owners.updateValue(index, forKey: alias) {
          faults.add("\(path).aliases[\(place)]", "competitors[\(owner)] goes by it already")
        }
      }
    }
  }
}
