// 导入批次: an import may announce a batch, and closes it with what came of its rows. What a closed
// batch holds is settled: no row is added to it. Batches that nobody announced stay open.

extension LedgerState {
  /// - Throws: `FORBIDDEN`, `INVALID_FIELD`, `DUPLICATE_ID`.
  func decide(_ command: OpenImportBatch, in context: CommandContext) throws(Rejection) -> Event {
    try requireAdministration(by: context.actor)
    try command.batchID.validate(field: "batch_id")
    guard importRuns[command.batchID] == nil else {
      throw Rejection(
        .duplicateID, field: "batch_id", "batch '\(command.batchID)' was opened already")
    }
    try Text.validateName(command.source, field: "source")
    return .importBatchOpened(
      ImportBatchOpened(source: command.source, expectedRows: command.expectedRows))
  }

  /// - Throws: `FORBIDDEN`, `NOT_FOUND`, `IMPORT_BATCH_CLOSED`, `INVALID_FIELD`.
  func decide(_ command: CloseImportBatch, in context: CommandContext) throws(Rejection) -> Event {
    try requireAdministration(by: context.actor)
    guard let run = importRuns[command.batchID] else {
      throw .notFound("import batch", command.batchID.text, field: "batch_id")
    }
    guard !run.isClosed else { throw closed(command.batchID, field: "batch_id") }
    let (rows, overflow) = command.acceptedRows.addingReportingOverflow(command.refusedRows)
    guard !overflow, run.expectedRows == 0 || rows <= run.expectedRows else {
      throw Rejection(
        .invalidField, field: "accepted_rows",
        "accepted and refused rows are more than the \(run.expectedRows) that were expected")
    }
    try Self.validateDigest(command.sourceDigest, field: "source_sha256")
    guard !command.sourceDigest.isEmpty else {
      throw Rejection(
        .invalidField, field: "source_sha256", "name what was imported by its SHA-256")
    }
    return .importBatchClosed(
      ImportBatchClosed(
        acceptedRows: command.acceptedRows, refusedRows: command.refusedRows,
        sourceDigest: command.sourceDigest))
  }

  /// - Throws: `IMPORT_BATCH_CLOSED`.
  func requireOpenBatch(of row: ImportRow) throws(Rejection) {
    let id = ImportBatchID(row.batchID)
    guard importRuns.count > 0, let run = importRuns[id], run.isClosed else { return }
    throw closed(id, field: "import.batch_id")
  }

  private func closed(_ id: ImportBatchID, field: String) -> Rejection {
    Rejection(.importBatchClosed, field: field, "import batch '\(id)' is closed")
  }

  /// Whether more rows about an imported opportunity may be on their way: its batch was announced and
  /// is not closed, or rows of whatever batch came in the last hour.
  func isBeingImported(_ mark: ImportMark, at now: Instant) -> Bool {
    if let last = lastImportedAt, now < last + .hours(1) { return true }
    guard importRuns.count > 0 else { return false }
    let run = importRuns[ImportBatchID(importBatches.key(of: mark.batch))]
    return run.map { !$0.isClosed } ?? false
  }

  mutating func evolve(with event: ImportBatchOpened, on id: ImportBatchID) {
    importRuns.insert(
      ImportRun(version: 1, expectedRows: event.expectedRows, isClosed: false), at: id)
  }

  /// Why `record` cannot follow; nil: it can.
  func misfit(ofImportBatch record: RecordedEvent) -> String? {
    if case .importBatchOpened = record.event { return nil }
    guard let run = importRuns[ImportBatchID(record.stream.id)] else {
      return "its import batch was never opened"
    }
    return run.isClosed ? "its import batch is closed" : nil
  }
}

extension ImportRun {
  mutating func evolve(with event: ImportBatchClosed) {
    version += 1
    isClosed = true
  }
}
