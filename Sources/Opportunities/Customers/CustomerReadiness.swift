// What gates ask of a customer.

extension LedgerState {
  /// Whether the required fields of the customer's profile are there.
  func isProfileComplete(of customer: RowNumber<Customer>, under policy: Policy) -> Bool {
    let customer = customers[customer]
    return policy.profile.fields.allSatisfy { field in
      !field.isMandatory || !customer.profileValue(field.code).isEmpty
    }
  }
}
