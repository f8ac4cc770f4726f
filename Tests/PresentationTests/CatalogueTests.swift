import Opportunities
import Testing

@testable import Presentation

@Suite("Labels of catalogues")
struct CatalogueTests {
  @Test("They are those of the rules that a new ledger starts with", arguments: catalogues)
  fileprivate func standard(_ catalogue: Labelled) {
    #expect(!catalogue.labels.isEmpty)
    for (code, label) in catalogue.labels {
      let word = Catalogue.word(code, of: catalogue.field, in: catalogue.message)
      #expect(word?.label(.zh) == label.zh, "\(catalogue.field) \(code)")
      #expect(word?.label(.en) == label.en, "\(catalogue.field) \(code)")
    }
  }

  /// An option means the same in each dimension, and an item of a checklist for each kind of customer,
  /// but each words it in its own way; so only that every one is known counts.
  @Test("Every option of the scorecard and every item of a checklist is known")
  func shared() {
    let options = ScorecardRules.standard.dimensions.flatMap(\.options).map(\.code)
    let items = QualificationRules.standard.checklists.flatMap(\.items).map(\.code)
    #expect(!options.isEmpty && !items.isEmpty)
    for code in options {
      let word = Catalogue.word(code, of: "option", in: "ScoredItem")
      #expect(word.map { $0.label(.en) != code } == true, "\(code)")
    }
    for code in items {
      let word = Catalogue.word(code, of: "code", in: "LeadField")
      #expect(word.map { $0.label(.en) != code } == true, "\(code)")
    }
  }

  fileprivate struct Labelled: CustomTestStringConvertible, Sendable {
    var message: String
    var field: String
    var labels: [(String, Label)]

    var testDescription: String { "\(message).\(field)" }
  }

  private static let catalogues = [
    Labelled(
      message: "FollowUpLogged", field: "tags",
      labels: PolicyDocument.standard.feedbackTags.map { ($0.code, $0.label) }),
    Labelled(
      message: "OpportunityLost", field: "reason",
      labels: PolicyDocument.standard.lossReasons.map { ($0.code, $0.label) }),
    Labelled(
      message: "CustomerTagged", field: "tag",
      labels: ProfileRules.standard.tags.map { ($0.code, $0.label) }),
    Labelled(
      message: "ProfileUpdated", field: "field",
      labels: ProfileRules.standard.fields.map { ($0.code, $0.label) }),
    Labelled(
      message: "ScoredItem", field: "dimension",
      labels: ScorecardRules.standard.dimensions.map { ($0.code, $0.label) }),
    Labelled(
      message: "FollowUpLogged", field: "script_id",
      labels: ScriptRules.standard.templates.map { ($0.code, $0.label) }),
  ]
}
