package import Opportunities

/// What came of judging a history again by the rules of each day.
package struct ConformityReport: Sendable {
  package enum Verdict: String, Sendable, CaseIterable {
    /// The rules of the day do not make this fact of its command.
    case violated
    /// The rules of the day allowed it, and an auditor wants to see it.
    case noted
    /// Its texts cannot be read, and what the rules ask of it is about them.
    case unjudged
  }

  /// Something about one command that an auditor has to see.
  package struct Finding: Sendable {
    package var verdict: Verdict
    /// A code: of a refusal, of a ``Remark`` or of ``Rule``.
    package var rule: String
    /// Of the record that shows it.
    package var position: UInt64
    package var recordedAt: Instant
    package var occurredAt: Instant
    package var policyVersion: UInt64
    package var actor: Actor
    /// Of the actor, when it happened; nil: no person, or of no team.
    package var team: TeamID?
    package var stream: Stream
    package var account: ConformityAccount
  }

  /// What no refusal has a code for.
  package enum Rule: String, CaseIterable, Sendable {
    /// Facts that the rules make otherwise, of the same command.
    case factsDiffer = "FACTS_DIFFER"
    /// Decided under rules that were not in force.
    case wrongPolicy = "WRONG_POLICY"
    /// A fact that no command leads to.
    case noCommand = "NO_COMMAND"
    /// The records of one command do not stand together.
    case commandCut = "COMMAND_CUT"
    /// A text that a rule asks about is sealed, and there is no key.
    case textUnreadable = "TEXT_UNREADABLE"
  }

  package struct Count: Hashable, Sendable {
    package var violated: UInt64 = 0
    package var noted: UInt64 = 0
    package var unjudged: UInt64 = 0

    package mutating func add(_ verdict: Verdict) {
      switch verdict {
      case .violated: violated += 1
      case .noted: noted += 1
      case .unjudged: unjudged += 1
      }
    }
  }

  /// As many findings of each verdict are kept; more are only counted.
  package static let findingsMaximum = 10_000

  package private(set) var findings: [Finding] = []
  package private(set) var total = Count()
  package private(set) var byRule: [String: Count] = [:]
  package private(set) var byPerson: [String: Count] = [:]
  /// "" counts whoever is of no team.
  package private(set) var byTeam: [String: Count] = [:]
  /// Commands that were judged again.
  package var commands: UInt64 = 0
  /// Those that carried history over from elsewhere: gates and dates of the day do not refuse it.
  package var imported: UInt64 = 0
  /// Those that have a text which cannot be read.
  package var unreadable: UInt64 = 0

  package init() {}

  package var isConforming: Bool { total.violated == 0 }

  /// How many findings were counted and not kept.
  package var leftOut: UInt64 {
    total.violated + total.noted + total.unjudged - UInt64(findings.count)
  }

  mutating func add(_ finding: Finding) {
    total.add(finding.verdict)
    byRule[finding.rule, default: Count()].add(finding.verdict)
    byPerson[finding.actor.auditName, default: Count()].add(finding.verdict)
    byTeam[finding.team?.text ?? "", default: Count()].add(finding.verdict)
    let isKept =
      switch finding.verdict {
      case .violated: total.violated <= Self.findingsMaximum
      case .noted: total.noted <= Self.findingsMaximum
      case .unjudged: total.unjudged <= Self.findingsMaximum
      }
    if isKept { findings.append(finding) }
  }
}

extension Actor {
  /// A person by id, anything else with what it is before.
  package var auditName: String { kind == .user ? id.text : "\(kind):\(id.text)" }
}
