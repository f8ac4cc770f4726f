// 客户画像: what is known of a customer, one field at a time, each with where it is known from.

extension ProfileRules {
  package static let nameField = "name"
  static let addressField = "address"
  /// What every customer has beside the fields of the policy.
  package static let builtIn = [nameField, addressField, "industry", "size", "region", "source"]
}

extension LedgerState {
  /// A person's name and every address stand apart from the other values: they will be sealed, so no
  /// rule looks at them, and whoever wants the old one reads the earlier fact.
  ///
  /// - Throws: `NOT_FOUND`, `CUSTOMER_MERGED`, `UNKNOWN_FIELD`, `INVALID_FIELD`, `UNCHANGED`,
  ///   `DUPLICATE_CUSTOMER`.
  func decide(_ command: UpdateProfile, in context: CommandContext) throws(Rejection) -> Event {
    let customer = try customer(command.customerID)
    let profile = context.policy.profile
    let field = profile.field(command.fieldCode)
    guard field != nil || ProfileRules.builtIn.contains(command.fieldCode) else {
      throw Rejection(
        .unknownField, field: "field",
        details: profile.fields.map(\.code) + ProfileRules.builtIn,
        "\(Text.quoted(command.fieldCode)) is no field of a profile under the policy in force")
    }
    try Text.validateName(command.provenance, field: "provenance")
    if customer.isPersonal(command.fieldCode) {
      return try updatePersonal(command)
    }
    guard command.personalValue.isEmpty else {
      throw Rejection(
        .invalidField, field: "personal_value", "this field says nothing about a person: use value")
    }
    if let field {
      try field.validate(command.value)
    } else {
      try Text.validateName(command.value, field: "value", required: false)
    }
    let isName = command.fieldCode == ProfileRules.nameField
    let old =
      isName
      ? organisationName(of: command.customerID) ?? "" : customer.profileValue(command.fieldCode)
    guard command.value != old else {
      throw Rejection(.unchanged, field: "value", "this is what is known already")
    }
    if isName { try validateOrganisationName(command) }
    return .profileUpdated(
      ProfileUpdated(
        fieldCode: command.fieldCode, old: old, new: command.value, personalNew: "",
        provenance: command.provenance))
  }

  private func updatePersonal(_ command: UpdateProfile) throws(Rejection) -> Event {
    guard command.value.isEmpty else {
      throw Rejection(
        .invalidField, field: "value",
        "this field says something about a person: use personal_value")
    }
    try Text.validateName(
      command.personalValue, field: "personal_value",
      required: command.fieldCode == ProfileRules.nameField)
    return .profileUpdated(
      ProfileUpdated(
        fieldCode: command.fieldCode, old: "", new: "", personalNew: command.personalValue,
        provenance: command.provenance))
  }

  private func validateOrganisationName(_ command: UpdateProfile) throws(Rejection) {
    try Text.validateName(command.value, field: "value")
    guard isTaken(command.value, for: command.customerID),
      let other = organisationNames[command.value]
    else { return }
    throw Rejection(
      .duplicateCustomer, field: "value", details: [survivor(of: other).text],
      "an organisation of this name is registered already, as '\(survivor(of: other))'")
  }

  /// Whether another customer is or was called so; what this one absorbed counts as itself.
  func isTaken(_ name: String, for id: CustomerID) -> Bool {
    guard let other = organisationNames[name] else { return false }
    return survivor(of: other) != id
  }
}

extension Customer {
  func isPersonal(_ field: String) -> Bool {
    field == ProfileRules.addressField || (field == ProfileRules.nameField && kind == .person)
  }

  /// What stands in `field`; empty: nothing.
  package func profileValue(_ field: String) -> String {
    file?.profile.first { $0.fieldCode == field }?.value ?? ""
  }

  mutating func evolve(with event: ProfileUpdated) {
    guard !isPersonal(event.fieldCode), event.fieldCode != ProfileRules.nameField else { return }
    note { file in
      file.profile.removeAll { $0.fieldCode == event.fieldCode }
      if !event.new.isEmpty {
        file.profile.append(ProfileValue(fieldCode: event.fieldCode, value: event.new))
      }
    }
  }
}

extension ProfileField {
  /// - Throws: `INVALID_FIELD` unless `value` is one of this field; nothing at all is.
  func validate(_ value: String) throws(Rejection) {
    try Text.validateName(value, field: "value", required: false)
    if value.isEmpty { return }
    let isOne =
      switch valueKind {
      case .text: !Text.isBlank(value)
      case .number: Self.isNumber(value.utf8[...])
      case .money: Self.isMoney(value)
      case .date: Self.isDate(Array(value.utf8))
      case .yesNo: value == "yes" || value == "no"
      case .choice: choices.contains { $0.code == value }
      }
    guard isOne else {
      throw Rejection(
        .invalidField, field: "value", details: choices.map(\.code),
        "\(Text.quoted(value)) is not \(valueKind.expectation)")
    }
  }

  /// Digits, at most 18, with or without a sign before and a fraction after them.
  private static func isNumber(_ bytes: Substring.UTF8View) -> Bool {
    var rest = bytes
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let parts = rest.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
      && parts.reduce(0) { $0 + $1.count } <= 18
  }

  /// A number that is not below 0, a space and the code of a currency.
  private static func isMoney(_ value: String) -> Bool {
    let parts = value.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.first != UInt8(ascii: "-") else { return false }
    return isNumber(parts[0].utf8) && Currency(code: String(parts[1])).isKnown
  }

  /// A day of the calendar as 2026-03-31.
  private static func isDate(_ bytes: [UInt8]) -> Bool {
    let dash = UInt8(ascii: "-")
    guard bytes.count == 10, bytes[4] == dash, bytes[7] == dash else { return false }
    let digits = bytes[..<4] + bytes[5..<7] + bytes[8...]
    guard digits.allSatisfy(isDigit) else { return false }
    let number = { (part: ArraySlice<UInt8>) in part.reduce(0) { $0 * 10 + Int($1 - 48) } }
    let year = number(bytes[..<4])
    let month = number(bytes[5..<7])
    guard (1...12).contains(month) else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(number(bytes[8...]))
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

extension ProfileValueKind {
  fileprivate var expectation: String {
    switch self {
    case .text: "a text"
    case .number: "a number such as 12.5"
    case .money: "an amount such as 500000 CNY"
    case .date: "a day such as 2026-03-31"
    case .yesNo: "yes or no"
    case .choice: "one of the choices"
    }
  }
}
