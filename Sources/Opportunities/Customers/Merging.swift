// 合并客户: two entries turn out to be one customer. Nothing moves: each history stays where it was
// written, and the absorbed customer only points to the survivor from then on.

extension LedgerState {
  /// The fact stands in both histories. Only a customer that is itself can absorb or be absorbed, so
  /// no chain of mergers is a circle.
  ///
  /// - Throws: `FORBIDDEN`, `NOT_FOUND`, `CUSTOMER_MERGED`, `INVALID_FIELD`, `REASON_REQUIRED`.
  func decide(_ command: MergeCustomers, in context: CommandContext) throws(Rejection) -> Facts {
    try requireAdministration(by: context.actor)
    let survivor = try customer(command.survivorID, field: "survivor_id")
    let absorbed = try customer(command.absorbed, field: "absorbed_id")
    guard command.absorbed != command.survivorID else {
      throw Rejection(.invalidField, field: "absorbed_id", "a customer cannot absorb itself")
    }
    guard absorbed.kind == survivor.kind else {
      throw Rejection(
        .invalidField, field: "absorbed_id", "a person and an organisation are never one customer")
    }
    try Text.validateReason(command.reason)
    let fact = Event.customersMerged(
      CustomersMerged(
        survivor: command.survivorID, absorbed: command.absorbed, reason: command.reason))
    let history = Stream(kind: .customer, id: command.absorbed.bytes)
    return Facts(fact, elsewhere: [(stream: history, event: fact)])
  }

  /// Who the customer is by now: itself, or whoever absorbed it in the end.
  package func survivor(of id: CustomerID) -> CustomerID {
    var survivor = id
    // No chain is longer than there are customers, whatever a checkpoint says.
    for _ in 0..<customers.count {
      guard let next = customers[survivor]?.file?.mergedInto else { return survivor }
      survivor = next
    }
    return survivor
  }

  /// Why the customers cannot be merged by a record in the history of `id`; nil: they can.
  func misfit(of event: CustomersMerged, on id: CustomerID) -> String? {
    guard id == event.survivor || id == event.absorbed, event.survivor != event.absorbed else {
      return "it merges other customers, or one with itself"
    }
    for other in [event.survivor, event.absorbed] {
      guard let customer = customers[other] else {
        return "there is no customer \(Text.quoted(other.text))"
      }
      if customer.file?.mergedInto != nil {
        return "customer \(Text.quoted(other.text)) was merged into another"
      }
    }
    return nil
  }
}
