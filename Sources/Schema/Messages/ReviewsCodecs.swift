// Written by tools/generate.sh from schemas/opportunity/v1/reviews.proto; edit that, not this.

package import Opportunities

extension ReviewMethod: WireEnum {}

extension ReviewVerdict: WireEnum {}

extension DrawReviewSample: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var week: ReviewID = ReviewID(.empty)
    while let field = try reader.nextField() {
      switch field {
      case 1: week = try reader.identifier("week")
      default: try reader.skip()
      }
    }
    self.init(week: week)
  }
}

extension ReviewSampleDrawn: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var population: UInt32 = 0
    var populationDigest: [UInt8] = []
    var seedDigest: [UInt8] = []
    var selected: [OpportunityID] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: population = try reader.uint32("population")
      case 2: populationDigest = try reader.detailBytes("population_sha256")
      case 3: seedDigest = try reader.detailBytes("seed_sha256")
      case 4: try reader.append(to: &selected, "opportunity_ids")
      default: try reader.skip()
      }
    }
    self.init(
      population: population, populationDigest: populationDigest, seedDigest: seedDigest,
      selected: selected)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, population)
    writer.byteArray(2, populationDigest)
    writer.byteArray(3, seedDigest)
    writer.identifiers(4, selected)
  }
}

extension RecordReview: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var method: ReviewMethod?
    var verdict: ReviewVerdict?
    var correctedGrade: Grade?
    var correctedBasis: GradeBasis?
    var penaltyPoints: UInt32 = 0
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: method = try reader.enumeration("method")
      case 3: verdict = try reader.enumeration("verdict")
      case 4: correctedGrade = try reader.enumeration("corrected_grade")
      case 5: correctedBasis = try reader.message("corrected_basis")
      case 6: penaltyPoints = try reader.uint32("penalty_points")
      case 7: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, method: try reader.required(method, "method"),
      verdict: try reader.required(verdict, "verdict"), correctedGrade: correctedGrade,
      correctedBasis: correctedBasis, penaltyPoints: penaltyPoints, note: note)
  }
}

extension GradeReviewed: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var method: ReviewMethod?
    var verdict: ReviewVerdict?
    var reviewedGrade: Grade?
    var correctedGrade: Grade?
    var penaltyPoints: UInt32 = 0
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: method = try reader.enumeration("method")
      case 2: verdict = try reader.enumeration("verdict")
      case 3: reviewedGrade = try reader.enumeration("reviewed_grade")
      case 4: correctedGrade = try reader.enumeration("corrected_grade")
      case 5: penaltyPoints = try reader.uint32("penalty_points")
      case 6: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(
      method: try reader.required(method, "method"),
      verdict: try reader.required(verdict, "verdict"),
      reviewedGrade: try reader.required(reviewedGrade, "reviewed_grade"),
      correctedGrade: correctedGrade, penaltyPoints: penaltyPoints, note: note)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, method)
    writer.enumeration(2, verdict)
    writer.enumeration(3, reviewedGrade)
    writer.enumeration(4, correctedGrade)
    writer.uint32(5, penaltyPoints)
    writer.string(6, note)
  }
}

extension ExplainAnomaly: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var text: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: text = try reader.detail("text")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, text: text)
  }
}

extension AnomalyExplained: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var text: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: text = try reader.detail("text")
      default: try reader.skip()
      }
    }
    self.init(text: text)
  }

  package func write(to writer: inout WireWriter) {
    writer.string(1, text)
  }
}
