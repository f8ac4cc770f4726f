import Schema

/// The words of an enum as bytes, by number.
struct CodeTexts: Sendable {
  private let known: [[UInt8]]
  private let word: @Sendable (Int) -> String

  /// - Parameter word: the code of any number; of 0 nothing.
  private init(_ count: Int, _ word: @escaping @Sendable (Int) -> String) {
    known = (0..<count).map { Array(word($0).utf8) }
    self.word = word
  }

  /// Empty: it says nothing.
  subscript(number: Int) -> [UInt8] {
    known.indices.contains(number) ? known[number] : Array(word(number).utf8)
  }

  static let status = CodeTexts(PBStatus.allCases.count) {
    PBStatus(rawValue: $0)?.word.code ?? ""
  }
  static let stage = CodeTexts(PBStage.allCases.count) { PBStage(rawValue: $0)?.word.code ?? "" }
  static let grade = CodeTexts(PBGrade.allCases.count) { PBGrade(rawValue: $0)?.word.code ?? "" }
}

/// How many digits a currency has behind the point; remembers the last answer, because most rows of
/// a ledger have one currency.
struct FractionDigits {
  private var currency: [UInt8] = []
  private var digits = DecimalText.fractionDigits(of: "")

  mutating func callAsFunction(_ piece: Piece, of bytes: borrowing RawSpan) -> Int {
    let isSame =
      piece.count == currency.count
      && currency.indices.allSatisfy { place in
        bytes.unsafeLoad(fromByteOffset: piece.start + place, as: UInt8.self) == currency[place]
      }
    if isSame { return digits }
    currency = (piece.start..<piece.end).map { place in
      bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self)
    }
    digits = DecimalText.fractionDigits(of: String(decoding: currency, as: UTF8.self))
    return digits
  }
}
