// What can be compared among the words of the language (schemas/opportunity/v1/values.proto).

extension Stage: Comparable {
  package static func < (left: Stage, right: Stage) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension Sentiment: Comparable {
  package static func < (left: Sentiment, right: Sentiment) -> Bool {
    left.rawValue < right.rawValue
  }
}
