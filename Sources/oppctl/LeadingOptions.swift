/// Options of every subcommand may stand before it too: `oppctl --socket S status`.
enum LeadingOptions {
  private static let names: Set<String> = ["--socket", "--format", "--lang", "--timeout"]

  /// `arguments` with the leading ones of these options moved behind everything else, where each
  /// subcommand looks for its options.
  static func moved(_ arguments: [String]) -> [String] {
    var leading: [String] = []
    var rest = arguments[...]
    while let first = rest.first, names.contains(where: { first.isOption($0) }) {
      leading.append(first)
      rest = rest.dropFirst()
      if names.contains(first), let value = rest.first {
        leading.append(value)
        rest = rest.dropFirst()
      }
    }
    guard let end = rest.firstIndex(of: "--") else { return rest + leading }
    return rest[..<end] + leading + rest[end...]
  }
}

extension String {
  fileprivate func isOption(_ name: String) -> Bool {
    self == name || hasPrefix(name + "=")
  }
}
