/// Why a command was refused. Nothing was recorded. The code is stable; the message is for people.
package struct Rejection: Error, Equatable, Sendable {
  package enum Code: String, Sendable, CaseIterable {
    case idempotencyConflict = "IDEMPOTENCY_CONFLICT"
    case versionConflict = "VERSION_CONFLICT"
    case batchAborted = "BATCH_ABORTED"
    case futureTime = "FUTURE_TIME"
    case backfillReasonRequired = "BACKFILL_REASON_REQUIRED"
    case notFound = "NOT_FOUND"
    case duplicateID = "DUPLICATE_ID"
    case duplicateCustomer = "DUPLICATE_CUSTOMER"
    case forbidden = "FORBIDDEN"
    case opportunityClosed = "OPPORTUNITY_CLOSED"
    case notClosed = "NOT_CLOSED"
    case staleStage = "STALE_STAGE"
    case sameStage = "SAME_STAGE"
    case noteOrFileRequired = "NOTE_OR_FILE_REQUIRED"
    case feedbackRequired = "FEEDBACK_REQUIRED"
    case unknownTag = "UNKNOWN_TAG"
    case gradeUnsupported = "GRADE_UNSUPPORTED"
    case reasonRequired = "REASON_REQUIRED"
    case unknownReason = "UNKNOWN_REASON"
    case contractRequired = "CONTRACT_REQUIRED"
    case badAmount = "BAD_AMOUNT"
    case badCurrency = "BAD_CURRENCY"
    case currencyChanged = "CURRENCY_CHANGED"
    case badDate = "BAD_DATE"
    case badPolicy = "BAD_POLICY"
    case retroactivePolicy = "RETROACTIVE_POLICY"
    case invalidField = "INVALID_FIELD"
    case unchanged = "UNCHANGED"
    case teamCycle = "TEAM_CYCLE"
    case rowAlreadyJudged = "ROW_ALREADY_JUDGED"
    case quoteVersion = "QUOTE_VERSION"
    case taskCompleted = "TASK_COMPLETED"
    case malformedCommand = "MALFORMED_COMMAND"
    case diskFull = "DISK_FULL"
  }

  package var code: Code
  package var message: String
  /// Path of the offending field; empty when there is none.
  package var field: String
  /// With `VERSION_CONFLICT`: the version the stream has.
  package var currentVersion: UInt64
  /// What is missing or wrong, one a line.
  package var details: [String]

  package init(
    _ code: Code, field: String = "", currentVersion: UInt64 = 0, details: [String] = [],
    _ message: String
  ) {
    self.code = code
    self.message = message
    self.field = field
    self.currentVersion = currentVersion
    self.details = details
  }
}
