// Written by tools/generate.sh from schemas/opportunity/v1/erasures.proto; edit that, not this.

package import Opportunities

extension TextOwner: WireEnum {}

extension ErasedOwner: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var kind: TextOwner?
    var id: String = ""
    var contact: ContactID?
    var isPerson: Bool = false
    while let field = try reader.nextField() {
      switch field {
      case 1: kind = try reader.enumeration("kind")
      case 2: id = try reader.string("id")
      case 3: contact = try reader.optionalIdentifier("contact_id")
      case 4: isPerson = try reader.bool("is_person")
      default: try reader.skip()
      }
    }
    self.init(kind: try reader.required(kind, "kind"), id: id, contact: contact, isPerson: isPerson)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, kind)
    writer.string(2, id)
    writer.identifier(3, contact)
    writer.bool(4, isPerson)
  }
}

extension ErasePersonalData: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var erasureID: ErasureID = ErasureID(.empty)
    var subject: TextOwner?
    var subjectID: String = ""
    var contact: ContactID?
    var sparesOpportunities: Bool = false
    var basis: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: erasureID = try reader.identifier("erasure_id")
      case 2: subject = try reader.enumeration("subject")
      case 3: subjectID = try reader.detail("subject_id")
      case 4: contact = try reader.optionalIdentifier("contact_id")
      case 5: sparesOpportunities = try reader.bool("spares_opportunities")
      case 6: basis = try reader.detail("basis")
      default: try reader.skip()
      }
    }
    self.init(
      erasureID: erasureID, subject: try reader.required(subject, "subject"), subjectID: subjectID,
      contact: contact, sparesOpportunities: sparesOpportunities, basis: basis)
  }
}

extension PersonalDataErased: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var subject: TextOwner?
    var subjectID: String = ""
    var contact: ContactID?
    var erased: [ErasedOwner] = []
    var basis: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: subject = try reader.enumeration("subject")
      case 2: subjectID = try reader.detail("subject_id")
      case 3: contact = try reader.optionalIdentifier("contact_id")
      case 4: try reader.append(to: &erased, "erased")
      case 5: basis = try reader.detail("basis")
      default: try reader.skip()
      }
    }
    self.init(
      subject: try reader.required(subject, "subject"), subjectID: subjectID, contact: contact,
      erased: erased, basis: basis)
  }

  package func write(to writer: inout WireWriter) {
    writer.enumeration(1, subject)
    writer.string(2, subjectID)
    writer.identifier(3, contact)
    writer.messages(4, erased)
    writer.string(5, basis)
  }
}
