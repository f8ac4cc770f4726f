// Written by tools/generate.sh from schemas/opportunity/v1/scoring.proto; edit that, not this.

package import Opportunities

extension ScoreAnswer: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var dimension: String = ""
    var option: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: dimension = try reader.string("dimension")
      case 2: option = try reader.string("option")
      default: try reader.skip()
      }
    }
    self.init(dimension: dimension, option: option)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, dimension)
    writer.string(2, option)
  }
}

extension ScoreOpportunity: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var answers: [ScoreAnswer] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: try reader.append(to: &answers, "answers")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, answers: answers)
  }
}

extension ScoredItem: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var dimension: String = ""
    var option: String = ""
    var pointsThousandths: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: dimension = try reader.string("dimension")
      case 2: option = try reader.string("option")
      case 3: pointsThousandths = try reader.uint32("points_thousandths")
      default: try reader.skip()
      }
    }
    self.init(dimension: dimension, option: option, pointsThousandths: pointsThousandths)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, dimension)
    writer.string(2, option)
    writer.uint32(3, pointsThousandths)
  }
}

extension OpportunityScored: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var items: [ScoredItem] = []
    var totalThousandths: UInt32 = 0
    var hint: Grade?
    var contradictsGrade: Bool = false
    while let field = try reader.nextField() {
      switch field {
      case 1: try reader.append(to: &items, "items")
      case 2: totalThousandths = try reader.uint32("total_thousandths")
      case 3: hint = try reader.enumeration("hint")
      case 4: contradictsGrade = try reader.bool("contradicts_grade")
      default: try reader.skip()
      }
    }
    self.init(
      items: items, totalThousandths: totalThousandths, hint: try reader.required(hint, "hint"),
      contradictsGrade: contradictsGrade)
  }

  package func write(to writer: inout WireWriter) {
    writer.messages(1, items)
    writer.uint32(2, totalThousandths)
    writer.enumeration(3, hint)
    writer.bool(4, contradictsGrade)
  }
}
