// Written by tools/generate.sh from schemas/opportunity/v1/policy_catalogues.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func qualificationRules() -> QualificationRules {
    QualificationRules(checklists: list { $0.qualificationChecklist() }, realVerified: bool())
  }
}

extension PBQualificationRules {
  init(_ value: QualificationRules) {
    self.init()
    checklists = value.checklists.map { PBQualificationChecklist($0) }
    realVerified = value.realVerified
  }
}

extension Random {
  mutating func qualificationChecklist() -> QualificationChecklist {
    QualificationChecklist(customerKind: one(), items: list { $0.checklistItem() })
  }
}

extension PBQualificationChecklist {
  init(_ value: QualificationChecklist) {
    self.init()
    customerKind = word(value.customerKind)
    items = value.items.map { PBChecklistItem($0) }
  }
}

extension Random {
  mutating func checklistItem() -> ChecklistItem {
    ChecklistItem(code: text(), label: label(), isMandatory: bool())
  }
}

extension PBChecklistItem {
  init(_ value: ChecklistItem) {
    self.init()
    code = value.code
    label = PBLabel(value.label)
    mandatory = value.isMandatory
  }
}

extension Random {
  mutating func profileRules() -> ProfileRules {
    ProfileRules(
      fields: list { $0.profileField() }, tagGroups: list { $0.tagGroup() },
      tags: list { $0.customerTag() })
  }
}

extension PBProfileRules {
  init(_ value: ProfileRules) {
    self.init()
    fields = value.fields.map { PBProfileField($0) }
    tagGroups = value.tagGroups.map { PBTagGroup($0) }
    tags = value.tags.map { PBCustomerTag($0) }
  }
}

extension Random {
  mutating func profileField() -> ProfileField {
    ProfileField(
      code: text(), label: label(), valueKind: one(), choices: list { $0.profileChoice() },
      isMandatory: bool())
  }
}

extension PBProfileField {
  init(_ value: ProfileField) {
    self.init()
    code = value.code
    label = PBLabel(value.label)
    valueKind = word(value.valueKind)
    choices = value.choices.map { PBProfileChoice($0) }
    mandatory = value.isMandatory
  }
}

extension Random {
  mutating func profileChoice() -> ProfileChoice {
    ProfileChoice(code: text(), label: label())
  }
}

extension PBProfileChoice {
  init(_ value: ProfileChoice) {
    self.init()
    code = value.code
    label = PBLabel(value.label)
  }
}

extension Random {
  mutating func tagGroup() -> TagGroup {
    TagGroup(code: text(), label: label(), isExclusive: bool())
  }
}

extension PBTagGroup {
  init(_ value: TagGroup) {
    self.init()
    code = value.code
    label = PBLabel(value.label)
    exclusive = value.isExclusive
  }
}

extension Random {
  mutating func customerTag() -> CustomerTag {
    CustomerTag(code: text(), label: label(), group: text())
  }
}

extension PBCustomerTag {
  init(_ value: CustomerTag) {
    self.init()
    code = value.code
    label = PBLabel(value.label)
    group = value.group
  }
}

extension Random {
  mutating func scriptRules() -> ScriptRules {
    ScriptRules(templates: list { $0.scriptTemplate() })
  }
}

extension PBScriptRules {
  init(_ value: ScriptRules) {
    self.init()
    templates = value.templates.map { PBScriptTemplate($0) }
  }
}

extension Random {
  mutating func scriptTemplate() -> ScriptTemplate {
    ScriptTemplate(
      code: text(), label: label(), body: label(), stages: list { $0.one() },
      feedbackTags: list { $0.text() })
  }
}

extension PBScriptTemplate {
  init(_ value: ScriptTemplate) {
    self.init()
    code = value.code
    label = PBLabel(value.label)
    body = PBLabel(value.body)
    stages = value.stages.map { word($0) }
    feedbackTags = value.feedbackTags.map { $0 }
  }
}

extension Random {
  mutating func transcriptRules() -> TranscriptRules {
    TranscriptRules(tags: list { $0.tagPhrases() })
  }
}

extension PBTranscriptRules {
  init(_ value: TranscriptRules) {
    self.init()
    tags = value.tags.map { PBTagPhrases($0) }
  }
}

extension Random {
  mutating func tagPhrases() -> TagPhrases {
    TagPhrases(tag: text(), zh: list { $0.text() }, en: list { $0.text() })
  }
}

extension PBTagPhrases {
  init(_ value: TagPhrases) {
    self.init()
    tag = value.tag
    zh = value.zh.map { $0 }
    en = value.en.map { $0 }
  }
}

extension Random {
  mutating func competitor() -> Competitor {
    Competitor(code: text(), label: label(), aliases: list { $0.text() })
  }
}

extension PBCompetitor {
  init(_ value: Competitor) {
    self.init()
    code = value.code
    label = PBLabel(value.label)
    aliases = value.aliases.map { $0 }
  }
}
