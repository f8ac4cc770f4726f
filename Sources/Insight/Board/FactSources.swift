/// A fact of an opportunity that numbers are computed from, and that some record settled last.
package enum FactSource: UInt8, Hashable, Sendable, CaseIterable {
  case creation
  case owner
  case stage
  /// The last forward move or verified evidence.
  case progress
  /// The latest talk by the time it occurred, with its reaction and promise.
  case followUp
  /// The step planned with the customer, by a talk or by itself.
  case plan
  case reopening
  case grade
  /// The first talk since the last grading that contradicts the grade.
  case contradiction
  case amount
  case expectedClose
  /// What closed it.
  case outcome
  /// The first record that was entered late.
  case backfill
}

/// Which facts a record settled.
package struct FactSources: Hashable, Sendable {
  private(set) var bits: UInt16 = 0

  package init() {}

  init(_ sources: FactSource...) {
    for source in sources { insert(source) }
  }

  package mutating func insert(_ source: FactSource) { bits |= 1 << source.rawValue }

  package func contains(_ source: FactSource) -> Bool { bits & 1 << source.rawValue != 0 }
}

/// By which record each fact of one opportunity was settled last.
package struct FactPositions: Sendable {
  /// By the number of the fact; 0: never settled.
  private var positions = InlineArray<16, UInt64>(repeating: 0)

  package init() {}

  package mutating func note(_ sources: FactSources, at position: UInt64) {
    for source in FactSource.allCases where sources.contains(source) {
      positions[Int(source.rawValue)] = position
    }
  }

  /// nil: it was never settled.
  package subscript(source: FactSource) -> UInt64? {
    let position = positions[Int(source.rawValue)]
    return position == 0 ? nil : position
  }

  /// The records behind these, in order and each once.
  package func callAsFunction(_ sources: FactSource...) -> [UInt64] {
    Set(sources.compactMap { self[$0] }).sorted()
  }
}

extension FactPositions {
  /// The records that silence counts from.
  var silence: [UInt64] {
    self[.followUp] == nil ? self(.creation, .reopening) : self(.followUp, .reopening)
  }

  /// The records by which something is due under `rule`.
  func behind(_ rule: DueRule) -> [UInt64] {
    switch rule {
    case .plannedNextStep: self(.plan)
    case .promisedFeedback: self(.followUp)
    case .gradeCadence: silence + self(.grade)
    case .closingDaily, .firstFollowUp: silence + self(.stage)
    case .firstResponse: silence
    }
  }
}
