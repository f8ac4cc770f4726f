// 标签与客户分层: what a customer is like, in the words of the policy, and what it is worth.

extension LedgerState {
  /// - Throws: `NOT_FOUND`, `CUSTOMER_MERGED`, `UNKNOWN_TAG`, `UNCHANGED`, `EXCLUSIVE_TAG` with the
  ///   tag that stands in the way as its detail.
  func decide(_ command: TagCustomer, in context: CommandContext) throws(Rejection) -> Event {
    let customer = try customer(command.customerID)
    let profile = context.policy.profile
    guard let tag = profile.tag(command.tag) else {
      throw Rejection(
        .unknownTag, field: "tag", details: profile.tags.map(\.code),
        "\(Text.quoted(command.tag)) is no customer tag of the policy in force")
    }
    let present = customer.file?.tags ?? []
    guard !present.contains(tag.code) else {
      throw Rejection(.unchanged, field: "tag", "the customer has this tag already")
    }
    if profile.group(tag.group)?.isExclusive == true,
      let other = present.first(where: { profile.tag($0)?.group == tag.group })
    {
      throw Rejection(
        .exclusiveTag, field: "tag", details: [other],
        "a customer has one tag of this group; take '\(other)' away first")
    }
    return .customerTagged(CustomerTagged(tag: tag.code))
  }

  /// A tag that the policy has dropped since can still be taken away.
  ///
  /// - Throws: `NOT_FOUND`, `CUSTOMER_MERGED`, `UNCHANGED`.
  func decide(_ command: UntagCustomer, in context: CommandContext) throws(Rejection) -> Event {
    let customer = try customer(command.customerID)
    guard customer.file?.tags.contains(command.tag) == true else {
      throw Rejection(.unchanged, field: "tag", "the customer does not have this tag")
    }
    return .customerUntagged(CustomerUntagged(tag: command.tag))
  }

  /// Those who manage judge what a customer is worth: a tier says who gets the company's care.
  ///
  /// - Throws: `FORBIDDEN`, `NOT_FOUND`, `CUSTOMER_MERGED`, `UNCHANGED`, `REASON_REQUIRED`,
  ///   `INVALID_FIELD`.
  func decide(_ command: SetCustomerTier, in context: CommandContext) throws(Rejection) -> Event {
    try requireManagement(by: context)
    let customer = try customer(command.customerID)
    let old = customer.file?.tier
    guard command.tier != old else {
      throw Rejection(.unchanged, field: "tier", "the customer is of this tier already")
    }
    try Text.validateReason(command.basis, field: "basis")
    return .customerTierSet(CustomerTierSet(old: old, new: command.tier, basis: command.basis))
  }
}

extension CustomerFile {
  mutating func add(tag: String) {
    if !tags.contains(tag) { tags.append(tag) }
  }

  mutating func remove(tag: String) {
    tags.removeAll { $0 == tag }
  }
}
