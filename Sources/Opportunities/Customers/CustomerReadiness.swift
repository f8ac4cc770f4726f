// What gates ask of a customer.

extension LedgerState {
  /// Whether the required fields of the customer's profile are there.
  func isProfileComplete(of customer: RowNumber<Customer>, under policy: Policy) -> Bool {
    let customer = customers[customer]
    return policy.profile.fields.allSatisfy { field in
      !field.isMandatory || !customer.profileValue(field.code).isEmpty
    }
  }

  /// Whether all that the checklist of the customer's kind requires is there; nil: the ledger does not
  /// keep what it asks for (names and addresses of people are never folded), so it cannot say.
  func isChecklistComplete(of customer: RowNumber<Customer>, under policy: Policy) -> Bool? {
    nil
  }
}
