// Written by tools/generate.sh from schemas/opportunity/v1/outbound.proto; edit that, not this.

/// 推进对接进度: a system has taken everything up to a position.
package struct AdvanceOutbound: Hashable, Sendable {
  package var consumerID: OutboundID
  /// Beyond the last, and no further than the log goes.
  package var position: UInt64

  package init(consumerID: OutboundID, position: UInt64 = 0) {
    self.consumerID = consumerID
    self.position = position
  }
}

/// 推进对接进度: Outbound consumer advanced.
package struct OutboundAdvanced: Hashable, Sendable {
  package var position: UInt64

  package init(position: UInt64) {
    self.position = position
  }
}
