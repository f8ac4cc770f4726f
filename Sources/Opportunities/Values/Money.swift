/// An amount in whole minor units of one currency. 123.45 CNY is 12,345 minor units.
package struct Money: Hashable, Sendable {
  package var minorUnits: Int64
  package var currency: Currency

  /// No amount of one opportunity may exceed this many minor units (10 trillion yuan), so that sums
  /// over millions of opportunities stay far from overflow.
  package static let minorUnitsMaximum: Int64 = 1_000_000_000_000_000

  package init(minorUnits: Int64, currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  /// Checks that the amount is one the ledger takes.
  ///
  /// - Throws: `BAD_CURRENCY` or `BAD_AMOUNT`.
  package func validate(field: String) throws(Rejection) {
    guard currency.isKnown else {
      throw Rejection(
        .badCurrency, field: "\(field).currency",
        "not an ISO 4217 currency code such as CNY, EUR or USD")
    }
    guard (0...Self.minorUnitsMaximum).contains(minorUnits) else {
      throw Rejection(
        .badAmount, field: "\(field).minor_units",
        "an amount is 0 to \(Self.minorUnitsMaximum) minor units; this one is \(minorUnits)")
    }
  }
}

/// A currency by its ISO 4217 code, three bytes packed into one integer.
package struct Currency: Hashable, Comparable, Sendable {
  /// The three letters, the first one highest; 0: no code of three bytes.
  package let packed: UInt32

  package init(packed: UInt32) {
    self.packed = packed
  }

  /// Takes any text; ``isKnown`` says whether it is a currency.
  package init(code: String) {
    var packed: UInt32 = 0
    guard code.utf8.count == 3 else {
      self.packed = 0
      return
    }
    for byte in code.utf8 {
      packed = packed << 8 | UInt32(byte)
    }
    self.packed = packed
  }

  package var code: String {
    guard packed != 0 else { return "" }
    let bytes = [UInt8(packed >> 16 & 255), UInt8(packed >> 8 & 255), UInt8(packed & 255)]
    return String(decoding: bytes, as: UTF8.self)
  }

  package var isKnown: Bool {
    Self.known.contains(self)
  }

  package static func < (left: Currency, right: Currency) -> Bool {
    left.packed < right.packed
  }

  /// Digits after the decimal point when written for people (ISO 4217 minor unit).
  package var fractionDigits: Int {
    if Self.withoutFraction.contains(self) { return 0 }
    return Self.withThreeDigits.contains(self) ? 3 : 2
  }

  /// Active codes of ISO 4217, list one, without metals, funds and test codes.
  private static let known = codes(
    """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP \
    BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP \
    GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR \
    KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK \
    MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR \
    SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS \
    UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
    """)
  private static let withoutFraction = codes(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF")
  private static let withThreeDigits = codes("BHD IQD JOD KWD LYD OMR TND")

  private static func codes(_ list: String) -> Set<Currency> {
    Set(list.split(separator: " ").map { Currency(code: String($0)) })
  }
}
