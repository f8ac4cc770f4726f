// The fixed words of the sales language. Numbers are those of schemas/opportunity/v1/values.proto.

/// Judged intent (意向度): how much the customer wants to buy. Separate from the observed stage.
package enum Grade: UInt8, Hashable, Sendable, CaseIterable {
  case a = 1
  case b = 2
  case c = 3
}

/// Observed milestone of an open opportunity. The canonical list; templates rename or shorten it.
package enum Stage: UInt8, Hashable, Comparable, Sendable, CaseIterable {
  case contact = 1
  case needs = 2
  case proposal = 3
  case quoted = 4
  case negotiation = 5
  case closing = 6

  package static func < (left: Stage, right: Stage) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// Outcome axis. An outcome is an event, never a probability of 0 or 1.
package enum Status: UInt8, Hashable, Sendable, CaseIterable {
  case open = 1
  case won = 2
  case lost = 3
  case archived = 4
}

package enum Channel: UInt8, Hashable, Sendable, CaseIterable {
  case phone = 1
  case email = 2
  case meeting = 3
  case visit = 4
  case message = 5
  case video = 6
  case other = 7
}

/// How the customer reacted, best first.
package enum Sentiment: UInt8, Hashable, Comparable, Sendable, CaseIterable {
  case positive = 1
  case neutral = 2
  case objection = 3
  case deferral = 4
  case negative = 5

  package static func < (left: Sentiment, right: Sentiment) -> Bool {
    left.rawValue < right.rawValue
  }
}

package enum CustomerKind: UInt8, Hashable, Sendable, CaseIterable {
  case organisation = 1
  case person = 2
}

/// What a user may do; see ``Scope``.
package enum Role: UInt8, Hashable, Sendable, CaseIterable {
  /// 销售: works the opportunities he or she owns.
  case rep = 1
  /// 主管: also those of the own team and the teams below.
  case manager = 2
  /// 部门负责人: like a manager, of the department's top team.
  case departmentHead = 3
  /// 老板: everything.
  case owner = 4
  /// 销售运营: everything, and policies.
  case operations = 5
}

/// Why a grade was given: the predicates of the grade standard.
package struct GradeBasis: Hashable, Sendable {
  package var need: Bool
  package var budget: Bool
  /// Days until the customer means to decide; nil: not known.
  package var decisionDays: UInt32?
  /// Suppliers the customer compares, us included; 0: not known. Recorded, never required.
  package var comparing: UInt32

  package init(need: Bool, budget: Bool, decisionDays: UInt32?, comparing: UInt32) {
    self.need = need
    self.budget = budget
    self.decisionDays = decisionDays
    self.comparing = comparing
  }
}
