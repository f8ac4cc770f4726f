// Written by tools/generate.sh from schemas/opportunity/v1/awards.proto; edit that, not this.

package enum AwardKind: UInt8, Hashable, Sendable, CaseIterable {
  /// Follow-up records without a gap.
  case dataStar = 1
  case highValue = 2
  case timeliness = 3
  case conversion = 4
  case mentor = 5
  case other = 6
}

extension AwardKind: CustomStringConvertible {
  /// As programs read it, in answers, policies and refusals.
  package var description: String {
    switch self {
    case .dataStar: "data-star"
    case .highValue: "high-value"
    case .timeliness: "timeliness"
    case .conversion: "conversion"
    case .mentor: "mentor"
    case .other: "other"
    }
  }
}

/// 颁奖
package struct GrantAward: Hashable, Sendable {
  package var awardID: AwardID
  package var user: UserID
  package var kind: AwardKind
  /// 0: an honour without money.
  package var amount: Money
  /// SHA-256 of the answer that it rests on, 32 bytes.
  package var basisDigest: [UInt8]
  /// The position that answer was given as of.
  package var basisPosition: UInt64
  package var note: String

  package init(
    awardID: AwardID, user: UserID, kind: AwardKind, amount: Money, basisDigest: [UInt8] = [],
    basisPosition: UInt64 = 0, note: String = ""
  ) {
    self.awardID = awardID
    self.user = user
    self.kind = kind
    self.amount = amount
    self.basisDigest = basisDigest
    self.basisPosition = basisPosition
    self.note = note
  }
}

/// 颁奖: Award granted.
package struct AwardGranted: Hashable, Sendable {
  package var user: UserID
  package var kind: AwardKind
  package var amount: Money
  package var basisDigest: [UInt8]
  package var basisPosition: UInt64
  package var note: String

  package init(
    user: UserID, kind: AwardKind, amount: Money, basisDigest: [UInt8], basisPosition: UInt64,
    note: String
  ) {
    self.user = user
    self.kind = kind
    self.amount = amount
    self.basisDigest = basisDigest
    self.basisPosition = basisPosition
    self.note = note
  }
}
