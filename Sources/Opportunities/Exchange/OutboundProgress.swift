// 对接进度: how far another system (ERP, finance) has taken over what happened, so that it goes on
// there after a pause and nothing reaches it twice or never.

extension LedgerState {
  /// - Throws: `FORBIDDEN`, `INVALID_FIELD`, `NOT_MONOTONE`, `BEYOND_HEAD`.
  func decide(_ command: AdvanceOutbound, in context: CommandContext) throws(Rejection) -> Event {
    try requireAdministration(by: context.actor)
    try command.consumerID.validate(field: "consumer_id")
    try requireReached(command.position, field: "position")
    let consumer = outbound[command.consumerID]
    guard command.position > consumer?.position ?? 0 else {
      throw Rejection(
        .notMonotone, field: "position", currentVersion: consumer?.version ?? 0,
        "'\(command.consumerID)' is at \(consumer?.position ?? 0) already")
    }
    return .outboundAdvanced(OutboundAdvanced(position: command.position))
  }

  mutating func evolve(with event: OutboundAdvanced, on id: OutboundID) {
    if outbound[id] == nil { outbound.insert(Outbound(version: 0, position: 0), at: id) }
    outbound.modify(id) { consumer in
      consumer.version += 1
      consumer.position = event.position
    }
  }
}
