extension PolicyDocument {
  /// Every fault of the document at once, each with its path; empty when it may be published.
  ///
  /// The log holds documents that had no fault when they were published, and replay asks again, so
  /// no rule here may ever become stricter about a field that documents could hold before. A group
  /// that the document leaves out is the standard one and is not judged.
  package func faults() -> [String] {
    var faults = PolicyFaults()
    checkCore(&faults)
    gates?.check(&faults)
    pipelines?.check(&faults)
    scorecard?.check(&faults)
    pool?.check(&faults)
    quiet?.check(&faults)
    splits?.check(&faults)
    approvals?.check(&faults)
    review?.check(&faults)
    alerts?.check(&faults)
    thresholds?.check(&faults)
    winOdds?.check(&faults, priors: grades.map(\.winPrior))
    incentives?.check(&faults)
    growth?.check(&faults)
    qualification?.check(&faults)
    profile?.check(&faults)
    let tags = Set(feedbackTags.map(\.code))
    scripts?.check(&faults, feedbackTags: tags)
    transcripts?.check(&faults, feedbackTags: tags)
    Competitor.check(competitors, &faults)
    gradeHonesty?.check(&faults)
    return faults.found
  }
}

/// The faults found so far, and the checks that many groups share. A path is the field's name in the
/// schema, with places in lists counted from 0.
struct PolicyFaults {
  private(set) var found: [String] = []

  mutating func add(_ path: String, _ message: String) {
    found.append("\(path): \(message)")
  }

  mutating func check(_ path: String, _ value: UInt32, in range: ClosedRange<UInt32>) {
    guard !range.contains(value) else { return }
    add(path, "is \(range.lowerBound) to \(range.upperBound), not \(value)")
  }

  mutating func check(_ path: String, _ share: PartsPerMillion, in range: ClosedRange<UInt32>) {
    check(path, share.count, in: range)
  }

  /// How many entries a list has.
  mutating func check(_ path: String, count: Int, in range: ClosedRange<Int>) {
    guard !range.contains(count) else { return }
    add(path, "has \(range.lowerBound) to \(range.upperBound) entries, not \(count)")
  }

  /// Codes of a list: identifiers, each once.
  mutating func check(_ path: String, codes: [String]) {
    for (index, code) in codes.enumerated() {
      do throws(Rejection) {
        try IdentifierRules.validate(code, field: "\(path)[\(index)].code")
      } catch {
        add(error.field, error.message)
      }
    }
    checkOnce(path, codes, field: "code", name: Text.quoted)
  }

  /// That no two entries of a list say the same in `field`; nil: the entry is the value itself.
  mutating func checkOnce<Value: Hashable>(
    _ path: String, _ values: [Value], field: String?,
    name: (Value) -> String = { "\($0)" }
  ) {
    var seen: Set<Value> = []
    for (index, value) in values.enumerated() where !seen.insert(value).inserted {
      let place = "\(path)[\(index)]" + (field.map { ".\($0)" } ?? "")
      add(place, "\(name(value)) stands there twice")
    }
  }

  mutating func check(_ path: String, _ label: Label) {
    checkLine("\(path).zh", label.zh)
    checkLine("\(path).en", label.en)
  }

  /// One line that is not empty.
  mutating func checkLine(_ path: String, _ text: String) {
    do throws(Rejection) {
      try Text.validateName(text, field: path)
    } catch {
      add(error.field, error.message)
    }
  }
}
