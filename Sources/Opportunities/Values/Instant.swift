/// A moment in time: whole milliseconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Comparable, Sendable {
  package var milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  package static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The moment `length` later, stopping at the ends of the representable range.
  package static func + (instant: Instant, length: TimeLength) -> Instant {
    let (sum, overflow) = instant.milliseconds.addingReportingOverflow(length.milliseconds)
    guard overflow else { return Instant(milliseconds: sum) }
    return Instant(milliseconds: length.milliseconds > 0 ? .max : .min)
  }

  package static func - (instant: Instant, length: TimeLength) -> Instant {
    instant + TimeLength(milliseconds: 0 &- length.milliseconds)
  }

  /// How long after `start` this moment is; negative when it lies before.
  package func since(_ start: Instant) -> TimeLength {
    let (difference, overflow) = milliseconds.subtractingReportingOverflow(start.milliseconds)
    guard overflow else { return TimeLength(milliseconds: difference) }
    return TimeLength(milliseconds: milliseconds > start.milliseconds ? .max : .min)
  }
}

/// A length of time in whole milliseconds.
package struct TimeLength: Hashable, Comparable, Sendable {
  package var milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  package static func minutes(_ count: UInt32) -> TimeLength {
    TimeLength(milliseconds: Int64(count) * 60_000)
  }

  package static func hours(_ count: UInt32) -> TimeLength {
    TimeLength(milliseconds: Int64(count) * 3_600_000)
  }

  package static func days(_ count: UInt32) -> TimeLength {
    TimeLength(milliseconds: Int64(count) * 86_400_000)
  }

  /// Whole days in it, rounded down; a negative length has none.
  package var wholeDays: UInt32 {
    milliseconds < 0 ? 0 : UInt32(clamping: milliseconds / 86_400_000)
  }

  package static func < (left: TimeLength, right: TimeLength) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

/// A calendar day: days since 1970-01-01 in the policy's fixed offset.
package struct Day: Hashable, Comparable, Sendable {
  package var number: Int32

  package init(number: Int32) {
    self.number = number
  }

  /// The day that `instant` falls on where clocks show UTC plus `utcOffsetMinutes`.
  package init(of instant: Instant, utcOffsetMinutes: Int32) {
    let local = instant + TimeLength(milliseconds: Int64(utcOffsetMinutes) * 60_000)
    let length: Int64 = 86_400_000
    let quotient = local.milliseconds / length
    let floored = local.milliseconds % length < 0 ? quotient - 1 : quotient
    number = Int32(clamping: floored)
  }

  package static func < (left: Day, right: Day) -> Bool {
    left.number < right.number
  }
}
