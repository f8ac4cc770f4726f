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
    case customerMerged = "CUSTOMER_MERGED"
    case unknownField = "UNKNOWN_FIELD"
    case exclusiveTag = "EXCLUSIVE_TAG"
    case noQuietPeriod = "NO_QUIET_PERIOD"
    case leadClosed = "LEAD_CLOSED"
    case incompleteFields = "INCOMPLETE_FIELDS"
    case verificationRequired = "VERIFICATION_REQUIRED"
    case selfVerification = "SELF_VERIFICATION"
    case quoteVersion = "QUOTE_VERSION"
    case gateNotMet = "GATE_NOT_MET"
    case stageNotUsed = "STAGE_NOT_USED"
    case unknownTemplate = "UNKNOWN_TEMPLATE"
    case badOption = "BAD_OPTION"
    case unknownCompetitor = "UNKNOWN_COMPETITOR"
    case unknownScript = "UNKNOWN_SCRIPT"
    case noPlan = "NO_PLAN"
    case quietPeriod = "QUIET_PERIOD"
    case notWon = "NOT_WON"
    case duplicateDocument = "DUPLICATE_DOCUMENT"
    case overpayment = "OVERPAYMENT"
    case limitReached = "LIMIT_REACHED"
    case taskCompleted = "TASK_COMPLETED"
    case userInactive = "USER_INACTIVE"
    case handoverRequired = "HANDOVER_REQUIRED"
    case illegalFlow = "ILLEGAL_FLOW"
    case notInPool = "NOT_IN_POOL"
    case claimLimit = "CLAIM_LIMIT"
    case priorOwnerCooldown = "PRIOR_OWNER_COOLDOWN"
    case outOfScope = "OUT_OF_SCOPE"
    /// The rule on which the command rests does not hold now.
    case ruleNotMet = "RULE_NOT_MET"
    case splitSum = "SPLIT_SUM"
    case splitLocked = "SPLIT_LOCKED"
    /// Whoever makes the shares would choose among them.
    case selfChoice = "SELF_CHOICE"
    case approvalRequired = "APPROVAL_REQUIRED"
    case approvalDecided = "APPROVAL_DECIDED"
    /// What it allowed has happened already.
    case approvalUsed = "APPROVAL_USED"
    case selfApproval = "SELF_APPROVAL"
    case selfReview = "SELF_REVIEW"
    case notGraded = "NOT_GRADED"
    case penaltyLimit = "PENALTY_LIMIT"
    case noSuchAlert = "NO_SUCH_ALERT"
    case periodClosed = "PERIOD_CLOSED"
    case importBatchClosed = "IMPORT_BATCH_CLOSED"
    case notMonotone = "NOT_MONOTONE"
    case beyondHead = "BEYOND_HEAD"
    /// What was sent is not what its digest was made of.
    case digestMismatch = "DIGEST_MISMATCH"
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
