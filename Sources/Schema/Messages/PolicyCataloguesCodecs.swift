// Written by tools/generate.sh from schemas/opportunity/v1/policy_catalogues.proto; edit that, not this.

package import Opportunities

extension ProfileValueKind: WireEnum {}

extension QualificationRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var checklists: [QualificationChecklist] = []
    var realVerified: Bool = false
    while let field = try reader.nextField() {
      switch field {
      case 1: try reader.append(to: &checklists, "checklists")
      case 2: realVerified = try reader.bool("real_verified")
      default: try reader.skip()
      }
    }
    self.init(checklists: checklists, realVerified: realVerified)
  }

  package func write(to writer: inout WireWriter) {
    writer.messages(1, checklists)
    writer.bool(2, realVerified)
  }
}

extension QualificationChecklist: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var customerKind: CustomerKind?
    var items: [ChecklistItem] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: customerKind = try reader.enumeration("customer_kind")
      case 2: try reader.append(to: &items, "items")
      default: try reader.skip()
      }
    }
    self.init(customerKind: try reader.required(customerKind, "customer_kind"), items: items)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, customerKind)
    writer.messages(2, items)
  }
}

extension ChecklistItem: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var code: String = ""
    var label: Label?
    var isMandatory: Bool = false
    while let field = try reader.nextField() {
      switch field {
      case 1: code = try reader.string("code")
      case 2: label = try reader.message("label")
      case 3: isMandatory = try reader.bool("mandatory")
      default: try reader.skip()
      }
    }
    self.init(code: code, label: try reader.required(label, "label"), isMandatory: isMandatory)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, code)
    writer.message(2, label)
    writer.bool(3, isMandatory)
  }
}

extension ProfileRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var fields: [ProfileField] = []
    var tagGroups: [TagGroup] = []
    var tags: [CustomerTag] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: try reader.append(to: &fields, "fields")
      case 2: try reader.append(to: &tagGroups, "tag_groups")
      case 3: try reader.append(to: &tags, "tags")
      default: try reader.skip()
      }
    }
    self.init(fields: fields, tagGroups: tagGroups, tags: tags)
  }

  package func write(to writer: inout WireWriter) {
    writer.messages(1, fields)
    writer.messages(2, tagGroups)
    writer.messages(3, tags)
  }
}

extension ProfileField: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var code: String = ""
    var label: Label?
    var valueKind: ProfileValueKind?
    var choices: [ProfileChoice] = []
    var isMandatory: Bool = false
    while let field = try reader.nextField() {
      switch field {
      case 1: code = try reader.string("code")
      case 2: label = try reader.message("label")
      case 3: valueKind = try reader.enumeration("value_kind")
      case 4: try reader.append(to: &choices, "choices")
      case 5: isMandatory = try reader.bool("mandatory")
      default: try reader.skip()
      }
    }
    self.init(
      code: code, label: try reader.required(label, "label"),
      valueKind: try reader.required(valueKind, "value_kind"), choices: choices,
      isMandatory: isMandatory)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, code)
    writer.message(2, label)
    writer.enumeration(3, valueKind)
    writer.messages(4, choices)
    writer.bool(5, isMandatory)
  }
}

extension ProfileChoice: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var code: String = ""
    var label: Label?
    while let field = try reader.nextField() {
      switch field {
      case 1: code = try reader.string("code")
      case 2: label = try reader.message("label")
      default: try reader.skip()
      }
    }
    self.init(code: code, label: try reader.required(label, "label"))
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, code)
    writer.message(2, label)
  }
}

extension TagGroup: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var code: String = ""
    var label: Label?
    var isExclusive: Bool = false
    while let field = try reader.nextField() {
      switch field {
      case 1: code = try reader.string("code")
      case 2: label = try reader.message("label")
      case 3: isExclusive = try reader.bool("exclusive")
      default: try reader.skip()
      }
    }
    self.init(code: code, label: try reader.required(label, "label"), isExclusive: isExclusive)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, code)
    writer.message(2, label)
    writer.bool(3, isExclusive)
  }
}

extension CustomerTag: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var code: String = ""
    var label: Label?
    var group: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: code = try reader.string("code")
      case 2: label = try reader.message("label")
      case 3: group = try reader.string("group")
      default: try reader.skip()
      }
    }
    self.init(code: code, label: try reader.required(label, "label"), group: group)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, code)
    writer.message(2, label)
    writer.string(3, group)
  }
}

extension ScriptRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var templates: [ScriptTemplate] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: try reader.append(to: &templates, "templates")
      default: try reader.skip()
      }
    }
    self.init(templates: templates)
  }

  package func write(to writer: inout WireWriter) {
    writer.messages(1, templates)
  }
}

extension ScriptTemplate: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var code: String = ""
    var label: Label?
    var body: Label?
    var stages: [Stage] = []
    var feedbackTags: [String] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: code = try reader.string("code")
      case 2: label = try reader.message("label")
      case 3: body = try reader.message("body")
      case 4: try reader.append(to: &stages, "stages")
      case 5: try reader.append(to: &feedbackTags, "feedback_tags")
      default: try reader.skip()
      }
    }
    self.init(
      code: code, label: try reader.required(label, "label"),
      body: try reader.required(body, "body"), stages: stages, feedbackTags: feedbackTags)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, code)
    writer.message(2, label)
    writer.message(3, body)
    writer.enumerations(4, stages)
    writer.strings(5, feedbackTags)
  }
}

extension TranscriptRules: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var tags: [TagPhrases] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: try reader.append(to: &tags, "tags")
      default: try reader.skip()
      }
    }
    self.init(tags: tags)
  }

  package func write(to writer: inout WireWriter) {
    writer.messages(1, tags)
  }
}

extension TagPhrases: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var tag: String = ""
    var zh: [String] = []
    var en: [String] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: tag = try reader.string("tag")
      case 2: try reader.append(to: &zh, "zh")
      case 3: try reader.append(to: &en, "en")
      default: try reader.skip()
      }
    }
    self.init(tag: tag, zh: zh, en: en)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, tag)
    writer.strings(2, zh)
    writer.strings(3, en)
  }
}

extension Competitor: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var code: String = ""
    var label: Label?
    var aliases: [String] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: code = try reader.string("code")
      case 2: label = try reader.message("label")
      case 3: try reader.append(to: &aliases, "aliases")
      default: try reader.skip()
      }
    }
    self.init(code: code, label: try reader.required(label, "label"), aliases: aliases)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, code)
    writer.message(2, label)
    writer.strings(3, aliases)
  }
}
