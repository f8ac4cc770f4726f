/// The name of one thing, chosen by the client: 1 to 64 bytes of letters, digits and `._:-/#@+`.
///
/// The type parameter keeps the id of a customer from being used as the id of a user. An identifier
/// may hold any text; ``validate(field:)`` is called where one enters the ledger.
package struct Identifier<Subject>: Hashable, Sendable, CustomStringConvertible {
  package let bytes: IdentifierText

  package init(_ text: String) {
    bytes = IdentifierText(text)
  }

  package init(_ bytes: IdentifierText) {
    self.bytes = bytes
  }

  package var text: String { bytes.text }
  package var isEmpty: Bool { bytes.isEmpty }
  package var description: String { text }

  /// - Throws: `INVALID_FIELD` when the text is no identifier.
  package func validate(field: String) throws(Rejection) {
    try IdentifierRules.validate(bytes, field: field)
  }
}

package typealias OpportunityID = Identifier<Opportunity>
package typealias CustomerID = Identifier<Customer>
package typealias UserID = Identifier<User>
package typealias TeamID = Identifier<Team>
package typealias LeadID = Identifier<Lead>
package typealias ContactID = Identifier<Contact>
package typealias ExternalReferenceID = Identifier<ExternalReference>
package typealias DepartmentTaskID = Identifier<DepartmentTask>
package typealias EvidenceID = Identifier<Evidence>
package typealias ApprovalID = Identifier<Approval>
/// The week of a sample, by ISO 8601.
package typealias ReviewID = Identifier<Review>
package typealias TargetID = Identifier<Target>
package typealias AwardID = Identifier<Award>
package typealias ImportBatchID = Identifier<ImportRun>
package typealias OutboundID = Identifier<Outbound>
package typealias CalibrationID = Identifier<Calibration>
package typealias ErasureID = Identifier<Erasure>

package enum IdentifierRules {
  package static let bytesMaximum = IdentifierText.bytesMaximum

  package static func validate(_ text: String, field: String) throws(Rejection) {
    try validate(IdentifierText(text), field: field)
  }

  package static func validate(_ text: IdentifierText, field: String) throws(Rejection) {
    guard (1...bytesMaximum).contains(Int(text.byteCount)) else {
      throw Rejection(
        .invalidField, field: field,
        "an identifier has 1 to \(bytesMaximum) bytes; this one has \(text.byteCount)")
    }
    guard text.allSatisfy(isPlain) || text.text.unicodeScalars.allSatisfy(isAllowed) else {
      throw Rejection(
        .invalidField, field: field,
        "an identifier holds only letters, digits and ._:-/#@+")
    }
  }

  /// The common case, decided without looking at Unicode: ASCII only.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "-"),
      UInt8(ascii: "/"), UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "+"):
      true
    default:
      false
    }
  }

  /// Many identifiers are Chinese: letters and digits of every script, but no spaces or marks that
  /// nobody sees.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isPlain(UInt8(scalar.value)) }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .nonspacingMark, .spacingMark:
      return true
    default:
      return false
    }
  }
}

/// The identity of a command, made by the client before sending: 16 bytes, a UUID.
package struct CommandID: Hashable, Sendable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package static let zero = CommandID(high: 0, low: 0)
}
