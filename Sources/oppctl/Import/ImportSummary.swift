import Presentation

/// What became of the rows of a file. Every row read is counted once:
/// read = accepted + duplicates + refused + skipped (+ planned, in a dry run).
struct ImportSummary: Equatable {
  var rowsRead = 0
  /// All of the row's commands are in the ledger and at least one of them is new.
  var rowsAccepted = 0
  /// All of the row's commands were in the ledger already.
  var rowsDuplicate = 0
  /// At least one of the row's commands was refused, or the row could not be made into commands.
  var rowsRefused = 0
  /// A rule of the mapping leaves the row out.
  var rowsSkipped = 0
  /// Dry run: would have been sent.
  var rowsPlanned = 0
  /// Of the rows' own commands.
  var commandsAccepted = 0
  var commandsDuplicate = 0
  var commandsRefused = 0
  /// Users, customers, teams registered because a row named them first.
  var registrationsAccepted = 0
  /// Registered before, by this import or another.
  var registrationsKnown = 0
  var registrationsRefused = 0
  var refusals: [String: Int] = [:]
  var skips: [String: Int] = [:]

  var isReconciled: Bool {
    rowsRead == rowsAccepted + rowsDuplicate + rowsRefused + rowsSkipped + rowsPlanned
  }

  /// Nothing of the file is in the ledger, or would be.
  var isUseless: Bool { rowsAccepted + rowsDuplicate + rowsPlanned == 0 }

  func text(_ style: Style, batchID: String, seconds: Double) -> String {
    guard style.format == .table else { return json(batchID: batchID) }
    let zh = style.language == .zh
    let grouped = { (number: Int) in DecimalText.grouped(String(number)) }
    var lines = [
      zh ? "批次 \(batchID)" : "batch \(batchID)",
      zh
        ? """
        读取 \(grouped(rowsRead)) 行 = 接受 \(grouped(rowsAccepted)) + 重复 \
        \(grouped(rowsDuplicate)) + 拒绝 \(grouped(rowsRefused)) + 跳过 \(grouped(rowsSkipped))
        """
        : """
        \(grouped(rowsRead)) rows read = \(grouped(rowsAccepted)) accepted + \
        \(grouped(rowsDuplicate)) duplicates + \(grouped(rowsRefused)) refused + \
        \(grouped(rowsSkipped)) skipped
        """,
    ]
    if rowsPlanned > 0 {
      lines[1] += zh ? " + 试运行 \(grouped(rowsPlanned))" : " + \(grouped(rowsPlanned)) planned"
    }
    lines.append(
      zh
        ? "命令：接受 \(grouped(commandsAccepted))，重复 \(grouped(commandsDuplicate))，拒绝 \(grouped(commandsRefused))"
        : """
        commands: \(grouped(commandsAccepted)) accepted, \(grouped(commandsDuplicate)) \
        duplicates, \(grouped(commandsRefused)) refused
        """)
    lines.append(
      zh
        ? "登记：新增 \(grouped(registrationsAccepted))，已有 \(grouped(registrationsKnown))，拒绝 \(grouped(registrationsRefused))"
        : """
        registrations: \(grouped(registrationsAccepted)) new, \(grouped(registrationsKnown)) \
        known, \(grouped(registrationsRefused)) refused
        """)
    lines += Self.counts(refusals).map { (zh ? "拒绝 " : "refused ") + "\(grouped($0.1))  \($0.0)" }
    lines += Self.counts(skips).map { (zh ? "跳过 " : "skipped ") + "\(grouped($0.1))  \($0.0)" }
    let total = commandsAccepted + commandsDuplicate + registrationsAccepted
    lines.append("\(Int(seconds)) s, \(grouped(Int(Double(total) / max(seconds, 0.001))))/s")
    return lines.joined(separator: "\n") + "\n"
  }

  private func json(batchID: String) -> String {
    func object(_ counts: [String: Int]) -> JSONValue {
      .object(Self.counts(counts).map { .init($0.0, .integer($0.1)) })
    }
    let numbers: [(String, Int)] = [
      ("rows_read", rowsRead), ("rows_accepted", rowsAccepted),
      ("rows_duplicate", rowsDuplicate), ("rows_refused", rowsRefused),
      ("rows_skipped", rowsSkipped), ("rows_planned", rowsPlanned),
      ("commands_accepted", commandsAccepted), ("commands_duplicate", commandsDuplicate),
      ("commands_refused", commandsRefused), ("registrations_accepted", registrationsAccepted),
      ("registrations_known", registrationsKnown),
      ("registrations_refused", registrationsRefused),
    ]
    let members =
      [JSONValue.Member("batch_id", .string(batchID))]
      + numbers.map { JSONValue.Member($0.0, .integer($0.1)) } + [
        .init("refusals", object(refusals)), .init("skips", object(skips)),
      ]
    return JSONValue.object(members).line + "\n"
  }

  /// Most frequent first, equal ones by name.
  private static func counts(_ counts: [String: Int]) -> [(String, Int)] {
    counts.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }
}
