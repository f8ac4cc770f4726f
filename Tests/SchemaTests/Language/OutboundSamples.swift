// Written by tools/generate.sh from schemas/opportunity/v1/outbound.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func advanceOutbound() -> AdvanceOutbound {
    AdvanceOutbound(consumerID: id(), position: uint64())
  }
}

extension PBAdvanceOutbound {
  init(_ value: AdvanceOutbound) {
    self.init()
    consumerID = value.consumerID.text
    position = value.position
  }
}

extension Random {
  mutating func outboundAdvanced() -> OutboundAdvanced {
    OutboundAdvanced(position: uint64())
  }
}

extension PBOutboundAdvanced {
  init(_ value: OutboundAdvanced) {
    self.init()
    position = value.position
  }
}
