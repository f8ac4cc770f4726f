// Numbers, dates and amounts as bytes: the same texts as `String`, ``CalendarText`` and
// ``DecimalText`` give, several times cheaper, because an export writes some forty of them a row.

/// `00`, `01`, … `99`.
private let digitPairs: StaticString = """
  0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
  5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
  """

private let zero = UInt8(ascii: "0")

/// Writes `number` as two digits; it is below 100.
@inline(__always)
private func putPair(_ number: UInt64, at place: UnsafeMutablePointer<UInt8>) {
  let pair = digitPairs.utf8Start + Int(number) * 2
  place[0] = pair[0]
  place[1] = pair[1]
}

/// Writes the lowest `length` digits of `number`, with zeros in front.
@inline(__always)
private func putDigits(_ number: UInt64, _ length: Int, at start: UnsafeMutablePointer<UInt8>) {
  var rest = number
  var place = length
  while place >= 2 {
    place -= 2
    putPair(rest % 100, at: start + place)
    rest /= 100
  }
  if place == 1 { start[0] = zero + UInt8(rest % 10) }
}

/// How many digits `number` has.
@inline(__always)
private func digitCount(_ number: UInt64) -> Int {
  var count = 1
  var rest = number
  // Milliseconds since 1970 have thirteen digits, and most other numbers fewer than five.
  while rest >= 10_000 {
    rest /= 10_000
    count += 4
  }
  if rest >= 1_000 { return count + 3 }
  if rest >= 100 { return count + 2 }
  return rest >= 10 ? count + 1 : count
}

extension ByteOutput {
  mutating func put(number: UInt64) {
    if number < 10 { return put(zero + UInt8(number)) }
    let length = digitCount(number)
    put(length: length) { putDigits(number, length, at: $0) }
  }

  mutating func put(number: Int64) {
    if number < 0 { put(UInt8(ascii: "-")) }
    put(number: number.magnitude)
  }

  /// See ``DecimalText/plain(minorUnits:currency:)``.
  ///
  /// - Parameter fractionDigits: of the currency.
  mutating func put(minorUnits: Int64, fractionDigits: Int) {
    guard fractionDigits > 0 else { return put(number: minorUnits) }
    if minorUnits < 0 { put(UInt8(ascii: "-")) }
    var unit: UInt64 = 1
    for _ in 0..<fractionDigits { unit *= 10 }
    let (whole, fraction) = minorUnits.magnitude.quotientAndRemainder(dividingBy: unit)
    put(number: whole)
    put(length: fractionDigits + 1) { place in
      place[0] = UInt8(ascii: ".")
      putDigits(fraction, fractionDigits, at: place + 1)
    }
  }

  /// See ``CalendarText/date(day:)``.
  mutating func put(day: Int64) {
    guard Self.plainDays.contains(day) else { return put(Array(CalendarText.date(day: day).utf8)) }
    put(length: 10) { Self.putDate(day, at: $0) }
  }

  /// See ``CalendarText/utc(milliseconds:)``.
  mutating func put(moment milliseconds: Int64) {
    let dayLength: Int64 = 86_400_000
    var day = milliseconds / dayLength
    var rest = milliseconds % dayLength
    if rest < 0 {
      rest += dayLength
      day -= 1
    }
    guard Self.plainDays.contains(day) else {
      return put(Array(CalendarText.utc(milliseconds: milliseconds).utf8))
    }
    put(length: 24) { place in
      Self.putDate(day, at: place)
      let (seconds, thousandths) = UInt64(rest).quotientAndRemainder(dividingBy: 1_000)
      let (minutes, second) = seconds.quotientAndRemainder(dividingBy: 60)
      place[10] = UInt8(ascii: "T")
      putPair(minutes / 60, at: place + 11)
      place[13] = UInt8(ascii: ":")
      putPair(minutes % 60, at: place + 14)
      place[16] = UInt8(ascii: ":")
      putPair(second, at: place + 17)
      place[19] = UInt8(ascii: ".")
      putDigits(thousandths, 3, at: place + 20)
      place[23] = UInt8(ascii: "Z")
    }
  }

  /// Days of the years 0000 to 9999, which have four digits.
  private static let plainDays: Range<Int64> = -719_528..<2_932_897

  /// Ten bytes; the algorithm is that of ``CalendarText/date(day:)``, on numbers without a sign.
  @inline(__always)
  private static func putDate(_ day: Int64, at place: UnsafeMutablePointer<UInt8>) {
    // Days since 0000-03-01, and one era more, so that nothing is negative.
    let shifted = UInt64(day + 719_468 + 146_097)
    let (era, dayOfEra) = shifted.quotientAndRemainder(dividingBy: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0) - 400
    putDigits(year, 4, at: place)
    place[4] = UInt8(ascii: "-")
    putPair(month, at: place + 5)
    place[7] = UInt8(ascii: "-")
    putPair(dayOfMonth, at: place + 8)
  }
}
