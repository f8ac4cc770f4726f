/// Why facts that stand in a log are not what the rules of their day make of their command.
package enum Nonconformity: Equatable, Sendable {
  /// The rules refuse the command.
  case refused(Rejection)
  /// The rules accept it, and other facts follow from it.
  case differs([FactDifference])
  /// It was decided under other rules than those in force then.
  case wrongPolicy(recorded: UInt64, inForce: UInt64)
  /// No command leads to such facts.
  case noCommand
}

/// One place where a fact says something else than the rules make of its command.
package struct FactDifference: Equatable, Sendable {
  /// Which of the command's facts, from 0.
  package var fact: Int
  /// Name of the field; empty: the whole fact.
  package var field: String
  package var recorded: String
  package var decided: String
  /// Which rule was passed over, where a field stands for one.
  package var rule: Rejection.Code?
}

extension LedgerState {
  /// Judges again what was decided here: `decide` is asked about the command that the facts tell of.
  ///
  /// - Parameters:
  ///   - records: all facts of one command, in order, of which this state holds none yet.
  ///   - ignored: fields that are not compared, because what they follow from cannot be read.
  /// - Returns: nil when the rules make exactly these facts of it.
  package func nonconformity(
    of records: [RecordedEvent], ignoring ignored: Set<String> = []
  ) -> Nonconformity? {
    precondition(!records.isEmpty, "a command leaves at least one fact")
    var found: Nonconformity?
    for command in Command.candidates(for: records) {
      guard let fault = nonconformity(of: records, from: command, ignoring: ignored) else {
        return nil
      }
      // What the likeliest command says is what people are told.
      found = found ?? fault
    }
    return found ?? .noCommand
  }

  private func nonconformity(
    of records: [RecordedEvent], from command: Command, ignoring ignored: Set<String>
  ) -> Nonconformity? {
    let decision: Decision
    do throws(Rejection) {
      decision = try decideAgain(command, of: records[0])
    } catch {
      return .refused(error)
    }
    if let other = records.first(where: { $0.policyVersion != decision.policyVersion }) {
      return .wrongPolicy(recorded: other.policyVersion, inForce: decision.policyVersion)
    }
    let differences = FactDifference.between(records, decision.allFacts, ignoring: ignored)
    return differences.isEmpty ? nil : .differs(differences)
  }

  /// Asks the rules about a command as it was sent then.
  ///
  /// - Parameter record: the first of its facts.
  func decideAgain(_ command: Command, of record: RecordedEvent) throws(Rejection) -> Decision {
    try decide(
      CommandEnvelope(
        id: record.commandID, actor: record.actor, occurredAt: record.occurredAt,
        expectedVersion: nil, circumstances: record.circumstances, command: command),
      at: record.recordedAt)
  }
}

extension Decision {
  /// Each with its stream, in order.
  var allFacts: [(stream: Stream, event: Event)] {
    facts.events.map { (stream: stream, event: $0) } + facts.elsewhere
  }
}

extension FactDifference {
  fileprivate static func between(
    _ recorded: [RecordedEvent], _ decided: [(stream: Stream, event: Event)],
    ignoring ignored: Set<String>
  ) -> [FactDifference] {
    var differences: [FactDifference] = []
    for index in 0..<max(recorded.count, decided.count) {
      guard index < recorded.count, index < decided.count else {
        differences.append(
          FactDifference(
            fact: index, field: "",
            recorded: index < recorded.count ? recorded[index].event.name : "nothing",
            decided: index < decided.count ? decided[index].event.name : "nothing"))
        break
      }
      let (record, fact) = (recorded[index], decided[index])
      if record.stream != fact.stream {
        differences.append(
          FactDifference(
            fact: index, field: "stream",
            recorded: "\(record.stream.kind) \(record.stream.id.text)",
            decided: "\(fact.stream.kind) \(fact.stream.id.text)"))
      }
      guard record.event != fact.event else { continue }
      differences += between(record.event, fact.event, fact: index)
        .filter { !ignored.contains($0.field) }
    }
    return differences
  }

  private static func between(
    _ recorded: Event, _ decided: Event, fact: Int
  ) -> [FactDifference] {
    guard recorded.name == decided.name else {
      return [
        FactDifference(fact: fact, field: "", recorded: recorded.name, decided: decided.name)
      ]
    }
    return zip(recorded.fields, decided.fields).compactMap { one, other in
      guard one.value as? AnyHashable != other.value as? AnyHashable else { return nil }
      return FactDifference(
        fact: fact, field: one.name, recorded: shown(one.value), decided: shown(other.value),
        rule: rule(one.name, recorded: one.value, decided: other.value))
    }
  }

  /// Where gates are only noted and grades only flagged, a fact that hides it breaks that very rule.
  private static func rule(_ field: String, recorded: Any, decided: Any) -> Rejection.Code? {
    if let recorded = recorded as? [UnmetGate], let decided = decided as? [UnmetGate] {
      return Set(decided).isSubset(of: recorded) ? nil : .gateNotMet
    }
    let isFlag = field == "supported" || field == "gradeSupported"
    return isFlag && recorded as? Bool == true ? .gradeUnsupported : nil
  }

  private static let charactersShown = 120

  /// On a line, without Swift's word for what may be absent.
  private static func shown(_ value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .optional {
      return mirror.children.first.map { shown($0.value) } ?? "nothing"
    }
    let text = "\(value)"
    return text.count > charactersShown ? "\(text.prefix(charactersShown))…" : text
  }
}

extension Event {
  /// The name of the case.
  package var name: String { Mirror(reflecting: self).children.first?.label ?? "\(self)" }

  fileprivate var fields: [(name: String, value: Any)] {
    guard let payload = Mirror(reflecting: self).children.first?.value else { return [] }
    return Mirror(reflecting: payload).children.map { ($0.label ?? "", $0.value) }
  }
}
