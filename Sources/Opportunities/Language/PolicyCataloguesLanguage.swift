// Written by tools/generate.sh from schemas/opportunity/v1/policy_catalogues.proto; edit that, not this.

/// What may stand in a field of a profile.
package enum ProfileValueKind: UInt8, Hashable, Sendable, CaseIterable {
  case text = 1
  case number = 2
  case money = 3
  case date = 4
  case yesNo = 5
  case choice = 6
}

extension ProfileValueKind: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .text: "text"
    case .number: "number"
    case .money: "money"
    case .date: "date"
    case .yesNo: "yes-no"
    case .choice: "choice"
    }
  }
}

/// When a lead is good enough to become an opportunity (线索清洗): complete and real.
package struct QualificationRules: Hashable, Sendable {
  /// One for each kind of customer.
  package var checklists: [QualificationChecklist]
  /// Somebody has verified that it is real.
  package var realVerified: Bool

  package init(checklists: [QualificationChecklist], realVerified: Bool) {
    self.checklists = checklists
    self.realVerified = realVerified
  }
}

/// What must be known of a lead of one kind of customer.
package struct QualificationChecklist: Hashable, Sendable {
  package var customerKind: CustomerKind
  package var items: [ChecklistItem]

  package init(customerKind: CustomerKind, items: [ChecklistItem]) {
    self.customerKind = customerKind
    self.items = items
  }
}

/// One thing that must or may be known.
package struct ChecklistItem: Hashable, Sendable {
  package var code: String
  package var label: Label
  package var isMandatory: Bool

  package init(code: String, label: Label, isMandatory: Bool) {
    self.code = code
    self.label = label
    self.isMandatory = isMandatory
  }
}

/// What is kept of a customer (客户画像).
package struct ProfileRules: Hashable, Sendable {
  package var fields: [ProfileField]
  package var tagGroups: [TagGroup]
  package var tags: [CustomerTag]

  package init(fields: [ProfileField], tagGroups: [TagGroup], tags: [CustomerTag]) {
    self.fields = fields
    self.tagGroups = tagGroups
    self.tags = tags
  }
}

/// A field of the customer profile (画像), and what it holds.
package struct ProfileField: Hashable, Sendable {
  package var code: String
  package var label: Label
  package var valueKind: ProfileValueKind
  /// For CHOICE, and only for it.
  package var choices: [ProfileChoice]
  /// A profile without it is not complete.
  package var isMandatory: Bool

  package init(
    code: String, label: Label, valueKind: ProfileValueKind, choices: [ProfileChoice],
    isMandatory: Bool
  ) {
    self.code = code
    self.label = label
    self.valueKind = valueKind
    self.choices = choices
    self.isMandatory = isMandatory
  }
}

/// A value that a field of choices takes.
package struct ProfileChoice: Hashable, Sendable {
  package var code: String
  package var label: Label

  package init(code: String, label: Label) {
    self.code = code
    self.label = label
  }
}

/// Tags that belong together.
package struct TagGroup: Hashable, Sendable {
  package var code: String
  package var label: Label
  /// A customer has at most one tag of it.
  package var isExclusive: Bool

  package init(code: String, label: Label, isExclusive: Bool) {
    self.code = code
    self.label = label
    self.isExclusive = isExclusive
  }
}

/// A tag that customers may have.
package struct CustomerTag: Hashable, Sendable {
  package var code: String
  package var label: Label
  /// Code of its group. Empty: none.
  package var group: String

  package init(code: String, label: Label, group: String) {
    self.code = code
    self.label = label
    self.group = group
  }
}

/// What to say (话术模板).
package struct ScriptRules: Hashable, Sendable {
  package var templates: [ScriptTemplate]

  package init(templates: [ScriptTemplate]) {
    self.templates = templates
  }
}

/// Words for a talk (话术), with places that are filled in.
package struct ScriptTemplate: Hashable, Sendable {
  package var code: String
  package var label: Label
  /// With placeholders such as {contact}; POLICY.md lists them.
  package var body: Label
  /// For these stages. None: for all.
  package var stages: [Stage]
  /// When the last feedback has one of these tags. None: whatever it was.
  package var feedbackTags: [String]

  package init(code: String, label: Label, body: Label, stages: [Stage], feedbackTags: [String]) {
    self.code = code
    self.label = label
    self.body = body
    self.stages = stages
    self.feedbackTags = feedbackTags
  }
}

/// How tags are suggested by what was said.
package struct TranscriptRules: Hashable, Sendable {
  /// At most one a tag.
  package var tags: [TagPhrases]

  package init(tags: [TagPhrases]) {
    self.tags = tags
  }
}

/// A transcript in which one of the phrases stands is proposed the tag.
package struct TagPhrases: Hashable, Sendable {
  /// Code of the feedback tag.
  package var tag: String
  package var zh: [String]
  package var en: [String]

  package init(tag: String, zh: [String], en: [String]) {
    self.tag = tag
    self.zh = zh
    self.en = en
  }
}

/// A competitor, and what to say when the customer compares.
package struct Competitor: Hashable, Sendable {
  package var code: String
  package var label: Label
  /// Other names it goes by, in transcripts and in imported lists.
  package var aliases: [String]

  package init(code: String, label: Label, aliases: [String]) {
    self.code = code
    self.label = label
    self.aliases = aliases
  }
}
