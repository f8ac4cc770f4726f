// Written by tools/generate.sh from schemas/opportunity/v1/awards.proto; edit that, not this.

package import Opportunities

extension AwardKind: WireEnum {}

extension GrantAward: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var awardID: AwardID = AwardID(.empty)
    var user: UserID = UserID(.empty)
    var kind: AwardKind?
    var amount: Money?
    var basisDigest: [UInt8] = []
    var basisPosition: UInt64 = 0
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: awardID = try reader.identifier("award_id")
      case 2: user = try reader.identifier("user_id")
      case 3: kind = try reader.enumeration("kind")
      case 4: amount = try reader.message("amount")
      case 5: basisDigest = try reader.detailBytes("basis_sha256")
      case 6: basisPosition = try reader.uint64("basis_position")
      case 7: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(
      awardID: awardID, user: user, kind: try reader.required(kind, "kind"),
      amount: try reader.required(amount, "amount"), basisDigest: basisDigest,
      basisPosition: basisPosition, note: note)
  }
}

extension AwardGranted: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var user: UserID = UserID(.empty)
    var kind: AwardKind?
    var amount: Money?
    var basisDigest: [UInt8] = []
    var basisPosition: UInt64 = 0
    var note: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: user = try reader.identifier("user_id")
      case 2: kind = try reader.enumeration("kind")
      case 3: amount = try reader.message("amount")
      case 4: basisDigest = try reader.detailBytes("basis_sha256")
      case 5: basisPosition = try reader.uint64("basis_position")
      case 6: note = try reader.detail("note")
      default: try reader.skip()
      }
    }
    self.init(
      user: user, kind: try reader.required(kind, "kind"),
      amount: try reader.required(amount, "amount"), basisDigest: basisDigest,
      basisPosition: basisPosition, note: note)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, user)
    writer.enumeration(2, kind)
    writer.message(3, amount)
    writer.byteArray(4, basisDigest)
    writer.uint64(5, basisPosition)
    writer.string(6, note)
  }
}
