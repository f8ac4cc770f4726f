package import Schema

extension Renderer {
  /// Where two documents differ: a row for each field, a note when there is none.
  package func text(_ differences: [PolicyDifference]) -> String {
    let rows = differences.map { difference in
      [
        Field("path", .text(difference.path)),
        Field("old", value(difference.old)), Field("new", value(difference.new)),
      ]
    }
    if rows.isEmpty, style.format == .table {
      return style.language.choose("两份规则没有差异\n", "The two say the same.\n")
    }
    return list(rows, ["path", "old", "new"], basis: nil)
  }

  /// The faults of a document, `path: message` each.
  package func text(faults: [String]) -> String {
    let rows = faults.map { fault in
      let parts = fault.firstRange(of: ": ").map {
        (String(fault[..<$0.lowerBound]), String(fault[$0.upperBound...]))
      }
      return [
        Field("path", .text(parts?.0 ?? "")), Field("fault", .text(parts?.1 ?? fault)),
      ]
    }
    if rows.isEmpty, style.format == .table {
      return style.language.choose("没有错误，可以发布\n", "No fault: it may be published.\n")
    }
    return list(rows, ["path", "fault"], basis: nil)
  }

  /// Published versions, each with how many fields it changed in the one before.
  package func text(_ policies: [PBPolicyAnswer]) throws -> String {
    var rows: [[Field]] = []
    for (index, policy) in policies.enumerated() {
      let changes =
        index == 0
        ? nil
        : try PolicyComparison.differences(
          from: PolicyCodec.completed(policies[index - 1].document),
          to: PolicyCodec.completed(policy.document)
        ).count
      rows.append([
        Field("version", .unsigned(policy.version)),
        Field("effective_from", .moment(policy.effectiveFromMs)),
        Field("position", .unsigned(policy.position)),
        Field("changes", changes.map { .integer(Int64($0)) } ?? .absent),
        Field("reason", .text(policy.reason)),
      ])
    }
    return list(
      rows, ["version", "effective_from", "position", "changes", "reason"], basis: nil)
  }

  /// Texts bare, lists as their members, everything else as JSON.
  private func value(_ value: JSONValue?) -> Field.Value {
    guard let value else { return .absent }
    guard style.format == .table else { return .json(value) }
    switch value {
    case .string(let text): return .text(text)
    case .array(let elements):
      return .text(
        elements.map { $0.text ?? $0.line }.joined(separator: style.language.choose("、", ", ")))
    default: return .text(value.line)
    }
  }
}
