// Written by tools/generate.sh from schemas/opportunity/v1/awards.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func grantAward() -> GrantAward {
    GrantAward(
      awardID: id(), user: id(), kind: one(), amount: money(), basisDigest: digest(),
      basisPosition: uint64(), note: text())
  }
}

extension PBGrantAward {
  init(_ value: GrantAward) {
    self.init()
    awardID = value.awardID.text
    userID = value.user.text
    kind = word(value.kind)
    amount = PBMoney(value.amount)
    basisSha256 = Data(value.basisDigest)
    basisPosition = value.basisPosition
    note = value.note
  }
}

extension Random {
  mutating func awardGranted() -> AwardGranted {
    AwardGranted(
      user: id(), kind: one(), amount: money(), basisDigest: digest(), basisPosition: uint64(),
      note: text())
  }
}

extension PBAwardGranted {
  init(_ value: AwardGranted) {
    self.init()
    userID = value.user.text
    kind = word(value.kind)
    amount = PBMoney(value.amount)
    basisSha256 = Data(value.basisDigest)
    basisPosition = value.basisPosition
    note = value.note
  }
}
