import Opportunities

/// From when on silence lowers the odds to win, in milliseconds.
struct SilenceRule: Hashable, Sendable {
  /// Without contact for so long, it counts.
  let length: Int64
  /// For how long at most an agreement excuses it.
  let suspension: Int64

  /// nil: silence changes no chance under this policy.
  init?(of policy: Policy) {
    guard policy.winOdds.silenceDays > 0 else { return nil }
    length = TimeLength.days(policy.winOdds.silenceDays).milliseconds
    suspension = TimeLength.days(policy.document.cadence.suspensionDaysMaximum).milliseconds
  }
}

/// Whether nobody has talked with the customer of an open opportunity for so long that its odds are
/// lower.
///
/// Silence counts as the clocks count it: from the last follow-up, else from creation; after a
/// reopening anew. While a planned next step lies ahead or the customer wants to be left alone
/// nobody is silent, and afterwards the whole time counts anew. Who owns it does not matter: a
/// customer who has not heard from anybody does not know of a pool.
struct Silence {
  let isSilent: Bool
  /// The next moment at which that may be otherwise without a new fact; `max`: none.
  let changesAt: Int64

  init(of facts: OpportunityCore, at now: Int64, under rule: SilenceRule, quiet: QuietSpan?) {
    let marks = facts.marks
    var since = marks[.followUp] ? facts.followUpMs : facts.createdMs
    if marks[.reopening] { since = max(since, facts.reopeningMs) }
    if marks[.plan] && marks[.followUp] {
      since = max(since, min(facts.planMs, later(facts.followUpMs, by: rule.suspension)))
    }
    var changesAt = Int64.max
    if let quiet {
      if quiet.from <= now {
        since = max(since, min(quiet.until, later(quiet.from, by: rule.suspension)))
      } else {
        changesAt = quiet.from
      }
    }
    let silentAt = later(since, by: rule.length)
    isSilent = now >= silentAt
    self.changesAt = isSilent ? changesAt : min(changesAt, silentAt)
  }
}

/// Which open opportunities are silent at one moment, kept up from fact to fact and from moment to
/// moment, so that sums over a million need not look at all of them.
struct SilenceUpkeep: Sendable {
  private struct Change {
    var at: Int64
    var place: UInt32
  }

  let rule: SilenceRule
  /// For which everything here holds.
  private(set) var instant: Int64
  private(set) var silent = OpenSet()
  /// Changes after it are not known here.
  private let horizon: Int64
  /// Those until then, in no order. What facts have overtaken since finds nothing changed.
  private var upcoming: [Change] = []
  /// The earliest of them.
  private var nextChange = Int64.max

  /// An hour has few changes, and a walk over all opportunities once an hour costs nothing.
  private static let span = TimeLength.hours(1).milliseconds

  init(at instant: Int64, under rule: SilenceRule) {
    self.rule = rule
    self.instant = instant
    horizon = later(instant, by: Self.span)
  }

  /// Whether what stands here is also right at `now`.
  func holds(at now: Int64) -> Bool { now >= instant && now < nextChange && now <= horizon }

  /// Whether ``advance(to:)`` leads there.
  func reaches(_ now: Int64) -> Bool { now >= instant && now <= horizon }

  /// Moves on; the places that must be looked at again with ``note(_:_:quiet:)``.
  mutating func advance(to now: Int64) -> [Int] {
    precondition(reaches(now), "there is no way back, and none beyond the horizon")
    instant = now
    guard now >= nextChange else { return [] }
    var places: [Int] = []
    upcoming.removeAll { change in
      guard change.at <= now else { return false }
      places.append(Int(change.place))
      return true
    }
    nextChange = upcoming.reduce(.max) { min($0, $1.at) }
    return places
  }

  /// Takes the opportunity at `place` as it stands now.
  ///
  /// - Returns: whether it is silent; what is not open never is.
  mutating func note(_ place: Int, _ core: OpportunityCore, quiet: QuietSpan?) -> Bool {
    guard core.isOpen else {
      silent.remove(place)
      return false
    }
    let silence = Silence(of: core, at: instant, under: rule, quiet: quiet)
    if silence.isSilent { silent.insert(place) } else { silent.remove(place) }
    if silence.changesAt <= horizon {
      upcoming.append(Change(at: silence.changesAt, place: UInt32(place)))
      nextChange = min(nextChange, silence.changesAt)
    }
    return silence.isSilent
  }
}
