// Written by tools/generate.sh from schemas/opportunity/v1/*.proto; edit that, not this.

import Opportunities

extension SealedFields {
  /// Of the event in field `number` of a record; nil: it has none.
  static func of(event number: UInt32) -> SealedFields? {
    switch number {
    case 32: SealedFields(texts: 0b10, nested: [])
    case 33: SealedFields(texts: 0b10, nested: [])
    case 34: SealedFields(texts: 0b10, nested: [])
    case 40: SealedFields(texts: 0b10001000, nested: [])
    case 41: SealedFields(texts: 0b10000, nested: [])
    case 42: SealedFields(texts: 0b100, nested: [(5, 0b100)])
    case 43: SealedFields(texts: 0b100, nested: [(5, 0b100)])
    case 46: SealedFields(texts: 0b1000, nested: [])
    case 47: SealedFields(texts: 0b100000, nested: [])
    case 48: SealedFields(texts: 0b10, nested: [])
    case 50: SealedFields(texts: 0b100000, nested: [])
    case 52: SealedFields(texts: 0b1000000010000, nested: [])
    case 53: SealedFields(texts: 0b1000, nested: [])
    case 54: SealedFields(texts: 0b1000, nested: [])
    case 55: SealedFields(texts: 0b1000, nested: [])
    case 56: SealedFields(texts: 0b1000, nested: [])
    case 58: SealedFields(texts: 0b1000, nested: [])
    case 59: SealedFields(texts: 0b10, nested: [])
    case 60: SealedFields(texts: 0b100, nested: [])
    case 65: SealedFields(texts: 0b1000, nested: [])
    case 70: SealedFields(texts: 0b10000000, nested: [(6, 0b100)])
    case 71: SealedFields(texts: 0b10000, nested: [(1, 0b100)])
    case 73: SealedFields(texts: 0b10, nested: [])
    case 76: SealedFields(texts: 0b1000000, nested: [])
    case 81: SealedFields(texts: 0b110, nested: [])
    case 82: SealedFields(texts: 0b1000, nested: [])
    case 83: SealedFields(texts: 0b10000, nested: [])
    case 84: SealedFields(texts: 0b100, nested: [])
    case 85: SealedFields(texts: 0b100, nested: [])
    case 86: SealedFields(texts: 0b100, nested: [])
    case 87: SealedFields(texts: 0b100, nested: [])
    case 89: SealedFields(texts: 0b10, nested: [])
    case 90: SealedFields(texts: 0b0, nested: [(1, 0b100)])
    case 91: SealedFields(texts: 0b100, nested: [])
    case 93: SealedFields(texts: 0b100, nested: [])
    case 96: SealedFields(texts: 0b100, nested: [])
    case 101: SealedFields(texts: 0b100, nested: [])
    case 104: SealedFields(texts: 0b1000, nested: [])
    case 107: SealedFields(texts: 0b1000, nested: [])
    case 108: SealedFields(texts: 0b10, nested: [])
    case 109: SealedFields(texts: 0b1000000, nested: [])
    case 110: SealedFields(texts: 0b1000, nested: [])
    case 111: SealedFields(texts: 0b10000, nested: [])
    case 120: SealedFields(texts: 0b10000, nested: [])
    case 121: SealedFields(texts: 0b1000, nested: [])
    case 122: SealedFields(texts: 0b100, nested: [])
    case 126: SealedFields(texts: 0b1000, nested: [])
    case 127: SealedFields(texts: 0b10, nested: [])
    case 136: SealedFields(texts: 0b1000000000, nested: [])
    case 140: SealedFields(texts: 0b1000000, nested: [])
    case 155: SealedFields(texts: 0b11000, nested: [])
    case 156: SealedFields(texts: 0b100000, nested: [])
    default: nil
    }
  }
}

extension Event {
  /// Whether a read model shows a text of it that is kept sealed.
  package var hasShownTexts: Bool {
    switch self {
    case .userRegistered, .userChanged, .customerRegistered, .profileUpdated: true
    default: false
    }
  }
}
