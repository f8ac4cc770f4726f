/// A point of the past on a command line: `2026-03-01`, an ISO 8601 time, `#123` or `123`.
package enum PastPoint: Equatable, Sendable {
  /// Milliseconds since 1970 UTC.
  case moment(Int64)
  case position(UInt64)

  package init?(argument: String) {
    let digits = argument.hasPrefix("#") ? String(argument.dropFirst()) : argument
    if let position = UInt64(digits), position > 0 {
      self = .position(position)
    } else if let moment = PastMoment(argument: argument) {
      self = .moment(moment.milliseconds)
    } else {
      return nil
    }
  }
}

/// A time on a command line: a date, or an ISO 8601 time, after 1970.
package struct PastMoment: Equatable, Sendable {
  /// Milliseconds since 1970 UTC.
  package let milliseconds: Int64

  package init?(argument: String) {
    guard let moment = CalendarText.parseMoment(argument), moment > 0 else { return nil }
    milliseconds = moment
  }
}
